"""Promises for a successor: ours to them first, what is overdue at the top, with what is kept to and by whom."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Prose, Span, Text, Tone
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import CommitmentSide
from hdplanner.services.pack_rows import PackView, PromiseView


def our_promises(view: PackView, voice: Voice) -> list[Block]:
    """What a successor must keep: a promise is the office's, whoever gave it."""
    return _promises(view, CommitmentSide.OURS, voice)


def their_promises(view: PackView, voice: Voice) -> list[Block]:
    """What was promised to us: a promise stays with the post when its holder changes."""
    return _promises(view, CommitmentSide.THEIRS, voice)


def _promises(view: PackView, side: CommitmentSide, voice: Voice) -> list[Block]:
    _ = voice.gettext
    rows = [one for one in view.promises if one.side is side and (one.status is None or one.status.is_open)]
    columns = (
        Column(_("To whom") if side is CommitmentSide.OURS else _("By whom"), 1.6),
        Column(_("Promise"), 4.0),
        Column(_("Made"), 1.5),
        Column(_("Due"), 1.4),
        Column(_("Who sees to it"), 1.3),
    )
    table = filled(columns, [_cells(one, voice) for one in rows], sources_of("commitment", rows))
    return [Prose(_lead(rows, voice), Tone.LEAD), table]


def _lead(rows: list[PromiseView], voice: Voice) -> str:
    late = sum(one.overdue for one in rows)
    if not late:
        return ""
    return voice.ngettext(
        "{number} of these promises is overdue.", "{number} of these promises are overdue.", late
    )


def _cells(one: PromiseView, voice: Voice) -> tuple[Text, ...]:
    _ = voice.gettext
    terms = fill(_("On condition: {text}"), text=one.conditions) if one.conditions else ""
    proof = voice.words.labelled(_("How we will know"), one.verification) if one.verification else ""
    below = "\n".join(filter(None, (terms, proof)))
    late = _("Overdue") if one.overdue else voice.label(one.status)
    return (
        (Span(one.stakeholder, strong=True),),
        (Span(one.wording), Span(f"\n{below}" if below else "", muted=True)),
        _made(one, voice),
        (Span(voice.day(one.due_on)), Span("\n" if one.due_on else ""), Span(late, strong=one.overdue)),
        one.owner,
    )


def _made(one: PromiseView, voice: Voice) -> Text:
    """When, by whom, and whether whoever holds the post now was there."""
    _ = voice.gettext
    before = ""
    if one.predecessor:
        ours = one.side is CommitmentSide.OURS
        before = _("to the predecessor") if ours else _("made by the predecessor")
    told = "\n".join(filter(None, (one.made_by, before)))
    return (Span(voice.day(one.made_on)), Span(f"\n{told}" if told else "", muted=True))
