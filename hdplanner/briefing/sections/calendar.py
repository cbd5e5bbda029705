"""What lies ahead, as a picture: whom we address when, and when it is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hdplanner.briefing.content import Block, FigureBlock
from hdplanner.briefing.sections.shown import may_be_told
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import ActivityStatus
from hdplanner.figures.plan_page import page_figure
from hdplanner.figures.plan_timeline import build_timeline, timeline_words
from hdplanner.services.activity_rows import ActivityRow
from hdplanner.services.pack_rows import PackView
from hdplanner.services.windows import WindowRow

_WIDTH = 640.0
_WORDS = 230.0
_DAYS_BEFORE = 7


def ahead(view: PackView, voice: Voice) -> list[Block]:
    """Nothing where nothing is planned from today on."""
    rows = [row for row in view.planned if may_be_told(row, view.audience) and _is_ahead(row, view.today)]
    if not rows:
        return []
    windows = [one for one in _windows(view) if (_last_day(one) or view.today) >= view.today]
    with voice.speaking():
        return [_timeline(rows, windows, view, voice)]


def _is_ahead(row: ActivityRow, today: dt.date) -> bool:
    """What was carried out last week is shown as well: what comes next hangs on it."""
    since = today - dt.timedelta(days=_DAYS_BEFORE)
    alive = row.status is not ActivityStatus.CANCELLED
    return alive and row.on is not None and (row.until or row.on) >= since


def _last_day(window: WindowRow) -> dt.date | None:
    return window.closes_on or window.decides_on


def _windows(view: PackView) -> list[WindowRow]:
    return [
        WindowRow(
            one.id,
            one.title,
            one.decision,
            None,
            one.body,
            one.opens_on,
            one.decides_on,
            one.closes_on,
            one.certainty,
            one.note,
        )
        for one in view.plan.windows
    ]


def _timeline(
    rows: Sequence[ActivityRow], windows: Sequence[WindowRow], view: PackView, voice: Voice
) -> FigureBlock:
    last = max((row.until or row.on or view.today for row in rows), default=view.today)
    days = (last - view.today).days + 2 * _DAYS_BEFORE
    shown = [one for one in windows if (one.decides_on or one.opens_on or last) <= last]
    line = build_timeline(
        rows,
        shown,
        today=view.today,
        wide=max(4.0, (_WIDTH - _WORDS) / max(days, 1)),
        measure=voice.measure,
        tight=True,
        most=_WORDS,
    )
    title = voice.gettext("Whom we address when; bands are the decisions")
    figure = page_figure(
        line, title=title, alt=timeline_words(line), mirrored=voice.rtl, measure=voice.measure
    )
    return FigureBlock(figure, title, figure.alt)
