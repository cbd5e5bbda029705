"""Days as places, and the marks of a calendar along them: days, weeks, months, quarters or years, as there is room."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Literal

from hdplanner.i18n import active_language, first_weekday, format_date, format_day

Unit = Literal["day", "week", "month", "quarter", "year"]
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2250, 1, 1)
"""What is drawn: a day mistyped beyond that stands at the edge."""
_ROOM: tuple[tuple[Unit, float, int], ...] = (
    ("day", 34.0, 1),
    ("week", 52.0, 7),
    ("month", 58.0, 30),
    ("quarter", 62.0, 91),
)
_SKELETONS: dict[Unit, str] = {"day": "MMMd", "week": "MMMd", "month": "yMMM", "quarter": "yMMM", "year": "y"}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days on a line; ``wide`` is how many points a day takes."""

    first: dt.date
    last: dt.date
    wide: float

    @property
    def width(self) -> float:
        """How long the line is; the last day counts."""
        return ((self.last - self.first).days + 1) * self.wide

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.wide

    def day(self, x: float) -> dt.date:
        """The day at a place, kept inside the stretch."""
        number = min(max(0, int(x // self.wide)), (self.last - self.first).days)
        return self.first + dt.timedelta(days=number)

    @property
    def unit(self) -> Unit:
        """The finest division for which there is room."""
        return next((unit for unit, room, days in _ROOM if self.wide * days >= room), "year")

    def ticks(self, left: float, right: float) -> list[tuple[float, str]]:
        """Where each division between two places begins, and its name."""
        unit = self.unit
        day, found = begin_of(self.day(max(0.0, left)), unit), []
        stop = min(right, self.width)
        while self.x(day) <= stop and day <= LAST:
            found.append((self.x(day), unit_words(day, unit)))
            day = after(day, unit)
        return found


def drawn(day: dt.date) -> dt.date:
    """A day inside what is drawn."""
    return min(max(day, FIRST), LAST)


def begin_of(day: dt.date, unit: Unit) -> dt.date:
    """The day on which the division with a day in it begins."""
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def after(day: dt.date, unit: Unit) -> dt.date:
    """The day on which the next division begins, from the first of one."""
    if unit in ("day", "week"):
        return day + dt.timedelta(days=7 if unit == "week" else 1)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    number = day.month - 1 + months
    return day.replace(year=day.year + number // 12, month=number % 12 + 1, day=1)


def week_of(day: dt.date) -> dt.date:
    """The first day of the week with a day in it, as the language of the interface counts weeks."""
    return day - dt.timedelta(days=(day.weekday() - _first_weekday(active_language())) % 7)


def unit_words(day: dt.date, unit: Unit) -> str:
    """What a division is called: "16 Nov", "Nov 2026", "2026"."""
    return _skeleton(day, _SKELETONS[unit], active_language())


def day_words(day: dt.date) -> str:
    """A day with its weekday, and with its year where that is needed least: "Mon 16 Nov"."""
    return _skeleton(day, "EMMMd", active_language())


def short_words(day: dt.date, skeleton: str) -> str:
    """A part of a day, as a Unicode skeleton asks for it."""
    return _skeleton(day, skeleton, active_language())


def span_words(first: dt.date | None, last: dt.date | None) -> str:
    """One day, or the first and the last: "15 Dec 2026", "15 Dec - 18 Dec"."""
    if first is None:
        return ""
    if last is None or last == first:
        return _whole(first, active_language())
    return f"{short_words(first, 'MMMd')} \N{EN DASH} {_whole(last, active_language())}"


@functools.lru_cache(maxsize=4_000)
def _skeleton(day: dt.date, skeleton: str, language: str) -> str:
    return format_day(day, skeleton, language)


@functools.lru_cache(maxsize=1_000)
def _whole(day: dt.date, language: str) -> str:
    return format_date(day, language=language)


@functools.lru_cache(maxsize=8)
def _first_weekday(language: str) -> int:
    return first_weekday(language)
