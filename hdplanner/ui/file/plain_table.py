"""A table of words for the windows of the file: frozen rows, one line each, and nothing that can be written into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_ROW = 34
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class PlainModel(QAbstractTableModel, Generic[Row]):
    """Lines of words: ``words`` gives the texts of a row, one a title; ``marked`` rows are written in a warning colour."""

    def __init__(
        self, titles: Sequence[str], words: Callable[[Row], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._words = words
        self._rows: Sequence[Row] = ()
        self._texts: list[Sequence[str]] = []
        self.colour_of: Callable[[Row, int], QColor | None] = lambda _row, _column: None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = rows
        self._texts = [self._words(row) for row in rows]
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """All rows, in their order."""
        return self._rows

    def row_at(self, place: int) -> Row:
        """The row on a line."""
        return self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.colour_of(self._rows[index.row()], index.column())
        return self._texts[index.row()][index.column()] if role in _SHOWN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return self._titles[section]


def plain_table(
    name: str, model: PlainModel[Row], theme: Theme, widths: Sequence[int], *, several: bool = False
) -> QTableView:
    """The view of such a model; the last column takes what room is left."""
    made = named(QTableView(), name)
    made.setModel(model)
    made.setItemDelegate(TextDelegate(made))
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    mode = QAbstractItemView.SelectionMode
    made.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(round(_ROW * theme.scale))
    head = made.horizontalHeader()
    head.setHighlightSections(False)
    for column, width in enumerate(widths):
        head.resizeSection(column, round(width * theme.scale))
    head.setSectionResizeMode(len(widths), QHeaderView.ResizeMode.Stretch)
    return made


def chosen_rows(table: QTableView, model: PlainModel[Row]) -> list[Row]:
    """The rows that are selected, in their order."""
    return [
        model.row_at(place) for place in sorted(one.row() for one in table.selectionModel().selectedRows())
    ]
