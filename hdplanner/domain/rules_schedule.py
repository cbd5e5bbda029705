"""When an activity takes place: on a date, at a distance from a decision, or not yet.

Pure. Planned times are wall clock times in a zone; a decision that moves takes with it what is planned from it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """The first and the last day of an activity; both empty where it is not scheduled."""

    first: date | None
    last: date | None


UNSCHEDULED = Span(None, None)


def span_of(
    starts_at: datetime | None,
    ends_at: datetime | None,
    *,
    days_before: int | None = None,
    days_until: int | None = None,
    decides_on: date | None = None,
) -> Span:
    """Return the days on which an activity stands.

    Its own date comes first. Else it lies ``days_before`` the day of the decision, or between that and
    ``days_until`` before it ("in the week before": 7 and 1); a negative number is a day after.
    """
    if starts_at is not None:
        return Span(starts_at.date(), max(starts_at, ends_at or starts_at).date())
    if days_before is None or decides_on is None:
        return UNSCHEDULED
    ends = days_before if days_until is None else days_until
    first, last = max(days_before, ends), min(days_before, ends)
    return Span(_days_ahead(decides_on, first), _days_ahead(decides_on, last))


def _days_ahead(day: date, number: int) -> date:
    """Return the day so many days before another, kept inside the calendar."""
    try:
        return day - timedelta(days=number)
    except OverflowError:
        return date.min if number > 0 else date.max


def circle(depends_on: dict[str, set[str]], activity_id: str, new_id: str) -> bool:
    """Tell whether ``activity_id`` could no longer come after ``new_id``, since that already waits for it."""
    todo, seen = [new_id], set[str]()
    while todo:
        one = todo.pop()
        if one == activity_id:
            return True
        if one not in seen:
            seen.add(one)
            todo.extend(depends_on.get(one, ()))
    return False
