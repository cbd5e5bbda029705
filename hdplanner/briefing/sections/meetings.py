"""Meetings to come with what we want from them, and what was said at those that were held."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Heading, Prose, Span, TableBlock, Text, Tone
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import MeetingStatus
from hdplanner.services.plan_rows import MeetingView, PlanView

_MOST_HELD = 8


def meetings(view: PlanView, voice: Voice) -> list[Block]:
    """To come, by date; then held, the newest first."""
    _ = voice.gettext
    gone = (MeetingStatus.HELD, MeetingStatus.CANCELLED)
    to_come = [one for one in view.meetings if one.status not in gone]
    held = [one for one in view.meetings if one.status is MeetingStatus.HELD]
    return [
        Heading(_("To come"), 3),
        _to_come(to_come, voice),
        Heading(_("Held"), 3),
        _held(held, voice),
        Prose(_earlier(len(held) - _MOST_HELD, voice), Tone.MUTED),
    ]


def _earlier(count: int, voice: Voice) -> str:
    return voice.ngettext("and {number} more", "and {number} more", count) if count > 0 else ""


def _to_come(rows: list[MeetingView], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("When"), 1.2),
        Column(_("Meeting"), 2.2),
        Column(_("Place"), 1.6),
        Column(_("What we want from it"), 3.6),
    )
    cells = tuple(
        (
            voice.moment(one.starts_at, one.zone, date_only=one.date_only) or voice.label(one.status),
            one.title or one.counterpart,
            one.place,
            one.desired_outcome,
        )
        for one in rows
    )
    return filled(columns, cells, sources_of("meeting", rows))


def _held(rows: list[MeetingView], voice: Voice) -> TableBlock:
    """What came of each meeting: the record for those who may read it, else the read-out."""
    _ = voice.gettext
    columns = (Column(_("When"), 1.0), Column(_("What came of it"), 7.6))
    newest = list(reversed(rows))[:_MOST_HELD]
    return filled(
        columns,
        tuple(
            (voice.moment(one.starts_at, one.zone, date_only=True), _outcome(one, voice)) for one in newest
        ),
        sources_of("meeting", newest),
    )


def _outcome(one: MeetingView, voice: Voice) -> Text:
    told = one.summary or one.read_out
    reading = fill(voice.gettext("Our reading: {text}"), text=one.our_reading) if one.our_reading else ""
    return (
        Span(one.title or one.counterpart, strong=True),
        Span(f"\n{told}" if told else ""),
        Span(f"\n{reading}" if reading else "", muted=True),
    )
