"""The balance of support on an objective, with what is unknown kept apart (after Reich and Cooper, PolicyMaker).

Pure. Never a percentage chance: sums are shown as bars, and ten friends do not outweigh a veto.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hdplanner.domain.values import MOVEMENT, ActorType


@dataclass(frozen=True, slots=True)
class Weighed:
    """What of a stakeholder enters the balance: influence 1 to 5, position -2 to +2, either unknown."""

    influence: int | None
    position: int | None
    actor_type: ActorType | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Those whose position is not assessed: the sum of their known influence, and how many they are."""

    influence: int
    count: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Sums of influence times position for and against, influence on the fence, and the unknown apart.

    ``uncounted`` are those with a position but no influence rating: counted, not summed.
    """

    support: int
    opposition: int
    uncommitted: int
    unknown: Unknown
    uncounted: int = 0


def balance(stakeholders: Iterable[Weighed]) -> Balance:
    """Weigh ``stakeholders`` on one objective. Components of the Movement do not count."""
    support = opposition = uncommitted = unknown_influence = unknown_count = uncounted = 0
    for one in stakeholders:
        if one.actor_type in MOVEMENT:
            continue
        if one.position is None:
            unknown_count += 1
            unknown_influence += one.influence or 0
        elif one.influence is None:
            uncounted += 1
        elif one.position > 0:
            support += one.influence * one.position
        elif one.position < 0:
            opposition += one.influence * -one.position
        else:
            uncommitted += one.influence
    return Balance(support, opposition, uncommitted, Unknown(unknown_influence, unknown_count), uncounted)
