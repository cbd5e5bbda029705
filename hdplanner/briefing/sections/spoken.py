"""What is said in a meeting: at most four points, answers to what may be raised, questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hdplanner.briefing.content import Block, Heading, Point, Points, Source, Span, Text
from hdplanner.briefing.sections.concerning import (
    MOST_POINTS,
    Kin,
    kin_in,
    line_of,
    on_visit,
    points_of,
    proof_of,
    replies_to,
    room_of,
    under,
    variant_for,
)
from hdplanner.briefing.sections.voice import Voice, paragraphs
from hdplanner.domain.values import Disclosure, LineKind, MessageStatus
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import MessageView, ProofView, ReplyView


def points(view: PackView, voice: Voice) -> list[Block]:
    """The points to make, to be read aloud, each with one proof that may be said."""
    if on_visit(view):
        return []
    return [
        block
        for plan, messages in points_of(view)
        for block in under(plan, view, [to_make(messages, kin_in(view), view.subject.stakeholder_id, voice)])
    ]


def to_make(
    messages: list[MessageView], kin: Kin, first: str | None, voice: Voice, *, alone: bool = False
) -> Points:
    """Messages as points; one that nobody has approved yet says so. ``alone`` leaves out what stands beside one."""
    more = [] if alone else beside(messages, kin, first, voice)
    return Points((*(_point(one, kin, first, voice) for one in messages), *more), spoken=True)


def beside(said: list[MessageView], kin: Kin, first: str | None, voice: Voice) -> Iterator[Point]:
    """What else is said where one message stands alone: its words for this counterpart, else what carries it."""
    if len(said) != 1:
        return
    one = said[0]
    variant = variant_for(one, kin, voice.catalogue.language, first)
    own = [part.text for part in paragraphs(variant.text)] if variant else []
    source = Source("message", one.id)
    points = [Point("", text, source) for text in own] or [Point(text, "", source) for text in one.supports]
    yield from points[: MOST_POINTS - 1]


def _point(one: MessageView, kin: Kin, first: str | None, voice: Voice) -> Point:
    line = line_of(one, kin, voice.catalogue.language, first)
    unfinished = "" if one.status is MessageStatus.APPROVED else voice.label(one.status).lower()
    lead: Text = (Span(line), Span(f"  {unfinished}", muted=True)) if unfinished else line
    return Point(lead, _spoken_proof(proof_of(one), voice), Source("message", one.id))


def _spoken_proof(proof: ProofView | None, voice: Voice) -> Text:
    if proof is None:
        return ""
    origin = origin_of(proof, voice)
    return (Span(proof.text), Span(f"\n{origin}" if origin else "", muted=True))


def unbroken(day: str) -> str:
    """A date that no line ends within."""
    return day.replace(" ", "\N{NO-BREAK SPACE}")


def origin_of(proof: ProofView, voice: Voice) -> str:
    """Where a fact stands, and of which day."""
    return voice.words.listed((proof.source, unbroken(voice.day(proof.source_on))))


def if_raised(view: PackView, voice: Voice) -> list[Block]:
    """Their arguments with our answers; whose argument it is comes first."""
    return _answered(view, LineKind.ARGUMENT, voice)


def answers(view: PackView, voice: Voice) -> list[Block]:
    """What they may ask, and what we answer."""
    return _answered(view, LineKind.IF_ASKED, voice)


def _answered(view: PackView, kind: LineKind, voice: Voice) -> list[Block]:
    if on_visit(view):
        return []
    blocks: list[Block] = []
    for plan in view.plans:
        lines = replies_to(plan, kin_in(view), room_of(view), kind)
        items = tuple(_reply(one, voice) for one in lines)
        if items:
            blocks += under(plan, view, [Points(items, numbered=False)])
    return blocks


def _reply(one: ReplyView, voice: Voice) -> Point:
    """What they say, with the answer beneath; one that must not be volunteered need not say so here."""
    withheld = one.disclosure is Disclosure.BACKGROUND
    note = Span(f"  {voice.label(one.disclosure)}" if withheld else "", muted=True)
    source = Source("counter_argument", one.id)
    return (
        Point((Span(one.argument), note), one.reply, source) if one.argument else Point(one.reply, "", source)
    )


def facts_by_use(proofs: Iterable[ProofView], voice: Voice) -> dict[Disclosure, tuple[Point, ...]]:
    """Facts by what may be said of them, each with its source."""
    found: dict[Disclosure, tuple[Point, ...]] = {}
    for proof in proofs:
        found[proof.disclosure] = (*found.get(proof.disclosure, ()), fact(proof, voice))
    return found


def fact(proof: ProofView, voice: Voice) -> Point:
    """A fact and, standing back, where it is from."""
    origin = origin_of(proof, voice)
    return Point(
        (Span(proof.text), Span(f"\n{origin}" if origin else "", muted=True)),
        "",
        Source("proof_point", proof.id),
    )


def heading_of(disclosure: Disclosure, note: str, voice: Voice) -> Heading:
    """Where one kind of facts begins and another ends."""
    return Heading(voice.label(disclosure), 3, voice.gettext(note) if note else "")
