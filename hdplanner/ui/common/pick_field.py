"""A line of a form in which a record is picked by its name, completed from a list. Gives a key, never a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.pieces import named


class PickField(QLineEdit):
    """Commits on Enter, on a choice or when the focus leaves; an empty line is nobody, and Esc reverts.

    A name that is not on the list is marked and not committed. Of two of one name the first is meant.
    """

    committed = Signal(object)
    """The key, or None."""
    unknown = Signal(str)
    """A name that nobody on the list has."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.setPlaceholderText(hint)
        self._names: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._key: str | None = None
        self._shown = ""
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self._commit())
        self.setCompleter(completer)
        self.textChanged.connect(self._on_text)
        self.editingFinished.connect(self._commit)

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these: key and name."""
        self._names = dict(entries)
        self._keys = {text.casefold(): key for key, text in reversed(entries)}
        if self.hasFocus():
            self._fill()

    def show_value(self, key: str | None, text: str = "") -> None:
        """Show who stands in the file; ``text`` is the name of one that is not offered any more."""
        if self.hasFocus() and self.text() != self._shown:
            return
        self._key = key
        self._shown = self._names.get(key or "", text)
        self._revert()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._fill()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self._revert()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        names = list(self._names.values())
        if names != self._model.stringList():
            self._model.setStringList(names)

    def _revert(self) -> None:
        self.setText(self._shown)
        self.setCursorPosition(0)
        self._mark(wrong=False)

    def _on_text(self, text: str) -> None:
        direct(self, text)
        self._mark(wrong=False)

    def _commit(self) -> None:
        text = self.text().strip()
        if text == self._shown:
            return
        key = self._keys.get(text.casefold())
        if text and key is None:
            if not self.property("wrong"):
                self._mark(wrong=True)
                self.unknown.emit(text)
            return
        self._shown = self._names.get(key or "", "")
        self._revert()
        if key != self._key:
            self._key = key
            self.committed.emit(key)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.setToolTip(_("Nobody in this plan has this name.") if wrong else "")
            self.style().unpolish(self)
            self.style().polish(self)
