"""A humanitarian diplomacy plan: the issue framed, its purpose, mandate, stage, and who is in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import (
    LINE,
    PROSE,
    Base,
    choice,
    code,
    day,
    number,
    part_of,
    points_to,
    rank,
    words,
    yes_no,
)
from hdplanner.domain.values import CampaignGoal, CampaignStage, CampaignStatus, LegalBasis, Sensitivity


class Campaign(Base):
    """One plan of the office. Its judgements (assessments, ties, messages, risks) are its own.

    ``purpose`` and ``legal_basis`` together are the ground on which persons may be rated.
    """

    __tablename__ = "campaign"

    office_id: Mapped[str] = part_of("office")
    title: Mapped[str] = words(LINE, "none")
    rank: Mapped[str] = rank()
    stage: Mapped[CampaignStage] = choice(CampaignStage, "none", CampaignStage.FRAME)
    status: Mapped[CampaignStatus] = choice(CampaignStatus, "none", CampaignStatus.DRAFT)
    lead_id: Mapped[str | None] = points_to("team_member")
    starts_on: Mapped[date | None] = day("none")
    ends_on: Mapped[date | None] = day("none")
    closed_on: Mapped[date | None] = day("none")
    zone: Mapped[str] = code("none", "UTC")

    problem: Mapped[str] = words(PROSE, "none")
    effects: Mapped[str] = words(PROSE, "none")
    causes: Mapped[str] = words(PROSE, "none")
    affected: Mapped[str] = words(PROSE, "none")
    why_us: Mapped[str] = words(PROSE, "note")
    why_now: Mapped[str] = words(PROSE, "none")
    scene_setter: Mapped[str] = words(PROSE, "note")

    persuading: Mapped[str] = words(PROSE, "note")
    right_tool: Mapped[str] = words(PROSE, "note")
    own_evidence: Mapped[str] = words(PROSE, "note")
    partners_needed: Mapped[str] = words(PROSE, "note")

    purpose: Mapped[str] = words(PROSE, "none")
    legal_basis: Mapped[LegalBasis | None] = choice(LegalBasis, "none", optional=True)
    controller: Mapped[str] = words(LINE, "none")
    protection_note: Mapped[str] = words(PROSE, "note")

    mandate: Mapped[str] = words(PROSE, "note")
    mandate_by: Mapped[str] = words(LINE, "name")
    mandate_until: Mapped[date | None] = day("none")

    default_sensitivity: Mapped[Sensitivity] = choice(Sensitivity, "none", Sensitivity.CONFIDENTIAL)
    words_only: Mapped[bool] = yes_no("none")
    review_days: Mapped[int | None] = number("none", 180)


class CampaignGoalEntry(Base):
    """One of the goals of a campaign; its key derives from both."""

    __tablename__ = "campaign_goal"

    campaign_id: Mapped[str] = part_of("campaign")
    value: Mapped[CampaignGoal] = choice(CampaignGoal, "none")


class CampaignLanguage(Base):
    """A language the campaign works in (a BCP 47 tag); its key derives from both."""

    __tablename__ = "campaign_language"

    campaign_id: Mapped[str] = part_of("campaign")
    value: Mapped[str] = code("none")


class Involvement(Base):
    """A stakeholder's place in one campaign: who of us cares for it, and the next step.

    Its key derives from both, so that two offices which add the same one add it once.
    """

    __tablename__ = "involvement"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    owner_id: Mapped[str | None] = points_to("team_member")
    next_step: Mapped[str] = words(PROSE, "note")
    next_on: Mapped[date | None] = day("note")
    reasoning: Mapped[str] = words(PROSE, "judgement")
    interests: Mapped[str] = words(PROSE, "judgement")
    contact_days: Mapped[int | None] = number("none")
    preferred_messenger_id: Mapped[str | None] = points_to("messenger")
