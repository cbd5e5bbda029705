from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hdplanner.figures.position_line import LINES, line_points, point_places, position_line
from hdplanner.figures.shapes import Circle, Label, Line, Polyline

DAYS = [(date(2025, 11, 18), -2), (date(2026, 3, 1), -1), (date(2026, 11, 3), -1)]


def test_the_line_runs_by_the_calendar_and_says_the_same_in_words() -> None:
    figure = position_line(DAYS, target=0)
    line = next(shape for shape in figure.shapes if isinstance(shape, Polyline) and len(shape.points) == 3)
    first, middle, last = (x for x, _y in line.points)
    assert middle - first < last - middle
    assert "3 Nov 2026: Reserved" in figure.alt
    assert figure.title == "Position over time"


def test_each_rating_has_its_own_scale_and_only_a_position_has_shapes_of_a_position() -> None:
    influence = position_line([(date(2026, 1, 1), 1), (date(2026, 2, 1), 5)], rating="influence")
    dots = [shape for shape in influence.shapes if isinstance(shape, Circle)]
    assert [dot.fill for dot in dots] == ["accent", "accent"]
    assert "Decisive" in influence.alt
    assert "Trusted" in position_line([(date(2026, 1, 1), 4)], rating="relationship").alt
    assert {position_line([], rating=name).alt for name in LINES} == {"Not assessed"}


def test_engagements_are_ticks_a_day_and_those_before_the_first_judgement_are_left_out() -> None:
    met = [date(2025, 1, 1), date(2026, 2, 2), date(2026, 2, 2), date(2026, 11, 20)]
    figure = position_line(DAYS, engagements=met)
    ticks = [shape for shape in figure.shapes if isinstance(shape, Line) and shape.x1 == shape.x2]
    assert len(ticks) == 2
    assert "2 days on which we met" in figure.alt


def test_the_chosen_point_stands_out_at_the_place_that_is_told() -> None:
    figure = position_line(DAYS, chosen=1)
    ring = next(shape for shape in figure.shapes if isinstance(shape, Circle) and shape.fill is None)
    assert ring.x == point_places(DAYS)[1]


@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(-2, 2)), max_size=30),
    st.lists(st.integers(-100, 5000), max_size=20),
    st.none() | st.integers(-2, 2),
    st.floats(200, 600),
)
def test_nothing_is_drawn_outside_and_at_most_twelve_points(
    made: list[tuple[int, int]], met: list[int], target: int | None, width: float
) -> None:
    start = date(2020, 1, 1)
    points = sorted((start + timedelta(days=days), step) for days, step in made)
    days = [start + timedelta(days=one) for one in met]
    figure = position_line(points, target, width, engagements=days)
    places = point_places(points, target, width, engagements=days)
    assert len(places) == len(line_points(points)) <= 12
    assert places == sorted(places)
    assert all(0 <= x <= width for x in places)
    assert all(0 <= label.x <= width for label in figure.shapes if isinstance(label, Label))
