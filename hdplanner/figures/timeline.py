"""Activities along the calendar against the decision windows: a lane for each degree of openness.

Pure geometry. Days become places; done is filled, to come is open, so that it survives a photocopier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hdplanner.figures.grid import Measure, Translate, estimate_width
from hdplanner.figures.plan_page import flipped, shifted
from hdplanner.figures.plan_parts import fitted
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polygon, Shape, shortened
from hdplanner.i18n import N_, _

_LANE = 30.0
_DOT = 4.2
_LABEL = 8.5
_NAME_ROW = 13.0
_LEAST_NAME = 60.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something done on a day, in a lane (from 0, the most discreet)."""

    day: dt.date
    lane: int
    done: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on which something is decided."""

    day: dt.date
    title: str


@dataclass(frozen=True, slots=True)
class _Span:
    """Days as places between two edges."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day lies."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.left + share * (self.right - self.left)


def timeline_figure(
    events: Sequence[Event],
    milestones: Sequence[Milestone],
    lanes: Sequence[str],
    width: float = 470.0,
    *,
    month: Callable[[dt.date], str] = lambda day: f"{day:%Y-%m}",
    measure: Measure = estimate_width,
    translate: Translate = _,
    title: str = "",
    mirrored: bool = False,
) -> Figure:
    """Lanes from the most discreet above to public below, months beneath, decisions as lines with their names.

    ``mirrored`` lets time run leftwards, as a right-to-left page is read.
    """
    days = [event.day for event in events] + [stone.day for stone in milestones]
    if not days:
        return Figure(width, 1, (), title)
    left = max(measure(lane, _LABEL, False) for lane in lanes) + 12
    span = _Span(min(days).replace(day=1), _month_after(max(days)), left, width - 4)
    named = _name_rows(milestones, span, measure)
    top = _NAME_ROW * (1 + max((one.row for one in named), default=0)) + 4
    bottom = top + _LANE * len(lanes)
    shapes = [*_lanes(lanes, top, left, width), *_months(span, top, bottom, month, measure)]
    shapes += _name_shapes(named, top, bottom)
    shapes += _dots(events, span, top)
    shapes += _legend(bottom + 40, left, measure, translate)
    alt = "; ".join(f"{stone.title}: {stone.day.isoformat()}" for stone in milestones)
    if mirrored:
        shapes = [shifted(flipped(shape), width, 0) for shape in shapes]
    return Figure(width, bottom + 46, tuple(shapes), title, alt)


def _lanes(lanes: Sequence[str], top: float, left: float, width: float) -> list[Shape]:
    shapes: list[Shape] = [Line(left, top, width - 4, top)]
    for place, lane in enumerate(lanes):
        y = top + _LANE * (place + 1)
        shapes.append(Line(left, y, width - 4, y))
        shapes.append(Label(lane, left - 8, y - _LANE / 2 + 3, _LABEL, "text", "right"))
    return shapes


def _months(
    span: _Span, top: float, bottom: float, month: Callable[[dt.date], str], measure: Measure
) -> list[Shape]:
    """A hairline at the first of each month, its name where there is room, the year at its January."""
    shapes: list[Shape] = []
    day, free = span.first, span.left - 1.0
    while day < span.last:
        x, after = span.x(day), _month_after(day)
        shapes.append(Line(x, top, x, bottom, "line", 0.6))
        middle, wide = (x + span.x(after)) / 2, measure(month(day), _LABEL, False)
        if middle - wide / 2 > free:
            shapes.append(Label(month(day), middle, bottom + 12, _LABEL, "muted", "middle"))
            free = middle + wide / 2 + 3
        if day.month == 1 or day == span.first:
            shapes.append(Label(str(day.year), x, bottom + 23, _LABEL, "muted", "left", "bold"))
        day = after
    shapes.append(Line(span.right, top, span.right, bottom, "line", 0.6))
    return shapes


@dataclass(frozen=True, slots=True)
class _Named:
    """A decision with its name, on a row counted from the lanes upwards."""

    stone: Milestone
    label: str
    x: float
    row: int


def _name_rows(milestones: Sequence[Milestone], span: _Span, measure: Measure) -> list[_Named]:
    """Each name at the left of its line, above every earlier line that it would lie across."""
    named: list[_Named] = []
    for stone in sorted(milestones, key=lambda stone: (stone.day, stone.title)):
        x = span.x(stone.day)
        label = fitted(shortened(stone.title, 44), max(_LEAST_NAME, x - 6), _LABEL, True, measure)
        start = x - measure(label, _LABEL, True) - 10
        under = [other.row for other in named if other.x > start]
        named.append(_Named(stone, label, x, max(under, default=-1) + 1))
    return named


def _name_shapes(named: list[_Named], top: float, bottom: float) -> list[Shape]:
    shapes: list[Shape] = []
    for one in named:
        y = top - 6 - _NAME_ROW * one.row
        shapes.append(Line(one.x, y - 8, one.x, bottom, "accent", 1.2))
        shapes.append(Label(one.label, one.x - 4, y, _LABEL, "text", "right", "bold"))
    return shapes


def _dots(events: Sequence[Event], span: _Span, top: float) -> list[Shape]:
    """A dot an activity; those of neighbouring days stand above each other."""
    shapes: list[Shape] = []
    last: dict[int, list[tuple[float, int]]] = {}
    for event in sorted(events, key=lambda event: event.day):
        x = span.x(event.day)
        near = {row for other, row in last.get(event.lane, []) if x - other < 2 * _DOT + 1}
        row = next((row for row in (0, -1, 1) if row not in near), 0)
        last.setdefault(event.lane, []).append((x, row))
        y = top + _LANE * (event.lane + 0.5) + row * (2 * _DOT + 0.8)
        shapes.append(_dot(x, y, event.done))
    return shapes


def _dot(x: float, y: float, done: bool) -> Shape:
    return Circle(x, y, _DOT, fill="text" if done else "surface", stroke="text", stroke_width=1.1)


def _legend(y: float, left: float, measure: Measure, translate: Translate) -> list[Shape]:
    done, to_come = translate(N_("Done")), translate(N_("To come"))
    x = left + 14 + measure(done, _LABEL, False) + 18
    decision = x + 10 + measure(to_come, _LABEL, False) + 22
    return [
        _dot(left + 5, y - 3, True),
        Label(done, left + 13, y, _LABEL, "muted"),
        _dot(x, y - 3, False),
        Label(to_come, x + 8, y, _LABEL, "muted"),
        Polygon(
            ((decision, y - 8), (decision + 1.4, y - 8), (decision + 1.4, y + 1), (decision, y + 1)), "accent"
        ),
        Label(translate(N_("Decision")), decision + 7, y, _LABEL, "muted"),
    ]


def _month_after(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
