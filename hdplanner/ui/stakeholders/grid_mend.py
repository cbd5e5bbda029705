"""Mending the layer of a crowd after a few marks changed: what lies around them is painted again, nothing else.

Finds what differs by the identity of marks, as `update_scene` keeps those of untouched cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from hdplanner.figures.scene import GridScene, Mark
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.row_model import runs
from hdplanner.ui.stakeholders.grid_layers import Sprites, draw_marks

_MOST = 2_000
"""More differing marks than this are painted faster all anew."""
_TILE = 24
_REACH = 18.0
"""Half the side, in points, of what a marker of a crowd covers, and a little more; no more than a tile."""


def differing(before: GridScene, now: GridScene) -> list[Mark]:
    """The marks of both scenes that look or stand otherwise, or are in one only."""
    kept = set(map(id, before.marks))
    fresh = [mark for mark in now.marks if id(mark) not in kept]
    there = set(map(id, now.marks))
    was = {mark[0].id: mark for mark in before.marks if id(mark) not in there}
    found: list[Mark] = []
    for mark in fresh:
        old = was.pop(mark[0].id, None)
        if old is None or old[1:] != mark[1:]:
            found.append(mark)
            found.extend(() if old is None else (old,))
    return [*found, *was.values()]


def mend(
    layer: QPixmap,
    marks: Iterable[Mark],
    changed: Collection[Mark],
    camera: Camera,
    sprites: Sprites,
    without: Collection[str],
) -> bool:
    """Paint the surroundings of the changed marks again; False, and nothing is painted, where they are many."""
    if len(changed) > _MOST:
        return False
    tiles = {tile for mark in changed for tile in _tiles(*camera.to_page(mark.x, mark.y))}
    plot = camera.plot
    region = _region(tiles).intersected(QRectF(plot.x, plot.y, plot.width, plot.height).toAlignedRect())
    painter = QPainter(layer)
    painter.setClipRegion(region)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(region.boundingRect(), 0)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    draw_marks(painter, _near(marks, tiles, camera), sprites, without)
    painter.end()
    return True


def _tiles(x: float, y: float) -> Iterable[tuple[int, int]]:
    """The tiles of the page that a marker at a point covers."""
    for column in {int((x - _REACH) // _TILE), int((x + _REACH) // _TILE)}:
        for row in {int((y - _REACH) // _TILE), int((y + _REACH) // _TILE)}:
            yield column, row


def _region(tiles: Iterable[tuple[int, int]]) -> QRegion:
    """Tiles as a region; neighbours in a row are one rectangle."""
    rows: dict[int, list[int]] = {}
    for column, row in tiles:
        rows.setdefault(row, []).append(column)
    region = QRegion()
    for row, columns in rows.items():
        for first, last in runs(sorted(columns)):
            region += QRect(first * _TILE, row * _TILE, (last - first + 1) * _TILE, _TILE)
    return region


def _near(
    marks: Iterable[Mark], tiles: Collection[tuple[int, int]], camera: Camera
) -> list[tuple[Mark, float, float]]:
    """The marks, with their points, that may reach into some tiles."""
    around = {(column + i, row + j) for column, row in tiles for i in (-1, 0, 1) for j in (-1, 0, 1)}
    unit = camera.unit
    across, down = unit.x / _TILE, unit.y / _TILE
    width, height = unit.width / _TILE, unit.height / _TILE
    near = [mark for mark in marks if (int(across + mark[1] * width), int(down + mark[2] * height)) in around]
    return [(mark, *camera.to_page(mark[1], mark[2])) for mark in near]
