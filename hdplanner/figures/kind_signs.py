"""Signs for the kinds of stakeholder: a house with columns, a chair, a person, a group. Plain filled shapes.

Drawn to be told apart at eleven pixels and in grey; a kind without a sign has no shapes.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from hdplanner.figures.shapes import Circle, Point, Polygon, Shape

Path = tuple[Point, ...]
_ARC = 8


def sign_shapes(kind: str, x: float, y: float, half: float, role: str) -> tuple[Shape, ...]:
    """The sign of a kind about (x, y), twice `half` high and wide."""
    draw = _SIGNS.get(kind)
    return () if draw is None else draw(x, y, half, role)


def _institution(x: float, y: float, half: float, role: str) -> tuple[Shape, ...]:
    roof: Path = ((-1.0, -0.3), (0.0, -1.0), (1.0, -0.3))
    columns = [_bar(middle - 0.17, -0.15, middle + 0.17, 0.6) for middle in (-0.62, 0.0, 0.62)]
    return _filled((roof, *columns, _bar(-1.0, 0.68, 1.0, 1.0)), x, y, half, role)


def _post(x: float, y: float, half: float, role: str) -> tuple[Shape, ...]:
    back, seat = _bar(-0.75, -1.0, -0.4, 1.0), _bar(-0.75, 0.0, 0.75, 0.38)
    return _filled((back, seat, _bar(0.4, 0.2, 0.75, 1.0)), x, y, half, role)


def _person(x: float, y: float, half: float, role: str) -> tuple[Shape, ...]:
    head = Circle(x, y - 0.5 * half, 0.46 * half, fill=role)
    return (head, *_filled((_shoulders(0.0, 1.0, 0.82, 0.92),), x, y, half, role))


def _group(x: float, y: float, half: float, role: str) -> tuple[Shape, ...]:
    heads = [Circle(x + side * 0.55 * half, y - 0.42 * half, 0.36 * half, fill=role) for side in (-1, 1)]
    bodies = (_shoulders(-0.55, 0.85, 0.47, 0.75), _shoulders(0.55, 0.85, 0.47, 0.75))
    return (*heads, *_filled(bodies, x, y, half, role))


def _bar(left: float, top: float, right: float, bottom: float) -> Path:
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _shoulders(middle: float, bottom: float, half_width: float, height: float) -> Path:
    """Half an ellipse standing on its flat side."""
    angles = [math.pi * step / _ARC for step in range(_ARC + 1)]
    return tuple((middle - half_width * math.cos(a), bottom - height * math.sin(a)) for a in angles)


def _filled(paths: tuple[Path, ...], x: float, y: float, half: float, role: str) -> tuple[Shape, ...]:
    return tuple(
        Polygon(tuple((x + dx * half, y + dy * half) for dx, dy in path), fill=role) for path in paths
    )


_SIGNS: dict[str, Callable[[float, float, float, str], tuple[Shape, ...]]] = {
    "institution": _institution,
    "post": _post,
    "person": _person,
    "group": _group,
}
"""By the value of StakeholderKind."""
