"""Places by force: ties pull, everybody pushes (Fruchterman and Reingold, 1991), one group of tied ones at a time.

The largest group fills the picture, longest side across; smaller groups and those without ties stand in a strip
at its side. The same at every run for one seed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from hdplanner.figures.network_spread import ASPECT, Place, fitted, pushed_apart

_EVEN = 0.42
"""How far dense places are evened out, 0 (as the forces left them) to 1 (all at one distance in rank)."""
_ROWS = 12


def force_places(ids: Sequence[str], pairs: Mapping[tuple[str, str], float], seed: int) -> dict[str, Place]:
    """Places in the unit square."""
    groups = _groups(ids, pairs)
    if not groups:
        return {}
    main, rest = (groups[0], groups[1:]) if len(groups[0]) > 1 else ([], groups)
    share = _strip_share(len(main), rest)
    found: dict[str, Place] = {}
    if main:
        laid = _evened(_turned(_springs(main, pairs, seed)))
        found = pushed_apart(laid)
        found = fitted(found, right=0.965 - share)
    found.update(_strip(rest, pairs, seed, 1 - share))
    return found


def _groups(ids: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """Those who are tied to each other over any number of steps, the largest group first."""
    root = {each: each for each in ids}

    def find(each: str) -> str:
        while root[each] != each:
            root[each] = root[root[each]]
            each = root[each]
        return each

    for one, other in pairs:
        root[find(one)] = find(other)
    groups: dict[str, list[str]] = {}
    for each in sorted(ids):
        groups.setdefault(find(each), []).append(each)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def _springs(group: Sequence[str], pairs: Mapping[tuple[str, str], float], seed: int) -> dict[str, Place]:
    """The layout of one group by rustworkx, from a circle on."""
    import rustworkx

    graph: rustworkx.PyGraph[str, float] = rustworkx.PyGraph()
    numbers = {each: graph.add_node(each) for each in group}
    for (one, other), weight in pairs.items():
        if one in numbers and other in numbers:
            graph.add_edge(numbers[one], numbers[other], weight)
    count = len(group)
    laid = rustworkx.spring_layout(
        graph,
        k=1.35 / math.sqrt(count),
        num_iter=300 if count <= 400 else 36,
        weight_fn=lambda weight: 0.6 + 0.2 * min(6.0, weight),
        seed=seed,
    )
    return {each: (float(laid[number][0]), float(laid[number][1])) for each, number in numbers.items()}


def _turned(places: Mapping[str, Place]) -> dict[str, Place]:
    """Turned so that the longest side lies across, as the paper does."""
    count = len(places)
    x0 = sum(place[0] for place in places.values()) / count
    y0 = sum(place[1] for place in places.values()) / count
    xx = sum((x - x0) ** 2 for x, _y in places.values())
    yy = sum((y - y0) ** 2 for _x, y in places.values())
    xy = sum((x - x0) * (y - y0) for x, y in places.values())
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    cosine, sine = math.cos(angle), math.sin(angle)
    return {
        key: ((x - x0) * cosine - (y - y0) * sine, (x - x0) * sine + (y - y0) * cosine)
        for key, (x, y) in places.items()
    }


def _evened(places: Mapping[str, Place]) -> dict[str, Place]:
    """Fitted to the square, the crowded middle spread at the cost of empty edges."""
    laid = fitted(places)
    count = max(1, len(laid) - 1)
    ranks = []
    for side in (0, 1):
        order = sorted(laid, key=lambda key, side=side: (laid[key][side], key))  # type: ignore[misc]
        ranks.append({key: 0.035 + 0.93 * number / count for number, key in enumerate(order)})
    return {
        key: (
            x * (1 - _EVEN) + ranks[0][key] * _EVEN,
            y * (1 - _EVEN) + ranks[1][key] * _EVEN,
        )
        for key, (x, y) in laid.items()
    }


def _strip_share(main: int, rest: Sequence[Sequence[str]]) -> float:
    """How much of the width those at the side need: a little less for each than for the others."""
    if not rest:
        return 0.0
    if not main:
        return 1.0
    cells = 0.8 * sum(_side(group) ** 2 for group in rest)
    return min(0.5, max(0.09, cells / (cells + main)))


def _side(group: Sequence[str]) -> int:
    return 1 if len(group) == 1 else 1 + math.isqrt(len(group))


def _columns(rest: Sequence[Sequence[str]], share: float) -> int:
    """So many that cells are about square on a page that is wider than high."""
    cells = sum(_side(group) ** 2 for group in rest)
    return max(_side(rest[0]), int(math.sqrt(cells * share * ASPECT)))


def _strip(
    rest: Sequence[Sequence[str]], pairs: Mapping[tuple[str, str], float], seed: int, left: float
) -> dict[str, Place]:
    """Small groups and lone ones on shelves from the top, the larger first."""
    if not rest:
        return {}
    columns = _columns(rest, 1 - left)
    cells: list[tuple[Sequence[str], int, int]] = []
    column = row = height = 0
    for group in rest:
        side = _side(group)
        if column + side > columns:
            column, row, height = 0, row + height, 0
        cells.append((group, column, row))
        column, height = column + side, max(height, side)
    rows = max(row + height, _ROWS if left else 1)
    wide, high = (1 - left) / columns, 1 / rows
    found: dict[str, Place] = {}
    for group, column, row in cells:
        side = _side(group)
        box = (left + column * wide, left + (column + side) * wide, row * high, (row + side) * high)
        found.update(_in_box(group, pairs, seed, box))
    return found


def _in_box(
    group: Sequence[str],
    pairs: Mapping[tuple[str, str], float],
    seed: int,
    box: tuple[float, float, float, float],
) -> dict[str, Place]:
    left, right, top, bottom = box
    if len(group) == 1:
        return {group[0]: ((left + right) / 2, (top + bottom) / 2)}
    x, y = (right - left) * 0.22, (bottom - top) * 0.22
    return fitted(_turned(_springs(group, pairs, seed)), left + x, right - x, top + y, bottom - y)
