"""Dropping stakeholders from the tray onto the grid: shows the cell they would land in, and assesses them.

Knows only the ids that a drag carries; `GridView` hands its drag events on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter

from hdplanner.ui.common.tray import Cargo
from hdplanner.ui.stakeholders.grid_gestures import paint_target_cell
from hdplanner.ui.stakeholders.grid_moves import moves_onto

if TYPE_CHECKING:
    from hdplanner.ui.stakeholders.grid_view import GridView

STAKEHOLDERS = Cargo("stakeholders")
carry, carried = STAKEHOLDERS.carry, STAKEHOLDERS.carried


class Drops:
    """Takes drops of stakeholders on the plot, and of nothing else anywhere."""

    def __init__(self, view: GridView) -> None:
        self._view = view
        self._over: QPointF | None = None

    def enter(self, event: QDragEnterEvent) -> None:
        """A drag comes in: is it ours?"""
        if self._view.editable and carried(event.mimeData()):
            event.acceptProposedAction()

    def move(self, event: QDragMoveEvent) -> None:
        """The drag is over a cell, or beside the plot."""
        point = self._view.to_points(event.position())
        inside = self._view.camera.holds(point.x(), point.y())
        self._over = point if inside else None
        event.setAccepted(inside)
        self._view.update()

    def leave(self) -> None:
        """The drag has gone."""
        self._over = None
        self._view.update()

    def drop(self, event: QDropEvent) -> None:
        """Assess those who were dropped."""
        self._over = None
        view, point = self._view, self._view.to_points(event.position())
        ids = carried(event.mimeData())
        view.update()
        if ids and view.editable and view.camera.holds(point.x(), point.y()):
            event.acceptProposedAction()
            view.settle(moves_onto(view.scene.layout, ids, *view.camera.to_grid(point.x(), point.y())))

    def paint(self, painter: QPainter) -> None:
        """The cell under a drag from the tray."""
        if self._over is not None:
            place = self._view.camera.to_grid(self._over.x(), self._over.y())
            paint_target_cell(painter, self._view, *place)
