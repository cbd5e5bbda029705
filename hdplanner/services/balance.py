"""The balance of support among stakeholders as they are shown, and PolicyMaker's sums.

Sums and counts, never a percentage: what is unknown stands apart. Reads nothing; ``scenarios`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hdplanner.domain.rules_balance import Weighed, balance
from hdplanner.domain.rules_feasibility import Feasibility, feasibility
from hdplanner.domain.values import StakeholderKind
from hdplanner.services.stakeholders import StakeholderRow


@dataclass(frozen=True, slots=True)
class CountedTwice:
    """A post and the body it belongs to, both in the sums: nothing is taken off, but a person should know."""

    stakeholder_id: str
    name: str
    parent_id: str
    parent: str


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """Influence times position for and against, influence on the fence, and the unknown apart.

    ``unknown_influence`` and ``unknown_count`` are of those whose position is not assessed; ``uncounted`` have a
    position and no influence rating. ``counted_twice`` are posts whose own body is in the sums too.
    """

    support: int
    opposition: int
    uncommitted: int
    unknown_influence: int
    unknown_count: int
    uncounted: int
    counted_twice: tuple[CountedTwice, ...] = ()


def balance_of_rows(rows: Sequence[StakeholderRow]) -> BalanceRow:
    """Return the balance of these rows, as a screen that has them already asks for it."""
    sums = balance(_weighed(rows))
    return BalanceRow(
        sums.support,
        sums.opposition,
        sums.uncommitted,
        sums.unknown.influence,
        sums.unknown.count,
        sums.uncounted,
        _counted_twice(rows),
    )


def feasibility_of_rows(rows: Sequence[StakeholderRow]) -> Feasibility:
    """Return the feasibility sums of PolicyMaker, which come with the caution of its authors."""
    return feasibility(_weighed(rows))


def _weighed(rows: Iterable[StakeholderRow]) -> Iterable[Weighed]:
    for row in rows:
        yield Weighed(row.influence, row.position, row.actor_type)


def _counted_twice(rows: Iterable[StakeholderRow]) -> tuple[CountedTwice, ...]:
    summed = {
        row.id: row
        for row in rows
        if row.position is not None and row.influence is not None and not row.movement
    }
    return tuple(
        CountedTwice(row.id, row.name, row.parent_id, summed[row.parent_id].name)
        for row in summed.values()
        if row.kind is StakeholderKind.POST and row.parent_id is not None and row.parent_id in summed
    )
