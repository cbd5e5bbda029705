"""What of a network is in full light while the rest is dimmed: a route, some ties, or the chosen with their neighbours.

Plain rules on a scene; knows no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hdplanner.figures.network_scene import NetworkScene, look_of


@dataclass(frozen=True, slots=True)
class Focus:
    """Nodes and numbers of ties in full light, and the nodes that are numbered as steps of a route."""

    nodes: frozenset[str] = frozenset()
    edges: frozenset[int] = frozenset()
    steps: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes)


def focus_of(scene: NetworkScene, chosen: Sequence[str], ties: Sequence[str], route: Sequence[str]) -> Focus:
    """A route comes first, then ties, then the chosen; all chosen, or none, dims nobody."""
    steps = tuple(each for each in route if each in scene.index)
    if steps:
        return Focus(frozenset((*steps, *chosen)), frozenset(scene.between(steps)), steps)
    numbers = frozenset(scene.edge_index[each] for each in ties if each in scene.edge_index)
    if numbers:
        ends = {end for at in numbers for end in (scene.edges[at].source, scene.edges[at].target)}
        return Focus(frozenset(ends), numbers)
    if not chosen or len(chosen) >= len(scene.nodes):
        return Focus()
    touched = frozenset(number for each in chosen for number in scene.touching.get(each, ()))
    return Focus(scene.around(chosen), touched)


def supposing(scene: NetworkScene, positions: Mapping[str, int]) -> tuple[NetworkScene, frozenset[str]]:
    """The scene with supposed positions, and who has one; who stands there anyway, or is not rated, has none."""
    known = ((each, scene.mark(each), at) for each, at in positions.items())
    looks = {
        each: look_of(mark.node, at)
        for each, mark, at in known
        if mark is not None and not mark.node.apart and mark.node.position != at
    }
    return (scene.looking(looks) if looks else scene), frozenset(looks)
