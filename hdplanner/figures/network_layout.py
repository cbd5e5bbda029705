"""Where the stakeholders of a network stand: by force, in rings around one, in bands by level, or as placed by hand.

Pure functions of what they are given, the same at every run. Places are fractions of the picture, y down.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hdplanner.domain.values import Level
from hdplanner.figures.network_force import force_places
from hdplanner.figures.network_spread import fitted, pushed_apart
from hdplanner.i18n import N_

if TYPE_CHECKING:
    from hdplanner.figures.network_scene import Edge, Node

Place = tuple[float, float]
Places = dict[str, Place]
_SWEEPS = 10
_REACH = 0.49
"""The radius of the outermost ring."""
_LEVELS = tuple(reversed(Level))
_SEATS = 12
"""So many stand in one line of a band; more take another line."""


class NetworkLayout(StrEnum):
    """A way to lay out the network; the value goes into settings and commands."""

    FORCE = "force"
    RINGS = "rings"
    LEVELS = "levels"
    HAND = "hand"


LAYOUT_NAMES: dict[NetworkLayout, str] = {
    NetworkLayout.FORCE: N_("By ties"),
    NetworkLayout.RINGS: N_("Rings of distance"),
    NetworkLayout.LEVELS: N_("By level"),
    NetworkLayout.HAND: N_("Placed by hand"),
}


@dataclass(frozen=True, slots=True)
class Guide:
    """What is drawn behind a layout: a ring of a radius about the middle, or a band from top to bottom."""

    radius: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    name: str = ""


def places(
    layout: NetworkLayout,
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    centre_id: str | None = None,
    hand: Mapping[str, Place] | None = None,
    seed: int = 7,
) -> Places:
    """A place for each node.

    Rings are about `centre_id` (without one, or with one that is not shown, about the best tied). `hand` are the
    places that a person chose; who has none is put near its neighbours. Without any, HAND is as FORCE.
    """
    ids = [node.id for node in nodes]
    pairs = tied_pairs(ids, edges)
    if layout is NetworkLayout.RINGS:
        return _rings(ids, pairs, _centre(ids, pairs, centre_id))
    if layout is NetworkLayout.LEVELS:
        return _levels(nodes, pairs, seed)
    kept = {key: place for key, place in (hand or {}).items() if key in set(ids)}
    if layout is NetworkLayout.HAND and kept:
        return _by_hand(ids, pairs, kept)
    return force_places(ids, pairs, seed)


def tied_pairs(ids: Iterable[str], edges: Iterable[Edge]) -> dict[tuple[str, str], float]:
    """Who is tied to whom, whatever the direction, and how strongly: the sum of their ties, 1 to 3 each."""
    known = set(ids)
    pairs: dict[tuple[str, str], float] = {}
    for edge in edges:
        if edge.source in known and edge.target in known and edge.source != edge.target:
            pair = (min(edge.source, edge.target), max(edge.source, edge.target))
            pairs[pair] = pairs.get(pair, 0.0) + (edge.strength or 1)
    return pairs


def guides(
    layout: NetworkLayout, nodes: Sequence[Node], edges: Sequence[Edge], *, centre_id: str | None = None
) -> tuple[Guide, ...]:
    """The rings or bands on which `places` puts the nodes."""
    if layout is NetworkLayout.LEVELS:
        return tuple(guide for _level, _members, _lines, guide in _bands(nodes))
    if layout is not NetworkLayout.RINGS:
        return ()
    ids = [node.id for node in nodes]
    pairs = tied_pairs(ids, edges)
    shells = _shells(ids, pairs, _centre(ids, pairs, centre_id))
    return tuple(Guide(radius=radius) for radius in _radii(shells)[1:])


def neighbours_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Who is tied to whom, by id."""
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


# -- rings


def _centre(ids: Sequence[str], pairs: Mapping[tuple[str, str], float], centre_id: str | None) -> str:
    if centre_id in ids:
        return str(centre_id)
    near = neighbours_of(pairs)
    return max(ids, key=lambda each: (len(near.get(each, ())), each), default="")


def _shells(ids: Sequence[str], pairs: Mapping[tuple[str, str], float], centre: str) -> list[list[str]]:
    """The ids by their distance from the centre; who cannot be reached comes last."""
    if not ids:
        return []
    near = neighbours_of(pairs)
    steps, queue = {centre: 0}, deque([centre])
    while queue:
        here = queue.popleft()
        for other in near.get(here, ()):
            if other not in steps:
                steps[other] = steps[here] + 1
                queue.append(other)
    shells: list[list[str]] = [[] for _step in range(max(steps.values()) + 1)]
    for node_id in sorted(ids):
        if node_id in steps:
            shells[steps[node_id]].append(node_id)
    lost = sorted(set(ids) - steps.keys())
    return [*shells, lost] if lost else shells


def _radii(shells: Sequence[Sequence[str]]) -> list[float]:
    """How far out each ring lies: one with many members is given more room around it."""
    most = max((len(shell) for shell in shells[1:]), default=1)
    gaps = [
        0.0,
        *(1.0 + 2.0 * len(shell) / most + (0.6 if at == 0 else 0.0) for at, shell in enumerate(shells[1:])),
    ]
    whole = sum(gaps) or 1.0
    return [_REACH * sum(gaps[: at + 1]) / whole for at in range(len(gaps))]


def _rings(ids: Sequence[str], pairs: Mapping[tuple[str, str], float], centre: str) -> Places:
    """Each ring in an order that lessens crossings: by the middle of the neighbours' directions (Sugiyama, 1981)."""
    shells = _shells(ids, pairs, centre)
    near = neighbours_of(pairs)
    angles: dict[str, float] = {}
    for shell in shells[1:]:
        _seat(shell, angles, near)
    for _sweep in range(_SWEEPS):
        for shell in (*shells[1:], *shells[-2:0:-1]):
            _seat(shell, angles, near)
    found: Places = {}
    radii = _radii(shells)
    for number, shell in enumerate(shells):
        gap = radii[number] - radii[number - 1] if number else 0.0
        for seat, node_id in enumerate(shell):
            radius = _staggered(radii[number], gap, seat, len(shell))
            angle = angles.get(node_id, 0.0)
            found[node_id] = (0.5 + radius * math.cos(angle), 0.5 + radius * math.sin(angle))
    return found


def _seat(shell: list[str], angles: dict[str, float], near: Mapping[str, list[str]]) -> None:
    """Order a ring by where its neighbours are, spread it evenly, and turn it towards them."""
    wanted = {each: _direction(each, angles, near) for each in shell}
    shell.sort(key=lambda each: (wanted[each] % math.tau, each))
    step = math.tau / len(shell)
    lags = [wanted[each] - seat * step for seat, each in enumerate(shell)]
    turn = math.atan2(sum(map(math.sin, lags)), sum(map(math.cos, lags)))
    for seat, each in enumerate(shell):
        angles[each] = turn + seat * step


def _direction(node_id: str, angles: Mapping[str, float], near: Mapping[str, list[str]]) -> float:
    seen = [angles[other] for other in near.get(node_id, ()) if other in angles]
    x, y = sum(map(math.cos, seen)), sum(map(math.sin, seen))
    if not seen or x * x + y * y < 1e-9:
        return angles.get(node_id, 0.0)
    return math.atan2(y, x)


def _staggered(radius: float, gap: float, seat: int, members: int) -> float:
    """Three lines for a ring that is too full for one, within the gap to the ring before."""
    if math.tau * radius / members >= 0.05 or not radius:
        return radius
    return radius - gap * 0.22 * (seat % 3)


# -- levels

_Band = tuple[Level | None, list[str], int, Guide]


def _bands(nodes: Sequence[Node]) -> list[_Band]:
    """The levels that occur, the widest world on top, each as high as the lines that it needs."""
    known = {level.value: level for level in Level}
    members: dict[Level | None, list[str]] = {level: [] for level in (*_LEVELS, None)}
    for node in sorted(nodes, key=lambda each: each.id):
        members[known.get(node.level or "")].append(node.id)
    used = {level: ids for level, ids in members.items() if ids}
    lines = {level: max(1, -(-len(ids) // _seats(len(nodes)))) for level, ids in used.items()}
    whole = sum(count + 0.6 for count in lines.values())
    bands: list[_Band] = []
    top = 0.0
    for level, ids in used.items():
        bottom = top + (lines[level] + 0.6) / whole
        name = N_("Level not given") if level is None else level.text
        bands.append((level, ids, lines[level], Guide(top=top, bottom=bottom, name=name)))
        top = bottom
    return bands


def _seats(count: int) -> int:
    """How many stand in one line: more where there are very many."""
    return max(_SEATS, math.isqrt(count * 3))


def _levels(nodes: Sequence[Node], pairs: Mapping[tuple[str, str], float], seed: int) -> Places:
    """In bands; along each in the order of the neighbours' middles, from where the forces had put them."""
    near = neighbours_of(pairs)
    across = {key: x for key, (x, _y) in force_places([n.id for n in nodes], pairs, seed).items()}
    bands = _bands(nodes)
    for _sweep in range(_SWEEPS):
        for _level, ids, _lines, _guide in bands:
            middles = {each: _middle(each, across, near) for each in ids}
            ids.sort(key=lambda each, middles=middles: (middles[each], each))  # type: ignore[misc]
            for seat, each in enumerate(ids):
                across[each] = (seat + 0.5) / len(ids)
    return {
        each: place
        for _level, ids, lines, guide in bands
        for each, place in _lines_of(ids, lines, guide).items()
    }


def _middle(node_id: str, across: Mapping[str, float], near: Mapping[str, list[str]]) -> float:
    others = near.get(node_id, ())
    here = across[node_id]
    return (here + sum(across[other] for other in others)) / (1 + len(others))


def _lines_of(ids: Sequence[str], lines: int, guide: Guide) -> Places:
    """Seats in the lines of a band, one after the other up and down, so that names have room."""
    high = (guide.bottom - guide.top) / (lines + 0.6)
    found: Places = {}
    for seat, node_id in enumerate(ids):
        line = seat % lines
        sway = 0.14 * high * (-1 if (seat // lines) % 2 else 1)
        y = guide.top + high * (line + 0.8) + sway
        found[node_id] = (0.05 + 0.9 * (seat + 0.5) / len(ids), y)
    return found


# -- by hand


def _by_hand(ids: Sequence[str], pairs: Mapping[tuple[str, str], float], kept: Mapping[str, Place]) -> Places:
    """Those placed stay; the others go beside the middle of their neighbours, off everybody else."""
    near = neighbours_of(pairs)
    found: Places = dict(kept)
    waiting = [each for each in ids if each not in found]
    while waiting:
        seen = {each: [found[o] for o in near.get(each, ()) if o in found] for each in waiting}
        ready = [each for each in waiting if seen[each]]
        for number, each in enumerate(ready or waiting):
            found[each] = _beside(seen[each], number)
        waiting = [each for each in waiting if each not in found]
    return pushed_apart(fitted(found) if len(kept) < 1 else found, fixed=frozenset(kept))


def _beside(seen: Sequence[Place], number: int) -> Place:
    if not seen:
        return 0.96, 0.06 + 0.05 * number % 0.88
    x = sum(place[0] for place in seen) / len(seen)
    y = sum(place[1] for place in seen) / len(seen)
    angle = number * 2.4
    return min(0.97, max(0.03, x + 0.06 * math.cos(angle))), min(0.97, max(0.03, y + 0.06 * math.sin(angle)))
