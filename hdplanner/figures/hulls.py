"""Smooth outlines around groups of points, such as coalitions, each with its name; they lie under the markers.

Pure geometry: which points belong together is the caller's. One outline a group, at most six hues, then dashes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hdplanner.figures.shapes import Circle, Label, Point, Polygon, Shape, shortened

HUES = 6
_DASHES: tuple[tuple[float, ...], ...] = ((), (7.0, 3.0), (2.0, 3.0), (9.0, 3.0, 2.0, 3.0))
_CORNERS = 20
"""So many points round a corner: it looks like an arc."""
_WASH = 0.05
_SIZE = 10.5
_RING = 12.0
MOST_RINGS = 200
"""A group of more members has no ring round each."""
_NAME_LIMIT = 42
_Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Hull:
    """The outline of one group with a wash inside, a ring round each member, and its name.

    The rings tell members from those who only stand between them.
    """

    name: str
    outline: tuple[Shape, ...]
    label: Label


def hulls(
    groups: Mapping[str, Sequence[Point]],
    measure: Callable[[str, float, bool], float],
    *,
    padding: float = 17.0,
    left: float = -math.inf,
    top: float = -math.inf,
    right: float = math.inf,
    bottom: float = math.inf,
    avoid: Sequence[Point] = (),
    plain: Collection[str] = (),
) -> list[Hull]:
    """One hull for each group that has points, in the order given; its place in it decides hue and dash.

    Points are those of the page. What lies beyond the four bounds is moved to them, so that no outline leaves
    the picture. Groups of the same points are drawn one round the other. Names keep clear of the points to `avoid`,
    such as other markers, where there is room. Those in `plain` have no rings: their points are not all members.
    """
    found: list[Hull] = []
    twins: Counter[tuple[Point, ...]] = Counter()
    rings: Counter[Point] = Counter()
    names = _Names(
        measure, (left, top, right, bottom), [*avoid, *(one for group in groups.values() for one in group)]
    )
    for number, (name, points) in enumerate(groups.items()):
        if not points:
            continue
        corners = tuple(convex_hull(points))
        ring = [
            (min(max(x, left), right), min(max(y, top), bottom))
            for x, y in padded(corners, padding + 4.0 * twins[corners])
        ]
        twins[corners] += 1
        role = f"category_{number % HUES + 1}"
        dash = _DASHES[number // HUES % len(_DASHES)]
        outline: list[Shape] = [
            Polygon(tuple(ring), role, opacity=_WASH),
            Polygon(tuple(ring), None, role, 1.3, 0.9, dash),
        ]
        for x, y in () if name in plain or len(points) > MOST_RINGS else points:
            outline.append(Circle(x, y, _RING + 2.5 * rings[x, y], None, role, 0.9, 0.8, dash))
            rings[x, y] += 1
        found.append(Hull(name, tuple(outline), names.label(name, ring, role)))
    return found


def hull_shapes(
    groups: Mapping[str, Sequence[Point]], measure: Callable[[str, float, bool], float], **options: Any
) -> list[Shape]:
    """All outlines, then all names: paint them before the markers. `options` are those of `hulls`."""
    made = hulls(groups, measure, **options)
    return [*(shape for hull in made for shape in hull.outline), *(hull.label for hull in made)]


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest convex shape round the points, in order (monotone chain; A. Andrew, 1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return [*lower[:-1], *upper[:-1]]


def padded(corners: Sequence[Point], padding: float) -> list[Point]:
    """The hull grown by a distance on all sides, its corners round; a circle about a single point."""
    angles = [2 * math.pi * step / _CORNERS for step in range(_CORNERS)]
    around = [(padding * math.cos(angle), padding * math.sin(angle)) for angle in angles]
    return convex_hull([(x + dx, y + dy) for x, y in corners for dx, dy in around])


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(one: Point, two: Point, three: Point) -> float:
    """Above nought where the way over the three bends to the left."""
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


class _Names:
    """Finds places for the names of outlines: outside, clear of markers and of each other where there is room."""

    def __init__(
        self, measure: Callable[[str, float, bool], float], bounds: _Bounds, avoid: Sequence[Point]
    ) -> None:
        self._measure = measure
        self._bounds = bounds
        self._markers = [(x - _RING, y - _RING, x + _RING, y + _RING) for x, y in avoid]
        self._taken: list[_Bounds] = []

    def label(self, name: str, ring: Sequence[Point], role: str) -> Label:
        """The name above the outline, else below it, else beside it."""
        text = shortened(name, _NAME_LIMIT)
        width = self._measure(text, _SIZE, True)
        boxes = [self._moved_in(box) for box in _around(ring, width)]
        free = (box for box in boxes if not any(_meet(box, other) for other in self._taken))
        clear = (
            box for box in boxes if not any(_meet(box, other) for other in (*self._taken, *self._markers))
        )
        box = next(clear, None) or next(free, boxes[0])
        self._taken.append(box)
        return Label(text, box[0] + width / 2, box[1] + _SIZE, _SIZE, role, "middle", "bold")

    def _moved_in(self, box: _Bounds) -> _Bounds:
        """The box inside the picture."""
        left, top, right, bottom = self._bounds
        dx = max(0.0, left - box[0]) or min(0.0, right - box[2])
        dy = max(0.0, top - box[1]) or min(0.0, bottom - box[3])
        return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def _around(ring: Sequence[Point], width: float) -> list[_Bounds]:
    """Boxes for a name outside an outline: above, below, then all along it."""
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    spots = [(x, min(ys) - 9.0), (x, max(ys) + 9.0)]
    for corner_x, corner_y in ring[::3]:
        length = max(1.0, math.dist((x, y), (corner_x, corner_y)))
        ux, uy = (corner_x - x) / length, (corner_y - y) / length
        spots.append((corner_x + ux * (6 + width / 2), corner_y + uy * 10))
    high = _SIZE + 3
    return [(x - width / 2, y - high / 2, x + width / 2, y + high / 2) for x, y in spots]


def _meet(one: _Bounds, other: _Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
