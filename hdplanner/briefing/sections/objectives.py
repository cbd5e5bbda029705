"""Objectives and asks: what we want, from whom, by when, and the lines that are not crossed."""

from __future__ import annotations

from hdplanner.briefing.content import (
    Block,
    Callout,
    Column,
    Fact,
    Facts,
    Heading,
    Point,
    Points,
    Source,
    Span,
    Text,
)
from hdplanner.briefing.sections.shown import is_outside
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.services.plan_rows import AskView, ObjectiveView, PlanView


def objectives(view: PlanView, voice: Voice) -> list[Block]:
    """Every objective with what hangs on it."""
    blocks: list[Block] = []
    for place, one in enumerate(view.objectives, start=1):
        blocks.extend(_objective(one, place, len(view.objectives), voice))
        if not is_outside(view.audience):
            blocks.extend(_consulted(one, voice))
    return blocks


def _objective(one: ObjectiveView, place: int, count: int, voice: Voice) -> list[Block]:
    _ = voice.gettext
    numbered = fill(_("Objective {number}"), number=voice.number(place)) if count > 1 else _("Objective")
    source = Source("objective", one.id)
    facts = Facts(
        (
            Fact(_("Indicator"), one.indicator, source),
            Fact(_("By"), voice.day(one.target_on, "long"), source),
            Fact(_("Way"), voice.words.joined(voice.label(one.track), voice.label(one.horizon)), source),
        )
    )
    return [
        Heading(one.title, 2, source=source),
        Callout(numbered, one.statement or one.title, source),
        facts,
        *_asks(one.asks, voice),
        *_lines(one, voice),
    ]


def _asks(asks: tuple[AskView, ...], voice: Voice) -> list[Block]:
    _ = voice.gettext
    columns = (
        Column(_("Who is asked"), 1.6),
        Column(_("To do what"), 2.7),
        Column(_("By when"), 1.4),
        Column(_("How we will know"), 1.8),
    )
    rows = tuple((ask.addressee, ask.action, _by_when(ask, voice), ask.verification) for ask in asks)
    return [Heading(_("Asks"), 3), filled(columns, rows, sources_of("ask", asks))]


def _by_when(ask: AskView, voice: Voice) -> Text:
    if ask.met_on:
        met = fill(voice.gettext("Met on {date}"), date=voice.day(ask.met_on))
        return (Span(met, strong=True),)
    due = voice.day(ask.due_on)
    return (Span(due), Span(f"\n{ask.window}" if due else ask.window, muted=True)) if ask.window else due


def _lines(one: ObjectiveView, voice: Voice) -> list[Block]:
    """Red lines and bottom lines; they are in the data only for those who may know them."""
    _ = voice.gettext
    source = Source("objective", one.id)
    return [
        Heading(_("Red lines"), 3, _("not to be crossed")),
        Points(tuple(Point(text, source=source) for text in one.red_lines), numbered=False),
        Heading(_("Bottom lines"), 3, _("the least that we accept; not to be said")),
        Points(tuple(Point(text, source=source) for text in one.bottom_lines), numbered=False),
    ]


def _consulted(one: ObjectiveView, voice: Voice) -> list[Block]:
    _ = voice.gettext
    columns = (
        Column(_("Component"), 1.5),
        Column(_("When, by whom"), 2.3),
        Column(_("Agreed line"), 3.2),
    )
    cells = tuple(
        (
            (Span(voice.label(row.component)), Span("\n" + voice.label(row.how), muted=True)),
            voice.words.listed((voice.day(row.held_on), row.by)),
            row.agreed_line,
        )
        for row in one.consultations
    )
    sources = [Source("objective", one.id)] * len(cells)
    return [Heading(_("In the Movement"), 3), filled(columns, cells, sources)]
