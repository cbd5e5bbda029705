"""Fields of the inspector for names that are completed from what there is, and for words that were said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.form import ProseField
from hdplanner.ui.common.pieces import named

_OPENING = '“„«‘"'


class CompletedLine(QLineEdit):
    """A line to add something by its name; `names` is asked each time the field is entered. Enter says `entered`."""

    entered = Signal(str)

    def __init__(
        self, name: str, hint: str, names: Callable[[], list[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self.setPlaceholderText(hint)
        self._names = names
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.textChanged.connect(lambda text: direct(self, text))
        self.returnPressed.connect(self.enter)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._model.setStringList(self._names())
        super().focusInEvent(event)

    def enter(self) -> None:
        """Say what was written, and be empty again; nothing where nothing was written."""
        text = self.text().strip()
        if text:
            self.clear()
            self.entered.emit(text)


class QuoteField(ProseField):
    """Words that somebody said: between quotation marks while they are read, without while they are written."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, 1, parent)
        self._words = ""

    def show_value(self, text: str) -> None:
        """Show the words of the file; quoted, unless the field is being written in."""
        self._words = text
        super().show_value(text if self.hasFocus() else quoted(text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.toPlainText() == self._shown:
            self._shown = self._words
            self.setPlainText(self._words)
            self.selectAll()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        written = self.toPlainText().strip()
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.show_value(written)


def quoted(words: str) -> str:
    """The words between quotation marks, as the language writes them; as they are where they have their own."""
    bare = words.strip()
    return bare if not bare or bare[0] in _OPENING else _("“{words}”").format(words=bare)
