"""What holds now, out of judgements made on many days, and when one has to be looked at again.

Pure functions over plain facts. An assessment holds only what was judged on its day; what holds is, for each
rating, the newest that was given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

REVIEW_DAYS = 180
"""After how many days a judgement is looked at again, unless a campaign says otherwise (90 in acute negotiation)."""

OF_HOLDER = frozenset(
    {"stated_position", "assessed_position", "target_position", "relationship", "strained", "engagement"}
)
"""Ratings of whoever holds a post: they end with the holder. Influence and interest stay with the post."""

OF_OBJECTIVE = frozenset({"stated_position", "assessed_position", "target_position"})
"""Ratings that are always on one objective."""

AIMS = frozenset({"target_position", "desired_engagement"})
"""What we aim at. To set an aim judges nothing: what was known, how surely and since when stays as it was."""

RATINGS = (
    "stated_position",
    "assessed_position",
    "target_position",
    "influence",
    "interest",
    "relationship",
    "strained",
    "legitimacy",
    "urgency",
    "engagement",
    "desired_engagement",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One assessment as the rules see it: its day, its objective, and the ratings that it gives."""

    id: str
    made_on: date
    objective_id: str | None = None
    ratings: dict[str, object] = field(default_factory=dict)
    confidence: int | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a stakeholder on a day, what held before its newest judgement, and which one that is."""

    ratings: dict[str, object] = field(default_factory=dict)
    before: dict[str, object] = field(default_factory=dict)
    last: Judged | None = None

    @property
    def made_on(self) -> date | None:
        """The day of the newest judgement that counts."""
        return None if self.last is None else self.last.made_on


def standing(
    judged: Iterable[Judged],
    *,
    objective_id: str | None,
    on: date | None = None,
    holder_since: date | None = None,
) -> Standing:
    """Fold ``judged`` into what holds on the day ``on`` (default: the newest) for one objective.

    ``holder_since`` is when the holder of a post took it up: what was judged of the one before does not hold
    for the new one, who starts not assessed. Of two judgements on one day the later made (greater id) counts.
    """
    ratings: dict[str, object] = {}
    before: dict[str, object] = {}
    last: Judged | None = None
    for one in sorted(judged, key=_in_time):
        if on is not None and one.made_on > on:
            break
        passed = OF_HOLDER if holder_since is not None and one.made_on < holder_since else frozenset()
        elsewhere = OF_OBJECTIVE if one.objective_id != objective_id else frozenset()
        given = {
            name: value
            for name, value in one.ratings.items()
            if value is not None and name not in passed and name not in elsewhere
        }
        if given.keys() - AIMS or (given and last is None):
            last, before = one, dict(ratings)
        ratings.update(given)
    return Standing(ratings, before, last)


def _in_time(judged: Judged) -> tuple[date, str]:
    return judged.made_on, judged.id


def review_due(
    made_on: date,
    review_by: date | None,
    *,
    review_days: int = REVIEW_DAYS,
    windows: Sequence[date] = (),
    changes: Iterable[date] = (),
) -> date:
    """Return the day by which a judgement is looked at again; it is the same from whichever day one asks.

    At the date set for it, after ``review_days``, at the first decision or the first change of holder after it
    was made, whichever comes first. ``windows`` are the days of all decisions, oldest first; ``changes`` those
    on which somebody took up the post. What is decided on the very day was known to whoever judged.
    """
    left = (date.max - made_on).days
    reasons = [made_on + timedelta(days=min(max(review_days, 0), left))]
    if review_by is not None and review_by >= made_on:
        reasons.append(review_by)
    place = bisect_right(windows, made_on)
    reasons += windows[place : place + 1]
    reasons += [day for day in changes if day > made_on]
    return min(reasons)


def is_stale(due: date, today: date) -> bool:
    """Whether a judgement is past its review. It is shown with its date, never dropped."""
    return today > due
