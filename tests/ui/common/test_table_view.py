from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionHeader, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.row_model import Column, RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme, load_theme


@dataclass(frozen=True)
class Thing:
    id: str
    name: str
    kind: str = "post"


def _table(qtbot: QtBot, theme: Theme, *rows: Thing) -> TableView:
    model: RowModel[Thing] = RowModel(
        (
            Column("name", "Name", lambda row: row.name, value=lambda row: row.name, editable=True),
            Column(
                "kind",
                "Kind",
                lambda row: row.kind.title(),
                value=lambda row: row.kind,
                choices=lambda: [("post", "Post"), ("group", "Group")],
                editable=True,
            ),
        )
    )
    table = TableView(model, theme, "Things")
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    model.set_rows(rows)
    return table


def test_what_is_selected_elsewhere_is_shown_without_an_echo(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, Thing("1", "a"), Thing("2", "b"), Thing("3", "c"))
    heard: list[int] = []
    table.selected.connect(lambda: heard.append(1))
    table.choose_quietly(["3", "1", "unknown"])
    assert (table.selected_ids(), heard) == (("1", "3"), [])
    table.selectRow(1)
    assert (table.selected_ids(), len(heard)) == (("2",), 1)


def test_the_selection_follows_its_rows_through_sort_and_filter(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, *[Thing(str(n), f"n{n}") for n in range(9)])
    table.choose_quietly(["2", "7"])
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert table.selected_ids() == ("7", "2")
    table._rows.filter(lambda row: row.id in "78")
    assert table.selected_ids() == ("7",)


def test_enter_opens_an_editor_and_enter_commits_it(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, Thing("1", "old"))
    asked: list[tuple[str, str, object]] = []
    table._rows.edited.connect(lambda *one: asked.append(one))
    table.setCurrentIndex(table._rows.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("new")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked == [("1", "name", "new")])


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_list_is_edited_by_its_choices(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, Thing("1", "a"))
    asked: list[tuple[str, str, object]] = []
    table._rows.edited.connect(lambda *one: asked.append(one))
    table.edit_cell("1", "kind")
    box = table.findChild(ChoiceField)
    assert box is not None
    box.hidePopup()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert asked == [("1", "kind", "group")]


def test_a_copy_is_a_table_for_excel_and_for_word_and_runs_no_formula(qtbot: QtBot, theme: Theme) -> None:
    table = _table(
        qtbot, theme, Thing("1", "=cmd()"), Thing("2", "b <i>\tand\nmore"), Thing("3", "not chosen")
    )
    table.choose_quietly(["1", "2"])
    table.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == 'Name\tKind\n\'=cmd()\tPost\n"b <i>\tand\nmore"\tPost'
    assert "<th>Name</th>" in data.html()
    assert "&lt;i&gt;" in data.html()
    assert "not chosen" not in data.html()


def _wide(qtbot: QtBot, theme: Theme) -> TableView:
    """A table with more columns than it has room for."""
    names = ("name", "a", "b", "c", "d")
    model: RowModel[Thing] = RowModel(
        tuple(
            Column(
                key, key.title(), lambda row: row.name, value=lambda row: row.name, editable=True, width=160
            )
            for key in names
        )
    )
    table = TableView(model, theme, "Things")
    qtbot.addWidget(table)
    table.resize(480, 300)
    table.show()
    model.set_rows([Thing(f"{number:02}", f"n{number:02}") for number in range(40)])
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    return table


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_first_column_stays_where_it_is_when_the_others_scroll(
    qtbot: QtBot, theme: Theme, way: Qt.LayoutDirection
) -> None:
    table = _wide(qtbot, theme)
    table.setLayoutDirection(way)
    assert not table.frozen.isVisible()
    table.horizontalScrollBar().setValue(120)
    table.verticalScrollBar().setValue(200)
    room, box = table.viewport().geometry(), table.frozen.geometry()
    assert table.frozen.isVisible()
    assert box.width() == table.columnWidth(0)
    mirrored = way == Qt.LayoutDirection.RightToLeft
    assert (box.right() if mirrored else box.left()) == (room.right() if mirrored else room.left())
    assert table.frozen.verticalScrollBar().value() == 200
    assert table.frozen.rowHeight(0) == table.rowHeight(0)
    table.frozen.verticalScrollBar().setValue(60)
    assert table.verticalScrollBar().value() == 60
    table.horizontalScrollBar().setValue(0)
    assert not table.frozen.isVisible()


def test_the_frozen_column_has_the_same_selection_and_the_table_keeps_the_keyboard(
    qtbot: QtBot, theme: Theme
) -> None:
    table = _wide(qtbot, theme)
    table.horizontalScrollBar().setValue(120)
    place = table.frozen.visualRect(table._rows.index(2, 0)).center()
    qtbot.mouseClick(table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.selected_ids() == ("02",)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.selected_ids() == ("03",)
    assert QApplication.focusWidget() is table


def test_a_cell_that_is_gone_to_is_not_hidden_below_the_frozen_column(qtbot: QtBot, theme: Theme) -> None:
    table = _wide(qtbot, theme)
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    table.setCurrentIndex(table._rows.index(3, 1))
    assert table.visualRect(table._rows.index(3, 1)).left() >= table.frozen.width() - 1
    before = table.horizontalScrollBar().value()
    table.setCurrentIndex(table._rows.index(3, 0))
    assert table.horizontalScrollBar().value() == before


def test_the_frozen_column_gives_way_where_it_would_cover_all(qtbot: QtBot, theme: Theme) -> None:
    table = _wide(qtbot, theme)
    table.setColumnWidth(0, 400)
    table.horizontalScrollBar().setValue(100)
    assert not table.frozen.isVisible()


def test_a_click_on_a_heading_sorts_and_with_shift_by_one_more(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, Thing("1", "b", "post"), Thing("2", "a", "post"), Thing("3", "c", "group"))
    header = table.header

    def click(section: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        x = header.sectionViewportPosition(section) + 20
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(x, 10))

    click(1)
    assert table._rows.sort_keys() == (("kind", False),)
    click(1)
    assert table._rows.sort_keys() == (("kind", True),)
    click(0, Qt.KeyboardModifier.ShiftModifier)
    assert table._rows.sort_keys() == (("kind", True), ("name", False))
    assert [row.id for row in table._rows.shown_rows()] == ["2", "1", "3"]
    option = QStyleOptionHeader()
    header.initStyleOptionForIndex(option, 0)
    assert option.text.endswith("²")
    click(0)
    assert table._rows.sort_keys() == (("name", False),)


def test_the_filter_row_stands_below_the_headings_and_moves_with_them(qtbot: QtBot, theme: Theme) -> None:
    table = _wide(qtbot, theme)
    before = table.viewport().geometry().top()
    table.show_filters(True)
    assert table.viewport().geometry().top() == before + table.filters.height_wanted()
    field = table.filters.field("b")
    at = field.geometry().left()
    table.horizontalScrollBar().setValue(90)
    assert field.geometry().left() == at - 90
    assert table.filters.field("name").geometry().left() == 3
    assert field.accessibleName() == "Filter B"
    table.show_filters(False)
    assert table.viewport().geometry().top() == before


def test_what_is_written_in_the_filter_row_filters_and_esc_empties_it(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, Thing("1", "État"), Thing("2", "b", "group"))
    table.show_filters(True)
    name = table.filters.field("name")
    assert isinstance(name, QLineEdit)
    name.setText("etat")
    qtbot.waitUntil(lambda: table._rows.rowCount() == 1)
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert (name.text(), table._rows.rowCount()) == ("", 2)
    kind = table.filters.field("kind")
    assert isinstance(kind, ChoiceField)
    kind.setCurrentIndex(2)
    kind.activated.emit(2)
    assert [row.id for row in table._rows.shown_rows()] == ["2"]
    table.show_filters(False)
    assert table._rows.rowCount() == 2


def test_a_column_that_is_hidden_filters_nothing(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, Thing("1", "a"), Thing("2", "b", "group"))
    table.show_filters(True)
    table.filters.show_texts({"kind": "is:group"})
    assert table._rows.rowCount() == 1
    table.hide_column(1)
    table.filters.apply()
    assert table._rows.rowCount() == 2


def test_columns_are_shown_in_the_order_that_is_asked_for_and_the_first_stays_first(
    qtbot: QtBot, theme: Theme
) -> None:
    table = _wide(qtbot, theme)
    table.arrangement.show([("c", 90), ("nothing", 10), ("a", 5)])
    assert table.arrangement.shown() == [("name", 160), ("c", 90), ("a", 24)]
    table.header.moveSection(table.header.visualIndex(0), 2)
    assert table.arrangement.shown()[0][0] == "name"
    table.choose_quietly(["01"])
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Name\tC\tA"


def test_widths_are_kept_in_pixels_at_100_percent(qtbot: QtBot, theme: Theme) -> None:
    table = _wide(qtbot, theme)
    table.setColumnWidth(1, 200)
    table.wear(load_theme("light", 2.0))
    assert table.columnWidth(1) == 400
    assert dict(table.arrangement.shown())["a"] == 200


def test_a_text_is_cut_with_dots_at_the_edge_of_the_table(qtbot: QtBot, theme: Theme) -> None:
    table = _wide(qtbot, theme)
    table.grab()
    edge = table.columnAt(table.viewport().width() - 1)
    option = QStyleOptionViewItem()
    index = table._rows.index(0, edge)
    option.rect = table.visualRect(index)
    table.itemDelegate().initStyleOption(option, index)
    assert option.rect.right() == table.viewport().width() - 1


def test_keys_of_the_table_ask_for_what_they_say(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme, Thing("1", "a"))
    heard: list[str] = []
    table.paste_wanted.connect(lambda: heard.append("paste"))
    table.fill_wanted.connect(lambda: heard.append("fill"))
    table.filters_wanted.connect(lambda: heard.append("filters"))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(table, Qt.Key.Key_V, control)
    qtbot.keyClick(table, Qt.Key.Key_D, control)
    qtbot.keyClick(table, Qt.Key.Key_L, control | Qt.KeyboardModifier.ShiftModifier)
    assert heard == ["paste", "fill", "filters"]
