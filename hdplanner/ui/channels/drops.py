"""What a drag of activities carries, between the views and the tray of the unscheduled. Knows ids only."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData

MIME_TYPE = "application/x-hdplanner-activities"


def carry(ids: Iterable[str]) -> QMimeData:
    """What a drag of activities carries."""
    data = QMimeData()
    data.setData(MIME_TYPE, QByteArray("\n".join(ids).encode()))
    return data


def carried(data: QMimeData) -> list[str]:
    """The ids that a drag carries; none for a drag of something else."""
    if not data.hasFormat(MIME_TYPE):
        return []
    return [
        line for line in bytes(data.data(MIME_TYPE).data()).decode("utf-8", "replace").split("\n") if line
    ]
