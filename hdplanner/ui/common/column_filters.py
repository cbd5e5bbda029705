"""The filter row below the headings: a field a column, in step with the columns as they move, widen and scroll."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.column_kinds import Column, plain
from hdplanner.ui.common.column_order import IS
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import named, with_look
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import Theme

_PAUSE_MS = 120


class FilterRow(QWidget):
    """Filters `model` by what is written. Esc empties a field, and goes back to the table from an empty one."""

    left = Signal()
    """The person has done with the filter row: the focus belongs to the table."""

    def __init__(self, model: RowModel[Any], header: QHeaderView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        with_look(self, "filters").setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows = model
        self._header = header
        self._theme = theme
        self._fields: dict[str, QLineEdit | ChoiceField] = {}
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.apply)
        self.setAutoFillBackground(True)
        for signal in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            signal.connect(self.place)

    def height_wanted(self) -> int:
        """How high the row is."""
        return self._theme.pixels("field") + 4

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self._theme = theme
        self.place()

    def field(self, key: str) -> QLineEdit | ChoiceField:
        """The field of a column, made when it is first wanted."""
        if key not in self._fields:
            column = next(one for one in self._rows.columns if one.key == key)
            self._fields[key] = (
                self._choice(column) if column.choices and not column.free else self._line(column)
            )
            self._fields[key].installEventFilter(self)
        return self._fields[key]

    def texts(self) -> dict[str, str]:
        """What is written for which column; a column that is hidden filters nothing."""
        hidden = {
            column.key
            for number, column in enumerate(self._rows.columns)
            if self._header.isSectionHidden(number)
        }
        texts = {key: _text_of(field) for key, field in self._fields.items() if key not in hidden}
        return {key: text for key, text in texts.items() if text}

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Write this into the fields, and filter by it."""
        known = {column.key for column in self._rows.columns}
        for key in {*self._fields, *(texts.keys() & known)}:
            _write(self.field(key), texts.get(key, ""))
        self.apply()
        self.place()

    def apply(self) -> None:
        """Filter by what is written."""
        self._pause.stop()
        texts = self.texts()
        if texts != self._rows.cell_filters():
            self._rows.filter_cells(texts)

    def place(self) -> None:
        """Put each field below its heading; that of the frozen column stands still and covers the others."""
        if not self.isVisible():
            return
        header = self._header
        for number, column in enumerate(self._rows.columns):
            if header.isSectionHidden(number):
                if column.key in self._fields:
                    self._fields[column.key].hide()
                continue
            field = self.field(column.key)
            start = header.sectionViewportPosition(number) if number else self._first_start()
            width = header.sectionSize(number)
            field.setGeometry(start + 3, 2, max(20, width - 6), self._theme.pixels("field"))
            field.setVisible(start + width > 0 and start < self.width())
        first = self._fields.get(self._rows.columns[0].key)
        if first is not None:
            first.raise_()

    def _first_start(self) -> int:
        if self._header.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return 0
        return self._header.viewport().width() - self._header.sectionSize(0)

    def _line(self, column: Column[Any]) -> QLineEdit:
        field = QLineEdit(self)
        with_look(field, "filter")
        hint = _("Before < or after > a day such as 2026-12-05, or words") if column.day else ""
        named(field, _("Filter {column}").format(column=column.title), hint)
        field.setToolTip(hint)
        field.setPlaceholderText(_("Filter"))
        field.setClearButtonEnabled(False)
        field.textChanged.connect(lambda text: direct(field, text))
        field.textChanged.connect(lambda _text: self._pause.start())
        return field

    def _choice(self, column: Column[Any]) -> ChoiceField:
        assert column.choices is not None
        entries: list[tuple[object, str]] = [("", _("All"))]
        entries += [(IS + plain(value), text) for value, text in column.choices() if value is not None]
        entries.append((IS, _("Empty")))
        field = ChoiceField(_("Filter {column}").format(column=column.title), entries, self)
        with_look(field, "filter").setMinimumContentsLength(1)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.committed.connect(lambda _value: self.apply())
        return field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc empties; Enter and the arrow down go on in the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._empty(watched)
                return True
            down = isinstance(watched, QLineEdit) and event.key() == Qt.Key.Key_Down
            if down or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _empty(self, field: QObject) -> None:
        if isinstance(field, QLineEdit | ChoiceField) and _text_of(field):
            _write(field, "")
            self.apply()
        else:
            self.left.emit()


def _text_of(field: QLineEdit | ChoiceField) -> str:
    return str(field.value() or "") if isinstance(field, ChoiceField) else field.text().strip()


def _write(field: QLineEdit | ChoiceField, text: str) -> None:
    if isinstance(field, ChoiceField):
        field.show_value(text)
    else:
        field.setText(text)
