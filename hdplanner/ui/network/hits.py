"""Which node or tie lies under the pointer or in a frame, and which node lies beside another.

In points of the page, of one scene; holds no state of the person's work.
"""

from __future__ import annotations

import math
from functools import cached_property

from hdplanner.figures.markers import marker_radius
from hdplanner.figures.network_edges import bow, sampled
from hdplanner.figures.network_marks import node_radius
from hdplanner.figures.network_scene import NetworkScene
from hdplanner.figures.shapes import Point
from hdplanner.ui.common.camera import Camera

_REACH = 4.0
_TIE_REACH = 5.0
_BEND_ROOM = 60.0


class NetworkHits:
    """Finds nodes and ties of one scene."""

    def __init__(self, scene: NetworkScene) -> None:
        self._scene = scene

    @cached_property
    def _ends(self) -> list[tuple[float, float, float, float]]:
        """For each tie the box of its two, as fractions: left, top, right, bottom."""
        found = []
        for edge in self._scene.edges:
            one, other = (self._scene.nodes[self._scene.index[key]] for key in (edge.source, edge.target))
            found.append((min(one.x, other.x), min(one.y, other.y), max(one.x, other.x), max(one.y, other.y)))
        return found

    def node_at(self, x: float, y: float, camera: Camera) -> str | None:
        """The node nearest to a point, within its radius and a little more."""
        unit = camera.unit
        best, nearest = None, math.inf
        for placed in self._scene.nodes:
            dx, dy = unit.x + placed[1] * unit.width - x, unit.y + placed[2] * unit.height - y
            if -20 < dx < 20 and -20 < dy < 20:
                distance = math.hypot(dx, dy)
                if distance <= marker_radius(placed.look) + _REACH and distance < nearest:
                    best, nearest = placed.node.id, distance
        return best

    def tie_at(self, x: float, y: float, camera: Camera) -> str | None:
        """The tie whose bow passes nearest to a point, if it passes near."""
        at_x, at_y = camera.to_grid(x, y)
        wide, high = _BEND_ROOM / camera.unit.width, _BEND_ROOM / camera.unit.height
        best, nearest = None, _TIE_REACH
        for number, (left, top, right, bottom) in enumerate(self._ends):
            if left - wide <= at_x <= right + wide and top - high <= at_y <= bottom + high:
                distance = self._distance(number, (x, y), camera)
                if distance < nearest:
                    best, nearest = self._scene.edges[number].id, distance
        return best

    def _distance(self, number: int, point: Point, camera: Camera) -> float:
        edge, nodes, index = self._scene.edges[number], self._scene.nodes, self._scene.index
        one, other = nodes[index[edge.source]], nodes[index[edge.target]]
        start, end = camera.to_page(one.x, one.y), camera.to_page(other.x, other.y)
        gaps = node_radius(one.look), node_radius(other.look)
        curve = bow(start, end, self._scene.lanes[number], *gaps)
        if curve is None:
            return math.inf
        points = sampled(curve)
        return min(_to_stretch(point, points[at], points[at + 1]) for at in range(len(points) - 1))

    def within(self, left: float, top: float, right: float, bottom: float) -> list[str]:
        """The ids of the nodes in a frame, in fractions of the picture."""
        return [
            placed.node.id
            for placed in self._scene.nodes
            if left <= placed.x <= right and top <= placed.y <= bottom
        ]

    def beside(self, node_id: str, dx: int, dy: int, but: str = "") -> str | None:
        """The nearest node in a direction, for who walks by keyboard; never the one of `but`."""
        here = self._scene.mark(node_id)
        if here is None:
            return None
        best, nearest = None, math.inf
        for placed in self._scene.nodes:
            along = (placed.x - here.x) * dx + (placed.y - here.y) * dy
            across = abs((placed.x - here.x) * dy) + abs((placed.y - here.y) * dx)
            ahead = along > 1e-9 and along >= across * 0.5 and placed.node.id != but
            if ahead and along + 2 * across < nearest:
                best, nearest = placed.node.id, along + 2 * across
        return best


def _to_stretch(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight piece."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = 0.0 if not length else ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    share = min(1.0, max(0.0, share))
    return math.hypot(start[0] + dx * share - point[0], start[1] + dy * share - point[1])
