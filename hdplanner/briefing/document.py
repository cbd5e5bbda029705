"""A whole pack as a PDF. `lay` finds all pages and their numbers; they are drawn one by one or as the whole file.

The same pack gives the same bytes, whatever was laid or drawn before.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from hdplanner.briefing.annexes import PlacedPage, place_pages
from hdplanner.briefing.arranged import Bounded
from hdplanner.briefing.composing import Composition, LaidPage
from hdplanner.briefing.content import PackContent
from hdplanner.briefing.desk import Desk
from hdplanner.briefing.fitting import fitted
from hdplanner.briefing.inventory import texts_of
from hdplanner.briefing.pictures import AnnexPage
from hdplanner.briefing.places import Place
from hdplanner.briefing.single_page import PageCanvas, forget_drawn
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.fonts import FontFile, FontLibrary, missing_characters
from hdplanner.briefing.typeset.lines import Typesetter
from hdplanner.briefing.typeset.pdf import Bookmark, Properties, add_outline, new_canvas, write_pdf
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.errors import MissingGlyphError
from hdplanner.i18n import _, catalogue, format_number
from hdplanner.progress import NO_PROGRESS, Progress

# Letters and signs that cleaning leaves as they are, whatever stands beside them.
_ALONE = re.compile(
    "[\n -~\u00a0-\u02ff\u0400-\u0482\u048a-\u052f\u060c-\u060f\u061b-\u064a\u0660-\u066f\u0671-\u06d5\u2010-\u2027"
    "\u2030-\u205e\u20ac]*\\Z"
)


@dataclass(frozen=True, slots=True)
class RenderedPack:
    """The finished file, how many pages it has, its digest (SHA-256) for the register, where each record stands."""

    data: bytes
    pages: int
    digest: str
    places: tuple[Place, ...] = ()


def render(pack: PackContent, progress: Progress = NO_PROGRESS) -> RenderedPack:
    """Set a pack. Raises MissingGlyphError before any work where no font has a character of it, and Cancelled."""
    with _collecting_later():
        return lay(pack, progress).pdf(progress, last=True)


def lay(pack: PackContent, progress: Progress = NO_PROGRESS, like: LaidPack | None = None) -> LaidPack:
    """Find the pages of a pack, drawing nothing. Raises MissingGlyphError, UnusableFileError and Cancelled.

    `like` is an earlier laying of nearly the same pack: what was measured for it is not measured again, so that a
    preview is there at once.
    """
    require_glyphs(pack, _fonts())
    rtl = pack.direction == "rtl"
    if like is not None and like.desk.suits(pack.language, rtl=rtl):
        desk = like.desk
    else:
        desk = Desk(Typesetter(Shaper(_fonts()), rtl=rtl, language=pack.language))
    with desk.lock, _collecting_later():
        return LaidPack(pack, desk, _fitting(pack, desk, progress))


def _fitting(pack: PackContent, desk: Desk, progress: Progress) -> Composition:
    language = catalogue(pack.language)

    def laid(one: PackContent, scale: float) -> Composition:
        made = Composition(one, desk, scale, language)
        made.lay(progress)
        return made

    return fitted(pack, laid)


class LaidPack:
    """A pack whose pages are known. It may be drawn from several threads."""

    def __init__(self, pack: PackContent, desk: Desk, composition: Composition) -> None:
        self.pack = pack
        self.desk = desk
        self.places = composition.places()
        self.headings = composition.headings()
        self._alone = not desk.used
        desk.used = True
        self._figures_shaped = False
        self._composition = composition
        self._furniture = composition.furniture()
        self._writing = threading.Lock()
        self._properties = Properties(
            clean(pack.title).replace("\n", " "),
            pack.language,
            _created(pack.prepared_on),
            author=clean(pack.author),
            subject=clean(pack.campaign),
        )

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._composition.pages)

    @property
    def fitted(self) -> PackContent:
        """What is printed, at the size that it is printed in."""
        return replace(self._composition.pack, size=self._composition.styles.scale)

    def pdf(self, progress: Progress = NO_PROGRESS, *, last: bool = False) -> RenderedPack:
        """The whole file, with structure, contents, outline and properties.

        With `last` each page is dropped when it is drawn, and nothing can be drawn afterwards.
        """
        if not self._alone:
            # The glyphs of the drafts before it must not come along.
            return lay(self.pack).pdf(progress, last=True)
        if last:
            self.desk.forget_lines()
        with self._writing, _collecting_later():
            structure = self._composition.structure
            try:
                data = self._written(progress, drop=last)
            finally:
                forget_drawn(structure)
        return RenderedPack(data, self.pages, hashlib.sha256(data).hexdigest(), self.places)

    def _written(self, progress: Progress, *, drop: bool) -> bytes:
        pages = self._composition.pages
        canvas = new_canvas(self._properties, (pages[0].sheet.width, pages[0].sheet.height))
        for number in range(1, len(pages) + 1):
            counted = _("page {page} of {pages}").format(
                page=format_number(number), pages=format_number(len(pages))
            )
            progress.step(len(pages) + number - 1, 2 * len(pages), counted)
            self._draw(canvas, number)
            if drop:
                page = pages[number - 1]
                page.blocks[:] = [placed for placed in page.blocks if isinstance(placed.block, AnnexPage)]
        anchors = self._composition.anchors
        add_outline(canvas, [Bookmark(anchor.title, anchor.name, anchor.level) for anchor in anchors])
        data = write_pdf(canvas, self._properties, self._composition.structure)
        return place_pages(data, list(self._annexes(1, len(pages))))

    def page_pdf(self, number: int) -> bytes:
        """Page `number` (from 1) alone, as it looks: without structure, links and properties."""
        if not 1 <= number <= self.pages:
            raise IndexError(f"page {number} of {self.pages}")
        with _collecting_later():
            self._shape_figures()
            canvas = PageCanvas()
            self._draw(canvas, number)
            with self.desk.lock:
                data: bytes = canvas.getpdfdata()
        return place_pages(data, list(self._annexes(number, number)))

    def _shape_figures(self) -> None:
        """Give the glyphs of labels their numbers page by page: which page is looked at first must not show."""
        if not self._alone or self._figures_shaped:
            return
        with self.desk.lock:
            for page in self._composition.pages:
                for placed in page.blocks:
                    if isinstance(placed.block, Bounded):
                        placed.block.shape_labels()
            self._figures_shaped = True

    def _draw(self, canvas: PageCanvas, number: int) -> None:
        page = self._composition.pages[number - 1]
        with self.desk.lock:
            canvas.setPageSize((round(page.sheet.width, 2), round(page.sheet.height, 2)))
            page.draw(canvas)
            self._furniture.draw(canvas, number, page.sheet)
            canvas.showPage()

    def _annexes(self, first: int, last: int) -> Iterator[PlacedPage]:
        for index, page in enumerate(self._composition.pages[first - 1 : last]):
            yield from _annexes_on(page, index)


def _annexes_on(page: LaidPage, index: int) -> Iterator[PlacedPage]:
    frame = page.sheet.frame
    for block, top in page.blocks:
        if isinstance(block, AnnexPage):
            box = (frame.x, top - block.height, frame.x + frame.width, top)
            yield PlacedPage(index, box, block.pages.data, block.number, block.said, block.pages.alt)


class _SharedFonts(FontLibrary):
    """One library for all packs: a file is opened once, by one thread at a time."""

    def __init__(self) -> None:
        self._opening = threading.Lock()
        super().__init__()

    def _find(self, code: int) -> FontFile | None:
        with self._opening:
            return super()._find(code)


@cache
def _fonts() -> FontLibrary:
    return _SharedFonts()


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Laying makes many small objects and drops few: looking for cycles in between takes a quarter of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def require_glyphs(pack: PackContent, library: FontLibrary | None = None) -> None:
    """Raise MissingGlyphError, naming the scripts, where a character of the pack cannot be printed."""
    texts = set(texts_of(pack))
    signs = "".join(sorted(set().union(*texts)))
    cleaned = (signs,) if _ALONE.match(signs) else map(clean, texts)
    missing = missing_characters(cleaned, library or _fonts())
    if missing:
        raise MissingGlyphError(missing, [character for found in missing.values() for character in found])


def _created(prepared_on: dt.date) -> dt.datetime:
    """The date of the file: SOURCE_DATE_EPOCH where it is set, else the pack's own day, so that output is the same."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime.combine(prepared_on, dt.time(12), dt.UTC)
