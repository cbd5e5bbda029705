"""The conclusions up front: the objective, the decision ahead, where those who take it stand, the next steps."""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.briefing.content import Block, Callout, Fact, Facts, Source, plain
from hdplanner.briefing.sections.decisions import upcoming, when_decided
from hdplanner.briefing.sections.profiles import DECIDING_STEPS
from hdplanner.briefing.sections.shown import may_be_told
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import ActivityStatus, CommitmentSide, Position, StepAgreement
from hdplanner.services.plan_rows import ActivityView, PlanView, StepView, WindowView

MOST_WORDS = 150
_STEPS = 3
_DONE = (ActivityStatus.DONE, ActivityStatus.CANCELLED)


def summary(view: PlanView, voice: Voice) -> list[Block]:
    """Not longer than a minister reads: what counts least is left out first."""
    blocks: list[Block] = []
    used = 0
    if view.objectives:
        one = view.objectives[0]
        said = one.statement or one.title
        blocks.append(Callout(voice.gettext("Objective"), said, Source("objective", one.id)))
        used = len(said.split())
    kept: list[Fact] = []
    for fact in _facts(view, voice):
        used += len(f"{fact.label} {plain(fact.value)}".split())
        if used > MOST_WORDS:
            break
        kept.append(fact)
    return [*blocks, Facts(tuple(kept))] if kept else []


def _facts(view: PlanView, voice: Voice) -> Iterator[Fact]:
    window = upcoming(view)
    if window is not None:
        source = Source("decision_window", window.id)
        told = voice.words.listed((window.title, when_decided(window, voice), window.body))
        yield Fact(voice.gettext("Next decision"), told, source)
        yield from _deciders(window, view, voice)
    yield from _next_steps(view, voice)
    yield from _overdue(view, voice)


def _deciders(window: WindowView, view: PlanView, voice: Voice) -> Iterator[Fact]:
    """A line for each part that is played in the decision: who can veto it, who votes, who signs."""
    source = Source("decision_window", window.id)
    steps = [step for step in window.steps if step.stakeholder and step.action in DECIDING_STEPS]
    for action in dict.fromkeys(step.action for step in steps):
        who = (_stands(step, view, voice) for step in steps if step.action is action)
        yield Fact(voice.label(action), "\n".join(who), source)


def _stands(step: StepView, view: PlanView, voice: Voice) -> str:
    """Who takes a step, whether they have agreed to it, and where they stand, with its day where that is old."""
    row = next((row for row in view.stakeholders if row.id == step.stakeholder_id), None)
    position = stale = ""
    if view.judgements and row is not None and not row.movement:
        position = voice.name(Position, row.position).lower()
        stale = voice.day(row.made_on) if row.stale else ""
    stand = voice.words.listed((position, stale))
    agreement = "" if step.agreement is StepAgreement.UNKNOWN else voice.label(step.agreement).lower()
    return voice.words.noted(step.stakeholder, stand, agreement)


def _next_steps(view: PlanView, voice: Voice) -> Iterator[Fact]:
    """What we do next, by the day."""
    told = (one for one in view.activities if one.status not in _DONE and may_be_told(one, view.audience))
    dated = [(one.starts_at.date(), one) for one in told if one.starts_at]
    ahead = sorted((one for one in dated if one[0] >= view.today), key=lambda one: (one[0], one[1].title))
    label = voice.gettext("Next steps")
    for _day, one in ahead[:_STEPS]:
        yield Fact(label, _step(one, voice), Source("activity", one.id))
        label = ""


def _step(one: ActivityView, voice: Voice) -> str:
    when = voice.moment(one.starts_at, one.zone, date_only=True)
    return voice.words.labelled(when, voice.words.noted(one.title, one.messenger))


def _overdue(view: PlanView, voice: Voice) -> Iterator[Fact]:
    """What we promised and owe."""
    label = voice.gettext("Overdue")
    for one in view.commitments:
        if one.side is CommitmentSide.OURS and one.overdue:
            promise = voice.words.labelled(one.stakeholder, one.wording)
            yield Fact(label, promise, Source("commitment", one.id))
            label = ""
