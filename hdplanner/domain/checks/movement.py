"""Checks of coordination in the Movement, and of promises both ways."""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.domain.checks.around import ask_of, is_open, say, short
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import (
    ActivityFact,
    CommitmentFact,
    ConsultationFact,
    MeetingFact,
    MeetingPlanFact,
    MessageFact,
    StakeholderFact,
)
from hdplanner.domain.values import ActorType, CommitmentSide, MeetingStatus
from hdplanner.i18n import N_, _

_AUTHORITIES = frozenset(
    {
        ActorType.HEAD_OF_STATE,
        ActorType.MINISTRY,
        ActorType.PARLIAMENT,
        ActorType.JUDICIARY,
        ActorType.LOCAL_AUTHORITY,
        ActorType.ARMED_FORCES,
        ActorType.ARMED_GROUP,
    }
)

_WHY = N_("Abroad, and at embassies, one voice of the Movement speaks for all of it.")


def is_foreign(one: StakeholderFact, home: str) -> bool:
    """Whether a stakeholder is an embassy, or an authority of a country that is not ours; where unknown, no."""
    if one.actor_type is ActorType.EMBASSY:
        return True
    return one.actor_type in _AUTHORITIES and bool(one.country and home) and one.country != home


@rule("MOV001", Severity.WARNING, ActivityFact, _WHY)
def foreign_approach_not_coordinated(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A foreign authority or an embassy is approached, and nobody of the Movement was consulted on it."""
    one = facts.get(StakeholderFact, activity.stakeholder_id)
    if one is None or not is_open(activity) or not is_foreign(one, facts.setting("country")):
        return
    if facts.by(ConsultationFact, "meeting_id", activity.meeting_id):
        return
    message, ask = facts.get(MessageFact, activity.message_id), ask_of(facts, activity)
    objectives = {message.objective_id if message else None, ask.objective_id if ask else None} - {None}
    if objectives:
        consulted = any(facts.by(ConsultationFact, "objective_id", key) for key in objectives)
    else:
        consulted = bool(facts.all(ConsultationFact))
    if not consulted:
        yield Trouble(
            _("“{activity}” approaches {name}, and nobody of the Movement was consulted.").format(
                activity=short(activity.title), name=one.name
            ),
            touches=(one.id, activity.meeting_id),
        )


@rule("MOV002", Severity.WARNING, MeetingFact, _WHY)
def foreign_meeting_not_coordinated(facts: PlanFacts, meeting: MeetingFact) -> Iterator[Trouble]:
    """A meeting of this plan is with a foreign authority or an embassy, and nobody of the Movement was consulted."""
    one = facts.get(StakeholderFact, meeting.stakeholder_id)
    to_come = meeting.status not in (MeetingStatus.HELD, MeetingStatus.CANCELLED)
    if one is None or not to_come or not is_foreign(one, facts.setting("country")):
        return
    if not facts.by(MeetingPlanFact, "meeting_id", meeting.id):
        return
    planned, consulted = facts.by(ActivityFact, "meeting_id", meeting.id), facts.all(ConsultationFact)
    if planned or consulted:
        return
    yield Trouble(
        _("“{meeting}” is with {name}, and nobody of the Movement was consulted.").format(
            meeting=short(meeting.title), name=one.name
        ),
        touches=(one.id,),
    )


@rule(
    "COM001",
    Severity.ERROR,
    CommitmentFact,
    N_("What we promise and do not do costs us the next conversation."),
)
def our_promise_overdue(facts: PlanFacts, promise: CommitmentFact) -> Iterator[Trouble]:
    """A promise of ours is overdue."""
    if promise.side is CommitmentSide.OURS and _is_overdue(facts, promise):
        yield _overdue(facts, promise, _("We promised {name} “{wording}” by {day}."))


@rule("COM002", Severity.WARNING, CommitmentFact, N_("A promise that nobody recalls lapses."))
def their_promise_overdue(facts: PlanFacts, promise: CommitmentFact) -> Iterator[Trouble]:
    """A promise to us is overdue."""
    if promise.side is CommitmentSide.THEIRS and _is_overdue(facts, promise):
        yield _overdue(facts, promise, _("{name} promised “{wording}” by {day}."))


def _is_overdue(facts: PlanFacts, promise: CommitmentFact) -> bool:
    return promise.status.is_open and promise.due_on is not None and promise.due_on < facts.today


def _overdue(facts: PlanFacts, promise: CommitmentFact, sentence: str) -> Trouble:
    one = facts.get(StakeholderFact, promise.stakeholder_id)
    said = sentence.format(
        name=one.name if one else _("somebody"),
        wording=short(promise.wording),
        day=say(promise.due_on) if promise.due_on else "",
    )
    return Trouble(
        _("{rating}: {step}").format(rating=_("Overdue"), step=said),
        touches=(promise.stakeholder_id,),
        place=("stakeholder", one.id) if one else None,
    )
