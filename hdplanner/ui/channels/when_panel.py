"""When an activity is: on a day, at a distance from a decision, or not yet. Each field commits what it alone means."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.fields import NameField, ReadField, distance_text, read_clock, read_distance
from hdplanner.ui.channels.models import clock_of, window_words
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow

ON_DAY, BY_DECISION, NOT_YET = "day", "decision", "none"
WEEK_BEFORE = (7, 1)
_USUAL = ((90, None), (60, None), (30, None), (14, None), WEEK_BEFORE, (1, None), (0, None), (-1, None))


class WhenPanel(QWidget):
    """The fields of time. What is chosen first but needs a day or a decision waits until that is given."""

    def __init__(
        self, source: PlanSource, edits: ActivityEdits, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._edits = edits
        self._row: ActivityRow | None = None
        self._wanted = ""
        self._grid = FactGrid()
        self._make(theme)
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)

    def show_row(self, row: ActivityRow) -> None:
        """Show when an activity is."""
        if self._row is None or self._row.id != row.id or mode_of(row) != mode_of(self._row):
            self._wanted = ""
        self._row = row
        windows: list[tuple[object, str]] = [(one.id, window_words(one)) for one in self._source.windows]
        self.window_choice.set_choices([(None, _("No decision")), *windows])
        self.window_choice.show_value(row.window_id)
        self.day.show_value(row.on)
        self.until.show_value(row.until if row.until != row.on else None)
        self.clock.show_value(clock_of(row))
        self.zone.show_value(row.zone)
        self._show_distance(row)
        self._show_fields()

    def mode(self) -> str:
        """Which of the three it is, or is about to be."""
        return self._wanted or (mode_of(self._row) if self._row else NOT_YET)

    def _make(self, theme: Theme) -> None:
        add = self._grid.add
        modes: Sequence[tuple[object, str]] = (
            (ON_DAY, _("On a day")),
            (BY_DECISION, _("Before a decision")),
            (NOT_YET, _("Not scheduled")),
        )
        self.kind = add(_("When"), ChoiceField(_("When"), modes))
        self.day = add(_("Day"), DateField(_("Day"), theme))
        self.until = add(_("Until"), DateField(_("Until"), theme))
        hint = _("Write a time such as 14:30 or 14:30-16:00.")
        self.clock = add(_("Time"), ReadField(_("Time"), _("Whole day"), read_clock, hint))
        self.zone = add(_("Time zone"), NameField(_("Time zone"), "", _zones))
        self.window_choice = add(_("Decision"), ChoiceField(_("Decision"), [(None, _("No decision"))]))
        self.distance = add(_("Distance"), ChoiceField(_("Distance"), _distances(None)))
        wrong = _("Write the days before the decision, such as 14, or 7 to 1.")
        self.days = add(
            _("Days before"), ReadField(_("Days before the decision"), "14", read_distance, wrong)
        )

    def _connect(self) -> None:
        self.kind.committed.connect(self._on_kind)
        self.day.committed.connect(lambda day: self._put(on=day) if day else self._put())
        self.until.committed.connect(lambda day: self._write("until", day))
        self.clock.taken.connect(self._on_clock)
        self.zone.committed.connect(lambda name: self._write("zone", name))
        self.window_choice.committed.connect(self._on_window)
        self.distance.committed.connect(self._on_distance)
        self.days.taken.connect(self._on_distance)

    def _show_distance(self, row: ActivityRow) -> None:
        held = None if row.days_before is None else (row.days_before, row.days_until)
        self.distance.set_choices(_distances(held))
        self.distance.show_value(held)
        self.days.show_value(distance_text(row.days_before, row.days_until))

    def _show_fields(self) -> None:
        mode, row = self.mode(), self._row
        self.kind.show_value(mode)
        dated = mode == ON_DAY and row is not None and row.starts_at is not None
        show = self._grid.show_field
        show(self.day, mode == ON_DAY)
        show(self.until, dated)
        show(self.clock, dated)
        show(self.zone, dated and row is not None and not row.date_only)
        near = mode == BY_DECISION and row is not None and row.window_id is not None
        show(self.distance, near)
        show(self.days, near)

    def _on_kind(self, mode: str) -> None:
        row = self._row
        if row is None:
            return
        self._wanted = mode
        if mode == NOT_YET:
            self._put()
        elif mode == ON_DAY and row.on is not None and row.starts_at is None:
            self._put(on=row.on)
        elif mode == BY_DECISION and row.window_id is not None:
            self._put_near(row.window_id)
        else:
            self._show_fields()
            (self.day if mode == ON_DAY else self.window_choice).setFocus()

    def _on_window(self, window_id: str | None) -> None:
        if self.mode() == BY_DECISION and window_id is not None:
            self._put_near(window_id)
        elif self.mode() == BY_DECISION:
            self._put()
            self._write("window", None)
        else:
            self._write("window", window_id)

    def _put_near(self, window_id: str) -> None:
        """As far from the decision as it is now, else in the week before."""
        row = self._row
        window = self._source.window(window_id)
        first, last = WEEK_BEFORE[0], WEEK_BEFORE[1]
        if row is not None and row.days_before is not None:
            self._put(window_id=window_id, days_before=row.days_before, days_until=row.days_until)
        elif row is not None and row.on is not None and window is not None and window.decides_on is not None:
            first, last = (window.decides_on - row.on).days, (window.decides_on - (row.until or row.on)).days
            self._put(
                window_id=window_id, days_before=first, days_until=last if row.until != row.on else None
            )
        else:
            self._put(window_id=window_id, days_before=first, days_until=last)

    def _on_distance(self, distance: tuple[int, int | None] | None) -> None:
        if distance is not None:
            self._put(days_before=distance[0], days_until=distance[1])

    def _on_clock(self, clock: tuple[time | None, time | None]) -> None:
        if self._row is not None:
            self._edits.clock(self._row, *clock)

    def _put(self, **place: Any) -> None:
        if self._row is not None:
            self._edits.put([(self._row.id, place)])

    def _write(self, key: str, value: date | str | None) -> None:
        if self._row is not None:
            self._edits.cell([self._row.id], key, value)


def mode_of(row: ActivityRow) -> str:
    """How an activity is placed in time."""
    if row.starts_at is not None:
        return ON_DAY
    return BY_DECISION if row.days_before is not None else NOT_YET


def _distances(held: tuple[int, int | None] | None) -> list[tuple[object, str]]:
    """The usual distances, and the one that is held where it is another."""
    every = [*_USUAL] if held is None or held in _USUAL else [held, *_USUAL]
    return [(one, _distance_words(*one)) for one in every]


def _distance_words(first: int, last: int | None) -> str:
    if (first, last) == WEEK_BEFORE:
        return _("In the week before")
    if last is not None and last != first:
        words = _("{first} to {last} days before")
        return words.format(first=format_number(first), last=format_number(last))
    if first == 0:
        return _("On the day")
    if first < 0:
        return ngettext("{count} day after", "{count} days after", -first).format(count=format_number(-first))
    return ngettext("{count} day before", "{count} days before", first).format(count=format_number(first))


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zoneinfo.available_timezones()))
