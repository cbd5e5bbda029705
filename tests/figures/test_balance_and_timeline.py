"""The bars of support and the calendar of a plan, as geometry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_balance import Balance, Unknown
from hdplanner.figures.balance import balance_figure
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Rect
from hdplanner.figures.timeline import Event, Milestone, timeline_figure

LANES = ("Quiet", "Through others", "Closed", "Public")
DAY = date(2026, 11, 22)

days = st.dates(date(2024, 1, 1), date(2028, 1, 1))


def labels(figure: Figure) -> list[str]:
    return [shape.text for shape in figure.shapes if isinstance(shape, Label)]


def test_the_unknown_stand_apart_and_are_no_bar_of_support() -> None:
    figure = balance_figure(Balance(40, 10, 20, Unknown(8, 3)))
    bars = [shape for shape in figure.shapes if isinstance(shape, Rect)]
    assert [bar.width / bars[0].width for bar in bars[:3]] == pytest.approx([1, 0.5, 0.25])
    assert bars[3].fill is None
    assert bars[3].dash
    assert "3 stakeholders, influence 8" in labels(figure)
    assert not any("%" in text for text in labels(figure))
    assert "Position not known: 3." in figure.alt


@given(st.tuples(*[st.integers(0, 5000)] * 5))
def test_no_bar_leaves_its_figure(numbers: tuple[int, int, int, int, int]) -> None:
    support, opposition, fence, influence, count = numbers
    figure = balance_figure(Balance(support, opposition, fence, Unknown(influence, count)), 470)
    for shape in figure.shapes:
        if isinstance(shape, Rect):
            assert shape.x >= 0
            assert shape.x + shape.width <= 470


@given(
    st.lists(st.builds(Event, days, st.integers(0, 3), st.booleans()), max_size=40),
    st.lists(st.builds(Milestone, days, st.text(min_size=1, max_size=30)), max_size=8),
)
def test_everything_of_a_calendar_lies_inside(events: list[Event], stones: list[Milestone]) -> None:
    figure = timeline_figure(events, stones, LANES, 470)
    for shape in figure.shapes:
        if isinstance(shape, Circle):
            assert shape.x - shape.radius > 0
            assert shape.x + shape.radius < 470
            assert 0 < shape.y < figure.height
        elif isinstance(shape, Line):
            assert min(shape.y1, shape.y2) >= -0.01
            assert max(shape.x1, shape.x2) <= 470.01


def test_no_line_of_a_decision_runs_through_the_name_of_another() -> None:
    stones = [Milestone(DAY + timedelta(days=9 * n), f"Reading number {n} of the bill") for n in range(6)]
    figure = timeline_figure([Event(DAY - timedelta(days=200), 0, True)], stones, LANES, 470)
    names = [s for s in figure.shapes if isinstance(s, Label) and s.text.startswith("Reading")]
    lines = [s for s in figure.shapes if isinstance(s, Line) and s.stroke == "accent"]
    assert len(names) == len(lines) == 6
    for name in names:
        width = len(name.text) * name.size * 0.5
        crossing = [
            line for line in lines if name.x - width < line.x1 < name.x and line.y1 < name.y - 1 < line.y2
        ]
        assert crossing == []


def test_done_is_filled_and_to_come_is_open() -> None:
    figure = timeline_figure([Event(DAY, 0, True), Event(DAY, 3, False)], [], LANES, 470)
    fills = [shape.fill for shape in figure.shapes if isinstance(shape, Circle)]
    assert fills[:2] == ["text", "surface"]


def test_an_empty_calendar_is_an_empty_figure() -> None:
    assert timeline_figure([], [], LANES, 470).shapes == ()
