"""The plan as a calendar: a month or a week, activities as chips over their days, decision windows as bands.

Pure geometry. Where a day holds more than fits it says how many more; days off are shaded if they are told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hdplanner.domain.labels import label
from hdplanner.domain.values import Certainty
from hdplanner.figures.grid_ground import Box, Measure, estimate_width
from hdplanner.figures.plan_days import after, day_words, short_words, week_of
from hdplanner.figures.plan_parts import (
    BAR,
    CARD,
    SMALL,
    TITLE,
    Chip,
    Drop,
    Slot,
    Style,
    fitted,
    second_words,
    title_of,
)
from hdplanner.figures.shapes import Label, Line, Point, Rect, Shape
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

Extent = Literal["month", "week"]
HEAD = 28.0
_NUMBER, _GAP, _PAD, _BAND = 22.0, 3.0, 4.0, 16.0
_LEAST = 66.0
_DASHES: dict[Certainty, tuple[float, ...]] = {
    Certainty.FIXED: (),
    Certainty.LIKELY: (7.0, 4.0),
    Certainty.SPECULATIVE: (1.5, 4.0),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its place; ``hidden`` is how many of its activities there is no room for."""

    date: dt.date
    box: Box
    ids: tuple[str, ...]
    hidden: int
    off: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class Flag:
    """A decision window in a week: its band, its name, and the day on which it is decided, if that is here."""

    box: Box
    words: str
    certainty: Certainty
    decision: Box | None


@dataclass(frozen=True)
class Calendar:
    """A laid out calendar; see `build_calendar`."""

    extent: Extent
    first: dt.date
    days: tuple[Day, ...]
    flags: tuple[Flag, ...]
    chips: tuple[Chip, ...]
    rows: Mapping[str, ActivityRow]
    today: dt.date
    width: float
    height: float
    head: float = HEAD
    side: float = 0.0
    foot: float = 0.0

    @property
    def words(self) -> str:
        """The month and the year, or the first and the last day."""
        if self.extent == "month":
            return short_words(self.first, "yMMMM")
        last = self.days[-1].date
        return f"{short_words(self.first, 'MMMd')} \N{EN DASH} {short_words(last, 'yMMMd')}"

    def ground(self, view: Box) -> list[Shape]:
        """The days, those off shaded, today marked, windows as bands, and how many more there are."""
        shapes: list[Shape] = []
        for day in self.days:
            shapes += _day_ground(day)
        for flag in self.flags:
            shapes += _flag_shapes(flag)
        for day in self.days:
            shapes += self._numbers(day)
        return shapes

    def _numbers(self, day: Day) -> list[Shape]:
        box, today = day.box, day.date == self.today
        words = short_words(day.date, "MMMd" if day.date.day == 1 else "d")
        shapes: list[Shape] = []
        role = "disabled" if day.outside else "text"
        if today:
            wide = 16.0 if len(words) < 3 else 7.0 * len(words) + 10
            shapes.append(Rect(box.x + 4, box.y + 3, wide + 4, 17, fill="danger", corner=8))
            shapes.append(Label(words, box.x + 6 + wide / 2, box.y + 15, TITLE, "surface", "middle", "bold"))
        else:
            shapes.append(Label(words, box.x + 8, box.y + 15, TITLE, role, weight="bold"))
        if day.hidden:
            more = ngettext("+{count} more", "+{count} more", day.hidden).format(count=day.hidden)
            shapes.append(Label(more, box.right - 8, box.y + 15, SMALL, "muted", "right", "bold"))
        return shapes

    def head_shapes(self, view: Box) -> list[Shape]:
        """The days of the week."""
        week = self.days[:7]
        return [
            *(
                Label(
                    short_words(day.date, "EEEE"), day.box.x + 8, self.head - 9, TITLE, "muted", weight="bold"
                )
                for day in week
            ),
            Line(0, self.head - 0.5, self.width, self.head - 0.5, "line"),
        ]

    def side_shapes(self, view: Box) -> list[Shape]:
        """Nothing."""
        return []

    def foot_shapes(self, view: Box) -> list[Shape]:
        """Nothing."""
        return []

    def day_at(self, x: float, y: float) -> Day | None:
        """The day at a point."""
        return next((d for d in self.days if _holds(d.box, x, y)), None)

    def slot_at(self, x: float, y: float) -> Slot | None:
        """The day at a point, with what it holds."""
        day = self.day_at(x, y)
        return None if day is None else _slot(day)

    def slot_by(self, key: tuple[object, ...]) -> Slot | None:
        """The slot of a day, if it is shown."""
        return next((_slot(day) for day in self.days if (day.date,) == key), None)

    def drop(self, ids: Sequence[str], grabbed: str, start: Point, end: Point) -> Drop | None:
        """Moves by as many days as lie between the two points."""
        home, target = self.day_at(*start), self.day_at(*end)
        if home is None or target is None:
            return None
        shift = (end[0] - start[0], end[1] - start[1])
        return self.moved(ids, (target.date - home.date).days, target=target, shift=shift)

    def moved(
        self, ids: Iterable[str], days: int, *, target: Day | None = None, shift: Point = (0.0, 0.0)
    ) -> Drop | None:
        """What moving by so many days would do."""
        known = [key for key in ids if key in self.rows and self.rows[key].on is not None]
        if not days or not known:
            return None
        chosen = set(known)
        lifted = tuple(
            replace(chip, box=replace(chip.box, x=chip.box.x + shift[0], y=chip.box.y + shift[1]))
            for chip in self.chips
            if chip.id in chosen
        )
        box, words = (None, "") if target is None else (target.box, day_words(target.date))
        return Drop(lifted, box, words, tuple((key, {"days": days}) for key in known))

    def take(self, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """Gives activities from elsewhere a day."""
        day = self.day_at(x, y)
        if day is None or not ids:
            return None
        return Drop((), day.box, day_words(day.date), tuple((key, {"on": day.date}) for key in ids))


def build_calendar(
    rows: Sequence[ActivityRow],
    windows: Sequence[WindowRow],
    *,
    today: dt.date,
    at: dt.date,
    extent: Extent = "month",
    width: float = 720.0,
    height: float = 520.0,
    days_off: Collection[dt.date] = (),
    measure: Measure = estimate_width,
) -> Calendar:
    """Lay out the month or the week with a day in it. ``days_off`` are shaded; ``height`` is that of the page."""
    begins, weeks = _weeks(at, extent)
    wide = width / 7
    high = max(_LEAST, (height - HEAD - 2) / weeks)
    style: Style = "card" if extent == "week" else "bar"
    last = begins + dt.timedelta(days=7 * weeks - 1)
    shown = [row for row in rows if row.on is not None and row.on <= last and (row.until or row.on) >= begins]
    chips: list[Chip] = []
    days: list[Day] = []
    flags: list[Flag] = []
    off = frozenset(days_off)
    for number in range(weeks):
        week = _Week(begins + dt.timedelta(days=7 * number), number * high, wide, high, style, measure)
        made, bands = week.flags(windows)
        flags += made
        laid, hidden, held = week.chips(shown, bands)
        chips += laid
        for place in range(7):
            day = week.first + dt.timedelta(days=place)
            outside = extent == "month" and (day.year, day.month) != (at.year, at.month)
            box = Box(place * wide, week.y, wide, high)
            days.append(Day(day, box, tuple(held[place]), hidden[place], day in off, outside))
    first = at.replace(day=1) if extent == "month" else begins
    by_id = {row.id: row for row in rows}
    return Calendar(extent, first, tuple(days), tuple(flags), tuple(chips), by_id, today, width, weeks * high)


def turned(at: dt.date, extent: Extent, steps: int) -> dt.date:
    """A day in the month or week so many pages on."""
    if extent == "week":
        return at + dt.timedelta(days=7 * steps)
    day = at.replace(day=1)
    for _step in range(abs(steps)):
        day = after(day, "month") if steps > 0 else (day - dt.timedelta(days=1)).replace(day=1)
    return day


def _weeks(at: dt.date, extent: Extent) -> tuple[dt.date, int]:
    """The first day that is shown, and how many weeks."""
    if extent == "week":
        return week_of(at), 1
    begins = week_of(at.replace(day=1))
    last = after(at.replace(day=1), "month") - dt.timedelta(days=1)
    return begins, ((last - begins).days // 7) + 1


@dataclass(frozen=True)
class _Week:
    """A row of seven days."""

    first: dt.date
    y: float
    wide: float
    high: float
    style: Style
    measure: Measure

    def span(self, first: dt.date, last: dt.date) -> tuple[int, int] | None:
        """Which of the seven days a stretch covers; None where it covers none."""
        left, right = (first - self.first).days, (last - self.first).days
        return None if right < 0 or left > 6 else (max(0, left), min(6, right))

    def flags(self, windows: Sequence[WindowRow]) -> tuple[list[Flag], int]:
        """The bands of the windows of this week, and in how many lines they lie."""
        made: list[Flag] = []
        lines: list[set[int]] = []
        for window in windows:
            dates = [d for d in (window.opens_on, window.decides_on, window.closes_on) if d is not None]
            place = self.span(min(dates), max(dates)) if dates else None
            if place is None:
                continue
            line = _free(lines, place)
            y = self.y + _NUMBER + line * (_BAND + 2)
            box = Box(place[0] * self.wide, y, (place[1] - place[0] + 1) * self.wide, _BAND)
            decided = None
            if window.decides_on is not None:
                on = self.span(window.decides_on, window.decides_on)
                decided = None if on is None else Box(on[0] * self.wide, y, self.wide, _BAND)
            words = _("{title}, {certainty}").format(
                title=window.title, certainty=label(window.certainty).lower()
            )
            words = fitted(words, box.width - 20, SMALL, True, self.measure)
            made.append(Flag(box, words, window.certainty, decided))
        return made, len(lines)

    def chips(
        self, rows: Sequence[ActivityRow], bands: int
    ) -> tuple[list[Chip], dict[int, int], dict[int, list[str]]]:
        """The chips of this week, how many each day hides, and what each day holds."""
        line_high = (CARD if self.style == "card" else BAR - 2) + _GAP
        top = self.y + _NUMBER + bands * (_BAND + 2)
        room = int((self.y + self.high - top + _GAP - 2) // line_high)
        lines: list[set[int]] = []
        made: list[Chip] = []
        hidden: dict[int, int] = defaultdict(int)
        held: dict[int, list[str]] = defaultdict(list)
        for row, place in self._placed(rows):
            for day in range(place[0], place[1] + 1):
                held[day].append(row.id)
            line = _free(lines, place)
            if line < room:
                made.append(self._chip(row, place, top + line * line_high))
                continue
            for day in range(place[0], place[1] + 1):
                hidden[day] += 1
        return made, hidden, held

    def _placed(self, rows: Sequence[ActivityRow]) -> list[tuple[ActivityRow, tuple[int, int]]]:
        """What lies in this week: the longest of a day first, so that it keeps its line."""
        found = []
        for row in rows:
            place = None if row.on is None else self.span(row.on, row.until or row.on)
            if place is not None:
                found.append((row, place))
        return sorted(found, key=lambda each: (each[1][0], each[1][0] - each[1][1]))

    def _chip(self, row: ActivityRow, place: tuple[int, int], y: float) -> Chip:
        high = CARD if self.style == "card" else BAR - 2
        box = Box(place[0] * self.wide + _PAD, y, (place[1] - place[0] + 1) * self.wide - 2 * _PAD, high)
        clock = "" if row.date_only or row.starts_at is None else f"{row.starts_at:%H:%M} "
        title = fitted(clock + title_of(row), box.width - 24, TITLE, True, self.measure)
        second = " · ".join(part for part in (row.audience_name, second_words(row)) if part)
        second = fitted(second, box.width - 24, SMALL, False, self.measure) if self.style == "card" else ""
        return Chip(row.id, box, title, second, row.mode, row.status, self.style)


def _free(lines: list[set[int]], place: tuple[int, int]) -> int:
    """The first line in which days are free; they are taken there."""
    wanted = set(range(place[0], place[1] + 1))
    for number, taken in enumerate(lines):
        if not taken & wanted:
            taken |= wanted
            return number
    lines.append(wanted)
    return len(lines) - 1


def _day_ground(day: Day) -> list[Shape]:
    box = day.box
    frame = Rect(box.x, box.y, box.width, box.height, None, "line", 0.7)
    return [replace(frame, fill="sunken", opacity=0.85), frame] if day.off else [frame]


def _flag_shapes(flag: Flag) -> list[Shape]:
    """A band with its name; its edge by certainty, the day of the decision in the accent."""
    box, dash = flag.box, _DASHES[flag.certainty]
    shapes: list[Shape] = [
        Rect(box.x + 1, box.y, box.width - 2, box.height, "selection", "accent", 0.9, dash=dash)
    ]
    if flag.decision is not None:
        at = flag.decision
        shapes.append(Rect(at.x + 1, at.bottom - 2.5, at.width - 2, 2.5, fill="accent"))
    shapes.append(Label(flag.words, box.x + 8, box.y + 11.5, SMALL, "accent", weight="bold"))
    return shapes


def _slot(day: Day) -> Slot:
    count = len(day.ids)
    planned = ngettext("{count} activity", "{count} activities", count).format(count=count)
    words = _("{day}: {planned}").format(
        day=day_words(day.date), planned=planned if count else _("Nothing planned")
    )
    return Slot(day.box, words, {"on": day.date}, day.ids, (day.date,))


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x <= x < box.right and box.y <= y < box.bottom
