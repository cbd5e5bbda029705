"""The legend of a grid: only what it shows. Position by shape and colour, doubt by halo, age by fading, size.

Geometry only; wraps to the width it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hdplanner.domain.labels import NOT_ASSESSED
from hdplanner.domain.values import Position
from hdplanner.figures.markers import marker_shapes
from hdplanner.figures.scene import GridScene, Look
from hdplanner.figures.shapes import Figure, Label, Shape
from hdplanner.i18n import N_, _

_LINE = 20.0
_TEXT = 10.5


@dataclass(frozen=True, slots=True)
class Legend:
    """Shapes of a legend and the height that they take."""

    shapes: tuple[Shape, ...]
    height: float


def legend_entries(scene: GridScene, translate: Callable[[str], str] = _) -> list[tuple[Look, str]]:
    """Each marker that the grid shows, with its words."""
    looks = scene.looks
    positions = {look.position for look in looks}
    entries = [(Look(step, 2, 1, 0), translate(step.text)) for step in Position if step in positions]
    if None in positions:
        entries.append((Look(None, 2, 1, 0), translate(NOT_ASSESSED)))
    if any(look.doubt > 1 for look in looks):
        entries.append((Look(0, 1, 3, 0), translate(N_("Wider halo: less certain"))))
    if any(look.fading for look in looks):
        entries.append((Look(0, 2, 1, 2), translate(N_("Faded: assessed long ago"))))
    size = scene.layout.size_field
    if size == "influence":
        entries.append((Look(0, 4, 1, 0), translate(N_("Larger: more influence"))))
    elif size == "relationship":
        entries.append((Look(0, 4, 1, 0), translate(N_("Larger: closer relationship"))))
    return entries


def legend_shapes(
    scene: GridScene,
    left: float,
    top: float,
    width: float,
    measure: Callable[[str, float, bool], float],
    translate: Callable[[str], str] = _,
) -> Legend:
    """The legend from its top left corner, in as many lines as it needs."""
    shapes: list[Shape] = []
    x, y = left, top
    for look, text in legend_entries(scene, translate):
        wide = 26 + measure(text, _TEXT, False) + 14
        if x > left and x + wide > left + width:
            x, y = left, y + _LINE
        shapes.extend(marker_shapes(look, x + 12, y + _LINE / 2, 0.7))
        shapes.append(Label(text, x + 26, y + _LINE / 2 + 3.8, _TEXT, "muted"))
        x += wide
    return Legend(tuple(shapes), y - top + _LINE if shapes else 0.0)


def legend_figure(
    scene: GridScene,
    width: float,
    measure: Callable[[str, float, bool], float],
    translate: Callable[[str], str] = _,
) -> Figure:
    """The legend alone, as wide as it is told to be: for the screen, below the grid."""
    legend = legend_shapes(scene, 0, 0, width, measure, translate)
    words = ", ".join(text for _look, text in legend_entries(scene, translate))
    return Figure(width, max(1.0, legend.height), legend.shapes, translate(N_("Legend")), words)
