"""Facts in two columns, name and value, where the value is edited in place: it looks like text until one comes near."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from hdplanner.ui.common.form import ChoiceField, DateField, LineField, ProseField
from hdplanner.ui.common.pick_field import PickField
from hdplanner.ui.common.pieces import label, with_look

F = TypeVar("F", bound=QWidget)

_NAME_WIDTH = 88


class FactGrid(QWidget):
    """Rows of a name and a field. Fields share one left edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._names: dict[QWidget, QLabel] = {}

    def add(self, title: str, field: F) -> F:
        """Add a row; returns the field."""
        row = self._grid.rowCount()
        name = label(title, "small")
        name.setBuddy(field)
        name.setWordWrap(True)
        name.setContentsMargins(0, 6, 0, 0)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)
        self._names[field] = name
        bare(field)
        return field

    def add_wide(self, widget: F) -> F:
        """Add something over both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
        return widget

    def show_field(self, field: QWidget, shown: bool) -> None:
        """Show or hide a row."""
        field.setVisible(shown)
        self._names[field].setVisible(shown)


def bare(field: QWidget) -> None:
    """Let a field look like text until the pointer or the keyboard is on it."""
    if isinstance(field, DateField):
        with_look(field.line, "bare")
    elif isinstance(field, LineField | ProseField | ChoiceField | PickField):
        with_look(field, "bare")
