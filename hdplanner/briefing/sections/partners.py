"""For partners: who is addressed, without any judgement, and how to work together without crossing each other's lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hdplanner.briefing.content import Block, Column, Heading, Point, Points, Prose, Source, Span, Text, Tone
from hdplanner.briefing.sections.decisions import part_in, when_decided
from hdplanner.briefing.sections.shown import may_be_told
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import ActivityStatus, NamesShown
from hdplanner.services.pack_rows import PackView
from hdplanner.services.stakeholders import StakeholderRow

_DONE = (ActivityStatus.DONE, ActivityStatus.CANCELLED)


def counterparts(view: PackView, voice: Voice) -> list[Block]:
    """Those who take a step of a decision or are asked for something, and what it is; nobody else is listed."""
    if view.profile.names is NamesShown.NONE:
        return []
    _ = voice.gettext
    rows = [row for row in view.plan.stakeholders if row.name and not row.movement]
    told = [(row, _part(row, view, voice), _asked(row, view)) for row in rows]
    listed = [one for one in told if one[1] or one[2]]
    columns = (
        Column(_("Who"), 2.0),
        Column(_("In the decision"), 2.6),
        Column(_("What is asked"), 3.6),
    )
    cells: list[tuple[Text, ...]] = [
        ((Span(row.name, strong=True),), part, asked) for row, part, asked in listed
    ]
    table = filled(columns, cells, [Source("stakeholder", row.id) for row, _part, _asked in listed])
    coded = view.profile.names is NamesShown.CODE_NAMES and bool(listed)
    note = _("Code names stand for those we speak with: the same one throughout this paper.") if coded else ""
    return [Prose(note, Tone.MUTED), table]


def _part(row: StakeholderRow, view: PackView, voice: Voice) -> str:
    return "\n".join(part_in(view.plan, row.id, voice))


def _asked(row: StakeholderRow, view: PackView) -> str:
    return "\n".join(
        one.action
        for objective in view.plan.objectives
        for one in objective.asks
        if one.addressee_id == row.id
    )


def coordination(view: PackView, voice: Voice) -> list[Block]:
    """What we ask of a partner, whom to speak with, and the days on which both of us may be heard."""
    _ = voice.gettext
    days = list(_days(view, voice))
    if not view.plan.messages and not days:
        return []
    who = view.plan.frame.office or _("us")
    points = (
        Point(
            fill(_("Tell {office} before you speak with those listed here."), office=who),
            _("Two who ask the same in two ways are heard as none."),
        ),
        Point(
            _("Say the messages as they stand."),
            _("Each of them is approved in these words.") if view.profile.approved_only else "",
        ),
        Point(
            fill(_("Do not pass this paper on; ask {office} for another copy."), office=who),
            _("We know who holds each copy."),
        ),
    )
    ordered = sorted(days, key=lambda one: (one.on, one.title))
    columns = (Column(_("Day"), 1.6), Column(_("What"), 4.8), Column(_("How openly"), 2.0))
    cells: list[tuple[Text, ...]] = [(one.when, one.title, one.how) for one in ordered]
    return [
        Points(points),
        Heading(_("Days to know"), 3),
        filled(columns, cells, [one.source for one in ordered]),
    ]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that both sides should know, in words, and how openly something is done on it."""

    on: date
    when: str
    title: str
    how: str
    source: Source


def _days(view: PackView, voice: Voice) -> Iterator[_Day]:
    """Decisions to come, and what we do under our own name or in public."""
    for window in view.plan.windows:
        if window.decides_on and window.decides_on >= view.today:
            source = Source("decision_window", window.id)
            yield _Day(
                window.decides_on,
                when_decided(window, voice),
                window.title,
                voice.gettext("Decision"),
                source,
            )
    for one in view.plan.activities:
        if one.status in _DONE or one.starts_at is None or one.starts_at.date() < view.today:
            continue
        if may_be_told(one, view.audience):
            yield _Day(
                one.starts_at.date(),
                voice.day(one.starts_at.date(), "long"),
                one.title,
                voice.label(one.mode),
                Source("activity", one.id),
            )
