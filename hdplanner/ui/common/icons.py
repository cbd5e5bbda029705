"""The icons of the app: one family of our own, in the colour of the text of the theme that is worn.

An icon is drawn from its SVG when it is first painted, at any size and pixel ratio. No icon is an emblem.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from hdplanner.paths import resource

if TYPE_CHECKING:
    from hdplanner.ui.common.theme import Theme


def icon(name: str, theme: Theme, role: str = "text") -> QIcon:
    """The icon of a name (a file of resources/icons), in the colour of a role; greyed where it is disabled.

    A checked or selected one takes the accent. Raises FileNotFoundError when it is painted, for a name that
    does not exist.
    """
    colours = {
        QIcon.Mode.Normal: theme.roles[role],
        QIcon.Mode.Active: theme.roles[role],
        QIcon.Mode.Selected: theme.roles[role],
        QIcon.Mode.Disabled: theme.roles["disabled"],
    }
    checked = theme.roles["accent"] if role == "text" else theme.roles[role]
    return QIcon(_Engine(name, colours, checked))


def pixmap(name: str, theme: Theme, size: int = 16, ratio: float = 1.0, role: str = "text") -> QPixmap:
    """The icon as a pixmap of `size` logical pixels, for labels and painters."""
    return _drawn(name, theme.roles[role], max(1, round(size * ratio)), ratio)


class _Engine(QIconEngine):
    """Draws an SVG on demand: nothing is read before the icon is seen."""

    def __init__(self, name: str, colours: dict[QIcon.Mode, str], checked: str) -> None:
        super().__init__()
        self._name = name
        self._colours = colours
        self._checked = checked

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colours, self._checked)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        size = min(rect.width(), rect.height())
        made = _drawn(self._name, self._colour(mode, state), max(1, round(size * ratio)), ratio)
        corner = QPoint(rect.x() + (rect.width() - size) // 2, rect.y() + (rect.height() - size) // 2)
        painter.drawPixmap(corner, made)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Qt asks for pixels, and writes the ratio on the pixmap itself.
        side = max(1, min(size.width(), size.height()))
        return _drawn(self._name, self._colour(mode, state), side, 1.0)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if state == QIcon.State.On and mode != QIcon.Mode.Disabled:
            return self._checked
        return self._colours[mode]


@functools.lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


@functools.lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
