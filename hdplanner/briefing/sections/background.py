"""What a reader should know before a meeting: what may be used apart from what must not be disclosed, and the limits."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing.content import Block, Column, Heading, Point, Points, Source, Span
from hdplanner.briefing.sections.concerning import (
    Kin,
    kin_in,
    meetings_of,
    messages_for,
    objectives_of,
    points_of,
    proof_of,
    under,
)
from hdplanner.briefing.sections.spoken import facts_by_use, heading_of
from hdplanner.briefing.sections.tables import SourcedRow, sourced
from hdplanner.briefing.sections.voice import Voice, paragraphs
from hdplanner.domain.values import Disclosure
from hdplanner.i18n import N_
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import ConsultationView, PlanView, ProofView

_NOTES = {
    Disclosure.MAY_BE_SAID: "",
    Disclosure.IF_RAISED: N_("do not volunteer"),
    Disclosure.BACKGROUND: N_("for your understanding only"),
}


def background(view: PackView, voice: Voice) -> list[Block]:
    """Facts that may be used, facts for an answer, and what is for the reader alone, in this order."""
    kin = _everybody(view)
    spoken = {proof.id for _plan, messages in points_of(view) for one in messages if (proof := proof_of(one))}
    return [
        block for plan in view.plans for block in under(plan, view, _background(plan, kin, spoken, voice))
    ]


def _everybody(view: PackView) -> Kin:
    return kin_in(view).union(*(one.kin for one in meetings_of(view)))


def _background(plan: PlanView, kin: Kin, spoken: set[str], voice: Voice) -> list[Block]:
    proofs: dict[str, ProofView] = {
        proof.id: proof for message in messages_for(plan, kin) for proof in message.proofs if proof.text
    }
    facts = facts_by_use((one for one in proofs.values() if one.id not in spoken), voice)
    blocks: list[Block] = []
    for disclosure in Disclosure:
        told: list[Block] = [Points(facts.get(disclosure, ()), numbered=False)]
        if disclosure is Disclosure.BACKGROUND:
            told = [*paragraphs(plan.frame.scene_setter), *told]
        if any(facts.get(disclosure, ())) or len(told) > 1:
            blocks += [heading_of(disclosure, _NOTES[disclosure], voice), *told]
    return blocks


def limits(view: PackView, voice: Voice) -> list[Block]:
    """Red lines and bottom lines of the objectives that the meeting is about."""
    kin = _everybody(view)
    return [block for plan in view.plans for block in under(plan, view, _limits(plan, kin, voice))]


def _limits(plan: PlanView, kin: Kin, voice: Voice) -> list[Block]:
    _ = voice.gettext
    objectives = objectives_of(plan, kin)
    red = _lines((one.id, text) for one in objectives for text in one.red_lines)
    bottom = _lines((one.id, text) for one in objectives for text in one.bottom_lines)
    blocks: list[Block] = []
    if red:
        blocks += [Heading(_("Red lines"), 3, _("not to be crossed")), Points(red, numbered=False)]
    if bottom:
        note = _("the least that we accept; not to be said")
        blocks += [Heading(_("Bottom lines"), 3, note), Points(bottom, numbered=False)]
    return blocks


def _lines(texts: Iterable[tuple[str, str]]) -> tuple[Point, ...]:
    return tuple(Point(text, source=Source("objective", key)) for key, text in texts)


def movement(view: PackView, voice: Voice) -> list[Block]:
    """Who in the Movement leads, was consulted or informed, and the agreed line: on the meeting, then on its objectives."""
    columns = _columns(voice)
    kin = _everybody(view)
    blocks: list[Block] = []
    own = [
        _consulted(row, Source("meeting", one.id), voice)
        for one in meetings_of(view)
        for row in one.consultations
    ]
    if own:
        blocks += [sourced(columns, own)]
    for plan in view.plans:
        rows = [
            _consulted(row, Source("objective", one.id), voice)
            for one in objectives_of(plan, kin)
            for row in one.consultations
            if row.meeting_id is None
        ]
        if rows:
            blocks += under(plan, view, [sourced(columns, rows)])
    return blocks


def _columns(voice: Voice) -> tuple[Column, ...]:
    _ = voice.gettext
    return Column(_("Component"), 1.5), Column(_("When, by whom"), 2.3), Column(_("Agreed line"), 3.2)


def _consulted(row: ConsultationView, source: Source, voice: Voice) -> SourcedRow:
    component = (Span(voice.label(row.component)), Span("\n" + voice.label(row.how), muted=True))
    return source, (component, voice.words.listed((voice.day(row.held_on), row.by)), row.agreed_line)
