"""What lies behind and around the chips of a timeline: lanes, days, decision windows, lead times, today, arrows.

Pure geometry. How certain a window is shows in its pattern and stands in its words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label
from hdplanner.domain.values import Certainty
from hdplanner.figures.grid_ground import Box, Measure
from hdplanner.figures.plan_arrows import free_lines, rounded, way_around
from hdplanner.figures.plan_days import Days, drawn, short_words, span_words
from hdplanner.figures.plan_parts import SMALL, TITLE, Chip, Lane, fitted, missing_words
from hdplanner.figures.shapes import Label, Line, Point, Polygon, Polyline, Rect, Shape
from hdplanner.i18n import _

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

FOOT = 20.0
LEAD_DAYS = (-90, -60, -30, -14, -7, 0, 1)
"""Days from the decision at which something is usually due."""
_ROW, _TICKS, _LEAD_ROW = 29.0, 18.0, 16.0
_DASHES: dict[Certainty, tuple[float, ...]] = {
    Certainty.FIXED: (),
    Certainty.LIKELY: (7.0, 4.0),
    Certainty.SPECULATIVE: (1.5, 4.0),
}
_FILLS = {Certainty.FIXED: 0.85, Certainty.LIKELY: 0.55, Certainty.SPECULATIVE: 0.3}
_NAME = 150.0
_INDENT = 8.0
_MOST_ROWS = 3
_CROWD = 4000
"""Arrows times chips up to which the arrows are led around the chips."""


@dataclass(frozen=True, slots=True)
class Track:
    """A lane with its place on the picture; ``held`` is how much it holds, ``empty`` while none is still to be done."""

    lane: Lane
    y: float
    height: float
    held: int
    empty: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A decision window on the line; ``row`` is the one of its name, counted upwards from the days, or -1."""

    id: str
    title: str
    words: str
    left: float
    right: float
    decision: float | None
    decides_on: dt.date | None
    certainty: Certainty
    row: int = -1


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way from what comes first to what waits for it."""

    way: tuple[Point, ...]
    role: str


def place_bands(windows: Sequence[WindowRow], days: Days, measure: Measure) -> tuple[Band, ...]:
    """The windows that have a day, their names in rows that do not touch; where there is no room, no name."""
    found: list[Band] = []
    taken: list[list[tuple[float, float]]] = [[] for _number in range(_MOST_ROWS)]
    for window in windows:
        dates = [drawn(d) for d in (window.opens_on, window.decides_on, window.closes_on) if d is not None]
        if not dates:
            continue
        left, right = days.x(min(dates)), days.x(max(dates)) + days.wide
        decision = None if window.decides_on is None else days.x(drawn(window.decides_on)) + days.wide / 2
        words = _("{day}, {certainty}").format(
            day=span_words(window.decides_on or min(dates), None), certainty=label(window.certainty).lower()
        )
        title = fitted(window.title, _NAME, TITLE, True, measure)
        half = max(measure(title, TITLE, True), measure(words, SMALL, False)) / 2 + 6
        at = (left + right) / 2 if decision is None else decision
        row = _free_row(taken, at - half, at + half)
        found.append(
            Band(window.id, title, words, left, right, decision, window.decides_on, window.certainty, row)
        )
    return tuple(found)


def _free_row(taken: list[list[tuple[float, float]]], left: float, right: float) -> int:
    for number, row in enumerate(taken):
        if all(right <= other or end <= left for other, end in row):
            row.append((left, right))
            return number
    return -1


def head_height(bands: Sequence[Band], lead: Band | None) -> float:
    """How high the names above the days are."""
    rows = max((band.row for band in bands), default=-1) + 1
    return 6 + rows * _ROW + _TICKS + (_LEAD_ROW if lead is not None else 0)


def band_shapes(bands: Sequence[Band], days: Days, view: Box) -> list[Shape]:
    """Windows behind the lanes: a band, its edges by certainty, the day of the decision as a line."""
    shapes: list[Shape] = []
    for band in bands:
        if band.right < view.x or band.left > view.right:
            continue
        dash, wide = _DASHES[band.certainty], band.right - band.left
        shapes.append(
            Rect(band.left, 0, wide, view.bottom, "selection", None, opacity=_FILLS[band.certainty])
        )
        if dash:
            edges = (band.left, band.right)
            shapes += [Line(x, 0, x, view.bottom, "accent", 0.8, 0.7, dash) for x in edges]
        if band.decision is not None:
            shapes.append(Line(band.decision, 0, band.decision, view.bottom, "accent", 1.6, dash=dash))
    return shapes


def lane_shapes(
    tracks: Sequence[Track], days: Days, today: dt.date, view: Box, lead: Band | None
) -> list[Shape]:
    """Hairlines between lanes and at the divisions of the calendar, lead times dotted, today in its own colour."""
    left, right = max(0.0, view.x), min(days.width, view.right)
    low = min(view.bottom, tracks[-1].y + tracks[-1].height if tracks else view.bottom)
    shapes: list[Shape] = [
        Line(x, view.y, x, low, "line", 0.6) for x, _words in days.ticks(left, right) if left <= x <= right
    ]
    for track in tracks:
        bottom = track.y + track.height
        if track.lane.marked and track.empty and _touches(track, view):
            frame = Rect(left + 3, track.y + 4, right - left - 6, track.height - 8, None, "warning", 1.0)
            shapes.append(_dashed(frame))
        if view.y <= bottom <= view.bottom:
            shapes.append(Line(left, bottom, right, bottom, "line", 0.8))
    for x, _words in _leads(lead, days):
        shapes.append(Line(x, view.y, x, low, "muted", 0.8, 0.7, (1.0, 4.0)))
    x = days.x(today) + days.wide / 2
    shapes.append(Line(x, view.y, x, max(low, view.bottom), "danger", 1.4))
    return shapes


def _dashed(frame: Rect) -> Rect:
    return Rect(
        frame.x, frame.y, frame.width, frame.height, None, frame.stroke, 1.0, dash=(4.0, 3.0), corner=4
    )


def _touches(track: Track, view: Box) -> bool:
    return track.y < view.bottom and track.y + track.height > view.y


def head_shapes(bands: Sequence[Band], days: Days, view: Box, head: float, lead: Band | None) -> list[Shape]:
    """The calendar's divisions, the lead times of a window, and above them the names of the windows."""
    ticks = head - (_LEAD_ROW if lead is not None else 0) - 5
    shapes: list[Shape] = []
    for x, words in days.ticks(view.x - 100, view.right):
        if 0 <= x <= days.width - 30:
            shapes.append(Label(words, x + 4, ticks, SMALL, "muted"))
    for band in bands:
        at = band.decision if band.decision is not None else (band.left + band.right) / 2
        if band.row >= 0 and view.x - _NAME < at < view.right + _NAME:
            y = ticks - _TICKS + 4 - band.row * _ROW
            shapes.append(Label(band.title, at, y - 12, TITLE, "accent", "middle", "bold"))
            shapes.append(Label(band.words, at, y, SMALL, "muted", "middle"))
    shapes.append(Line(max(0.0, view.x), head - 0.5, min(days.width, view.right), head - 0.5, "line", 1.0))
    free = -1e9
    for x, words in _leads(lead, days):
        if x - 22 >= free and x - 16 >= view.x:
            shapes.append(Label(words, x, head - 4, SMALL, "accent", "middle", "bold"))
            free = x + 22
    return shapes


def _leads(lead: Band | None, days: Days) -> list[tuple[float, str]]:
    """Where the lead times of a window lie; those too near each other are left to the later."""
    if lead is None or lead.decision is None:
        return []
    found: list[tuple[float, str]] = []
    for number in sorted(LEAD_DAYS, key=lambda day: (day != 0, -day)):
        x = lead.decision + number * days.wide
        if all(abs(x - other) >= 40 for other, _words in found) and 0 <= x <= days.width:
            sign = "+" if number > 0 else "\N{MINUS SIGN}"
            found.append((x, f"T{sign}{abs(number)}" if number else "T"))
    return sorted(found)


def side_shapes(tracks: Sequence[Track], side: float, view: Box, measure: Measure) -> list[Shape]:
    """The names of the lanes with their notes, and what is missing in those that matter."""
    shapes: list[Shape] = [Line(side - 0.5, view.y, side - 0.5, view.bottom, "line", 0.8)]
    for track in tracks:
        if not _touches(track, view):
            continue
        lane, bottom = track.lane, track.y + track.height
        missing = lane.marked and track.empty
        note = missing_words(track.held) if missing else lane.note
        y = track.y + (20 if note and track.height >= 44 else 18)
        title = fitted(lane.title, side - _INDENT - 8, 12, True, measure)
        shapes.append(Label(title, _INDENT, y, 12, "text" if lane.key else "muted", weight="bold"))
        if missing and track.height >= 34:
            shapes.append(warning_sign(_INDENT + 5, y + 11.5))
            shapes.append(
                Label(
                    fitted(note, side - _INDENT - 22, SMALL, False, measure),
                    _INDENT + 14,
                    y + 15,
                    SMALL,
                    "warning",
                )
            )
        elif note and track.height >= 34:
            shapes.append(
                Label(
                    fitted(note, side - _INDENT - 8, SMALL, False, measure), _INDENT, y + 15, SMALL, "muted"
                )
            )
        shapes.append(Line(0, bottom, side, bottom, "line", 0.8))
    return shapes


def warning_sign(x: float, y: float) -> Shape:
    """A small triangle: something is missing here."""
    return Polygon(((x, y - 4.5), (x + 5, y + 4), (x - 5, y + 4)), None, "warning", 1.4)


def foot_shapes(days: Days, today: dt.date, view: Box) -> list[Shape]:
    """The word for the red line."""
    x = days.x(today) + days.wide / 2
    words = _("today, {day}").format(day=short_words(today, "MMMd"))
    return [Label(words, x + 4, 14, SMALL, "danger", weight="bold")] if x - view.x > -200 else []


def arrows_of(
    chips: Sequence[Chip], index: Mapping[str, int], rows: Mapping[str, ActivityRow]
) -> tuple[Arrow, ...]:
    """From each activity that comes first to the one that waits; red where it would have to wait too long."""
    pairs = [
        (index[key], n) for n, chip in enumerate(chips) for key in rows[chip.id].depends_on if key in index
    ]
    boxes = [chip.box for chip in chips]
    crowded = len(pairs) * len(boxes) > _CROWD
    lines = [] if crowded else free_lines(boxes)
    found: list[Arrow] = []
    for before, behind in pairs:
        first, then = rows[chips[before].id], rows[chips[behind].id]
        late = then.on is not None and first.on is not None and then.on < first.on
        ends = (boxes[before], boxes[behind])
        way = _curve_between(*ends) if crowded else rounded(way_around(*ends, boxes, lines))
        found.append(Arrow(way, "danger" if late else "muted"))
    return tuple(found)


def arrow_shapes(arrows: Sequence[Arrow], view: Box) -> list[Shape]:
    """The arrows, as far as they are seen."""
    shapes: list[Shape] = []
    for arrow in arrows:
        across, down = [x for x, _y in arrow.way], [y for _x, y in arrow.way]
        if max(across) < view.x or min(across) > view.right or max(down) < view.y or min(down) > view.bottom:
            continue
        x, y = arrow.way[-1]
        head = ((x, y), (x - 7, y - 3.6), (x - 7, y + 3.6))
        shapes.append(Polyline((*arrow.way[:-1], (x - 6, y)), arrow.role, 1.0))
        shapes.append(Polygon(head, fill="accent" if arrow.role == "muted" else arrow.role))
    return shapes


def _curve_between(first: Box, then: Box) -> tuple[Point, ...]:
    start: Point = (first.right, first.y + first.height / 2)
    end: Point = (then.x, then.y + then.height / 2)
    reach = min(60.0, max(24.0, abs(end[0] - start[0]) / 2))
    return _curve(start, (start[0] + reach, start[1]), (end[0] - reach, end[1]), end)


def _curve(one: Point, two: Point, three: Point, four: Point) -> tuple[Point, ...]:
    """Points along a cubic curve (Bernstein's form)."""
    return tuple(
        (
            a * one[0] + b * two[0] + c * three[0] + d * four[0],
            a * one[1] + b * two[1] + c * three[1] + d * four[1],
        )
        for a, b, c, d in _BERNSTEIN
    )


_BERNSTEIN = tuple(
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3) for t in (step / 12 for step in range(13))
)
