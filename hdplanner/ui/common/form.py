"""Fields of the inspector. Each commits on Enter or when the focus leaves, keeps its own undo until then, and Esc reverts.

A field shows what it is given and says `committed`; it never changes the file itself. Text runs in its own direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from hdplanner.i18n import _, format_date
from hdplanner.ui.common.direction import TextDelegate, direct, in_own_direction
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import label, named, with_look
from hdplanner.ui.common.prose_field import ProseField, WrapField, is_history
from hdplanner.ui.common.theme import Theme

__all__ = [
    "ChoiceField",
    "DateField",
    "FlagField",
    "LineField",
    "ProseField",
    "WrapField",
    "read_day",
    "stacked",
]


class LineField(QLineEdit):
    """One line of text."""

    committed = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.setPlaceholderText(hint)
        self._shown = ""
        self.textChanged.connect(lambda text: direct(self, text))
        self.editingFinished.connect(self._commit)

    def show_value(self, text: str) -> None:
        """Show the value of the file, unless the person is in the middle of writing."""
        if self.hasFocus() and self.text() != self._shown:
            return
        self._shown = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        if is_history(event) and self.text() == self._shown:
            event.ignore()  # nothing unfinished here: the key belongs to the file's own undo
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            return
        super().keyPressEvent(event)

    def _commit(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self._shown = text
            self.committed.emit(text)


class ChoiceField(QComboBox):
    """One of a closed list. The wheel scrolls the page, not the choice, until the field is entered."""

    committed = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self._values: list[object] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(TextDelegate(self))
        self.set_choices(choices)
        self.activated.connect(lambda _place: self.committed.emit(self.value()))

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer another list, keeping the value where it is on it."""
        held = self.value()
        # Kept here: Qt would give a member of a list back as a plain text.
        self._values = [value for value, _text in choices]
        self.blockSignals(True)
        self.clear()
        self.addItems([text for _value, text in choices])
        self.blockSignals(False)
        self.show_value(held)

    def value(self) -> Any:
        """The value that is shown; None while the list is empty."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def show_value(self, value: object) -> None:
        """Show the value of the file; the first entry where it is not on the list."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As usual, but a text that is too long ends in dots instead of being cut."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._fitted()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """A text that ends in dots is told whole, after the field's own tip."""
        if isinstance(event, QHelpEvent) and self._fitted() != in_own_direction(self.currentText()):
            tips = [tip for tip in (self.toolTip(), self.currentText()) if tip]
            QToolTip.showText(event.globalPos(), ":\n".join(tips), self)
            return True
        return super().event(event)

    def _fitted(self) -> str:
        """The text as the field has room for it, in its own direction."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, field, self).width() - 4
        text = in_own_direction(self.currentText())
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def fit(self) -> None:
        """Be as wide as the longest entry, where there is room: for a bar, not a column."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class FlagField(QCheckBox):
    """Yes or no."""

    committed = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.clicked.connect(self.committed)

    def show_value(self, value: bool) -> None:
        """Show the value of the file."""
        self.setChecked(value)


class DateField(QWidget):
    """A day: written by hand in the usual ways, or picked from a calendar; empty where there is none."""

    committed = Signal(object)
    """A datetime.date, or None."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: date | None = None
        self.line = LineField(name, _("No date"))
        self.line.committed.connect(self._on_written)
        opener = with_look(QToolButton(), "quiet")
        opener.setIcon(icon("meetings", theme, "muted"))
        opener.setToolTip(_("Pick a day"))
        named(opener, _("{field}: pick a day").format(field=name))
        self._menu = QMenu(opener)
        self._menu.aboutToShow.connect(self._fill_menu)
        opener.clicked.connect(lambda: self._menu.popup(opener.mapToGlobal(opener.rect().bottomLeft())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(opener)
        self.setFocusProxy(self.line)

    def show_value(self, day: date | None) -> None:
        """Show the value of the file."""
        self._shown = day
        self.line.show_value(format_date(day) if day else "")

    def _on_written(self, text: str) -> None:
        day = read_day(text) if text else None
        if text and day is None:
            self.line.setProperty("wrong", True)
            self.line.setToolTip(_("Write a day such as 2026-12-05."))
        else:
            self.line.setProperty("wrong", False)
            self.line.setToolTip("")
            self._take(day)
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _fill_menu(self) -> None:
        if self._menu.actions():
            return
        calendar = QCalendarWidget(self._menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._shown:
            calendar.setSelectedDate(QDate(self._shown.year, self._shown.month, self._shown.day))
        calendar.clicked.connect(self._on_picked)
        entry = QWidgetAction(self._menu)
        entry.setDefaultWidget(calendar)
        self._menu.addAction(entry)
        self._menu.addAction(_("No date"), lambda: self._take(None))

    def _on_picked(self, day: QDate) -> None:
        self._menu.hide()
        self._take(date(day.year(), day.month(), day.day()))

    def _take(self, day: date | None) -> None:
        changed = day != self._shown
        self.show_value(day)
        if changed:
            self.committed.emit(day)


def read_day(text: str) -> date | None:
    """The day that a person wrote: 2026-12-05, or as the language writes it; None where it is none."""
    locale = QLocale()
    forms = [
        locale.dateFormat(kind) for kind in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat)
    ]
    for form in ("yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy", "d.M.yyyy", "d/M/yyyy", *forms):
        for one in (locale, QLocale.c()):
            found = one.toDate(text.strip(), form)
            if found.isValid() and 1900 <= found.year() <= 2200:
                return date(found.year(), found.month(), found.day())
    return None


def stacked(title: str, field: QWidget) -> QWidget:
    """A field below its name, as narrow panels have it. A click on the name goes into the field."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    name = label(title, "small")
    name.setBuddy(field)
    column.addWidget(name)
    column.addWidget(field)
    return made
