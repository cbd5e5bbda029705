"""The pages of a PDF: their sizes, images, and words with their places.

The file is opened for each look, which is quick, so that none stays open. PDFium serves one thread at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

_PATIENCE = 0.05


class PdfPages:
    """Pages are numbered from 0; places on them are in points from the upper left corner."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with self._opened() as document:
            self.sizes: list[tuple[float, float]] = [
                tuple(document.get_page_size(i)) for i in range(len(document))
            ]

    def image(self, number: int, pixels_wide: int) -> QImage:
        """One page, this many pixels wide."""
        with self._opened() as document:
            return self._drawn(document, number, pixels_wide)

    def image_soon(self, number: int, pixels_wide: int) -> QImage | None:
        """Like `image`, for the window's thread: None where other work holds PDFium for longer than one notices."""
        with self._opened(_PATIENCE) as document:
            return None if document is None else self._drawn(document, number, pixels_wide)

    def text(self, number: int) -> str:
        """The words of a page."""
        with self._opened() as document:
            return str(document[number].get_textpage().get_text_range())

    def letters(self, number: int) -> str:
        """The words of a page, with exactly one letter for each place that `boxes` counts."""
        import pypdfium2.raw as pdfium

        with self._opened() as document:
            page = document[number].get_textpage()
            count, text = page.count_chars(), str(page.get_text_range())
            if len(text) == count:
                return text
            return "".join(chr(pdfium.FPDFText_GetUnicode(page.raw, place)) for place in range(count))

    def boxes(self, number: int, stretches: Iterable[tuple[int, int]]) -> list[list[QRectF]]:
        """The rectangles of each stretch of letters: where it begins, and how many they are."""
        height = self.sizes[number][1]
        with self._opened() as document:
            page = document[number].get_textpage()
            found = []
            for first, count in stretches:
                edges = [page.get_rect(place) for place in range(page.count_rects(first, count))]
                found.append([QRectF(x, height - top, x2 - x, top - y) for x, y, x2, top in edges])
            return found

    def _drawn(self, document: Any, number: int, pixels_wide: int) -> QImage:
        bitmap = document[number].render(scale=pixels_wide / self.sizes[number][0], prefer_bgrx=True)
        size = (bitmap.width, bitmap.height, bitmap.stride)
        return QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGB32).copy()

    @contextmanager
    def _opened(self, patience: float = -1) -> Iterator[Any]:
        import pypdfium2

        from hdplanner.briefing.foreign import PDFIUM

        if not PDFIUM.acquire(timeout=patience):
            yield None
            return
        try:
            with pypdfium2.PdfDocument(self._data) as document:
                yield document
        finally:
            PDFIUM.release()
