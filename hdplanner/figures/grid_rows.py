"""A stakeholder of the services as the grid takes it: in a window or without one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hdplanner.figures.scene import Placed, Ratings

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow


def placed_row(
    row: StakeholderRow,
    day: date,
    *,
    previous: Ratings | None = None,
    detail: str = "",
    spread: tuple[Ratings, ...] = (),
    coalitions: tuple[str, ...] = (),
) -> Placed:
    """The row as it stands on a day, from which its age counts; `previous` is where it stood at another time than
    before its newest judgement."""
    return Placed(
        id=row.id,
        name=row.name,
        kind=row.kind.value,
        influence=row.influence,
        interest=row.interest,
        position=row.position,
        relationship=row.relationship,
        confidence=row.confidence,
        age_days=(day - row.made_on).days if row.made_on else None,
        stale=row.stale,
        target=row.target_position,
        previous=previous or earlier(row),
        apart=row.movement,
        detail=detail,
        evidence=row.evidence,
        holder=row.holder,
        spread=spread,
        coalitions=coalitions,
    )


def earlier(row: StakeholderRow) -> Ratings:
    """Where a stakeholder stood before its newest judgement."""
    return Ratings(
        row.previous_influence, row.previous_interest, row.previous_position, row.previous_relationship
    )
