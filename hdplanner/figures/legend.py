"""The legend of a grid: only what it shows. Position by shape and colour, doubt, age, size, kind, and what lies over it.

Geometry only; wraps to the width it is given, and runs from the right where its words do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hdplanner.domain.labels import NOT_ASSESSED
from hdplanner.domain.values import Position, StakeholderKind
from hdplanner.figures.grid_ground import Box
from hdplanner.figures.grid_overlays import (
    NO_OVERLAYS,
    Overlays,
    spread_shapes,
    target_shapes,
    trail_shapes,
)
from hdplanner.figures.markers import kind_shapes, marker_shapes
from hdplanner.figures.scene import GridScene, Look
from hdplanner.figures.shapes import (
    Anchor,
    Circle,
    Figure,
    Label,
    Line,
    Rect,
    Shape,
    arrow,
    runs_right_to_left,
)
from hdplanner.i18n import N_, _

_LINE = 20.0
_TEXT = 10.5
_SYMBOL, _GAP = 26.0, 14.0
_ANYWHERE = Box(0, 0, 400, 400)
_LEGEND = N_("Legend")

Symbol = Callable[[float, float], Sequence[Shape]]
"""Draws a symbol about a point."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One symbol and its words."""

    symbol: Symbol
    text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """Shapes of a legend and the height that they take."""

    shapes: tuple[Shape, ...]
    height: float


def legend_entries(
    scene: GridScene, translate: Callable[[str], str] = _, overlays: Overlays = NO_OVERLAYS
) -> list[LegendEntry]:
    """Each symbol that the grid shows, with its words."""
    told = [*_markers(scene), *_kinds(scene), *_overlays(scene, overlays)]
    return [LegendEntry(symbol, translate(text)) for symbol, text in told]


def _markers(scene: GridScene) -> Iterator[tuple[Symbol, str]]:
    looks = scene.looks
    positions = {look.position for look in looks}
    yield from ((_marker(Look(step)), step.text) for step in Position if step in positions)
    if None in positions:
        yield _marker(Look(None)), NOT_ASSESSED
    if any(look.doubt > 1 for look in looks):
        yield _marker(Look(0, 1, 3)), N_("Wider halo: less certain")
    if any(look.fading for look in looks):
        yield _marker(Look(0, fading=2)), N_("Faded: due for review")
    size = scene.layout.size_field if scene.marks else None
    if size == "influence":
        yield _marker(Look(0, 4)), N_("Larger: more influence")
    elif size == "relationship":
        yield _marker(Look(0, 4)), N_("Larger: closer relationship")


def _kinds(scene: GridScene) -> Iterator[tuple[Symbol, str]]:
    shown = {look.kind for look in scene.looks}
    for kind in StakeholderKind:
        if kind in shown:
            yield _sign(kind.value), kind.text


def _overlays(scene: GridScene, overlays: Overlays) -> Iterator[tuple[Symbol, str]]:
    for wanted, shapes_of, symbol, text in (
        (overlays.trails, trail_shapes, _trail, N_("Dotted line: from where it stood before")),
        (overlays.targets, target_shapes, _target, N_("Arrow: realistic target")),
        (overlays.spread, spread_shapes, _opinion, N_("Hollow dot: what another rater judged")),
    ):
        if wanted and any(shapes_of(scene.layout, mark, _ANYWHERE) for mark in scene.marks):
            yield symbol, text
    if overlays.coalitions and any(members.places for members in scene.coalitions.values()):
        yield _outline, N_("Outline and rings: a coalition and its members")


def legend_shapes(
    scene: GridScene,
    left: float,
    top: float,
    width: float,
    measure: Callable[[str, float, bool], float],
    translate: Callable[[str], str] = _,
    overlays: Overlays = NO_OVERLAYS,
) -> Legend:
    """The legend from its top left corner, in as many lines as it needs; each symbol stands where its words begin."""
    shapes: list[Shape] = []
    mirrored = runs_right_to_left(translate(_LEGEND))
    x, y = 0.0, top
    for entry in legend_entries(scene, translate, overlays):
        wide = _SYMBOL + measure(entry.text, _TEXT, False) + _GAP
        if x > 0 and x + wide > width:
            x, y = 0.0, y + _LINE
        middle = y + _LINE / 2
        at, words = x + 12, x + _SYMBOL
        shapes.extend(entry.symbol(left + (width - at if mirrored else at), middle))
        words = left + (width - words if mirrored else words)
        anchor: Anchor = "right" if mirrored else "left"
        shapes.append(Label(entry.text, words, middle + 3.8, _TEXT, "muted", anchor))
        x += wide
    return Legend(tuple(shapes), y - top + _LINE if shapes else 0.0)


def legend_figure(
    scene: GridScene,
    width: float,
    measure: Callable[[str, float, bool], float],
    translate: Callable[[str], str] = _,
    overlays: Overlays = NO_OVERLAYS,
) -> Figure:
    """The legend alone, as wide as it is told to be: for the screen, below the grid."""
    legend = legend_shapes(scene, 0, 0, width, measure, translate, overlays)
    words = ", ".join(entry.text for entry in legend_entries(scene, translate, overlays))
    return Figure(width, max(1.0, legend.height), legend.shapes, translate(_LEGEND), words)


def _marker(look: Look) -> Symbol:
    return lambda x, y: marker_shapes(look, x, y, 0.7)


def _sign(kind: str) -> Symbol:
    return lambda x, y: kind_shapes(kind, x, y, 1.15)


def _trail(x: float, y: float) -> Sequence[Shape]:
    return (Line(x - 9, y, x + 9, y, "muted", 1.3, dash=(2.0, 3.0)),)


def _target(x: float, y: float) -> Sequence[Shape]:
    return arrow((x - 9, y), (x + 9, y), role="accent")


def _opinion(x: float, y: float) -> Sequence[Shape]:
    return Line(x - 9, y, x + 1, y, "line_strong", 0.8), Circle(x + 5, y, 4.0, "surface", "muted", 1.2)


def _outline(x: float, y: float) -> Sequence[Shape]:
    outline = Rect(x - 9, y - 7, 18, 14, None, "category_1", 1.3, 0.9, corner=7)
    return outline, Circle(x - 3, y, 3.0, None, "category_1", 0.9, 0.8)
