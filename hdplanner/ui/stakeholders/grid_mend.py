"""Mending the layer of a crowd after a few marks changed: what lies around them is painted again, nothing else.

Finds what differs by the identity of marks, as `update_scene` keeps those of untouched cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from hdplanner.figures.scene import GridScene, Mark
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.stakeholders.grid_layers import Sprites, draw_marks

_MOST = 240
"""More differing marks than this are painted faster all anew."""
_REACH = 18.0
"""Half the side, in points, of what a marker of a crowd covers, and a little more."""


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
    spots = [camera.to_page(mark.x, mark.y) for mark in changed]
    region = QRegion()
    for x, y in spots:
        region += QRectF(x - _REACH, y - _REACH, 2 * _REACH, 2 * _REACH).toAlignedRect()
    plot = camera.plot
    region = region.intersected(QRectF(plot.x, plot.y, plot.width, plot.height).toAlignedRect())
    painter = QPainter(layer)
    painter.setClipRegion(region)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(region.boundingRect(), 0)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    draw_marks(painter, _near(marks, spots, camera), sprites, without)
    painter.end()
    return True


def _near(
    marks: Iterable[Mark], spots: Iterable[tuple[float, float]], camera: Camera
) -> list[tuple[Mark, float, float]]:
    """The marks, with their points, that may reach into the surroundings of some spots."""
    side = 2 * _REACH
    cells = {
        (int(x // side) + i, int(y // side) + j) for x, y in spots for i in (-1, 0, 1) for j in (-1, 0, 1)
    }
    unit = camera.unit
    across, down, width, height = unit.x / side, unit.y / side, unit.width / side, unit.height / side
    near = [mark for mark in marks if (int(across + mark[1] * width), int(down + mark[2] * height)) in cells]
    return [(mark, *camera.to_page(mark[1], mark[2])) for mark in near]
