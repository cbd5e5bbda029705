"""The first column of a table, which stays where it is while the others scroll sideways: a second view on the same
model and the same selection, laid over the table. The keyboard stays with the table itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QTableView, QWidget

from hdplanner.ui.common.column_header import ColumnHeader
from hdplanner.ui.common.row_model import RowModel

_MOST = 0.6  # of the width of the table: what is wider would leave nothing of the others to see


class FrozenColumn(QTableView):
    """Covers the first column of `table` once that is scrolled sideways."""

    closed = Signal(object)
    """An editor was closed here; with it comes where the person wants to go on."""

    def __init__(self, table: QTableView, model: RowModel[Any], below: Callable[[], int]) -> None:
        super().__init__(table)
        self._table = table
        self._below = below
        self._header = ColumnHeader(model, self)
        self._header.setSectionsMovable(False)
        self.setHorizontalHeader(self._header)
        self._set_up()
        self.setModel(model)
        self.setSelectionModel(table.selectionModel())
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for number in range(1, model.columnCount()):
            self.setColumnHidden(number, True)
        self._connect()
        self.hide()

    def _set_up(self) -> None:
        self.setAccessibleName(self._table.accessibleName())
        self.setProperty("look", "frozen")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._table)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(self._table.editTriggers())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        mine, theirs = self.verticalScrollBar(), self._table.verticalScrollBar()
        mine.valueChanged.connect(self._on_scrolled)
        theirs.valueChanged.connect(mine.setValue)
        mine.rangeChanged.connect(lambda _least, _most: mine.setValue(theirs.value()))
        self._table.horizontalScrollBar().valueChanged.connect(self.place)
        header = self._table.horizontalHeader()
        header.geometriesChanged.connect(self.place)
        header.sectionResized.connect(self._on_resized)
        self._header.sectionResized.connect(self._on_widened)

    def covers(self) -> bool:
        """Whether the first column is frozen now."""
        wide = self._table.columnWidth(0) > self._table.viewport().width() * _MOST
        return (
            not wide
            and self._table.horizontalScrollBar().value() > self._table.horizontalScrollBar().minimum()
        )

    def place(self) -> None:
        """Lie over the first column, from the headings down to the last row that is seen."""
        if not self.covers():
            self.hide()
            return
        room = self._table.viewport().geometry()
        height = self._table.horizontalHeader().height()
        width = self._table.columnWidth(0)
        left = room.left()
        if self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = room.right() - width + 1
        self._header.keep_below(self._below())
        self.setGeometry(QRect(left, room.top() - height, width, room.height() + height))
        self.setColumnWidth(0, width)
        self.show()
        self.executeDelayedItemsLayout()
        self.updateGeometries()  # else the bar would not know yet how far it goes
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The table scrolls, and takes this column along."""
        QWidget.wheelEvent(self, event)
        self._table.wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab goes on to the other columns, which are the table's."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._table.setFocus()
        self.closed.emit(hint)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Nothing: the table brings a row into view, this column follows."""

    def _on_scrolled(self, value: int) -> None:
        """Take the table along; not where this bar is still shorter than the table's."""
        theirs = self._table.verticalScrollBar()
        if self.isVisible() and self.verticalScrollBar().maximum() == theirs.maximum():
            theirs.setValue(value)

    def _on_resized(self, logical: int, _old: int, _new: int) -> None:
        if logical == 0:
            self.place()

    def _on_widened(self, logical: int, _old: int, new: int) -> None:
        if logical == 0 and self.isVisible() and new != self._table.columnWidth(0):
            self._table.setColumnWidth(0, new)
