"""The plan against the decision windows: a picture of who acts when and how openly, then a table a window."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing.content import Block, Column, FigureBlock, Heading, Source, Span, TableBlock, Text
from hdplanner.briefing.sections.decisions import when_decided
from hdplanner.briefing.sections.shown import is_outside, may_be_told
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import ActivityStatus, Mode
from hdplanner.figures.timeline import Event, Milestone, timeline_figure
from hdplanner.services.plan_rows import ActivityView, PlanView


def plan(view: PlanView, voice: Voice) -> list[Block]:
    """The picture of all of it, and tables of what is still to be done; where all is done, of that.

    What is cancelled is left out, and for others what is not for them to know.
    """
    told = [one for one in view.activities if may_be_told(one, view.audience)]
    alive = [one for one in told if one.status is not ActivityStatus.CANCELLED]
    listed = [one for one in alive if one.status is not ActivityStatus.DONE] or alive
    blocks: list[Block] = [*_picture(alive, view, voice)]
    for window in view.windows:
        own = [one for one in listed if one.window_id == window.id]
        source = Source("decision_window", window.id)
        blocks += [Heading(window.title, 3, when_decided(window, voice), source), _table(own, voice)]
    known = {window.id for window in view.windows}
    loose = [one for one in listed if one.window_id not in known]
    return [*blocks, Heading(voice.gettext("Tied to no decision"), 3), _table(loose, voice)]


def _picture(activities: list[ActivityView], view: PlanView, voice: Voice) -> list[Block]:
    dated = [one for one in activities if one.starts_at]
    used = {one.mode for one in dated}
    lanes = [mode for mode in Mode if mode in used or not is_outside(view.audience)]
    events = [
        Event(one.starts_at.date(), lanes.index(one.mode), one.status is ActivityStatus.DONE)
        for one in dated
        if one.starts_at
    ]
    if not events:
        return []
    first = min(event.day for event in events).replace(day=1)
    decided = [(one.decides_on, one.title) for one in view.windows if one.decides_on]
    stones = [Milestone(day, title) for day, title in decided if day >= first]
    title = voice.gettext("Activities by the day and by how openly they are carried out; lines are decisions")
    figure = timeline_figure(
        events,
        stones,
        [voice.label(mode) for mode in lanes],
        voice.column,
        month=voice.month,
        measure=voice.measure,
        translate=voice.gettext,
        title=title,
        mirrored=voice.rtl,
    )
    return [FigureBlock(figure, title, figure.alt)]


def _table(activities: Iterable[ActivityView], voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("When"), 1.1),
        Column(_("What"), 4.9),
        Column(_("How"), 2.1),
        Column(_("Status"), 0.9),
    )
    rows = list(activities)
    return filled(columns, tuple(_cells(one, voice) for one in rows), sources_of("activity", rows))


def _cells(one: ActivityView, voice: Voice) -> tuple[Text, ...]:
    when = voice.moment(one.starts_at, one.zone, date_only=True) or voice.gettext("no date yet")
    ends = voice.words.joined(one.messenger, one.audience, by=f" {voice.arrow} ")
    below = voice.words.clauses(ends, one.place, one.message)
    what = (Span(one.title, strong=True), Span(f"\n{below}" if below else "", muted=True))
    how = (Span(voice.label(one.channel)), Span("\n" + voice.label(one.mode), muted=True))
    return when, what, how, voice.label(one.status)
