"""How much a plan asks of those who carry its messages, week by week, and who is asked too much.

Pure. Weeks are those of ISO 8601: they begin on Monday.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

MOST_A_WEEK = 3
"""More than so many activities a week are too many for anybody."""
ABOVE_MEAN = 2
"""More than so many above what the others carry in that week is too uneven."""
_WEEK = timedelta(weeks=1)


def week_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def weeks_from(day: date, number: int) -> tuple[date, ...]:
    """Return the Mondays of so many weeks, the first the week of ``day``; fewer at the end of the calendar."""
    first = week_of(day)
    there = max(0, (date.max - first).days // 7 + 1)
    return tuple(first + _WEEK * place for place in range(min(number, there)))


def over_asked(counts: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """Return for each messenger the weeks, by place, in which too much is asked of it; none for who is fine.

    ``counts`` holds the activities of each messenger a week, all of the same length. Too much is more than three, or
    more than two above the mean of those who carry anything in the period.
    """
    busy = [one for one in counts.values() if any(one)]
    means = [sum(week) / len(busy) for week in zip(*busy, strict=True)]
    found = {
        key: tuple(
            place
            for place, number in enumerate(mine)
            if number > MOST_A_WEEK or (means and number > means[place] + ABOVE_MEAN)
        )
        for key, mine in counts.items()
    }
    return {key: places for key, places in found.items() if places}
