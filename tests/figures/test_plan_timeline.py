"""The timeline as geometry: days as places, chips that do not overlap, windows, lead times, arrows, and moves."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.values import ActivityStatus, Certainty, Mode
from hdplanner.figures.grid_ground import Box
from hdplanner.figures.palette import load_palette
from hdplanner.figures.plan_days import Days, after, begin_of, week_of
from hdplanner.figures.plan_page import flipped, page_figure, shifted
from hdplanner.figures.plan_parts import Chip, Lane, chip_shapes, fitted, mode_sign
from hdplanner.figures.plan_timeline import Timeline, build_timeline, timeline_words
from hdplanner.figures.shapes import Circle, Label, Line, Polygon, Polyline, Rect, Shape, roles_of
from hdplanner.i18n import activate
from tests.figures.plan_rows import TODAY, activity, day, window


def _timeline(*rows: object, windows: object = (), **more: object) -> Timeline:
    return build_timeline(rows, windows, today=TODAY, **more)  # type: ignore[arg-type]


def _labels(shapes: list[Shape]) -> list[str]:
    return [shape.text for shape in shapes if isinstance(shape, Label)]


def _chip(timeline: Timeline, key: str) -> Chip:
    return timeline.chips[timeline.index[key]]


def _overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


WHOLE = Box(0, 0, 1e6, 1e6)


# -- days


def test_a_chip_begins_where_its_day_does_and_its_strip_is_as_long_as_it_lasts() -> None:
    timeline = _timeline(activity("a", day(12, 1), until=day(12, 3)), wide=50.0)
    chip = _chip(timeline, "a")
    assert chip.box.x == timeline.days.x(day(12, 1))
    assert chip.strip == 150.0
    assert timeline.days.day(chip.box.x + 1) == day(12, 1)


def test_a_day_of_a_week_is_narrower_than_its_words_and_the_chip_is_as_wide_as_these() -> None:
    chip = _chip(_timeline(activity("a", day(12, 1)), wide=4.0), "a")
    assert chip.strip == 4.0
    assert chip.box.width > 30


@pytest.mark.parametrize(
    ("wide", "unit"), [(50.0, "day"), (17.0, "week"), (3.0, "month"), (0.9, "quarter"), (0.15, "year")]
)
def test_the_finest_division_with_room_is_named(wide: float, unit: str) -> None:
    days = Days(day(1, 1), day(12, 31), wide)
    assert days.unit == unit
    places = [x for x, _words in days.ticks(0, days.width)]
    assert all(later - earlier > 30 for earlier, later in itertools.pairwise(places))


def test_weeks_begin_on_monday_in_english_and_on_saturday_in_arabic() -> None:
    assert week_of(day(11, 22)) == day(11, 16)
    activate("ar")
    try:
        assert week_of(day(11, 22)) == day(11, 21)
    finally:
        activate("en")


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.sampled_from(["week", "month", "quarter", "year"])
)
def test_a_division_holds_its_day(when: dt.date, unit: str) -> None:
    first = begin_of(when, unit)  # type: ignore[arg-type]
    assert first <= when < after(first, unit)  # type: ignore[arg-type]


# -- lanes


def test_each_audience_has_a_lane_those_told_first_and_nobody_last() -> None:
    rows = [activity("a", day(12, 1)), activity("b", day(12, 1), "Treasury"), activity("c", None, "Mayors")]
    lanes = [Lane("Court", "Court", marked=True)]
    timeline = _timeline(*rows, lanes=lanes)
    assert [track.lane.title for track in timeline.tracks] == ["Court", "Mayors", "Treasury", "Nobody named"]


def test_rows_by_messenger_name_who_carries_and_say_below_who_hears_it() -> None:
    timeline = _timeline(activity("a", day(12, 1), "Treasury", "President"), by="messenger")
    assert [track.lane.title for track in timeline.tracks] == ["President"]
    assert _chip(timeline, "a").second == "Treasury"


def test_a_lane_that_matters_says_so_until_something_open_is_planned_in_it() -> None:
    lanes = [Lane("Treasury", "Treasury", marked=True)]
    done = activity("a", day(11, 1), "Treasury", status=ActivityStatus.DONE)
    empty, planned = (
        _timeline(done, lanes=lanes),
        _timeline(activity("b", day(12, 1), "Treasury"), lanes=lanes),
    )
    assert "Nothing further planned" in _labels(empty.side_shapes(WHOLE))
    assert "Nothing planned" in _labels(_timeline(lanes=lanes).side_shapes(WHOLE))
    assert not any("planned" in text for text in _labels(planned.side_shapes(WHOLE)))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.integers(0, 3)), max_size=60),
    st.floats(0.3, 60),
)
def test_no_two_chips_ever_lie_on_one_another(found: list[tuple[int, int, int]], wide: float) -> None:
    rows = []
    for number, (start, length, who) in enumerate(found):
        on = day(12, 1) + dt.timedelta(days=start)
        rows.append(activity(str(number), on, f"Audience {who}", until=on + dt.timedelta(days=length)))
    timeline = _timeline(*rows, wide=wide)
    assert len(timeline.chips) == len(rows)
    tracks = {track.lane.key: track for track in timeline.tracks}
    for number, chip in enumerate(timeline.chips):
        track = tracks[f"Audience {found[int(chip.id)][2]}"]
        assert track.y <= chip.box.y
        assert chip.box.bottom <= track.y + track.height
        assert not any(_overlap(chip.box, other.box) for other in timeline.chips[:number])


def test_what_has_no_day_has_a_lane_and_no_chip() -> None:
    timeline = _timeline(activity("a", None, "Treasury"))
    assert not timeline.chips
    assert [track.lane.title for track in timeline.tracks] == ["Treasury"]


def test_an_empty_plan_is_laid_out_too() -> None:
    timeline = _timeline()
    assert timeline.height > 0
    assert timeline.days.first < TODAY < timeline.days.last


def test_a_day_in_another_age_does_not_make_the_picture_endless() -> None:
    timeline = _timeline(activity("a", dt.date(9999, 12, 31)), activity("b", dt.date(1, 1, 1)), wide=1.0)
    assert timeline.width < 200_000


# -- windows


def test_a_window_is_a_band_with_a_line_on_the_day_of_the_decision() -> None:
    timeline = _timeline(windows=[window("w", day(12, 18), day(12, 15), Certainty.LIKELY)])
    (band,) = timeline.bands
    assert band.left == timeline.days.x(day(12, 15))
    assert band.decision == timeline.days.x(day(12, 18)) + timeline.days.wide / 2
    line = next(s for s in timeline.ground(WHOLE) if isinstance(s, Line) and s.x1 == band.decision)
    assert line.dash
    assert "Vote w" in _labels(timeline.head_shapes(WHOLE))


def test_how_certain_a_window_is_shows_in_the_pattern_of_its_line() -> None:
    dashes = set()
    for certainty in Certainty:
        timeline = _timeline(windows=[window("w", day(12, 18), certainty=certainty)])
        at = timeline.bands[0].decision
        dashes.add(next(s.dash for s in timeline.ground(WHOLE) if isinstance(s, Line) and s.x1 == at))
    assert len(dashes) == 3


def test_names_of_near_windows_stand_above_each_other_and_of_too_many_some_stay_away() -> None:
    windows = [window(str(number), day(12, 10 + number)) for number in range(6)]
    timeline = _timeline(windows=windows)
    rows = [band.row for band in timeline.bands]
    assert set(rows) == {0, 1, 2, -1}


def test_lead_times_are_those_of_the_next_decision_or_of_the_one_chosen() -> None:
    windows = [window("old", day(11, 1)), window("next", day(12, 18)), window("late", day(12, 30))]
    shown = _timeline(windows=windows, wide=17.0)
    assert shown.lead is not None
    assert shown.lead.id == "next"
    assert {"T", "T−7", "T−14"} <= set(_labels(shown.head_shapes(WHOLE)))
    chosen = _timeline(windows=windows, chosen_window="late")
    assert chosen.lead is not None
    assert chosen.lead.id == "late"
    assert _timeline(windows=windows, chosen_window="gone").lead is None


def test_a_window_without_a_day_is_left_out() -> None:
    assert _timeline(windows=[window("w", None)]).bands == ()


# -- arrows


def test_an_arrow_leads_from_what_comes_first_to_what_waits_and_is_red_where_that_comes_too_late() -> None:
    first, then = activity("a", day(12, 1)), activity("b", day(12, 9), depends_on=("a",))
    early = activity("c", day(11, 20), depends_on=("a",))
    curves = [s for s in _timeline(first, then).ground(WHOLE) if isinstance(s, Polyline)]
    assert [curve.stroke for curve in curves] == ["muted"]
    late = [s for s in _timeline(first, early).ground(WHOLE) if isinstance(s, Polyline)]
    assert [curve.stroke for curve in late] == ["danger"]


def test_what_waits_for_something_that_is_not_shown_has_no_arrow() -> None:
    timeline = _timeline(activity("b", day(12, 9), depends_on=("gone",)))
    assert not [shape for shape in timeline.ground(WHOLE) if isinstance(shape, Polyline)]


def test_an_arrow_goes_around_what_lies_between() -> None:
    rows = [
        activity("a", day(12, 1), "A"),
        *(activity(f"between{number}", day(12, number), "B") for number in range(1, 20, 3)),
        activity("z", day(12, 22), "C", depends_on=("a",)),
        activity("early", day(11, 20), "D", depends_on=("z",)),
    ]
    timeline = _timeline(*rows)
    assert len(timeline.arrows) == 2
    for arrow in timeline.arrows:
        assert not [
            chip.id
            for chip in timeline.chips
            for x, y in arrow.way[1:-1]
            if chip.box.x < x < chip.box.right and chip.box.y < y < chip.box.bottom
        ]


def test_an_arrow_begins_where_the_first_ends_and_ends_where_the_other_begins() -> None:
    timeline = _timeline(activity("a", day(12, 1)), activity("b", day(12, 2), depends_on=("a",)))
    (arrow,), boxes = timeline.arrows, {chip.id: chip.box for chip in timeline.chips}
    assert arrow.way[0] == (boxes["a"].right, boxes["a"].y + boxes["a"].height / 2)
    assert arrow.way[-1] == (boxes["b"].x, boxes["b"].y + boxes["b"].height / 2)


def test_in_a_crowd_arrows_are_plain_curves_that_cost_nothing() -> None:
    rows = [
        activity(f"{n}", day(1 + n % 12, 1 + n % 28), f"{n % 9}", depends_on=(f"{n - 1}",))
        for n in range(300)
    ]
    assert {len(arrow.way) for arrow in _timeline(*rows).arrows} == {13}


# -- moves


def test_a_pull_moves_by_whole_days_and_all_that_are_chosen() -> None:
    timeline = _timeline(activity("a", day(12, 1)), activity("b", day(12, 5)), activity("c", None))
    drop = timeline.drop(["a", "b", "c"], "a", (100, 10), (100 + 2.4 * 17, 300))
    assert drop is not None
    assert drop.changes == (("a", {"days": 2}), ("b", {"days": 2}))
    assert drop.lifted[0].box.x == _chip(timeline, "a").box.x + 2 * 17
    assert "3 Dec" in drop.words


def test_a_pull_of_less_than_half_a_day_does_nothing() -> None:
    timeline = _timeline(activity("a", day(12, 1)))
    assert timeline.drop(["a"], "a", (100, 10), (107, 10)) is None
    assert timeline.drop(["gone"], "gone", (100, 10), (300, 10)) is None


def test_an_end_is_pulled_to_a_day_but_never_before_the_beginning() -> None:
    timeline = _timeline(activity("a", day(12, 3), until=day(12, 4)))
    longer = timeline.stretched("a", timeline.days.x(day(12, 8)))
    assert longer is not None
    assert longer.changes == (("a", {"ends": day(12, 7)}),)
    back = timeline.stretched("a", 0)
    assert back is not None
    assert back.changes == (("a", {"ends": day(12, 3)}),)
    assert timeline.stretched("a", timeline.days.x(day(12, 5))) is None
    assert timeline.stretched("gone", 10) is None


def test_what_comes_from_the_tray_gets_the_day_under_the_pointer() -> None:
    timeline = _timeline(activity("a", day(12, 1), "Treasury"))
    drop = timeline.take(["x", "y"], timeline.days.x(day(12, 9)) + 3, 10)
    assert drop is not None
    assert drop.changes == (("x", {"on": day(12, 9)}), ("y", {"on": day(12, 9)}))
    assert timeline.take(["x"], -5, 10) is None
    assert timeline.take([], 50, 10) is None


def test_a_cell_knows_its_day_and_whom_it_addresses() -> None:
    timeline = _timeline(activity("a", day(12, 1), "Treasury"))
    slot = timeline.slot_at(timeline.days.x(day(12, 9)), 10)
    assert slot is not None
    assert slot.values == {"on": day(12, 9), "stakeholder_id": "Treasury"}
    assert timeline.slot_by(slot.key) == slot
    assert timeline.slot_by(("gone", day(12, 9))) is None
    below = timeline.slot_at(timeline.days.x(day(12, 9)), 5000)
    assert below is not None
    assert below.values == {"on": day(12, 9)}


# -- looks


def test_each_mode_has_a_sign_of_its_own_and_each_status_a_look_of_its_own() -> None:
    assert len({type(mode_sign(mode, 0, 0)) for mode in Mode} | {len(_points(mode)) for mode in Mode}) >= 4
    chips = [Chip("a", Box(0, 0, 80, 36), "Call", "", Mode.PUBLIC, status) for status in ActivityStatus]
    assert len({tuple(chip_shapes(chip)) for chip in chips}) == len(ActivityStatus)


def _points(mode: Mode) -> tuple[object, ...]:
    sign = mode_sign(mode, 0, 0)
    return sign.points if isinstance(sign, Polygon) else ()


def test_a_done_activity_bears_a_tick_and_a_cancelled_one_is_struck_through() -> None:
    done = Chip("a", Box(0, 0, 80, 36), "Call", "", Mode.PUBLIC, ActivityStatus.DONE)
    cancelled = Chip("a", Box(0, 0, 80, 36), "Call", "", Mode.PUBLIC, ActivityStatus.CANCELLED)
    assert any(isinstance(shape, Polyline) for shape in chip_shapes(done))
    assert any(isinstance(shape, Line) for shape in chip_shapes(cancelled))


def test_a_picture_asks_only_for_roles_that_both_themes_have() -> None:
    rows = [activity(status.value, day(12, 1), status=status) for status in ActivityStatus]
    figure = page_figure(_timeline(*rows, windows=[window("w", day(12, 9))]), title="Plan", alt="words")
    for theme in ("light", "dark"):
        assert roles_of(figure.shapes) <= load_palette(theme).roles.keys()


def test_a_page_holds_all_of_it_and_turned_about_it_holds_the_same() -> None:
    timeline = _timeline(activity("a", day(12, 1)), tight=True)
    figure = page_figure(timeline, title="Plan", alt="words", source_line="Source: the plan")
    other = page_figure(timeline, title="Plan", alt="words", source_line="Source: the plan", mirrored=True)
    assert (figure.width, figure.height) == (other.width, other.height)
    assert sorted(_labels(list(figure.shapes))) == sorted(_labels(list(other.shapes)))
    assert (figure.direction, other.direction) == ("ltr", "rtl")
    assert "Source: the plan" in _labels(list(figure.shapes))


def test_a_shape_turned_about_twice_is_itself() -> None:
    shapes: list[Shape] = [
        Line(1, 2, 3, 4),
        Rect(1, 2, 30, 4),
        Circle(5, 6, 2),
        Label("words", 3, 4, anchor="left"),
        Polyline(((1, 2), (3, 4))),
    ]
    assert [flipped(flipped(shape)) for shape in shapes] == shapes
    assert [shifted(shifted(shape, 5, 6), -5, -6) for shape in shapes] == shapes


def test_words_are_cut_to_their_room_and_left_out_where_nothing_would_be_read() -> None:
    def wide(text: str, size: float, bold: bool) -> float:
        return 10.0 * len(text)

    assert fitted("Committee", 200, 11, False, wide) == "Committee"
    assert fitted("Committee", 60, 11, False, wide) == "Commi…"
    assert fitted("Committee", 20, 11, False, wide) == ""
    assert len(fitted("x" * 1_000_000, 200, 11, False, wide)) <= 20


def test_the_words_of_a_timeline_name_the_windows() -> None:
    assert "Vote w" in timeline_words(_timeline(windows=[window("w", day(12, 9))]))
