"""Meetings to come with what we want from them, and what was said at those that were held."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Entries, Entry, Heading, TableBlock
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import MeetingStatus
from hdplanner.services.plan_rows import MeetingView, PlanView


def meetings(view: PlanView, voice: Voice) -> list[Block]:
    """To come, by date; then held, the newest first."""
    _ = voice.gettext
    gone = (MeetingStatus.HELD, MeetingStatus.CANCELLED)
    to_come = [one for one in view.meetings if one.status not in gone]
    held = [one for one in view.meetings if one.status is MeetingStatus.HELD]
    return [
        Heading(_("To come"), 2),
        _to_come(to_come, voice),
        Heading(_("Held"), 2),
        Entries(tuple(_held(one, voice) for one in reversed(held))),
    ]


def _to_come(rows: list[MeetingView], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("When"), 1.5),
        Column(_("Meeting"), 2.0),
        Column(_("Place"), 1.4),
        Column(_("What we want from it"), 2.4),
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
    return TableBlock(columns, cells)


def _held(one: MeetingView, voice: Voice) -> Entry:
    """What came of a meeting: the record for those who may read it, else the read-out."""
    reading = voice.gettext("Our reading: {text}").format(text=one.our_reading) if one.our_reading else ""
    told = "\n".join(text for text in (one.summary or one.read_out, reading) if text)
    return Entry(one.title or one.counterpart, voice.moment(one.starts_at, one.zone, date_only=True), told)
