"""What the pictures of a plan have in common as widgets: choose, pull, add, take drops, and say what was done.

Each view says which picture it shows (`build`) and what its arrow keys mean; none of them knows a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from hdplanner.figures.plan_page import page_figure
from hdplanner.figures.plan_parts import Chip, Drop, Lane, Slot, title_of
from hdplanner.figures.shapes import Figure, Point, Rect
from hdplanner.ui.channels.drops import carried
from hdplanner.ui.channels.plan_view_access import activity_words, announce, install, plan_words
from hdplanner.ui.channels.plan_view_gestures import DrawFrame, PullChips, ShiftPlan
from hdplanner.ui.channels.plan_view_keys import press_key
from hdplanner.ui.channels.plan_view_paint import in_body
from hdplanner.ui.channels.plan_view_surface import PlanSurface
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.gestures import Gesture
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

_JOINING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_REACH = 2.0


class PlanView(PlanSurface):
    """A picture of the plan. A pull moves activities, a frame or Ctrl chooses several, Esc takes back."""

    chosen = Signal(list)
    """The keys that are chosen now, after the person chose them (not after `choose_quietly`)."""
    activated = Signal(str)
    """An activity was double-clicked, or Enter was pressed on it."""
    rescheduled = Signal(list)
    """What a person moved, once for each release or key: (key, {"days": n}), {"on": a day, or None for no day},
    {"ends": a day}, {"window_id": ..., "days_before": ...} or {"channel": ...}."""
    linked = Signal(str, str)
    """A person said that an activity (first) waits for another."""
    adding = Signal(dict)
    """A person wants another activity here: {"on": ..., "stakeholder_id": ..., "channel": ...}, as far as it is said."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.gesture: Gesture | None = None
        self.pressed: tuple[Point, Chip, bool] | None = None
        self._editable = True
        super().__init__(theme, parent)
        install(type(self).__name__)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAcceptDrops(True)
        self.laid_out()

    # -- what each view adds

    def walk(self, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> bool:
        """An arrow key: go on, or move the chosen. False where it means nothing."""
        raise NotImplementedError

    def press_more(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """A key that only this view knows."""
        return False

    def more_words(self) -> str:
        """What the picture shows besides the activities, in words."""
        return ""

    # -- what the room tells the view

    def show_plan(self, rows: Sequence[ActivityRow], windows: Sequence[WindowRow], *, today: date) -> None:
        """Show these activities against these windows. (A widget's own `show` opens it; hence the name.)"""
        self.escape_gesture()
        self.rows, self.windows, self.today = tuple(rows), tuple(windows), today
        self.by_id = {row.id: row for row in self.rows}
        self.numbers = {row.id: number for number, row in enumerate(self.rows)}
        self.selection = tuple(key for key in self.selection if key in self.by_id)
        self.lay_out()

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Audiences that have a row of their own even while nothing is planned, with their note and their mark."""
        self.lanes = tuple(lanes)
        self.lay_out()

    def choose_quietly(self, ids: Iterable[str]) -> None:
        """Show what is chosen elsewhere; what is not shown is left out. Emits nothing."""
        self.selection = tuple(dict.fromkeys(key for key in ids if key in self.by_id))
        self.say()

    def reveal(self, activity_id: str) -> None:
        """Scroll so that an activity is seen."""
        chips = self.chips_of(activity_id)
        if chips:
            self.show_box(chips[0].box)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse moving, linking and adding (a file open for reading refuses)."""
        self._editable = editable
        self.viewport().update()

    @property
    def editable(self) -> bool:
        """Whether activities can be moved, linked and added."""
        return self._editable

    def figure(self, *, source_line: str = "") -> Figure:
        """What is shown, whole, as a picture for a page."""
        return page_figure(
            self.page_picture(),
            title=self.title(),
            alt=" ".join(part for part in (plan_words(self), self.more_words()) if part),
            source_line=source_line,
            mirrored=self.mirrored,
            measure=measure,
        )

    def select_all(self) -> None:
        """Choose every activity that is shown."""
        self.choose(self._index)

    # -- what gestures and keys tell the view

    def choose(self, ids: Iterable[str]) -> None:
        """Choose as the person did, and say so if it is a change."""
        before = self.selection
        self.choose_quietly(ids)
        if self.selection != before:
            self.chosen.emit(list(self.selection))

    def hold(self, drop: Drop | None) -> None:
        """Show what letting go would do."""
        self.held = drop
        self.viewport().update()

    def settle(self, drop: Drop | None) -> None:
        """Do what was shown: tell the room, which shows the plan anew."""
        self.held = None
        if drop is not None and drop.changes and self._editable:
            self.rescheduled.emit(list(drop.changes))
        self.viewport().update()

    def escape_gesture(self) -> bool:
        """Take back what is under way; False where nothing was."""
        gesture, self.gesture = self.gesture, None
        was, self.pressed, self.held = self.pressed is not None, None, None
        if gesture is not None:
            gesture.cancel()
        self.viewport().update()
        return was or gesture is not None

    def escape(self) -> bool:
        """Take back what is under way, else let go what is chosen; False where there was nothing."""
        if self.escape_gesture():
            return True
        if self.selection:
            self.choose([])
            return True
        return False

    def finish(self) -> None:
        """End what is under way as it stands."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.finish()
        self.viewport().update()

    def say(self) -> None:
        """Show and say what is chosen now."""
        self._describe()
        announce(self)
        self.viewport().update()

    def put_cursor(self, slot: Slot | None) -> None:
        """Move the cursor of the keyboard to a cell or a day."""
        self.cursor_slot = slot
        if slot is not None:
            self.show_box(slot.box)
        self.say()

    # -- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self.painting.base())
        painter.scale(self.theme.scale, self.theme.scale)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        with in_body(self, painter):
            self.painting.top(painter)
            if self.gesture is not None:
                self.gesture.paint(painter)
        if self.hasFocus():
            width, height = self.page
            ring = Rect(1, 1, width - 2, height - 2, stroke="accent", stroke_width=2, corner=2)
            paint_shapes(painter, (ring,), self.theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = self.to_body(event.position())
        joining = bool(event.modifiers() & _JOINING)
        if event.button() == Qt.MouseButton.MiddleButton:
            self.gesture = ShiftPlan(self, event.position())
        elif event.button() == Qt.MouseButton.LeftButton and self.is_over_body(event.position()):
            self.press(point, joining=joining)
        elif event.button() == Qt.MouseButton.RightButton:
            below = self.activity_at(event.position().toPoint())
            if below is not None and below not in self.selection:
                self.choose([below])
        event.accept()

    def press(self, point: Point, *, joining: bool) -> None:
        """The left button went down at a point of the body."""
        chip = self.chip_at(*point)
        if chip is None:
            self.gesture = DrawFrame(self, point, add=joining)
            return
        if not joining and chip.id not in self.selection:
            self.choose([chip.id])
        self.pressed = (point, chip, joining)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.to_body(event.position())
        if self.pressed is not None and self.gesture is None and self._editable:
            start, chip, joining = self.pressed
            far = abs(point[0] - start[0]) + abs(point[1] - start[1])
            if not joining and far >= QApplication.startDragDistance() / 2:
                self.gesture = self.pull(chip, start)
        if self.gesture is not None:
            self.gesture.drag(event.position())
            self.viewport().update()
        elif not event.buttons():
            self.hover(point, event.position())

    def pull(self, chip: Chip, start: Point) -> Gesture:
        """What pulling a chip means."""
        return PullChips(self, chip, start)

    def hover(self, point: Point, position: QPointF) -> None:
        """The pointer only looks."""
        over = self.chip_at(*point) if self.is_over_body(position) else None
        shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self.pressed = self.pressed, None
        if self.gesture is None and pressed is not None:
            key, joining = pressed[1].id, pressed[2]
            rest = [each for each in self.selection if each != key]
            if joining:
                self.choose(rest if key in self.selection else [*rest, key])
            else:
                self.choose([key])
        self.finish()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.is_over_body(event.position()):
            return
        point = self.to_body(event.position())
        chip = self.chip_at(*point)
        if chip is not None:
            self.activated.emit(chip.id)
        else:
            self.add_at(self.picture.slot_at(*point))

    def add_at(self, slot: Slot | None) -> None:
        """Ask the room for another activity in a cell or on a day."""
        if slot is not None and self._editable:
            self.adding.emit(dict(slot.values))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_key(self, Qt.Key(event.key()), event.modifiers()):
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._editable and carried(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        drop = self._dropped(event)
        self.hold(drop)
        event.setAccepted(drop is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hold(None)

    def dropEvent(self, event: QDropEvent) -> None:
        drop = self._dropped(event)
        if drop is not None:
            event.acceptProposedAction()
        self.settle(drop)

    # -- inside

    def _dropped(self, event: QDropEvent) -> Drop | None:
        ids = carried(event.mimeData())
        if not ids or not self._editable or not self.is_over_body(event.position()):
            return None
        return self.picture.take(ids, *self.to_body(event.position()))

    def laid_out(self) -> None:
        self._describe()

    def tip_at(self, place: QPoint) -> tuple[str, str]:
        """What there is to say of what lies at a place of the viewport: its name, and more; empty where nothing does."""
        row = self.by_id.get(self.activity_at(place) or "")
        return ("", "") if row is None else (title_of(row), activity_words(row))

    def _show_tip(self, event: QHelpEvent) -> None:
        name, words = self.tip_at(event.pos())
        if not name or self.gesture is not None:
            QToolTip.hideText()
            return
        text = f"<b>{escape(name)}</b><br>{escape(words)}"
        QToolTip.showText(event.globalPos(), text, self.viewport())

    def _describe(self) -> None:
        self.setAccessibleName(self.title())
        self.setAccessibleDescription(plan_words(self))
