"""What the tests of the plan's pictures share: a mouse, signals that are noted, and drags from the tray."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from hdplanner.figures.grid_ground import Box
from hdplanner.ui.channels.drops import carry
from hdplanner.ui.channels.plan_view_base import PlanView

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def heard(signal: Any) -> list[Any]:
    """What a signal says from now on."""
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values if len(values) > 1 else values[0]))
    return found


def place(view: PlanView, box: Box) -> QPoint:
    """The middle of a box of the picture, on the viewport."""
    return view.to_viewport(box).center()


def chip_place(view: PlanView, key: str) -> QPoint:
    """The middle of an activity's chip."""
    return place(view, view.chips_of(key)[0].box)


def move(view: PlanView, point: QPoint, buttons: Qt.MouseButton = LEFT) -> None:
    """Move the mouse there."""
    at = QPointF(point)
    event = QMouseEvent(QEvent.Type.MouseMove, at, view.viewport().mapToGlobal(at), LEFT, buttons, NONE)
    QApplication.sendEvent(view.viewport(), event)


def pull(
    qtbot: Any,
    view: PlanView,
    start: QPoint,
    end: QPoint,
    key: Qt.KeyboardModifier = NONE,
    *,
    release: bool = True,
) -> None:
    """Press, move in two steps, and let go."""
    qtbot.mousePress(view.viewport(), LEFT, key, start)
    move(view, (start + end) / 2)
    move(view, end)
    if release:
        qtbot.mouseRelease(view.viewport(), LEFT, key, end)


def drop(view: PlanView, ids: list[str], point: QPoint) -> bool:
    """Drag activities in from elsewhere and let them go; says whether they were taken."""
    data, at = carry(ids), QPointF(point)
    copy, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    view.dragEnterEvent(QDragEnterEvent(point, copy, data, none, NONE))
    over = QDragMoveEvent(point, copy, data, none, NONE)
    view.dragMoveEvent(over)
    view.dropEvent(QDropEvent(at, copy, data, none, NONE))
    return over.isAccepted()
