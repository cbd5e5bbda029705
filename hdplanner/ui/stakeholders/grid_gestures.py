"""What the mouse does on the grid, beyond what all pictures share: pull marks.

A gesture paints itself and says at its end what it means; the view turns that into signals. Esc cancels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from hdplanner.figures.shapes import Label, Rect
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.stakeholders.grid_moves import cell_words, moves_by, steps_to

if TYPE_CHECKING:
    from hdplanner.figures.scene import Mark
    from hdplanner.ui.stakeholders.grid_view import GridView


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
