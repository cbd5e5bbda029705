"""The images of pages that are kept while one scrolls and zooms, and one page that is newer than its file."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QImage

from hdplanner.ui.packs.pdf_pages import PdfPages

_KEPT_BYTES = 160_000_000
_KEPT_LEAST = 3


class PageImages:
    """Draws pages when they are asked for. Pages are numbered from 0."""

    def __init__(self) -> None:
        self._pages: PdfPages | None = None
        self._newer: tuple[int, PdfPages] | None = None
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()

    def show(self, pages: PdfPages | None) -> None:
        """Draw from another file."""
        self._kept.clear()
        self._newer = None
        self._pages = pages

    def show_one(self, number: int, page: PdfPages) -> None:
        """Draw one page from a file of its own, until `show`."""
        self._newer = (number, page)
        for key in [key for key in self._kept if key[0] == number]:
            del self._kept[key]

    def image(self, number: int, wide: int) -> QImage | None:
        """A page so many pixels wide; a kept one of another width, or None, where it cannot be drawn at once."""
        key = (number, wide)
        if key not in self._kept:
            made = self._drawn(number, wide)
            if made is None:
                return next((image for (page, _wide), image in self._kept.items() if page == number), None)
            self._keep(key, made)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _drawn(self, number: int, wide: int) -> QImage | None:
        if self._newer is not None and self._newer[0] == number:
            return self._newer[1].image_soon(0, wide)
        return None if self._pages is None else self._pages.image_soon(number, wide)

    def _keep(self, key: tuple[int, int], image: QImage) -> None:
        self._kept[key] = image
        held = sum(one.sizeInBytes() for one in self._kept.values())
        while held > _KEPT_BYTES and len(self._kept) > _KEPT_LEAST:
            _old, dropped = self._kept.popitem(last=False)
            held -= dropped.sizeInBytes()
