"""A whole pack as a PDF: cover or head, contents with their pages, sections, outline, furniture, properties.

`render` lays everything first, so that page numbers are known, then draws once. The same pack gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportlab.platypus.flowables import PageBreak

from hdplanner.briefing.blocks import BlockBuilder, title_face
from hdplanner.briefing.content import (
    Cover,
    Facts,
    Heading,
    PackContent,
    Section,
    has_content,
    printable,
)
from hdplanner.briefing.contents import ContentsLine
from hdplanner.briefing.furniture import Furniture, text_frame
from hdplanner.briefing.inventory import texts_of
from hdplanner.briefing.styles import PAPERS, SEMIBOLD, Styles, light_styles
from hdplanner.briefing.typeset.boxes import Gap, Rule
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.flow import Block, Placed, paginate
from hdplanner.briefing.typeset.fonts import FontLibrary, missing_characters
from hdplanner.briefing.typeset.lines import Typesetter
from hdplanner.briefing.typeset.page import Node, PackCanvas
from hdplanner.briefing.typeset.pdf import Bookmark, Properties, add_outline, new_canvas, write_pdf
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.briefing.typeset.style import Align, TextStyle
from hdplanner.errors import MissingGlyphError
from hdplanner.i18n import Catalogue, catalogue, format_date
from hdplanner.progress import NO_PROGRESS, Progress

_LEAST_FOR_CONTENTS = 3  # sections
_CONTENTS_HEAD = 40.0  # points that the heading of the contents takes


@dataclass(frozen=True, slots=True)
class RenderedPack:
    """The finished file, how many pages it has, and its digest (SHA-256) for the register."""

    data: bytes
    pages: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A heading that contents and outline lead to."""

    title: str
    name: str
    level: int


def render(pack: PackContent, progress: Progress = NO_PROGRESS) -> RenderedPack:
    """Set a pack. Raises MissingGlyphError before any work where no font has a character of it, and Cancelled."""
    library = FontLibrary()
    language = catalogue(pack.language)
    require_glyphs(pack, library)
    setter = Typesetter(Shaper(library), rtl=pack.direction == "rtl", language=pack.language)
    composer = _Composer(pack, setter, light_styles(), language)
    with _collecting_later():
        pages = composer.lay(progress)
        canvas = composer.draw(pages, progress)
        data = write_pdf(canvas, composer.properties, composer.structure)
    return RenderedPack(data, len(pages), hashlib.sha256(data).hexdigest())


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
    missing = missing_characters(map(clean, texts_of(pack)), library or FontLibrary())
    if missing:
        raise MissingGlyphError(missing, [character for found in missing.values() for character in found])


class _Composer:
    """Lays and draws one pack."""

    def __init__(self, pack: PackContent, setter: Typesetter, styles: Styles, language: Catalogue) -> None:
        self.pack = pack
        self.setter = setter
        self.styles = styles
        self.language = language
        self.builder = BlockBuilder(setter, styles)
        self.structure = Node("Document")
        self.anchors: list[_Anchor] = []
        self.contents: list[ContentsLine] = []
        self.front_pages = 0
        self.frame = text_frame(pack)
        self.properties = Properties(
            clean(pack.title).replace("\n", " "),
            pack.language,
            _created(pack.prepared_on),
            rtl=setter.rtl,
            author=clean(pack.author),
            subject=clean(pack.campaign),
        )

    # Laying -------------------------------------------------------------------------------------------------

    def lay(self, progress: Progress) -> list[list[Placed]]:
        """All pages, laid: the contents take as many pages as their lines need, whatever their numbers are."""
        front_node, contents_node, body_node = (self.structure.add("Sect") for _ in range(3))
        sections = [(section, printable(section.blocks)) for section in self.pack.sections]
        sections = [(section, blocks) for section, blocks in sections if blocks]
        with_cover = self.pack.cover is Cover.PAGE
        body = [] if with_cover else list(self._head(body_node))
        for done, (section, blocks) in enumerate(sections):
            progress.step(done, 2 * len(sections), section.title)
            body.extend(self._section(section, blocks, body_node, first=not done))
        pages = list(paginate(body, self.frame))
        if not with_cover:
            return pages or [[]]
        front = list(self._cover(front_node))
        if len(sections) >= _LEAST_FOR_CONTENTS:
            front += [PageBreak(), *self._contents(contents_node)]
        front_pages = list(paginate(front, self.frame))
        self.front_pages = len(front_pages)
        self._number_contents(pages)
        return front_pages + pages

    def _number_contents(self, pages: list[list[Placed]]) -> None:
        first = self.front_pages + 1
        numbers = {placed.block.anchor: first + i for i, page in enumerate(pages) for placed in page}
        for line in self.contents:
            line.number = str(numbers[line.leads_to])

    def _section(
        self, section: Section, blocks: tuple[object, ...], parent: Node, *, first: bool
    ) -> Iterator[Block | PageBreak]:
        if section.new_page and not first:
            yield PageBreak()
        node = parent.add("Sect")
        if section.title.strip():
            heading = self.builder.heading(section.title, 1, node)
            self._anchor(heading, section.title, 1)
            yield heading
        for block in printable(section.blocks):
            for built in self.builder.build(block, node):
                if isinstance(block, Heading) and block.level == 2:
                    self._anchor(built, block.text, 2)
                yield built

    def _anchor(self, block: Block, title: str, level: int) -> None:
        block.anchor = f"a{len(self.anchors)}"
        self.anchors.append(_Anchor(clean(title).replace("\n", " "), block.anchor, level))

    def _head(self, node: Node) -> Iterator[Block]:
        """The title above the first words, with the accent rule."""
        title = self.builder.heading(self.pack.title, 0, node)
        yield title
        if self.pack.subtitle.strip():
            style = TextStyle(self.styles.face(11, role="muted"), 16, Align.START, keep_with_next=True)
            yield self.builder.paragraph(self.pack.subtitle, style, node.add("P"))
        yield Rule(self.styles.colour("accent"), 2.2, 7, 12, 48, self.setter.rtl)
        if has_content(Facts(self.pack.facts)):
            yield from self.builder.build(Facts(self.pack.facts), node)

    def _cover(self, node: Node) -> Iterator[Block]:
        """A page of its own: campaign, title, for whom, when, from whom."""
        small = TextStyle(self.styles.face(11, SEMIBOLD, "accent"), 16, Align.START, space_after=10)
        yield Gap(150)
        if self.pack.campaign.strip():
            yield self.builder.paragraph(self.pack.campaign, small, node.add("P"))
        title = TextStyle(title_face(self.styles), 35, Align.START, space_after=8)
        yield self.builder.paragraph(self.pack.title, title, node.add("H1"))
        if self.pack.subtitle.strip():
            subtitle = TextStyle(self.styles.face(14, role="muted"), 21, Align.START)
            yield self.builder.paragraph(self.pack.subtitle, subtitle, node.add("P"))
        yield Rule(self.styles.colour("accent"), 3, 18, 26, 64, self.setter.rtl)
        office = TextStyle(self.styles.face(11, SEMIBOLD), 16, Align.START)
        yield self.builder.paragraph(self.pack.office, office, node.add("P"))
        date = TextStyle(self.styles.face(11, role="muted"), 16, Align.START, space_after=26)
        when = format_date(self.pack.prepared_on, "long", self.pack.language)
        yield self.builder.paragraph(when, date, node.add("P"))
        if has_content(Facts(self.pack.facts)):
            yield from self.builder.build(Facts(self.pack.facts), node)

    def _contents(self, node: Node) -> Iterator[Block]:
        """The contents on one page where that is possible: without the headings inside sections, if need be."""
        yield self.builder.heading(self.language.gettext("Contents"), 1, node)
        table = node.add("TOC")
        room = self.frame.height - _CONTENTS_HEAD
        lines = list(self._contents_lines(self.anchors))
        if sum(line.wrap(self.frame.width)[1] + line.spaceBefore for line in lines) > room:
            lines = list(self._contents_lines([anchor for anchor in self.anchors if anchor.level == 1]))
        for line in lines:
            table.kids.append(line.node)
        self.contents = lines
        yield from lines

    def _contents_lines(self, anchors: list[_Anchor]) -> Iterator[ContentsLine]:
        for anchor in anchors:
            yield ContentsLine(self.setter, self.styles, anchor.title, anchor.name, anchor.level)

    # Drawing ------------------------------------------------------------------------------------------------

    def draw(self, pages: list[list[Placed]], progress: Progress) -> PackCanvas:
        """The pages drawn, with their furniture, and the outline that leads to their headings."""
        canvas = new_canvas(self.properties, PAPERS[self.pack.paper])
        furniture = Furniture(self.setter, self.styles, self.pack, self.language)
        for number, blocks in enumerate(pages, 1):
            progress.step(len(pages) + number - 1, 2 * len(pages))
            for placed in blocks:
                if placed.block.anchor:
                    canvas.bookmarkHorizontalAbsolute(placed.block.anchor, round(placed.top + 8))
                placed.draw(canvas, self.frame.x)
            furniture.draw(canvas, number, len(pages))
            canvas.showPage()
        add_outline(canvas, [Bookmark(anchor.title, anchor.name, anchor.level) for anchor in self.anchors])
        return canvas


def _created(prepared_on: dt.date) -> dt.datetime:
    """The date of the file: SOURCE_DATE_EPOCH where it is set, else the pack's own day, so that output is the same."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime.combine(prepared_on, dt.time(12), dt.UTC)
