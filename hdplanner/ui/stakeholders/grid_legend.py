"""The legend below the grid: what marks and what is laid over them mean, of those that are shown now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hdplanner.figures.grid_overlays import NO_OVERLAYS, Overlays
from hdplanner.figures.legend import legend_figure
from hdplanner.figures.scene import GridScene, build_scene
from hdplanner.figures.shapes import Figure
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.legend_strip import LegendStrip
from hdplanner.ui.common.theme import Theme


class GridLegend(LegendStrip):
    """Hidden where the grid is empty."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._scene: GridScene = build_scene([])
        self._overlays = NO_OVERLAYS
        super().__init__(theme, parent)

    def draw(self, width: float) -> Figure | None:
        shown = bool(self._scene.marks)
        return legend_figure(self._scene, width, measure, overlays=self._overlays) if shown else None

    def show_scene(self, scene: GridScene) -> None:
        """Explain what a scene shows."""
        before, self._scene = self._scene, scene
        overlaid = self._overlays != NO_OVERLAYS
        if scene.looks != before.looks or scene.layout is not before.layout or overlaid:
            self.fit()

    def show_overlays(self, overlays: Overlays) -> None:
        """Explain what is laid over the grid, or no longer."""
        self._overlays = overlays
        self.fit()
