"""Figures on a page: paints the plain geometry of `hdplanner.figures`, as QPainter does on the screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.pdfgen.canvas import FILL_NON_ZERO

from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.lines import Face, Typesetter
from hdplanner.briefing.typeset.page import Node, bound, content, fill_operator, rgb, rule_between, stamp
from hdplanner.briefing.typeset.paragraph import TextLine
from hdplanner.figures.palette import Palette
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Point, Polygon, Polyline, Rect, Shape

HIGHEST = 600.0
_WEIGHTS = {"normal": 400, "bold": 600}
_ROUND_JOIN = 1
_DOT = "filled-circle"


class FigureOnPage(Block):
    """A figure as wide as the column, or as high as a page lets it be."""

    def __init__(self, setter: Typesetter, figure: Figure, palette: Palette, node: Node) -> None:
        super().__init__(8.0, 4.0)
        self.setter = setter
        self.figure = figure
        self.palette = palette
        self.node = node
        self._scale = 1.0

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        natural_width, natural_height = max(self.figure.width, 1.0), max(self.figure.height, 1.0)
        self._scale = min(available_width / natural_width, HIGHEST / natural_height)
        self.height = natural_height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        left = (self.width - self.figure.width * self._scale) / 2
        bound(self.canv, self.node, self.width, self.height)
        with content(self.canv, self.node):
            paint_shapes(
                self.canv, self.setter, self.figure.shapes, self.palette, left, self.height, self._scale
            )


def paint_shapes(
    canvas: Any,
    setter: Typesetter,
    shapes: Iterable[Shape],
    palette: Palette,
    left: float,
    top: float,
    scale: float = 1.0,
) -> None:
    """Paint shapes from their upper left corner at (left, top) of the page, in their order."""
    painter = _Painter(canvas, setter, palette, left, top, scale)
    canvas.setLineJoin(_ROUND_JOIN)
    for shape in shapes:
        painter.paint(shape)


class _Painter:
    """Turns shapes (y downwards) into strokes of a canvas (y upwards) at a place and scale.

    What the canvas last drew with is remembered: most shapes look like the one before.
    """

    def __init__(
        self, canvas: Any, setter: Typesetter, palette: Palette, left: float, top: float, scale: float
    ) -> None:
        self.canvas = canvas
        self.setter = setter
        self.roles = palette.roles
        self.left = left
        self.top = top
        self.scale = scale
        self._opacity = 1.0
        self._filled = ""
        self._faces: dict[tuple[float, str, str], Face] = {}
        self._stroked: tuple[str, float, tuple[float, ...]] = ("", 0.0, ())

    def _at(self, x: float, y: float) -> Point:
        return self.left + x * self.scale, self.top - y * self.scale

    def paint(self, shape: Shape) -> None:
        """Paint one shape."""
        self._show_through(shape.opacity)
        if isinstance(shape, Label):
            self._label(shape)
            return
        fill = self._fill(shape.fill) if isinstance(shape, Polygon | Circle | Rect) else 0
        stroke = self._stroke(shape)
        match shape:
            case Line():
                rule_between(self.canvas, *self._at(shape.x1, shape.y1), *self._at(shape.x2, shape.y2))
            case Polyline() | Polygon():
                self._path(shape.points, stroke, fill, isinstance(shape, Polygon))
            case Circle(stroke=None):
                self._dot(shape)
            case Circle():
                self.canvas.circle(*self._at(shape.x, shape.y), shape.radius * self.scale, stroke, fill)
            case Rect():
                self._rectangle(shape, stroke, fill)

    def _show_through(self, opacity: float) -> None:
        if opacity != self._opacity:
            self._opacity = opacity
            shown = round(min(max(opacity, 0.0), 1.0), 2)
            self.canvas.setFillAlpha(shown)
            self.canvas.setStrokeAlpha(shown)

    def _fill(self, role: str | None) -> int:
        """Fill what follows with the colour of a role; 0 where it is not to be filled."""
        if role is None:
            return 0
        if role != self._filled:
            self.canvas._code.append(fill_operator(self.roles[role]))
            self._filled = role
        return 1

    def _stroke(self, shape: Line | Polyline | Polygon | Circle | Rect) -> int:
        """Stroke what follows as the shape asks for; 0 where it is not to be stroked."""
        if shape.stroke is None:
            return 0
        role, width, dash = self._stroked
        if shape.stroke != role:
            self.canvas.setStrokeColorRGB(*rgb(self.roles[shape.stroke]))
        if shape.stroke_width != width:
            self.canvas.setLineWidth(shape.stroke_width * self.scale)
        if shape.dash != dash:
            self.canvas.setDash([length * self.scale for length in shape.dash])
        self._stroked = shape.stroke, shape.stroke_width, shape.dash
        return 1

    def _path(self, points: Sequence[Point], stroke: int, fill: int, closed: bool) -> None:
        if not points:
            return
        path = self.canvas.beginPath()
        path.moveTo(*self._at(*points[0]))
        for point in points[1:]:
            path.lineTo(*self._at(*point))
        if closed:
            path.close()
        self.canvas.drawPath(path, stroke, fill, FILL_NON_ZERO)

    def _dot(self, shape: Circle) -> None:
        """A filled circle: grids have them by the hundred, so that each is the same form."""
        if not self.canvas.hasForm(_DOT):
            self.canvas.beginForm(_DOT, -1.1, -1.1, 1.1, 1.1)
            self.canvas.circle(0, 0, 1, stroke=0, fill=1)
            self.canvas.endForm()
        stamp(self.canvas, _DOT, *self._at(shape.x, shape.y), shape.radius * self.scale)

    def _rectangle(self, shape: Rect, stroke: int, fill: int) -> None:
        place = self._at(shape.x, shape.y + shape.height)
        width, height = shape.width * self.scale, shape.height * self.scale
        corner = min(shape.corner * self.scale, width / 2, height / 2)
        if corner > 0:
            self.canvas.roundRect(*place, width, height, corner, stroke, fill)
        else:
            self.canvas.rect(*place, width, height, stroke, fill)

    def _face(self, size: float, weight: str, role: str) -> Face:
        key = (size, weight, role)
        found = self._faces.get(key)
        if found is None:
            found = Face(round(size * self.scale, 2), _WEIGHTS[weight], self.roles[role])
            self._faces[key] = found
        return found

    def _label(self, shape: Label) -> None:
        face = self._face(shape.size, shape.weight, shape.role)
        line = TextLine(self.setter, shape.text, face)
        start = {"left": 0.0, "middle": -line.width / 2, "right": -line.width}[shape.anchor]
        x, y = self._at(shape.x, shape.y)
        self._filled = ""  # letters fill with a colour of their own
        if not shape.turn:
            line.draw(self.canvas, x + start, y)
            return
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(-shape.turn)
        line.draw(self.canvas, start, 0)
        self.canvas.restoreState()
