"""What the mouse does on a picture of the plan, one class a gesture: pull, frame, shift, stretch, wait for.

A gesture paints itself and says at its end what it means; the view turns that into signals. Esc cancels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDrag, QPainter

from hdplanner.figures.grid_ground import Box
from hdplanner.figures.plan_page import flipped
from hdplanner.figures.plan_parts import Chip
from hdplanner.figures.shapes import Point, Rect, Shape, arrow
from hdplanner.ui.channels.drops import carry
from hdplanner.ui.common.figure_view import paint_shapes

if TYPE_CHECKING:
    from hdplanner.ui.channels.plan_view_base import PlanView
    from hdplanner.ui.channels.timeline import TimelineView

_EDGE = 28.0
_STRIDE = 14


class PullChips:
    """Pulls the chosen to another day or cell; out of the view they become a drag, for the tray."""

    def __init__(self, view: PlanView, grabbed: Chip, start: Point) -> None:
        self._view = view
        self._grabbed = grabbed.id
        self._start = start

    def drag(self, position: QPointF) -> None:
        if is_outside(self._view, position):
            leave(self._view, self._view.selection)
            return
        scroll_at_edge(self._view, position)
        end = self._view.to_body(position)
        self._view.hold(self._view.picture.drop(self._view.selection, self._grabbed, self._start, end))

    def finish(self) -> None:
        self._view.settle(self._view.held)

    def cancel(self) -> None:
        self._view.hold(None)

    def paint(self, painter: QPainter) -> None:
        return


class DrawFrame:
    """Draws a frame around activities; a click on the ground chooses what its cell holds, or nothing."""

    def __init__(self, view: PlanView, start: Point, *, add: bool) -> None:
        self._view = view
        self._start = self._end = start
        self._before = list(view.selection)
        self._kept = self._before if add else []

    def drag(self, position: QPointF) -> None:
        self._end = self._view.to_body(position)
        found = self._view.within(self._box())
        self._view.choose([*self._kept, *(key for key in found if key not in self._kept)])

    def finish(self) -> None:
        if self._start == self._end:
            slot = self._view.picture.slot_at(*self._start)
            self._view.cursor_slot = slot
            self._view.choose([*self._kept, *(slot.ids if slot is not None else ())])

    def cancel(self) -> None:
        self._view.choose(self._before)

    def paint(self, painter: QPainter) -> None:
        box = self._box()
        fill = Rect(box.x, box.y, box.width, box.height, "accent", None, opacity=0.1)
        line = Rect(box.x, box.y, box.width, box.height, None, "accent", 1.0)
        paint_body(self._view, painter, [fill, line])

    def _box(self) -> Box:
        (x1, y1), (x2, y2) = self._start, self._end
        return Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


class ShiftPlan:
    """Pulls the picture along with the middle button."""

    def __init__(self, view: PlanView, start: QPointF) -> None:
        self._view = view
        self._last = start
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def drag(self, position: QPointF) -> None:
        view, scale = self._view, self._view.theme.scale
        shift = (position - self._last) / scale
        dx = -shift.x() if view.mirrored else shift.x()
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() - round(dx))
        down.setValue(down.value() - round(shift.y()))
        self._last = position

    def finish(self) -> None:
        self._view.viewport().unsetCursor()

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()

    def paint(self, painter: QPainter) -> None:
        return


class StretchChip:
    """Pulls the end of an activity to another day."""

    def __init__(self, view: TimelineView, chip: Chip) -> None:
        self._view = view
        self._chip = chip

    def drag(self, position: QPointF) -> None:
        scroll_at_edge(self._view, position)
        x = self._view.to_body(position)[0]
        self._view.hold(self._view.timeline.stretched(self._chip.id, x))

    def finish(self) -> None:
        self._view.settle(self._view.held)

    def cancel(self) -> None:
        self._view.hold(None)

    def paint(self, painter: QPainter) -> None:
        return


class DrawWait:
    """Draws an arrow from an activity to the one that waits for it. The keyboard draws it by Up, Down and Enter."""

    def __init__(self, view: TimelineView, first_id: str) -> None:
        self._view = view
        self.first_id = first_id
        self.waiting_id: str | None = None
        self._end: Point | None = None

    def drag(self, position: QPointF) -> None:
        self._end = self._view.to_body(position)
        over = self._view.chip_at(*self._end)
        self.waiting_id = None if over is None or over.id == self.first_id else over.id

    def lead_to(self, activity_id: str) -> None:
        """Point at an activity without a mouse."""
        if activity_id != self.first_id:
            self.waiting_id, self._end = activity_id, None
            self._view.reveal(activity_id)
            self._view.say()

    def finish(self) -> None:
        if self.waiting_id is not None and self._view.editable:
            self._view.linked.emit(self.waiting_id, self.first_id)

    def cancel(self) -> None:
        return

    def paint(self, painter: QPainter) -> None:
        first = self._view.chips_of(self.first_id)
        waiting = self._view.chips_of(self.waiting_id or "")
        if not first:
            return
        box = first[0].box
        shapes: list[Shape] = []
        end = self._end
        if waiting:
            to = waiting[0].box
            end = (to.x, to.y + to.height / 2)
            shapes.append(
                Rect(to.x - 2, to.y - 2, to.width + 4, to.height + 4, None, "accent", 2.0, corner=5)
            )
        if end is not None:
            shapes += arrow((box.right, box.y + box.height / 2), end, stroke_width=2.0)
        paint_body(self._view, painter, shapes)


def paint_body(view: PlanView, painter: QPainter, shapes: list[Shape]) -> None:
    """Paint shapes of the body, mirrored where the picture is."""
    turned = [flipped(shape) for shape in shapes] if view.mirrored else shapes
    paint_shapes(painter, turned, view.theme)


def is_outside(view: PlanView, position: QPointF) -> bool:
    """Whether the pointer has clearly left the view."""
    return not view.viewport().rect().adjusted(-24, -24, 24, 24).contains(position.toPoint())


def scroll_at_edge(view: PlanView, position: QPointF) -> None:
    """Go on scrolling while something is pulled towards an edge."""
    x, y = view.to_body(position)
    seen = view.seen
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    across.setValue(across.value() + _STRIDE * _beyond(x, seen.x, seen.right))
    down.setValue(down.value() + _STRIDE * _beyond(y, seen.y, seen.bottom))


def _beyond(place: float, first: float, last: float) -> int:
    edge = min(_EDGE, (last - first) / 8)
    return (place > last - edge) - (place < first + edge)


def leave(view: PlanView, ids: tuple[str, ...]) -> None:
    """End the pull inside, and go on as a drag that the tray and other views take."""
    view.escape_gesture()
    drag = QDrag(view)
    drag.setMimeData(carry(ids))
    drag.exec(Qt.DropAction.MoveAction)
