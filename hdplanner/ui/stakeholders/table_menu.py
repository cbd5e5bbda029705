"""The menus of the table: of the selected rows, and of a heading."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from hdplanner.i18n import _
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.direction import Menu
from hdplanner.ui.common.table_view import TableView


def row_menu(
    table: TableView,
    columns: tuple[Column[Any], ...],
    *,
    editable: bool,
    set_all: Callable[[Column[Any]], None],
) -> QMenu:
    """What can be done with the selected rows. `set_all` asks for a value that all of them get."""
    menu = Menu(table)
    current = table.currentIndex()
    if current.isValid():
        edit = menu.addAction(_("Edit the cell"), lambda: table.edit(current))
        edit.setEnabled(editable and columns[current.column()].editable)
        _keys(edit, "F2")
    count = len(table.selected_ids())
    fill = menu.addAction(_("Fill down"), table.fill_wanted.emit)
    _keys(fill, "Ctrl+D")
    fill.setEnabled(editable and count > 1)
    each = Menu(_("Set for all selected"), menu)
    menu.addMenu(each).setEnabled(editable and count > 0)
    for column in columns:
        if column.editable and not column.own:
            each.addAction(f"{column.title}…", partial(set_all, column))
    menu.addSeparator()
    if current.isValid():
        _add_sorting(menu, table, current.column())
        menu.addSeparator()
    copy = menu.addAction(_("Copy"), table.copy)
    copy.setEnabled(count > 0)
    _keys(copy, QKeySequence(QKeySequence.StandardKey.Copy).toString())
    paste = menu.addAction(_("Paste…"), table.paste_wanted.emit)
    _keys(paste, QKeySequence(QKeySequence.StandardKey.Paste).toString())
    paste.setEnabled(editable)
    return menu


def heading_menu(table: TableView, section: int, *, filters: QAction, choose: Callable[[], None]) -> QMenu:
    """What can be done with a column."""
    menu = Menu(table)
    column = table.columns()[section]
    _add_sorting(menu, table, section)
    menu.addSeparator()
    menu.addAction(filters)
    hide = menu.addAction(_("Hide {column}").format(column=column.title), lambda: table.hide_column(section))
    hide.setEnabled(section != 0)
    menu.addAction(_("Choose columns…"), choose)
    return menu


def _add_sorting(menu: QMenu, table: TableView, section: int) -> None:
    """Sort by a column: in both menus, so that the keyboard comes to it too."""
    title = table.columns()[section].title
    menu.addAction(_("Sort by {column}").format(column=title), lambda: table.header.sort_by(section))
    further = menu.addAction(
        _("Then sort by {column}").format(column=title),
        lambda: table.header.sort_by(section, further=True),
    )
    _keys(further, _("Shift+click"))


def _keys(action: QAction, keys: str) -> None:
    """Show the keys beside an entry. They are no shortcut of the entry: the table listens for them itself."""
    if keys:
        action.setText(f"{action.text()}\t{keys}")
