"""A slider over days: a stop at each day on which somebody was judged, the last one today.

A slider underneath, so that keyboard and screen reader work as people know them; time runs as the grid does, from
left to right in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from hdplanner.i18n import _, format_date
from hdplanner.ui.common.fonts import font
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme

_SIDE = 12  # pixels at 100 % text, half a handle and its ring
_LINE = 13
_HIGH = 40
_TICK = 3.2
_NEAR = 5.0  # ticks closer than this are one on the screen


class TimeTrack(QSlider):
    """`value` is the number of a stop; what is shown is its day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.stops: tuple[date, ...] = (date.min,)
        self._briefing: date | None = None
        named(self, _("Time"), _("Shows the grid as it stood on a day"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSingleStep(1)
        self.setPageStep(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(lambda _value: self._describe())

    def show_stops(self, stops: Sequence[date], briefing: date | None) -> None:
        """Other days; the slider stands on the last, today."""
        self.stops, self._briefing = tuple(stops), briefing
        blocked = self.blockSignals(True)
        self.setRange(0, len(self.stops) - 1)
        self.setValue(len(self.stops) - 1)
        self.blockSignals(blocked)
        self._describe()
        self.update()

    @property
    def day(self) -> date:
        """The day on which the slider stands."""
        return self.stops[self.value()]

    @property
    def at_end(self) -> bool:
        """Whether that is today."""
        return self.value() == len(self.stops) - 1

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(240 * self._theme.scale), round(_HIGH * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(120 * self._theme.scale), round(_HIGH * self._theme.scale))

    def place(self, day: date) -> float:
        """Where a day lies, in points from the left."""
        first, last = self.stops[0], self.stops[-1]
        share = (day - first).days / max(1, (last - first).days)
        return _SIDE + share * (self.width() / self._theme.scale - 2 * _SIDE)

    def stop_at(self, x: float) -> int:
        """The number of the stop nearest to a place."""
        return min(range(len(self.stops)), key=lambda number: abs(self.place(self.stops[number]) - x))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setValue(self.stop_at(event.position().x() / self._theme.scale))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self.stop_at(event.position().x() / self._theme.scale)
        if event.buttons() & Qt.MouseButton.LeftButton and self.isEnabled():
            self.setValue(number)
        elif self.isEnabled():
            QToolTip.showText(event.globalPosition().toPoint(), self._name(number), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(self._theme.scale, self._theme.scale)
        self._paint_line(painter)
        self._paint_words(painter)
        self._paint_handle(painter)

    def _paint_line(self, painter: QPainter) -> None:
        theme, wide = self._theme, self.width() / self._theme.scale
        here = self.place(self.day)
        for start, end, role in ((_SIDE, here, "accent"), (here, wide - _SIDE, "line")):
            painter.setPen(QPen(theme.colour(role if self.isEnabled() else "line"), 3))
            painter.drawLine(QPointF(start, _LINE), QPointF(end, _LINE))
        painter.setPen(Qt.PenStyle.NoPen)
        last = -_NEAR
        for day in self.stops:
            x = self.place(day)
            if x - last >= _NEAR:
                painter.setBrush(theme.colour("accent" if x <= here + 0.5 else "line_strong"))
                painter.drawEllipse(QPointF(x, _LINE), _TICK, _TICK)
                last = x

    def _paint_handle(self, painter: QPainter) -> None:
        here = QPointF(self.place(self.day), _LINE)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent", 0.35), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(here, 10, 10)
        painter.setPen(QPen(self._theme.colour("accent" if self.isEnabled() else "line_strong"), 2))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(here, 7, 7)

    def _paint_words(self, painter: QPainter) -> None:
        """The day of the handle first, then "today" and "last briefing" where they have room."""
        made = font(11)
        metrics = QFontMetrics(made)
        painter.setFont(made)
        wanted = [(self.day, self._name(self.value()), "text" if not self.at_end else "muted")]
        if not self.at_end:
            wanted.append((self.stops[-1], _("today"), "muted"))
        if self._briefing is not None and self._briefing != self.day:
            self._paint_briefing(painter)
            wanted.append((self._briefing, _("last briefing"), "muted"))
        taken: list[QRectF] = []
        edge = self.width() / self._theme.scale
        for day, text, role in wanted:
            wide = float(metrics.horizontalAdvance(text)) + 4
            left = max(0.0, min(self.place(day) - wide / 2, edge - wide))
            box = QRectF(left, _LINE + 10, wide, 16)
            near = next((other for other in taken if box.adjusted(-6, 0, 6, 0).intersects(other)), None)
            if near is not None and near.left() - wide - 8 > max(0.0, left - wide):
                box.moveLeft(near.left() - wide - 8)
            if not any(box.adjusted(-6, 0, 6, 0).intersects(other) for other in taken):
                painter.setPen(self._theme.colour(role))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                taken.append(box)

    def _paint_briefing(self, painter: QPainter) -> None:
        """A hollow stop on the day of the last briefing, which need not be a day of judgements."""
        assert self._briefing is not None
        if self.stops[0] <= self._briefing <= self.stops[-1]:
            painter.setPen(QPen(self._theme.colour("accent"), 1.4))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawEllipse(QPointF(self.place(self._briefing), _LINE), 4.4, 4.4)

    def _name(self, number: int) -> str:
        return _("today") if number == len(self.stops) - 1 else format_date(self.stops[number])

    def _describe(self) -> None:
        sentence = _("The grid as it stood on {day}")
        text = _("The grid of today") if self.at_end else sentence.format(day=format_date(self.day))
        self.setAccessibleDescription(text)
