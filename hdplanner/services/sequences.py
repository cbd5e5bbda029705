"""Sequences for a decision window: which there are for a plan, and one of them made into activities that wait in turn."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import Activity, ActivityDependency, Messenger
from hdplanner.domain.fields import noun
from hdplanner.domain.labels import label
from hdplanner.domain.messages import Message
from hdplanner.domain.objectives import DecisionWindow, MovementConsultation
from hdplanner.domain.rules_schedule import Span
from hdplanner.domain.rules_sequences import SequenceStep, SequenceTemplate, Towards, template_from
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import ActivityStatus, Channel, Component, Consultation, Mode, StakeholderKind
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _
from hdplanner.paths import resource
from hdplanner.services.assessments import involve, may_rate_persons
from hdplanner.services.values import derived, get, refused, today_here


@dataclass(frozen=True, slots=True)
class SequenceStepRow:
    """A step as it is offered: in the reader's language, with its days where the window has a date.

    ``past`` steps come without a day; ``sign_off`` marks a step up that somebody has to sign off.
    """

    title: str
    purpose: str
    audience: str
    days_before: int
    days_until: int | None
    span: Span
    channel: Channel
    mode: Mode
    sign_off: bool
    past: bool


@dataclass(frozen=True, slots=True)
class SequenceRow:
    """A sequence as a chooser shows it."""

    id: str
    title: str
    purpose: str
    steps: tuple[SequenceStepRow, ...]


@dataclass(frozen=True, slots=True)
class AppliedSequence:
    """The keys of the activities made, in order; which of them have no day since it is past, and which need a sign-off."""

    ids: tuple[str, ...]
    unscheduled: tuple[str, ...] = ()
    to_sign_off: tuple[str, ...] = ()


@cache
def templates() -> dict[str, SequenceTemplate]:
    """Return every sequence that comes with the program, in their order, by id."""
    found = [
        template_from(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in resource("templates", "sequences").glob("*.toml")
    ]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}


def sequence_rows(
    session: Session, campaign_id: str, *, window_id: str | None = None, today: date | None = None
) -> list[SequenceRow]:
    """Return the sequences that are offered to a plan, with their days before the decision of a window.

    One that is only for a component of the Movement is offered where the plan records that this component leads.
    """
    leading = _leading(session, campaign_id)
    window = session.get(DecisionWindow, window_id) if window_id else None
    decides_on = window.decides_on if window else None
    day = today or today_here()
    return [
        SequenceRow(
            one.id,
            _(one.title),
            _(one.purpose),
            tuple(_step_row(step, decides_on, day) for step in one.steps),
        )
        for one in templates().values()
        if one.only_for is None or one.only_for in leading
    ]


def apply_sequence(
    session: Session,
    *,
    campaign_id: str,
    template: str,
    window_id: str,
    stakeholder_id: str | None = None,
    message_id: str | None = None,
    messenger_id: str | None = None,
    today: date | None = None,
) -> AppliedSequence:
    """Plan every step of a sequence at its distance from a window's decision, each waiting for those before it.

    The counterpart takes the steps that address it; message and messenger go with all steps that we take towards
    others. A step whose days are past is made without a day. Raises ``NotFoundError`` for what is gone, and
    ``InvalidValueError`` for a sequence that is not for this plan, or a counterpart that it may not address.
    """
    plan = get(session, Campaign, campaign_id)
    chosen = _offered(session, campaign_id, template)
    window = get(session, DecisionWindow, window_id)
    _check_around(session, campaign_id, chosen, window, stakeholder_id, message_id, messenger_id)
    day = today or today_here()
    made: dict[str, Activity] = {}
    for step in chosen.steps:
        activity = _activity(plan, window, step, stakeholder_id, message_id, messenger_id)
        if step.is_past(window.decides_on, day):
            activity.days_before = activity.days_until = None
        made[step.key] = activity
    session.add_all(made.values())
    session.add_all(_waits(chosen.steps, made))
    if stakeholder_id is not None:
        involve(session, campaign_id, stakeholder_id)
    session.flush()
    return AppliedSequence(
        tuple(one.id for one in made.values()),
        tuple(one.id for one in made.values() if one.days_before is None),
        tuple(made[step.key].id for step in chosen.steps if step.sign_off),
    )


def _step_row(step: SequenceStep, decides_on: date | None, today: date) -> SequenceStepRow:
    return SequenceStepRow(
        _(step.title),
        _(step.purpose),
        _(step.audience),
        step.days_before,
        step.days_until,
        step.span(decides_on),
        step.channel,
        step.mode,
        step.sign_off,
        step.is_past(decides_on, today),
    )


def _leading(session: Session, campaign_id: str) -> set[Component]:
    """The components of the Movement that lead a plan, as its record of consultations says."""
    found = select(MovementConsultation.component).where(
        MovementConsultation.campaign_id == campaign_id, MovementConsultation.how == Consultation.LEADS
    )
    return set(session.scalars(found))


def _offered(session: Session, campaign_id: str, template: str) -> SequenceTemplate:
    chosen = templates().get(template)
    if chosen is None:
        raise NotFoundError(noun("sequence"), template)
    if chosen.only_for is not None and chosen.only_for not in _leading(session, campaign_id):
        reason = _("it is only for a plan that {component} leads").format(component=label(chosen.only_for))
        raise refused("sequence", template, reason)
    return chosen


def _check_around(
    session: Session,
    campaign_id: str,
    chosen: SequenceTemplate,
    window: DecisionWindow,
    stakeholder_id: str | None,
    message_id: str | None,
    messenger_id: str | None,
) -> None:
    """Refuse what is gone, what belongs to another plan, and a counterpart who may not be addressed like this."""
    message = get(session, Message, message_id) if message_id is not None else None
    if messenger_id is not None:
        get(session, Messenger, messenger_id)
    for other in (window, message):
        if other is not None and other.campaign_id != campaign_id:
            reason = _("“{name}” belongs to another plan").format(name=other.title)
            raise refused("sequence", other.id, reason)
    if stakeholder_id is not None:
        _check_counterpart(session, campaign_id, chosen, get(session, Stakeholder, stakeholder_id))


def _check_counterpart(
    session: Session, campaign_id: str, chosen: SequenceTemplate, row: Stakeholder
) -> None:
    if row.do_not_approach:
        raise refused("sequence", row.id, _("{name} is marked “Do not approach”").format(name=row.name))
    if row.at_risk and any(step.mode is Mode.PUBLIC for step in chosen.steps):
        reason = _("{name} is at risk, and the sequence speaks in public").format(name=row.name)
        raise refused("sequence", row.id, reason)
    if row.kind is StakeholderKind.PERSON and not may_rate_persons(session, campaign_id):
        reason = _("a person is planned for only when the plan's purpose and legal basis are recorded")
        raise refused("sequence", row.id, reason)


def _activity(
    plan: Campaign,
    window: DecisionWindow,
    step: SequenceStep,
    stakeholder_id: str | None,
    message_id: str | None,
    messenger_id: str | None,
) -> Activity:
    counterpart = stakeholder_id if step.to is Towards.COUNTERPART else None
    outward = step.to is not Towards.OURSELVES
    return Activity(
        campaign_id=plan.id,
        title=_(step.title),
        purpose=_(step.purpose),
        stakeholder_id=counterpart,
        audience="" if counterpart else _(step.audience),
        message_id=message_id if outward else None,
        messenger_id=messenger_id if outward and step.by_us else None,
        window_id=window.id,
        days_before=step.days_before,
        days_until=step.days_until,
        channel=step.channel,
        mode=step.mode,
        attribution=step.attribution,
        paper=step.paper,
        status=ActivityStatus.PLANNED,
        zone=plan.zone,
    )


def _waits(steps: Iterable[SequenceStep], made: dict[str, Activity]) -> Iterable[ActivityDependency]:
    for step in steps:
        for before in step.after:
            yield derived(ActivityDependency(activity_id=made[step.key].id, depends_on_id=made[before].id))
