"""The timeline of the plan as a widget: zoom from a week to years, pull, stretch, and lead one to what waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from hdplanner.figures.plan_days import drawn
from hdplanner.figures.plan_parts import Chip
from hdplanner.figures.plan_timeline import (
    FURTHEST,
    NEAREST,
    By,
    Timeline,
    build_timeline,
    span_of_plan,
    timeline_words,
)
from hdplanner.figures.shapes import Circle, Point, Shape, arrow
from hdplanner.i18n import _
from hdplanner.ui.channels.plan_view_base import PlanView
from hdplanner.ui.channels.plan_view_gestures import DrawWait, StretchChip
from hdplanner.ui.channels.plan_view_keys import ENTER
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

_EDGE, _HANDLE = 6.0, 7.0
_STEP = 1.25
_NEAR = 70.0


class TimelineView(PlanView):
    """Rows by audience or messenger along the days. Left and Right move the chosen by a day, with Shift by a week."""

    flips: ClassVar[bool] = False

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._wide = 17.0
        self._by: By = "audience"
        self._window: str | None = None
        self._over: str | None = None
        self._placed = False
        super().__init__(theme, parent)

    def build(self) -> Timeline:
        self.timeline = self._built(self._wide, least=self.page[0])
        return self.timeline

    def page_picture(self) -> Timeline:
        first, last = span_of_plan(self.rows, self.windows, self.today)
        wide = min(self._wide, max(1.2, 900 / max(14, (last - first).days + 10)))
        return self._built(wide, tight=True)

    def _built(self, wide: float, *, least: float = 0.0, tight: bool = False) -> Timeline:
        return build_timeline(
            self.rows,
            self.windows,
            today=self.today,
            wide=wide,
            by=self._by,
            lanes=self.lanes if self._by == "audience" else (),
            chosen_window=self._window,
            measure=measure,
            least=least,
            tight=tight,
        )

    def title(self) -> str:
        return _("Timeline of the plan")

    def more_words(self) -> str:
        return timeline_words(self.timeline)

    # -- what the room tells it

    def show_plan(self, rows: Sequence[ActivityRow], windows: Sequence[WindowRow], *, today: date) -> None:
        """Show these activities; the first time from a little before today, or where the plan is if that is elsewhere."""
        before = self._day_at_edge() if self._placed else None
        super().show_plan(rows, windows, today=today)
        self._go_to(before)
        self._placed = self._placed or bool(self.rows or self.windows)

    def set_rows_by(self, by: By) -> None:
        """Give each audience a lane, or each messenger."""
        self._by = by
        self.lay_out()

    def choose_window(self, window_id: str | None) -> None:
        """Show the lead times of a window; without one those of the next decision."""
        self._window = window_id
        self.lay_out()

    def zoom_in(self) -> None:
        """Show fewer days, about the first chosen, else the middle."""
        self._zoom_at(self._middle(), _STEP * _STEP)

    def zoom_out(self) -> None:
        """Show more days."""
        self._zoom_at(self._middle(), 1 / (_STEP * _STEP))

    def fit(self) -> None:
        """Show all that is planned, from the first day to the last."""
        first, last = span_of_plan(self.rows, self.windows, self.today)
        room = max(100.0, self.page[0] - self.timeline.side - 120)
        self._set_wide(room / max(7, (last - first).days + 4))
        self.horizontalScrollBar().setValue(int(self.timeline.days.x(first) - 2 * self._wide))

    def start_link(self, activity_id: str) -> None:
        """Begin an arrow from an activity: Up, Down and Enter, or a click, say what waits for it; Esc cancels."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.gesture = DrawWait(self, activity_id)
        self.say()

    # -- mouse

    def press(self, point: Point, *, joining: bool) -> None:
        if isinstance(self.gesture, DrawWait):
            return
        handle = self._handle_at(point)
        if handle is not None:
            self.gesture = DrawWait(self, handle)
            return
        chip = self.chip_at(*point)
        if chip is not None and not joining and self.editable and _on_end(chip, point):
            self.choose([chip.id])
            self.gesture = StretchChip(self, chip)
            return
        super().press(point, joining=joining)

    def hover(self, point: Point, position: QPointF) -> None:
        super().hover(point, position)
        over = self.chip_at(*point) if self.is_over_body(position) else None
        if self._handle_at(point) is not None:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
            return
        if over is not None and self.editable and _on_end(over, point):
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        found = None if over is None else over.id
        if found != self._over:
            self._over = found
            self.viewport().update()

    def tip_at(self, place: QPoint) -> tuple[str, str]:
        x, y = self.to_body(QPointF(place))
        if y >= self.seen.y:
            return super().tip_at(place)
        near = [band for band in self.timeline.bands if abs(x - (band.decision or band.left)) < _NEAR]
        band = min(near, key=lambda band: abs(x - (band.decision or band.left)), default=None)
        window = None if band is None else next((row for row in self.windows if row.id == band.id), None)
        if band is None or window is None:
            return "", ""
        return window.title, " · ".join(part for part in (band.words, window.body, window.decision) if part)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        above = self.to_body(event.position())[1] < self.seen.y
        if turn and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or above):
            self._zoom_at(self.to_body(event.position())[0], 1.0015**turn)
            event.accept()
        elif turn and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turn)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = self._handle()
        if place is None or self.gesture is not None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.theme.scale, self.theme.scale)
        seen, picture = self.seen, self.picture
        painter.translate(picture.side - seen.x, picture.head - seen.y)
        x, y = place
        sign = arrow((x - 3.6, y), (x + 4.4, y), role="on_accent", stroke_width=1.4, head=4.6)
        shapes: list[Shape] = [
            Circle(x, y, _HANDLE, fill="accent", stroke="surface", stroke_width=1.5),
            *sign,
        ]
        paint_shapes(painter, shapes, self.theme)

    # -- keys

    def walk(self, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> bool:
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if isinstance(self.gesture, DrawWait):
            found = self._beside(self.gesture.waiting_id or self.gesture.first_id, dx, dy)
            if found is not None:
                self.gesture.lead_to(found)
            return True
        if dx and self.selection and not control:
            if self.editable:
                days = dx * (7 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
                self.settle(self.timeline.moved(self.selection, days))
            return True
        here = self.selection[-1] if self.selection else None
        found = self._beside(here, dx, dy) if here is not None else self._first()
        if found is not None:
            self.choose([found])
            self.reveal(found)
        return True

    def press_more(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        only = self.selection[0] if len(self.selection) == 1 else None
        if isinstance(self.gesture, DrawWait):
            if key in ENTER:
                self.finish()
            return key in ENTER
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_L and only is not None and self.editable:
            self.start_link(only)
        elif key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft) and only is not None:
            self._stretch_by(only, 1 if key == Qt.Key.Key_BracketRight else -1)
        else:
            return False
        return True

    def _stretch_by(self, activity_id: str, days: int) -> None:
        """Let the chosen last a day longer or shorter: the keyboard's way to pull its end."""
        row = self.by_id[activity_id]
        if row.on is not None and self.editable:
            last = self.timeline.days.x(row.until or row.on) + (days + 1) * self.timeline.days.wide
            self.settle(self.timeline.stretched(activity_id, last))

    # -- inside

    def _first(self) -> str | None:
        """The next activity from today on, else the first there is."""
        dated = [row for row in self.rows if row.on is not None]
        return next(
            (row.id for row in dated if row.on and row.on >= self.today), dated[0].id if dated else None
        )

    def _beside(self, here: str, dx: int, dy: int) -> str | None:
        """The nearest chip in a direction: along the days first, or in the lanes above and below."""
        chips = self.chips_of(here)
        if not chips:
            return self._first()
        box = chips[0].box
        best, nearest = None, float("inf")
        for chip in self.picture.chips:
            away, aside = chip.box.x - box.x, chip.box.y - box.y
            if dy:
                away, aside = aside, away / 4
            else:
                aside *= 4
            far = away * (dx or dy) + abs(aside) * 2
            if chip.id != here and away * (dx or dy) > 1 and far < nearest:
                best, nearest = chip.id, far
        return best

    def _handle(self) -> Point | None:
        """Where the handle lies from which to lead an arrow: beside the chip under the pointer, or the chosen one."""
        key = self._over or (self.selection[0] if len(self.selection) == 1 else None)
        chips = self.chips_of(key) if key is not None and self.editable else ()
        if not chips or self.held is not None:
            return None
        box = chips[0].box
        return box.right + _HANDLE + 4, box.y + box.height / 2

    def _handle_at(self, point: Point) -> str | None:
        place = self._handle()
        if place is None or abs(point[0] - place[0]) > _HANDLE + 2 or abs(point[1] - place[1]) > _HANDLE + 2:
            return None
        return self._over or self.selection[0]

    def _middle(self) -> float:
        seen = self.seen
        chips = self.chips_of(self.selection[0]) if self.selection else ()
        if chips and seen.x <= chips[0].box.x <= seen.right:
            return chips[0].box.x
        return seen.x + seen.width / 2

    def _zoom_at(self, x: float, factor: float) -> None:
        """Zoom about a place, which stays where it is."""
        seen, days = self.seen, self.timeline.days
        day, share = x / days.wide, x - seen.x
        first = days.first
        self._set_wide(self._wide * factor)
        now = self.timeline.days
        at = (day + (first - now.first).days) * now.wide
        self.horizontalScrollBar().setValue(round(at - share))

    def _set_wide(self, wide: float) -> None:
        self._wide = min(NEAREST, max(FURTHEST, wide))
        self.lay_out()

    def _day_at_edge(self) -> date:
        return self.timeline.days.day(self.seen.x)

    def _go_to(self, day: date | None) -> None:
        days = self.timeline.days
        x = days.x(day) if day is not None else days.x(self._opening_day()) - 7 * days.wide
        self.horizontalScrollBar().setValue(max(0, int(x)))

    def _opening_day(self) -> date:
        """Today while something lies ahead and is near, else the nearest beginning or the last days of the plan."""
        days = sorted(drawn(row.on) for row in self.rows if row.on is not None)
        days = days or sorted(drawn(row.decides_on) for row in self.windows if row.decides_on is not None)
        shown = timedelta(days=int(self.seen.width / self._wide))
        if not days or days[0] - shown / 2 <= self.today <= days[-1]:
            return self.today
        return days[0] if self.today < days[0] else max(days[0], days[-1] - shown / 2)


def _on_end(chip: Chip, point: Point) -> bool:
    """Whether a point lies where the days of a chip end."""
    end = chip.box.x + chip.strip
    return (
        chip.style != "dot"
        and abs(point[0] - end) <= _EDGE
        and (point[1] >= chip.box.bottom - 8 or abs(end - chip.box.right) < 2)
    )
