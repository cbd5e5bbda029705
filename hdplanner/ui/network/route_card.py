"""One route in the inspector: how good it is in a word and a quiet bar, and each of its steps in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.models import score_words
from hdplanner.ui.network.parts import prose, row_of

if TYPE_CHECKING:
    from hdplanner.services.network import RouteRow

_LONG, _HIGH = 64, 6


class ScoreBar(QWidget):
    """A bar as long as a route is good, without a number: it is no chance."""

    def __init__(self, score: float, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = score
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        named(self, score_words(score))

    def sizeHint(self) -> QSize:
        return QSize(round(_LONG * self._theme.scale), round(_HIGH * self._theme.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        reach = QRectF(whole)
        reach.setWidth(max(whole.height(), whole.width() * min(1.0, self._score)))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            reach.moveRight(whole.right())
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(reach, whole.height() / 2, whole.height() / 2)


class RouteCard(QFrame):
    """The pointer on it, or the keyboard, shows the route on the drawing; a click or Enter keeps it there."""

    pointed = Signal(bool)
    """Whether the pointer or the keyboard is on the card."""
    chosen = Signal()
    plan_wanted = Signal()

    def __init__(
        self, number: int, route: RouteRow, theme: Theme, *, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self.route = route
        self._theme = theme
        self._kept = False
        words = score_words(route.score)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        sentence = _("Route {number}, {score}: {steps}")
        steps = " ".join(step.why for step in route.steps)
        named(self, sentence.format(number=number, score=words, steps=steps))
        head = row_of(label(f"{number} · {words}", "heading"), ScoreBar(route.score, theme))
        self.plan = button(_("Make this the plan"), self.plan_wanted.emit)
        self.plan.setEnabled(editable)
        self.plan.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(head)
        for step in route.steps:
            column.addWidget(prose(step.why))
        column.addSpacing(2)
        column.addWidget(self.plan)

    def stations(self) -> list[str]:
        """The keys along the route, from us to the target."""
        return [self.route.steps[0].from_id, *(step.to_id for step in self.route.steps)]

    def keep(self, kept: bool) -> None:
        """Show that the drawing keeps this route, or no longer."""
        self._kept = kept
        self.update()

    @property
    def is_kept(self) -> bool:
        """Whether the drawing keeps this route."""
        return self._kept

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kept or self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = self._theme.pixels("focus") if self.hasFocus() else 1
            painter.setPen(QPen(self._theme.colour("accent"), width))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(False)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.pointed.emit(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.pointed.emit(False)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
