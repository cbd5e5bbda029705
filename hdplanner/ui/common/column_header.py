"""The headings of a table: a click sorts, with Shift by one more column; arrows are numbered where there are several.

Leaves room below itself for the filter row, where that is on. Moves no column before the frozen one.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from hdplanner.ui.common.row_model import RowModel

_AIR: Final = 1.6  # of a line: larger text needs higher headings
_NUMBERS: Final = "¹²³⁴⁵⁶⁷⁸⁹"


class ColumnHeader(QHeaderView):
    """The heading line of the table of `model`."""

    def __init__(self, model: RowModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = model
        self._below = 0
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(48)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionMoved.connect(self._on_moved)

    def keep_below(self, height: int) -> None:
        """Leave so many pixels free below the headings."""
        if height != self._below:
            self._below = height
            self.setViewportMargins(0, 0, 0, height)
            self.updateGeometry()
            self.geometriesChanged.emit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        line = max(hint.height(), round(self.fontMetrics().lineSpacing() * _AIR))
        return QSize(hint.width(), line + self._below)

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._below)
        super().updateGeometries()

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logical: int) -> None:
        """Show each column that the rows are sorted by, in the order of their weight."""
        super().initStyleOptionForIndex(option, logical)
        keys = self._rows.sort_keys()
        column = self._rows.columns[logical].key
        for place, (key, falls) in enumerate(keys):
            if key == column:
                arrow = QStyleOptionHeader.SortIndicator
                option.sortIndicator = arrow.SortUp if falls else arrow.SortDown
                if len(keys) > 1:
                    option.text = f"{option.text} {_NUMBERS[min(place, 8)]}"

    def sort_by(self, logical: int, *, further: bool = False) -> None:
        """Sort by a column, or turn its order round; `further` keeps what the rows are sorted by already."""
        key = self._rows.columns[logical].key
        keys = dict(self._rows.sort_keys())
        falls = not keys[key] if key in keys else False
        if not further and len(keys) > 1:
            falls = False
        self._rows.sort_by([*(keys | {key: falls}).items()] if further else [(key, falls)])

    def _on_clicked(self, logical: int) -> None:
        shift = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_by(logical, further=shift)

    def _on_moved(self, _logical: int, _old: int, _new: int) -> None:
        if self.visualIndex(0) != 0:
            self.moveSection(self.visualIndex(0), 0)
