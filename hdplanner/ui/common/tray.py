"""What trays share: rows that wait in a list and are dragged out as ids. What a row says and looks like is the tray's.

Knows no file: a drag carries ids between the widgets of one room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from hdplanner.ui.common.row_model import HasId

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R", bound=HasId)


class Cargo:
    """The ids of one kind of record in a drag."""

    def __init__(self, kind: str) -> None:
        self.mime_type = f"application/x-hdplanner-{kind}"

    def carry(self, ids: Iterable[str]) -> QMimeData:
        """What a drag of these carries."""
        data = QMimeData()
        data.setData(self.mime_type, QByteArray("\n".join(ids).encode()))
        return data

    def carried(self, data: QMimeData) -> list[str]:
        """The ids that a drag carries; none for a drag of something else."""
        if not data.hasFormat(self.mime_type):
            return []
        text = bytes(data.data(self.mime_type).data()).decode("utf-8", "replace")
        return [line for line in text.split("\n") if line]


class TrayRows(QAbstractListModel, Generic[R]):
    """Rows that wait, draggable as ids. A subclass says in `data` what is shown of one."""

    def __init__(self, cargo: Cargo, parent: QWidget) -> None:
        super().__init__(parent)
        self._cargo = cargo
        self.rows: tuple[R, ...] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, in their order."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else base

    def mimeTypes(self) -> list[str]:
        return [self._cargo.mime_type]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return self._cargo.carry(self.rows[index.row()].id for index in indexes)


class TrayList(QListView):
    """The list of a tray: cards that wrap from line to line; several can be chosen."""

    def dress(self, rows: TrayRows[R], name: str, spacing: int) -> None:
        """Show rows; `name` is what is said of the list, `spacing` in pixels between cards."""
        self.setModel(rows)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(spacing)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)

    def choose(self, rows: Sequence[HasId], ids: Iterable[str]) -> None:
        """Select those of `rows`, in whose order they stand here, that are named."""
        wanted = set(ids)
        chosen = QItemSelection()
        for number, row in enumerate(rows):
            if row.id in wanted:
                index = self.model().index(number, 0)
                chosen.select(index, index)
        selection = self.selectionModel()
        selection.select(chosen, selection.SelectionFlag.ClearAndSelect)
