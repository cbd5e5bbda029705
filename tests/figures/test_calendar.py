"""The plan as a calendar: days in their weeks, chips over their days, bands of windows, moves, and "+3 more"."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.values import Certainty
from hdplanner.figures.calendar import Calendar, build_calendar, turned
from hdplanner.figures.grid_ground import Box
from hdplanner.figures.shapes import Label, Rect
from tests.figures.plan_rows import TODAY, activity, day, window

WHOLE = Box(0, 0, 1e6, 1e6)


def _calendar(*rows: Any, windows: Any = (), at: dt.date = day(12, 10), **more: Any) -> Calendar:
    return build_calendar(rows, windows, today=TODAY, at=at, **more)


def _day(calendar: Calendar, when: dt.date) -> Any:
    return next(found for found in calendar.days if found.date == when)


def _middle(calendar: Calendar, when: dt.date) -> tuple[float, float]:
    box = _day(calendar, when).box
    return box.x + box.width / 2, box.y + box.height / 2


def _labels(calendar: Calendar) -> list[str]:
    return [shape.text for shape in calendar.ground(WHOLE) if isinstance(shape, Label)]


@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)))
def test_a_month_is_shown_in_whole_weeks_with_each_of_its_days_once(at: dt.date) -> None:
    calendar = build_calendar((), (), today=TODAY, at=at)
    dates = [found.date for found in calendar.days]
    assert len(dates) % 7 == 0
    assert dates == sorted(set(dates))
    mine = [found for found in calendar.days if not found.outside]
    assert {found.date.month for found in mine} == {at.month}
    assert mine[0].date.day == 1
    assert (mine[-1].date + dt.timedelta(days=1)).day == 1


def test_a_week_has_seven_days_and_says_who_and_by_whom() -> None:
    calendar = _calendar(activity("a", day(12, 9), "Treasury", "President"), extent="week", width=1400)
    assert len(calendar.days) == 7
    assert calendar.chips[0].second == "Treasury · President"
    assert calendar.words == "7 Dec – 13 Dec 2026"


def test_what_lasts_over_a_weekend_goes_on_in_the_next_week() -> None:
    calendar = _calendar(activity("a", day(12, 11), until=day(12, 15)))
    assert [chip.id for chip in calendar.chips] == ["a", "a"]
    assert all("a" in _day(calendar, day(12, number)).ids for number in range(11, 16))


def test_where_a_day_holds_more_than_fits_it_says_how_many_more() -> None:
    rows = [activity(str(number), day(12, 9)) for number in range(12)]
    calendar = _calendar(*rows)
    found = _day(calendar, day(12, 9))
    assert len(found.ids) == 12
    assert found.hidden == 12 - len(calendar.chips) > 0
    assert f"+{found.hidden} more" in _labels(calendar)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 12)), max_size=40))
def test_no_two_chips_lie_on_one_another_and_none_leaves_its_days(found: list[tuple[int, int]]) -> None:
    rows = [
        activity(str(number), day(12, on), until=day(12, on) + dt.timedelta(days=length))
        for number, (on, length) in enumerate(found)
    ]
    chips = _calendar(*rows, windows=[window("w", day(12, 10), day(12, 2))]).chips
    for number, chip in enumerate(chips):
        for other in chips[:number]:
            apart = chip.box.right <= other.box.x or other.box.right <= chip.box.x
            assert apart or chip.box.bottom <= other.box.y or other.box.bottom <= chip.box.y


def test_a_clock_time_stands_before_the_title_and_a_whole_day_has_none() -> None:
    timed = activity("a", day(12, 9), starts_at=dt.datetime(2026, 12, 9, 14, 30), date_only=False)  # noqa: DTZ001
    calendar = _calendar(timed, activity("b", day(12, 10)), width=1400)
    assert {chip.title for chip in calendar.chips} == {"14:30 Title a", "Title b"}


def test_days_off_are_shaded_when_they_are_told() -> None:
    plain, told = _calendar(), _calendar(days_off=[day(12, 25)])
    assert not any(found.off for found in plain.days)
    assert [found.date for found in told.days if found.off] == [day(12, 25)]
    filled = [s for s in told.ground(WHOLE) if isinstance(s, Rect) and s.fill == "sunken"]
    assert len(filled) == 1


def test_a_window_lies_over_its_days_with_its_certainty_and_the_day_of_the_decision() -> None:
    calendar = _calendar(windows=[window("w", day(12, 16), day(12, 15), Certainty.LIKELY)])
    (flag,) = calendar.flags
    assert flag.words == "Vote w, likely"
    assert flag.box.x == _day(calendar, day(12, 15)).box.x
    assert flag.decision is not None
    assert flag.decision.x == _day(calendar, day(12, 16)).box.x


def test_a_pull_moves_by_the_days_between_and_all_that_are_chosen() -> None:
    calendar = _calendar(activity("a", day(12, 9)), activity("b", day(11, 1)), activity("c"))
    start, end = _middle(calendar, day(12, 9)), _middle(calendar, day(12, 17))
    drop = calendar.drop(["a", "b", "c"], "a", start, end)
    assert drop is not None
    assert drop.changes == (("a", {"days": 8}), ("b", {"days": 8}))
    assert drop.slot == _day(calendar, day(12, 17)).box


def test_a_pull_within_a_day_or_out_of_the_month_does_nothing() -> None:
    calendar = _calendar(activity("a", day(12, 9)))
    start = _middle(calendar, day(12, 9))
    assert calendar.drop(["a"], "a", start, (start[0] + 5, start[1])) is None
    assert calendar.drop(["a"], "a", start, (-10, -10)) is None
    assert calendar.moved(["gone"], 3) is None


def test_a_day_takes_what_comes_from_the_tray_and_is_found_by_its_date() -> None:
    calendar = _calendar(activity("a", day(12, 9)))
    drop = calendar.take(["x"], *_middle(calendar, day(12, 10)))
    assert drop is not None
    assert drop.changes == (("x", {"on": day(12, 10)}),)
    slot = calendar.slot_by((day(12, 9),))
    assert slot is not None
    assert (slot.ids, slot.values) == (("a",), {"on": day(12, 9)})
    assert calendar.slot_by((day(3, 9),)) is None
    assert calendar.take(["x"], -3, 3) is None


@pytest.mark.parametrize(
    ("extent", "steps", "when"),
    [("month", 1, day(1, 1, 2027)), ("month", -12, day(12, 1, 2025)), ("week", 2, day(12, 24))],
)
def test_pages_are_turned_by_months_or_weeks(extent: Any, steps: int, when: dt.date) -> None:
    assert turned(day(12, 10), extent, steps) == when


def test_today_is_marked() -> None:
    calendar = _calendar(at=TODAY)
    assert [s.fill for s in calendar.ground(WHOLE) if isinstance(s, Rect) and s.fill == "danger"] == [
        "danger"
    ]
