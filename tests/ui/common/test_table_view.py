from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.row_model import Column, RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme


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
