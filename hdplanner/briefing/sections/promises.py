"""Promises both ways: ours first, what is overdue before the rest."""

from __future__ import annotations

from datetime import date

from hdplanner.briefing.content import Block, Column, Heading, Span, TableBlock, Text
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import CommitmentSide
from hdplanner.services.plan_rows import CommitmentView, PlanView


def promises(view: PlanView, voice: Voice) -> list[Block]:
    """Ours to them, then theirs to us."""
    _ = voice.gettext
    titles = {CommitmentSide.OURS: _("Ours to them"), CommitmentSide.THEIRS: _("Theirs to us")}
    blocks: list[Block] = []
    for side, title in titles.items():
        own = sorted((one for one in view.commitments if one.side is side), key=_urgency)
        blocks += [Heading(title, 3), _table(own, side, voice)]
    return blocks


def _urgency(one: CommitmentView) -> tuple[bool, bool, date]:
    settled = one.status is not None and not one.status.is_open
    return not one.overdue, settled, one.due_on or date.max


def _table(rows: list[CommitmentView], side: CommitmentSide, voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("To whom") if side is CommitmentSide.OURS else _("By whom"), 1.6),
        Column(_("Promise"), 3.55),
        Column(_("Made"), 1.15),
        Column(_("Due"), 1.15),
        Column(_("Status"), 1.42),
    )
    return filled(columns, tuple(_cells(one, voice) for one in rows), sources_of("commitment", rows))


def _cells(one: CommitmentView, voice: Voice) -> tuple[Text, ...]:
    late: Text = (Span(voice.gettext("Overdue"), strong=True),)
    status = late if one.overdue else voice.label(one.status)
    return one.stakeholder, one.wording, voice.day(one.made_on), voice.day(one.due_on), status
