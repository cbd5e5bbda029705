"""The calendar of the plan as a widget: a month or a week, walked by day, turned by page; a pull goes to another day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from hdplanner.figures.calendar import Calendar, Extent, build_calendar, turned
from hdplanner.figures.plan_days import drawn
from hdplanner.i18n import _
from hdplanner.ui.channels.plan_view_base import PlanView
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.theme import Theme

_PAGE = (760.0, 560.0)


class CalendarView(PlanView):
    """Arrows walk from day to day, Enter chooses what a day holds or adds to an empty one, Ctrl and arrows move the
    chosen, Page Up and Page Down turn, Home goes to today."""

    page_turned = Signal(str)
    """Another month or week is shown: its name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._extent: Extent = "month"
        self._at: date | None = None
        self._days_off: frozenset[date] = frozenset()
        super().__init__(theme, parent)

    def build(self) -> Calendar:
        width, height = self.page
        self.calendar = self._built(width, height - self.legend.height)
        return self.calendar

    def page_picture(self) -> Calendar:
        return self._built(*_PAGE)

    def _built(self, width: float, height: float) -> Calendar:
        return build_calendar(
            self.rows,
            self.windows,
            today=self.today,
            at=self._at or self.today,
            extent=self._extent,
            width=width,
            height=height,
            days_off=self._days_off,
            measure=measure,
        )

    def title(self) -> str:
        return _("Calendar of the plan, {period}").format(period=self.calendar.words)

    @property
    def period(self) -> str:
        """What is shown: "December 2026", or the first and the last day of a week."""
        return self.calendar.words

    def set_extent(self, extent: Extent) -> None:
        """Show a month, or a week."""
        self._extent = extent
        slot_day = self._cursor_day()
        self._go(slot_day or self._at or self.today)

    def set_days_off(self, days: Collection[date]) -> None:
        """Shade weekends and holidays."""
        self._days_off = frozenset(days)
        self.lay_out()

    def turn(self, steps: int) -> None:
        """Go on, or back, by months or weeks."""
        self._go(turned(self._at or self.today, self._extent, steps))

    def go_to(self, day: date | None = None) -> None:
        """Show the page with a day on it; today without one."""
        self._go(day or self.today)

    def reveal(self, activity_id: str) -> None:
        """Turn to the page on which an activity stands."""
        row = self.by_id.get(activity_id)
        if row is None or row.on is None:
            return
        if not self.chips_of(activity_id):
            self._go(row.on)
        super().reveal(activity_id)

    def walk(self, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> bool:
        days = dx + 7 * dy
        if modifiers & Qt.KeyboardModifier.ControlModifier and self.selection:
            if self.editable:
                self.settle(self.calendar.moved(self.selection, days))
            return True
        here = self._cursor_day()
        if here is None:
            row = self.by_id[self.selection[-1]] if self.selection else None
            here, days = (row.on if row is not None and row.on is not None else self._at or self.today), 0
        self._walk_to(drawn(here + timedelta(days=days)))
        return True

    def press_more(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self._walk_to(self.today)
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll where not all is seen, else turn the page."""
        turn = event.angleDelta().y()
        if self.verticalScrollBar().maximum() or abs(turn) < 60:
            super().wheelEvent(event)
        else:
            self.turn(-1 if turn > 0 else 1)
            event.accept()

    def _walk_to(self, day: date) -> None:
        slot = self.calendar.slot_by((day,))
        shown = slot is not None and (self._extent == "week" or day.month == self.calendar.first.month)
        if not shown:
            self._go(day)
        self.put_cursor(self.calendar.slot_by((day,)))

    def _cursor_day(self) -> date | None:
        found = None if self.cursor_slot is None else self.cursor_slot.values.get("on")
        return found if isinstance(found, date) else None

    def _go(self, day: date) -> None:
        self._at = drawn(day)
        self.lay_out()
        self.page_turned.emit(self.calendar.words)
