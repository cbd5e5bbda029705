"""Where a successor must take care: whom to spare, what not to say, what went wrong; and who holds papers of ours."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Entries, Entry, Heading, Source, Span, Text
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import CommitmentStatus, RiskStatus
from hdplanner.services.handover_rows import HeldCopyView, SparedView
from hdplanner.services.pack_rows import PackView
from hdplanner.services.stakeholders import StakeholderRow

_BROKEN = (CommitmentStatus.RENEGED, CommitmentStatus.LAPSED)


def care(view: PackView, voice: Voice) -> list[Block]:
    """People first, then words, then what went wrong before."""
    _ = voice.gettext
    return [
        Heading(_("Not to be approached, or at risk"), 3),
        Entries(tuple(_spared(one, voice) for one in view.handover.care.spared)),
        Heading(_("Strained relationships"), 3),
        Entries(tuple(_strained(row, voice) for row in view.plan.stakeholders if row.name and row.strained)),
        Heading(_("To keep in mind of each"), 3),
        Entries(_sensitive(view)),
        Heading(_("Words to avoid"), 3),
        _words(view, voice),
        Heading(_("What went wrong"), 3),
        Entries(_wrong(view, voice)),
    ]


def _spared(one: SparedView, voice: Voice) -> Entry:
    _ = voice.gettext
    marks = (_("do not approach") if one.do_not_approach else "", _("at risk") if one.at_risk else "")
    return Entry(one.name, voice.words.listed(marks), one.why, Source("stakeholder", one.id))


def _strained(row: StakeholderRow, voice: Voice) -> Entry:
    return Entry(row.name, voice.day(row.made_on), row.evidence, Source("stakeholder", row.id))


def _sensitive(view: PackView) -> tuple[Entry, ...]:
    names = {row.id: row.name for row in view.plan.stakeholders}
    return tuple(
        Entry(names[one.id], "", one.sensitivities, Source("stakeholder", one.id))
        for one in sorted(view.plan.portraits, key=lambda one: names.get(one.id, "").casefold())
        if one.sensitivities and names.get(one.id)
    )


def _words(view: PackView, voice: Voice) -> Block:
    _ = voice.gettext
    columns = (Column(_("To avoid"), 1.8), Column(_("Say instead"), 2.4), Column(_("Why"), 3.0))
    words = view.handover.care.words
    cells: list[tuple[Text, ...]] = [((Span(one.word, strong=True),), one.instead, one.why) for one in words]
    return filled(columns, cells, sources_of("word_choice", words))


def _wrong(view: PackView, voice: Voice) -> tuple[Entry, ...]:
    """Promises that were broken, risks that came true, and what was called off, with what was written of it."""
    broken = [
        Entry(
            voice.words.labelled(one.stakeholder, one.wording),
            voice.label(one.status),
            "",
            Source("commitment", one.id),
        )
        for one in view.promises
        if one.status in _BROKEN
    ]
    came_true = [
        Entry(one.title, voice.label(one.status), one.description, Source("risk", one.id))
        for one in view.plan.risks
        if one.status is RiskStatus.OCCURRED
    ]
    called_off = [
        Entry(
            one.title,
            fill(voice.gettext("called off, {date}"), date=voice.day(one.on))
            if one.on
            else voice.gettext("called off"),
            one.told,
            Source("activity", one.id),
        )
        for one in view.handover.care.setbacks
    ]
    return (*broken, *came_true, *called_off)


def holdings(view: PackView, voice: Voice) -> list[Block]:
    """Which copies of ours are out, with whom, and how they are marked."""
    _ = voice.gettext
    columns = (
        Column(_("Held by"), 2.2),
        Column(_("What"), 3.2),
        Column(_("Handed over"), 1.8),
        Column(_("Marking"), 1.5),
    )
    copies = view.handover.copies
    return [filled(columns, [_copy(one, voice) for one in copies], sources_of("hand_out", copies))]


def _copy(one: HeldCopyView, voice: Voice) -> tuple[Text, ...]:
    _ = voice.gettext
    number = fill(_("copy {number}"), number=voice.number(one.copy_number)) if one.copy_number else ""
    until = fill(_("valid until {date}"), date=voice.day(one.expires_on)) if one.expires_on else ""
    below = voice.words.clauses(voice.label(one.form), number, until)
    return (
        (Span(one.recipient, strong=True),),
        (Span(one.title), Span(f"\n{below}", muted=True)),
        (
            Span(voice.day(one.handed_on)),
            Span(f"\n{one.handed_by}" if one.handed_by else "", muted=True),
        ),
        voice.label(one.marking),
    )
