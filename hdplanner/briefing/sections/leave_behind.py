"""The aide-memoire that is left on the table: in the third person, without courtesies, signature or judgement.

It is read with the eyes of the public: what may not be said is not in the view that it is made of.
"""

from __future__ import annotations

from hdplanner.briefing.content import Block, Callout, Fact, Facts, Heading, Point, Points, Source, Span
from hdplanner.briefing.sections.concerning import asks_of, kin_in, line_of, points_of
from hdplanner.briefing.sections.spoken import fact
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import Disclosure
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import AskView, MessageView, ProofView


def request(view: PackView, voice: Voice) -> list[Block]:
    """The one line that matters, then what is asked of whom by when, where the words of an ask may leave the house."""
    lines = [_line(one, view, voice) for _plan, messages in points_of(view) for one in messages]
    asks = [ask for plan in view.plans for _objective, ask in asks_of(plan, kin_in(view))]
    blocks: list[Block] = [Callout("", text, source) for text, source in lines[:1]]
    if asks:
        points = tuple(_ask(ask, voice) for ask in asks)
        blocks += [Heading(voice.gettext("What is asked"), 3), Points(points, numbered=False)]
    return blocks


def _line(one: MessageView, view: PackView, voice: Voice) -> tuple[str, Source]:
    words = line_of(one, kin_in(view), voice.catalogue.language, view.subject.stakeholder_id)
    return words, Source("message", one.id)


def _ask(ask: AskView, voice: Voice) -> Point:
    """What is asked; beneath it of whom and by when. No courtesy, no sentence around it."""
    by = fill(voice.gettext("by {date}"), date=voice.day(ask.due_on, "long")) if ask.due_on else ""
    detail = voice.words.listed((ask.addressee, by))
    return Point(ask.action, (Span(detail, muted=True),), Source("ask", ask.id))


def reasons(view: PackView, voice: Voice) -> list[Block]:
    """What carries the request: the supports of the first message, then each further one in a line with its own."""
    blocks: list[Block] = []
    for place, one in enumerate(one for _plan, messages in points_of(view) for one in messages):
        text, source = _line(one, view, voice)
        if place:  # the first one has said it in brief
            blocks.append(Heading(text, 3, source=source))
        supports = tuple(Point(support, source=source) for support in one.supports if support)
        blocks.append(Points(supports, numbered=False))
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
