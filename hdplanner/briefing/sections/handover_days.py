"""The next thirty days in one list: meetings, decisions, activities, promises, asks and things to do, by their day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hdplanner.briefing.content import Block, Column, Heading, Source, Span, TableBlock, Text
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.rules_handover import is_soon
from hdplanner.domain.values import ActivityStatus, CommitmentSide, MeetingStatus
from hdplanner.services.pack_rows import PackView

_GONE = (MeetingStatus.HELD, MeetingStatus.CANCELLED)
_DONE = (ActivityStatus.DONE, ActivityStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class _Dated:
    """Something on a day: what kind of thing, what it is, and who sees to it."""

    on: date
    what: str
    title: str
    who: str
    source: Source


def next_days(view: PackView, voice: Voice) -> list[Block]:
    """What is overdue stands first, under its own heading."""
    _ = voice.gettext
    every = sorted(_everything(view, voice), key=lambda one: (one.on, one.what, one.title))
    late = [one for one in every if one.on < view.today]
    soon = [one for one in every if is_soon(one.on, view.today)]
    return [
        Heading(_("Overdue"), 3),
        _table(late, voice),
        Heading(_("In the next thirty days"), 3),
        _table(soon, voice),
    ]


def _table(rows: list[_Dated], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("Day"), 1.3),
        Column(_("What"), 4.6),
        Column(_("Who sees to it"), 1.8),
    )
    cells: list[tuple[Text, ...]] = [
        (voice.day(one.on), (Span(one.title), Span(f"\n{one.what}", muted=True)), one.who) for one in rows
    ]
    return filled(columns, cells, [one.source for one in rows])


def _everything(view: PackView, voice: Voice) -> Iterator[_Dated]:
    """What is still open, whenever it is due; what has passed is kept only where somebody still has to act."""
    yield from _meetings(view, voice)
    yield from _decisions(view, voice)
    yield from _activities(view, voice)
    yield from _promises(view, voice)
    yield from _asks(view, voice)
    _ = voice.gettext
    for one in view.handover.follow_ups:
        if one.due_on:
            title = voice.words.labelled(one.stakeholder, one.text)
            yield _Dated(one.due_on, _("To do"), title, one.owner, Source("follow_up", one.id))


def _meetings(view: PackView, voice: Voice) -> Iterator[_Dated]:
    for one in view.plan.meetings:
        if one.status not in _GONE and one.starts_at and one.starts_at.date() >= view.today:
            what = voice.words.listed((voice.gettext("Meeting"), voice.label(one.status).lower(), one.place))
            yield _Dated(
                one.starts_at.date(), what, one.title or one.counterpart, "", Source("meeting", one.id)
            )


def _decisions(view: PackView, voice: Voice) -> Iterator[_Dated]:
    _ = voice.gettext
    for one in view.plan.windows:
        days = ((one.opens_on, _("Opens")), (one.decides_on, _("Is decided")), (one.closes_on, _("Closes")))
        told: set[date] = set()
        for day, what in (days[1], days[0], days[2]):
            if day and day >= view.today and day not in told:
                told.add(day)
                sure = voice.label(one.certainty).lower()
                yield _Dated(
                    day,
                    voice.words.noted(what, sure),
                    one.title,
                    one.body,
                    Source("decision_window", one.id),
                )


def _activities(view: PackView, voice: Voice) -> Iterator[_Dated]:
    for one in view.plan.activities:
        if one.status not in _DONE and one.starts_at and not one.meeting_id:
            what = voice.words.listed((voice.label(one.channel), voice.label(one.status).lower()))
            yield _Dated(one.starts_at.date(), what, one.title, one.messenger, Source("activity", one.id))


def _promises(view: PackView, voice: Voice) -> Iterator[_Dated]:
    _ = voice.gettext
    sides = {CommitmentSide.OURS: _("Our promise"), CommitmentSide.THEIRS: _("Their promise")}
    for one in view.promises:
        if one.due_on and (one.status is None or one.status.is_open):
            title = voice.words.labelled(one.stakeholder, one.wording)
            yield _Dated(one.due_on, sides[one.side], title, one.owner, Source("commitment", one.id))


def _asks(view: PackView, voice: Voice) -> Iterator[_Dated]:
    for objective in view.plan.objectives:
        for one in objective.asks:
            if one.due_on and not one.met_on:
                what = fill(voice.gettext("Asked of {who}"), who=one.addressee or voice.gettext("all"))
                yield _Dated(one.due_on, what, one.action, "", Source("ask", one.id))
