"""The plan along the days: a lane for each audience or messenger, activities as chips that never lie on one another,
decision windows behind them, and arrows from what comes first to what waits for it.

Pure geometry. A chip is as wide as its words need; the strip along its foot is as long as it lasts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from hdplanner.figures.grid_ground import Box, Measure, estimate_width
from hdplanner.figures.plan_days import Days, day_words, drawn, span_words
from hdplanner.figures.plan_parts import (
    BAR,
    CARD,
    DOT,
    SMALL,
    TITLE,
    Chip,
    Drop,
    Lane,
    Slot,
    Style,
    fitted,
    lanes_of,
    second_words,
    side_width,
    title_of,
)
from hdplanner.figures.plan_timeline_ground import (
    FOOT,
    Arrow,
    Band,
    Track,
    arrow_shapes,
    arrows_of,
    band_shapes,
    foot_shapes,
    head_height,
    head_shapes,
    lane_shapes,
    place_bands,
    side_shapes,
)
from hdplanner.figures.shapes import Point, Shape
from hdplanner.i18n import _

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

By = Literal["audience", "messenger"]
NEAREST, FURTHEST = 120.0, 0.12
"""How many points a day may take."""
_GAP, _PAD, _LABELLED = 4.0, 7.0, 8
_MOST, _ROOMY = 190.0, 160
_BEFORE, _AFTER, _SIDE = 45, 60, 30.0


@dataclass(frozen=True)
class Timeline:
    """A laid out timeline; see `build_timeline`."""

    days: Days
    tracks: tuple[Track, ...]
    chips: tuple[Chip, ...]
    bands: tuple[Band, ...]
    today: dt.date
    side: float
    head: float
    rows: Mapping[str, ActivityRow]
    index: Mapping[str, int]
    lead: Band | None
    measure: Measure
    foot: float = FOOT

    @property
    def width(self) -> float:
        """How long all days are."""
        return self.days.width

    @property
    def height(self) -> float:
        """Where the last lane ends."""
        return self.tracks[-1].y + self.tracks[-1].height if self.tracks else 60.0

    def ground(self, view: Box) -> list[Shape]:
        """Lanes, days, windows, today and arrows, as far as they are seen."""
        shapes = band_shapes(self.bands, self.days, view)
        shapes += lane_shapes(self.tracks, self.days, self.today, view, self.lead)
        return shapes + arrow_shapes(self.arrows, view)

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """What waits for what, each with its way around the chips."""
        return arrows_of(self.chips, self.index, self.rows)

    def head_shapes(self, view: Box) -> list[Shape]:
        """The names of the windows above the days."""
        return head_shapes(self.bands, self.days, view, self.head, self.lead)

    def side_shapes(self, view: Box) -> list[Shape]:
        """The names of the lanes."""
        return side_shapes(self.tracks, self.side, view, self.measure)

    def foot_shapes(self, view: Box) -> list[Shape]:
        """What day it is."""
        return foot_shapes(self.days, self.today, view)

    def track_at(self, y: float) -> Track | None:
        """The lane at a height."""
        return next((track for track in self.tracks if track.y <= y < track.y + track.height), None)

    def slot_at(self, x: float, y: float) -> Slot | None:
        """The day of a lane; without a lane the day alone."""
        if not 0 <= x <= self.width:
            return None
        day, track = self.days.day(x), self.track_at(y)
        box = Box(self.days.x(day), 0, self.days.wide, self.height)
        if track is None:
            return Slot(box, day_words(day), {"on": day})
        box = Box(box.x, track.y, box.width, track.height)
        words = f"{track.lane.title}, {day_words(day)}"
        return Slot(box, words, {"on": day, **track.lane.values}, key=(track.lane.key, day))

    def slot_by(self, key: tuple[object, ...]) -> Slot | None:
        """The day of a lane, by the lane's key and the day."""
        track = next((track for track in self.tracks if track.lane.key == key[0]), None) if key else None
        day = key[1] if len(key) > 1 else None
        if track is None or not isinstance(day, dt.date):
            return None
        return self.slot_at(self.days.x(day), track.y)

    def drop(self, ids: Sequence[str], grabbed: str, start: Point, end: Point) -> Drop | None:
        """Moves by whole days."""
        days = round((end[0] - start[0]) / self.days.wide)
        row = self.rows.get(grabbed)
        if not days or row is None or row.on is None:
            return None
        return self.moved(ids, days, words=_day_after(row.on, days))

    def moved(self, ids: Iterable[str], days: int, *, words: str = "") -> Drop | None:
        """What moving by so many days would do; None where none of these has a day."""
        shift = days * self.days.wide
        shown = [self.chips[self.index[key]] for key in ids if key in self.index]
        lifted = tuple(replace(chip, box=replace(chip.box, x=chip.box.x + shift)) for chip in shown)
        changes = tuple((chip.id, {"days": days}) for chip in shown)
        return Drop(lifted, None, words, changes) if shown else None

    def stretched(self, activity_id: str, x: float) -> Drop | None:
        """What pulling the end of an activity to a place would do; it lasts a day at least."""
        number, row = self.index.get(activity_id), self.rows.get(activity_id)
        if number is None or row is None or row.on is None:
            return None
        until = max(row.on, self.days.day(x - self.days.wide / 2))
        if until == (row.until or row.on):
            return None
        chip = self.chips[number]
        strip = ((until - row.on).days + 1) * self.days.wide
        box = replace(chip.box, width=max(strip, min(chip.box.width, _MOST)))
        lifted = replace(chip, box=box, strip=strip)
        return Drop((lifted,), None, span_words(row.on, until), ((activity_id, {"ends": until}),))

    def take(self, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """Gives activities from elsewhere a day."""
        slot = self.slot_at(x, y)
        if slot is None or not ids:
            return None
        day = slot.values["on"]
        return Drop((), slot.box, day_words(day), tuple((key, {"on": day}) for key in ids))


def build_timeline(
    rows: Sequence[ActivityRow],
    windows: Sequence[WindowRow],
    *,
    today: dt.date,
    wide: float = 17.0,
    by: By = "audience",
    lanes: Sequence[Lane] = (),
    chosen_window: str | None = None,
    measure: Measure = estimate_width,
    least: float = 0.0,
    tight: bool = False,
    most: float = _MOST,
) -> Timeline:
    """Lay out a plan. ``wide`` is a day's width in points, ``least`` how long the line must be, ``tight`` for a page.

    ``chosen_window`` shows its lead times; without it the next decision does. The words of a chip are cut where they
    are longer than ``most``, those of a lane where they are a little longer than that.
    """
    dated = [row for row in rows if row.on is not None]
    days = _days(dated, windows, today, wide, least, behind=max(7, round(most / wide)) if tight else None)
    tracks, held = lanes_of(rows if not tight else dated, lanes, by=by)
    style: Style = "card" if len(dated) <= _ROOMY else "bar"
    chips: list[Chip] = []
    placed: list[Track] = []
    y = 0.0
    for lane in tracks:
        made, height = _pack(held[lane.key], days, y, style, by, measure, most)
        chips += made
        empty = not any(row.open for row in held[lane.key])
        placed.append(Track(lane, y, height, len(held[lane.key]), empty))
        y += height
    bands = place_bands(windows, days, measure)
    lead = _lead(bands, chosen_window, today)
    return Timeline(
        days,
        tuple(placed),
        tuple(chips),
        bands,
        today,
        side_width(tracks, measure, most + _SIDE),
        head_height(bands, lead),
        {row.id: row for row in rows},
        {chip.id: number for number, chip in enumerate(chips)},
        lead,
        measure,
    )


def span_of_plan(
    rows: Iterable[ActivityRow], windows: Iterable[WindowRow], today: dt.date
) -> tuple[dt.date, dt.date]:
    """The first and the last day of what is planned and decided, and today."""
    days = [today]
    for row in rows:
        days += [day for day in (row.on, row.until) if day is not None]
    for window in windows:
        days += [day for day in (window.opens_on, window.decides_on, window.closes_on) if day is not None]
    return drawn(min(days)), drawn(max(days))


def _days(
    rows: Iterable[ActivityRow],
    windows: Iterable[WindowRow],
    today: dt.date,
    wide: float,
    least: float,
    *,
    behind: int | None,
) -> Days:
    """The days of a plan with room about them; on a page so many ``behind`` the last one."""
    first, last = span_of_plan(rows, windows, today)
    before, after = (_BEFORE, _AFTER) if behind is None else (3, behind)
    first, last = drawn(_add(first, -before)), drawn(_add(last, after))
    missing = int(least / wide) - (last - first).days
    return Days(first, drawn(_add(last, missing)) if missing > 0 else last, wide)


def _add(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(max(1, day.toordinal() + days), dt.date.max.toordinal()))


def _day_after(day: dt.date, days: int) -> str:
    return day_words(_add(day, days))


def _lead(bands: Sequence[Band], chosen: str | None, today: dt.date) -> Band | None:
    """The window whose lead times are shown: the chosen one, else the next decision."""
    if chosen is not None:
        return next((band for band in bands if band.id == chosen and band.decides_on is not None), None)
    coming = [band for band in bands if band.decides_on is not None and band.decides_on >= today]
    return min(coming, key=lambda band: band.decides_on or today, default=None)


def _pack(
    rows: Sequence[ActivityRow],
    days: Days,
    y: float,
    style: Style,
    by: By,
    measure: Measure,
    most: float,
) -> tuple[list[Chip], float]:
    """The chips of a lane, each in the first line where nothing lies in its way; a crowd shows signs only, below."""
    step = (CARD if style == "card" else BAR) + _GAP
    ends: list[float] = []
    chips: list[Chip] = []
    crowd: list[Chip] = []
    for row in sorted((row for row in rows if row.on is not None), key=lambda row: (row.on, row.id)):
        x, wide, strip, title, second = _words_of(row, days, style, by, measure, most)
        line = _line(ends, x, x + wide)
        if line is None:
            strip = min(strip, DOT)
            crowd.append(Chip(row.id, Box(x, 0, DOT, DOT), "", "", row.mode, row.status, "dot", strip))
        else:
            box = Box(x, y + _PAD + line * step, wide, step - _GAP)
            chips.append(Chip(row.id, box, title, second, row.mode, row.status, style, strip))
    below = y + _PAD + len(ends) * step
    dots, number = _pack_crowd(crowd, below)
    height = len(ends) * step + number * (DOT + 2) + 2 * _PAD - (_GAP if ends else 0)
    return [*chips, *dots], max(height, step - _GAP + 2 * _PAD)


def _pack_crowd(crowd: Sequence[Chip], top: float) -> tuple[list[Chip], int]:
    """Signs alone, in as many lines as they need."""
    ends: list[float] = []
    made = []
    for chip in crowd:
        line = _line(ends, chip.box.x, chip.box.right, most=len(crowd)) or 0
        made.append(replace(chip, box=replace(chip.box, y=top + line * (DOT + 2))))
    return made, len(ends)


def _line(ends: list[float], left: float, right: float, most: int = _LABELLED) -> int | None:
    """The first line that is free from a place on, taken up to another."""
    for number, end in enumerate(ends):
        if end <= left:
            ends[number] = right + _GAP
            return number
    if len(ends) >= most:
        return None
    ends.append(right + _GAP)
    return len(ends) - 1


def _words_of(
    row: ActivityRow, days: Days, style: Style, by: By, measure: Measure, most: float
) -> tuple[float, float, float, str, str]:
    """Where a chip begins, how wide it is, how long its days are, and its two lines."""
    first = drawn(row.on or days.first)
    last = max(first, drawn(row.until or first))
    strip = ((last - first).days + 1) * days.wide
    room = max(strip, most) - 28
    title = fitted(title_of(row), room, TITLE, True, measure)
    words, second = measure(title, TITLE, True), ""
    if style == "card":
        second = fitted(second_words(row, by=by), room, SMALL, False, measure)
        words = max(words, measure(second, SMALL, False))
    return days.x(first), max(strip, words + 28), strip, title, second


def timeline_words(timeline: Timeline) -> str:
    """The timeline in words: what is decided when, and how much is planned."""
    parts = [_("{title}: {day}").format(title=band.title, day=band.words) for band in timeline.bands]
    return "; ".join(parts)
