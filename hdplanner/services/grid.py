"""The stakeholders of a campaign for a picture that leaves the house: read through the lens of one audience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hdplanner.domain.values import Audience, Sensitivity
from hdplanner.services.campaigns import objective_rows
from hdplanner.services.disclosure import lens_for
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows


@dataclass(frozen=True, slots=True)
class GridRows:
    """What an audience may see of who stands where: rows by name, on which objective, and the highest marking of it.

    ``newest`` is the day of the newest judgement, None where there is none.
    """

    rows: tuple[StakeholderRow, ...]
    objective: str
    marking: Sensitivity
    newest: date | None


def grid_rows(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    audience: Audience = Audience.INTERNAL,
    today: date,
    on: date | None = None,
) -> GridRows:
    """Return the stakeholders as they stood on ``on`` (default: today), for one audience.

    Positions are on ``objective_id``, else on the campaign's first objective. Who may not see judgements gets
    rows without any, and no objective.
    """
    lens = lens_for(session, audience, campaign_id)
    rows = stakeholder_rows(session, campaign_id, objective_id, today=today, on=on, lens=lens)
    objectives = objective_rows(session, campaign_id) if lens.reveals("judgement") else []
    title = next((one.title for one in objectives if objective_id in (None, one.id)), "")
    newest = max((row.made_on for row in rows if row.made_on), default=None)
    return GridRows(tuple(rows), title, lens.marking, newest)
