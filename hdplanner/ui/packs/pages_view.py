"""The very pages of a pack, beneath each other: painted from the finished file, only those that are seen.

Knows no pack and no file of ours: it is handed the bytes of a PDF, and where on its pages records stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs.page_images import PageImages
from hdplanner.ui.packs.page_search import Hit
from hdplanner.ui.packs.page_spots import SourceBox, Spot, box_at, nearest_kept, source_boxes, spots
from hdplanner.ui.packs.page_zoom import GAP, PageZoom, Step, pinched, step_of
from hdplanner.ui.packs.pdf_pages import PdfPages

if TYPE_CHECKING:
    from hdplanner.briefing.places import HeadingPlace, Place

_AGAIN_MS = 60
_STILL = 4
"""So many pixels between press and release are still a click."""


class PagesView(QAbstractScrollArea):
    """Pages to scroll through; fitted to the width until somebody zooms."""

    moved = Signal(int, int)
    """The page in view and how many there are, from 1."""
    replaced = Signal()
    """Another file is shown."""
    source_wanted = Signal(str, str)
    """Somebody clicked what a record says: its table and key."""
    menu_wanted = Signal(QPoint, object)
    """A menu is wanted at a point of the screen, about these (table, key): what is under it, else what is in view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: PdfPages | None = None
        self._images = PageImages()
        self._zoom = PageZoom()
        self._boxes: list[SourceBox] = []
        self._spots: list[Spot] = []
        self._hits: Sequence[Hit] = ()
        self._current: Hit | None = None
        self._hovered: SourceBox | None = None
        self._pressed: QPoint | None = None
        self._told = (0, 0)
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        named(self, _("Pages of the pack"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # -- what is shown

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._zoom.sizes)

    @property
    def scale(self) -> float:
        """Screen pixels a point of the page, at a ratio of 1."""
        return self._zoom.scale

    def show_pdf(
        self, data: bytes | None, places: Sequence[Place] = (), headings: Sequence[HeadingPlace] = ()
    ) -> None:
        """Show another file (or none); what stands at the top of the view stays there."""
        before, heights = self._spots, self._heights(self._spots)
        at = self.verticalScrollBar().value()
        self._pages = PdfPages(data) if data is not None else None
        self._images.show(self._pages)
        self._zoom.sizes = self._pages.sizes if self._pages else ()
        self._boxes = source_boxes(places)
        self._spots = spots(self._boxes, headings)
        self._hits, self._current = (), None
        self._hover(None)
        self._measure()
        kept = nearest_kept(before, heights, self._spots, at)
        if kept is not None:
            old, new = kept
            self.verticalScrollBar().setValue(at + self._heights([new])[0] - heights[before.index(old)])
        self._on_scrolled()
        self.viewport().update()
        self.replaced.emit()

    def show_page(self, number: int, data: bytes) -> None:
        """Show a newer edition of one page (from 1), until the whole file comes."""
        if not self.count:
            self.show_pdf(data)
        elif number <= self.count:
            self._images.show_one(number - 1, PdfPages(data))
            self.viewport().update()

    def pages(self) -> PdfPages | None:
        """What is shown."""
        return self._pages

    def page_in_view(self) -> int:
        """The page at a third of the height, from 1; 0 where there is none."""
        return self._told[0]

    def sources_in_view(self) -> list[tuple[str, str]]:
        """The records that are printed on what is seen of the pages, from top to bottom, each once."""
        seen, rects = self.viewport().rect(), self._zoom.rects()
        found = [one for one in self._boxes if self._on_screen(rects, one.page, one.box).intersects(seen)]
        found.sort(key=lambda one: (one.page, one.box.top()))
        return list(dict.fromkeys((one.kind, one.id) for one in found))

    def spots_about(self) -> list[Spot]:
        """What can be known again in another edition, from the top of the view onwards and backwards."""
        at, heights = self.verticalScrollBar().value(), self._heights(self._spots)
        order = sorted(range(len(heights)), key=lambda place: abs(heights[place] - at))
        return [self._spots[place] for place in order]

    def mark_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Mark what a search found; the current one stands out."""
        self._hits, self._current = hits, current
        self.viewport().update()

    def bring_into_view(self, hit: Hit) -> None:
        """Scroll to a hit, where it is not seen whole."""
        box, view = self._on_screen(self._zoom.rects(), hit.page, hit.boxes[0]), self.viewport().rect()
        away = box.center() - view.center()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if box.top() < GAP or box.bottom() > view.bottom() - GAP:
            down.setValue(down.value() + away.y())
        if box.left() < 0 or box.right() > view.right():
            across.setValue(across.value() + away.x())

    def wear(self, theme: Theme) -> None:
        """Paint in another theme: the pages stay paper."""
        self._theme = theme
        self.viewport().update()

    # -- zoom and going about

    def zoom_in(self) -> None:
        """One step larger."""
        self._step("in")

    def zoom_out(self) -> None:
        """One step smaller."""
        self._step("out")

    def fit(self) -> None:
        """As wide as the room that there is."""
        self._step("fit")

    def fit_page(self) -> None:
        """So that a whole page is seen."""
        page = self.page_in_view()
        self._zoomed(self._zoom.fit_page)
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Scroll to a page, from 1."""
        if 1 <= page <= self.count:
            self.verticalScrollBar().setValue(self._zoom.rects()[page - 1].top() - GAP // 2)

    def event(self, event: QEvent) -> bool:
        # Here the keys that zoom are for the pages, not for the text of the window.
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and isinstance(event, QKeyEvent) and step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, bar = step_of(event), self.verticalScrollBar()
        if step is not None:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        factor = pinched(event)
        if factor is not None:
            self._zoomed(lambda: self._zoom.by(factor))
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y():
            self._step("in" if event.angleDelta().y() > 0 else "out")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._box_under(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, point = self._pressed, event.position().toPoint()
        self._pressed = None
        if pressed is None or (point - pressed).manhattanLength() > _STILL:
            return
        box = self._box_under(point)
        if box is not None:
            self.source_wanted.emit(box.kind, box.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        box = self._box_under(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        about = [(box.kind, box.id)] if box is not None else self.sources_in_view()
        self.menu_wanted.emit(event.globalPos(), about)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("sunken"))
        for number, rect in enumerate(self._zoom.rects()):
            place = rect.translated(self._shift())
            if place.intersects(event.rect()):
                self._paint_page(painter, number, place)

    def _paint_page(self, painter: QPainter, number: int, place: QRect) -> None:
        ratio = self.devicePixelRatioF()
        image = self._images.image(number, round(place.width() * ratio))
        if image is None:
            painter.fillRect(place, self._theme.colour("paper"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
        if image is None or image.width() != round(place.width() * ratio):
            self._again.start()
        self._paint_marks(painter, number, place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_marks(self, painter: QPainter, number: int, place: QRect) -> None:
        """What a search found, and the outline of what the pointer is over."""
        painter.setPen(Qt.PenStyle.NoPen)
        for hit in self._hits:
            if hit.page == number:
                painter.setBrush(self._theme.colour("accent", 0.4 if hit is self._current else 0.18))
                for box in hit.boxes:
                    painter.drawRect(
                        self._scaled(number, box).translated(place.topLeft()).adjusted(-1, -1, 1, 1)
                    )
        if self._hovered is not None and self._hovered.page == number:
            painter.setBrush(self._theme.colour("accent", 0.06))
            painter.setPen(QPen(self._theme.colour("accent", 0.55), 1))
            outline = self._scaled(number, self._hovered.box).translated(place.topLeft())
            painter.drawRoundedRect(outline.adjusted(-4, -2, 4, 2), 4, 4)

    def _hover(self, box: SourceBox | None) -> None:
        if box != self._hovered:
            self._hovered = box
            self.viewport().setCursor(
                Qt.CursorShape.ArrowCursor if box is None else Qt.CursorShape.PointingHandCursor
            )
            self.viewport().setToolTip("" if box is None else _("Go to source"))
            self.viewport().update()

    # -- where things are

    def _shift(self) -> QPoint:
        return -QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scale_of(self, page: int) -> float:
        return self._zoom.scale_of(self._zoom.sizes[page])

    def _scaled(self, page: int, box: QRectF) -> QRect:
        """A box of a page in pixels from the page's upper left corner."""
        scale = self._scale_of(page)
        corner, size = box.topLeft() * scale, box.size() * scale
        return QRectF(corner, size).toAlignedRect()

    def _on_screen(self, rects: Sequence[QRect], page: int, box: QRectF) -> QRect:
        return self._scaled(page, box).translated(rects[page].topLeft() + self._shift())

    def _box_under(self, point: QPoint) -> SourceBox | None:
        on_pages = point - self._shift()
        for number, rect in enumerate(self._zoom.rects()):
            if rect.contains(on_pages):
                inside = (on_pages - rect.topLeft()).toPointF() / self._scale_of(number)
                return box_at(self._boxes, number, inside.x(), inside.y())
        return None

    def _heights(self, wanted: Sequence[Spot]) -> list[int]:
        """How far below the first page's top each spot lies, in pixels."""
        rects = self._zoom.rects()
        return [rects[one.page].top() + round(one.top * self._scale_of(one.page)) for one in wanted]

    def _step(self, step: Step) -> None:
        self._zoomed(lambda: self._zoom.step(step))

    def _zoomed(self, change: Callable[[], None]) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        change()
        self._measure()
        bar.setValue(round(share * bar.maximum()))
        self.viewport().update()

    def _measure(self) -> None:
        """Set the scroll bars to what there is."""
        view = self._zoom.room = self.viewport().size()
        rects = self._zoom.rects()
        height = rects[-1].bottom() + 1 + GAP if rects else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - view.height()))
        bar.setPageStep(max(1, view.height()))
        bar.setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, self._zoom.width() - view.width()))
        self.horizontalScrollBar().setPageStep(max(1, view.width()))

    def _on_scrolled(self) -> None:
        """Say which page is in view: the one at a third of the height."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        rects = self._zoom.rects()
        page = next((n for n, rect in enumerate(rects, 1) if rect.bottom() >= line), len(rects))
        if (page, self.count) != self._told:
            self._told = (page, self.count)
            words = _("Page {page} of {pages}").format(
                page=format_number(page), pages=format_number(self.count)
            )
            self.setAccessibleDescription(words if self.count else "")
            self.moved.emit(page, self.count)
