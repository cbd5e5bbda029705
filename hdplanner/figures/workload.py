"""Who is asked how often: messengers by week, the number in each cell, the over-asked with a sign and a word.

Counts what is planned or done, not what was cancelled. Pure: figures and words only.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdplanner.domain.values import ActivityStatus
from hdplanner.figures.grid_ground import Measure, estimate_width
from hdplanner.figures.plan_days import drawn, short_words, week_of
from hdplanner.figures.plan_page import flipped, shifted
from hdplanner.figures.plan_parts import SMALL, fitted
from hdplanner.figures.plan_timeline_ground import warning_sign
from hdplanner.figures.shapes import Figure, Label, Line, Rect, Shape, Weight
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow

LIMIT = 3
"""More than so many in one week is over-asked."""
MOST_WEEKS = 26
_ROW, _HEAD, _GAP = 28.0, 34.0, 2.0
_LEAST, _NOTE = 26.0, 170.0
_FAINT, _FULL = 0.12, 0.42


@dataclass(frozen=True, slots=True)
class Load:
    """What one messenger is asked, a number a week; ``over`` are the weeks in which it is too much."""

    id: str
    name: str
    counts: tuple[int, ...]
    over: tuple[int, ...]

    @property
    def total(self) -> int:
        """How much in all of these weeks."""
        return sum(self.counts)

    @property
    def note(self) -> str:
        """The sign in words."""
        if not self.over:
            return ""
        text = ngettext("Over-asked in {count} week", "Over-asked in {count} weeks", len(self.over))
        return text.format(count=len(self.over))


@dataclass(frozen=True, slots=True)
class Workload:
    """The load of each messenger over the same weeks, the most asked first; ``silent`` are never heard from."""

    weeks: tuple[dt.date, ...]
    loads: tuple[Load, ...]
    silent: tuple[str, ...]
    limit: int
    today: dt.date


def workload(
    rows: Sequence[ActivityRow],
    messengers: Mapping[str, str],
    *,
    today: dt.date,
    limit: int = LIMIT,
) -> Workload:
    """Count the activities of each messenger (key to name) by week. One of several weeks counts in each of them.

    Weeks are those of the plan, at most half a year; of a longer plan those from today on.
    """
    counted = [row for row in rows if row.status is not ActivityStatus.CANCELLED and row.messenger_id]
    weeks = _weeks([row for row in counted if row.on is not None], today)
    place = {week: number for number, week in enumerate(weeks)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(weeks))
    names: dict[str, str] = {}
    for row in counted:
        key = row.messenger_id or ""
        names[key] = row.messenger
        mine = counts[key]
        for week in _weeks_of(row, place):
            mine[place[week]] += 1
    loads = [
        Load(key, names[key], tuple(found), tuple(n for n, count in enumerate(found) if count > limit))
        for key, found in counts.items()
    ]
    loads.sort(key=lambda load: (-len(load.over), -load.total, load.name.casefold(), load.id))
    heard = set(names)
    silent = sorted((name for key, name in messengers.items() if key not in heard), key=str.casefold)
    return Workload(weeks, tuple(loads), tuple(silent), limit, today)


def _weeks(rows: Sequence[ActivityRow], today: dt.date) -> tuple[dt.date, ...]:
    days = [drawn(row.on) for row in rows if row.on is not None]
    ends = [drawn(row.until) for row in rows if row.until is not None]
    first, last = week_of(min([today, *days])), week_of(max([today, *days, *ends]))
    number = (last - first).days // 7 + 1
    if number > MOST_WEEKS:
        first, number = week_of(today), min(MOST_WEEKS, max(1, (last - week_of(today)).days // 7 + 1))
    return tuple(first + dt.timedelta(days=7 * week) for week in range(number))


def _weeks_of(row: ActivityRow, place: Mapping[dt.date, int]) -> list[dt.date]:
    if row.on is None:
        return []
    week, last = week_of(drawn(row.on)), week_of(drawn(row.until or row.on))
    found = []
    while week <= last:
        if week in place:
            found.append(week)
        week += dt.timedelta(days=7)
    return found


def workload_figure(
    load: Workload,
    width: float = 760.0,
    *,
    measure: Measure = estimate_width,
    title: str = "",
    mirrored: bool = False,
) -> Figure:
    """The load as a strip of weeks for each messenger, and below who is never heard from."""
    names = [measure(one.name, 11, True) for one in load.loads]
    side = min(200.0, max([90.0, *names]) + 16)
    wide = max(_LEAST, (width - side - _NOTE) / max(1, len(load.weeks)))
    width = side + wide * len(load.weeks) + _NOTE
    shapes = _head(load, side, wide)
    most = max([load.limit + 1, *(count for one in load.loads for count in one.counts)])
    for number, one in enumerate(load.loads):
        shapes += _strip(one, _HEAD + number * _ROW, side, wide, most, measure)
    bottom = _HEAD + _ROW * len(load.loads)
    for line in [*_limit_lines(load), *_lines(silent_words(load), width - 8, measure)]:
        bottom += 18
        shapes.append(Label(line, 4, bottom, 11, "muted"))
    if mirrored:
        shapes = [shifted(flipped(shape), width, 0) for shape in shapes]
    return Figure(width, bottom + 8, tuple(shapes), title, workload_words(load), "rtl" if mirrored else "ltr")


def _head(load: Workload, side: float, wide: float) -> list[Shape]:
    """The days on which weeks begin, as many as there is room for; this week in its own colour."""
    shapes: list[Shape] = []
    every = max(1, math.ceil(44 / wide))
    now = load.weeks.index(week_of(load.today)) if week_of(load.today) in load.weeks else 0
    for number, week in enumerate(load.weeks):
        if (number - now) % every == 0:
            role: tuple[str, Weight] = (
                ("danger", "bold") if week == week_of(load.today) else ("muted", "normal")
            )
            words = short_words(week, "MMMd")
            shapes.append(Label(words, side + number * wide + 2, _HEAD - 9, SMALL, role[0], weight=role[1]))
    shapes.append(Line(0, _HEAD - 2.5, side + wide * len(load.weeks), _HEAD - 2.5, "line", 0.8))
    return shapes


def _strip(one: Load, y: float, side: float, wide: float, most: int, measure: Measure) -> list[Shape]:
    middle = y + _ROW / 2
    name = fitted(one.name, side - 12, 11, True, measure)
    shapes: list[Shape] = [Label(name, 4, middle + 4, 11, "text", weight="bold")]
    for number, count in enumerate(one.counts):
        x, over = side + number * wide, number in one.over
        box = Rect(x + _GAP / 2, y + _GAP / 2, wide - _GAP, _ROW - _GAP, "sunken", None, corner=3)
        shapes.append(box)
        if count:
            role, deep = ("warning" if over else "accent"), _FAINT + (_FULL - _FAINT) * count / most
            shapes.append(Rect(box.x, box.y, box.width, box.height, role, None, opacity=deep, corner=3))
            weight: Weight = "bold" if over else "normal"
            shapes.append(Label(str(count), x + wide / 2, middle + 4, 11, "text", "middle", weight))
            if over:
                shapes.append(Rect(box.x, box.y, box.width, box.height, None, "warning", 1.4, corner=3))
    if one.over:
        x = side + wide * len(one.counts) + 14
        shapes += [warning_sign(x, middle), Label(one.note, x + 11, middle + 4, SMALL, "warning")]
    return shapes


def silent_words(load: Workload) -> str:
    """Who is never heard from, as a sentence; empty where everybody is."""
    if not load.silent:
        return ""
    return _("Never heard from in this plan: {names}.").format(names=", ".join(load.silent))


def _limit_lines(load: Workload) -> list[str]:
    """What over-asked means, where anybody is."""
    if not any(one.over for one in load.loads):
        return []
    return [_("Over-asked: more than {count} in a week.").format(count=load.limit)]


def workload_words(load: Workload) -> str:
    """The load in words: each messenger with the number, the over-asked first."""
    sentence = _("{name}: {count}")
    parts = []
    for one in load.loads:
        words = sentence.format(name=one.name, count=one.total)
        parts.append(f"{words} ({one.note})" if one.note else words)
    silent = silent_words(load)
    return ". ".join(part for part in ("; ".join(parts), silent) if part)


def _lines(text: str, width: float, measure: Measure) -> list[str]:
    """A text in lines that fit."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, 11, False) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
