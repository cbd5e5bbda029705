"""A field that filters while one writes, and the folding by which texts are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme

_PAUSE_MS = 120


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A text without case and accents, so that "etat" finds "État"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(character for character in apart if not unicodedata.combining(character)).casefold()


def holds_all(words: str, *texts: str) -> bool:
    """Whether every word is in one of the texts."""
    whole = folded(" ".join(texts))
    return all(word in whole for word in folded(words).split())


class FilterField(QLineEdit):
    """Says `filtered` when the writing pauses. Esc empties it."""

    filtered = Signal(str)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.setProperty("look", "search")
        self.setPlaceholderText(_("Filter"))
        self._mark = QAction(icon("filter", theme, "muted"), _("Filter"), self)
        self.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)
        self._emptier = QAction(icon("clear", theme, "muted"), _("Clear"), self)
        self._emptier.triggered.connect(self.clear)
        self.addAction(self._emptier, QLineEdit.ActionPosition.TrailingPosition)
        self._emptier.setVisible(False)  # after it was added: Qt shows what was hidden before
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.filtered.emit(self.text()))
        self.textChanged.connect(self._on_text_changed)

    def wear(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._mark.setIcon(icon("filter", theme, "muted"))
        self._emptier.setIcon(icon("clear", theme, "muted"))

    def _on_text_changed(self, text: str) -> None:
        self._emptier.setVisible(bool(text))
        self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
