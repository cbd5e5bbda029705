"""The legend below the drawing: what positions, kinds and signs look like, of those that are shown now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hdplanner.figures.network import NetworkScene, build_network, legend_figure
from hdplanner.figures.shapes import Figure
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.legend_strip import LegendStrip
from hdplanner.ui.common.theme import Theme


class NetworkLegend(LegendStrip):
    """Explains the nodes and ties of a scene."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._scene: NetworkScene = build_network([], [], {})
        super().__init__(theme, parent)

    def draw(self, width: float) -> Figure | None:
        return legend_figure(self._scene, width, measure) if self._scene.nodes else None

    def show_scene(self, scene: NetworkScene) -> None:
        """Explain what a scene shows."""
        self._scene = scene
        self.fit()
