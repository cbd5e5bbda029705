"""A legend below a picture: a quiet strip of what is shown now, in as many lines as its width needs.

Geometry comes from `figures`; this only paints it.
"""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hdplanner.figures.shapes import Figure
from hdplanner.ui.common.figure_view import paint_shapes
from hdplanner.ui.common.theme import Theme

_SIDE, _BELOW = 20.0, 4.0


class LegendStrip(QWidget):
    """As high as its entries need at the width that there is; nothing where nothing is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figure: Figure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fit()

    def draw(self, width: float) -> Figure | None:
        """The legend in a width, in points; None where there is nothing to explain. A subclass draws."""
        return None

    def fit(self) -> None:
        """Lay the entries out anew for the width that there is."""
        scale = self._theme.scale
        self.figure = self.draw(max(120.0, self.width() / scale - 2 * _SIDE))
        high = self.figure.height + _BELOW if self.figure else 0.0
        self.setFixedHeight(round(high * scale))
        self.setAccessibleName(self.figure.title if self.figure else "")
        self.setAccessibleDescription(self.figure.alt if self.figure else "")
        self.update()

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(self._theme.scale, self._theme.scale)
        painter.translate(_SIDE, 0)
        paint_shapes(painter, self.figure.shapes, self._theme)
