"""The pieces of a painted network: strokes of ties, one sprite for each look, names on their plates.

Only paints what it is given, in points. Ties of one look are stroked after each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from hdplanner.figures.markers import marker_radius
from hdplanner.figures.network_edges import Bow, Stroke, bow_end, stroke_of
from hdplanner.figures.network_figure import Seat, curve_of
from hdplanner.figures.network_marks import node_shapes, supposed_ring
from hdplanner.figures.network_scene import NetworkScene, PlacedNode
from hdplanner.figures.scene import Look
from hdplanner.ui.common.figure_view import paint_shapes
from hdplanner.ui.common.theme import Theme

CROWD = 250
"""From so many nodes on, markers are smaller and ties are finer."""
CROWD_SCALE = 0.62
HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


class SpriteKey(NamedTuple):
    """All that decides how a node is painted."""

    look: Look
    apart: bool
    flagged: bool
    supposed: bool


class NodeSprites:
    """One pixmap for each look, drawn once for a theme and a pixel ratio."""

    def __init__(self, theme: Theme, ratio: float, scale: float = 1.0) -> None:
        self._theme = theme
        self._ratio = ratio
        self._scale = scale
        self._made: dict[SpriteKey, tuple[QPixmap, float]] = {}

    def get(self, placed: PlacedNode, *, supposed: bool = False) -> tuple[QPixmap, float]:
        """The pixmap and half its side in points."""
        key = SpriteKey(placed.look, placed.node.apart, placed.node.flagged, supposed)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._draw(placed, supposed=supposed)
        return found

    def _draw(self, placed: PlacedNode, *, supposed: bool) -> tuple[QPixmap, float]:
        half = round((marker_radius(placed.look) + 8) * self._scale + 2)
        pixmap = clear_pixmap(QSizeF(2 * half, 2 * half), self._ratio)
        painter = QPainter(pixmap)
        painter.setRenderHints(HINTS)
        paint_shapes(painter, node_shapes(placed.node, placed.look, half, half, self._scale), self._theme)
        if supposed:
            paint_shapes(painter, supposed_ring(placed.look, half, half), self._theme)
        painter.end()
        return pixmap, half


def clear_pixmap(size: QSizeF, ratio: float) -> QPixmap:
    """A transparent pixmap of a size in points."""
    pixmap = QPixmap(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def curves_of(
    scene: NetworkScene, seats: Mapping[str, Seat], numbers: Iterable[int], scale: float = 1.0
) -> dict[int, Bow]:
    """The bows of ties on the page, by number; those of nodes that touch each other are left out."""
    found = ((number, curve_of(scene, seats, number, scale)) for number in numbers)
    return {number: curve for number, curve in found if curve is not None}


def paint_ties(
    painter: QPainter,
    scene: NetworkScene,
    curves: Mapping[int, Bow],
    theme: Theme,
    *,
    fine: bool = False,
    hurried: bool = False,
) -> None:
    """Stroke ties; `fine` is for a crowd: thin lines without heads. `hurried` is on the way: no dashes, plain edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not hurried)
    bundles: dict[Stroke, list[int]] = {}
    for number in curves:
        bundles.setdefault(stroke_of(scene.edges[number]), []).append(number)
    for stroke in sorted(bundles, key=lambda each: (each.width, each.role)):
        painter.setOpacity(stroke.opacity * (0.45 if fine else 1.0))
        if fine:
            _stroke_fine(painter, [curves[number] for number in bundles[stroke]], stroke, theme)
        else:
            for number in bundles[stroke]:
                _stroke(painter, curves[number], stroke._replace(dash=()) if hurried else stroke, theme)
    painter.setOpacity(1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _stroke(painter: QPainter, curve: Bow, stroke: Stroke, theme: Theme) -> None:
    stem, end = bow_end(curve, stroke)
    painter.setPen(_pen(stroke, theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(stem))
    if stroke.bar:
        (x1, y1), (x2, y2) = end
        painter.setPen(QPen(theme.colour(stroke.role), stroke.width + 0.8))
        painter.drawLine(QLineF(x1, y1, x2, y2))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(stroke.role))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in end]))


def _stroke_fine(painter: QPainter, curves: list[Bow], stroke: Stroke, theme: Theme) -> None:
    """Many at once, solid: dashes of thousands would only flicker, and cost the most."""
    painter.setPen(QPen(theme.colour(stroke.role), 0.5 + stroke.width * 0.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for curve in curves:
        painter.drawPath(_path(curve))


def _path(curve: Bow) -> QPainterPath:
    """One bow; several in one path take Qt three times as long."""
    path = QPainterPath(QPointF(*curve.start))
    path.quadTo(*curve.pull, *curve.end)
    return path


def _pen(stroke: Stroke, theme: Theme) -> QPen:
    pen = QPen(theme.colour(stroke.role), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash:
        pen.setDashPattern([length / stroke.width for length in stroke.dash])
    return pen


def paint_nodes(
    painter: QPainter,
    seats: Iterable[Seat],
    sprites: NodeSprites,
    supposed: Collection[str] = (),
) -> None:
    """Blit the sprites of nodes."""
    draw = painter.drawPixmap
    for seat in seats:
        pixmap, half = sprites.get(seat[0], supposed=seat[0].node.id in supposed)
        draw(QPointF(seat[1] - half, seat[2] - half), pixmap)
