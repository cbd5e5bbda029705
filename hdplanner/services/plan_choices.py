"""What an activity can be given: audiences, messages, messengers, people and windows of a plan, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign, Involvement
from hdplanner.domain.messages import Message, Variant
from hdplanner.domain.network import Coalition
from hdplanner.domain.objectives import DecisionStep, DecisionWindow, MovementConsultation
from hdplanner.domain.stakeholders import Stakeholder, StakeholderRole
from hdplanner.domain.values import Component, Consultation, StakeholderKind, StakeholderRoleValue
from hdplanner.services.assessments import may_rate_persons
from hdplanner.services.relations import MessengerRow, messenger_rows
from hdplanner.services.team import MemberRow, member_rows
from hdplanner.services.values import get

Named = tuple[str, str]
"""A key and what a person calls it."""


@dataclass(frozen=True, slots=True)
class VariantChoice:
    """A message in the words for somebody; ``language`` is its tag."""

    id: str
    message_id: str
    stakeholder_id: str | None
    coalition_id: str | None
    audience: str
    language: str


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """All that the form of an activity offers; ``leading`` are the components of the Movement that lead the plan."""

    zone: str
    stakeholders: tuple[Named, ...]
    coalitions: tuple[Named, ...]
    messages: tuple[Named, ...]
    variants: tuple[VariantChoice, ...]
    messengers: tuple[MessengerRow, ...]
    members: tuple[MemberRow, ...]
    leading: frozenset[Component]


def plan_choices(session: Session, campaign_id: str) -> PlanChoices:
    """Return what the activities of a campaign can be given. Persons only where the ground for that is recorded."""
    plan = get(session, Campaign, campaign_id)
    people = may_rate_persons(session, campaign_id)
    addressed = (
        select(Stakeholder.id, Stakeholder.name)
        .join(Involvement, Involvement.stakeholder_id == Stakeholder.id)
        .where(Involvement.campaign_id == campaign_id)
    )
    if not people:
        addressed = addressed.where(Stakeholder.kind != StakeholderKind.PERSON)
    groups = select(Coalition.id, Coalition.name).where(Coalition.campaign_id == campaign_id)
    messages = (
        select(Message.id, Message.title)
        .where(Message.campaign_id == campaign_id)
        .order_by(Message.rank, Message.id)
    )
    return PlanChoices(
        plan.zone,
        _by_name(session, addressed),
        _by_name(session, groups),
        tuple((row.id, row.title) for row in session.execute(messages)),
        _variants(session, campaign_id),
        tuple(messenger_rows(session)),
        tuple(member_rows(session)),
        leading_components(session, campaign_id),
    )


def leading_components(session: Session, campaign_id: str) -> frozenset[Component]:
    """Return the components of the Movement that lead a plan, as its record of consultations says."""
    found = select(MovementConsultation.component).where(
        MovementConsultation.campaign_id == campaign_id, MovementConsultation.how == Consultation.LEADS
    )
    return frozenset(session.scalars(found))


def expected_audiences(session: Session, campaign_id: str, *, today: date) -> dict[str, str]:
    """Return the stakeholders that a plan should reach, by key: those who decide or can block, and those who take a
    step of the next decision. Components of the Movement and persons without a ground do not come up by role."""
    roles = (StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER)
    wanted = set(
        session.scalars(
            select(StakeholderRole.stakeholder_id).where(
                StakeholderRole.campaign_id == campaign_id, StakeholderRole.value.in_(roles)
            )
        )
    )
    upcoming = (
        select(DecisionWindow.id)
        .where(DecisionWindow.campaign_id == campaign_id, DecisionWindow.decides_on >= today)
        .order_by(DecisionWindow.decides_on, DecisionWindow.id)
        .limit(1)
    )
    steps = select(DecisionStep.stakeholder_id).where(DecisionStep.window_id == upcoming.scalar_subquery())
    wanted |= {key for key in session.scalars(steps) if key is not None}
    rows = select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(wanted))
    if not may_rate_persons(session, campaign_id):
        rows = rows.where(Stakeholder.kind != StakeholderKind.PERSON)
    return dict(_by_name(session, rows))


def _by_name(session: Session, statement: Select[str, str]) -> tuple[Named, ...]:
    found = [(row[0], row[1]) for row in session.execute(statement)]
    return tuple(sorted(found, key=lambda one: (one[1].casefold(), one[0])))


def _variants(session: Session, campaign_id: str) -> tuple[VariantChoice, ...]:
    found = session.execute(
        select(
            Variant.id,
            Variant.message_id,
            Variant.stakeholder_id,
            Variant.coalition_id,
            Variant.audience,
            Variant.language,
        )
        .join(Message, Message.id == Variant.message_id)
        .where(Message.campaign_id == campaign_id)
        .order_by(Variant.language, Variant.id)
    )
    return tuple(VariantChoice(*row) for row in found)
