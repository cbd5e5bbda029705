"""The small chart of a rating over time: drawn for the width there is, and walked along with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from hdplanner.figures.position_line import line_points, point_places, position_line
from hdplanner.ui.common.figure_view import FigureView
from hdplanner.ui.common.theme import Theme

_HEIGHT = 96.0
_REACH = 14.0


class ChartView(FigureView):
    """One rating of one stakeholder. A point that is chosen stands out."""

    chosen = Signal(int)
    """The place of the point that the person came to, from the oldest; -1 for none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._points: list[tuple[date, int]] = []
        self._target: int | None = None
        self._met: tuple[date, ...] = ()
        self._rating = "position"
        self._place = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit()

    @property
    def points(self) -> list[tuple[date, int]]:
        """The points that are drawn."""
        return self._points

    def show_points(
        self, rating: str, points: Sequence[tuple[date, int]], target: int | None, met: Sequence[date]
    ) -> None:
        """Draw a rating, with its target where it has one, and the days on which we met."""
        self._rating, self._points = rating, line_points(points)
        self._target, self._met = target, tuple(met)
        self._place = -1
        self._draw()

    def wear(self, theme: Theme) -> None:
        super().wear(theme)
        self._fit()
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The chart is not mirrored: right is always later."""
        keys = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        last = len(self._points) - 1
        key = Qt.Key(event.key())
        if key in keys and last >= 0:
            at = last + 1 if self._place < 0 and keys[key] < 0 else self._place
            self._choose(min(max(at + keys[key], 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self._choose(0 if key == Qt.Key.Key_Home else last)
        elif key == Qt.Key.Key_Escape and self._place >= 0:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        x = event.position().x() / self._theme.scale
        places = point_places(self._points, self._target, self._width(), engagements=self._met)
        near = [(abs(at - x), number) for number, at in enumerate(places) if abs(at - x) <= _REACH]
        self._choose(min(near)[1] if near else -1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), self._theme.pixels("focus")))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _choose(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self._draw()
            self.chosen.emit(place)

    def _fit(self) -> None:
        self.setFixedHeight(round(_HEIGHT * self._theme.scale))

    def _width(self) -> float:
        return max(120.0, self.width() / self._theme.scale)

    def _draw(self) -> None:
        chosen = self._place if self._place >= 0 else None
        self.show_figure(
            position_line(
                self._points,
                self._target,
                self._width(),
                _HEIGHT,
                rating=self._rating,
                engagements=self._met,
                chosen=chosen,
            )
        )
