"""The layers of the grid as pixmaps: the ground, the markers with their names, and one sprite for each look.

Only paints what it is given, in points; a layer is made again when the view rests, and blitted in between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from hdplanner.figures.declutter import Spot
from hdplanner.figures.grid import (
    Box,
    axis_shapes,
    ground_shapes,
    name_shapes,
    place_names,
    zone_labels,
)
from hdplanner.figures.markers import marker_extent, marker_shapes
from hdplanner.figures.methods import Layout
from hdplanner.figures.scene import GridScene, Look, Mark
from hdplanner.figures.shapes import Label, Rect, Shape, Weight
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme

Seen = tuple[Mark, float, float]
"""A mark in sight, with its point on the page."""

FAINT = 0.22
"""How strongly marks are painted that are not among those highlighted."""

NAME_SIZE = 11.0
CROWD = 1500
CROWD_SCALE = 0.62
_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


@dataclass(frozen=True, slots=True)
class Name:
    """A name that found a place, with its width."""

    spot: Spot
    mark: Mark
    text: str
    width: float


class Sprites:
    """One pixmap for each look, drawn once for a theme and a pixel ratio.

    In a crowd markers are smaller and have no halo: it would be a fog over the others.
    """

    def __init__(self, theme: Theme, ratio: float, *, crowd: bool = False) -> None:
        self._theme = theme
        self._ratio = ratio
        self._halo = not crowd
        self._scale = CROWD_SCALE if crowd else 1.0
        self._made: dict[Look, tuple[QPixmap, float]] = {}

    def get(self, look: Look) -> tuple[QPixmap, float]:
        """The pixmap and half its side in points."""
        found = self._made.get(look)
        if found is None:
            found = self._made[look] = self._draw(look)
        return found

    def _draw(self, look: Look) -> tuple[QPixmap, float]:
        half = round(marker_extent(look, halo=self._halo) * self._scale + 1.5)
        pixmap = clear_pixmap(QSizeF(2 * half, 2 * half), self._ratio)
        painter = QPainter(pixmap)
        painter.setRenderHints(_HINTS)
        paint_shapes(painter, marker_shapes(look, half, half, self._scale, halo=self._halo), self._theme)
        painter.end()
        return pixmap, half


def clear_pixmap(size: QSizeF, ratio: float) -> QPixmap:
    """A transparent pixmap of a size in points."""
    pixmap = QPixmap(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def paint_ground(size: QSizeF, ratio: float, layout: Layout, camera: Camera, theme: Theme) -> QPixmap:
    """The surface with its hairlines, the names of the zones and the words of the axes."""
    pixmap = clear_pixmap(size, ratio)
    pixmap.fill(theme.colour("surface"))
    painter = QPainter(pixmap)
    painter.setRenderHints(_HINTS)
    paint_shapes(painter, ground_shapes(layout, camera.plot, camera.unit), theme)
    paint_shapes(painter, axis_shapes(layout, camera.plot, camera.unit, measure), theme)
    painter.end()
    return pixmap


def paint_under(ground: QPixmap, shapes: Iterable[Shape], plot: Box, theme: Theme) -> None:
    """Outlines of coalitions and trails, on the ground and under all marks."""
    painter = QPainter(ground)
    painter.setRenderHints(_HINTS)
    painter.setClipRect(QRectF(plot.x, plot.y, plot.width, plot.height))
    paint_shapes(painter, shapes, theme)
    painter.end()


def seen_marks(scene: GridScene, camera: Camera, margin: float = 12.0) -> list[Seen]:
    """The marks in sight with their points on the page, in painting order."""
    unit, plot = camera.unit, camera.plot
    x0, y0, width, height = unit.x, unit.y, unit.width, unit.height
    left, right = (plot.x - margin - x0) / width, (plot.right + margin - x0) / width
    top, bottom = (plot.y - margin - y0) / height, (plot.bottom + margin - y0) / height
    return [
        (mark, x0 + mark[1] * width, y0 + mark[2] * height)
        for mark in scene.marks
        if left < mark[1] < right and top < mark[2] < bottom
    ]


def place_marks_names(
    scene: GridScene, camera: Camera, seen: list[Seen], taken: Iterable[Label] = ()
) -> list[Name]:
    """Names for the marks in sight, the influential first, clear of the zones' names and of those `taken`."""
    zones = [*zone_labels(scene.layout, camera.plot, camera.unit), *taken]
    scale = CROWD_SCALE if len(seen) > CROWD else 1.0
    placed = place_names(seen[::-1], camera.plot, zones, measure, size=NAME_SIZE, scale=scale)
    return [Name(spot, mark, text, measure(text, NAME_SIZE, False)) for spot, mark, text in placed]


def paint_marks(
    size: QSizeF,
    ratio: float,
    seen: Iterable[Seen],
    names: Iterable[Name],
    sprites: Sprites,
    plot: Box,
    theme: Theme,
    without: Collection[str] = (),
    bright: frozenset[str] | None = None,
    *,
    plates: bool = False,
) -> QPixmap:
    """Markers and names on a transparent layer, clipped to the plot, but for those `without`.

    With `bright`, all others are faint and lie below; with `plates`, names are lifted off the lines under them.
    """
    pixmap = clear_pixmap(size, ratio)
    painter = QPainter(pixmap)
    painter.setClipRect(QRectF(plot.x, plot.y, plot.width, plot.height))
    if bright is None:
        draw_marks(painter, seen, sprites, without)
    else:
        painter.setOpacity(FAINT)
        draw_marks(painter, (one for one in seen if one[0].row.id not in bright), sprites, without)
        painter.setOpacity(1.0)
        draw_marks(painter, (one for one in seen if one[0].row.id in bright), sprites, without)
    painter.setRenderHints(_HINTS)
    for name in names:
        if name.mark.row.id not in without:
            paint_name(painter, name, theme, plate=plates)
    painter.end()
    return pixmap


def draw_marks(
    painter: QPainter,
    seen: Iterable[Seen],
    sprites: Sprites,
    without: Collection[str] = (),
) -> None:
    """Blit the sprites of marks; the hot loop of the grid."""
    draw, made = painter.drawPixmap, _Made(sprites)
    for mark, x, y in seen:
        if without and mark[0].id in without:
            continue
        pixmap, half = made[mark[3]]
        draw(round(x - half), round(y - half), pixmap)


def paint_name(
    painter: QPainter, name: Name, theme: Theme, *, bold: bool = False, plate: bool = False
) -> None:
    """One name with its leader; the bold one keeps clear of the ring. A plate lifts it off lines below."""
    faded = name.mark.look.fading == 2 and not bold
    weight: Weight = "bold" if bold else "normal"
    shapes = name_shapes(name.spot, name.text, name.width, size=NAME_SIZE, faded=faded, weight=weight)
    away = {"left": 5.0, "middle": 0.0, "right": -5.0}[name.spot.anchor] if bold else 0.0
    painter.translate(away, 0)
    if plate:
        spot = name.spot
        box = Rect(
            spot.x - 2, spot.y, name.width + 4, NAME_SIZE * 1.35, fill="surface", opacity=0.8, corner=3
        )
        paint_shapes(painter, (box,), theme)
    paint_shapes(painter, shapes, theme)
    painter.translate(-away, 0)


class _Made(dict[Look, tuple[QPixmap, float]]):
    """Sprites by look with the speed of a dict."""

    def __init__(self, sprites: Sprites) -> None:
        super().__init__()
        self._sprites = sprites

    def __missing__(self, look: Look) -> tuple[QPixmap, float]:
        self[look] = found = self._sprites.get(look)
        return found


def names_by_id(names: Iterable[Name]) -> Mapping[str, Name]:
    """Names by the id of their stakeholder."""
    return {name.mark.row.id: name for name in names}
