"""A network of influence ready to be painted: who stands where, which ties run between them, in which order.

Pure: no Qt, no database. A tie to oneself or to somebody who is not shown is left out; not assessed has its own marker.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hdplanner.figures.network_layout import Guide, NetworkLayout, guides
from hdplanner.figures.scene import Look

_UNKNOWN_SIZE = 1
"""The size, 0 to 4, of who has no influence assessed: neither the smallest nor the middle."""


@dataclass(frozen=True, slots=True)
class Node:
    """One stakeholder of a network.

    `kind` is what it is (institution, post, person, group), `level` where it acts, as the values of the domain.
    `apart` is a component of the Movement, which is neither rated nor counted; `flagged` must not be approached or
    is at risk; `stale` is due for review. Ratings are None where not assessed.
    """

    id: str
    name: str
    kind: str = "institution"
    position: int | None = None
    influence: int | None = None
    level: str | None = None
    apart: bool = False
    flagged: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One tie, from who exerts it to whom; `kind` and `sign` are the values of the domain."""

    id: str
    source: str
    target: str
    kind: str = "unspecified"
    strength: int | None = None
    sign: str = "supportive"
    confidence: int | None = None

    @property
    def obstructs(self) -> bool:
        """Whether the tie hinders."""
        return self.sign == "obstructing" or self.kind == "obstructs"


class PlacedNode(NamedTuple):
    """A stakeholder at its place, as fractions of the picture (y down)."""

    node: Node
    x: float
    y: float
    look: Look


@dataclass(frozen=True)
class NetworkScene:
    """All that a network shows. Nodes are in painting order, the influential last; `lanes` belong to the edges.

    A lane says which of the ties of two an edge is, 0 for the first in its direction: each bends a little more.
    """

    nodes: tuple[PlacedNode, ...]
    edges: tuple[Edge, ...]
    layout: NetworkLayout
    lanes: tuple[int, ...] = ()
    guides: tuple[Guide, ...] = ()

    @cached_property
    def index(self) -> dict[str, int]:
        """Where in `nodes` each id stands."""
        return {placed.node.id: number for number, placed in enumerate(self.nodes)}

    @cached_property
    def edge_index(self) -> dict[str, int]:
        """Where in `edges` each tie stands."""
        return {edge.id: number for number, edge in enumerate(self.edges)}

    @cached_property
    def touching(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the ties of each stakeholder that has any."""
        found: dict[str, list[int]] = {}
        for number, edge in enumerate(self.edges):
            found.setdefault(edge.source, []).append(number)
            found.setdefault(edge.target, []).append(number)
        return {node_id: tuple(numbers) for node_id, numbers in found.items()}

    def mark(self, node_id: str) -> PlacedNode | None:
        """The stakeholder at its place, if it is shown."""
        number = self.index.get(node_id)
        return None if number is None else self.nodes[number]

    def around(self, ids: Iterable[str]) -> frozenset[str]:
        """These stakeholders and those who have a tie with one of them."""
        found: set[str] = set()
        for node_id in ids:
            found.add(node_id)
            for number in self.touching.get(node_id, ()):
                found.update((self.edges[number].source, self.edges[number].target))
        return frozenset(found)

    def between(self, ids: Iterable[str]) -> list[int]:
        """The ties of a route: those between each stakeholder and the next, forward ones before backward ones."""
        steps = list(ids)
        found: list[int] = []
        for one, other in itertools.pairwise(steps):
            numbers = self.touching.get(one, ())
            forward = [number for number in numbers if self.edges[number].target == other]
            backward = [number for number in numbers if self.edges[number].source == other]
            found.extend(forward or backward)
        return found

    def moved(self, places: Mapping[str, tuple[float, float]]) -> NetworkScene:
        """The scene with some stakeholders at other places."""
        nodes = tuple(
            placed if place is None else placed._replace(x=place[0], y=place[1])
            for placed in self.nodes
            for place in (places.get(placed.node.id),)
        )
        return NetworkScene(nodes, self.edges, self.layout, self.lanes, self.guides)

    def looking(self, looks: Mapping[str, Look]) -> NetworkScene:
        """The scene with some stakeholders painted otherwise, at the same places."""
        nodes = tuple(placed._replace(look=looks.get(placed.node.id, placed.look)) for placed in self.nodes)
        return NetworkScene(nodes, self.edges, self.layout, self.lanes, self.guides)


def build_network(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    places: Mapping[str, tuple[float, float]],
    layout: NetworkLayout = NetworkLayout.HAND,
    *,
    centre_id: str | None = None,
    behind: Sequence[Guide] | None = None,
) -> NetworkScene:
    """Put nodes at their places (fractions, see `network_layout.places`); who has none is not shown.

    `layout` and `centre_id` are those that gave the places: the rings or bands behind them come from there. Where
    some of the nodes that were laid out are not shown, hand in `behind`: the `guides` of all of them.
    """
    shown = [node for node in nodes if node.id in places]
    placed = [PlacedNode(node, *places[node.id], look_of(node)) for node in shown]
    placed.sort(key=lambda each: (each.node.influence or 0, each.node.id))
    known = {node.id for node in shown}
    drawn = tuple(
        edge for edge in edges if edge.source in known and edge.target in known and edge.source != edge.target
    )
    ground = guides(layout, shown, drawn, centre_id=centre_id) if behind is None else tuple(behind)
    return NetworkScene(tuple(placed), drawn, layout, _lanes(drawn), ground)


def look_of(node: Node, position: int | None = None) -> Look:
    """How a node is painted: shape by position (or a supposed one), size by influence, faded when stale, its kind."""
    stands = node.position if position is None else position
    size = _UNKNOWN_SIZE if node.influence is None else min(4, max(0, node.influence - 1))
    known = stands if stands in (-2, -1, 0, 1, 2) and not node.apart else None
    return Look(known, size, 1, 2 if node.stale else 0, node.kind)


def _lanes(edges: Iterable[Edge]) -> tuple[int, ...]:
    counts: dict[tuple[str, str], int] = {}
    lanes: list[int] = []
    for edge in edges:
        lane = counts.get((edge.source, edge.target), 0)
        counts[edge.source, edge.target] = lane + 1
        lanes.append(lane)
    return tuple(lanes)
