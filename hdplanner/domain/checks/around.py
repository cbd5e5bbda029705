"""What several checks ask: who hears an activity, when it takes place, who stands beside whom. Pure; judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.rows import (
    ActivityFact,
    AskFact,
    CoalitionFact,
    MemberFact,
    MessageFact,
    RoleFact,
    StakeholderFact,
    TieFact,
    WindowFact,
)
from hdplanner.domain.rules_schedule import UNSCHEDULED, Span, span_of
from hdplanner.domain.values import (
    ActivityStatus,
    Channel,
    Mode,
    StakeholderKind,
    StakeholderRoleValue,
    TieKind,
    TieSign,
)
from hdplanner.i18n import active_language, direction, format_date

PUBLIC_CHANNELS = frozenset({Channel.PUBLIC_STATEMENT, Channel.MEDIA, Channel.DIGITAL})
"""Channels that are public whatever the mode says."""

_LENGTH = 70
"""So many characters of a text stand in a sentence."""


def is_open(activity: ActivityFact) -> bool:
    """Whether an activity is still to be done."""
    return activity.status not in (ActivityStatus.DONE, ActivityStatus.CANCELLED)


def is_firm(activity: ActivityFact) -> bool:
    """Whether an open activity is more than an idea."""
    return activity.status in (ActivityStatus.PLANNED, ActivityStatus.CONFIRMED)


def is_public(activity: ActivityFact) -> bool:
    """Whether everybody may hear it."""
    return activity.mode is Mode.PUBLIC or activity.channel in PUBLIC_CHANNELS


def span(facts: PlanFacts, activity: ActivityFact) -> Span:
    """Return the days on which an activity stands; both empty where it is not scheduled."""
    decides_on = None
    if activity.starts_at is None:
        if activity.days_before is None:
            return UNSCHEDULED
        window = facts.get(WindowFact, activity.window_id)
        decides_on = window.decides_on if window else None
    return span_of(
        activity.starts_at,
        activity.ends_at,
        days_before=activity.days_before,
        days_until=activity.days_until,
        decides_on=decides_on,
    )


def day(facts: PlanFacts, activity: ActivityFact) -> date | None:
    """Return the first day of an activity."""
    return span(facts, activity).first


def audience(facts: PlanFacts, activity: ActivityFact) -> str:
    """Return who hears an activity, in the best words known."""
    stakeholder = facts.get(StakeholderFact, activity.stakeholder_id)
    if stakeholder is not None:
        return stakeholder.name
    coalition = facts.get(CoalitionFact, activity.coalition_id)
    return coalition.name if coalition is not None else activity.audience


def short(text: str) -> str:
    """Return a text as a sentence can hold it; in a sentence from right to left it runs by itself (UAX #9, FSI)."""
    line = " ".join(text.split())
    line = line if len(line) <= _LENGTH else line[: _LENGTH - 1].rstrip() + "…"
    return f"\u2068{line}\u2069" if line and direction(active_language()) == "rtl" else line


def say(on: date) -> str:
    """Return a day as the person's language writes it; the same days are said again and again."""
    return _said(on, active_language())


@lru_cache(maxsize=4_096)
def _said(on: date, language: str) -> str:
    return format_date(on, language=language)


def kin(facts: PlanFacts, key: str) -> tuple[str, ...]:
    """Return a stakeholder with what belongs to it and what it belongs to: a ministry and its minister are one door."""
    own = facts.get(StakeholderFact, key)
    above = () if own is None or own.parent_id is None else (own.parent_id,)
    return (key, *above, *(one.id for one in facts.by(StakeholderFact, "parent_id", key)))


def towards(facts: PlanFacts, key: str) -> Iterator[ActivityFact]:
    """Yield the activities, done or to be done, that address a stakeholder or what is one with it."""
    for one in kin(facts, key):
        yield from direct(facts, one)


def direct(facts: PlanFacts, key: str) -> Iterator[ActivityFact]:
    """Yield the activities, done or to be done, that address a stakeholder or a coalition it is in."""
    found = list(facts.by(ActivityFact, "stakeholder_id", key))
    for member in facts.by(MemberFact, "stakeholder_id", key):
        found += facts.by(ActivityFact, "coalition_id", member.coalition_id)
    yield from (one for one in found if one.status is not ActivityStatus.CANCELLED)


def has_role(facts: PlanFacts, key: str | None, role: StakeholderRoleValue) -> bool:
    """Whether a stakeholder plays a part in the plan."""
    return any(one.value is role for one in facts.by(RoleFact, "stakeholder_id", key))


def may_be_judged(facts: PlanFacts, stakeholder: StakeholderFact) -> bool:
    """Whether a judgement of a stakeholder may be spoken of: of a person only on a recorded ground."""
    return stakeholder.kind is not StakeholderKind.PERSON or bool(facts.setting("lawful"))


def are_linked(facts: PlanFacts, one: str, other: str) -> bool:
    """Whether what one stakeholder is told will reach the other: the same, one with it, tied, or in one coalition."""
    if one == other or other in kin(facts, one):
        return True
    ties = (*facts.by(TieFact, "source_id", one), *facts.by(TieFact, "target_id", one))
    if any(other in (tie.source_id, tie.target_id) and speaks(tie) for tie in ties):
        return True
    groups = {row.coalition_id for row in facts.by(MemberFact, "stakeholder_id", one)}
    return any(row.coalition_id in groups for row in facts.by(MemberFact, "stakeholder_id", other))


def speaks(tie: TieFact) -> bool:
    """Whether a message may travel along a tie."""
    return tie.kind is not TieKind.OBSTRUCTS and tie.sign is not TieSign.OBSTRUCTING


def ask_of(facts: PlanFacts, activity: ActivityFact) -> AskFact | None:
    """Return what an activity asks for, by its message."""
    message = facts.get(MessageFact, activity.message_id)
    return None if message is None else facts.get(AskFact, message.ask_id)


def window_of(facts: PlanFacts, activity: ActivityFact) -> WindowFact | None:
    """Return the decision that an activity works towards: its own window, else that of what it asks for."""
    if activity.window_id is not None:
        return facts.get(WindowFact, activity.window_id)
    ask = ask_of(facts, activity)
    return None if ask is None else facts.get(WindowFact, ask.window_id)
