"""Two wordings as one text: what was added is underlined, what was removed is struck through, each in its colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from hdplanner.domain.rules_versions import Run
from hdplanner.i18n import _
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.form import ProseField
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.theme import Theme


class DiffView(ProseField):
    """Reads only. A screen reader hears the runs as words."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, "", 1, parent)
        with_look(self, "bare")
        self.setReadOnly(True)
        self._theme = theme
        self._runs: tuple[Run, ...] = ()

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show what is the same, added and removed."""
        self._runs = tuple(runs)
        self.clear()
        cursor = self.textCursor()
        for run in self._runs:
            cursor.insertText(run.text, self._look(run))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        direct(self, "".join(run.text for run in self._runs))
        self.setAccessibleDescription(said(self._runs))

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.show_runs(self._runs)

    def _look(self, run: Run) -> QTextCharFormat:
        made = QTextCharFormat()
        if run.kind == "added":
            made.setForeground(self._theme.colour("fine"))
            made.setFontUnderline(True)
        elif run.kind == "removed":
            made.setForeground(self._theme.colour("danger"))
            made.setFontStrikeOut(True)
        else:
            made.setForeground(self._theme.colour("text"))
        return made


def said(runs: Sequence[Run]) -> str:
    """What changed, in words."""
    parts = []
    for run in runs:
        if run.text.isspace():
            continue
        if run.kind == "added":
            parts.append(_("added: {words}").format(words=run.text.strip()))
        elif run.kind == "removed":
            parts.append(_("removed: {words}").format(words=run.text.strip()))
    return "; ".join(parts) if parts else _("nothing changed")
