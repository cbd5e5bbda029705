"""The marker of a position as an icon or a pixmap, for tables, lists and headings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from hdplanner.figures.markers import PLAIN, marker_shapes
from hdplanner.ui.common.figure_view import paint_shapes
from hdplanner.ui.common.theme import Theme

_ICONS: dict[tuple[int | None, str, float], QIcon] = {}
"""Made once for each theme and scale: a table asks for each cell."""


def marker_icon(position: int | None, theme: Theme) -> QIcon:
    """The marker at the size of an icon, sharp on dense screens too."""
    key = (position, theme.name, theme.scale)
    if key not in _ICONS:
        made = QIcon()
        for ratio in (1.0, 2.0):
            made.addPixmap(marker_pixmap(position, theme, round(18 * theme.scale), ratio))
        _ICONS[key] = made
    return _ICONS[key]


def marker_pixmap(position: int | None, theme: Theme, side: int, ratio: float) -> QPixmap:
    """The marker in a square of `side` logical pixels."""
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = side / 24
    shapes = marker_shapes(PLAIN._replace(position=position), side / 2, side / 2, scale, halo=False)
    paint_shapes(painter, shapes, theme)
    painter.end()
    return made
