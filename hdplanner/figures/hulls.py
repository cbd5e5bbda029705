"""Smooth outlines around groups of points, such as coalitions, each with its name; they lie under the markers.

Pure geometry: which points belong together is the caller's. One outline a group, at most six hues, then dashes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hdplanner.figures.shapes import Label, Point, Polygon, Shape

HUES = 6
_DASHES: tuple[tuple[float, ...], ...] = ((), (7.0, 3.0), (2.0, 3.0), (9.0, 3.0, 2.0, 3.0))
_CORNERS = 20
"""So many points round a corner: it looks like an arc."""
_WASH = 0.05
_SIZE = 10.5


@dataclass(frozen=True, slots=True)
class Hull:
    """The outline of one group, with a wash inside, and its name."""

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
) -> list[Hull]:
    """One hull for each group that has points, in the order given; its place in it decides hue and dash.

    Points are those of the page. What lies beyond the four bounds is moved to them, so that no outline leaves
    the picture. Groups of the same points are drawn one round the other.
    """
    found: list[Hull] = []
    seen: dict[frozenset[Point], int] = {}
    taken: list[tuple[float, float, float, float]] = []
    for number, (name, points) in enumerate(groups.items()):
        if not points:
            continue
        corners = convex_hull(points)
        twins = seen[frozenset(corners)] = seen.get(frozenset(corners), -1) + 1
        ring = [
            (min(max(x, left), right), min(max(y, top), bottom))
            for x, y in padded(corners, padding + 4.0 * twins)
        ]
        role = f"category_{number % HUES + 1}"
        line = Polygon(tuple(ring), None, role, 1.3, 0.9, _DASHES[number // HUES % len(_DASHES)])
        label = _label(name, ring, role, measure, taken, (left, top, right, bottom))
        found.append(Hull(name, (Polygon(tuple(ring), role, opacity=_WASH), line), label))
    return found


def hull_shapes(
    groups: Mapping[str, Sequence[Point]], measure: Callable[[str, float, bool], float], **options: float
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


def _label(
    name: str,
    ring: Sequence[Point],
    role: str,
    measure: Callable[[str, float, bool], float],
    taken: list[tuple[float, float, float, float]],
    bounds: tuple[float, float, float, float],
) -> Label:
    """The name above the outline, else below it, clear of the other names where there is room."""
    left, top, right, bottom = bounds
    half = measure(name, _SIZE, True) / 2
    middle = (min(x for x, _y in ring) + max(x for x, _y in ring)) / 2
    middle = max(left + half, min(middle, right - half)) if right - left > 2 * half else middle
    above, below = min(y for _x, y in ring) - 4, max(y for _x, y in ring) + _SIZE + 3
    places = [
        above,
        below,
        *(above - 14 * step for step in (1, 2, 3)),
        *(below + 14 * step for step in (1, 2)),
    ]
    places = [y for y in places if top + _SIZE <= y <= bottom - 3] or [min(max(above, top + _SIZE), bottom)]
    boxes = [(middle - half, y - _SIZE, middle + half, y + 3) for y in places]
    box = next((box for box in boxes if not any(_meet(box, other) for other in taken)), boxes[0])
    taken.append(box)
    return Label(name, middle, box[1] + _SIZE, _SIZE, role, "middle", "bold")


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
