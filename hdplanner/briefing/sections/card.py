"""The speaking card: the one objective, who and when, at most four points, at most three answers, what to avoid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat

from hdplanner.briefing.content import Block, Callout, Point, Points, Prose, Source, Tone
from hdplanner.briefing.sections.appointment import desired
from hdplanner.briefing.sections.concerning import (
    asks_of,
    kin_in,
    line_of,
    on_visit,
    points_of,
    proof_of,
    replies_to,
    room_of,
    under,
)
from hdplanner.briefing.sections.room import people
from hdplanner.briefing.sections.spoken import beside
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.sections.when_where import when
from hdplanner.briefing.words import fill
from hdplanner.domain.values import LineKind
from hdplanner.services.pack_rows import AppointmentView, PackView
from hdplanner.services.plan_rows import MessageView

_PROOFS_LEAVE, _ANSWERS_LEAVE = (1, 4, 6, 8), (3, 5, 7)
"""The last answers and the last proofs leave a full card first, by turns, and the first proof last of all."""


def at_a_glance(view: PackView, voice: Voice) -> list[Block]:
    """The one objective in a line, then with whom, when and where, and how they are addressed."""
    _ = voice.gettext
    if on_visit(view) and view.visit:
        return [Callout(_("Objective"), view.visit.purpose), _programme(view.visit.meetings, voice)]
    one = view.meeting
    first = next(iter(people(view, one, voice)), None)
    name = first.name if first else view.counterpart
    form = first.portrait.form_of_address if first and first.portrait else ""
    address = fill(_("address as “{form}”"), form=form) if form else ""
    lines = [voice.words.noted(name, address)] if one or address else []  # else the title has said it
    lines += [when(one, voice, with_zone=False), one.place] if one else []
    source = Source("meeting", one.id) if one else None
    return [_objective(view, voice), Prose("\n".join(filter(None, lines)), Tone.LEAD, source)]


def _programme(meetings: tuple[AppointmentView, ...], voice: Voice) -> Points:
    """The meetings of a visit: with whom, then when and where."""
    return Points(
        tuple(
            Point(
                one.counterpart or one.title,
                "\n".join(filter(None, (when(one, voice, with_zone=False), one.place))),
                Source("meeting", one.id),
            )
            for one in meetings
        ),
        numbered=False,
        spoken=True,
    )


def _objective(view: PackView, voice: Voice) -> Callout:
    """What we want from this meeting, else what this counterpart is asked for, else the objective of the plan."""
    kin = kin_in(view)
    asks = [ask for plan in view.plans for _objective, ask in asks_of(plan, kin)] if kin else []
    if asks and not (view.meeting and view.meeting.desired_outcome):
        return Callout(voice.gettext("What we ask"), asks[0].action, Source("ask", asks[0].id))
    return desired(view, voice)


def card_points(view: PackView, voice: Voice) -> list[Block]:
    """At most four points, to be read at arm's length; each has one proof that may be said."""
    if on_visit(view):
        return []
    leaving = chain(_PROOFS_LEAVE, repeat(9))
    return [
        block
        for plan, messages in points_of(view)
        for block in under(plan, view, [_points(messages, view, voice, leaving)])
    ]


def _points(messages: list[MessageView], view: PackView, voice: Voice, leaving: Iterator[int]) -> Points:
    said = [_point(one, view, voice, next(leaving)) for one in messages]
    more = beside(messages, kin_in(view), view.subject.stakeholder_id, voice)
    return Points((*said, *(replace(one, leaves=next(leaving)) for one in more)), spoken=True)


def _point(one: MessageView, view: PackView, voice: Voice, leaves: int) -> Point:
    proof = proof_of(one)
    line = line_of(one, kin_in(view), voice.catalogue.language, view.subject.stakeholder_id)
    return Point(line, proof.text if proof else "", Source("message", one.id), detail_leaves=leaves)


def card_answers(view: PackView, voice: Voice) -> list[Block]:
    """The answers alone: whoever holds the card has heard the question."""
    if on_visit(view):
        return []
    found = [
        one
        for plan in view.plans
        for kind in (LineKind.ARGUMENT, LineKind.IF_ASKED)
        for one in replies_to(plan, kin_in(view), room_of(view), kind)
    ]
    items = tuple(
        Point(one.reply, source=Source("counter_argument", one.id), leaves=leaves)
        for one, leaves in zip(found, _ANSWERS_LEAVE, strict=False)
    )
    return [Points(items, numbered=False, spoken=True)] if items else []


def avoid(view: PackView, voice: Voice) -> list[Block]:
    """What is not to be raised, sentence by sentence as it was written."""
    one = view.meeting
    if one is None or not one.avoid:
        return []
    lines = tuple(Point(line.strip(), source=Source("meeting", one.id)) for line in one.avoid.splitlines())
    return [Points(tuple(line for line in lines if line.lead), numbered=False, spoken=True)]
