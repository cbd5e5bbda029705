"""Finds words on the pages of a PDF, a page at a time, so that the window never waits.

Case, accents and vowel signs are not told apart, and neither are the ends of lines from spaces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from hdplanner.ui.common.filter import folded
from hdplanner.ui.packs.pdf_pages import PdfPages

_BETWEEN = r"\W{1,4}"
_BROKEN = re.compile("[\u00ad\u0002\ufffe]\\s*")
"""A hyphen that stands only because the line ends there, as PDFium gives it."""
_UNWRITTEN = frozenset("\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060")


class Hit(NamedTuple):
    """A place where the words stand: the page (from 0) and its rectangles, in points from the upper left corner."""

    page: int
    boxes: list[QRectF]


class PageSearch(QObject):
    """Looks through pages from the first to the last; `hits` grows in their order."""

    grown = Signal()
    """There are more hits, or the last page has been looked through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self._pages: PdfPages | None = None
        self._texts: dict[int, tuple[str, list[int]]] = {}
        self._pattern: re.Pattern[str] | None = None
        self._next = 0
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._look_on)

    @property
    def is_done(self) -> bool:
        """Whether all pages have been looked through."""
        return not self._turn.isActive()

    def look_in(self, pages: PdfPages | None) -> None:
        """Look in these pages from now on, for the same words."""
        self._pages = pages
        self._texts.clear()
        self._start()

    def look_for(self, words: str) -> None:
        """Look for these words; none finds nothing."""
        self._pattern = pattern_of(words)
        self._start()

    def _start(self) -> None:
        self.hits = []
        self._next = 0
        if self._pages is None or self._pattern is None:
            self._turn.stop()
            self.grown.emit()
        else:
            self._turn.start()

    def _look_on(self) -> None:
        assert self._pages is not None
        assert self._pattern is not None
        page, self._next = self._next, self._next + 1
        found = self._found_on(self._pages, self._pattern, page)
        self.hits += found
        if self._next >= len(self._pages.sizes):
            self._turn.stop()
            self.grown.emit()
        elif found:
            self.grown.emit()

    def _found_on(self, pages: PdfPages, pattern: re.Pattern[str], page: int) -> list[Hit]:
        if page not in self._texts:
            self._texts[page] = comparable(pages.letters(page))
        text, places = self._texts[page]
        stretches = [
            (places[match.start()], places[match.end() - 1] + 1 - places[match.start()])
            for match in pattern.finditer(text)
        ]
        if not stretches:
            return []
        return [Hit(page, boxes) for boxes in pages.boxes(page, stretches) if boxes]


def pattern_of(words: str) -> re.Pattern[str] | None:
    """What to look for. In a right-to-left line PDFium gives the words of a Latin passage the other way round."""
    sought = [re.escape(word) for word in comparable(words)[0].split()]
    if not sought:
        return None
    ways = {_BETWEEN.join(sought), _BETWEEN.join(reversed(sought))}
    return re.compile("|".join(sorted(ways)))


def comparable(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its letters the place of the letter that it came from."""
    skipped = {place for match in _BROKEN.finditer(text) for place in range(*match.span())}
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if place in skipped:
            continue
        plain = _plain(letter)
        letters.append(plain)
        places.extend([place] * len(plain))
    return "".join(letters), places


@lru_cache(maxsize=4_096)
def _plain(letter: str) -> str:
    if letter in _UNWRITTEN or unicodedata.combining(letter):
        return ""
    return folded(letter)
