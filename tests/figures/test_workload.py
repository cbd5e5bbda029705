"""Who is asked how often: counts by week, the over-asked with sign and word, and who is never heard from."""

from __future__ import annotations

from hdplanner.domain.values import ActivityStatus
from hdplanner.figures.shapes import Label, Polygon
from hdplanner.figures.workload import MOST_WEEKS, Workload, workload, workload_figure, workload_words
from tests.figures.plan_rows import TODAY, activity, day

NAMES = {"President": "President", "Treasurer": "Treasurer"}


def _asked(times: int) -> Workload:
    rows = [activity(str(number), day(12, 9), "", "President") for number in range(times)]
    return workload(rows, NAMES, today=TODAY)


def test_each_messenger_is_counted_by_week() -> None:
    rows = [activity("a", day(11, 24), "", "President"), activity("b", day(12, 9), "", "President")]
    load = workload(rows, NAMES, today=TODAY)
    assert load.weeks[0] == day(11, 16)
    assert load.loads[0].counts == (0, 1, 0, 1)


def test_what_lasts_two_weeks_counts_in_both_and_what_was_cancelled_in_none() -> None:
    rows = [
        activity("a", day(11, 24), "", "President", until=day(12, 2)),
        activity("b", day(11, 24), "", "President", status=ActivityStatus.CANCELLED),
    ]
    assert workload(rows, NAMES, today=TODAY).loads[0].counts == (0, 1, 1)


def test_more_than_three_in_a_week_is_over_asked_and_said_with_a_sign_and_a_word() -> None:
    assert _asked(3).loads[0].over == ()
    over = _asked(4)
    assert over.loads[0].note == "Over-asked in 1 week"
    shapes = workload_figure(over).shapes
    texts = [shape.text for shape in shapes if isinstance(shape, Label)]
    assert "Over-asked in 1 week" in texts
    assert "Over-asked: more than 3 in a week." in texts
    assert any(isinstance(shape, Polygon) for shape in shapes)


def test_who_carries_nothing_is_named_and_who_carries_something_unscheduled_is_not() -> None:
    load = workload([activity("a", None, "", "President")], NAMES, today=TODAY)
    assert load.silent == ("Treasurer",)
    assert load.loads[0].total == 0
    assert "Never heard from in this plan: Treasurer." in workload_words(load)


def test_the_most_over_asked_come_first() -> None:
    rows = [activity(str(number), day(12, 9), "", "Youth delegate") for number in range(5)]
    load = workload([*rows, activity("a", day(12, 9), "", "Adviser")], {}, today=TODAY)
    assert [one.name for one in load.loads] == ["Youth delegate", "Adviser"]


def test_a_long_plan_shows_half_a_year_from_today() -> None:
    rows = [activity("a", day(1, 1, 2020), "", "President"), activity("b", day(1, 1, 2030), "", "President")]
    load = workload(rows, NAMES, today=TODAY)
    assert len(load.weeks) == MOST_WEEKS
    assert load.weeks[0] == day(11, 16)


def test_a_plan_with_nobody_in_it_is_a_picture_too() -> None:
    figure = workload_figure(workload([], NAMES, today=TODAY), title="Workload")
    assert figure.title == "Workload"
    assert "President, Treasurer" in figure.alt
    assert figure.height > 0


def test_turned_about_it_holds_the_same_words() -> None:
    one, other = workload_figure(_asked(4)), workload_figure(_asked(4), mirrored=True)
    texts = [{shape.text for shape in figure.shapes if isinstance(shape, Label)} for figure in (one, other)]
    assert texts[0] == texts[1]
    assert other.direction == "rtl"
