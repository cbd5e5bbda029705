"""Risks before and after what is done about them, and the dilemmas with who settled them."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Entries, Entry, Heading, Span, TableBlock, Text
from hdplanner.briefing.sections.voice import Voice, joined
from hdplanner.domain.values import Impact, Likelihood, RiskStatus
from hdplanner.services.plan_rows import DecisionView, PlanView, RiskView


def risks(view: PlanView, voice: Voice) -> list[Block]:
    """The gravest first; what is closed is left out. Then what was decided."""
    _ = voice.gettext
    columns = (
        Column(_("Risk"), 2.4),
        Column(_("Who bears it"), 1.2),
        Column(_("Now"), 1.25),
        Column(_("What we do"), 2.4),
        Column(_("After that"), 1.25),
    )
    open_risks = [one for one in view.risks if one.status is not RiskStatus.CLOSED]
    return [
        TableBlock(columns, tuple(_cells(one, voice) for one in open_risks)),
        Heading(_("What was decided"), 2),
        Entries(tuple(_decided(one, voice) for one in view.decisions)),
    ]


def _cells(one: RiskView, voice: Voice) -> tuple[Text, ...]:
    about = joined(voice.label(one.category), one.description, by=". ")
    signs = (
        (voice.gettext("Trigger: {text}"), one.trigger),
        (voice.gettext("We stop when: {text}"), one.stop_condition),
    )
    done = "\n".join([one.mitigation, *(text.format(text=said) for text, said in signs if said)])
    return (
        (Span(one.title, strong=True), Span(f"\n{about}" if about else "", muted=True)),
        voice.label(one.bearer),
        _grade(one.likelihood, one.impact, voice),
        done.strip(),
        _grade(one.residual_likelihood, one.residual_impact, voice),
    )


def _grade(likelihood: int | None, impact: int | None, voice: Voice) -> str:
    """How likely and how hard, beneath each other."""
    steps = ((Likelihood, likelihood), (Impact, impact))
    return "\n".join(voice.step(scale, number) for scale, number in steps if number is not None)


def _decided(one: DecisionView, voice: Voice) -> Entry:
    who = joined(one.decided_by, voice.day(one.decided_on), by=", ")
    return Entry(one.question, who, joined(one.outcome, one.grounds, by="\n"))
