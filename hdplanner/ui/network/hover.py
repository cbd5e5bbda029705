"""What the pointer finds when it only looks: the card beside a node or a tie, and the handle from which to draw one.

Asks the view what lies where; changes nothing of the person's work.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter

from hdplanner.figures.markers import marker_radius
from hdplanner.figures.shapes import Circle, Point, arrow, shortened
from hdplanner.i18n import _
from hdplanner.ui.common.figure_view import paint_shapes
from hdplanner.ui.network.card import NetworkCard
from hdplanner.ui.network.words import degree_words, standing_words, strongest_words, tie_detail, tie_words

if TYPE_CHECKING:
    from hdplanner.ui.network.canvas import NetworkView

_REST_MS = 280
_HANDLE, _HANDLE_REACH = 7.0, 10.0


class Hover(QObject):
    """Waits until the pointer rests on a node or a tie, and shows what there is."""

    def __init__(self, view: NetworkView) -> None:
        super().__init__(view)
        self._view = view
        self._over: tuple[str | None, str | None] = (None, None)
        self._point = QPointF()
        self._card = NetworkCard(view)
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._on_timeout)

    def move_over(self, point: QPointF) -> None:
        """The pointer is here, and no button is pressed."""
        self._point = point
        if self.handle_at(point) is not None:
            self._card.hide()
            self._timer.stop()
            self._view.setCursor(Qt.CursorShape.CrossCursor)
            return
        view = self._view
        node = view.hits.node_at(point.x(), point.y(), view.camera)
        tie = None if node is not None else view.hits.tie_at(point.x(), point.y(), view.camera)
        hand = node is not None or tie is not None
        view.setCursor(Qt.CursorShape.PointingHandCursor) if hand else view.unsetCursor()
        if (node, tie) != self._over:
            self._over = (node, tie)
            self._card.hide()
            self._timer.start() if hand else self._timer.stop()
            view.update()

    def end(self) -> None:
        """The pointer has gone, or does something."""
        self._over = (None, None)
        self._timer.stop()
        self._card.hide()

    def handle_at(self, point: QPointF) -> str | None:
        """The node whose handle lies at a point."""
        node_id, place = self._handle()
        near = place is not None and math.dist(place, (point.x(), point.y())) <= _HANDLE_REACH
        return node_id if near else None

    def paint_handle(self, painter: QPainter) -> None:
        """A small disc with an arrow beside the node under the pointer, or the one that is chosen."""
        _node, place = self._handle()
        if place is None or self._view.gesture is not None:
            return
        x, y = place
        disc = Circle(x, y, _HANDLE, fill="accent", stroke="surface", stroke_width=1.5)
        sign = arrow((x - 3.6, y + 0.0), (x + 4.4, y + 0.0), role="on_accent", stroke_width=1.4, head=4.6)
        paint_shapes(painter, (disc, *sign), self._view.theme)

    def _handle(self) -> tuple[str | None, Point | None]:
        view = self._view
        node_id = self._over[0] or (view.selection[0] if len(view.selection) == 1 else None)
        mark = None if node_id is None or not view.editable or view.ties else view.scene.mark(node_id)
        if mark is None:
            return None, None
        x, y = view.camera.to_page(mark.x, mark.y)
        reach = (marker_radius(mark.look) + 10) * 0.72
        return node_id, (x - reach, y + reach)

    def _on_timeout(self) -> None:
        view = self._view
        node, tie = self._over
        if view.gesture is not None:
            return
        within = view.rect().adjusted(4, 4, -4, -4)
        if node is not None:
            texts = self._node_texts(node)
            if texts is not None:
                self._card.show_texts(texts, self._node_box(node), within)
        elif tie is not None and tie in view.scene.edge_index:
            edge = view.scene.edges[view.scene.edge_index[tie]]
            texts = (tie_words(view.scene, edge), tie_detail(edge), "", "")
            scale = view.theme.scale
            spot = QRect(round(self._point.x() * scale) - 6, round(self._point.y() * scale) - 6, 12, 12)
            self._card.show_texts(texts, spot, within)

    def _node_texts(self, node_id: str) -> tuple[str, str, str, str] | None:
        view = self._view
        mark = view.scene.mark(node_id)
        if mark is None:
            return None
        standing = standing_words(mark.node, mark.look.position, supposed=node_id in view.supposed)
        care = _("Do not approach, or at risk") if mark.node.flagged else ""
        details = "\n".join(filter(None, (degree_words(view.scene, node_id), care)))
        return shortened(mark.node.name, 120), standing, strongest_words(view.scene, node_id), details

    def _node_box(self, node_id: str) -> QRect:
        view = self._view
        mark = view.scene.nodes[view.scene.index[node_id]]
        x, y = view.camera.to_page(mark.x, mark.y)
        radius, scale = marker_radius(mark.look) + 3, view.theme.scale
        return QRectF(
            (x - radius) * scale, (y - radius) * scale, 2 * radius * scale, 2 * radius * scale
        ).toRect()
