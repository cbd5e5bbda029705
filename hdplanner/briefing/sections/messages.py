"""The messages: core line, supports, proof by what may be said of it, answers, and the same in other words."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Callout, Column, Heading, Point, Points, Source, Span, Text
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import other_way
from hdplanner.domain.values import Disclosure, LineKind, MessageStatus
from hdplanner.i18n import N_
from hdplanner.services.plan_rows import MessageView, PlanView, ProofView, ReplyView, VariantView

_NOTES = {
    Disclosure.MAY_BE_SAID: "",
    Disclosure.IF_RAISED: N_("do not volunteer"),
    Disclosure.BACKGROUND: N_("for your understanding only"),
}


def messages(view: PlanView, voice: Voice) -> list[Block]:
    """Each message as a house: its line, what carries it, what proves it."""
    blocks: list[Block] = []
    for one in view.messages:
        blocks.extend(_message(one, voice))
        if view.judgements:  # the words for one counterpart are no business of others
            blocks.extend(_variants(one.variants, voice))
    return blocks


def _message(one: MessageView, voice: Voice) -> list[Block]:
    _ = voice.gettext
    unfinished = "" if one.status is MessageStatus.APPROVED else voice.label(one.status)
    source = Source("message", one.id)
    supports = tuple(Point(text, source=source) for text in one.supports if text)
    return [
        Heading(one.title, 2, unfinished, source),
        Callout(voice.label(one.disclosure), one.core_line, source),
        Points(supports),
        *_proofs(one.proofs, voice),
        *_replies(one.replies, voice),
    ]


def _proofs(proofs: tuple[ProofView, ...], voice: Voice) -> list[Block]:
    """Facts by what may be said of them: a reader sees at a glance where speaking ends."""
    blocks: list[Block] = []
    for disclosure in Disclosure:
        facts = tuple(_proof(fact, voice) for fact in proofs if fact.disclosure is disclosure and fact.text)
        note = voice.gettext(_NOTES[disclosure])
        blocks += [Heading(voice.label(disclosure), 3, note), Points(facts, numbered=False)]
    return blocks


def _proof(fact: ProofView, voice: Voice) -> Point:
    """A fact with where it stands and of which day it is: in brackets, or beneath it where the two run apart."""
    record = Source("proof_point", fact.id)
    stands = voice.words.listed((fact.source, voice.day(fact.source_on)))
    if voice.rtl or other_way(fact.text, stands):
        return Point(fact.text, (Span(stands, muted=True),), record)
    note = f" {voice.words.noted('', stands)}" if stands else ""
    return Point((Span(fact.text), Span(note, muted=True)), source=record)


def _replies(replies: tuple[ReplyView, ...], voice: Voice) -> list[Block]:
    _ = voice.gettext
    titles = {LineKind.ARGUMENT: _("Their argument, our answer"), LineKind.IF_ASKED: _("If asked")}
    blocks: list[Block] = []
    for kind, title in titles.items():
        lines = tuple(_reply(one, voice) for one in replies if one.kind is kind and one.argument)
        blocks += [Heading(title, 3), Points(lines, numbered=False)]
    return blocks


def _reply(one: ReplyView, voice: Voice) -> Point:
    source = Source("counter_argument", one.id)
    if one.disclosure is Disclosure.MAY_BE_SAID:
        return Point(one.argument, one.reply, source)
    only = Span("  " + voice.label(one.disclosure), muted=True)
    return Point((Span(one.argument), only), one.reply, source)


def _variants(variants: tuple[VariantView, ...], voice: Voice) -> list[Block]:
    """The core line for each audience in its language; the whole text stands in the brief of its meeting."""
    _ = voice.gettext
    columns = (Column(_("For whom"), 1.8), Column(_("Language"), 1.2), Column(_("Core line"), 5.0))
    alike: dict[tuple[str, str], list[VariantView]] = {}
    for one in variants:
        if one.core_line:
            alike.setdefault((one.language, one.core_line), []).append(one)
    cells: list[tuple[Text, ...]] = [
        (
            voice.words.listed(dict.fromkeys(one.audience or _("anybody") for one in same)),
            voice.language_name(language),
            core_line,
        )
        for (language, core_line), same in alike.items()
    ]
    first = [same[0] for same in alike.values()]
    return [Heading(_("In other words"), 3), filled(columns, cells, sources_of("variant", first))]
