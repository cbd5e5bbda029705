"""A picture as it leaves the house: the title and the marking above it, the line of date, source and marking below.

Geometry only; what the lines say is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hdplanner.figures.shapes import (
    Anchor,
    Circle,
    Direction,
    Figure,
    Label,
    Line,
    Polygon,
    Polyline,
    Rect,
    Shape,
    shortened,
)

_MARGIN = 24.0
_TITLE, _LINE_HIGH, _SMALL = 15.0, 21.0, 10.5
_MOST_LINES = 3
_LONGEST = 400
"""So many letters of a title are looked at."""


@dataclass(frozen=True, slots=True)
class FrameText:
    """What stands round a picture. `marking` is printed in capitals above, in the colour of its role."""

    title: str
    source: str = ""
    marking: str = ""
    marking_role: str = "muted"
    direction: Direction = "ltr"


def framed(figure: Figure, text: FrameText, measure: Callable[[str, float, bool], float]) -> Figure:
    """The figure in its frame, on a page as large as both need."""
    width = figure.width + 2 * _MARGIN
    marking = shortened(text.marking, _LONGEST).upper()
    beside = measure(marking, _SMALL, True) + 18 if marking else 0.0
    titles = _wrapped(text.title, figure.width - beside, measure)
    top = _MARGIN + _LINE_HIGH * len(titles) + (9 if titles else 0)
    if marking and not titles:
        top += _LINE_HIGH
    said = " · ".join(part for part in (text.source, text.marking) if part)
    foot = _fitted(said, figure.width, measure)
    height = top + figure.height + (_SMALL + 15 if foot else 0) + _MARGIN
    mirrored = text.direction == "rtl"
    start, end = (width - _MARGIN, _MARGIN) if mirrored else (_MARGIN, width - _MARGIN)
    begins: Anchor = "right" if mirrored else "left"
    ends: Anchor = "left" if mirrored else "right"
    shapes: list[Shape] = [
        Label(line, start, _MARGIN + 13 + _LINE_HIGH * number, _TITLE, "text", begins, "bold")
        for number, line in enumerate(titles)
    ]
    if marking:
        shapes.append(Label(marking, end, _MARGIN + 13, _SMALL, text.marking_role, ends, "bold"))
    shapes.extend(_moved(shape, _MARGIN, top) for shape in figure.shapes)
    if foot:
        shapes.append(Label(foot, start, height - _MARGIN, _SMALL, "muted", begins))
    return Figure(width, height, tuple(shapes), text.title or figure.title, figure.alt, text.direction)


def _wrapped(title: str, width: float, measure: Callable[[str, float, bool], float]) -> list[str]:
    """The title in a few lines; what does not fit is cut with an ellipsis."""
    lines: list[str] = []
    words = shortened(title, _LONGEST).split()
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, _TITLE, True) <= width:
            lines[-1] = longer
        elif len(lines) < _MOST_LINES:
            lines.append(word)
        else:
            lines[-1] = " ".join((lines[-1], *words[number:]))
            break
    return [_fitted(line, width, measure, _TITLE, bold=True) for line in lines]


def _fitted(
    text: str,
    width: float,
    measure: Callable[[str, float, bool], float],
    size: float = _SMALL,
    *,
    bold: bool = False,
) -> str:
    """The text, cut where it is wider than the room."""
    text = shortened(text, _LONGEST)
    while len(text) > 2 and measure(text, size, bold) > width:
        text = shortened(text, max(2, int(len(text) * 0.93)))
    return text


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, x1=shape.x1 + dx, y1=shape.y1 + dy, x2=shape.x2 + dx, y2=shape.y2 + dy)
        case Polyline() | Polygon():
            return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
        case Circle() | Rect() | Label():
            return replace(shape, x=shape.x + dx, y=shape.y + dy)


__all__ = ["FrameText", "framed"]
