"""What mouse and keyboard do on the network, beyond what all pictures share: pull nodes, draw a tie.

A gesture paints itself and says at its end what it means; the view turns that into signals. Esc cancels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from hdplanner.figures.markers import marker_radius
from hdplanner.figures.network_edges import Stroke, bow, edge_shapes
from hdplanner.figures.shapes import Circle, Label, Point, Rect, Shape, shortened
from hdplanner.ui.common.figure_view import measure, paint_shapes

if TYPE_CHECKING:
    from hdplanner.ui.network.canvas import NetworkView

_RUBBER = Stroke("accent", 2.0, (), 1.0, bar=False)


class PullNodes:
    """Pulls the chosen nodes to another place."""

    def __init__(self, view: NetworkView, start: QPointF) -> None:
        self._view = view
        self._start = start
        self._own = view.places(view.selection)
        self._now = dict(self._own)
        view.lift(self._own)

    def drag(self, point: QPointF) -> None:
        unit = self._view.camera.unit
        shift = point - self._start
        dx, dy = shift.x() / unit.width, shift.y() / unit.height
        self._now = shifted(self._own, dx, dy)
        self._view.lift(self._now)

    def finish(self) -> None:
        self._view.settle(self._now if self._now != self._own else {})

    def cancel(self) -> None:
        self._view.settle({})

    def paint(self, painter: QPainter) -> None:
        return


class DrawTie:
    """Draws a tie from a node: a rubber line to the pointer, to the node under it at the release.

    The keyboard draws it by `walk` from node to node and `finish`.
    """

    def __init__(self, view: NetworkView, source_id: str) -> None:
        self._view = view
        self.source_id = source_id
        self.target_id: str | None = None
        self._end: QPointF | None = None
        self._left = self._back = False

    def drag(self, point: QPointF) -> None:
        self._end = point
        found = self._view.hits.node_at(point.x(), point.y(), self._view.camera)
        self.target_id = found if found != self.source_id else None
        self._left = self._left or found != self.source_id
        self._back = self._left and found == self.source_id

    def walk(self, dx: int, dy: int) -> None:
        """Go on to the next node in a direction."""
        here = self.target_id or self.source_id
        found = self._view.hits.beside(here, dx, dy, but=self.source_id)
        if found is not None:
            self._end, self.target_id = None, found
            self._view.reveal(found)
            self._view.say()

    def finish(self) -> None:
        """Say which tie was drawn: to oneself, too, where the line was led back. The room says what it makes of it."""
        if self.target_id is not None or self._back:
            self._view.tie_drawn.emit(self.source_id, self.target_id or self.source_id)

    def cancel(self) -> None:
        return

    def paint(self, painter: QPainter) -> None:
        start, end, gap = self._ends()
        if start is None or end is None:
            return
        shapes: list[Shape] = []
        curve = bow(start, end, 0, 10, gap)
        if curve is not None:
            shapes.extend(edge_shapes(curve, _RUBBER))
        if self.target_id is not None:
            shapes.append(Circle(*end, gap, stroke="accent", stroke_width=2.0))
            shapes.extend(self._name(end, gap))
        paint_shapes(painter, shapes, self._view.theme)

    def _ends(self) -> tuple[Point | None, Point | None, float]:
        scene, camera = self._view.scene, self._view.camera
        source = scene.mark(self.source_id)
        target = None if self.target_id is None else scene.mark(self.target_id)
        start = None if source is None else camera.to_page(source.x, source.y)
        if target is not None:
            return start, camera.to_page(target.x, target.y), marker_radius(target.look) + 6
        return start, None if self._end is None else (self._end.x(), self._end.y()), 2.0

    def _name(self, end: Point, gap: float) -> tuple[Shape, ...]:
        target = self._view.scene.mark(self.target_id or "")
        text = "" if target is None else shortened(target.node.name, 60)
        width = measure(text, 11, True) + 16
        x = end[0] + gap + 4
        if x + width > self._view.width() / self._view.theme.scale:
            x = end[0] - gap - 4 - width
        plate = Rect(x, end[1] - 10, width, 20, fill="accent", corner=4)
        return plate, Label(text, x + 8, end[1] + 4, 11, "on_accent", weight="bold")


def shifted(places: dict[str, Point], dx: float, dy: float) -> dict[str, Point]:
    """Places moved together, so far that the first one at an edge stops all: their order is kept."""
    if not places:
        return {}
    xs, ys = [x for x, _y in places.values()], [y for _x, y in places.values()]
    dx = min(1 - max(xs), max(-min(xs), dx))
    dy = min(1 - max(ys), max(-min(ys), dy))
    return {key: (x + dx, y + dy) for key, (x, y) in places.items()}
