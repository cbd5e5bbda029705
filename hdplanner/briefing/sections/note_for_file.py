"""The record of a meeting: what was said, their words apart from our reading, what was agreed, what is to be done.

It stays in the house. The text for others is the read-out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hdplanner.briefing.content import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Point,
    Points,
    Prose,
    Source,
    Span,
    TableBlock,
    Text,
    Tone,
)
from hdplanner.briefing.sections.appointment import how
from hdplanner.briefing.sections.concerning import meetings_of
from hdplanner.briefing.sections.tables import sourced
from hdplanner.briefing.sections.voice import Voice, paragraphs
from hdplanner.briefing.sections.when_where import on_day, side, speakers, when
from hdplanner.briefing.words import fill
from hdplanner.domain.values import CommitmentSide, DelegateSide
from hdplanner.services.pack_rows import AppointmentView, FollowUpView, PackView, PromiseView, RecordView


def each(view: PackView, tell: Callable[[AppointmentView], list[Block]]) -> list[Block]:
    """What is told of each meeting, under its title where there are several."""
    meetings = meetings_of(view)
    blocks: list[Block] = []
    for one in meetings:
        told = tell(one)
        if told and len(meetings) > 1:
            blocks.append(Heading(one.title or one.counterpart, 2, source=Source("meeting", one.id)))
        blocks += told
    return blocks


def record(view: PackView, voice: Voice) -> list[Block]:
    """When and where it was, who was there on both sides by their part, and who wrote this when."""
    return each(view, lambda one: [_facts(one, voice)])


def _facts(one: AppointmentView, voice: Voice) -> Facts:
    _ = voice.gettext
    facts = (
        (_("When"), when(one, voice)),
        (_("Where"), one.place),
        (_("Channel"), how(one, voice)),
        (_("Asked for by"), one.asked_by),
        (_("For us"), side(one, DelegateSide.OURS, voice)),
        (_("For them"), side(one, DelegateSide.THEIRS, voice) or one.counterpart),
        (_("What we wanted"), one.desired_outcome),
        (_("Serves"), voice.words.clauses(*one.campaigns)),
        (_("Written by"), _written(one.records, voice)),
    )
    source = Source("meeting", one.id)
    return Facts(tuple(Fact(label, value, source) for label, value in facts))


def _written(records: Iterable[RecordView], voice: Voice) -> str:
    return voice.words.clauses(
        *(voice.words.listed((one.written_by, voice.day(one.written_on))) for one in records)
    )


def said(view: PackView, voice: Voice) -> list[Block]:
    """What we brought, and what was said about it."""
    lines = {message.id: message.core_line for plan in view.plans for message in plan.messages}

    def tell(one: AppointmentView) -> list[Block]:
        blocks: list[Block] = []
        for row in one.records:
            ours = lines.get(row.message_id or "", "")
            if ours:
                label = voice.gettext("We said")
                blocks.append(Facts((Fact(label, ours, Source("message", row.message_id or "")),)))
            blocks += _prose(row.summary, one)
        return blocks

    return each(view, tell)


def their_words(view: PackView, voice: Voice) -> list[Block]:
    """What they said, as they said it."""
    return each(view, lambda one: [block for row in one.records for block in _prose(row.their_words, one)])


def our_reading(view: PackView, voice: Voice) -> list[Block]:
    """What we make of it: a judgement, and marked as one."""
    note = voice.gettext("A judgement of ours. It is not for others.")
    return each(view, lambda one: _reading(one, note))


def _reading(one: AppointmentView, note: str) -> list[Block]:
    blocks = [block for row in one.records for block in _prose(row.our_reading, one)]
    return [Prose(note, Tone.SMALL), *blocks] if blocks else []


def _prose(text: str, one: AppointmentView) -> list[Block]:
    source = Source("meeting", one.id)
    return [Prose(part.text, part.tone, source) for part in paragraphs(text)]


def agreed(view: PackView, voice: Voice) -> list[Block]:
    """The promises of both sides, ours first: in what form, by when, on what conditions."""
    return each(view, lambda one: _promised(one, voice))


def _promised(one: AppointmentView, voice: Voice) -> list[Block]:
    _ = voice.gettext
    titles = {CommitmentSide.OURS: _("We promised"), CommitmentSide.THEIRS: _("They promised")}
    blocks: list[Block] = []
    for side_of, title in titles.items():
        own = [row for row in one.promises if row.side is side_of]
        if own:
            blocks += [Heading(title, 3), _promises(own, voice)]
    return blocks


def _promises(rows: list[PromiseView], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("Promise"), 2.8),
        Column(_("By whom"), 1.4),
        Column(_("Form"), 0.8),
        Column(_("Due"), 1.0),
        Column(_("Conditions"), 1.6),
        Column(_("How we will know"), 1.6),
    )
    return sourced(
        columns,
        [
            (
                Source("commitment", row.id),
                (
                    row.wording,
                    row.made_by or row.stakeholder,
                    voice.label(row.form),
                    voice.day(row.due_on),
                    row.conditions,
                    row.verification,
                ),
            )
            for row in rows
        ],
    )


def to_do(view: PackView, voice: Voice) -> list[Block]:
    """What follows, who does it, by when."""
    return each(view, lambda one: [_tasks(one.follow_ups, voice)] if one.follow_ups else [])


def _tasks(rows: tuple[FollowUpView, ...], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("What"), 3.6),
        Column(_("Who"), 1.5),
        Column(_("By when"), 1.1),
        Column(_("Status"), 1.0),
    )
    late: Text = (Span(_("Overdue"), strong=True),)
    return sourced(
        columns,
        [
            (
                Source("follow_up", row.id),
                (
                    row.text,
                    row.owner,
                    voice.day(row.due_on),
                    late if row.overdue else voice.label(row.status),
                ),
            )
            for row in rows
        ],
    )


def met(view: PackView, voice: Voice) -> list[Block]:
    """That the meeting took place, when, and between whom, as this audience may know them."""
    return each(view, lambda one: [_met(one, voice)])


def _met(one: AppointmentView, voice: Voice) -> Facts:
    _ = voice.gettext
    facts = (
        (_("When"), on_day(one, voice)),
        (_("With"), one.counterpart or speakers(one, DelegateSide.THEIRS, voice)),
        (_("For us"), speakers(one, DelegateSide.OURS, voice)),
    )
    return Facts(tuple(Fact(label, value, Source("meeting", one.id)) for label, value in facts))


def read_out(view: PackView, voice: Voice) -> list[Block]:
    """The text for others."""
    return each(view, lambda one: [block for row in one.records for block in _prose(row.read_out, one)])


def announced(view: PackView, voice: Voice) -> list[Block]:
    """What was promised before others, by whom, and by when."""
    return each(view, lambda one: _announcements(one.promises, voice))


def _announcements(promises: Iterable[PromiseView], voice: Voice) -> list[Block]:
    _ = voice.gettext
    items = tuple(
        Point(row.wording, (Span(_due(row, voice), muted=True),), Source("commitment", row.id))
        for row in promises
        if row.is_public
    )
    return [Points(items, numbered=False)] if items else []


def _due(row: PromiseView, voice: Voice) -> str:
    _ = voice.gettext
    who = voice.gettext("The office") if row.side is CommitmentSide.OURS else row.stakeholder
    due = fill(_("due {date}"), date=voice.day(row.due_on)) if row.due_on else ""
    return voice.words.listed((who, due))
