"""Fields for steps of a scale: bars for "how much", shapes for a position. Empty is not assessed, never the middle.

They are sliders underneath, so that keyboard and screen reader work as people know them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import step_label
from hdplanner.figures.markers import PLAIN, marker_shapes
from hdplanner.i18n import _
from hdplanner.ui.common.figure_view import paint_shapes
from hdplanner.ui.common.fonts import font
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme

_PAUSE_MS = 500


class ScaleField(QSlider):
    """A step of a scale. A click commits at once; arrow keys when they pause or the focus leaves."""

    committed = Signal(int)

    def __init__(self, name: str, scale: type[Scale], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.scale_type = scale
        self.theme = theme
        self.hovered: int | None = None
        self._shown: int | None = None
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._commit)
        named(self, name)
        self.setRange(min(scale) - 1, max(scale))
        self.setSingleStep(1)
        self.setPageStep(1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_value_changed)
        self.show_value(None)

    @property
    def step(self) -> int | None:
        """The step that is shown; None is not assessed."""
        return None if self.value() < min(self.scale_type) else self.value()

    def show_value(self, step: int | None) -> None:
        """Show the value of the file."""
        if self._pause.isActive():
            return
        self._shown = step
        self.blockSignals(True)
        self.setValue(min(self.scale_type) - 1 if step is None else step)
        self.blockSignals(False)
        self._describe()
        self.update()

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.theme = theme
        self.updateGeometry()
        self.update()

    def step_rect(self, step: int) -> QRect:
        """Where a step is painted, in the direction of the window."""
        raise NotImplementedError

    def step_at(self, x: int) -> int | None:
        """The step at a place."""
        return next(
            (s for s in self.scale_type if self._reach(s).left() <= x <= self._reach(s).right()), None
        )

    def mirrored(self, rect: QRect) -> QRect:
        """The rectangle as the direction of the window wants it."""
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.y(), rect.width(), rect.height())

    def paint_focus(self, painter: QPainter) -> None:
        """The ring around the field while the keyboard is on it."""
        if self.hasFocus():
            painter.setPen(QPen(self.theme.colour("accent"), self.theme.pixels("focus")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self.step_at(round(event.position().x()))
        if event.button() == Qt.MouseButton.LeftButton and step is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setValue(step)
            self._commit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered = self.step_at(round(event.position().x()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            step = self.step_at(event.pos().x())
            QToolTip.showText(event.globalPos(), "" if step is None else self._tip(step), self)
            return True
        if event.type() == QEvent.Type.FocusOut and self._pause.isActive():
            self._commit()
        return super().event(event)

    def _reach(self, step: int) -> QRect:
        return self.step_rect(step).adjusted(-3, 0, 3, 0)

    def _tip(self, step: int) -> str:
        entry = self.scale_type(step)
        if not entry.meaning:
            return _(entry.text)
        return _("{step}: {meaning}").format(step=_(entry.text), meaning=_(entry.meaning))

    def _on_value_changed(self) -> None:
        self._describe()
        self._pause.start()

    def _describe(self) -> None:
        self.setAccessibleDescription(step_label(self.scale_type, self.step))

    def _commit(self) -> None:
        self._pause.stop()
        if self.step is None:
            self.show_value(self._shown)
        elif self.step != self._shown:
            self._shown = self.step
            self.committed.emit(self.step)


class StepBars(ScaleField):
    """Bars filled up to the step, and its name at the end of the line. Narrow bars leave room for the name."""

    names: tuple[type[Scale], ...] = ()
    """Further scales whose names get room too, so that bars below each other are of one length."""

    def sizeHint(self) -> QSize:
        return QSize(self.theme.pixels("gap") * 24, self.theme.pixels("row") - 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.pixels("gap") * 14, self.theme.pixels("row") - 4)

    def step_rect(self, step: int) -> QRect:
        gap = self.theme.pixels("gap")
        room = self.width() - self._name_width() - 18
        width = max(gap, min(round(gap * 2.25), room // len(self.scale_type) - 5))
        place = step - min(self.scale_type)
        return self.mirrored(QRect(5 + place * (width + 5), (self.height() - gap) // 2, width, gap))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        reached = self.step if self.hovered is None else self.hovered
        for step in self.scale_type:
            filled = reached is not None and step <= reached
            role = "accent" if filled else "line"
            opacity = 0.6 if filled and self.hovered is not None else 1.0
            painter.setBrush(self.theme.colour(role, opacity))
            painter.drawRoundedRect(self.step_rect(step), 3, 3)
        self._paint_name(painter, reached)
        self.paint_focus(painter)

    def _name_width(self) -> int:
        scales = {self.scale_type, *self.names}
        names = (step_label(scale, step) for scale in scales for step in scale)
        measure = QFontMetrics(font(self.theme.pixels("text_base")))
        return max(measure.horizontalAdvance(name) for name in (*names, step_label(self.scale_type, None)))

    def _paint_name(self, painter: QPainter, reached: int | None) -> None:
        last = self.step_rect(max(self.scale_type))
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            room = QRect(last.right() + 4, 0, self.width() - last.right() - 8, self.height())
        else:
            room = QRect(4, 0, last.left() - 8, self.height())
        painter.setFont(font(self.theme.pixels("text_base")))
        painter.setPen(self.theme.colour("muted" if reached is None else "text"))
        way = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        text = step_label(self.scale_type, reached)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(room, int(way), shown)


class PositionShapes(ScaleField):
    """The five shapes of a position in a row, the chosen one in a box."""

    def sizeHint(self) -> QSize:
        return QSize(self.theme.pixels("gap") * 26, self.theme.pixels("row_tall"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.pixels("gap") * 12, self.theme.pixels("row_tall"))

    def step_rect(self, step: int) -> QRect:
        side = min(self.theme.pixels("field"), (self.width() - 12) // 5)
        gap = max(2, min(10, (self.width() - 4 - side * 5) // 4))
        place = step - min(self.scale_type)
        return self.mirrored(QRect(2 + place * (side + gap), (self.height() - side) // 2, side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in self.scale_type:
            rect = QRectF(self.step_rect(step))
            if step == self.step:
                painter.setPen(QPen(self.theme.colour("accent"), 2))
                painter.setBrush(self.theme.colour("surface"))
                painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
            elif step == self.hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.colour("hover"))
                painter.drawRoundedRect(rect, 5, 5)
            look = PLAIN._replace(position=step)
            centre = rect.center()
            paint_shapes(
                painter, marker_shapes(look, centre.x(), centre.y(), self.theme.scale, halo=False), self.theme
            )
        if self.step is None or self.hasFocus():
            self.paint_focus(painter)
