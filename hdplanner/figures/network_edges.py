"""How a tie is drawn: a gentle bow from one to the other, its family by colour and dash, its end by its sign.

Geometry and roles only; the screen strokes the same bows itself. Supportive ties end in an arrow, obstructing ones
in a bar; width is strength; what is not sure is dotted and light.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from hdplanner.figures.network_scene import Edge, NetworkScene
from hdplanner.figures.shapes import Line, Point, Polygon, Polyline, Shape
from hdplanner.i18n import N_

_WIDTHS: dict[int | None, float] = {None: 1.1, 1: 1.0, 2: 1.6, 3: 2.5}
_OPACITIES: dict[int | None, float] = {None: 0.62, 1: 0.62, 2: 0.8, 3: 0.95}
_DOTS = (1.4, 3.2)
_BEND, _LANE = 0.11, 0.12
_MOST_BEND = 46.0
_SAMPLES = 12


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of tie that are drawn alike; `dash` tells them apart without colour."""

    key: str
    name: str
    role: str
    dash: tuple[float, ...] = ()


_POWER = Family("power", N_("Formal power"), "category_1")
_MONEY = Family("money", N_("Money"), "category_3", (11.0, 3.0))
_ADVICE = Family("advice", N_("Advice"), "category_5", (6.0, 3.0))
_TRUST = Family("trust", N_("Trust and authority"), "category_4", (10.0, 3.0, 2.0, 3.0))
_PUBLIC = Family("public", N_("Public pressure"), "category_2", (3.5, 2.5))
_SPEECH = Family("speech", N_("Representation"), "category_6", (14.0, 3.0, 4.0, 3.0))
_PLAIN = Family("plain", N_("Unspecified tie"), "line_strong")
OBSTRUCTING = Family("obstructing", N_("Obstructs"), "danger")

FAMILIES = (_POWER, _MONEY, _ADVICE, _TRUST, _PUBLIC, _SPEECH, _PLAIN, OBSTRUCTING)
_BY_KIND: dict[str, Family] = {
    "commands": _POWER,
    "appoints": _POWER,
    "instructed-by": _POWER,
    "finances": _MONEY,
    "advises": _ADVICE,
    "trust": _TRUST,
    "authority": _TRUST,
    "pressure": _PUBLIC,
    "represents": _SPEECH,
    "accredited": _SPEECH,
    "obstructs": OBSTRUCTING,
}


class Stroke(NamedTuple):
    """All that decides how a tie is painted."""

    role: str
    width: float
    dash: tuple[float, ...]
    opacity: float
    bar: bool


class Bow(NamedTuple):
    """A curve of three points: where it leaves, where it is pulled to, where it arrives."""

    start: Point
    pull: Point
    end: Point


def family_of(edge: Edge) -> Family:
    """The family of a tie; one that hinders is drawn as that, whatever its kind."""
    return OBSTRUCTING if edge.obstructs else _BY_KIND.get(edge.kind, _PLAIN)


def stroke_of(edge: Edge) -> Stroke:
    """How a tie is painted. Unknown confidence counts as low, as everywhere."""
    return _stroke(family_of(edge), edge.strength, edge.confidence)


@lru_cache(maxsize=256)
def _stroke(family: Family, strength: int | None, confidence: int | None) -> Stroke:
    width = _WIDTHS.get(strength, 1.1)
    sure = confidence in (2, 3)
    dash = family.dash if sure else _DOTS
    return Stroke(family.role, width, dash, _OPACITIES.get(confidence, 0.62), family is OBSTRUCTING)


def bow(start: Point, end: Point, lane: int = 0, start_gap: float = 0.0, end_gap: float = 0.0) -> Bow | None:
    """The curve between two points, the gaps left free at its ends; None where they leave nothing.

    It bends to its left, so that ties in both directions lie apart; further lanes bend more.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.sqrt(dx * dx + dy * dy)
    if length < start_gap + end_gap + 4:
        return None
    bend = min(_MOST_BEND, length * _BEND) + lane * min(_MOST_BEND, length * _LANE)
    ux, uy = dx / length, dy / length
    pull = (start[0] + dx / 2 + uy * 2 * bend, start[1] + dy / 2 - ux * 2 * bend)
    return Bow(_towards(start, pull, start_gap), pull, _towards(end, pull, end_gap))


def sampled(curve: Bow, count: int = _SAMPLES) -> tuple[Point, ...]:
    """Points along a bow."""
    (x0, y0), (x1, y1), (x2, y2) = curve
    points = []
    for number in range(count + 1):
        t = number / count
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        points.append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))
    return tuple(points)


def head_size(stroke: Stroke) -> float:
    """The length of the arrow's head."""
    return 6.0 + 1.6 * stroke.width


def bow_end(curve: Bow, stroke: Stroke) -> tuple[Bow, tuple[Point, ...]]:
    """The bow up to its end, and the end: three points of an arrow's head, or two of a bar."""
    head = head_size(stroke)
    ux, uy = _unit(curve.pull, curve.end)
    x, y = curve.end
    if stroke.bar:
        half = 3.5 + 1.4 * stroke.width
        return curve, ((x - uy * half, y + ux * half), (x + uy * half, y - ux * half))
    base = (x - ux * head, y - uy * head)
    half = head * 0.4
    wings = ((base[0] - uy * half, base[1] + ux * half), (base[0] + uy * half, base[1] - ux * half))
    return Bow(curve.start, curve.pull, (x - ux * head * 0.8, y - uy * head * 0.8)), (curve.end, *wings)


def edge_shapes(curve: Bow, stroke: Stroke, *, opacity: float | None = None) -> tuple[Shape, ...]:
    """A tie as shapes of a page."""
    stem, end = bow_end(curve, stroke)
    shown = stroke.opacity if opacity is None else opacity
    line = Polyline(sampled(stem), stroke.role, stroke.width, shown, stroke.dash)
    if stroke.bar:
        (x1, y1), (x2, y2) = end
        return line, Line(x1, y1, x2, y2, stroke.role, stroke.width + 0.8, shown)
    return line, Polygon(end, fill=stroke.role, opacity=shown)


def shown_families(scene: NetworkScene) -> list[Family]:
    """The families that a network shows, for its legend."""
    used = {family_of(edge).key for edge in scene.edges}
    return [family for family in FAMILIES if family.key in used]


def _towards(start: Point, end: Point, reach: float) -> Point:
    ux, uy = _unit(start, end)
    return start[0] + ux * reach, start[1] + uy * reach


def _unit(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.sqrt(dx * dx + dy * dy) or 1.0
    return dx / length, dy / length
