"""Paints a figure with QPainter: on the screen, into a PNG, onto a printer. The same geometry as in a pack.

Computes no geometry of its own; `FigureView` shows one figure, fitted to its width.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from hdplanner.figures.shapes import (
    Circle,
    Figure,
    Label,
    Line,
    Point,
    Polygon,
    Polyline,
    Rect,
    Shape,
    runs_right_to_left,
)
from hdplanner.ui.common.fonts import font
from hdplanner.ui.common.theme import Theme


@functools.lru_cache(maxsize=64)
def _font(size: float, bold: bool) -> QFont:
    """A label's font; sizes between whole pixels are kept by point size on the printer's scale elsewhere."""
    made = font(size, bold=bold)
    made.setPixelSize(max(1, round(size)))
    return made


@functools.lru_cache(maxsize=64)
def _metrics(size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(size, bold))


@functools.lru_cache(maxsize=20_000)
def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of a text in the interface's font: what `figures` asks for."""
    return _metrics(size, bold).horizontalAdvance(text)


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], theme: Theme) -> None:
    """Paint the shapes in their order, in the painter's coordinates."""
    for shape in shapes:
        painter.setOpacity(shape.opacity)
        if isinstance(shape, Label):
            _paint_label(painter, shape, theme)
        elif isinstance(shape, Line):
            painter.setPen(_pen(shape.stroke, shape.stroke_width, shape.dash, theme))
            painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
        elif isinstance(shape, Polyline):
            painter.setPen(_pen(shape.stroke, shape.stroke_width, shape.dash, theme))
            painter.drawPolyline(_points(shape.points))
        else:
            _paint_area(painter, shape, theme)
    painter.setOpacity(1.0)


def paint_figure(painter: QPainter, figure: Figure, theme: Theme, target: QRectF) -> None:
    """Paint a whole figure, fitted into the target and centred, without stretching it."""
    scale = min(target.width() / figure.width, target.height() / figure.height)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(
        target.x() + (target.width() - figure.width * scale) / 2,
        target.y() + (target.height() - figure.height * scale) / 2,
    )
    painter.scale(scale, scale)
    paint_shapes(painter, figure.shapes, theme)
    painter.restore()


def figure_image(figure: Figure, theme: Theme, ratio: float = 2.0) -> QImage:
    """The figure as an image on the theme's surface, `ratio` pixels a point."""
    image = QImage(round(figure.width * ratio), round(figure.height * ratio), QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    paint_figure(painter, figure, theme, QRectF(image.rect()))
    painter.end()
    return image


class FigureView(QWidget):
    """Shows one figure at the width that there is, with its words for those who cannot see it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figure: Figure | None = None

    def show_figure(self, figure: Figure | None) -> None:
        """Show another figure, or none."""
        self._figure = figure
        self.setAccessibleName(figure.title if figure else "")
        self.setAccessibleDescription(figure.alt if figure else "")
        self.updateGeometry()
        self.update()

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        if self._figure is None:
            return QSize(320, 240)
        return QSize(round(self._figure.width), round(self._figure.height))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            return
        painter = QPainter(self)
        paint_figure(painter, self._figure, self._theme, QRectF(self.rect()))


def _paint_area(painter: QPainter, shape: Polygon | Circle | Rect, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush if shape.fill is None else QBrush(theme.colour(shape.fill)))
    if shape.stroke is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(_pen(shape.stroke, shape.stroke_width, shape.dash, theme))
    if isinstance(shape, Circle):
        painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
    elif isinstance(shape, Rect):
        box = QRectF(shape.x, shape.y, shape.width, shape.height)
        painter.drawRoundedRect(box, shape.corner, shape.corner)
    else:
        painter.drawPolygon(_points(shape.points))


def _paint_label(painter: QPainter, label: Label, theme: Theme) -> None:
    bold = label.weight == "bold"
    painter.setFont(_font(label.size, bold))
    painter.setPen(theme.colour(label.role))
    width = measure(label.text, label.size, bold)
    shift = {"left": 0.0, "middle": -width / 2, "right": -width}[label.anchor]
    way = Qt.LayoutDirection.RightToLeft if runs_right_to_left(label.text) else Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(way)
    if not label.turn:
        painter.drawText(QPointF(label.x + shift, label.y), label.text)
        return
    painter.save()
    painter.translate(label.x, label.y)
    painter.rotate(label.turn)
    painter.drawText(QPointF(shift, 0), label.text)
    painter.restore()


def _pen(role: str, width: float, dash: tuple[float, ...], theme: Theme) -> QPen:
    pen = QPen(theme.colour(role), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash and width > 0:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pattern = [length / width for length in dash]
        pen.setDashPattern(pattern * 2 if len(pattern) % 2 else pattern)
    return pen


def _points(points: Iterable[Point]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
