"""The aide-memoire that is left on the table: in the third person, without courtesies, signature or judgement.

It is read with the eyes of the public: what may not be said is not in the view that it is made of.
"""

from __future__ import annotations

from hdplanner.briefing.content import Block, Callout, Fact, Facts, Point, Points, Prose, Source, Span, Tone
from hdplanner.briefing.sections.concerning import asks_of, kin_in, line_of, points_of
from hdplanner.briefing.sections.spoken import fact
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import Disclosure
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import AskView, ProofView


def request(view: PackView, voice: Voice) -> list[Block]:
    """What is asked of whom by when; where the words of the ask may not leave, the message carries it."""
    kin = kin_in(view)
    asks = [ask for plan in view.plans for _objective, ask in asks_of(plan, kin)]
    told = [block for ask in asks for block in (_lead(ask, asks, view, voice), _ask(ask, voice)) if block]
    lines = [
        Callout(
            "",
            line_of(one, kin, voice.catalogue.language, view.subject.stakeholder_id),
            Source("message", one.id),
        )
        for _plan, messages in points_of(view)
        for one in messages
    ]
    return told or list(lines[:1])


def _lead(ask: AskView, asks: list[AskView], view: PackView, voice: Voice) -> Block | None:
    """Who asks whom, once for each who is asked."""
    before = asks[: asks.index(ask)]
    if any(one.addressee == ask.addressee for one in before):
        return None
    _ = voice.gettext
    office = view.plan.frame.office
    if not office:
        return None
    if ask.addressee:
        text = fill(_("{office} asks of {addressee}:"), office=office, addressee=ask.addressee)
    else:
        text = fill(_("{office} asks:"), office=office)
    return Prose(text, Tone.LEAD)


def _ask(ask: AskView, voice: Voice) -> Block:
    by = fill(voice.gettext("By {date}"), date=voice.day(ask.due_on, "long")) if ask.due_on else ""
    return Points((Point(ask.action, (Span(by, muted=True),), Source("ask", ask.id)),), numbered=False)


def reasons(view: PackView, voice: Voice) -> list[Block]:
    """What carries the request: each message in one line, and its supports."""
    kin = kin_in(view)
    asked = any(asks_of(plan, kin) for plan in view.plans)
    blocks: list[Block] = []
    for place, one in enumerate(one for _plan, messages in points_of(view) for one in messages):
        source = Source("message", one.id)
        line = line_of(one, kin, voice.catalogue.language, view.subject.stakeholder_id)
        if asked or place:  # else it carries the request itself
            blocks.append(Prose((Span(line, strong=True),), source=source))
        blocks.append(
            Points(tuple(Point(text, source=source) for text in one.supports if text), numbered=False)
        )
    return blocks


def evidence(view: PackView, voice: Voice) -> list[Block]:
    """Facts that may be said, each with where it stands and of which day."""
    facts: dict[str, ProofView] = {
        proof.id: proof
        for _plan, messages in points_of(view)
        for one in messages
        for proof in one.proofs
        if proof.text and proof.disclosure is Disclosure.MAY_BE_SAID
    }
    items = tuple(fact(one, voice) for one in facts.values())
    return [Points(items, numbered=False)] if items else []


def contact(view: PackView, voice: Voice) -> list[Block]:
    """Who speaks, and of which day the paper is. A name or a number is added by hand, in a section of one's own."""
    _ = voice.gettext
    office = view.plan.frame.office
    return [
        Facts(
            (Fact(_("Issued by"), office), Fact(_("Date"), voice.day(view.today, "long") if office else ""))
        )
    ]
