"""The editor of a column: a line, text of several lines, a list, several of a list, or a day.

In a cell and in a dialog alike. An editor holds a value until it is `done`, and changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, format_date
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.direction import TextDelegate, direct
from hdplanner.ui.common.form import ChoiceField, read_day
from hdplanner.ui.common.pieces import named, with_look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHECKED = Qt.CheckState.Checked


class LineEditor(QLineEdit):
    """One line of text."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, title)
        self.textChanged.connect(lambda text: direct(self, text))

    def show_value(self, value: Any) -> None:
        """Start from this."""
        self.setText(value or "")
        self.selectAll()

    def value(self) -> Any:
        """What is written."""
        return self.text().strip()

    def is_valid(self) -> bool:
        """Whether the value can be taken."""
        return True


class _DayOrNothing(QValidator):
    """Keeps an editor open on Enter while what is written is no day."""

    def validate(self, text: str, place: int) -> object:
        good = not text.strip() or read_day(text) is not None
        return (QValidator.State.Acceptable if good else QValidator.State.Intermediate, text, place)


class DayEditor(LineEditor):
    """A day, written as people write it; empty is none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setPlaceholderText("2026-12-05")
        self.setValidator(_DayOrNothing(self))
        self.textChanged.connect(lambda _text: self._mark())

    def show_value(self, value: date | None) -> None:
        """Start from this."""
        super().show_value(format_date(value) if value else "")

    def value(self) -> date | None:
        """The day that is written; None where there is none."""
        return read_day(self.text()) if self.text().strip() else None

    def is_valid(self) -> bool:
        """Whether what is written is a day, or nothing."""
        return not self.text().strip() or self.value() is not None

    def _mark(self) -> None:
        self.setProperty("wrong", not self.is_valid())
        self.setToolTip("" if self.is_valid() else _("Write a day such as 2026-12-05."))
        self.style().unpolish(self)
        self.style().polish(self)


class ProseEditor(QPlainTextEdit):
    """Text of several lines. Enter is done; Shift+Enter or Alt+Enter begins a new line, as in a spreadsheet."""

    done = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(with_look(self, "cell"), title, _("Shift+Enter begins a new line"))
        self.setTabChangesFocus(True)
        self.textChanged.connect(lambda: direct(self, self.toPlainText()))

    def show_value(self, value: Any) -> None:
        """Start from this."""
        self.setPlainText(value or "")
        self.selectAll()

    def value(self) -> Any:
        """What is written."""
        return self.toPlainText().strip()

    def is_valid(self) -> bool:
        """Whether the value can be taken."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
            self.insertPlainText("\n")
        else:
            self.done.emit()


class ManyEditor(QFrame):
    """Several of a list, each with a box to tick; with `free`, a line to add what is not on the list."""

    done = Signal()
    given_up = Signal()

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[Any, str]],
        *,
        free: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        with_look(self, "card").setAutoFillBackground(True)
        self._values: list[Any] = []
        self.list = named(QListWidget(), title)
        self.list.setItemDelegate(TextDelegate(self.list))
        self.line = named(QLineEdit(), _("Add to {column}").format(column=title))
        self.line.setPlaceholderText(_("Add another"))
        self.line.setVisible(free)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.list)
        for value, text in choices:
            self._append(value, text)
        self.setFocusProxy(self.line if free and not choices else self.list)
        for part in (self.list, self.line):
            part.installEventFilter(self)

    def show_value(self, value: Any) -> None:
        """Start from these."""
        for one in value or ():
            if one not in self._values:
                self._append(one, str(one))
        for place, one in enumerate(self._values):
            state = _CHECKED if one in (value or ()) else Qt.CheckState.Unchecked
            self.list.item(place).setCheckState(state)
        self.list.setCurrentRow(0)

    def value(self) -> tuple[Any, ...]:
        """Those that are ticked, in the order of the list."""
        self._add_written()
        return tuple(
            one for place, one in enumerate(self._values) if self.list.item(place).checkState() == _CHECKED
        )

    def is_valid(self) -> bool:
        """Whether the value can be taken."""
        return True

    def rows_wanted(self) -> int:
        """How many lines it would like to show."""
        return min(8, max(3, len(self._values))) + (2 if self.line.isVisibleTo(self) else 0)

    def _append(self, value: Any, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self._values.append(value)

    def _add_written(self) -> None:
        for text in (part.strip() for part in self.line.text().replace(",", ";").split(";")):
            if text and text not in self._values:
                self._append(text, text)
            if text:
                self.list.item(self._values.index(text)).setCheckState(_CHECKED)
        self.line.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is done, Esc gives up, and so does leaving for another place take what is ticked."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.given_up.emit()
                return True
            if event.key() in _ENTER:
                self._on_enter()
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._on_left()
        return super().eventFilter(watched, event)

    def _on_enter(self) -> None:
        if self.line.hasFocus() and self.line.text().strip():
            self._add_written()
        else:
            self.done.emit()

    def _on_left(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.done.emit()


Editor = LineEditor | ProseEditor | ManyEditor | ChoiceField
EDITORS = (LineEditor, ProseEditor, ManyEditor, ChoiceField)


def make_editor(column: Column[Any], parent: QWidget | None = None) -> Editor:
    """The editor of a column, empty."""
    if column.many:
        choices = column.choices() if column.choices else ()
        return ManyEditor(column.title, choices, free=column.free, parent=parent)
    if column.choices is not None:
        return ChoiceField(column.title, column.choices(), parent)
    if column.day:
        return DayEditor(column.title, parent)
    return ProseEditor(column.title, parent) if column.prose else LineEditor(column.title, parent)


def is_valid(editor: Editor) -> bool:
    """Whether the value of an editor can be taken."""
    return isinstance(editor, ChoiceField) or editor.is_valid()
