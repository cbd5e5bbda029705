"""The timeline as a person uses it: pull, stretch, lead to what waits, zoom, walk, add, and what it says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDrag
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Mode
from hdplanner.figures.plan_parts import Lane
from hdplanner.ui.channels.drops import carried
from hdplanner.ui.channels.plan_view_gestures import DrawWait
from hdplanner.ui.channels.timeline import TimelineView
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from tests.figures.plan_rows import TODAY, activity, day, window
from tests.ui.channels.plan_views import CTRL, LEFT, NONE, SHIFT, chip_place, drop, heard, move, place, pull

ROWS = (
    activity("call", day(11, 25), "Treasury", "President"),
    activity("talk", day(12, 1), "Treasury", "Adviser", until=day(12, 8)),
    activity("press", day(12, 10), "Public", mode=Mode.PUBLIC, depends_on=("call",)),
    activity("visit", None, "Mayors"),
)
WINDOWS = (window("w", day(12, 18)),)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> TimelineView:
    load_fonts()
    made = TimelineView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    made.show_plan(ROWS, WINDOWS, today=TODAY)
    return made


def _days(view: TimelineView, days: int) -> QPoint:
    return QPoint(round(days * view.timeline.days.wide), 0)


# -- pulling


def test_a_pull_says_once_at_its_end_by_how_many_days(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    start = chip_place(view, "call")
    pull(qtbot, view, start, start + _days(view, 3), release=False)
    assert said == []
    assert view.held is not None
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, start + _days(view, 3))
    assert said == [[("call", {"days": 3})]]
    assert view.held is None


def test_all_that_are_chosen_are_pulled_together(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    view.choose(["call", "press", "visit"])
    start = chip_place(view, "press")
    pull(qtbot, view, start, start - _days(view, 2))
    assert said == [[("call", {"days": -2}), ("press", {"days": -2})]]


def test_escape_takes_a_pull_back(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    start = chip_place(view, "call")
    pull(qtbot, view, start, start + _days(view, 3), release=False)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, start + _days(view, 3))
    assert said == []
    assert view.gesture is None


def test_a_click_that_trembles_moves_nothing(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    start = chip_place(view, "call")
    pull(qtbot, view, start, start + QPoint(2, 1))
    assert said == []
    assert view.selection == ("call",)


def test_the_end_is_pulled_to_another_day(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    chip = view.chips_of("talk")[0]
    box = view.to_viewport(chip.box)
    end = QPoint(round(box.left() + chip.strip), box.bottom() - 2)
    pull(qtbot, view, end, end + _days(view, 2))
    assert said == [[("talk", {"ends": day(12, 10)})]]


def test_what_may_not_be_edited_is_neither_moved_nor_linked_nor_added(
    qtbot: QtBot, view: TimelineView
) -> None:
    said = [heard(signal) for signal in (view.rescheduled, view.linked, view.adding)]
    view.set_editable(False)
    start = chip_place(view, "call")
    pull(qtbot, view, start, start + _days(view, 3))
    view.choose(["call"])
    for key in (Qt.Key.Key_Right, Qt.Key.Key_L, Qt.Key.Key_BracketRight, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, QPoint(900, 250))
    assert not drop(view, ["visit"], QPoint(700, 200))
    assert said == [[], [], []]


def test_a_pull_out_of_the_view_becomes_a_drag_for_the_tray(
    qtbot: QtBot, view: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_out: list[list[str]] = []

    def note(drag: QDrag, *_actions: object) -> Qt.DropAction:
        carried_out.append(carried(drag.mimeData()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", note)
    said = heard(view.rescheduled)
    start = chip_place(view, "call")
    pull(qtbot, view, start, QPoint(start.x(), 900), release=False)
    assert carried_out == [["call"]]
    assert (said, view.gesture, view.held) == ([], None, None)


# -- leading one to another


def test_a_pull_from_the_handle_says_what_waits_for_it(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.linked)
    view.choose(["call"])
    box = view.to_viewport(view.chips_of("call")[0].box)
    handle = QPoint(box.right() + 12, box.center().y())
    pull(qtbot, view, handle, chip_place(view, "talk"))
    assert said == [("talk", "call")]


def test_a_line_to_the_ground_or_back_to_itself_says_nothing(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.linked)
    view.choose(["call"])
    box = view.to_viewport(view.chips_of("call")[0].box)
    handle = QPoint(box.right() + 12, box.center().y())
    pull(qtbot, view, handle, QPoint(900, 420))
    view.choose(["call"])
    pull(qtbot, view, handle, chip_place(view, "call"))
    assert said == []


def test_without_a_mouse_l_arrows_and_enter_lead_to_what_waits(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.linked)
    view.choose(["call"])
    qtbot.keyClick(view, Qt.Key.Key_L)
    assert isinstance(view.gesture, DrawWait)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    waiting = view.gesture.waiting_id
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said == [(waiting, "call")]
    assert view.gesture is None


def test_a_line_begun_by_key_ends_by_a_click(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.linked)
    view.choose(["call"])
    view.start_link("call")
    move(view, chip_place(view, "press"), Qt.MouseButton.NoButton)
    qtbot.mouseClick(view.viewport(), LEFT, NONE, chip_place(view, "press"))
    assert said == [("press", "call")]


# -- keys


def test_arrows_move_by_a_day_and_with_shift_by_a_week(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    view.choose(["call"])
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert said == [[("call", {"days": 1})], [("call", {"days": -7})]]


def test_brackets_pull_the_end_by_a_day(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    view.choose(["talk"])
    qtbot.keyClick(view, Qt.Key.Key_BracketRight)
    qtbot.keyClick(view, Qt.Key.Key_BracketLeft)
    assert said == [[("talk", {"ends": day(12, 9)})], [("talk", {"ends": day(12, 7)})]]


def test_without_a_choice_an_arrow_takes_the_next_from_today_and_control_walks(
    qtbot: QtBot, view: TimelineView
) -> None:
    said = heard(view.chosen)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Left, CTRL)
    assert said == [["call"], ["talk"], ["call"]]


def test_enter_opens_and_control_a_takes_all_with_a_day(qtbot: QtBot, view: TimelineView) -> None:
    opened = heard(view.activated)
    view.choose(["call"])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["call"]
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert set(view.selection) == {"call", "talk", "press"}
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection == ()


# -- choosing and adding


def test_a_frame_chooses_and_with_shift_it_adds(qtbot: QtBot, view: TimelineView) -> None:
    box = view.to_viewport(view.chips_of("press")[0].box)
    pull(qtbot, view, box.topLeft() - QPoint(20, 5), box.bottomRight() + QPoint(10, 5))
    assert view.selection == ("press",)
    other = view.to_viewport(view.chips_of("call")[0].box)
    pull(qtbot, view, other.topLeft() - QPoint(15, 5), other.center(), SHIFT)
    assert set(view.selection) == {"press", "call"}


def test_control_and_a_click_add_to_the_chosen_and_take_away(qtbot: QtBot, view: TimelineView) -> None:
    for key in ("call", "press", "call"):
        qtbot.mouseClick(view.viewport(), LEFT, CTRL, chip_place(view, key))
    assert view.selection == ("press",)


def test_a_double_click_opens_an_activity_and_adds_on_the_ground(qtbot: QtBot, view: TimelineView) -> None:
    opened, added = heard(view.activated), heard(view.adding)
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, chip_place(view, "call"))
    slot = view.timeline.slot_by(("Treasury", day(12, 22)))
    assert slot is not None
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, place(view, slot.box))
    assert opened == ["call"]
    assert added == [{"on": day(12, 22), "stakeholder_id": "Treasury"}]


def test_what_is_dropped_from_the_tray_gets_its_day(qtbot: QtBot, view: TimelineView) -> None:
    said = heard(view.rescheduled)
    slot = view.timeline.slot_by(("Public", day(12, 3)))
    assert slot is not None
    assert drop(view, ["visit"], place(view, slot.box))
    assert said == [[("visit", {"on": day(12, 3)})]]


def test_choosing_quietly_says_nothing_and_leaves_out_what_is_not_shown(view: TimelineView) -> None:
    said = heard(view.chosen)
    view.choose_quietly(["gone", "press"])
    assert said == []
    assert view.selection == ("press",)


def test_what_is_gone_is_chosen_no_longer(view: TimelineView) -> None:
    view.choose(["call", "press"])
    view.show_plan(ROWS[1:], WINDOWS, today=TODAY)
    assert view.selection == ("press",)


# -- what is seen


def test_it_opens_a_little_before_today_and_stays_where_it_was_when_shown_anew(view: TimelineView) -> None:
    days = view.timeline.days
    assert view.seen.x <= days.x(TODAY) <= view.seen.right
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + 100)
    edge = view.timeline.days.day(view.seen.x)
    view.show_plan([*ROWS, activity("early", day(6, 1), "Treasury")], WINDOWS, today=TODAY)
    assert view.timeline.days.day(view.seen.x + 1) == edge


@pytest.mark.parametrize("year", [2023, 2029])
def test_a_plan_of_another_year_opens_where_its_activities_are(
    qtbot: QtBot, qapp: QApplication, year: int
) -> None:
    load_fonts()
    made = TimelineView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    made.show_plan([], [], today=TODAY)
    made.show_plan([activity("one", day(7, 1, year)), activity("last", day(7, 9, year))], [], today=TODAY)
    assert all(made.seen.x < made.chips_of(key)[0].box.x < made.seen.right for key in ("one", "last"))


def test_zoom_goes_from_days_to_years_and_keeps_the_place(qtbot: QtBot, view: TimelineView) -> None:
    widths = [view.timeline.days.wide]
    for _step in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Minus)
        widths.append(view.timeline.days.wide)
    assert all(earlier >= later for earlier, later in pairwise(widths))
    assert view.timeline.days.unit == "year"
    for _step in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.timeline.days.unit == "day"
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.seen.x <= view.chips_of("call")[0].box.x


def test_reveal_scrolls_to_an_activity(view: TimelineView) -> None:
    late = activity("late", day(6, 1, 2028), "Treasury")
    view.show_plan([*ROWS, late], WINDOWS, today=TODAY)
    view.reveal("late")
    assert view.seen.x <= view.chips_of("late")[0].box.x <= view.seen.right
    view.reveal("visit")


def test_rows_by_messenger_and_the_window_of_the_lead_times(view: TimelineView) -> None:
    view.set_rows_by("messenger")
    assert {track.lane.title for track in view.timeline.tracks} == {
        "President",
        "Adviser",
        "No messenger yet",
    }
    view.choose_window("w")
    assert view.timeline.lead is not None


def test_time_runs_to_the_right_in_arabic_too(qapp: QApplication, view: TimelineView) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        view.show_plan(ROWS, WINDOWS, today=TODAY)
        assert chip_place(view, "call").x() < chip_place(view, "press").x()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_picture_for_a_page_has_words_and_all_of_it(view: TimelineView) -> None:
    view.show_lanes([Lane("Court", "Court", marked=True)])
    figure = view.figure(source_line="Source: the plan")
    assert figure.title == "Timeline of the plan"
    assert "4 activities." in figure.alt
    assert "Vote w" in figure.alt


def test_at_twice_the_size_a_chip_is_still_where_it_is_painted(qtbot: QtBot, view: TimelineView) -> None:
    view.wear(load_theme("dark", 2.0))
    view.reveal("call")
    assert view.activity_at(chip_place(view, "call")) == "call"
    assert not view.grab().isNull()


def test_an_empty_plan_is_painted_and_walked_without_harm(qtbot: QtBot, view: TimelineView) -> None:
    view.show_plan([], [], today=TODAY)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, CTRL)
    assert not view.grab().isNull()


def test_the_pointer_that_rests_is_told_of_an_activity_and_of_a_decision(view: TimelineView) -> None:
    assert view.tip_at(chip_place(view, "talk"))[0] == "Title talk"
    band = view.timeline.bands[0]
    assert band.decision is not None
    head = QPoint(round(view.timeline.side + band.decision - view.seen.x), 12)
    assert view.tip_at(head) == ("Vote w", "18 Dec 2026, fixed")
    assert view.tip_at(QPoint(5, 5)) == ("", "")


# -- for those who hear it


def test_each_activity_is_an_item_with_its_name_and_words(view: TimelineView) -> None:
    view.choose(["call"])
    found = QAccessible.queryAccessibleInterface(view)
    assert found.childCount() == 4
    item = found.child(0)
    assert item.text(QAccessible.Text.Name) == "Title call"
    words = item.text(QAccessible.Text.Description)
    assert "25 Nov 2026" in words
    assert "Treasury · President" in words
    assert item.state().selected
    assert item.rect().isValid()
    assert "Title call" in view.accessibleDescription()
    unscheduled = found.child(3)
    assert unscheduled.text(QAccessible.Text.Description).startswith("Not scheduled")


def test_the_pointer_finds_the_item_that_is_heard(view: TimelineView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    spot = view.viewport().mapToGlobal(QPointF(chip_place(view, "talk"))).toPoint()
    item = found.childAt(spot.x(), spot.y())
    assert item is not None
    assert item.text(QAccessible.Text.Name) == "Title talk"
