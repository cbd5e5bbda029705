"""Where labels go so that none covers another or a marker: greedy, the most important first.

Pure Python on a bitmap of occupancy, one integer a row, so that a test of a box is a handful of ANDs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hdplanner.figures.shapes import Anchor, Point

_CELL = 4.0
_NEAR: tuple[tuple[int, float], ...] = (
    *((1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5)),
    *((1, -1), (1, 1), (-1, -1), (-1, 1)),
)
_STEP = 4.0
_AIR = 5.0
"""Beside a placed label: two names in one line must not read as one."""
_CAREFUL = 150


class Wanted(NamedTuple):
    """A label that asks for a place beside its marker at (x, y)."""

    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A label's place: the top left corner of its box; a leader line from the marker where it had to move away."""

    number: int
    x: float
    y: float
    anchor: Anchor
    leader: tuple[Point, Point] | None = None


class Occupancy:
    """Which 4-point cells of a page are taken. What lies outside the page is taken."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self._left, self._top = left, top
        self._columns = max(0, int((right - left) / _CELL))
        self._rows = [0] * max(0, int((bottom - top) / _CELL))

    def is_free(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether the box lies on the page and touches nothing."""
        first, last = int((x - self._left) // _CELL), int((x - self._left + width) // _CELL)
        low, high = int((y - self._top) // _CELL), int((y - self._top + height) // _CELL)
        if first < 0 or low < 0 or last >= self._columns or high >= len(self._rows):
            return False
        mask = ((1 << (last - first + 1)) - 1) << first
        taken = 0
        for row in self._rows[low : high + 1]:
            taken |= row
        return not taken & mask

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Mark a box as taken; parts off the page do not matter."""
        first = max(0, int((x - self._left) // _CELL))
        last = min(self._columns - 1, int((x - self._left + width) // _CELL))
        low = max(0, int((y - self._top) // _CELL))
        high = min(len(self._rows) - 1, int((y - self._top + height) // _CELL))
        if last < first:
            return
        mask = ((1 << (last - first + 1)) - 1) << first
        for row in range(low, high + 1):
            self._rows[row] |= mask

    def take_discs(self, discs: Iterable[tuple[float, float, float]]) -> None:
        """Mark (x, y, radius) as taken, each as its box; those in one cell are marked once."""
        left, top = self._left, self._top
        boxes = {
            (int((x - r - left) // _CELL), int((y - r - top) // _CELL), int(2 * r // _CELL) + 1)
            for x, y, r in discs
        }
        rows, count = self._rows, len(self._rows)
        page = (1 << self._columns) - 1
        for first, low, cells in boxes:
            mask = (1 << cells) - 1
            mask = mask << first if first >= 0 else mask >> -first
            for row in range(max(0, low), min(count, low + cells)):
                rows[row] |= mask
        for row in range(count):
            rows[row] &= page


def place_labels(
    wanted: Iterable[Wanted],
    page: Occupancy,
    *,
    limit: int = 400,
    leaders: int = 60,
    patience: int = 120,
    gap: float = 3.0,
) -> list[Spot]:
    """Find a place for each label, in the order of their importance; who finds none has none.

    `limit` bounds how many are placed, `patience` after how many failures in a row the page counts as full, and
    `leaders` how many of the first may move away from their marker on a leader line. The page is changed: placed
    labels are taken on it.
    """
    spots: list[Spot] = []
    failed = 0
    for number, label in enumerate(wanted):
        spot = _beside(number, label, page, gap, _NEAR if number < _CAREFUL else _NEAR[:4])
        if spot is None and number < leaders:
            spot = _away(number, label, page, gap)
        failed = 0 if spot is not None else failed + 1
        if spot is not None:
            page.take(spot.x - _AIR, spot.y, label.width + 2 * _AIR, label.height)
            for x, y in _along(spot.leader) if spot.leader else ():
                page.take(x, y, 1, 1)
            spots.append(spot)
        if len(spots) >= limit or failed > patience:
            break
    return spots


def _beside(
    number: int, label: Wanted, page: Occupancy, gap: float, ways: Iterable[tuple[int, float]]
) -> Spot | None:
    for dx, dy in ways:
        x, y, anchor = _box(label, dx, dy, label.radius + gap)
        if page.is_free(x, y, label.width, label.height):
            return Spot(number, x, y, anchor)
    return None


def _away(number: int, label: Wanted, page: Occupancy, gap: float) -> Spot | None:
    for distance in (12.0, 22.0, 34.0, 48.0):
        for dx, dy in ((1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0)):
            x, y, anchor = _box(label, dx, dy, label.radius + gap + distance)
            if page.is_free(x, y, label.width, label.height):
                leader = _leader(label, x, y)
                if all(page.is_free(*point, 1, 1) for point in _along(leader)):
                    return Spot(number, x, y, anchor, leader)
    return None


def _along(leader: tuple[Point, Point]) -> list[Point]:
    """Points of a leader beyond the corner of its own marker: it must cross no other marker and no name."""
    (x1, y1), (x2, y2) = leader
    length = max(1.0, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    count = int(length / _STEP)
    shares = [(number + 0.5) / count for number in range(min(2, count - 1), count)]
    return [(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in shares]


def _box(label: Wanted, dx: int, dy: float, reach: float) -> tuple[float, float, Anchor]:
    """The box of the label in a direction; diagonals come closer, as a circle's corners do.

    A `dy` of a half is beside the marker, half a line up or down.
    """
    if dx and abs(dy) == 1 and not (dx > 0 and dy > 0):
        reach *= 0.72  # but at the lower right, where the sign of the kind stands
    x = label.x + (reach if dx > 0 else -reach - label.width if dx < 0 else -label.width / 2)
    if abs(dy) < 1:
        y = label.y - label.height / 2 + dy * label.height
    else:
        y = label.y + (reach if dy > 0 else -reach - label.height)
    return x, y, ("left" if dx > 0 else "right" if dx < 0 else "middle")


def _leader(label: Wanted, x: float, y: float) -> tuple[Point, Point]:
    """From the edge of the marker to the nearest point of the box."""
    near = (min(max(label.x, x), x + label.width), min(max(label.y, y + 2), y + label.height - 2))
    dx, dy = near[0] - label.x, near[1] - label.y
    length = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    return (label.x + dx / length * label.radius, label.y + dy / length * label.radius), near
