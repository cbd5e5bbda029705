"""The feasibility sums of PolicyMaker (M. Reich and D. Cooper, PolicyMaker 5), told with their authors' caution.

Pure. Three sums to be seen side by side; never a chance, never a ranking of persons. The balance of support
(``rules_balance``) is what screens and packs show first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hdplanner.domain.rules_balance import Weighed
from hdplanner.domain.values import MOVEMENT
from hdplanner.i18n import N_

CAUTION = N_(
    "Its authors ask to interpret these sums with caution: they rest on judgements, add up what cannot be "
    "added, and say nothing of who decides."
)
"""Shown wherever the sums are shown, to be translated."""

NON_MOBILISED = 5
"""What PolicyMaker counts as the position of a player who is not mobilised, on its scale of ten."""

_POWER = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3}
"""Influence 1 and 2 is low power (1), 3 is medium (2), 4 and 5 is high (3), as high is 4 or 5 everywhere."""

_STEP = 5
"""What one step of our position is worth on PolicyMaker's scale of ten."""


@dataclass(frozen=True, slots=True)
class Feasibility:
    """The three sums, how many could not be summed for want of a rating, and the caution that belongs to them."""

    supporters: int
    opponents: int
    non_mobilised: int
    left_out: int
    caution: str = CAUTION


def feasibility(stakeholders: Iterable[Weighed]) -> Feasibility:
    """Sum power times position over supporters and opponents, and power times 5 over those not mobilised.

    PolicyMaker knows low, medium and high support; our scale has two steps. A step is half of ten: supportive
    or reserved (1) is its medium (5), actively so (2) its high (10); its low has no like here, and nobody is
    taken for less committed than they were judged. Position 0 is not mobilised. As in PolicyMaker, who is not
    assessed is not summed. Components of the Movement do not count.
    """
    supporters = opponents = non_mobilised = left_out = 0
    for one in stakeholders:
        if one.actor_type in MOVEMENT:
            continue
        if one.position is None or one.influence is None:
            left_out += 1
            continue
        power = _POWER[one.influence]
        if one.position > 0:
            supporters += power * _STEP * one.position
        elif one.position < 0:
            opponents += power * _STEP * -one.position
        else:
            non_mobilised += power * NON_MOBILISED
    return Feasibility(supporters, opponents, non_mobilised, left_out)
