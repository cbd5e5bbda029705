"""A whole pack as a document for Word: cover or head, contents, sections, heads and feet, properties.

It is made of the same content as the PDF, so it says no more than that. The same pack gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from docx.document import Document

from hdplanner.briefing.content import Cover, PackContent, Section, printable
from hdplanner.briefing.document import lay
from hdplanner.briefing.sheets import Sheet as Paper
from hdplanner.briefing.sheets import sheet_of
from hdplanner.briefing.styles import MARGIN, MM, least_scale, light_styles
from hdplanner.briefing.word.blocks import BlockBuilder, Sheet
from hdplanner.briefing.word.front import LEAST_FOR_CONTENTS, contents, cover, head
from hdplanner.briefing.word.furniture import Furniture
from hdplanner.briefing.word.markup import Element, related, switch, twips, w
from hdplanner.briefing.word.package import describe, new_document, saved
from hdplanner.briefing.word.pen import Pen
from hdplanner.briefing.word.pictures import Album
from hdplanner.briefing.word.scripts import Tongue
from hdplanner.briefing.word.stylesheet import StyleSheet, fonts_part
from hdplanner.errors import MissingGlyphError
from hdplanner.i18n import catalogue
from hdplanner.progress import NO_PROGRESS, Progress

_CLOSER = 0.95  # where a page is full: Word's lines stand further apart
_HEAD_AT, _FOOT_AT = 10 * MM, 8 * MM
_ROOM, _ROOM_ON_CARD = (25 * MM, 27 * MM), (20 * MM, 21 * MM)  # above and below the text


def write_docx(pack: PackContent, progress: Progress = NO_PROGRESS) -> bytes:
    """The pack as a file for Word.

    Raises MissingGlyphError where a figure has a letter that no font has, UnusableFileError for a picture or an
    annex that cannot be read, and Cancelled.
    """
    return _Writer(_as_printed(pack)).write(progress)


def _as_printed(pack: PackContent) -> PackContent:
    """At the size of the PDF, and without what left its full page; Word finds letters that no font of ours has."""
    if pack.cover is Cover.PAGE:
        return pack
    try:
        printed = lay(pack).fitted
    except MissingGlyphError:
        return pack
    least = least_scale(card=pack.card)
    return replace(printed, size=max(least, printed.size * _CLOSER)) if printed.size < pack.size else printed


class _Writer:
    """Writes one pack."""

    def __init__(self, pack: PackContent) -> None:
        sections = (replace(one, blocks=printable(one.blocks)) for one in pack.sections)
        self.pack = pack
        self.above, self.below = _ROOM_ON_CARD if pack.card else _ROOM
        self.sections = [section for section in sections if section.blocks]
        self.language = catalogue(pack.language)
        tongue = Tongue(pack.language, pack.direction == "rtl")
        self.pen = Pen(tongue, tongue)
        self.lists: list[int] = []
        self.sheet = StyleSheet(
            light_styles(),
            tongue,
            size=pack.size,
            column=_column(self._paper(pack.landscape)),
            cover=pack.cover is Cover.PAGE,
            justified=pack.justified,
            card=pack.card,
        )
        self.document = self._empty()
        self.album = Album(self.document.part, pack.language, pack.prepared_on)
        self._ends: dict[bool, tuple[str, str]] = {}

    def write(self, progress: Progress) -> bytes:
        """The whole file."""
        body = self.document.element.body
        for element in body[:]:
            body.remove(element)
        body.extend(self._body(progress))
        self.document.part.numbering_part.element.extend(list(self.sheet.numbering_part(self.lists)))
        describe(self.document, self.pack)
        return saved(self.document)

    def _empty(self) -> Document:
        parts = {
            "styles": self.sheet.styles_part(self.pack.marking.role),
            "numbering": w("numbering"),
            "settings": self.sheet.settings_part(),
            "fontTable": fonts_part(),
        }
        return new_document(parts)

    def _paper(self, landscape: bool) -> Paper:
        return sheet_of(self.pack.paper, landscape=landscape)

    def _builder(self, landscape: bool) -> BlockBuilder:
        paper = self._paper(landscape)
        room = Sheet(_column(paper), paper.height - self.above - self.below)
        return BlockBuilder(self.pen, self.album, room, self.lists, self.pack.size)

    # The text -----------------------------------------------------------------------------------------------

    def _body(self, progress: Progress) -> Iterator[Element]:
        """All paragraphs; pages turn where sections ask for it."""
        turned = self.pack.landscape
        yield from self._front(self._builder(turned))
        fresh = not self.sections or self.pack.cover is Cover.HEAD
        done = 0
        for landscape, group in groupby(self.sections, key=lambda one: one.landscape or self.pack.landscape):
            if landscape != turned:
                yield self._section_end(turned)
                turned, fresh = landscape, True
            builder = self._builder(landscape)
            for section in group:
                progress.step(done, len(self.sections), section.title)
                yield from self._section(
                    section, builder, page_break=not fresh and (section.new_page or not done)
                )
                fresh, done = False, done + 1
        yield self._page_setup(turned)

    def _front(self, builder: BlockBuilder) -> Iterator[Element]:
        if self.pack.cover is Cover.HEAD:
            yield from head(self.pack, builder)
            return
        yield from cover(self.pack, builder)
        if len(self.sections) >= LEAST_FOR_CONTENTS:
            yield from contents(self.sections, builder, self.language)

    def _section(self, section: Section, builder: BlockBuilder, *, page_break: bool) -> Iterator[Element]:
        if section.second_title.strip():
            if page_break:
                yield self.pen.paragraph("Gap", page_break=True)
            other = builder.in_language(self.pack.second_language)
            titles = ([builder.heading(section.title, 1)], [other.heading(section.second_title, 1)])
            yield builder.beside([titles])
            yield self.pen.gap()
        elif section.title.strip():
            yield builder.heading(section.title, 1, page_break=page_break)
        elif page_break:
            yield self.pen.paragraph("Gap", page_break=True)
        for block in section.blocks:
            yield from builder.build(block)

    # Pages --------------------------------------------------------------------------------------------------

    def _section_end(self, landscape: bool) -> Element:
        """A low paragraph that ends the pages of one orientation."""
        paragraph = self.pen.gap()
        paragraph[0].append(self._page_setup(landscape))
        return paragraph

    def _page_setup(self, landscape: bool) -> Element:
        """Paper, margins, head and foot of the pages up to here."""
        if landscape not in self._ends:
            self._ends[landscape] = self._head_and_foot(landscape)
        header, footer = self._ends[landscape]
        paper = self._paper(landscape)
        side = twips(MARGIN)
        return w(
            "sectPr",
            related("headerReference", header, type="default"),
            related("footerReference", footer, type="default"),
            w("type", val="nextPage"),
            w(
                "pgSz",
                w=twips(paper.width),
                h=twips(paper.height),
                orient="landscape" if landscape else None,
            ),
            w(
                "pgMar",
                top=twips(self.above),
                right=side,
                bottom=twips(self.below),
                left=side,
                header=twips(_HEAD_AT),
                footer=twips(_FOOT_AT),
                gutter=0,
            ),
            switch("bidi", self.pen.tongue.rtl),
        )

    def _head_and_foot(self, landscape: bool) -> tuple[str, str]:
        furniture = Furniture(self.pack, self.pen, self.language, _column(self._paper(landscape)))
        part: Any = self.document.part
        (header, header_id), (footer, footer_id) = part.add_header_part(), part.add_footer_part()
        for made, elements in ((header, furniture.head()), (footer, furniture.foot())):
            _fill(made.element, elements)
        return header_id, footer_id


def _column(paper: Paper) -> float:
    return paper.right - MARGIN


def _fill(root: Element, elements: Sequence[Element]) -> None:
    for element in root[:]:
        root.remove(element)
    root.extend(elements)
