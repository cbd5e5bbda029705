"""The very pages of a pack, beneath each other: painted from the finished file, only those that are seen.

Knows no pack and no file of ours: it is handed the bytes of a PDF.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme

GAP = 16
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_PIXELS_A_POINT = 96 / 72
_KEPT = 24


class PdfPages:
    """The pages of a PDF as images. The file is opened for each one, which is quick, so that none stays open."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with self._opened() as document:
            self.sizes = [tuple(document.get_page_size(i)) for i in range(len(document))]

    def image(self, number: int, pixels_wide: int) -> QImage:
        """One page, this many pixels wide."""
        with self._opened() as document:
            bitmap = document[number].render(scale=pixels_wide / self.sizes[number][0], prefer_bgrx=True)
            raw = bytes(bitmap.buffer)
            size = (bitmap.width, bitmap.height, bitmap.stride)
        return QImage(raw, *size, QImage.Format.Format_RGB32).copy()

    def text(self, number: int) -> str:
        """The words of a page."""
        with self._opened() as document:
            return str(document[number].get_textpage().get_text_range())

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        import pypdfium2

        document = pypdfium2.PdfDocument(self._data)
        try:
            yield document
        finally:
            document.close()


class PagesView(QAbstractScrollArea):
    """Pages to scroll through; fitted to the width until somebody zooms."""

    moved = Signal(int, int)
    """The page in view and how many there are, from 1."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: PdfPages | None = None
        self._zoom: float | None = None
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._told = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        named(self, _("Pages of the pack"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages.sizes) if self._pages else 0

    @property
    def scale(self) -> float:
        """Screen pixels a point of the page, at a ratio of 1."""
        if self._zoom is not None:
            return self._zoom * _PIXELS_A_POINT
        widest = max((size[0] for size in self._pages.sizes), default=595.0) if self._pages else 595.0
        return max(0.2, (self.viewport().width() - 2 * GAP) / widest)

    def show_pdf(self, data: bytes | None) -> None:
        """Show another file (or none), at the place where the old one stood."""
        self._images.clear()
        self._pages = PdfPages(data) if data is not None else None
        self._measure()
        self._on_scrolled()
        self.viewport().update()

    def pages(self) -> PdfPages | None:
        """What is shown."""
        return self._pages

    def zoom_in(self) -> None:
        """One step larger."""
        now = self.scale / _PIXELS_A_POINT
        self._zoom_to(next((step for step in ZOOMS if step > now + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        now = self.scale / _PIXELS_A_POINT
        self._zoom_to(next((step for step in reversed(ZOOMS) if step < now - 0.01), ZOOMS[0]))

    def fit(self) -> None:
        """As wide as the room that there is."""
        self._zoom_to(None)

    def go_to(self, page: int) -> None:
        """Scroll to a page, from 1."""
        if self._pages and 1 <= page <= self.count:
            self.verticalScrollBar().setValue(self._rects()[page - 1].top() - GAP // 2)

    def wear(self, theme: Theme) -> None:
        """Paint in another theme: the pages stay paper."""
        self._theme = theme
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("sunken"))
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number, rect in enumerate(self._rects()):
            place = rect.translated(-offset)
            if place.intersects(event.rect()):
                painter.drawImage(place.topLeft(), self._image(number, rect.width()))
                painter.setPen(self._theme.colour("line"))
                painter.drawRect(place.adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        elif event.angleDelta().y() < 0:
            self.zoom_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def _zoom_to(self, zoom: float | None) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._zoom = zoom
        self._measure()
        bar.setValue(round(share * bar.maximum()))
        self.viewport().update()

    def _rects(self) -> list[QRect]:
        """Where each page lies, before scrolling."""
        rects: list[QRect] = []
        top, scale = GAP, self.scale
        room = max(self.viewport().width(), self._width())
        for wide, high in self._pages.sizes if self._pages else []:
            width, height = round(wide * scale), round(high * scale)
            rects.append(QRect((room - width) // 2, top, width, height))
            top += height + GAP
        return rects

    def _width(self) -> int:
        widest = max((size[0] for size in self._pages.sizes), default=0.0) if self._pages else 0.0
        return round(widest * self.scale) + 2 * GAP

    def _measure(self) -> None:
        """Set the scroll bars to what there is."""
        rects, view = self._rects(), self.viewport().size()
        height = rects[-1].bottom() + 1 + GAP if rects else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - view.height()))
        bar.setPageStep(max(1, view.height()))
        bar.setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, self._width() - view.width()))
        self.horizontalScrollBar().setPageStep(max(1, view.width()))

    def _image(self, number: int, wide: int) -> QImage:
        """A page at the screen's own resolution; the last few are kept."""
        assert self._pages is not None
        ratio = self.devicePixelRatioF()
        key = (number, round(wide * ratio))
        if key not in self._images:
            made = self._pages.image(number, key[1])
            made.setDevicePixelRatio(ratio)
            self._images[key] = made
            while len(self._images) > _KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return self._images[key]

    def _on_scrolled(self) -> None:
        """Say which page is in view: the one at a third of the height."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        rects = self._rects()
        page = next((n for n, rect in enumerate(rects, 1) if rect.bottom() >= line), len(rects))
        if (page, self.count) != self._told:
            self._told = (page, self.count)
            words = _("Page {page} of {pages}").format(
                page=format_number(page), pages=format_number(self.count)
            )
            self.setAccessibleDescription(words if self.count else "")
            self.moved.emit(page, self.count)
