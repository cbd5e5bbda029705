"""Many activities at once, new ones and changes of known ones: one edit, whatever the number.

Takes drafts in which every value is checked already; reading files is ``exchange``'s part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import Activity
from hdplanner.domain.objectives import DecisionWindow
from hdplanner.services.activities import add_activity, is_zone, update_activities
from hdplanner.services.activity_rows import ActivityRow, activity_rows
from hdplanner.services.values import get


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """An activity to be made, or fields of a ``known`` one to be changed. ``row`` is its place in the source."""

    id: str
    row: int
    known: bool
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """What a plan has already: its activities, the days of its windows, and the zone for times that name none."""

    campaign_id: str
    zone: str
    activities: Mapping[str, ActivityRow]
    windows: Mapping[str, date | None]


def known_plan(session: Session, campaign_id: str) -> KnownPlan:
    """Return what an import is compared with."""
    plan = get(session, Campaign, campaign_id)
    windows = select(DecisionWindow.id, DecisionWindow.decides_on).where(
        DecisionWindow.campaign_id == campaign_id
    )
    return KnownPlan(
        campaign_id,
        plan.zone if is_zone(plan.zone) else "UTC",
        {row.id: row for row in activity_rows(session, campaign_id)},
        {row.id: row.decides_on for row in session.execute(windows)},
    )


def apply_activities(session: Session, drafts: Sequence[ActivityDraft], *, campaign_id: str) -> list[str]:
    """Make and change the activities of ``drafts`` and return their keys.

    A known one that is gone by now is made again. Raises ``InvalidValueError`` for a value that cannot be.
    """
    for draft in drafts:
        if draft.known and session.get(Activity, draft.id) is not None:
            update_activities(session, [draft.id], **draft.values)
        else:
            add_activity(session, campaign_id=campaign_id, key=draft.id, **draft.values)
    return [draft.id for draft in drafts]
