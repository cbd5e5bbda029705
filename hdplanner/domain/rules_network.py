"""What the shape of a network tells: who is central, how close a coalition is, who stands between the camps.

Pure, over keys. Ties are taken without direction and without weight; parallel and reciprocal ones count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Measure:
    """How central one is: neighbours, share of shortest paths, nearness to all; the last two from 0 to 1."""

    id: str
    degree: int
    betweenness: float
    closeness: float


@dataclass(frozen=True, slots=True)
class Bonds:
    """How many ties a group has inside itself and to others."""

    inside: int
    outside: int

    @property
    def cohesion(self) -> float | None:
        """From -1 (outside ties only) to 1 (inside only); ``None`` where there is no tie.

        The E-I index of Krackhardt and Stern (1988) with its sign turned, so that more is closer.
        """
        both = self.inside + self.outside
        return (self.inside - self.outside) / both if both else None


@dataclass(frozen=True, slots=True)
class Broker:
    """One who stands between the camps: how many supporters and opponents it has ties with.

    ``pairs`` are those of a supporter and an opponent that have no tie of their own.
    """

    id: str
    supporters: int
    opponents: int
    pairs: int


def neighbours(nodes: Iterable[str], ties: Iterable[Pair]) -> dict[str, set[str]]:
    """Return with whom each of ``nodes`` has a tie; a tie to oneself or to somebody unknown is none."""
    found: dict[str, set[str]] = {node: set() for node in nodes}
    for one, other in ties:
        if one != other and one in found and other in found:
            found[one].add(other)
            found[other].add(one)
    return found


def measures(nodes: Collection[str], ties: Iterable[Pair]) -> list[Measure]:
    """Return degree, betweenness and closeness of every node, in the order given (Freeman, 1978/79).

    Betweenness is normalised by the number of pairs of others. Where not everybody is connected, closeness is that
    of Wasserman and Faust (1994): within the own part, times the share of all others that this part holds.
    """
    from rustworkx import PyGraph, betweenness_centrality, closeness_centrality

    around = neighbours(nodes, ties)
    number = {node: place for place, node in enumerate(around)}
    graph: PyGraph[str, None] = PyGraph(multigraph=False)
    graph.add_nodes_from(list(around))
    graph.add_edges_from_no_data(
        [(number[one], number[other]) for one, near in around.items() for other in near if one < other]
    )
    between = betweenness_centrality(graph, normalized=True)
    close = closeness_centrality(graph, wf_improved=True)
    return [
        Measure(node, len(around[node]), float(between[place]), float(close[place]))
        for node, place in number.items()
    ]


def bonds(members: Collection[str], ties: Iterable[Pair]) -> Bonds:
    """Count the pairs tied within a group, and the pairs tied of a member and somebody outside."""
    group = set(members)
    pairs = {frozenset(tie) for tie in ties if tie[0] != tie[1]}
    shared = [len(pair & group) for pair in pairs]
    return Bonds(shared.count(2), shared.count(1))


def brokers(positions: Mapping[str, int | None], ties: Iterable[Pair]) -> list[Broker]:
    """Return who has ties to supporters and to opponents alike, who bridges most first (Gould and Fernandez, 1989).

    ``positions`` are those of all nodes, above 0 for a supporter, below for an opponent. A pair with a tie of its
    own needs nobody between; who bridges no pair stands behind those who do.
    """
    around = neighbours(positions, ties)
    found = []
    for node, near in around.items():
        camps: dict[bool, list[str]] = defaultdict(list)
        for other in near:
            if positions[other]:
                camps[(positions[other] or 0) > 0].append(other)
        if camps[True] and camps[False]:
            apart = sum(b not in around[a] for a, b in product(camps[True], camps[False]))
            found.append(Broker(node, len(camps[True]), len(camps[False]), apart))
    return sorted(found, key=lambda one: (-one.pairs, -min(one.supporters, one.opponents), one.id))
