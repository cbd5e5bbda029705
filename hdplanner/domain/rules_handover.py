"""What a successor must find at once: letters without an answer, and what falls due soon. Pure.

No standard is published for either: the rules are our reading of what registries and handover notes do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hdplanner.domain.values import Channel

WRITTEN = frozenset({Channel.LETTER, Channel.NOTE_VERBALE, Channel.SUBMISSION})
"""The channels by which we write and wait for an answer."""

DAYS_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something done with a counterpart on a day; ``written`` is one in which they could not speak."""

    id: str
    counterpart: str
    on: date
    written: bool = False


def unanswered(exchanges: Iterable[Exchange], kin: Mapping[str, Collection[str]] = {}) -> list[Exchange]:
    """Return what we wrote and nobody answered, the oldest first.

    A formal letter, a note verbale or a submission counts as answered by any later day on which we and the
    counterpart, or one of its ``kin`` (the institution of a post, the posts of an institution), spoke: a meeting that
    was held, or another activity that was carried out. A further letter is a reminder and no answer; what happened
    on the very day of the letter came with it.
    """
    known = list(exchanges)
    spoken: dict[str, date] = {}
    for one in known:
        if not one.written:
            spoken[one.counterpart] = max(one.on, spoken.get(one.counterpart, one.on))
    waiting = []
    for one in known:
        circle = (one.counterpart, *kin.get(one.counterpart, ()))
        last = max((spoken[key] for key in circle if key in spoken), default=None)
        if one.written and (last is None or last <= one.on):
            waiting.append(one)
    return sorted(waiting, key=lambda one: (one.on, one.id))


def is_soon(day: date | None, today: date, days: int = DAYS_AHEAD) -> bool:
    """Tell whether a day lies in the next so many days, today among them."""
    return day is not None and today <= day <= today + timedelta(days=days)
