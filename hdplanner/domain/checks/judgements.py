"""Checks of what we judge of key players: whether it is still fresh, and whether it rests on anything. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.domain.checks.around import may_be_judged, say
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import AssessmentFact, HolderFact, RoleFact, StakeholderFact
from hdplanner.domain.rules_assessment import is_stale, review_due
from hdplanner.domain.values import MOVEMENT, StakeholderRoleValue
from hdplanner.i18n import N_, _

HIGH = 4
"""High is 4 or 5, of influence and of interest."""

_KEY_ROLES = frozenset({StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER})
_JUDGED = ("influence", "interest", "assessed_position", "stated_position", "relationship")


def _key_judgements(facts: PlanFacts, one: StakeholderFact) -> tuple[AssessmentFact, ...]:
    """Return the judgements of a key player, oldest first; none of anybody else, or who may not be judged.

    Key players decide or can block, or their influence and interest, as last given, are both high (Mendelow, 1991).
    """
    found = facts.by(AssessmentFact, "stakeholder_id", one.id)
    if not found or one.actor_type in MOVEMENT or not may_be_judged(facts, one):
        return ()
    judged = [row for row in found if any(getattr(row, name) is not None for name in _JUDGED)]
    judged.sort(key=lambda row: (row.made_on, row.id))
    roles = facts.by(RoleFact, "stakeholder_id", one.id)
    if not any(role.value in _KEY_ROLES for role in roles):
        influence = next((row.influence for row in reversed(judged) if row.influence is not None), 0)
        interest = next((row.interest for row in reversed(judged) if row.interest is not None), 0)
        if influence < HIGH or interest < HIGH:
            return ()
    return tuple(judged)


@rule(
    "ASM001",
    Severity.WARNING,
    StakeholderFact,
    N_("An old judgement of a key player misleads the whole plan."),
)
def stale_assessment(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """The newest judgement of a key player is past its review."""
    judged = _key_judgements(facts, one)
    if not judged or judged[-1].made_on >= facts.today:
        return
    last = judged[-1]
    held = facts.by(HolderFact, "post_id", one.id)
    due = review_due(
        last.made_on,
        last.review_by,
        review_days=facts.setting("review_days"),
        windows=facts.decision_days(),
        changes=[row.since_on for row in held if row.since_on is not None],
    )
    if is_stale(due, facts.today):
        yield Trouble(
            _("{name} was last assessed on {day}, and should have been reviewed by {due}.").format(
                name=one.name, day=say(last.made_on), due=say(due)
            )
        )


@rule(
    "ASM002",
    Severity.WARNING,
    StakeholderFact,
    N_("A judgement without evidence is a guess that others will quote."),
)
def assessment_without_evidence(facts: PlanFacts, one: StakeholderFact) -> Iterator[Trouble]:
    """The newest judgement of a key player names neither evidence nor source."""
    judged = _key_judgements(facts, one)
    if judged and not (judged[-1].has_evidence or judged[-1].has_source):
        yield Trouble(
            _("The assessment of {name} of {day} rests on no evidence.").format(
                name=one.name, day=say(judged[-1].made_on)
            )
        )
