"""Checks of how things are said: in public or not, signed off, by whom, how often, in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from hdplanner.domain.checks.around import (
    ask_of,
    audience,
    day,
    has_role,
    is_firm,
    is_open,
    is_public,
    kin,
    say,
    short,
    span,
)
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import (
    ActivityFact,
    CoalitionFact,
    DependencyFact,
    InvolvementFact,
    MessageFact,
    MessengerFact,
    StakeholderFact,
)
from hdplanner.domain.labels import label
from hdplanner.domain.rules_levels import is_below
from hdplanner.domain.values import Disclosure, Sensitivity, StakeholderRoleValue
from hdplanner.i18n import N_, _

MANY, DAYS = 3, 14
"""More than three contacts with one audience within 14 days are too many."""

_Dated = tuple[date, ActivityFact]


@rule(
    "PUB001",
    Severity.WARNING,
    ActivityFact,
    N_("Who reads it in the paper first feels pressed, and shuts the door."),
)
def public_before_private(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A public act comes before a private one with the same decision-maker: one it addresses itself or, where it
    addresses everybody, one of the same decision or ask."""
    first = day(facts, activity)
    if first is None or not is_public(activity) or not is_open(activity):
        return
    later = [
        (when, one)
        for one in _same_course(facts, activity)
        if is_open(one)
        and not is_public(one)
        and (when := day(facts, one)) is not None
        and when > first
        and _is_decider(facts, one.stakeholder_id)
    ]
    if later:
        when, private = min(later, key=lambda pair: (pair[0], pair[1].id))
        yield Trouble(
            _("“{public}” on {day} comes before “{private}” with {name} on {then}.").format(
                public=short(activity.title),
                day=say(first),
                private=short(private.title),
                name=audience(facts, private),
                then=say(when),
            ),
            touches=(private.id, private.stakeholder_id, activity.window_id),
            fix="move-after",
            fix_keys=(activity.id, private.id),
        )


def _same_course(facts: PlanFacts, activity: ActivityFact) -> Iterator[ActivityFact]:
    if activity.stakeholder_id is not None:
        for key in kin(facts, activity.stakeholder_id):
            yield from facts.by(ActivityFact, "stakeholder_id", key)
        return
    yield from facts.by(ActivityFact, "window_id", activity.window_id)
    ask = ask_of(facts, activity)
    for message in facts.by(MessageFact, "ask_id", ask.id if ask else None):
        yield from facts.by(ActivityFact, "message_id", message.id)


def _is_decider(facts: PlanFacts, key: str | None) -> bool:
    role = StakeholderRoleValue.DECISION_MAKER
    return key is not None and any(has_role(facts, one, role) for one in kin(facts, key))


@rule("PUB002", Severity.ERROR, ActivityFact, N_("What is said in public is said by the whole Movement."))
def public_without_sign_off(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A planned public act was not signed off by anybody."""
    if is_firm(activity) and is_public(activity) and not activity.has_signed_off_by:
        yield Trouble(
            _("“{activity}” is public, and nobody signed it off.").format(activity=short(activity.title)),
            touches=(activity.stakeholder_id, activity.window_id),
            fix="back-to-idea",
            fix_keys=(activity.id,),
        )


@rule("PUB003", Severity.HINT, ActivityFact, N_("Public words are for when the quiet ways are used up."))
def private_way_not_exhausted(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A public act towards a decision-maker does not say that the private way is exhausted."""
    if not (is_firm(activity) and is_public(activity)) or activity.has_private_exhausted:
        return
    if _is_decider(facts, activity.stakeholder_id):
        yield Trouble(
            _(
                "“{activity}” goes public towards {name}; nothing says that the private way is used up."
            ).format(activity=short(activity.title), name=audience(facts, activity)),
            touches=(activity.stakeholder_id,),
        )


@rule("CON001", Severity.ERROR, ActivityFact, N_("In a public channel nothing stays confidential."))
def confidential_in_public(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A public act, or the message that it carries, is marked confidential or not for disclosure."""
    if not is_open(activity) or not is_public(activity):
        return
    message = facts.get(MessageFact, activity.message_id)
    marked = [activity.sensitivity, message.sensitivity if message else None]
    closed = any(one is not None and one.rank >= Sensitivity.CONFIDENTIAL.rank for one in marked)
    if closed or (message is not None and message.disclosure is Disclosure.BACKGROUND):
        yield Trouble(
            _("“{activity}” is public, and what it says is confidential.").format(
                activity=short(activity.title)
            ),
            touches=(activity.message_id, activity.stakeholder_id),
            fix="make-private",
            fix_keys=(activity.id,),
        )


@rule(
    "VOI001",
    Severity.WARNING,
    StakeholderFact,
    N_("Two voices give two versions, and a choice between them."),
)
def two_voices_to_stakeholder(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """Two messengers speak to one stakeholder in one week."""
    yield from _two_voices(facts, one.name, facts.by(ActivityFact, "stakeholder_id", one.id))


@rule(
    "VOI002", Severity.WARNING, CoalitionFact, N_("Two voices give two versions, and a choice between them.")
)
def two_voices_to_coalition(facts: PlanFacts, one: CoalitionFact) -> Iterator[Trouble]:
    """Two messengers speak to one group in one week."""
    yield from _two_voices(facts, one.name, facts.by(ActivityFact, "coalition_id", one.id))


def _two_voices(facts: PlanFacts, name: str, activities: Iterable[ActivityFact]) -> Iterator[Trouble]:
    weeks: dict[tuple[int, int], list[_Dated]] = defaultdict(list)
    for when, activity in _open_days(facts, activities):
        if activity.messenger_id is not None:
            weeks[when.isocalendar()[:2]].append((when, activity))
    for dated in weeks.values():
        voices = {activity.messenger_id for _when, activity in dated}
        if len(voices) > 1:
            first = dated[0][0]
            monday = first - timedelta(days=first.weekday())
            keys = tuple(activity.id for _when, activity in dated)
            yield Trouble(
                _("In the week of {monday}, {number} messengers speak to {name}.").format(
                    monday=say(monday), number=len(voices), name=name
                ),
                others=keys,
                place=("activity", keys[0]),
            )


@rule("CNT001", Severity.WARNING, StakeholderFact, N_("Who is asked too often stops answering."))
def too_many_contacts(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """More than three open activities address one stakeholder within 14 days."""
    dated = _open_days(facts, facts.by(ActivityFact, "stakeholder_id", one.id))
    start = 0
    while start + MANY < len(dated):
        end = start + MANY
        if (dated[end][0] - dated[start][0]).days >= DAYS:
            start += 1
            continue
        while end + 1 < len(dated) and (dated[end + 1][0] - dated[start][0]).days < DAYS:
            end += 1
        keys = tuple(activity.id for _when, activity in dated[start : end + 1])
        yield Trouble(
            _("{name} is contacted {number} times within {days} days from {day}.").format(
                name=one.name, number=len(keys), days=DAYS, day=say(dated[start][0])
            ),
            others=keys,
            place=("activity", keys[-1]),
        )
        start = end + 1


@rule("CNT002", Severity.WARNING, InvolvementFact, N_("They told us how often they wish to hear from us."))
def contacts_too_close(facts: PlanFacts, involved: InvolvementFact) -> Iterator[Trouble]:
    """Two open activities address a stakeholder at a shorter distance than was agreed for it."""
    one = facts.get(StakeholderFact, involved.stakeholder_id)
    if one is None or not involved.contact_days:
        return
    dated = _open_days(facts, facts.by(ActivityFact, "stakeholder_id", one.id))
    for (before, first), (after, second) in pairwise(dated):
        if (after - before).days < involved.contact_days:
            yield Trouble(
                _("“{second}” reaches {name} {days} days after “{first}”; agreed are {agreed}.").format(
                    second=short(second.title),
                    name=one.name,
                    days=(after - before).days,
                    first=short(first.title),
                    agreed=involved.contact_days,
                ),
                others=(first.id, second.id),
                touches=(one.id,),
                place=("activity", second.id),
            )


def _open_days(facts: PlanFacts, activities: Iterable[ActivityFact]) -> list[_Dated]:
    """Return the open activities that stand on a day, in time."""
    found = [(when, one) for one in activities if is_open(one) and (when := day(facts, one)) is not None]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


@rule(
    "LVL001",
    Severity.WARNING,
    ActivityFact,
    N_("A messenger of too low a level says that the matter is small."),
)
def messenger_below_level(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """The messenger stands below the level that the audience's protocol asks for."""
    one = facts.get(StakeholderFact, activity.stakeholder_id)
    messenger = facts.get(MessengerFact, activity.messenger_id)
    if one is None or messenger is None or one.expects_level is None or not is_open(activity):
        return
    if messenger.level is not None and is_below(messenger.level, one.expects_level, facts.setting("levels")):
        yield Trouble(
            _("{name} expects {expected}, and “{activity}” sends {messenger} ({level}).").format(
                name=one.name,
                expected=label(one.expects_level),
                activity=short(activity.title),
                messenger=messenger.name,
                level=label(messenger.level),
            ),
            touches=(one.id, messenger.id),
        )


@rule("DEP001", Severity.ERROR, ActivityFact, N_("In a circle nobody can begin."))
def circular_dependency(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """Activities wait for one another in a circle; told once, on the one with the smallest key."""
    circle = _circle(facts, activity.id)
    if circle and activity.id == min(circle):
        yield Trouble(
            _("“{activity}” waits, by way of others, for itself.").format(activity=short(activity.title))
            if len(circle) > 1
            else _("“{activity}” waits for itself.").format(activity=short(activity.title)),
            others=tuple(circle[1:]),
            fix="break-circle",
            fix_keys=(activity.id, circle[1] if len(circle) > 1 else activity.id),
        )


def _circle(facts: PlanFacts, start: str) -> list[str]:
    """Return the shortest circle that leads from an activity back to it, in order; nothing where there is none."""
    came: dict[str, str] = {}
    edge = [start]
    while edge:
        further = []
        for one in edge:
            for row in facts.by(DependencyFact, "activity_id", one):
                if row.depends_on_id == start:
                    return _traced(came, start, one)
                if row.depends_on_id not in came:
                    came[row.depends_on_id] = one
                    further.append(row.depends_on_id)
        edge = further
    return []


def _traced(came: dict[str, str], start: str, last: str) -> list[str]:
    path = [last]
    while path[-1] != start:
        path.append(came[path[-1]])
    return path[::-1]


@rule("DEP002", Severity.WARNING, DependencyFact, N_("What builds on another step needs that step first."))
def waits_for_something_later(facts: PlanFacts, row: DependencyFact) -> Iterator[Trouble]:
    """An activity begins before what it waits for is over."""
    waiting, first = facts.get(ActivityFact, row.activity_id), facts.get(ActivityFact, row.depends_on_id)
    if waiting is None or first is None or not is_open(waiting) or not is_open(first):
        return
    begins, ends = day(facts, waiting), span(facts, first).last
    if begins is not None and ends is not None and begins < ends:
        yield Trouble(
            _("“{activity}” begins on {day} and waits for “{first}” on {then}.").format(
                activity=short(waiting.title),
                day=say(begins),
                first=short(first.title),
                then=say(ends),
            ),
            touches=(waiting.id, first.id, waiting.stakeholder_id),
            fix="move-after",
            fix_keys=(waiting.id, first.id),
            place=("activity", waiting.id),
        )
