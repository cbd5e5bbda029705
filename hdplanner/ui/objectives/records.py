"""Records on a page: a frame that is chosen, opened and moved by mouse and keyboard, and the list that they stand in.

A record whose row is still there stays the widget it is, so that nothing blinks and the focus is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QVBoxLayout, QWidget

from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.finding_marks import FindingMark
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.objectives.desk import Desk

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_NEARER, _FARTHER = Qt.Key.Key_Up, Qt.Key.Key_Down
CHAIN_GAP = 30
"""Pixels between two links of a drawn chain, for the arrow."""


class RecordCard(QFrame):
    """One record. What it holds shows through `show_row`; a click or the focus chooses it, Enter opens its form."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "record")
        self.desk = desk
        self.kind = kind
        self.row_id = ""
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mark = FindingMark(desk.context.findings, desk.theme, self)
        self.mark.wanted.connect(desk.show)

    def show_row(self, row: Any) -> None:
        """Show the values of the file."""
        self.row_id = row.id
        self.mark.wear(self.desk.theme)
        self.mark.show_record(self.kind, row.id)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show whether this is the record that is selected."""
        chosen = self.desk.selection == (self.kind, self.row_id)
        if bool(self.property("chosen")) != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)

    def watch(self, field: QWidget) -> None:
        """Choose the record, too, when the focus goes into a field of it."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.desk.choose(self.kind, self.row_id)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.desk.choose(self.kind, self.row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {_NEARER: -1, _FARTHER: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in _ENTER:
            self.desk.open(self.kind, self.row_id)
        elif event.key() == Qt.Key.Key_Escape and self._dragging:
            self._end_drag(drop=False)
        elif step and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._list() is not None:
            self._shift(step)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.desk.choose(self.kind, self.row_id)
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held = self._list()
        if self._pressed is None or held is None or not self.desk.source.editable:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            held.drag_to(self, held.mapFromGlobal(event.globalPosition().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end_drag(drop=self._dragging)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.desk.open(self.kind, self.row_id)

    def _end_drag(self, *, drop: bool) -> None:
        self._pressed, self._dragging = None, False
        self.unsetCursor()
        held = self._list()
        if held is not None:
            held.end_drag(self, drop=drop)

    def _shift(self, by: int) -> None:
        if self.desk.source.editable:
            self.desk.shift(self.kind, self.row_id, by)

    def _list(self) -> RecordList | None:
        """The list in which it can be moved."""
        held = self.parentWidget()
        return held if isinstance(held, RecordList) and held.ordered else None


class RecordList(QWidget):
    """Records of one kind under one parent. ``ordered`` ones are moved by dragging, ``chained`` ones joined by arrows."""

    def __init__(
        self,
        desk: Desk,
        kind: str,
        make: Callable[[], RecordCard],
        *,
        ordered: bool = True,
        chained: bool = False,
        flowing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind = kind
        self.ordered = ordered
        self._make = make
        self._chained = chained
        self._flowing = flowing
        self._gap: int | None = None
        self._cards: dict[str, RecordCard] = {}
        self._tail: QWidget | None = None
        self._flow: QLayout = WrapLayout(self) if flowing else QVBoxLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setSpacing(CHAIN_GAP if chained else 8)

    def cards(self) -> list[RecordCard]:
        """The records in their order."""
        return list(self._cards.values())

    def end_with(self, widget: QWidget) -> None:
        """Let something stand behind the last record."""
        self._tail = widget
        self._flow.addWidget(widget)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these records, in this order."""
        before = list(self._cards)
        kept = {row.id: self._cards.pop(row.id) if row.id in self._cards else self._make() for row in rows}
        for gone in self._cards.values():
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._cards = kept
        if list(kept) != before:
            self._arrange()
        for row in rows:
            kept[row.id].show_row(row)
        self.update()

    def drag_to(self, card: RecordCard, point: QPoint) -> None:
        """Show where a record would stand if it were let go here."""
        self._gap = sum(self._lies_before(one.geometry(), point) for one in self.cards())
        self.update()

    def end_drag(self, card: RecordCard, *, drop: bool) -> None:
        """Put a record where it was let go, or leave it where it was."""
        gap, self._gap = self._gap, None
        self.update()
        order = list(self._cards)
        if not drop or gap is None or card.row_id not in order:
            return
        here = order.index(card.row_id)
        place = gap - 1 if gap > here else gap
        if place != here:
            self._desk.edits.move(self.kind, card.row_id, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chained:
            self._paint_arrows(painter)
        if self._gap is not None:
            painter.setPen(QPen(self._desk.theme.colour("accent"), 3))
            painter.drawLine(*self._drop_line(self._gap))

    def _arrange(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for widget in [*self._cards.values(), *([self._tail] if self._tail else [])]:
            self._flow.addWidget(widget)
            widget.show()

    def _lies_before(self, box: QRect, point: QPoint) -> bool:
        """Whether a record at a place comes before a point, as one reads."""
        if not self._flowing:
            return box.center().y() < point.y()
        if point.y() > box.bottom() or point.y() < box.top():
            return point.y() > box.bottom()
        return box.center().x() > point.x() if is_mirrored() else box.center().x() < point.x()

    def _drop_line(self, gap: int) -> tuple[QPoint, QPoint]:
        cards = self.cards()
        after = gap == len(cards)
        box = cards[gap - 1 if after else gap].geometry()
        half = self._flow.spacing() // 2
        if not self._flowing:
            y = box.bottom() + 2 if after else max(1, box.top() - half)
            return QPoint(box.left(), y), QPoint(box.right(), y)
        at_right = after != is_mirrored()
        x = box.right() + half if at_right else max(1, box.left() - half)
        return QPoint(x, box.top()), QPoint(x, box.bottom())

    def _paint_arrows(self, painter: QPainter) -> None:
        colour = self._desk.theme.colour("muted")
        for one, other in pairwise(self.cards()):
            points = self._joint(QRectF(one.geometry()), QRectF(other.geometry()))
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(colour)
            painter.drawPolygon(_head(points[-2], points[-1]))

    def _joint(self, one: QRectF, other: QRectF) -> list[QPointF]:
        """The line from one link to the next; where the chain goes on in the next line, it turns in the gap."""
        below = other.top() > one.bottom()
        if not below:
            way = -1 if is_mirrored() else 1
            start = one.left() if way < 0 else one.right()
            end = other.right() if way < 0 else other.left()
            y = one.center().y()
            return [QPointF(start + 4 * way, y), QPointF(end - 4 * way, y)]
        start_x, end_x = one.center().x(), other.center().x()
        top, bottom = one.bottom() + 4, other.top() - 4
        middle = (top + bottom) / 2 - 2
        turn = [QPointF(start_x, middle), QPointF(end_x, middle)] if self._flowing else []
        return [QPointF(start_x, top), *turn, QPointF(end_x, bottom)]


def _head(start: QPointF, end: QPointF) -> QPolygonF:
    """The head of an arrow that ends at a point."""
    along = end - start
    length = max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    unit = along / length
    side = QPointF(-unit.y(), unit.x())
    back = end - unit * 7
    return QPolygonF([end, back + side * 4, back - side * 4])
