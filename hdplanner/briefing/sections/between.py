"""Promises between us and a counterpart: ours to them first, what is overdue before the rest."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing.content import Block, Column, Heading, Source, Span, TableBlock, Text
from hdplanner.briefing.sections.concerning import on_visit
from hdplanner.briefing.sections.tables import sourced
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import CommitmentSide
from hdplanner.services.pack_rows import PackView, PromiseView


def between_us(view: PackView, voice: Voice) -> list[Block]:
    """What is not settled between us yet."""
    return [] if on_visit(view) else open_promises(view.promises, view.counterpart, voice)


def open_promises(promises: Iterable[PromiseView], counterpart: str, voice: Voice) -> list[Block]:
    """Promises that are still open, side by side with nobody else's."""
    return by_side([one for one in promises if one.status is None or one.status.is_open], counterpart, voice)


def by_side(promises: list[PromiseView], counterpart: str, voice: Voice) -> list[Block]:
    """Ours to them, then theirs to us."""
    _ = voice.gettext
    titles = {CommitmentSide.OURS: _("Ours to them"), CommitmentSide.THEIRS: _("Theirs to us")}
    blocks: list[Block] = []
    for side, title in titles.items():
        own = [one for one in promises if one.side is side]
        if own:
            blocks += [Heading(title, 3), _table(own, counterpart, side, voice)]
    return blocks


def _table(rows: list[PromiseView], counterpart: str, side: CommitmentSide, voice: Voice) -> TableBlock:
    """With the other end named only where it is not the counterpart itself."""
    _ = voice.gettext
    others = any(one.stakeholder != counterpart for one in rows)
    columns = (
        Column(_("To whom") if side is CommitmentSide.OURS else _("By whom"), 1.5),
        Column(_("Promise"), 3.4),
        Column(_("Made"), 1.4),
        Column(_("Due"), 1.1),
        Column(_("Status"), 1.2),
    )
    return sourced(
        columns,
        [
            (Source("commitment", one.id), (one.stakeholder if others else "", *_cells(one, voice)))
            for one in rows
        ],
    )


def _cells(one: PromiseView, voice: Voice) -> tuple[Text, ...]:
    _ = voice.gettext
    before = ""
    if one.predecessor:
        ours = one.side is CommitmentSide.OURS
        before = _("to the predecessor") if ours else _("made by the predecessor")
    made: Text = (Span(voice.day(one.made_on)), Span(f"\n{before}" if before else "", muted=True))
    promise: Text = (Span(one.wording), Span(f"\n{one.conditions}" if one.conditions else "", muted=True))
    late: Text = (Span(_("Overdue"), strong=True),)
    return promise, made, voice.day(one.due_on), late if one.overdue else voice.label(one.status)
