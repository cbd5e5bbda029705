"""Room for everybody: fits places into the picture and pushes apart those that lie on each other.

Plain arithmetic on fractions of a picture that is wider than high; the same at every run.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping

Place = tuple[float, float]
ASPECT = 1.5
"""How much wider than high pictures mostly are."""
_EDGE = 0.035
_ROUNDS = 24


def fitted(
    places: Mapping[str, Place],
    left: float = _EDGE,
    right: float = 1 - _EDGE,
    top: float = _EDGE,
    bottom: float = 1 - _EDGE,
) -> dict[str, Place]:
    """The places stretched to fill a box; one alone, or all in a line, stand in its middle."""
    across = _Stretch((place[0] for place in places.values()), left, right)
    down = _Stretch((place[1] for place in places.values()), top, bottom)
    return {key: (across(x), down(y)) for key, (x, y) in places.items()}


def pushed_apart(
    places: Mapping[str, Place], *, fixed: Collection[str] = frozenset(), rounds: int = _ROUNDS
) -> dict[str, Place]:
    """The places with none nearer to another than there is room for; the `fixed` stay where they are."""
    found = {key: [x * ASPECT, y] for key, (x, y) in sorted(places.items())}
    distance = min(0.075, 0.62 * math.sqrt(ASPECT / max(1, len(found))))
    for _round in range(rounds):
        if not _push(found, distance, fixed):
            break
    return {key: places[key] if key in fixed else _inside(*found[key]) for key in places}


def _inside(x: float, y: float) -> Place:
    return min(1 - _EDGE / 2, max(_EDGE / 2, x / ASPECT)), min(1 - _EDGE / 2, max(_EDGE / 2, y))


def _push(found: dict[str, list[float]], distance: float, fixed: Collection[str]) -> bool:
    """One round of pushing; whether anybody had to move. Cells of the distance hold the candidates."""
    cells: dict[tuple[int, int], list[str]] = {}
    for key, (x, y) in found.items():
        cells.setdefault((int(x / distance), int(y / distance)), []).append(key)
    moved = False
    for (column, row), members in cells.items():
        others = [
            key
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for key in cells.get((i, j), ())
        ]
        for one in members:
            for other in others:
                if one < other and _part(found, one, other, distance, fixed):
                    moved = True
    return moved


def _part(
    found: dict[str, list[float]], one: str, other: str, distance: float, fixed: Collection[str]
) -> bool:
    here, there = found[one], found[other]
    dx, dy = there[0] - here[0], there[1] - here[1]
    apart = dx * dx + dy * dy
    if apart >= distance * distance * 0.98:
        return False
    length = math.sqrt(apart)
    if length < 1e-6:
        angle = (len(one) * 7 + sum(map(ord, one + other))) % 360
        dx, dy, length = math.cos(angle) * 1e-6, math.sin(angle) * 1e-6, 1e-6
    share = (distance - length) / length * 0.5
    here_free, there_free = one not in fixed, other not in fixed
    if here_free and there_free:
        _shift(here, -dx * share, -dy * share)
        _shift(there, dx * share, dy * share)
    elif here_free:
        _shift(here, -dx * share * 2, -dy * share * 2)
    elif there_free:
        _shift(there, dx * share * 2, dy * share * 2)
    return here_free or there_free


def _shift(place: list[float], dx: float, dy: float) -> None:
    place[0] = min(ASPECT * (1 - _EDGE / 2), max(ASPECT * _EDGE / 2, place[0] + dx))
    place[1] = min(1 - _EDGE / 2, max(_EDGE / 2, place[1] + dy))


class _Stretch:
    """A stretch of numbers onto another."""

    def __init__(self, values: Iterable[float], low: float, high: float) -> None:
        known = sorted(values)
        self._low, self._high = low, high
        self._from = known[0] if known else 0.0
        self._length = known[-1] - known[0] if known else 0.0

    def __call__(self, value: float) -> float:
        if self._length < 1e-9:
            return (self._low + self._high) / 2
        return self._low + (value - self._from) / self._length * (self._high - self._low)
