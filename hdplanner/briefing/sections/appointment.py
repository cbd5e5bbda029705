"""A meeting to come: what we want from it before anything else, then who asked for it, when, where and how."""

from __future__ import annotations

from hdplanner.briefing.content import (
    Block,
    Callout,
    Column,
    Fact,
    Facts,
    Heading,
    Point,
    Points,
    Prose,
    Source,
    Tone,
)
from hdplanner.briefing.sections.concerning import asks_of, kin_in, objectives_of, on_visit, under
from hdplanner.briefing.sections.tables import sourced
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.sections.when_where import HELPING, in_role, side, when
from hdplanner.domain.values import DelegateRole, DelegateSide, MeetingStatus, Mode
from hdplanner.services.pack_rows import AppointmentView, PackView
from hdplanner.services.plan_rows import PlanView

_SETTLED = frozenset({MeetingStatus.CONFIRMED, MeetingStatus.HELD})


def aim(view: PackView, voice: Voice) -> list[Block]:
    """The desired outcome, then what is asked of this counterpart in each campaign."""
    if on_visit(view):
        return []
    asks = [block for plan in view.plans for block in under(plan, view, asked(plan, view, voice))]
    heading = Heading(voice.gettext("What we ask of them"), 3)
    return [desired(view, voice), *([heading, *asks] if asks else [])]


def desired(view: PackView, voice: Voice) -> Callout:
    """What we want from the meeting; where nobody has written that down, the objective that it serves."""
    _ = voice.gettext
    if view.meeting and view.meeting.desired_outcome:
        return Callout(_("Desired outcome"), view.meeting.desired_outcome, Source("meeting", view.meeting.id))
    objectives = [one for plan in view.plans for one in objectives_of(plan, kin_in(view))]
    if not objectives:
        return Callout("", "")
    first = objectives[0]
    return Callout(_("Objective"), first.statement or first.title, Source("objective", first.id))


def asked(plan: PlanView, view: PackView, voice: Voice) -> list[Block]:
    """Who is asked to do what by when; without a counterpart, all that is asked."""
    _ = voice.gettext
    columns = (
        Column(_("Who is asked"), 1.6),
        Column(_("To do what"), 3.6),
        Column(_("By when"), 1.1),
    )
    rows = [
        (Source("ask", ask.id), (ask.addressee, ask.action, voice.day(ask.due_on)))
        for _objective, ask in asks_of(plan, kin_in(view))
    ]
    return [sourced(columns, rows)] if rows else []


def meeting(view: PackView, voice: Voice) -> list[Block]:
    """Who asked for it and why, when and where, who sits there, what is on the table."""
    one = view.meeting
    if one is None:
        return []
    return [meeting_facts(one, voice), *agenda(one, voice)]


def meeting_facts(one: AppointmentView, voice: Voice) -> Facts:
    """The facts of a meeting, as its brief begins."""
    _ = voice.gettext
    facts = (
        (_("Asked for by"), one.asked_by),
        (_("When"), when(one, voice)),
        (_("Where"), one.place),
        (_("Channel"), how(one, voice)),
        (_("Status"), "" if one.status in _SETTLED else voice.label(one.status)),
        (_("For us"), side(one, DelegateSide.OURS, voice, but=HELPING)),
        (_("For them"), side(one, DelegateSide.THEIRS, voice, but=HELPING) or one.counterpart),
        (_("Interpreter"), in_role(one, DelegateRole.INTERPRETER, voice)),
        (_("Takes notes"), in_role(one, DelegateRole.NOTE_TAKER, voice)),
        (_("Logistics"), one.logistics),
        (_("Papers to leave"), one.papers),
        (_("Serves"), voice.words.clauses(*one.campaigns) if len(one.campaigns) > 1 else ""),
    )
    source = Source("meeting", one.id)
    return Facts(tuple(Fact(label, value, source) for label, value in facts))


def how(one: AppointmentView, voice: Voice) -> str:
    """The channel and who may be present; a meeting of two sides need not say so twice."""
    channel, mode = voice.label(one.channel), voice.label(one.mode)
    return voice.words.listed((channel, mode.lower() if one.mode is not Mode.BILATERAL else ""))


def agenda(one: AppointmentView, voice: Voice) -> list[Block]:
    """The points of the agenda."""
    source = Source("meeting", one.id)
    items = tuple(Point(text, source=source) for text in one.agenda)
    return [Heading(voice.gettext("Agenda"), 3), Points(items, numbered=False)] if items else []


def programme(view: PackView, voice: Voice) -> list[Block]:
    """A visit: why, from when to when, and its meetings in a table before each has its own brief."""
    visit = view.visit
    if visit is None or not on_visit(view):
        return []
    _ = voice.gettext
    source = Source("visit", visit.id)
    facts = (
        (_("When"), voice.span(visit.starts_on, visit.ends_on)),
        (_("Where"), visit.place),
        (_("Logistics"), visit.logistics),
    )
    return [
        Prose(visit.purpose, Tone.LEAD, source),
        Facts(tuple(Fact(label, value, source) for label, value in facts)),
        programme_table(visit.meetings, voice),
    ]


def programme_table(meetings: tuple[AppointmentView, ...], voice: Voice) -> Block:
    """When, with whom, where and what for."""
    _ = voice.gettext
    columns = (
        Column(_("When"), 1.5),
        Column(_("With whom"), 1.7),
        Column(_("Where"), 1.7),
        Column(_("What we want from it"), 2.5),
    )
    return sourced(
        columns,
        [
            (
                Source("meeting", one.id),
                (when(one, voice, with_zone=False), one.counterpart, one.place, one.desired_outcome),
            )
            for one in meetings
        ],
    )
