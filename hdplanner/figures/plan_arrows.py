"""The ways of the arrows of a timeline: from what comes first to what waits, around the chips that lie between.

Pure geometry. A way runs beside a chip and between two lines of chips, and turns by right angles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hdplanner.figures.grid_ground import Box
from hdplanner.figures.shapes import Point

Way = tuple[Point, ...]

_BESIDE, _NEAREST = 11.0, 18.0
"""How far from a chip an arrow turns, and how far apart two chips must be for a way straight from one to the other."""
_LINES = 5
_TURN = 5.0


def way_around(first: Box, then: Box, boxes: Sequence[Box], lines: Sequence[float]) -> Way:
    """The shortest way from ``first`` to ``then`` that runs behind the fewest ``boxes``; ``lines`` as of `free_lines`."""
    ways = sorted(_ways(first, then, lines), key=_length)
    best, fewest = ways[0], len(boxes) + 1
    for way in ways:
        crossed = sum(_crosses(box, way) for box in boxes)
        if crossed < fewest:
            best, fewest = way, crossed
        if not crossed:
            break
    return best


def free_lines(boxes: Sequence[Box]) -> list[float]:
    """The heights at which nothing lies: between two lines of boxes, above the first and below the last."""
    spans = sorted({(box.y, box.bottom) for box in boxes})
    if not spans:
        return []
    found, low = [spans[0][0] - 4], spans[0][1]
    for top, bottom in spans[1:]:
        if top > low:
            found.append((low + top) / 2)
        low = max(low, bottom)
    return [*found, low + 4]


def rounded(way: Way) -> Way:
    """A way with its corners cut, so that the eye follows it."""
    found: list[Point] = [way[0]]
    for before, corner, behind in zip(way, way[1:], way[2:], strict=False):
        one, two = _beside(corner, before), _beside(corner, behind)
        middle = ((one[0] + two[0]) / 4 + corner[0] / 2, (one[1] + two[1]) / 4 + corner[1] / 2)
        found += [one, middle, two]
    return (*found, way[-1])


def _ways(first: Box, then: Box, lines: Sequence[float]) -> Iterator[Way]:
    start: Point = (first.right, first.y + first.height / 2)
    end: Point = (then.x, then.y + then.height / 2)
    leave, come = start[0] + _BESIDE, end[0] - _BESIDE
    if end[0] - start[0] >= _NEAREST:
        for x in (leave, (start[0] + end[0]) / 2, come):
            yield (start, (x, start[1]), (x, end[1]), end)
    near = {*sorted(lines, key=lambda y: abs(y - start[1]))[:_LINES]}
    near |= {*sorted(lines, key=lambda y: abs(y - end[1]))[:_LINES]}
    for y in sorted(near):
        yield (start, (leave, start[1]), (leave, y), (come, y), (come, end[1]), end)


def _length(way: Way) -> tuple[float, Way]:
    """How long a way is; a turn counts as some points more."""
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(way)) + 4 * len(way), way


def _crosses(box: Box, way: Way) -> bool:
    return any(
        min(a[0], b[0]) < box.right
        and max(a[0], b[0]) > box.x
        and min(a[1], b[1]) < box.bottom
        and max(a[1], b[1]) > box.y
        for a, b in pairwise(way)
    )


def _beside(corner: Point, other: Point) -> Point:
    """A point near a corner, on the way to another; no farther than half of that."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    far = abs(dx) + abs(dy)
    step = min(_TURN, far / 2) / far if far else 0.0
    return corner[0] + dx * step, corner[1] + dy * step
