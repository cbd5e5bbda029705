"""The pointer on the grid: presses become gestures, and rest becomes a card that tells of a marker or a zone.

`GridView` hands its mouse events on; what a gesture means in ratings, the gesture says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from hdplanner.figures.grid import zone_labels
from hdplanner.figures.markers import marker_radius
from hdplanner.figures.methods import Zone
from hdplanner.i18n import _
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.gestures import DrawFrame, Gesture, ShiftView
from hdplanner.ui.stakeholders.grid_card import GridCard, Hover
from hdplanner.ui.stakeholders.grid_gestures import PullMarks
from hdplanner.ui.stakeholders.grid_targets import begin_target

if TYPE_CHECKING:
    from hdplanner.figures.scene import Mark
    from hdplanner.ui.stakeholders.grid_view import GridView

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class _Press:
    """A marker held down: where, and whether that began with Shift (a target) and Ctrl (any target)."""

    point: QPointF
    mark: Mark
    shift: bool
    control: bool


class Pointer:
    """What the mouse is about on one grid."""

    def __init__(self, view: GridView) -> None:
        self._view = view
        self._gesture: Gesture | None = None
        self._pressed: _Press | None = None
        self.card = GridCard(view)
        self.hover = Hover(view)
        self.hover.rested.connect(self._on_rested)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        view, point = self._view, self._view.to_points(event.position())
        self.end_hover()
        number = view.hits.at(point.x(), point.y(), view.camera)
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gesture = ShiftView(view, point)
        elif event.button() == Qt.MouseButton.LeftButton:
            if number is not None:
                self._press_mark(point, view.scene.marks[number], event.modifiers())
            elif view.camera.holds(point.x(), point.y()):
                add = bool(event.modifiers() & (_CONTROL | _SHIFT))
                self._gesture = DrawFrame(view, point, add=add)
        elif event.button() == Qt.MouseButton.RightButton and number is not None:
            row_id = view.scene.marks[number].row.id
            if row_id not in view.selection:
                view.choose([row_id])

    def move(self, event: QMouseEvent) -> None:
        """The pointer goes on, with a button down or without."""
        point = self._view.to_points(event.position())
        held = self._pressed
        far = QApplication.startDragDistance() / 2
        if held is not None and self._gesture is None and (point - held.point).manhattanLength() >= far:
            self._set_off(held)
        if self._gesture is not None:
            self._gesture.drag(point)
            self._view.update()
        elif not event.buttons():
            self._hover_at(point)

    def release(self) -> None:
        """The button comes up: what was begun is done."""
        gesture, held = self._gesture, self._pressed
        self._gesture, self._pressed = None, None
        if gesture is not None:
            gesture.finish()
            self._view.update()
        elif held is not None and held.shift:
            self._toggle(held.mark.row.id)

    def cancel(self) -> bool:
        """Leave all as it was before the press; False where nothing was pressed."""
        if self._gesture is None and self._pressed is None:
            return False
        gesture, self._gesture, self._pressed = self._gesture, None, None
        if gesture is not None:
            gesture.cancel()
        self._view.update()
        return True

    def paint(self, painter: QPainter) -> None:
        """What the gesture shows on top of the grid."""
        if self._gesture is not None:
            self._gesture.paint(painter)

    def end_hover(self) -> None:
        """The pointer rests on nothing."""
        self.hover.move_over(None)
        self.card.hide()

    def say(self, mark: Mark, text: str) -> None:
        """Open the card beside a marker with a word on what cannot be done with it."""
        self.card.show_texts((mark.row.name, text), mark_box(self._view, mark), self._inside())

    def _press_mark(self, point: QPointF, mark: Mark, modifiers: Qt.KeyboardModifier) -> None:
        view, row_id = self._view, mark.row.id
        shift, control = bool(modifiers & _SHIFT), bool(modifiers & _CONTROL)
        if control and not shift:
            self._toggle(row_id)
        elif not shift and row_id not in view.selection:
            view.choose([row_id])
        if shift or (view.editable and row_id in view.selection):
            self._pressed = _Press(point, mark, shift, control)

    def _set_off(self, held: _Press) -> None:
        """The pointer has gone far enough for a pull to begin."""
        view, row_id = self._view, held.mark.row.id
        if not held.shift:
            self._gesture = PullMarks(view, held.mark, held.point)
            return
        self._pressed = None
        if row_id not in view.selection:
            view.choose([row_id])
        if view.editable:
            self._gesture = begin_target(view, held.mark, free=held.control)

    def _toggle(self, row_id: str) -> None:
        rest = [each for each in self._view.selection if each != row_id]
        self._view.choose(rest if row_id in self._view.selection else [*rest, row_id])

    def _hover_at(self, point: QPointF) -> None:
        view = self._view
        number = view.hits.at(point.x(), point.y(), view.camera)
        if self.hover.move_over(self._zone_at(point) if number is None else number):
            self.card.hide()
            view.setCursor(Qt.CursorShape.PointingHandCursor) if number is not None else view.unsetCursor()

    def _zone_at(self, point: QPointF) -> Zone | None:
        """The zone whose name is under the pointer."""
        view = self._view
        layout = view.scene.layout
        for label in zone_labels(layout, view.camera.plot, view.camera.unit):
            wide = measure(label.text, label.size, True)
            left = label.x - (wide if label.anchor == "right" else 0)
            if left - 4 <= point.x() <= left + wide + 4 and label.y - 15 <= point.y() <= label.y + 6:
                return next((zone for zone in layout.zones if _(zone.meaning.text) == label.text), None)
        return None

    def _on_rested(self, thing: object) -> None:
        if self._gesture is not None:
            return
        if isinstance(thing, Zone):
            self._tell_zone(thing)
        elif isinstance(thing, int) and thing < len(self._view.scene.marks):
            mark = self._view.scene.marks[thing]
            self.card.show_row(self._view.fresh(mark.row), mark_box(self._view, mark), self._inside())

    def _tell_zone(self, zone: Zone) -> None:
        """What to do with those who stand in a zone."""
        view = self._view
        for label in zone_labels(view.scene.layout, view.camera.plot, view.camera.unit):
            if label.text == _(zone.meaning.text):
                wide, scale = measure(label.text, label.size, True), view.theme.scale
                left = label.x - (wide if label.anchor == "right" else 0)
                corner = QPoint(round(left * scale), round((label.y - 14) * scale))
                box = QRect(corner, QSize(round(wide * scale), round(18 * scale)))
                advice = _(str(getattr(zone.meaning, "advice", "")))
                self.card.show_texts((label.text, "", advice), box, self._inside())
                return

    def _inside(self) -> QRect:
        return self._view.rect().adjusted(4, 4, -4, -4)


def mark_box(view: GridView, mark: Mark) -> QRect:
    """Where a marker is on the widget, in pixels."""
    x, y = view.camera.to_page(mark.x, mark.y)
    radius, scale = marker_radius(mark.look) + 3, view.theme.scale
    corner = QPoint(round((x - radius) * scale), round((y - radius) * scale))
    return QRect(corner, QSize(round(2 * radius * scale), round(2 * radius * scale)))
