"""What a picture is made of: plain geometry with roles instead of colours.

Points (1/72 inch) from the top left corner, y downwards. Screen, SVG and PDF paint the same shapes.
Knows no Qt, no ReportLab and no colour.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["left", "middle", "right"]
Weight = Literal["normal", "bold"]
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = "line"
    stroke_width: float = 1.0
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open stroke through several points."""

    points: tuple[Point, ...]
    stroke: str = "line"
    stroke_width: float = 1.0
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline, filled, stroked or both."""

    points: tuple[Point, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle about (x, y)."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle from its top left corner, its corners rounded by `corner`."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    corner: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text. (x, y) is on the baseline; `anchor` says which end of the text is at x.

    Left and right are those of the paper, whatever way the text runs. `turn` is in degrees, clockwise.
    """

    text: str
    x: float
    y: float
    size: float = 11.0
    role: str = "text"
    anchor: Anchor = "left"
    weight: Weight = "normal"
    opacity: float = 1.0
    turn: float = 0.0


Shape = Line | Polyline | Polygon | Circle | Rect | Label


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, painted in the order of its shapes. `title` says what it shows, `alt` says it in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = ""
    alt: str = ""
    direction: Direction = "ltr"


def arrow(
    start: Point,
    end: Point,
    *,
    role: str = "accent",
    stroke_width: float = 1.5,
    head: float = 8.0,
    dash: tuple[float, ...] = (),
) -> tuple[Shape, ...]:
    """A stroke with a filled head at its end; nothing for one shorter than half its head."""
    length = math.dist(start, end)
    if length < head / 2:
        return ()
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    bx, by = end[0] - ux * head, end[1] - uy * head
    half = head * 0.42
    wings = ((bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half))
    return (
        Line(*start, bx, by, role, stroke_width, dash=dash),
        Polygon((end, *wings), fill=role),
    )


def scaled(shape: Shape, factor: float) -> Shape:
    """The shape made smaller or larger about the origin, with its text and its strokes."""
    names = _LENGTHS[type(shape)]
    changes: dict[str, object] = {name: getattr(shape, name) * factor for name in names}
    if isinstance(shape, Polyline | Polygon):
        changes["points"] = tuple((x * factor, y * factor) for x, y in shape.points)
    if not isinstance(shape, Label):
        changes["dash"] = tuple(length * factor for length in shape.dash)
    return replace(shape, **changes)  # type: ignore[arg-type]  # the names are those of the class


_LENGTHS: dict[type, tuple[str, ...]] = {
    Line: ("x1", "y1", "x2", "y2", "stroke_width"),
    Polyline: ("stroke_width",),
    Polygon: ("stroke_width",),
    Circle: ("x", "y", "radius", "stroke_width"),
    Rect: ("x", "y", "width", "height", "stroke_width", "corner"),
    Label: ("x", "y", "size"),
}


def roles_of(shapes: Iterable[Shape]) -> frozenset[str]:
    """Every role that the shapes ask a palette for."""
    names: set[str | None] = set()
    for shape in shapes:
        if isinstance(shape, Label):
            names.add(shape.role)
        elif isinstance(shape, Line | Polyline):
            names.add(shape.stroke)
        else:
            names.update((shape.fill, shape.stroke))
    return frozenset(name for name in names if name)


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own runs from right to left."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def shortened(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut with an ellipsis and never between a letter and its marks."""
    flat = " ".join(text[: limit * 4].split())
    if len(flat) <= limit and len(text) <= limit * 4:
        return flat
    cut = max(1, limit - 1)
    while cut > 1 and cut < len(flat) and unicodedata.combining(flat[cut]):
        cut -= 1
    return flat[:cut].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
