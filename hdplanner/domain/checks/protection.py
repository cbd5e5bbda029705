"""Checks that protect people: who is not to be approached, who is at risk, and what is kept too long."""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.domain.checks.around import audience, is_open, is_public, say, short
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import (
    ActivityFact,
    AskFact,
    InvolvementFact,
    MeetingFact,
    MeetingPlanFact,
    MemberFact,
    MessengerFact,
    StakeholderFact,
)
from hdplanner.domain.values import MeetingStatus
from hdplanner.i18n import N_, _


def _involved(facts: PlanFacts, activity: ActivityFact) -> Iterator[StakeholderFact]:
    """Yield the stakeholders that an activity addresses, and the ally that carries it."""
    messenger = facts.get(MessengerFact, activity.messenger_id)
    keys = [activity.stakeholder_id, messenger.stakeholder_id if messenger else None]
    keys += [row.stakeholder_id for row in facts.by(MemberFact, "coalition_id", activity.coalition_id)]
    for key in dict.fromkeys(keys):
        one = facts.get(StakeholderFact, key)
        if one is not None:
            yield one


@rule("PRO001", Severity.ERROR, ActivityFact, N_("The mark was set for a reason; it protects them, or us."))
def do_not_approach_in_plan(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """An open activity addresses, or is carried by, somebody who is marked “Do not approach”."""
    if not is_open(activity):
        return
    for one in _involved(facts, activity):
        if one.do_not_approach:
            yield Trouble(
                _("{name} is marked “Do not approach”, and “{activity}” involves them.").format(
                    name=one.name, activity=short(activity.title)
                ),
                others=(one.id,),
                fix="close-approach",
                fix_keys=(activity.id,),
            )


@rule("PRO002", Severity.ERROR, ActivityFact, N_("Being named in public can put them in danger."))
def at_risk_in_public(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """An open public act addresses, or is carried by, somebody who is at risk."""
    if not is_open(activity) or not is_public(activity):
        return
    for one in _involved(facts, activity):
        if one.at_risk:
            yield Trouble(
                _("{name} is at risk, and “{activity}” is public.").format(
                    name=one.name, activity=short(activity.title)
                ),
                others=(one.id,),
                fix="make-private",
                fix_keys=(activity.id,),
            )


@rule("PRO003", Severity.ERROR, MeetingFact, N_("The mark was set for a reason; it protects them, or us."))
def do_not_approach_met(facts: PlanFacts, meeting: MeetingFact) -> Iterator[Trouble]:
    """A meeting to come, for this plan, is with somebody who is marked “Do not approach”."""
    one = facts.get(StakeholderFact, meeting.stakeholder_id)
    over = meeting.status in (MeetingStatus.HELD, MeetingStatus.CANCELLED)
    if one is None or over or not facts.by(MeetingPlanFact, "meeting_id", meeting.id):
        return
    if one.do_not_approach:
        yield Trouble(
            _("{name} is marked “Do not approach”, and “{meeting}” is to be held with them.").format(
                name=one.name, meeting=short(meeting.title)
            ),
            touches=(one.id,),
        )


@rule("PRO004", Severity.WARNING, AskFact, N_("What nobody may carry to them cannot be asked of them."))
def asks_somebody_not_to_be_approached(facts: PlanFacts, ask: AskFact) -> Iterator[Trouble]:
    """An ask is addressed to somebody who is marked “Do not approach”."""
    one = facts.get(StakeholderFact, ask.addressee_id)
    if ask.met_on is None and one is not None and one.do_not_approach:
        yield Trouble(
            _("{name} is marked “Do not approach”, and asked to “{action}”.").format(
                name=one.name, action=short(ask.action)
            ),
            touches=(one.id, ask.window_id),
        )


@rule("RET001", Severity.ERROR, InvolvementFact, N_("We said until when we keep it, and keep it longer."))
def retention_passed(facts: PlanFacts, involved: InvolvementFact) -> Iterator[Trouble]:
    """A record is kept past the day until which it was to be kept."""
    one = facts.get(StakeholderFact, involved.stakeholder_id)
    if one is not None and one.retain_until is not None and one.retain_until < facts.today:
        yield Trouble(
            _("The record of {name} was to be kept until {day}.").format(
                name=one.name, day=say(one.retain_until)
            ),
            touches=(one.id,),
            place=("stakeholder", one.id),
        )


@rule("AUD001", Severity.WARNING, ActivityFact, N_("Words without anybody who hears them move nobody."))
def activity_without_audience(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A planned activity names nobody who hears it."""
    if is_open(activity) and not audience(facts, activity).strip():
        yield Trouble(_("Nobody hears “{activity}”.").format(activity=short(activity.title)))
