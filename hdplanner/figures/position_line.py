"""One rating of one stakeholder over time, as a small chart: a marker a judgement, an arrow to the target.

Our engagements stand below as ticks. Knows nothing of files or widgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Influence, Position, Relationship
from hdplanner.figures.markers import PLAIN, marker_shapes
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polyline, Shape, arrow
from hdplanner.i18n import N_, _, format_date, ngettext

_PAD = 12.0
_MOST = 12
_LOW_EDGE = 30.0  # the room below the lowest step: ticks of engagements, then the days
_HALF_DAY, _FIRST_TWO = 32.0, 160.0  # half a written day, and two of them with air between

LINES: dict[str, tuple[type[Scale], str]] = {
    "position": (Position, N_("Position over time")),
    "influence": (Influence, N_("Influence over time")),
    "relationship": (Relationship, N_("Relationship over time")),
}
"""The ratings that have a line: their scale and what the chart is called."""


def position_line(
    points: Sequence[tuple[date, int]],
    target: int | None = None,
    width: float = 280.0,
    height: float = 92.0,
    *,
    rating: str = "position",
    engagements: Sequence[date] = (),
    chosen: int | None = None,
) -> Figure:
    """The chart of dated steps of a rating of ``LINES``, oldest first, in points; at most the last twelve.

    A hairline a step, the highest at the top. Dates run evenly by the calendar, also that of the ticks, one
    a day of ``engagements``. ``chosen`` is the place in ``line_points`` that stands out. ``target`` belongs to
    the position.
    """
    scale, title = LINES[rating]
    shown = line_points(points)
    low, high = 10.0, height - _LOW_EDGE
    bottom, steps = min(scale), max(scale) - min(scale)

    def y_of(step: int) -> float:
        return high - (step - bottom) / steps * (high - low)

    shapes: list[Shape] = [Line(0, y_of(step), width, y_of(step)) for step in scale]
    if not shown:
        return Figure(width, height, tuple(shapes), _(title), _("Not assessed"))
    end = width - _PAD - (26.0 if target is not None else 0.0)
    first, last = _span(shown, engagements)
    places = [
        (x, y_of(step)) for x, (_day, step) in zip(_spread(shown, first, last, end), shown, strict=True)
    ]
    shapes += _ticks(engagements, first, last, end, high)
    if len(places) > 1:
        shapes.append(Polyline(tuple(places), "accent", 1.4))
    if target is not None:
        shapes += arrow(places[-1], (width - 8.0, y_of(target)), dash=(3.0, 2.0))
    for number, ((x, y), (_day, step)) in enumerate(zip(places, shown, strict=True)):
        if number == chosen:
            shapes.append(Circle(x, y, 9.0, None, "accent", 1.4))
        if scale is Position:
            shapes += marker_shapes(PLAIN._replace(position=step), x, y, 0.75, halo=False)
        else:
            shapes.append(Circle(x, y, 4.5, "accent"))
    shapes += _days(shown, places, width, height)
    return Figure(width, height, tuple(shapes), _(title), _words(scale, shown, engagements))


def line_points(points: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """The points that the chart has room for: the last twelve."""
    return list(points)[-_MOST:]


def point_places(
    points: Sequence[tuple[date, int]],
    target: int | None = None,
    width: float = 280.0,
    *,
    engagements: Sequence[date] = (),
) -> list[float]:
    """Where along the width the points of the chart stand, for whoever wants to point at them."""
    shown = line_points(points)
    if not shown:
        return []
    end = width - _PAD - (26.0 if target is not None else 0.0)
    return _spread(shown, *_span(shown, engagements), end)


def _span(points: Sequence[tuple[date, int]], engagements: Sequence[date]) -> tuple[date, date]:
    """The first and the last day that are drawn: what we did after the last judgement is seen too."""
    first = points[0][0]
    return first, max([points[-1][0], *(day for day in engagements if day >= first)])


def _place(day: date, first: date, last: date, end: float) -> float:
    return _PAD + (end - _PAD) * (day - first).days / max(1, (last - first).days)


def _spread(points: Sequence[tuple[date, int]], first: date, last: date, end: float) -> list[float]:
    if first == last:
        return [_PAD + (end - _PAD) * number / max(1, len(points)) for number in range(len(points))]
    return [_place(day, first, last, end) for day, _step in points]


def _ticks(engagements: Sequence[date], first: date, last: date, end: float, y: float) -> list[Shape]:
    """A short stroke below the chart for each day on which we met."""
    days = sorted({day for day in engagements if first <= day <= last})
    places = [_place(day, first, last, end) for day in days]
    return [Line(x, y + 6.0, x, y + 12.0, "muted", 1.6) for x in places]


def _days(
    points: Sequence[tuple[date, int]], places: Sequence[tuple[float, float]], width: float, height: float
) -> list[Shape]:
    """The first and the last day of judgement below the chart."""
    first = Label(format_date(points[0][0], "medium"), 0.0, height - 5, 10, "muted", "left")
    if points[0][0] == points[-1][0]:
        return [first]
    last = format_date(points[-1][0], "medium")
    edge = min(width, max(_FIRST_TWO, places[-1][0] + _HALF_DAY))
    return [first, Label(last, edge, height - 5, 10, "muted", "right")]


def _words(scale: type[Scale], points: Sequence[tuple[date, int]], engagements: Sequence[date]) -> str:
    parts = [
        _("{day}: {position}").format(day=format_date(day), position=step_label(scale, step))
        for day, step in points
    ]
    count = len({day for day in engagements if day >= points[0][0]})
    if count:
        words = ngettext("{count} day on which we met", "{count} days on which we met", count)
        parts.append(words.format(count=count))
    return "; ".join(parts)
