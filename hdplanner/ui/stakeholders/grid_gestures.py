"""What the mouse does on the grid, one class a gesture: pull marks, draw a frame, shift the view.

A gesture paints itself and says at its end what it means; the view turns that into signals. Esc cancels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hdplanner.figures.shapes import Label, Rect
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.stakeholders.grid_moves import cell_words, moves_by, steps_to

if TYPE_CHECKING:
    from hdplanner.figures.scene import Mark
    from hdplanner.ui.stakeholders.grid_view import GridView


class Gesture(Protocol):
    """From a press to a release or a cancel; points are those of the page."""

    def drag(self, point: QPointF) -> None:
        """The pointer is here now."""

    def finish(self) -> None:
        """The button was released."""

    def cancel(self) -> None:
        """Leave all as it was."""

    def paint(self, painter: QPainter) -> None:
        """Paint what the gesture shows on top."""


class PullMarks:
    """Pulls the chosen marks. They follow the pointer freely and snap to whole steps at the release."""

    def __init__(self, view: GridView, grabbed: Mark, start: QPointF) -> None:
        self._view = view
        self._grabbed = grabbed
        self._start = start
        self._shift = QPointF()
        self._marks = view.chosen_marks()
        view.lift({mark.row.id: (mark.x, mark.y) for mark in self._marks})

    def drag(self, point: QPointF) -> None:
        self._shift = point - self._start
        unit = self._view.camera.unit
        dx, dy = self._shift.x() / unit.width, self._shift.y() / unit.height
        self._view.lift({mark.row.id: (mark.x + dx, mark.y + dy) for mark in self._marks})

    def finish(self) -> None:
        dx, dy = self._steps()
        moves = moves_by(self._view.scene.layout, [mark.row for mark in self._marks], dx, dy)
        self._view.settle(moves)

    def cancel(self) -> None:
        self._view.settle([])

    def paint(self, painter: QPainter) -> None:
        if self._shift.manhattanLength() > 0:
            x, y = self._place()
            paint_target_cell(painter, self._view, x, y)

    def _place(self) -> tuple[float, float]:
        """Where on the grid the pointer holds the grabbed mark."""
        unit = self._view.camera.unit
        return self._grabbed.x + self._shift.x() / unit.width, self._grabbed.y + self._shift.y() / unit.height

    def _steps(self) -> tuple[int, int]:
        return steps_to(self._view.scene.layout, self._grabbed.row, *self._place())


class DrawFrame:
    """Draws a frame around marks to choose them; with `add`, besides those chosen before."""

    def __init__(self, view: GridView, start: QPointF, *, add: bool) -> None:
        self._view = view
        self._start = start
        self._end = start
        self._before = list(view.selection)
        self._kept = self._before if add else []

    def drag(self, point: QPointF) -> None:
        self._end = point
        box = QRectF(self._start, self._end).normalized()
        left, top = self._view.camera.to_grid(box.left(), box.top())
        right, bottom = self._view.camera.to_grid(box.right(), box.bottom())
        found = self._view.hits.within(left, top, right, bottom)
        self._view.choose([*self._kept, *(each for each in found if each not in self._kept)])

    def finish(self) -> None:
        if self._start == self._end:
            self._view.choose(self._kept)

    def cancel(self) -> None:
        self._view.choose(self._before)

    def paint(self, painter: QPainter) -> None:
        theme = self._view.theme
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(theme.colour("accent", 0.1))
        painter.drawRect(QRectF(self._start, self._end).normalized())


class ShiftView:
    """Pulls the grid along when it is zoomed in."""

    def __init__(self, view: GridView, start: QPointF) -> None:
        self._view = view
        self._last = start
        view.setCursor(Qt.CursorShape.ClosedHandCursor)

    def drag(self, point: QPointF) -> None:
        self._view.camera.pan(point.x() - self._last.x(), point.y() - self._last.y())
        self._last = point
        self._view.refresh()

    def finish(self) -> None:
        self._view.unsetCursor()

    def cancel(self) -> None:
        self._view.unsetCursor()

    def paint(self, painter: QPainter) -> None:
        return


def paint_target_cell(painter: QPainter, view: GridView, x: float, y: float) -> None:
    """The cell in which a drop would land, and what it says in words."""
    layout, unit, plot = view.scene.layout, view.camera.unit, view.camera.plot
    columns, rows = layout.x.steps, layout.y.steps
    column, row = min(columns - 1, max(0, int(x * columns))), min(rows - 1, max(0, int(y * rows)))
    left, top = unit.x + unit.width * column / columns, unit.y + unit.height * row / rows
    width, height = unit.width / columns, unit.height / rows
    words = cell_words(layout, x, y)
    wide = measure(words, 11, True) + 16
    text_x = min(max(plot.x + 4, left + width / 2 - wide / 2), plot.right - wide - 4)
    text_y = min(max(plot.y + 4, top + 4), plot.bottom - 24)
    painter.save()
    painter.setClipRect(QRectF(plot.x, plot.y, plot.width, plot.height))
    cell = (
        Rect(left, top, width, height, fill="accent", opacity=0.1),
        Rect(left, top, width, height, stroke="accent", stroke_width=1.5, corner=3),
        Rect(text_x, text_y, wide, 20, fill="accent", corner=4),
        Label(words, text_x + 8, text_y + 14, 11, "on_accent", weight="bold"),
    )
    paint_shapes(painter, cell, view.theme)
    painter.restore()
