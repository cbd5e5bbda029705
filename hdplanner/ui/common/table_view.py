"""The table of every room: hairlines, whole rows, in-place editors, and a copy that Excel and Word take."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.row_model import RowModel, runs
from hdplanner.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(TextDelegate):
    """Gives a cell the editor of its column: a list where it has choices, else a line of text."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, RowModel) else None
        if column is None or column.choices is None:
            line = QLineEdit(parent)
            line.setAccessibleName(column.title if column else "")
            return line
        box = ChoiceField(column.title, column.choices(), parent)
        box.committed.connect(lambda _value: self._commit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceField):
            editor.show_value(value)
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            editor.setText(value or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceField):
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip(), Qt.ItemDataRole.EditRole)

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class TableView(QTableView):
    """A table of whole rows. Enter and F2 edit; Tab walks the cells; the page hears of Delete through the menu."""

    selected = Signal()
    """The set of selected rows is another one."""

    def __init__(self, model: RowModel[Any], theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = model
        self.setItemDelegate(CellDelegate(self))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._set_up_header()
        self.wear(theme)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.selected.emit())

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSortingEnabled(True)

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self.verticalHeader().setDefaultSectionSize(theme.pixels("row"))
        self.setIconSize(QSize(theme.pixels("icon"), theme.pixels("icon")))
        for number, column in enumerate(self._rows.columns):
            self.setColumnWidth(number, round(column.width * theme.scale))

    def selected_ids(self) -> tuple[str, ...]:
        """The ids of the selected rows, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._rows.row_at(row).id for row in rows)

    def choose_quietly(self, ids: Iterable[str]) -> None:
        """Select rows as something else did. Emits no `selected`."""
        wanted = sorted(place for row_id in ids if (place := self._rows.place_of(row_id)) is not None)
        chosen = QItemSelection()
        last = self._rows.columnCount() - 1
        for first, end in runs(wanted):
            chosen.select(self._rows.index(first, 0), self._rows.index(end, last))
        selection = self.selectionModel()
        blocked = self.blockSignals(True)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if wanted and self.currentIndex().row() not in wanted:
            current = self._rows.index(wanted[0], max(0, self.currentIndex().column()))
            selection.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.blockSignals(blocked)

    def current_id(self) -> str | None:
        """The id of the row that the keyboard is on."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()).id if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits the cell, as F2 does; letters that are part of a command are left to the menu."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain and self.state() != QAbstractItemView.State.EditingState:
            if self.currentIndex().isValid():
                self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def edit_cell(self, row_id: str, column_key: str) -> None:
        """Open the editor of one cell."""
        place = self._rows.place_of(row_id)
        keys = [column.key for column in self._rows.columns]
        if place is not None and column_key in keys:
            index = self._rows.index(place, keys.index(column_key))
            self.setCurrentIndex(index)
            self.edit(index)

    def copy(self) -> None:
        """Put the selected rows, with their headings, on the clipboard: as text with tabs and as a table."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        shown = [number for number in order if not self.isColumnHidden(number)]
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [[self._rows.columns[number].title for number in shown]]
        lines += [
            [self._rows.columns[number].text(self._rows.row_at(row)) for number in shown] for row in rows
        ]
        data = QMimeData()
        data.setText("\n".join("\t".join(map(_cell, line)) for line in lines))
        data.setHtml(_table(lines))
        QGuiApplication.clipboard().setMimeData(data)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.updateGeometries()


def _cell(text: str) -> str:
    """A text that stays in its cell; one that a spreadsheet would run as a formula is kept as text."""
    flat = " ".join(text.split())
    return (
        "'" + flat if flat[:1] in ("=", "+", "@") or (flat[:1] == "-" and not flat[1:2].isdigit()) else flat
    )


def _table(lines: list[list[str]]) -> str:
    head, *body = lines
    rows = ["<tr>" + "".join(f"<th>{html.escape(text)}</th>" for text in head) + "</tr>"]
    rows += ["<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>" for line in body]
    return "<table>" + "".join(rows) + "</table>"
