"""Who held a post on a day, and what moved between two days.

Pure. Compares what stood then with what stands now, rating by rating; makes no sentence of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

MOVING = ("position", "influence", "interest", "relationship", "target_position", "confidence")
"""The ratings whose change is told, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a post from when to when; both days may be unknown."""

    name: str
    since_on: date | None = None
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this is the holder on ``day``; an unknown day is no bound."""
        return (self.since_on is None or self.since_on <= day) and (
            self.until_on is None or self.until_on >= day
        )


@dataclass(frozen=True, slots=True)
class Change:
    """That one rating is another now: ``was`` is empty where it was not assessed, ``now`` where it is not."""

    field: str
    was: int | None
    now: int | None


def holder_on(holdings: Sequence[Holding], day: date) -> str:
    """Return who held a post on ``day``; of two on one day the newer one. Nobody is an empty name."""
    there = [one for one in holdings if one.holds_on(day)]
    return max(there, key=_began).name if there else ""


def held_since(holdings: Sequence[Holding], day: date) -> date | None:
    """Return since when, seen from ``day``, the newest holder has held a post: older judgements are not of them."""
    begun = [one.since_on for one in holdings if one.since_on is not None and one.since_on <= day]
    return max(begun, default=None)


def changes_between(was: Mapping[str, int | None], now: Mapping[str, int | None]) -> tuple[Change, ...]:
    """Return the ratings of ``MOVING`` that are given now and were another, or none, before.

    One that has only fallen away is none: it went with the holder of a post, which is told apart.
    """
    pairs = ((name, was.get(name), now.get(name)) for name in MOVING)
    return tuple(
        Change(name, before, after) for name, before, after in pairs if after is not None and after != before
    )


def _began(holding: Holding) -> date:
    return holding.since_on or date.min
