"""Which marks lie under the pointer or in a frame: cells of the grid hold the numbers of their marks.

In fractions of the grid, so that zoom and size do not matter; made once for a scene.
"""

from __future__ import annotations

from functools import cached_property

from hdplanner.figures.markers import marker_radius
from hdplanner.figures.scene import GridScene
from hdplanner.ui.common.camera import Camera

_CELLS = 40


class Hits:
    """Finds marks of one scene."""

    def __init__(self, scene: GridScene) -> None:
        self._marks = scene.marks

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[int]]:
        """The numbers of the marks in each cell; made when the pointer first asks."""
        cells: dict[tuple[int, int], list[int]] = {}
        for number, mark in enumerate(self._marks):
            cells.setdefault((int(mark[1] * _CELLS), int(mark[2] * _CELLS)), []).append(number)
        return cells

    def at(self, x: float, y: float, camera: Camera, reach: float = 4.0) -> int | None:
        """The number of the mark nearest to a point of the page, within its radius and a little more."""
        if not camera.holds(x, y, margin=12):
            return None
        best, nearest = None, float("inf")
        grid_x, grid_y = camera.to_grid(x, y)
        wide = 16 / camera.unit.width * _CELLS
        high = 16 / camera.unit.height * _CELLS
        column, row = grid_x * _CELLS, grid_y * _CELLS
        for i in range(int(column - wide), int(column + wide) + 1):
            for j in range(int(row - high), int(row + high) + 1):
                for number in self._cells.get((i, j), ()):
                    mark = self._marks[number]
                    page_x, page_y = camera.to_page(mark.x, mark.y)
                    distance = ((page_x - x) ** 2 + (page_y - y) ** 2) ** 0.5
                    if distance <= marker_radius(mark.look) + reach and distance < nearest:
                        best, nearest = number, distance
        return best

    def within(self, left: float, top: float, right: float, bottom: float) -> list[str]:
        """The ids of the marks in a frame, in fractions of the grid."""
        return [mark.row.id for mark in self._marks if left <= mark.x <= right and top <= mark.y <= bottom]

    def beside(self, number: int, dx: int, dy: int) -> int | None:
        """The nearest mark in a direction, for who walks from mark to mark by keyboard."""
        here = self._marks[number]
        best, nearest = None, float("inf")
        for other, mark in enumerate(self._marks):
            along = (mark.x - here.x) * dx + (mark.y - here.y) * dy
            across = abs((mark.x - here.x) * dy) + abs((mark.y - here.y) * dx)
            if along > 1e-9 and along >= across * 0.5 and along + 2 * across < nearest:
                best, nearest = other, along + 2 * across
        return best
