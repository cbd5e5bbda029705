"""What a press of the mouse on the network means, until it becomes a gesture: choose, add, pull, tie, frame.

Only says what a press means; `NetworkView` does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from hdplanner.ui.common.gestures import DrawFrame
from hdplanner.ui.network.gestures import DrawTie, PullNodes

if TYPE_CHECKING:
    from hdplanner.ui.network.canvas import NetworkView


def press(view: NetworkView, point: QPointF, *, joining: bool) -> None:
    """A press on a node, a tie or the ground; with Ctrl or Shift (`joining`) it adds, or draws a tie."""
    node = view.hits.node_at(point.x(), point.y(), view.camera)
    if node is not None:
        if not joining and node not in view.selection:
            view.choose([node])
        elif not joining and view.ties:
            view.choose_ties([])
        view.pressed = (point, node, joining)
        return
    tie = view.hits.tie_at(point.x(), point.y(), view.camera)
    if tie is None:
        view.gesture = DrawFrame(view, point, add=joining)
    elif joining:
        rest = [each for each in view.ties if each != tie]
        view.choose_ties(rest if tie in view.ties else [*rest, tie])
    else:
        view.choose_ties([tie])


def set_off(view: NetworkView, point: QPointF) -> None:
    """Begin a pull or a tie, once the pointer has gone a little way from where it was pressed."""
    if view.pressed is None or not view.editable:
        return
    start, node, joining = view.pressed
    if (point - start).manhattanLength() >= QApplication.startDragDistance() / 2:
        view.gesture = DrawTie(view, node) if joining else PullNodes(view, start)


def release(view: NetworkView) -> None:
    """A press that became no gesture: with Ctrl or Shift the node joins the chosen, or leaves them."""
    pressed, view.pressed = view.pressed, None
    if view.gesture is None and pressed is not None and pressed[2]:
        node = pressed[1]
        rest = [each for each in view.selection if each != node]
        view.choose(rest if node in view.selection else [*rest, node])


def choose_below(view: NetworkView, place: QPoint) -> None:
    """Choose what lies at a place, for the menu that opens there."""
    node, tie = view.hit_at(place)
    if node is not None and node not in view.selection:
        view.choose([node])
    elif tie is not None and tie not in view.ties:
        view.choose_ties([tie])
