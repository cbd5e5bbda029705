"""The matrix as a person uses it: cells walked and chosen, activities pulled to another channel or week."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Channel
from hdplanner.figures.plan_parts import Lane
from hdplanner.ui.channels.matrix import MatrixView
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from tests.figures.plan_rows import TODAY, activity, day, window
from tests.ui.channels.plan_views import CTRL, LEFT, NONE, chip_place, drop, heard, place, pull

CALL, LETTER = Channel.CALL, Channel.LETTER
ROWS = (
    activity("one", day(12, 1), "Mayors", channel=CALL),
    activity("two", day(12, 2), "Mayors", channel=CALL),
    activity("three", day(12, 9), "Treasury", channel=LETTER),
    activity("four", None, "Treasury", channel=CALL),
)
LANES = (Lane("Court", "Court", "decides", marked=True),)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> MatrixView:
    load_fonts()
    made = MatrixView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.show_lanes(LANES)
    made.show_plan(ROWS, [window("w", day(12, 18))], today=TODAY)
    return made


@pytest.fixture
def arabic(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _cell(view: MatrixView, row: int, column: int) -> object:
    return place(view, view.matrix.cell_box(row, column))


def test_a_click_on_a_cell_chooses_what_it_holds_and_on_an_empty_one_nothing(
    qtbot: QtBot, view: MatrixView
) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, NONE, _cell(view, 1, 0))
    assert view.selection == ("one", "two")
    qtbot.mouseClick(view.viewport(), LEFT, NONE, _cell(view, 1, 1))
    assert view.selection == ()


def test_a_click_on_a_sign_chooses_that_one(qtbot: QtBot, view: MatrixView) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, NONE, chip_place(view, "two"))
    assert view.selection == ("two",)


def test_a_double_click_adds_with_audience_and_channel(qtbot: QtBot, view: MatrixView) -> None:
    added = heard(view.adding)
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, _cell(view, 0, 1))
    assert added == [{"stakeholder_id": "Court", "channel": LETTER}]


def test_a_pull_to_another_column_changes_the_channel(qtbot: QtBot, view: MatrixView) -> None:
    said = heard(view.rescheduled)
    pull(qtbot, view, chip_place(view, "one"), _cell(view, 1, 1))  # type: ignore[arg-type]
    assert said == [[("one", {"channel": LETTER})]]


def test_by_week_a_pull_moves_by_weeks_and_out_of_the_unscheduled_it_gives_a_day(
    qtbot: QtBot, view: MatrixView
) -> None:
    view.set_columns_by("week")
    said = heard(view.rescheduled)
    week = view.matrix.places["three"][1]
    pull(qtbot, view, chip_place(view, "one"), _cell(view, 1, week))  # type: ignore[arg-type]
    pull(qtbot, view, chip_place(view, "four"), _cell(view, 2, week))  # type: ignore[arg-type]
    assert said == [[("one", {"days": 7})], [("four", {"on": day(12, 7)})]]


def test_arrows_walk_from_cell_to_cell_and_enter_takes_or_adds(qtbot: QtBot, view: MatrixView) -> None:
    added = heard(view.adding)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert view.selection == ("one", "two")
    view.choose([])
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert added == [{"stakeholder_id": "Court", "channel": LETTER}]
    assert "Court, Formal letter: Nothing planned." in view.accessibleDescription()


def test_the_cursor_stays_inside_the_table(qtbot: QtBot, view: MatrixView) -> None:
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, *[Qt.Key.Key_Right] * 9, *[Qt.Key.Key_Down] * 9):
        qtbot.keyClick(view, key)
    assert view.cursor_slot is not None
    assert view.cursor_slot.key == ("Treasury", LETTER, None)


def test_control_and_arrows_move_the_chosen_to_the_next_column(qtbot: QtBot, view: MatrixView) -> None:
    said = heard(view.rescheduled)
    view.choose(["one", "two"])
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Left, CTRL)
    assert said == [[("one", {"channel": LETTER}), ("two", {"channel": LETTER})]]


def test_the_cursor_keeps_its_cell_when_the_plan_is_shown_anew(qtbot: QtBot, view: MatrixView) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, NONE, _cell(view, 2, 1))
    view.show_plan([*ROWS, activity("five", None, "Assembly", channel=CALL)], [], today=TODAY)
    assert view.cursor_slot is not None
    assert view.cursor_slot.key == ("Treasury", LETTER, None)
    assert view.cursor_slot.ids == ("three",)


def test_what_may_not_be_edited_stays(qtbot: QtBot, view: MatrixView) -> None:
    said, added = heard(view.rescheduled), heard(view.adding)
    view.set_editable(False)
    pull(qtbot, view, chip_place(view, "one"), _cell(view, 1, 1))  # type: ignore[arg-type]
    view.choose(["one"])
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, _cell(view, 0, 1))
    assert said == added == []


def test_the_tray_drops_into_a_cell(view: MatrixView) -> None:
    said = heard(view.rescheduled)
    assert drop(view, ["x"], _cell(view, 0, 1))  # type: ignore[arg-type]
    assert said == [[("x", {"channel": LETTER})]]
    assert not drop(view, ["x"], view.viewport().rect().topLeft())


def test_in_arabic_the_first_column_is_at_the_right_and_the_mouse_finds_it(
    qtbot: QtBot, view: MatrixView, arabic: None
) -> None:
    view.show_plan(ROWS, [], today=TODAY)
    first, second = _cell(view, 1, 0), _cell(view, 1, 1)
    assert first.x() > second.x()  # type: ignore[attr-defined]
    qtbot.mouseClick(view.viewport(), LEFT, NONE, first)
    assert view.selection == ("one", "two")
    said = heard(view.rescheduled)
    pull(qtbot, view, chip_place(view, "one"), second)  # type: ignore[arg-type]
    assert said == [[("one", {"channel": LETTER}), ("two", {"channel": LETTER})]]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.cursor_slot is not None
    assert view.cursor_slot.key == ("Mayors", LETTER, None)


def test_the_picture_for_a_page_says_where_nothing_is_planned(view: MatrixView) -> None:
    assert view.figure().title == "The plan by audience and channel"
    assert "Court: Nothing planned" in view.figure().alt
    view.set_columns_by("week")
    assert view.figure().title == "The plan by audience and week"


def test_an_empty_plan_is_painted_and_walked_without_harm(qtbot: QtBot, view: MatrixView) -> None:
    view.show_lanes([])
    view.show_plan([], [], today=TODAY)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not view.grab().isNull()
