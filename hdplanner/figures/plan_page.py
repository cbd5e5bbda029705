"""A picture of a plan laid on one page: head, side, body and foot together, turned about for right-to-left words.

Only moves shapes; draws none but the title and the source line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hdplanner.figures.grid_ground import Box, Measure, estimate_width
from hdplanner.figures.plan_legend import plan_legend
from hdplanner.figures.plan_parts import PlanPicture, chip_shapes
from hdplanner.figures.shapes import Anchor, Figure, Label, Line, Polygon, Polyline, Rect, Shape

_LEAST = 200.0
_OTHER: dict[Anchor, Anchor] = {"left": "right", "right": "left", "middle": "middle"}


def flipped(shape: Shape) -> Shape:
    """The shape as in a mirror that stands at x = 0; texts stay readable."""
    if isinstance(shape, Label):
        return replace(shape, x=-shape.x, anchor=_OTHER[shape.anchor], turn=-shape.turn)
    if isinstance(shape, Line):
        return replace(shape, x1=-shape.x1, x2=-shape.x2)
    if isinstance(shape, Polyline | Polygon):
        return replace(shape, points=tuple((-x, y) for x, y in shape.points))
    if isinstance(shape, Rect):
        return replace(shape, x=-shape.x - shape.width)
    return replace(shape, x=-shape.x)


def flipped_box(box: Box) -> Box:
    """The box as in a mirror that stands at x = 0."""
    return Box(-box.right, box.y, box.width, box.height)


def shifted(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape elsewhere."""
    changes: dict[str, Any]
    if isinstance(shape, Line):
        changes = {"x1": shape.x1 + dx, "x2": shape.x2 + dx, "y1": shape.y1 + dy, "y2": shape.y2 + dy}
    elif isinstance(shape, Polyline | Polygon):
        changes = {"points": tuple((x + dx, y + dy) for x, y in shape.points)}
    else:
        changes = {"x": shape.x + dx, "y": shape.y + dy}
    return replace(shape, **changes)


def page_shapes(picture: PlanPicture, *, mirrored: bool = False) -> list[Shape]:
    """All of a picture, unrolled."""
    whole = Box(0, 0, picture.width, picture.height)
    side, head = picture.side, picture.head
    chips: list[Shape] = []
    for chip in picture.chips:
        seen = replace(chip, box=flipped_box(chip.box)) if mirrored else chip
        chips += chip_shapes(seen, mirrored=mirrored)

    def turned(shapes: Iterable[Shape]) -> list[Shape]:
        return [flipped(shape) for shape in shapes] if mirrored else list(shapes)

    edge = side + picture.width if mirrored else 0.0
    inner = picture.width if mirrored else side
    return [
        *(shifted(shape, inner, head) for shape in turned(picture.ground(whole))),
        *(shifted(shape, inner, head) for shape in chips),
        *(shifted(shape, edge, head) for shape in turned(picture.side_shapes(whole))),
        *(shifted(shape, inner, 0) for shape in turned(picture.head_shapes(whole))),
        *(shifted(shape, inner, head + picture.height) for shape in turned(picture.foot_shapes(whole))),
    ]


def page_figure(
    picture: PlanPicture,
    *,
    title: str,
    alt: str,
    source_line: str = "",
    mirrored: bool = False,
    measure: Measure = estimate_width,
) -> Figure:
    """A picture as a figure for a page or a file, with its legend and its source below."""
    shapes = page_shapes(picture, mirrored=mirrored)
    width = max(_LEAST, picture.side + picture.width)
    height = picture.head + picture.height + picture.foot
    legend = plan_legend(picture.chips, width, measure, mirrored=mirrored)
    shapes += [shifted(shape, 0, height + 4) for shape in legend.shapes]
    height += legend.height + 6
    if source_line:
        height += 20
        edge: tuple[float, Anchor] = (width - 4, "right") if mirrored else (4, "left")
        shapes.append(Label(source_line, edge[0], height - 6, 9.5, "muted", edge[1]))
    return Figure(width, max(1.0, height), tuple(shapes), title, alt, "rtl" if mirrored else "ltr")
