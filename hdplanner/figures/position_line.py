"""The position of one stakeholder over time, as a small chart: a marker a judgement, and an arrow to the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Position
from hdplanner.figures.markers import PLAIN, marker_shapes
from hdplanner.figures.shapes import Figure, Label, Line, Polyline, Shape, arrow
from hdplanner.i18n import _, format_date

_PAD = 12.0
_MOST = 12


def position_line(
    points: Sequence[tuple[date, int]], target: int | None = None, width: float = 280.0, height: float = 92.0
) -> Figure:
    """The chart of dated positions (-2 to 2), oldest first, in points; at most the last twelve changes of place.

    The five hairlines are the five positions, supportive at the top. Dates run evenly by the calendar.
    """
    shown = list(points)[-_MOST:]
    low, high = 10.0, height - 26.0

    def y_of(position: int) -> float:
        return high - (position + 2) / 4 * (high - low)

    shapes: list[Shape] = [Line(0, y_of(step), width, y_of(step)) for step in range(-2, 3)]
    if not shown:
        return Figure(width, height, tuple(shapes), _("Position over time"), _("Not assessed"))
    end = width - _PAD - (26.0 if target is not None else 0.0)
    places = [(x, y_of(step)) for x, (_day, step) in zip(_spread(shown, end), shown, strict=True)]
    if len(places) > 1:
        shapes.append(Polyline(tuple(places), "accent", 1.4))
    if target is not None:
        shapes += arrow(places[-1], (width - 8.0, y_of(target)), dash=(3.0, 2.0))
    for (x, y), (_day, step) in zip(places, shown, strict=True):
        shapes += marker_shapes(PLAIN._replace(position=step), x, y, 0.75, halo=False)
    shapes += _days(shown, places, height)
    return Figure(width, height, tuple(shapes), _("Position over time"), _words(shown))


def _spread(points: Sequence[tuple[date, int]], end: float) -> list[float]:
    first, last = points[0][0], points[-1][0]
    days = (last - first).days
    if days == 0:
        return [_PAD + (end - _PAD) * number / max(1, len(points)) for number in range(len(points))]
    return [_PAD + (end - _PAD) * (day - first).days / days for day, _step in points]


def _days(
    points: Sequence[tuple[date, int]], places: Sequence[tuple[float, float]], height: float
) -> list[Shape]:
    """The first and the last day below the chart."""
    first = Label(format_date(points[0][0], "medium"), 0.0, height - 6, 10, "muted", "left")
    if points[0][0] == points[-1][0]:
        return [first]
    return [
        first,
        Label(
            format_date(points[-1][0], "medium"), max(150.0, places[-1][0]), height - 6, 10, "muted", "middle"
        ),
    ]


def _words(points: Sequence[tuple[date, int]]) -> str:
    parts = [
        _("{day}: {position}").format(day=format_date(day), position=step_label(Position, step))
        for day, step in points
    ]
    return "; ".join(parts)
