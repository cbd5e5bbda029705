"""A line in which a stakeholder is picked by its name, completed from those of the network."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.pieces import named


class StakeholderPicker(QLineEdit):
    """Gives an id, never a name: two of one name are two entries. Enter says `picked` where the name is known."""

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.setPlaceholderText(_("Name of a stakeholder"))
        self._ids: dict[str, str] = {}
        self._entries: Sequence[tuple[str, str]] = ()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._on_enter)

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these: id and name, each name once."""
        self._entries = entries
        self._ids = {text.casefold(): key for key, text in entries}
        if self.hasFocus():
            self._fill()

    def value(self) -> str | None:
        """The id of the one whose name stands there; None where there is none of that name."""
        return self._ids.get(self.text().strip().casefold())

    def show_value(self, row_id: str | None) -> None:
        """Show a stakeholder, or nobody."""
        self.setText(next((text for key, text in self._entries if key == row_id), ""))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._fill()
        super().focusInEvent(event)

    def _fill(self) -> None:
        names = [text for _key, text in self._entries]
        if names != self._names.stringList():
            self._names.setStringList(names)

    def _on_text(self, text: str) -> None:
        direct(self, text)
        self._mark(wrong=False)

    def _on_enter(self) -> None:
        found = self.value()
        if found is not None:
            self.picked.emit(found)
        elif self.text().strip():
            self._mark(wrong=True)

    def complain(self) -> None:
        """Show that nobody of this name is known."""
        self._mark(wrong=True)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.setToolTip(_("Nobody in this plan has this name.") if wrong else "")
            self.style().unpolish(self)
            self.style().polish(self)
