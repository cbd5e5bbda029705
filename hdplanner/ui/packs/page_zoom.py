"""How large pages are shown, where each lies, and the keys and gestures that say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

GAP = 16
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
PIXELS_A_POINT = 96 / 72
_LEAST = 0.2
_EMPTY = (595.0, 842.0)

Step = Literal["in", "out", "fit"]


class PageZoom:
    """A zoom of one's own (1.0 is the size of the paper), or what fits the room that there is."""

    def __init__(self) -> None:
        self.sizes: Sequence[tuple[float, float]] = ()
        self.room = QSize()
        self._own: float | None = None
        self._whole = False

    @property
    def scale(self) -> float:
        """Screen pixels a point of the first page, at a ratio of 1."""
        return self.scale_of(self.sizes[0] if self.sizes else _EMPTY)

    def scale_of(self, size: tuple[float, float]) -> float:
        """The same for a page of another size: each fills the room, unless somebody zoomed."""
        if self._own is not None:
            return self._own * PIXELS_A_POINT
        fitting = (self.room.width() - 2 * GAP) / size[0]
        if self._whole:
            fitting = min(fitting, (self.room.height() - GAP) / size[1])
        return max(_LEAST, fitting)

    def step(self, step: Step) -> None:
        """One step larger or smaller, or as wide as the room."""
        now = self.scale / PIXELS_A_POINT
        if step == "in":
            self._own = next((one for one in ZOOMS if one > now + 0.01), ZOOMS[-1])
        elif step == "out":
            self._own = next((one for one in reversed(ZOOMS) if one < now - 0.01), ZOOMS[0])
        else:
            self._own, self._whole = None, False

    def fit_page(self) -> None:
        """So that a whole page is seen."""
        self._own, self._whole = None, True

    def by(self, factor: float) -> None:
        """So many times larger, within the steps."""
        self._own = min(ZOOMS[-1], max(ZOOMS[0], self.scale / PIXELS_A_POINT * factor))

    def rects(self) -> list[QRect]:
        """Where each page lies, before scrolling."""
        top, found = GAP, []
        middle = max(self.room.width(), self.width())
        for size in self.sizes:
            scale = self.scale_of(size)
            width, height = round(size[0] * scale), round(size[1] * scale)
            found.append(QRect((middle - width) // 2, top, width, height))
            top += height + GAP
        return found

    def width(self) -> int:
        """How wide the pages are with the air beside them."""
        return max((round(size[0] * self.scale_of(size)) for size in self.sizes), default=0) + 2 * GAP


def step_of(event: QKeyEvent) -> Step | None:
    """The step that a key means, if it means one: Ctrl with plus, minus or nought."""
    if event.matches(QKeySequence.StandardKey.ZoomIn):
        return "in"
    if event.matches(QKeySequence.StandardKey.ZoomOut):
        return "out"
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    keys: dict[int, Step] = {Qt.Key.Key_Plus: "in", Qt.Key.Key_Equal: "in", Qt.Key.Key_0: "fit"}
    return keys.get(event.key())


def pinched(event: QEvent) -> float | None:
    """How many times larger two fingers make it, if that is what happened."""
    if isinstance(event, QNativeGestureEvent):
        is_zoom = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        return 1 + event.value() if is_zoom else None
    if event.type() != QEvent.Type.Gesture or not isinstance(event, QGestureEvent):
        return None
    pinch = event.gesture(Qt.GestureType.PinchGesture)
    return pinch.scaleFactor() if isinstance(pinch, QPinchGesture) else None
