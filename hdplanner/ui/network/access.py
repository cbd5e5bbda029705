"""The network for those who hear it: what each stakeholder says of itself, as an item of a list."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from hdplanner.figures.markers import marker_radius
from hdplanner.ui.common.marks_access import announce_marks, let_speak
from hdplanner.ui.network.gestures import DrawTie
from hdplanner.ui.network.words import node_words

if TYPE_CHECKING:
    from hdplanner.ui.network.canvas import NetworkView


class SpokenNetwork:
    """The words of one network, asked for anew each time."""

    def __init__(self, view: QWidget) -> None:
        self._view = cast("NetworkView", view)

    def count(self) -> int:
        """How many stakeholders are shown."""
        return len(self._view.scene.nodes)

    def id_at(self, number: int) -> str:
        """The stakeholder of a number, in painting order."""
        return self._view.scene.nodes[number].node.id

    def number(self, row_id: str) -> int:
        """Where a stakeholder stands; -1 where it is not shown."""
        return self._view.scene.index.get(row_id, -1)

    def words(self, row_id: str) -> tuple[str, str]:
        """The name, and standing with ties."""
        placed = self._view.scene.mark(row_id)
        if placed is None:
            return "", ""
        return placed.node.name, node_words(self._view.scene, row_id, supposed=row_id in self._view.supposed)

    def box(self, row_id: str) -> QRect:
        """Around the marker."""
        placed = self._view.scene.mark(row_id)
        if placed is None:
            return QRect()
        x, y = self._view.camera.to_page(placed.x, placed.y)
        radius, scale = marker_radius(placed.look), self._view.theme.scale
        side = round(2 * radius * scale)
        return QRect(round((x - radius) * scale), round((y - radius) * scale), side, side)

    def at(self, place: QPoint) -> str | None:
        """The stakeholder under a place."""
        return self._view.hit_at(place)[0]

    def selection(self) -> tuple[str, ...]:
        """Those that are chosen; while a tie is drawn, where it goes to comes last."""
        gesture = self._view.gesture
        if isinstance(gesture, DrawTie) and gesture.target_id is not None:
            return (gesture.source_id, gesture.target_id)
        return self._view.selection


def announce(view: NetworkView) -> None:
    """Tell who listens that others are chosen, and which one has the focus."""
    announce_marks(view, SpokenNetwork(view))


@functools.cache
def install() -> None:
    """Let networks speak for themselves."""
    let_speak("NetworkView", SpokenNetwork)
