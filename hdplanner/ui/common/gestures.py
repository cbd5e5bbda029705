"""Gestures that every picture with a camera shares: draw a frame to choose, shift the view. And what a gesture is.

A gesture paints itself and says at its end what it means; the view turns that into signals. Esc cancels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.theme import Theme


class Gesture(Protocol):
    """From a press to a release or a cancel; points are those of the page."""

    def drag(self, point: QPointF, /) -> None:
        """The pointer is here now."""

    def finish(self) -> None:
        """The button was released, or Enter pressed."""

    def cancel(self) -> None:
        """Leave all as it was."""

    def paint(self, painter: QPainter) -> None:
        """Paint what the gesture shows on top."""


class Hits(Protocol):
    """Finds marks by their places, which are fractions of the picture."""

    def within(self, left: float, top: float, right: float, bottom: float) -> list[str]:
        """The ids of the marks in a box."""


class CameraView(Protocol):
    """A widget that shows marks through a camera."""

    theme: Theme
    camera: Camera
    selection: tuple[str, ...]

    @property
    def hits(self) -> Hits:
        """Where its marks are."""

    def choose(self, ids: Iterable[str]) -> None:
        """Choose marks as the person did."""

    def refresh(self) -> None:
        """Paint soon, and in full when the view has come to rest."""

    def setCursor(self, cursor: Qt.CursorShape, /) -> None:
        """Show another pointer."""

    def unsetCursor(self) -> None:
        """Show the usual pointer again."""


class DrawFrame:
    """Draws a frame around marks to choose them; with `add`, besides those chosen before."""

    def __init__(self, view: CameraView, start: QPointF, *, add: bool) -> None:
        self._view = view
        self._start = start
        self._end = start
        self._before = list(view.selection)
        self._kept = self._before if add else []

    def drag(self, point: QPointF) -> None:
        self._end = point
        box = QRectF(self._start, self._end).normalized()
        left, top = self._view.camera.to_grid(box.left(), box.top())
        right, bottom = self._view.camera.to_grid(box.right(), box.bottom())
        found = self._view.hits.within(left, top, right, bottom)
        self._view.choose([*self._kept, *(each for each in found if each not in self._kept)])

    def finish(self) -> None:
        if self._start == self._end:
            self._view.choose(self._kept)

    def cancel(self) -> None:
        self._view.choose(self._before)

    def paint(self, painter: QPainter) -> None:
        theme = self._view.theme
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(theme.colour("accent", 0.1))
        painter.drawRect(QRectF(self._start, self._end).normalized())


class ShiftView:
    """Pulls the picture along when it is zoomed in."""

    def __init__(self, view: CameraView, start: QPointF) -> None:
        self._view = view
        self._last = start
        view.setCursor(Qt.CursorShape.ClosedHandCursor)

    def drag(self, point: QPointF) -> None:
        self._view.camera.pan(point.x() - self._last.x(), point.y() - self._last.y())
        self._last = point
        self._view.refresh()

    def finish(self) -> None:
        self._view.unsetCursor()

    def cancel(self) -> None:
        self._view.unsetCursor()

    def paint(self, painter: QPainter) -> None:
        return
