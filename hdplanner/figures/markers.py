"""The marker of a stakeholder: shape and role say the position, a halo the doubt, fading the age, a sign the kind.

Geometry only. Shapes: filled triangle down (actively opposed), hollow triangle down (reserved), circle
(uncommitted), hollow triangle up (favourable), filled triangle up (actively supportive), dotted circle (not assessed).
"""

from __future__ import annotations

from hdplanner.figures.kind_signs import sign_shapes
from hdplanner.figures.scene import Look
from hdplanner.figures.shapes import Circle, Point, Polygon, Shape

POSITION_ROLES: dict[int | None, str] = {
    -2: "position_opposed",
    -1: "position_reserved",
    0: "position_uncommitted",
    1: "position_favourable",
    2: "position_supportive",
    None: "position_not_assessed",
}

_RADII = (5.5, 7.0, 8.5, 10.0, 11.5)
_HALO = {1: 1.45, 2: 1.85, 3: 2.3}
_DENSE = (1.0, 0.75, 0.55, 0.42)
_OPACITY = (1.0, 0.78, 0.5)
_HALO_OPACITY = 0.15
_SIGN, _PLATE = 4.0, 5.3
CROWD, CROWD_SCALE = 1500, 0.62
"""Of more marks than this each is smaller, without halo and sign: they would be a fog over the others."""
PLAIN = Look(None, 2, 1, 0)


def marker_radius(look: Look) -> float:
    """Half the width of the marker without its halo, in points at 100 %."""
    return _RADII[look.size] * _DENSE[look.dense]


def marker_extent(look: Look, *, halo: bool = True) -> float:
    """Half the width of all that is painted: stroke and, where it is wanted, halo and sign included."""
    extent = marker_radius(look) * (_HALO[look.doubt] if halo else 1.25) + 1.0
    return max(extent, _sign_place(look) + _PLATE + 0.5) if halo and look.kind else extent


def marker_shapes(
    look: Look, x: float, y: float, scale: float = 1.0, *, halo: bool = True
) -> tuple[Shape, ...]:
    """The shapes of one marker about (x, y). Without halo, as in a crowd and in an icon, there is no sign either."""
    radius = marker_radius(look) * scale
    role = POSITION_ROLES[look.position]
    opacity = _OPACITY[look.fading]
    body = _body(look.position, x, y, radius, role, opacity)
    if not halo or look.dense:
        return (body,)
    halo_circle = Circle(x, y, radius * _HALO[look.doubt], fill=role, opacity=_HALO_OPACITY * opacity)
    if not look.kind:
        return (halo_circle, body)
    away = _sign_place(look) * scale
    return (halo_circle, body, *kind_shapes(look.kind, x + away, y + away, scale, faded=look.fading == 2))


def kind_shapes(
    kind: str, x: float, y: float, scale: float = 1.0, *, faded: bool = False
) -> tuple[Shape, ...]:
    """The sign of a kind of stakeholder on a small plate about (x, y); nothing for a kind without one."""
    sign = sign_shapes(kind, x, y, _SIGN * scale, "muted" if faded else "text")
    return (Circle(x, y, _PLATE * scale, fill="surface"), *sign) if sign else ()


def _sign_place(look: Look) -> float:
    """How far right of the middle, and below it, the sign stands: at the corner, the body still plain."""
    return 0.7 * marker_radius(look) + 2.2


def _body(position: int | None, x: float, y: float, radius: float, role: str, opacity: float) -> Shape:
    thin, thick = radius * 0.14, radius * 0.22
    if position is None:
        return Circle(x, y, radius * 0.9, "surface", role, thin, opacity, (radius * 0.22, radius * 0.32))
    if position == 0:
        return Circle(x, y, radius * 0.92, fill=role, opacity=opacity)
    points = _triangle(x, y, radius * (1.08 if abs(position) == 2 else 1.0), up=position > 0)
    if abs(position) == 2:
        return Polygon(points, fill=role, stroke=role, stroke_width=thin, opacity=opacity)
    return Polygon(points, fill="surface", stroke=role, stroke_width=thick, opacity=opacity)


def _triangle(x: float, y: float, radius: float, *, up: bool) -> tuple[Point, ...]:
    """An isosceles triangle whose middle of area lies near (x, y)."""
    tip, base = (-radius, radius * 0.72) if up else (radius, -radius * 0.72)
    return (x, y + tip), (x + radius, y + base), (x - radius, y + base)
