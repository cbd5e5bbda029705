"""Risks before and after what is done about them, and the dilemmas with who settled them."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Heading, Span, TableBlock, Text
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import Impact, Likelihood, RiskStatus
from hdplanner.services.plan_rows import DecisionView, PlanView, RiskView


def risks(view: PlanView, voice: Voice) -> list[Block]:
    """The gravest first; what is closed is left out. Then what was decided."""
    _ = voice.gettext
    columns = (
        Column(_("Risk"), 3.3),
        Column(_("Now"), 0.8),
        Column(_("What we do"), 3.9),
        Column(_("After that"), 0.8),
    )
    open_risks = [one for one in view.risks if one.status is not RiskStatus.CLOSED]
    return [
        filled(columns, tuple(_cells(one, voice) for one in open_risks), sources_of("risk", open_risks)),
        Heading(_("What was decided"), 3),
        _decisions(view.decisions, voice),
    ]


def _cells(one: RiskView, voice: Voice) -> tuple[Text, ...]:
    _ = voice.gettext
    borne = fill(_("Borne by: {who}"), who=voice.label(one.bearer).lower()) if one.bearer else ""
    below = "\n".join(filter(None, (voice.words.labelled(voice.label(one.category), one.description), borne)))
    signs = ((_("Trigger: {text}"), one.trigger), (_("We stop when: {text}"), one.stop_condition))
    told = "".join("\n" + fill(text, text=said) for text, said in signs if said)
    return (
        (Span(one.title, strong=True), Span(f"\n{below}" if below else "", muted=True)),
        _grade(one.likelihood, one.impact, voice),
        (Span(one.mitigation), Span(told if one.mitigation else told.lstrip(), muted=True)),
        _grade(one.residual_likelihood, one.residual_impact, voice),
    )


def _grade(likelihood: int | None, impact: int | None, voice: Voice) -> str:
    """How likely and how hard, beneath each other."""
    steps = ((Likelihood, likelihood), (Impact, impact))
    return "\n".join(voice.name(scale, number) for scale, number in steps if number is not None)


def _decisions(rows: tuple[DecisionView, ...], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (Column(_("Question"), 2.6), Column(_("Outcome"), 4.0), Column(_("By whom"), 1.8))
    return filled(
        columns,
        tuple(
            (
                (Span(one.question, strong=True),),
                (Span(one.outcome), Span(f"\n{one.grounds}" if one.grounds else "", muted=True)),
                voice.words.joined(one.decided_by, voice.day(one.decided_on), by="\n"),
            )
            for one in rows
        ),
        sources_of("decision", rows),
    )
