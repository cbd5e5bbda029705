"""Realistic targets by hand: Shift and a pull draw the arrow, Alt with an arrow key raises or lowers it.

One step towards support at most, as the domain advises; with Ctrl besides, any step. A target judges nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from hdplanner.domain.labels import step_label
from hdplanner.domain.rules_salience import realistic_target
from hdplanner.domain.values import Position
from hdplanner.figures.grid_overlays import target_shapes
from hdplanner.figures.scene import Mark
from hdplanner.figures.shapes import Label, Rect, Shape
from hdplanner.i18n import _
from hdplanner.ui.common.figure_view import measure, paint_shapes

if TYPE_CHECKING:
    from hdplanner.figures.methods import Axis, Layout
    from hdplanner.figures.scene import Placed
    from hdplanner.ui.common.gestures import Gesture
    from hdplanner.ui.stakeholders.grid_view import GridView

Target = tuple[str, int]
"""The id of a stakeholder, and the position to which it can be brought."""


def position_axis(layout: Layout) -> Axis | None:
    """The axis of a grid that shows positions, if one does."""
    return next((axis for axis in (layout.x, layout.y) if axis.field == "position"), None)


def bounded(position: int, wanted: int, *, free: bool) -> int:
    """The target nearest to what is wanted: from where one stands to one step on, or anywhere if `free`."""
    low, high = (min(Position), max(Position)) if free else (position, realistic_target(position))
    return int(max(low, min(wanted, high)))


def targets_by(rows: list[Placed], grabbed: Placed, wanted: int, *, free: bool) -> list[Target]:
    """Targets for all rows as many steps on as the grabbed one is pulled; what changes nothing is left out."""
    steps = wanted - (grabbed.position or 0)
    found = [
        (row, bounded(row.position, row.position + steps, free=free))
        for row in rows
        if row.position is not None
    ]
    return [
        (row.id, target)
        for row, target in found
        if target != row.target and (row.target is not None or target != row.position)
    ]


def begin_target(view: GridView, mark: Mark, *, free: bool) -> Gesture | None:
    """A pull that sets targets; refused with a word where no axis shows positions."""
    if position_axis(view.scene.layout) is None:
        view.pointer.say(
            mark,
            _("A target is a position: choose a grid with positions, or press Alt+Up."),
        )
        return None
    return PullTarget(view, mark, free=free)


def shift_targets(view: GridView, steps: int, *, free: bool) -> None:
    """Raise or lower the targets of the chosen ones by steps, from the target they have or from where they stand."""
    marks = view.chosen_marks()
    targets: list[Target] = []
    for mark in marks:
        position = mark.row.position
        if position is not None:
            from_here = position if mark.row.target is None else mark.row.target
            target = bounded(position, from_here + steps, free=free)
            if target != mark.row.target:
                targets.append((mark.row.id, target))
    if targets:
        view.aim(targets)
    elif marks:
        view.pointer.say(marks[-1], _why_not(marks[-1].row.position))


def _why_not(position: int | None) -> str:
    if position is None:
        return _("No position is assessed yet: there is nowhere to start from.")
    return _("One step at a time is realistic. Hold Ctrl as well to go further.")


class PullTarget:
    """Draws the arrow from the markers to where they can be brought. The markers stay where they are."""

    def __init__(self, view: GridView, grabbed: Mark, *, free: bool) -> None:
        self._view = view
        self._grabbed = grabbed
        self._free = free
        self._wanted: int = grabbed.row.position or 0
        self._marks = view.chosen_marks()

    def drag(self, point: QPointF) -> None:
        layout = self._view.scene.layout
        x, y = self._view.camera.to_grid(point.x(), point.y())
        along_x = layout.x.field == "position"
        self._wanted = layout.x.value(x) if along_x else layout.y.value(1.0 - y)

    def finish(self) -> None:
        rows = [mark.row for mark in self._marks]
        targets = targets_by(rows, self._grabbed.row, self._wanted, free=self._free)
        if targets:
            self._view.aim(targets)

    def cancel(self) -> None:
        return

    def paint(self, painter: QPainter) -> None:
        view = self._view
        plot = view.camera.plot
        painter.save()
        painter.setClipRect(QRectF(plot.x, plot.y, plot.width, plot.height))
        steps = self._wanted - (self._grabbed.row.position or 0)
        for mark in self._marks:
            position = mark.row.position
            if position is not None:
                target = bounded(position, position + steps, free=self._free)
                row = replace(mark.row, target=target)
                shapes = target_shapes(view.scene.layout, mark._replace(row=row), view.camera.unit)
                paint_shapes(painter, shapes, view.theme)
        paint_shapes(painter, self._words(), view.theme)
        painter.restore()

    def _words(self) -> list[Shape]:
        """The target in words above the grabbed marker, and why it does not go further."""
        position = self._grabbed.row.position or 0
        target = bounded(position, self._wanted, free=self._free)
        words = _("Can be brought to: {step}").format(step=step_label(Position, target))
        if target != self._wanted and self._wanted > target:
            words += " · " + _("further with Ctrl+Shift")
        view = self._view
        x, y = view.camera.to_page(self._grabbed.x, self._grabbed.y)
        plot, wide = view.camera.plot, measure(words, 11, True) + 16
        left = min(max(plot.x + 4, x - wide / 2), plot.right - wide - 4)
        top = y - 44 if y - 44 > plot.y else y + 24
        return [
            Rect(left, top, wide, 20, fill="accent", corner=4),
            Label(words, left + 8, top + 14, 11, "on_accent", weight="bold"),
        ]
