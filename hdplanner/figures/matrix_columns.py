"""The columns of the plan as a table: the channels that are used, or the weeks from the first day to the last."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from hdplanner.domain.labels import label
from hdplanner.domain.values import Channel
from hdplanner.figures.grid_ground import Measure
from hdplanner.figures.plan_days import drawn, short_words, week_of
from hdplanner.figures.plan_parts import SMALL, fitted
from hdplanner.i18n import _

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

By = Literal["channel", "week"]
HEAD_LINE = 13.0
_CHANNEL, _WEEK = 88.0, 66.0
_WEEKS = 260
"""So many weeks are shown at most: what lies beyond stands in the last."""


@dataclass(frozen=True, slots=True)
class Column:
    """A channel, a week, or the place for what has no day yet (both empty)."""

    x: float
    width: float
    title: tuple[str, ...]
    channel: Channel | None = None
    week: dt.date | None = None
    decisions: tuple[str, ...] = ()
    now: bool = False

    @property
    def words(self) -> str:
        """Its name in one line."""
        return " ".join(self.title)

    @property
    def values(self) -> dict[str, Any]:
        """What an activity added here begins with."""
        if self.channel is not None:
            return {"channel": self.channel}
        return {} if self.week is None else {"on": self.week}


def channel_columns(rows: Sequence[ActivityRow], measure: Measure) -> list[Column]:
    used = {row.channel for row in rows} or {Channel.BILATERAL}
    return [
        Column(0, _CHANNEL, _broken(label(channel), _CHANNEL - 10, measure), channel)
        for channel in Channel
        if channel in used
    ]


def _broken(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """A name in lines that fit, three at most."""
    lines: list[str] = []
    for word in text.replace("/", "/ ").split():
        joined = f"{lines[-1]} {word}".replace("/ ", "/") if lines else word
        if lines and measure(joined, SMALL, False) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(fitted(line, width, SMALL, False, measure) for line in lines[:3])


def week_columns(rows: Sequence[ActivityRow], windows: Sequence[WindowRow], today: dt.date) -> list[Column]:
    days = [drawn(row.on) for row in rows if row.on is not None]
    decided: dict[dt.date, list[str]] = defaultdict(list)
    for window in windows:
        if window.decides_on is not None:
            decided[week_of(drawn(window.decides_on))].append(window.title)
    days += [today, *decided]
    week, last = week_of(min(days)), week_of(max(days)) + dt.timedelta(days=7)
    columns = []
    if any(row.on is None for row in rows):
        columns.append(Column(0, _CHANNEL, (_("Not scheduled"),)))
    while week <= last and len(columns) < _WEEKS:
        title: tuple[str, ...] = (short_words(week, "MMMd"),)
        if not any(column.week for column in columns) or week.year != (week - dt.timedelta(days=7)).year:
            title = (str(week.year), *title)
        columns.append(Column(0, _WEEK, title, None, week, tuple(decided[week]), week == week_of(today)))
        week += dt.timedelta(days=7)
    return columns


def widened(columns: Sequence[Column], room: float) -> tuple[Column, ...]:
    """The columns side by side; what room is left over is shared."""
    more = max(0.0, room - sum(column.width for column in columns)) / max(1, len(columns))
    made: list[Column] = []
    x = 0.0
    for column in columns:
        made.append(replace(column, x=x, width=column.width + min(more, 60.0)))
        x += made[-1].width
    return tuple(made)
