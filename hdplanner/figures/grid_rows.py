"""A stakeholder of the services as the grid takes it: for figures that are made without a window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hdplanner.figures.scene import Placed, Ratings

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow


def placed_row(row: StakeholderRow, day: date) -> Placed:
    """The row as it stands on a day, from which its age counts."""
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
        previous=Ratings(
            row.previous_influence, row.previous_interest, row.previous_position, row.previous_relationship
        ),
        apart=row.movement,
        evidence=row.evidence,
        holder=row.holder,
    )
