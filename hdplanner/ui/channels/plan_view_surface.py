"""The surface of a picture of the plan: lays it out for the size that there is, scrolls it, and knows what lies where.

Knows no mouse and no keys. Points are logical pixels at 100 %; a table of time runs from the right where the window
does, a picture with an axis of time does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from hdplanner.figures.grid_ground import Box
from hdplanner.figures.plan_legend import plan_legend
from hdplanner.figures.plan_parts import Chip, Drop, Lane, PlanPicture, Slot
from hdplanner.figures.shapes import Point
from hdplanner.ui.channels.plan_view_paint import PlanPaint
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

_REACH = 2.0
_LEGEND_FROM = 280.0
"""The height, in points, below which the plan needs the room of its legend."""


class PlanSurface(QAbstractScrollArea):
    """A picture of the plan that scrolls."""

    flips: ClassVar[bool] = True
    """Whether it runs from the right in a window that does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows: tuple[ActivityRow, ...] = ()
        self.by_id: dict[str, ActivityRow] = {}
        self.numbers: dict[str, int] = {}
        self.windows: tuple[WindowRow, ...] = ()
        self.today = date(2000, 1, 1)
        self.lanes: tuple[Lane, ...] = ()
        self.selection: tuple[str, ...] = ()
        self.cursor_slot: Slot | None = None
        self.held: Drop | None = None
        self._index: dict[str, list[Chip]] = {}
        self.marks: Mapping[str, str] = {}
        self.painting = PlanPaint(self)
        self.legend = plan_legend((), 0, measure)
        self.picture: PlanPicture = self.build()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(320, 200)
        if not self.flips:  # the place of zero is that of the picture, not of the window
            self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # -- what each view adds

    def build(self) -> PlanPicture:
        """Lay out what is shown, for the size that there is."""
        raise NotImplementedError

    def title(self) -> str:
        """What the picture is called."""
        raise NotImplementedError

    def page_picture(self) -> PlanPicture:
        """The picture as it goes onto a page."""
        return self.picture

    def laid_out(self) -> None:
        """The picture is another one now."""

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Mark the activities on which the checks find something: the role of its colour, by key."""
        self.marks = marks
        self.viewport().update()

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.theme = theme
        self.lay_out()

    def lay_out(self) -> None:
        """Lay out anew and paint."""
        explained = self.rows if self.page[1] >= _LEGEND_FROM else ()
        self.legend = plan_legend(explained, self.page[0], measure, mirrored=is_mirrored())
        self.picture = self.build()
        self._index = {}
        for chip in self.picture.chips:
            self._index.setdefault(chip.id, []).append(chip)
        if self.cursor_slot is not None:
            self.cursor_slot = self.picture.slot_by(self.cursor_slot.key)
        self.painting.forget()
        self._set_bars()
        self.laid_out()
        self.viewport().update()

    # -- where things are

    @property
    def mirrored(self) -> bool:
        """Whether the picture runs from the right now."""
        return self.flips and is_mirrored()

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of what is seen, in points."""
        scale = self.theme.scale
        return self.viewport().width() / scale, self.viewport().height() / scale

    @property
    def seen(self) -> Box:
        """What of the body is seen, in points of the picture."""
        width, height = self.page
        picture = self.picture
        return Box(
            self.horizontalScrollBar().value(),
            self.verticalScrollBar().value(),
            max(1.0, width - picture.side),
            max(1.0, height - picture.head - picture.foot - self.legend.height),
        )

    def chips_of(self, activity_id: str) -> Sequence[Chip]:
        """The chips of an activity; none where it is not shown."""
        return self._index.get(activity_id, ())

    def to_body(self, position: QPointF) -> Point:
        """A position of the viewport in points of the picture's body."""
        x, y = position.x() / self.theme.scale, position.y() / self.theme.scale
        seen = self.seen
        if self.mirrored:
            x = self.page[0] - x
        return x - self.picture.side + seen.x, y - self.picture.head + seen.y

    def is_over_body(self, position: QPointF) -> bool:
        """Whether a position of the viewport is over the body, not over its head, side or foot."""
        x, y = self.to_body(position)
        seen = self.seen
        return seen.x <= x <= seen.right and seen.y <= y <= seen.bottom

    def to_viewport(self, box: Box) -> QRect:
        """Where a box of the body is painted on the viewport."""
        seen, scale = self.seen, self.theme.scale
        x = box.x - seen.x + self.picture.side
        if self.mirrored:
            x = self.page[0] - x - box.width
        y = box.y - seen.y + self.picture.head
        return QRectF(x * scale, y * scale, box.width * scale, box.height * scale).toRect()

    def chip_at(self, x: float, y: float) -> Chip | None:
        """The chip at a point of the body; the one painted last wins."""
        for chip in reversed(self.picture.chips):
            box = chip.box
            if box.x - _REACH <= x <= box.right + _REACH and box.y <= y <= box.bottom:
                return chip
        return None

    def activity_at(self, place: QPoint) -> str | None:
        """The activity at a place of the viewport: for a menu or a tip."""
        if not self.is_over_body(QPointF(place)):
            return None
        chip = self.chip_at(*self.to_body(QPointF(place)))
        return None if chip is None else chip.id

    def within(self, box: Box) -> list[str]:
        """The activities whose chips touch a frame of the body."""
        return list(dict.fromkeys(chip.id for chip in self.picture.chips if touch(chip.box, box)))

    def show_box(self, box: Box) -> None:
        """Scroll so far that a box of the body is seen."""
        seen = self.seen
        for bar, low, high, first, span in (
            (self.horizontalScrollBar(), box.x, box.right, seen.x, seen.width),
            (self.verticalScrollBar(), box.y, box.bottom, seen.y, seen.height),
        ):
            if low < first or high - low > span:
                bar.setValue(int(low) - 8)
            elif high > first + span:
                bar.setValue(round(high - span) + 8)

    # -- events

    def sizeHint(self) -> QSize:
        return QSize(760, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LayoutDirectionChange):
            self.lay_out()
        super().changeEvent(event)

    # -- inside

    def _set_bars(self) -> None:
        seen = self.seen
        for bar, span, page in (
            (self.horizontalScrollBar(), self.picture.width, seen.width),
            (self.verticalScrollBar(), self.picture.height, seen.height),
        ):
            bar.setRange(0, max(0, round(span - page)))
            bar.setPageStep(round(page))
            bar.setSingleStep(24)


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes have a part in common."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
