"""The legend below the grid: a quiet strip of what the grid shows now, in as many lines as its width needs.

Geometry comes from `figures.legend`; this only paints it.
"""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hdplanner.figures.grid_overlays import NO_OVERLAYS, Overlays
from hdplanner.figures.legend import legend_figure
from hdplanner.figures.scene import GridScene, build_scene
from hdplanner.figures.shapes import Figure
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme

_SIDE, _BELOW = 20.0, 4.0


class GridLegend(QWidget):
    """Hidden where the grid is empty."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene: GridScene = build_scene([])
        self._overlays = NO_OVERLAYS
        self.figure: Figure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def show_scene(self, scene: GridScene) -> None:
        """Explain what a scene shows."""
        before, self._scene = self._scene, scene
        overlaid = self._overlays != NO_OVERLAYS
        if scene.looks != before.looks or scene.layout is not before.layout or overlaid:
            self._fit()

    def show_overlays(self, overlays: Overlays) -> None:
        """Explain what is laid over the grid, or no longer."""
        self._overlays = overlays
        self._fit()

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(self._theme.scale, self._theme.scale)
        painter.translate(_SIDE, 0)
        paint_shapes(painter, self.figure.shapes, self._theme)

    def _fit(self) -> None:
        """Lay the entries out anew for the width that there is."""
        scale = self._theme.scale
        width = max(120.0, self.width() / scale - 2 * _SIDE)
        shown = bool(self._scene.marks)
        self.figure = legend_figure(self._scene, width, measure, overlays=self._overlays) if shown else None
        high = self.figure.height + _BELOW if self.figure else 0.0
        self.setFixedHeight(round(high * scale))
        self.setAccessibleName(self.figure.title if self.figure else "")
        self.setAccessibleDescription(self.figure.alt if self.figure else "")
        self.update()
