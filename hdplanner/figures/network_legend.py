"""The legend of a network: only what it shows. Positions by shape, families of ties by colour and dash, their ends.

Geometry only; wraps to the width it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from hdplanner.domain.labels import NOT_ASSESSED
from hdplanner.domain.values import Position, StakeholderKind
from hdplanner.figures.legend import Legend
from hdplanner.figures.markers import kind_shapes
from hdplanner.figures.network_edges import OBSTRUCTING, Bow, Stroke, edge_shapes, shown_families, stroke_of
from hdplanner.figures.network_marks import care_sign, node_shapes, supposed_ring
from hdplanner.figures.network_scene import NetworkScene, Node
from hdplanner.figures.scene import Look
from hdplanner.figures.shapes import Figure, Label, Shape
from hdplanner.i18n import N_, _

_LINE = 19.0
_TEXT = 10.5
_STROKE_LENGTH = 26.0

Measure = Callable[[str, float, bool], float]
Translate = Callable[[str], str]
Draw = Callable[[float, float], tuple[Shape, ...]]


def legend_entries(
    scene: NetworkScene, translate: Translate = _, *, supposed: bool = False
) -> list[tuple[str, float, Draw]]:
    """What the network shows: words, the width of the sign, and how to draw it at a point."""
    entries = [*_node_entries(scene, translate)]
    if supposed:
        entries.append((translate(N_("Supposed position")), 26.0, partial(supposed_ring, Look(None, 1))))
    return [*entries, *_edge_entries(scene, translate)]


def _node_entries(scene: NetworkScene, translate: Translate) -> Iterator[tuple[str, float, Draw]]:
    rated = [placed for placed in scene.nodes if not placed.node.apart]
    positions = {placed.look.position for placed in rated}
    plain = Node("", "")
    for step in (*Position, None):
        if step in positions:
            look = Look(None if step is None else int(step), 2, 1, 0)
            text = translate(NOT_ASSESSED if step is None else step.text)
            yield text, 18.0, lambda x, y, look=look: node_shapes(plain, look, x, y, 0.7)  # type: ignore[misc]
    if len(rated) < len(scene.nodes):
        movement = Node("", "", apart=True)
        yield translate(N_("Movement")), 18.0, lambda x, y: node_shapes(movement, Look(None), x, y, 0.7)
    kinds = {placed.node.kind for placed in rated}
    for kind in StakeholderKind:
        if kind.value in kinds:
            yield translate(kind.text), 14.0, lambda x, y, kind=kind: kind_shapes(kind.value, x, y, 1.15)  # type: ignore[misc]
    if any(placed.node.influence for placed in rated):
        larger = Look(0, 4, 1, 0)
        yield (
            translate(N_("Larger: more influence")),
            18.0,
            lambda x, y: node_shapes(plain, larger, x, y, 0.7),
        )
    if any(placed.node.flagged for placed in scene.nodes):
        yield translate(N_("Do not approach, or at risk")), 14.0, care_sign


def _edge_entries(scene: NetworkScene, translate: Translate) -> Iterator[tuple[str, float, Draw]]:
    for family in shown_families(scene):
        stroke = Stroke(family.role, 1.7, family.dash, 0.95, family is OBSTRUCTING)
        yield translate(family.name), _STROKE_LENGTH + 4, _sample(stroke)
    if {edge.strength for edge in scene.edges} & {3}:
        strong = Stroke("muted", 3.0, (), 0.9, bar=False)
        yield translate(N_("Wider: stronger")), _STROKE_LENGTH + 4, _sample(strong)
    doubtful = next((edge for edge in scene.edges if edge.confidence not in (2, 3)), None)
    if doubtful is not None:
        dots = Stroke("muted", 1.6, stroke_of(doubtful).dash, 0.7, bar=False)
        yield translate(N_("Dotted: not sure")), _STROKE_LENGTH + 4, _sample(dots)


def _sample(stroke: Stroke) -> Draw:
    half = _STROKE_LENGTH / 2

    def draw(x: float, y: float) -> tuple[Shape, ...]:
        return edge_shapes(Bow((x - half, y), (x, y), (x + half, y)), stroke)

    return draw


def legend_shapes(
    scene: NetworkScene,
    left: float,
    top: float,
    width: float,
    measure: Measure,
    translate: Translate = _,
    *,
    supposed: bool = False,
) -> Legend:
    """The legend from its top left corner, in as many lines as it needs."""
    shapes: list[Shape] = []
    x, y = left, top
    for text, sign, draw in legend_entries(scene, translate, supposed=supposed):
        wide = sign + 6 + measure(text, _TEXT, False) + 14
        if x > left and x + wide > left + width:
            x, y = left, y + _LINE
        shapes.extend(draw(x + sign / 2, y + _LINE / 2))
        shapes.append(Label(text, x + sign + 6, y + _LINE / 2 + 3.8, _TEXT, "muted"))
        x += wide
    return Legend(tuple(shapes), y - top + _LINE if shapes else 0.0)


def legend_figure(
    scene: NetworkScene,
    width: float,
    measure: Measure,
    translate: Translate = _,
    *,
    supposed: bool = False,
) -> Figure:
    """The legend alone, as wide as it is told to be: for the screen, below the network."""
    legend = legend_shapes(scene, 0, 0, width, measure, translate, supposed=supposed)
    words = ", ".join(text for text, _w, _draw in legend_entries(scene, translate, supposed=supposed))
    return Figure(width, max(1.0, legend.height), legend.shapes, translate(N_("Legend")), words)
