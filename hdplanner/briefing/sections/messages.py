"""The messages: core line, supports, proof by what may be said of it, answers, and the same in other words."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Callout, Entries, Entry, Heading, Point, Points
from hdplanner.briefing.sections.voice import Voice, joined
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
    return blocks


def _message(one: MessageView, voice: Voice) -> list[Block]:
    _ = voice.gettext
    unfinished = "" if one.status is MessageStatus.APPROVED else voice.label(one.status)
    supports = tuple(Point(text) for text in one.supports if text)
    return [
        Heading(one.title, 2, unfinished),
        Callout(voice.label(one.disclosure), one.core_line),
        Points(supports),
        *_proofs(one.proofs, voice),
        *_replies(one.replies, voice),
        Heading(_("In other words and languages"), 3),
        Entries(tuple(_variant(variant, voice) for variant in one.variants if _has_words(variant))),
    ]


def _proofs(proofs: tuple[ProofView, ...], voice: Voice) -> list[Block]:
    """Facts by what may be said of them: a reader sees at a glance where speaking ends."""
    blocks: list[Block] = []
    for disclosure in Disclosure:
        facts = tuple(
            Point(fact.text, joined(fact.source, voice.day(fact.source_on), by=", "))
            for fact in proofs
            if fact.disclosure is disclosure and fact.text
        )
        note = voice.gettext(_NOTES[disclosure])
        blocks += [Heading(voice.label(disclosure), 3, note), Points(facts, numbered=False)]
    return blocks


def _replies(replies: tuple[ReplyView, ...], voice: Voice) -> list[Block]:
    _ = voice.gettext
    titles = {LineKind.ARGUMENT: _("Their argument, our answer"), LineKind.IF_ASKED: _("If asked")}
    blocks: list[Block] = []
    for kind, title in titles.items():
        lines = tuple(
            Entry(reply.argument, _aside(reply, voice), reply.reply)
            for reply in replies
            if reply.kind is kind
        )
        blocks += [Heading(title, 3), Entries(lines)]
    return blocks


def _aside(reply: ReplyView, voice: Voice) -> str:
    return "" if reply.disclosure is Disclosure.MAY_BE_SAID else voice.label(reply.disclosure)


def _has_words(variant: VariantView) -> bool:
    return bool(variant.core_line or variant.text)


def _variant(variant: VariantView, voice: Voice) -> Entry:
    title = variant.core_line or variant.audience or voice.language_name(variant.language)
    aside = joined(variant.audience if variant.core_line else "", voice.language_name(variant.language))
    return Entry(title, aside, variant.text)
