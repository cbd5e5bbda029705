from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionMenuItem, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from hdplanner.ui.common.direction import Menu, TextDelegate, in_own_direction, runs_rightwards
from hdplanner.ui.common.form import LineField
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.prose_field import TitleField
from hdplanner.ui.common.style_sheet import style_sheet
from hdplanner.ui.common.theme import load_theme

ARABIC = "وزارة المالية"


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_first_strong_letter_says_which_way_a_text_runs() -> None:
    assert [runs_rightwards(text) for text in ("12 Oct", f"«{ARABIC}» a", "", "12-3")] == [
        True,
        False,
        None,
        None,
    ]


def test_only_a_text_against_the_window_is_set_apart(qapp: QApplication) -> None:
    assert in_own_direction("Ministry") == "Ministry"
    assert in_own_direction(ARABIC) == f"\u2068{ARABIC}\u2069"
    assert in_own_direction("12") == "12"


@pytest.mark.usefixtures("mirrored")
def test_a_latin_name_keeps_its_direction_in_a_list_from_right_to_left(qtbot: QtBot) -> None:
    assert in_own_direction(ARABIC) == ARABIC
    model = QStandardItemModel()
    model.appendRow(QStandardItem("Briefing for the Secretary General"))
    option = QStyleOptionViewItem()
    TextDelegate().initStyleOption(option, model.index(0, 0))
    assert option.text == "\u2068Briefing for the Secretary General\u2069"
    assert model.index(0, 0).data() == "Briefing for the Secretary General"


@pytest.mark.usefixtures("mirrored")
def test_a_latin_label_stands_where_the_window_begins(qtbot: QtBot) -> None:
    title = label("HD Planner", "display")
    qtbot.addWidget(title)
    assert title.alignment() & Qt.AlignmentFlag.AlignRight
    assert title.alignment() & Qt.AlignmentFlag.AlignAbsolute


@pytest.mark.usefixtures("mirrored")
def test_one_line_of_latin_runs_its_own_way_and_stands_where_the_window_begins(qtbot: QtBot) -> None:
    field = LineField("Owner")
    qtbot.addWidget(field)
    field.show_value("HD adviser")
    assert field.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert field.alignment() & Qt.AlignmentFlag.AlignRight
    assert field.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_keys_in_a_menu_read_from_left_to_right(qtbot: QtBot, qapp: QApplication) -> None:
    menu = Menu("File")
    qtbot.addWidget(menu)
    action = QAction("Settings…", menu)
    action.setShortcut(QKeySequence("Ctrl+,"))
    menu.addAction(action)

    def shown() -> str:
        option = QStyleOptionMenuItem()
        menu.initStyleOption(option, action)
        return option.text

    assert shown() == "Settings…\tCtrl+,"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert shown() == "Settings…\t\u2066Ctrl+,\u2069"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_sidebar_has_its_line_at_the_inner_side(qapp: QApplication) -> None:
    theme = load_theme("light")
    assert "border-right: 1px" in _sidebar(style_sheet(theme))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert "border-left: 1px" in _sidebar(style_sheet(theme))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _sidebar(sheet: str) -> str:
    return next(line for line in sheet.splitlines() if '"sidebar"' in line)


def test_a_heading_begins_where_the_window_does_and_runs_as_its_text(mirrored: None, qtbot: QtBot) -> None:
    field = TitleField("Name")
    qtbot.addWidget(field)
    for text, way in (("Ministry", Qt.LayoutDirection.LeftToRight), (ARABIC, Qt.LayoutDirection.RightToLeft)):
        field.show_value(text)
        assert field.layoutDirection() == way
        assert field.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight
