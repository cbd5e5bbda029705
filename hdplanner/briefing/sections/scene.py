"""The scene setter, and what frames the plan: the problem, who is affected, why us, why now, on whose mandate."""

from __future__ import annotations

from dataclasses import replace

from hdplanner.briefing.content import Block, Fact, Facts, Heading, Source, Tone
from hdplanner.briefing.sections.voice import Voice, paragraphs
from hdplanner.briefing.words import fill
from hdplanner.services.plan_rows import PlanView


def scene(view: PlanView, voice: Voice) -> list[Block]:
    """The scene setter: its first paragraph larger, as the one that is read."""
    told = paragraphs(view.frame.scene_setter)
    source = Source("campaign", view.frame.id)
    return [
        replace(one, tone=Tone.BODY if place else Tone.LEAD, source=source) for place, one in enumerate(told)
    ]


def issue(view: PlanView, voice: Voice) -> list[Block]:
    """The problem, in the order in which a reader asks."""
    _ = voice.gettext
    frame = view.frame
    asked = (
        (_("The problem"), frame.problem),
        (_("What it does"), frame.effects),
        (_("Where it comes from"), frame.causes),
        (_("Who is affected"), frame.affected),
        (_("Why us"), frame.why_us),
        (_("Why now"), frame.why_now),
    )
    blocks: list[Block] = []
    for title, text in asked:
        told = (replace(one, source=Source("campaign", frame.id)) for one in paragraphs(text))
        blocks.extend([Heading(title, 3), *told])
    return [*blocks, *_mandate(view, voice)]


def _mandate(view: PlanView, voice: Voice) -> list[Block]:
    _ = voice.gettext
    frame = view.frame
    if not frame.mandate and not frame.mandate_by:
        return []
    until = fill(_("until {date}"), date=voice.day(frame.mandate_until)) if frame.mandate_until else ""
    given = voice.words.listed((frame.mandate_by, until))
    source = Source("campaign", frame.id)
    told = (replace(one, source=source) for one in paragraphs(frame.mandate))
    return [Heading(_("Mandate"), 3), *told, Facts((Fact(_("Given by"), given, source),))]
