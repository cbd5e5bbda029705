"""A small mark beside a record on which the checks find something: its shape and its words say how grave it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from hdplanner.domain.labels import label
from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import named, with_look
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.domain.checks.findings import Finding
    from hdplanner.ui.findings import Findings

SIGNS: dict[str, tuple[str, str]] = {
    "error": ("danger", "danger"),
    "warning": ("warning", "warning"),
    "hint": ("info", "muted"),
}
"""The icon of each severity, and the role of its colour."""

_TOLD = 5
"""So many findings are told in a tip; of the rest only the number."""


def sign_of(findings: Sequence[Finding]) -> tuple[str, str] | None:
    """The icon and the role of the gravest of some findings; None where there are none. For painters."""
    return SIGNS[min(findings, key=lambda one: one.severity.rank).severity.value] if findings else None


def told(findings: Sequence[Finding]) -> str:
    """What is found, a line each, for a tip and for a screen reader."""
    lines = [
        _("{severity}: {message}").format(severity=label(one.severity), message=one.message)
        for one in findings[:_TOLD]
    ]
    if len(findings) > _TOLD:
        lines.append(_("and {number} more").format(number=len(findings) - _TOLD))
    return "\n".join(lines)


class FindingMark(QToolButton):
    """The mark of one record; hidden while nothing is found on it. `wanted` asks to see the findings."""

    wanted = Signal(str, str)
    """The kind and the key of the record."""

    def __init__(self, findings: Findings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "quiet")
        self._findings = findings
        self._theme = theme
        self._record = ("", "")
        self.hide()
        findings.changed.connect(self._refresh)
        self.clicked.connect(lambda _on=False: self.wanted.emit(*self._record))

    def show_record(self, kind: str, row_id: str) -> None:
        """Show the mark of another record."""
        self._record = (kind, row_id)
        self._refresh()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._refresh()

    def _refresh(self) -> None:
        found = self._findings.of(*self._record)
        sign = sign_of(found)
        self.setVisible(sign is not None)
        if sign is None:
            return
        side = self._theme.pixels("icon")
        self.setIcon(icon(sign[0], self._theme, sign[1]))
        self.setIconSize(QSize(side, side))
        words = told(found)
        self.setToolTip(words)
        named(self, _("What the checks find"), words)
