"""The decision path: each window with its steps, who takes them, and whether they have agreed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hdplanner.briefing.content import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Prose,
    Source,
    Span,
    Text,
    Tone,
)
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import Certainty, StepAction, StepAgreement
from hdplanner.services.plan_rows import PlanView, StepView, WindowView


def decision_path(view: PlanView, voice: Voice) -> list[Block]:
    """It comes before any sum: ten friends do not outweigh a veto."""
    blocks: list[Block] = _next(view, voice)
    for window in view.windows:
        blocks.extend(_window(window, view, voice))
    return blocks


def upcoming(view: PlanView) -> WindowView | None:
    """The next decision that is still to come, or none."""
    to_come = (window for window in view.windows if window.decides_on and window.decides_on >= view.today)
    return min(to_come, key=lambda window: window.decides_on or view.today, default=None)


def when_decided(window: WindowView, voice: Voice) -> str:
    """The day of a decision and how sure it is."""
    day = voice.day(window.decides_on, "long") or voice.span(window.opens_on, window.closes_on)
    sure = "" if window.certainty is Certainty.FIXED else voice.label(window.certainty).lower()
    return voice.words.noted(day, sure) if day else ""


def _dates(window: WindowView, voice: Voice) -> str:
    """The day of a decision and, where that is known, from when to when it is open."""
    span = voice.span(window.opens_on, window.closes_on) if window.decides_on else ""
    opened = voice.words.labelled(voice.gettext("Open").lower(), span) if span else ""
    return voice.words.clauses(when_decided(window, voice), opened)


def _next(view: PlanView, voice: Voice) -> list[Block]:
    window = upcoming(view)
    if window is None:
        return []
    open_steps = [step for step in window.steps if step.agreement is not StepAgreement.AGREED]
    sentence = fill(
        voice.gettext("Next: {decision}, {date}."), decision=window.title, date=when_decided(window, voice)
    )
    if window.steps and any(step.agreement for step in window.steps):
        sentence += " " + voice.ngettext(
            "{number} step of its path is not agreed yet.",
            "{number} steps of its path are not agreed yet.",
            len(open_steps),
        )
    return [Prose(sentence, Tone.LEAD, Source("decision_window", window.id))]


def _window(window: WindowView, view: PlanView, voice: Voice) -> list[Block]:
    """What is decided, by which steps until it is, and then who agreed to it and who did not."""
    _ = voice.gettext
    source = Source("decision_window", window.id)
    over = window.decides_on is not None and window.decides_on < view.today
    facts = Facts(
        (
            Fact(_("When"), _dates(window, voice), source),
            Fact(_("Decision"), window.decision, source),
            Fact(_("Note"), window.note, source),
            *(_outcome(window, voice) if over else ()),
        )
    )
    columns = (
        Column(_("Step"), 1.0),
        Column(_("Who"), 2.9),
        Column(_("Agreement"), 1.0),
        Column(_("Note"), 2.6),
    )
    rows = [] if over else [_step(steps, voice) for steps in _alike(window)]
    return [
        Heading(window.title, 2, window.body, source),
        facts,
        filled(columns, rows, [source] * len(rows)),
    ]


def _outcome(window: WindowView, voice: Voice) -> Iterator[Fact]:
    """Who agreed to what was decided, who did not, and of whom it is not known."""
    source = Source("decision_window", window.id)
    for agreement in StepAgreement:
        who = dict.fromkeys(step.stakeholder for step in window.steps if step.agreement is agreement)
        yield Fact(voice.label(agreement), voice.words.listed(who), source)


def _alike(window: WindowView) -> Iterator[list[StepView]]:
    """The steps in their order; of those who do the same one after the other, all that also agree and note the same."""
    told = (step for step in window.steps if step.stakeholder or step.note)
    for _action, run in groupby(told, key=lambda step: step.action):
        same: dict[tuple[StepAgreement | None, str], list[StepView]] = {}
        for step in run:
            same.setdefault((step.agreement, step.note), []).append(step)
        yield from same.values()


def _step(steps: list[StepView], voice: Voice) -> tuple[Text, ...]:
    one = steps[0]
    firm = one.agreement is StepAgreement.NOT_AGREED
    agreement = (Span(voice.label(one.agreement), strong=firm),)
    who = voice.words.listed(dict.fromkeys(step.stakeholder for step in steps))
    return voice.label(one.action), who, agreement, one.note


def part_in(view: PlanView, stakeholder_id: str, voice: Voice) -> list[str]:
    """What somebody does in the decisions to come: "Votes: Committee vote, not agreed; Plenary vote"."""
    parts: dict[StepAction, list[str]] = {}
    for window in view.windows:
        if window.decides_on is None or window.decides_on >= view.today:
            for step in window.steps:
                if step.stakeholder_id == stakeholder_id:
                    told = voice.words.listed((window.title, voice.label(step.agreement).lower()))
                    parts.setdefault(step.action, []).append(told)
    return [
        voice.words.labelled(voice.label(action), voice.words.clauses(*told))
        for action, told in parts.items()
    ]
