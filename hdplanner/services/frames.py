"""The frame of a plan: the issue, the questions before it, its goals, purpose and mandate, and whom it can name.

Plain fields are changed by ``campaigns.update_campaign``; here is what is read, and what takes more than a field.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign, CampaignGoalEntry, Involvement
from hdplanner.domain.channels import Activity
from hdplanner.domain.objectives import DecisionWindow, Objective
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import (
    CampaignGoal,
    CampaignStage,
    CampaignStatus,
    LegalBasis,
    Sensitivity,
    StakeholderKind,
)
from hdplanner.services.activity_rows import ActivityRow, activity_rows
from hdplanner.services.assessments import may_rate_persons
from hdplanner.services.team import member_rows, named_member
from hdplanner.services.values import change, derived, get
from hdplanner.services.windows import CLOSED


@dataclass(frozen=True, slots=True)
class FrameRow:
    """What frames a plan. ``purpose`` and ``legal_basis`` together are the ground on which persons may be rated."""

    id: str
    title: str
    stage: CampaignStage
    status: CampaignStatus
    starts_on: date | None
    ends_on: date | None
    problem: str
    effects: str
    causes: str
    affected: str
    why_us: str
    why_now: str
    persuading: str
    right_tool: str
    own_evidence: str
    partners_needed: str
    purpose: str
    legal_basis: LegalBasis | None
    controller: str
    mandate: str
    mandate_by: str
    mandate_until: date | None
    default_sensitivity: Sensitivity
    lead: str
    goals: tuple[CampaignGoal, ...]

    @property
    def rates_persons(self) -> bool:
        """Whether the ground on which persons may be rated is recorded."""
        return bool(self.purpose) and self.legal_basis is not None


_ADDED = ("lead", "goals")


def frame(session: Session, campaign_id: str) -> FrameRow:
    """Return what frames a plan; goals in the order of their list."""
    row = get(session, Campaign, campaign_id)
    found = session.scalars(
        select(CampaignGoalEntry.value).where(CampaignGoalEntry.campaign_id == campaign_id)
    )
    goals = set(found)
    leads = {member.id: member.name for member in member_rows(session)}
    return FrameRow(
        **{name: getattr(row, name) for name in FrameRow.__dataclass_fields__ if name not in _ADDED},
        lead=leads.get(row.lead_id or "", ""),
        goals=tuple(goal for goal in CampaignGoal if goal in goals),
    )


def is_framed(session: Session, campaign_id: str) -> bool:
    """Tell whether anybody has begun to frame a plan: an objective, a decision of others, or the problem in words."""
    begun = (
        select(Campaign.id).where(Campaign.id == campaign_id, Campaign.problem != ""),
        select(Objective.id).where(Objective.campaign_id == campaign_id),
        select(DecisionWindow.id).where(DecisionWindow.campaign_id == campaign_id),
    )
    return any(session.execute(one.limit(1)).first() is not None for one in begun)


def set_goals(session: Session, campaign_id: str, goals: Collection[CampaignGoal]) -> None:
    """Say what a plan is for: exactly these goals."""
    get(session, Campaign, campaign_id)
    wanted = {
        row.id: row
        for row in (derived(CampaignGoalEntry(campaign_id=campaign_id, value=goal)) for goal in goals)
    }
    there = select(CampaignGoalEntry).where(CampaignGoalEntry.campaign_id == campaign_id)
    for row in session.scalars(there):
        if wanted.pop(row.id, None) is None:
            session.delete(row)
    session.add_all(wanted.values())
    session.flush()


def set_lead(session: Session, campaign_id: str, *, name: str) -> str | None:
    """Say who of us leads a plan; a name that is new joins the team. No name: nobody. Returns the key."""
    key = named_member(session, name)
    change(get(session, Campaign, campaign_id), {"lead_id": key})
    session.flush()
    return key


def addressable(session: Session, campaign_id: str) -> list[tuple[str, str]]:
    """Return who can be asked or decide in a plan, key and name; persons only where the ground for that is recorded."""
    wanted = (
        select(Stakeholder.id, Stakeholder.name)
        .join(Involvement, Involvement.stakeholder_id == Stakeholder.id)
        .where(Involvement.campaign_id == campaign_id)
    )
    if not may_rate_persons(session, campaign_id):
        wanted = wanted.where(Stakeholder.kind != StakeholderKind.PERSON)
    found = [(row.id, row.name) for row in session.execute(wanted)]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def planned_towards(session: Session, campaign_id: str, stakeholder_id: str) -> list[ActivityRow]:
    """Return the open activities of a plan that address a stakeholder, by day."""
    keys = session.scalars(
        select(Activity.id).where(
            Activity.campaign_id == campaign_id,
            Activity.stakeholder_id == stakeholder_id,
            Activity.status.not_in(CLOSED),
        )
    ).all()
    return activity_rows(session, campaign_id, ids=keys) if keys else []
