"""The annex: what each judgement rests on, and what the words of the scales mean."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Fact, Facts, Heading, TableBlock, Text
from hdplanner.briefing.sections.profiles import deciders
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.choices import Scale
from hdplanner.domain.values import Audience, Confidence, Influence, Interest, Position, Relationship
from hdplanner.i18n import N_
from hdplanner.services.plan_rows import PlanView
from hdplanner.services.stakeholders import StakeholderRow

_SCALES: tuple[tuple[str, type[Scale]], ...] = (
    (N_("Position"), Position),
    (N_("Influence"), Influence),
    (N_("Interest"), Interest),
    (N_("Relationship"), Relationship),
    (N_("Confidence"), Confidence),
)


def annex(view: PlanView, voice: Voice) -> list[Block]:
    """Evidence for our own use, where no profile has told it; the scales only where they were used."""
    _ = voice.gettext
    blocks: list[Block] = []
    told = {row.id for row in deciders(view)}
    judged = [row for row in view.stakeholders if row.made_on and row.evidence and row.id not in told]
    if view.audience is Audience.INTERNAL:
        blocks += [Heading(_("What the judgements rest on"), 2), _evidence(judged, voice)]
    if view.judgements and any(row.made_on for row in view.stakeholders):
        blocks += [Heading(_("What the words mean"), 2), _glossary(voice)]
    return blocks


def _evidence(rows: list[StakeholderRow], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("Stakeholder"), 2.2),
        Column(_("Evidence"), 4.1),
        Column(_("Confidence"), 2.0),
    )
    cells: tuple[tuple[Text, ...], ...] = tuple(
        (row.name, row.evidence, _confidence(row, voice)) for row in rows
    )
    return filled(columns, cells, sources_of("stakeholder", rows))


def _confidence(row: StakeholderRow, voice: Voice) -> str:
    sure = voice.gettext(Confidence(row.confidence).text) if row.confidence else ""
    return voice.words.listed((sure, voice.day(row.made_on)))


def _glossary(voice: Voice) -> Facts:
    return Facts(tuple(Fact(voice.gettext(name), _steps(scale, voice)) for name, scale in _SCALES))


def _steps(scale: type[Scale], voice: Voice) -> str:
    """All steps of a scale, with what they mean."""
    words = voice.words
    return words.clauses(
        *(words.labelled(voice.step(scale, step), voice.gettext(step.meaning)) for step in scale)
    )
