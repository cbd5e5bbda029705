"""The calendar as a person uses it: walk by day, turn the page, pull to another day, add, and Arabic weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.i18n import activate
from hdplanner.ui.channels.calendar import CalendarView
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from tests.figures.plan_rows import TODAY, activity, day, window
from tests.ui.channels.plan_views import CTRL, LEFT, NONE, chip_place, drop, heard, place, pull

ROWS = (
    activity("call", day(11, 25), "Treasury"),
    activity("talk", day(11, 27), "Mayors", until=day(12, 1)),
    activity("late", day(1, 20, 2027), "Mayors"),
    activity("visit", None, "Mayors"),
)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> CalendarView:
    load_fonts()
    made = CalendarView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.show_plan(ROWS, [window("w", day(11, 30))], today=TODAY)
    return made


@pytest.fixture
def arabic(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    activate("ar")
    yield
    activate("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _day(view: CalendarView, when: date) -> QPoint:
    slot = view.calendar.slot_by((when,))
    assert slot is not None
    return place(view, slot.box)


def test_it_opens_on_the_month_of_today(view: CalendarView) -> None:
    assert view.period == "November 2026"


def test_a_pull_to_another_day_says_by_how_many(qtbot: QtBot, view: CalendarView) -> None:
    said = heard(view.rescheduled)
    start = chip_place(view, "call")
    pull(qtbot, view, start, _day(view, day(11, 12)))
    assert said == [[("call", {"days": -13})]]


def test_a_pull_of_a_long_one_by_its_second_week_moves_all_of_it(qtbot: QtBot, view: CalendarView) -> None:
    said = heard(view.rescheduled)
    second = view.chips_of("talk")[1].box
    pull(qtbot, view, place(view, second) - QPoint(40, 0), _day(view, day(11, 24)) + QPoint(0, 20))
    assert said == [[("talk", {"days": -6})]]


def test_arrows_walk_by_day_over_the_edge_of_a_month(qtbot: QtBot, view: CalendarView) -> None:
    turned = heard(view.page_turned)
    qtbot.mouseClick(view.viewport(), LEFT, NONE, _day(view, day(11, 24)))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    assert view.cursor_slot is not None
    assert view.cursor_slot.values == {"on": day(11, 30)}
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.period == "December 2026"
    assert turned == ["December 2026", "November 2026", "December 2026"]


def test_enter_takes_what_a_day_holds_and_adds_on_an_empty_one(qtbot: QtBot, view: CalendarView) -> None:
    added = heard(view.adding)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert added == [{"on": TODAY}]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert view.selection == ("call",)
    assert "1 activity." in view.accessibleDescription()


def test_control_and_arrows_move_the_chosen_by_a_day_or_a_week(qtbot: QtBot, view: CalendarView) -> None:
    said = heard(view.rescheduled)
    view.choose(["call", "visit"])
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Up, CTRL)
    assert said == [[("call", {"days": 1})], [("call", {"days": -7})]]


def test_page_keys_turn_months_and_weeks(qtbot: QtBot, view: CalendarView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.period == "December 2026"
    view.go_to()
    view.set_extent("week")
    assert view.period == "16 Nov – 22 Nov 2026"
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.period == "9 Nov – 15 Nov 2026"


def test_a_double_click_adds_on_that_day(qtbot: QtBot, view: CalendarView) -> None:
    added = heard(view.adding)
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, _day(view, day(11, 12)))
    assert added == [{"on": day(11, 12)}]


def test_reveal_turns_to_the_page_of_an_activity(view: CalendarView) -> None:
    view.reveal("late")
    assert view.period == "January 2027"
    assert view.chips_of("late")
    view.reveal("visit")
    assert view.period == "January 2027"


def test_the_tray_drops_onto_a_day(view: CalendarView) -> None:
    said = heard(view.rescheduled)
    assert drop(view, ["visit"], _day(view, day(11, 12)))
    assert said == [[("visit", {"on": day(11, 12)})]]


def test_what_may_not_be_edited_stays(qtbot: QtBot, view: CalendarView) -> None:
    said, added = heard(view.rescheduled), heard(view.adding)
    view.set_editable(False)
    pull(qtbot, view, chip_place(view, "call"), _day(view, day(11, 12)))
    view.choose(["call"])
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, _day(view, day(11, 12)))
    assert said == added == []
    assert not drop(view, ["visit"], _day(view, day(11, 12)))


def test_in_arabic_the_first_day_is_at_the_right_and_weeks_begin_on_saturday(
    qtbot: QtBot, view: CalendarView, arabic: None
) -> None:
    view.show_plan(ROWS, [], today=TODAY)
    first = view.calendar.days[0]
    assert first.date.weekday() == 5
    assert _day(view, first.date).x() > view.viewport().width() * 0.8
    qtbot.mouseClick(view.viewport(), LEFT, NONE, chip_place(view, "call"))
    assert view.selection == ("call",)
    qtbot.mouseClick(view.viewport(), LEFT, NONE, _day(view, day(11, 18)))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.cursor_slot is not None
    assert view.cursor_slot.values == {"on": day(11, 19)}


def test_at_twice_the_size_a_low_window_scrolls_and_still_finds_its_days(
    qtbot: QtBot, view: CalendarView
) -> None:
    view.wear(load_theme("dark", 2.0))
    assert view.verticalScrollBar().maximum() > 0
    view.reveal("talk")
    assert view.activity_at(place(view, view.chips_of("talk")[0].box)) == "talk"


def test_the_picture_for_a_page_names_its_month(view: CalendarView) -> None:
    assert view.figure().title == "Calendar of the plan, November 2026"


def test_days_off_are_told_from_outside(view: CalendarView) -> None:
    view.set_days_off({day(11, 28), day(11, 29)})
    assert [found.date for found in view.calendar.days if found.off] == [day(11, 28), day(11, 29)]
