"""The table of every room: hairlines, whole rows, in-place editors, and a copy that Excel and Word take."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hdplanner.ui.common.column_arrangement import Arrangement
from hdplanner.ui.common.column_editors import (
    EDITORS,
    ManyEditor,
    ProseEditor,
    is_valid,
    make_editor,
)
from hdplanner.ui.common.column_filters import FilterRow
from hdplanner.ui.common.column_header import ColumnHeader
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.direction import TextDelegate, is_mirrored
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.frozen_column import FrozenColumn
from hdplanner.ui.common.row_model import RowModel, runs
from hdplanner.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_FILL = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)
_FILTERS = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_L
)


class CellDelegate(TextDelegate):
    """Gives a cell the editor of its column, and cuts no text at the edge of the table without dots."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._edge = -1

    def find_edge(self) -> None:
        """Before a painting: which column the edge of the table cuts."""
        mirrored = is_mirrored()
        self._edge = self._view.columnAt(0 if mirrored else self._view.viewport().width() - 1)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == self._edge:
            seen = self._view.viewport().width()
            if is_mirrored():
                option.rect.setLeft(max(option.rect.left(), 0))
            else:
                option.rect.setRight(min(option.rect.right(), seen - 1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, RowModel)
        editor = make_editor(model.columns[index.column()], parent)
        if isinstance(editor, ChoiceField):
            editor.committed.connect(lambda _value: self._commit(editor))
        elif isinstance(editor, ProseEditor | ManyEditor):
            editor.done.connect(lambda: self._commit(editor))
        if isinstance(editor, ManyEditor):
            editor.given_up.connect(lambda: self._close(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, EDITORS):
            editor.show_value(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, ChoiceField):
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, EDITORS) and is_valid(editor):
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give an editor of several lines the room it needs, inside the table."""
        super().updateEditorGeometry(editor, option, index)
        line = self._view.fontMetrics().lineSpacing()
        lines = editor.rows_wanted() * 1.7 if isinstance(editor, ManyEditor) else 6.0
        if isinstance(editor, ProseEditor | ManyEditor):
            room = self._view.viewport().rect()
            box = QRect(option.rect)
            box.setSize(QSize(max(box.width(), line * 16), round(line * lines)))
            box.moveBottom(min(box.bottom(), room.bottom()))
            box.moveRight(min(box.right(), room.right()))
            box.moveTopLeft(QPoint(max(box.left(), room.left()), max(box.top(), room.top())))
            editor.setGeometry(box)

    def _commit(self, editor: QWidget) -> None:
        if not editor.property("left"):
            self.commitData.emit(editor)
            self._close(editor)

    def _close(self, editor: QWidget) -> None:
        if not editor.property("left"):
            editor.setProperty("left", True)
            self.closeEditor.emit(editor)


class TableView(QTableView):
    """A table of whole rows. Enter and F2 edit; Tab walks the cells; the page hears of Delete through the menu.

    The first column stays in sight; below the headings there is a row of filters, where that is wanted.
    """

    selected = Signal()
    """The set of selected rows is another one."""
    paste_wanted = Signal()
    """The person wants to have pasted what is on the clipboard."""
    fill_wanted = Signal()
    """The person wants the value of the first selected row in all of them."""
    menu_wanted = Signal(QPoint)
    """A place on the screen where the menu of the selected rows is to come up."""
    filters_wanted = Signal()
    """The person wants to have the filter row shown or hidden."""

    def __init__(self, model: RowModel[Any], theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = model
        self._made = False  # Qt asks for places before the parts are made
        self.header = ColumnHeader(model, self)
        self.setHorizontalHeader(self.header)
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setModel(model)
        self._set_up()
        self.arrangement = Arrangement(model, self.header, theme)
        self.filters = FilterRow(model, self.header, theme, self)
        self.filters.hide()
        self.frozen = FrozenColumn(self, model, self._below_headings)
        self.frozen.setItemDelegate(CellDelegate(self.frozen))
        self._made = True
        self.wear(theme)
        self._connect()

    def _set_up(self) -> None:
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
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.header.setStretchLastSection(True)

    def _connect(self) -> None:
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.selected.emit())
        for view in (self, self.frozen):
            view.customContextMenuRequested.connect(
                lambda place, view=view: self.menu_wanted.emit(view.viewport().mapToGlobal(place))
            )
        self.horizontalScrollBar().valueChanged.connect(self.filters.place)
        self.frozen.closed.connect(self._on_frozen_closed)
        self.filters.left.connect(self.setFocus)

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        for view in (self, self.frozen):
            view.verticalHeader().setDefaultSectionSize(theme.pixels("row"))
            view.setIconSize(QSize(theme.pixels("icon"), theme.pixels("icon")))
        self.filters.wear(theme)
        self.arrangement.wear(theme)
        self._place_parts()

    # -- the parts around the cells

    def show_filters(self, on: bool) -> None:
        """Show the filter row, or hide it and filter by nothing of it."""
        self.filters.setVisible(on)
        self.header.keep_below(self._below_headings())
        if not on:
            self.filters.show_texts({})
        self.updateGeometries()

    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the model, shown or not."""
        return self._rows.columns

    def hide_column(self, section: int) -> None:
        """Show a column no more."""
        key = self._rows.columns[section].key
        self.arrangement.choose([one for one, _width in self.arrangement.shown() if one != key])

    def _below_headings(self) -> int:
        return self.filters.height_wanted() if not self.filters.isHidden() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.find_edge()
        super().paintEvent(event)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_parts()

    def _place_parts(self) -> None:
        """The filter row and the frozen column lie over the table: put them where they belong."""
        if not self._made:
            return
        room = self.viewport().geometry()
        height = self._below_headings()
        self.filters.setGeometry(room.left(), room.top() - height, room.width(), height)
        self.filters.place()
        self.frozen.place()
        self.filters.raise_()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view, and out from below the frozen column; that column itself is in view always."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if not self._made or not index.isValid():
            return
        if index.column() == 0:
            bar.setValue(before)
        elif self.frozen.covers():
            box, width = self.visualRect(index), self.columnWidth(0)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            hidden = box.right() - (self.viewport().width() - width) if mirrored else width - box.left()
            bar.setValue(bar.value() - max(0, hidden))

    def edit(self, index: Index, *more: Any) -> Any:
        """Open the editor of a cell: that of the first column where it is seen, in the frozen view."""
        if self._made and index.column() == 0 and self.frozen.isVisible():
            return self.frozen.edit(index, *more)
        return super().edit(index, *more)

    def _on_frozen_closed(self, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint == QAbstractItemDelegate.EndEditHint.EditNextItem:
            following = self.moveCursor(
                QAbstractItemView.CursorAction.MoveNext, Qt.KeyboardModifier.NoModifier
            )
            self.setCurrentIndex(following)
            self.edit(following)

    # -- rows

    def selected_ids(self) -> tuple[str, ...]:
        """The ids of the selected rows, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._rows.row_at(row).id for row in rows)

    def ids_from(self, place: int) -> tuple[str, ...]:
        """The ids of the rows from a place on, in the order of the table."""
        return tuple(row.id for row in self._rows.shown_rows()[place:])

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
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.keyCombination() == _FILL:
            self.fill_wanted.emit()
        elif event.keyCombination() == _FILTERS:
            self.filters_wanted.emit()
        else:
            super().keyPressEvent(event)

    def edit_cell(self, row_id: str, column_key: str) -> None:
        """Open the editor of one cell."""
        place = self._rows.place_of(row_id)
        keys = [column.key for column in self._rows.columns]
        if place is not None and column_key in keys and not self.isColumnHidden(keys.index(column_key)):
            index = self._rows.index(place, keys.index(column_key))
            self.setCurrentIndex(index)
            self.edit(index)

    def copy(self) -> None:
        """Put the selected rows, with their headings, on the clipboard: as text with tabs and as a table."""
        shown = self.arrangement.numbers()
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
    safe = (
        "'" + text if text[:1] in ("=", "+", "@") or (text[:1] == "-" and not text[1:2].isdigit()) else text
    )
    if "\n" in safe or "\t" in safe:
        return '"' + safe.replace('"', '""') + '"'
    return safe


def _table(lines: list[list[str]]) -> str:
    head, *body = lines
    rows = ["<tr>" + "".join(f"<th>{html.escape(text)}</th>" for text in head) + "</tr>"]
    rows += [
        "<tr>" + "".join(f"<td>{html.escape(text).replace(chr(10), '<br>')}</td>" for text in line) + "</tr>"
        for line in body
    ]
    return "<table>" + "".join(rows) + "</table>"
