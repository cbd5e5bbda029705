"""The marker of a stakeholder in a network: as on the grid, with a square for the Movement and a sign where care is due.

Geometry only. The sign (a disc with a bar) says: do not approach, or at risk. A dashed ring says: supposed, not judged.
"""

from __future__ import annotations

from hdplanner.figures.markers import kind_shapes, marker_radius, marker_shapes
from hdplanner.figures.network_scene import Node, PlacedNode
from hdplanner.figures.scene import Look
from hdplanner.figures.shapes import Circle, Line, Rect, Shape


def node_radius(look: Look) -> float:
    """How far a tie must keep away, in points at 100 %."""
    return marker_radius(look) + 1.5


def name_reach(placed: PlacedNode, scale: float = 1.0) -> float:
    """How far from the middle a name must begin to be clear of the marker and of the sign of its kind."""
    radius = marker_radius(placed.look) * scale
    if not placed.look.kind or placed.node.apart or scale < 1:
        return radius + 1
    return max(radius + 1, 0.7 * radius + 5.5)


def node_shapes(node: Node, look: Look, x: float, y: float, scale: float = 1.0) -> tuple[Shape, ...]:
    """The marker of a node about (x, y), opaque below, so that ties do not shine through.

    Smaller ones (a crowd, a legend) have no sign of their kind.
    """
    radius = marker_radius(look) * scale
    shapes: list[Shape] = []
    if node.apart:
        side = radius * 0.82
        box = Rect(
            x - side, y - side, 2 * side, 2 * side, "surface", "muted", 1.6 * scale, corner=2.5 * scale
        )
        inner = side * 0.42
        core = Rect(x - inner, y - inner, 2 * inner, 2 * inner, "muted", corner=1.5 * scale)
        shapes.extend((box, core))
    else:
        shapes.append(Circle(x, y, radius * 0.8, fill="surface"))
        shapes.extend(marker_shapes(look, x, y, scale, halo=False))
    if look.kind and scale >= 1 and not node.apart:
        away = 0.7 * radius + 2.2
        shapes.extend(kind_shapes(look.kind, x + away, y + away, scale, faded=look.fading == 2))
    if node.flagged:
        shapes.extend(care_sign(x + radius * 0.95, y - radius * 0.9, scale))
    return tuple(shapes)


def care_sign(x: float, y: float, scale: float = 1.0) -> tuple[Shape, ...]:
    """A disc with a bar."""
    radius = 4.4 * scale
    return (
        Circle(x, y, radius, "danger", "surface", 1.2 * scale),
        Line(x - radius * 0.5, y, x + radius * 0.5, y, "surface", 1.5 * scale),
    )


def supposed_ring(look: Look, x: float, y: float) -> tuple[Shape, ...]:
    """A dashed ring around who is shown at a supposed position."""
    return (Circle(x, y, marker_radius(look) + 5, stroke="accent", stroke_width=1.4, dash=(3.0, 2.5)),)
