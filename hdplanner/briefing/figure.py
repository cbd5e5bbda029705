"""Figures on a page: paints the plain geometry of `hdplanner.figures`, as QPainter does on the screen."""

from __future__ import annotations

import math

from hdplanner.briefing.typeset.flow import Block
from hdplanner.briefing.typeset.lines import Face, Typesetter
from hdplanner.briefing.typeset.page import Node, Page, circle, number, polygon, rectangle
from hdplanner.briefing.typeset.paragraph import TextLine
from hdplanner.figures.palette import Palette
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polygon, Polyline, Rect, Shape

HIGHEST = 600.0
_WEIGHTS = {"normal": 400, "bold": 600}


class FigureOnPage(Block):
    """A figure as wide as the column, or as high as a page lets it be."""

    def __init__(self, setter: Typesetter, figure: Figure, palette: Palette, node: Node) -> None:
        super().__init__(8.0, 4.0)
        self.setter = setter
        self.figure = figure
        self.palette = palette
        self.node = node
        self._scale = 1.0
        self._width = 0.0

    def prepare(self, width: float) -> float:
        self._width = width
        natural_width, natural_height = max(self.figure.width, 1.0), max(self.figure.height, 1.0)
        self._scale = min(width / natural_width, HIGHEST / natural_height)
        self.height = natural_height * self._scale
        return self.height

    def draw(self, page: Page, x: float, top: float) -> None:
        left = x + (self._width - self.figure.width * self._scale) / 2
        painter = _Painter(page, self.setter, self.palette, left, top, self._scale)
        with page.content(self.node):
            for shape in self.figure.shapes:
                with page.opacity(shape.opacity):
                    painter.paint(shape)


class _Painter:
    """Turns shapes (y downwards) into operators (y upwards) at a place and scale."""

    def __init__(
        self, page: Page, setter: Typesetter, palette: Palette, left: float, top: float, scale: float
    ) -> None:
        self.page = page
        self.setter = setter
        self.roles = palette.roles
        self.left = left
        self.top = top
        self.scale = scale

    def _x(self, value: float) -> float:
        return self.left + value * self.scale

    def _y(self, value: float) -> float:
        return self.top - value * self.scale

    def paint(self, shape: Shape) -> None:
        """Paint one shape."""
        match shape:
            case Label():
                self._label(shape)
            case Line():
                ends = ((self._x(shape.x1), self._y(shape.y1)), (self._x(shape.x2), self._y(shape.y2)))
                self._stroke(polygon(ends, closed=False), shape)
            case Polyline():
                points = [(self._x(x), self._y(y)) for x, y in shape.points]
                self._stroke(polygon(points, closed=False), shape)
            case Polygon():
                self._area(polygon([(self._x(x), self._y(y)) for x, y in shape.points]), shape)
            case Circle(stroke=None, fill=str(fill)):
                self.page.dot(self._x(shape.x), self._y(shape.y), shape.radius * self.scale, self.roles[fill])
            case Circle():
                self._area(circle(self._x(shape.x), self._y(shape.y), shape.radius * self.scale), shape)
            case Rect():
                self._area(self._rectangle(shape), shape)

    def _rectangle(self, shape: Rect) -> str:
        width, height = shape.width * self.scale, shape.height * self.scale
        low = self._y(shape.y + shape.height)
        return rectangle(self._x(shape.x), low, width, height, shape.corner * self.scale)

    def _area(self, path: str, shape: Polygon | Circle | Rect) -> None:
        if shape.fill is not None:
            self.page.fill(path, self.roles[shape.fill])
        self._stroke(path, shape)

    def _stroke(self, path: str, shape: Line | Polyline | Polygon | Circle | Rect) -> None:
        if shape.stroke is not None and path:
            dash = [length * self.scale for length in shape.dash]
            self.page.stroke(path, self.roles[shape.stroke], shape.stroke_width * self.scale, dash)

    def _label(self, shape: Label) -> None:
        face = Face(round(shape.size * self.scale, 2), _WEIGHTS[shape.weight], self.roles[shape.role])
        line = TextLine(self.setter, shape.text, face)
        start = {"left": 0.0, "middle": -line.width / 2, "right": -line.width}[shape.anchor]
        x, y = self._x(shape.x), self._y(shape.y)
        if not shape.turn:
            line.draw(self.page, x + start, y)
            return
        turn = math.radians(-shape.turn)
        cos, sin = f"{math.cos(turn):.4f}", f"{math.sin(turn):.4f}"
        minus_sin = f"{-math.sin(turn):.4f}"
        self.page.operators.append(f"q {cos} {sin} {minus_sin} {cos} {number(x)} {number(y)} cm")
        line.draw(self.page, start, 0)
        self.page.operators.append("Q")
