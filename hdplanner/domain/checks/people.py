"""Checks of those who decide or can block: whether we have words, somebody and a way for them, and judge them afresh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from hdplanner.domain.checks.around import (
    day,
    has_role,
    is_open,
    kin,
    may_be_judged,
    speaks,
    towards,
)
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import (
    ActivityFact,
    AskFact,
    InvolvementFact,
    MessageFact,
    MessengerFact,
    PlanFact,
    RelationFact,
    RiskFact,
    StakeholderFact,
    TieFact,
    VariantFact,
)
from hdplanner.domain.rules_routes import STEPS
from hdplanner.domain.values import MOVEMENT, Channel, Mode, Relationship, StakeholderRoleValue
from hdplanner.i18n import N_, _

ONE_VOICE, ENOUGH = 0.6, 5
"""More than this share of at least so many open activities through one intermediary is too much."""


def _decides(facts: PlanFacts, one: StakeholderFact) -> bool:
    return (
        has_role(facts, one.id, StakeholderRoleValue.DECISION_MAKER)
        and one.actor_type not in MOVEMENT
        and may_be_judged(facts, one)
    )


@rule("DEC001", Severity.ERROR, StakeholderFact, N_("Who decides has to have heard what we ask."))
def decision_maker_without_message(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """No message is written for a decision-maker, and none is planned to reach them."""
    if not _decides(facts, one) or one.do_not_approach:
        return
    written = any(facts.by(VariantFact, "stakeholder_id", key) for key in kin(facts, one.id))
    if written or any(activity.message_id for activity in towards(facts, one.id)):
        return
    yield Trouble(
        _("{name} decides, and no message is planned for them.").format(name=one.name),
        fix="plan-contact" if facts.all(MessageFact) and not one.at_risk else None,
        fix_keys=(one.id,),
    )


@rule("DEC002", Severity.WARNING, StakeholderFact, N_("A message without a messenger stays on paper."))
def decision_maker_without_messenger(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """Something is ready for a decision-maker, and nobody is named to carry it."""
    if not _decides(facts, one) or one.do_not_approach:
        return
    planned = list(towards(facts, one.id))
    if any(activity.messenger_id for activity in planned):
        return
    if any(row.preferred_messenger_id for row in facts.by(InvolvementFact, "stakeholder_id", one.id)):
        return
    yield Trouble(
        _("{name} decides, and nobody is named to speak with them.").format(name=one.name),
        touches=tuple(activity.id for activity in planned),
    )


@rule("DEC003", Severity.WARNING, StakeholderFact, N_("Without a way to them, a plan for them is a wish."))
def decision_maker_without_route(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """Nobody of ours knows a decision-maker, nor anybody who reaches them in three steps."""
    if not _decides(facts, one) or one.do_not_approach:
        return
    if not any(_is_reached(facts, key) for key in kin(facts, one.id)):
        yield Trouble(
            _("{name} decides, and no route of three steps leads from us to them.").format(name=one.name)
        )


def _is_reached(facts: PlanFacts, key: str) -> bool:
    """Search from the target backwards, along ties that carry a message, for somebody whom one of us knows."""
    seen, edge = {key}, [key]
    for _step in range(STEPS):
        if any(_is_known(facts, one) for one in edge):
            return True
        sources = {
            tie.source_id for one in edge for tie in facts.by(TieFact, "target_id", one) if speaks(tie)
        }
        edge = sorted(one for one in sources - seen if _is_passable(facts, one))
        seen |= sources
    return False


def _is_known(facts: PlanFacts, key: str) -> bool:
    if facts.by(MessengerFact, "stakeholder_id", key):
        return True
    newest: dict[str, RelationFact] = {}
    for row in sorted(facts.by(RelationFact, "stakeholder_id", key), key=_seen):
        newest[row.messenger_id] = row
    return any(row.level is not None and row.level > Relationship.NONE for row in newest.values())


def _seen(row: RelationFact) -> tuple[date, str]:
    return row.seen_on or date.min, row.id


def _is_passable(facts: PlanFacts, key: str) -> bool:
    one = facts.get(StakeholderFact, key)
    return one is not None and not one.do_not_approach and not one.at_risk and may_be_judged(facts, one)


@rule("BLK001", Severity.WARNING, StakeholderFact, N_("One who can block outweighs ten friends."))
def blocker_without_mitigation(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """Somebody can block, and neither a risk with a mitigation nor anything planned answers it."""
    if not has_role(facts, one.id, StakeholderRoleValue.BLOCKER) or one.actor_type in MOVEMENT:
        return
    if not may_be_judged(facts, one):
        return
    keys = kin(facts, one.id)
    if any(risk.has_mitigation for key in keys for risk in facts.by(RiskFact, "stakeholder_id", key)):
        return
    if any(is_open(activity) for activity in towards(facts, one.id)):
        return
    flagged = one.do_not_approach or one.at_risk
    yield Trouble(
        _("{name} can block, and nothing is planned to answer their concerns.").format(name=one.name),
        fix=None if flagged else "plan-contact",
        fix_keys=(one.id,),
    )


@rule("INT001", Severity.WARNING, PlanFact, N_("When one door closes, the whole plan stands outside."))
def one_intermediary(facts: PlanFacts, plan: PlanFact) -> Iterator[Trouble]:
    """More than 60 % of at least five open activities go through one intermediary."""
    carried = [one for one in facts.all(ActivityFact) if is_open(one) and one.messenger_id]
    through = Counter(one.messenger_id for one in carried if _is_through_another(facts, one))
    if len(carried) < ENOUGH or not through:
        return
    busiest, number = through.most_common(1)[0]
    messenger = facts.get(MessengerFact, busiest)
    if messenger is None or number <= ONE_VOICE * len(carried):
        return
    ally = messenger.stakeholder_id
    yield Trouble(
        _("{name} carries {number} of {all} open activities.").format(
            name=messenger.name, number=number, all=len(carried)
        ),
        others=(messenger.id,),
        touches=(ally,),
        place=("stakeholder", ally) if ally else ("messenger", messenger.id),
    )


def _is_through_another(facts: PlanFacts, activity: ActivityFact) -> bool:
    """Whether somebody outside carries it: an ally, or a third party."""
    messenger = facts.get(MessengerFact, activity.messenger_id)
    if messenger is not None and messenger.stakeholder_id is not None:
        return True
    return activity.mode is Mode.THIRD_PARTY or activity.channel is Channel.THIRD_PARTY


@rule("COV001", Severity.HINT, AskFact, N_("An ask that is never made is never met."))
def ask_never_made(facts: PlanFacts, ask: AskFact) -> Iterator[Trouble]:
    """Nothing is planned, or done, that brings an ask to whom it is addressed."""
    one = facts.get(StakeholderFact, ask.addressee_id)
    if ask.met_on is not None or one is None or one.do_not_approach or one.actor_type in MOVEMENT:
        return
    messages = facts.by(MessageFact, "ask_id", ask.id)
    carried = any(
        is_open(activity) or day(facts, activity) is not None
        for message in messages
        for activity in facts.by(ActivityFact, "message_id", message.id)
    )
    if not carried and not any(True for _activity in towards(facts, one.id)):
        yield Trouble(
            _("Nothing is planned that brings an ask to {name}.").format(name=one.name),
            touches=(one.id, ask.window_id),
            fix=None if one.at_risk else "plan-contact",
            fix_keys=(one.id,),
        )
