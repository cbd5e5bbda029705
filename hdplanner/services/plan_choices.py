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
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder, StakeholderRole
from hdplanner.domain.values import Component, Consultation, StakeholderKind, StakeholderRoleValue, StepAction
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
    """All that the form of an activity offers; ``leading`` are the components of the Movement that lead the plan,
    ``country`` that of the office, whose days off count."""

    zone: str
    country: str
    stakeholders: tuple[Named, ...]
    coalitions: tuple[Named, ...]
    messages: tuple[Named, ...]
    variants: tuple[VariantChoice, ...]
    messengers: tuple[MessengerRow, ...]
    members: tuple[MemberRow, ...]
    leading: frozenset[Component]


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """A stakeholder that the plan should reach: the step of the next decision that they take, the part they play."""

    id: str
    name: str
    action: StepAction | None
    role: StakeholderRoleValue | None


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
        session.scalars(select(Office.country)).first() or "",
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


def expected_audiences(session: Session, campaign_id: str, *, today: date) -> list[ExpectedRow]:
    """Return the stakeholders that a plan should reach, by name: those who decide or can block, and those who take a
    step of the next decision. Persons come up only where the ground for that is recorded."""
    roles = _roles(session, campaign_id)
    steps = _next_steps(session, campaign_id, today)
    rows = select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_({*roles, *steps}))
    if not may_rate_persons(session, campaign_id):
        rows = rows.where(Stakeholder.kind != StakeholderKind.PERSON)
    return [ExpectedRow(key, name, steps.get(key), roles.get(key)) for key, name in _by_name(session, rows)]


def _roles(session: Session, campaign_id: str) -> dict[str, StakeholderRoleValue]:
    """Who can block, else decides, by key."""
    found = session.execute(
        select(StakeholderRole.stakeholder_id, StakeholderRole.value).where(
            StakeholderRole.campaign_id == campaign_id, StakeholderRole.value.in_(_WEIGHTY)
        )
    )
    return dict(sorted(((key, role) for key, role in found), key=lambda one: _WEIGHTY.index(one[1])))


_WEIGHTY = (StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER)


def _next_steps(session: Session, campaign_id: str, today: date) -> dict[str, StepAction]:
    """Who takes which step of the next decision, the weightiest of theirs, by key."""
    upcoming = (
        select(DecisionWindow.id)
        .where(DecisionWindow.campaign_id == campaign_id, DecisionWindow.decides_on >= today)
        .order_by(DecisionWindow.decides_on, DecisionWindow.id)
        .limit(1)
    )
    found = session.execute(
        select(DecisionStep.stakeholder_id, DecisionStep.action).where(
            DecisionStep.window_id == upcoming.scalar_subquery(), DecisionStep.stakeholder_id.is_not(None)
        )
    )
    weight = list(StepAction)
    steps = [(key, action) for key, action in found if key is not None]
    return dict(sorted(steps, key=lambda one: weight.index(one[1])))


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
