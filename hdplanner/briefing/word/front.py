"""How a document begins: a cover with contents, or a title above the first words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hdplanner.briefing.content import Facts, Heading, PackContent, Section, has_content
from hdplanner.briefing.pictures import LOGO, SMALL_LOGO
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.word.blocks import BlockBuilder
from hdplanner.briefing.word.markup import Element, w, words
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import Catalogue, format_date

LEAST_FOR_CONTENTS = 3  # sections
_MOST_LINES = 34  # of contents that show the headings inside sections
_LONGEST = 300
_CONTENTS_STYLES = {1: "toc 1", 2: "toc 2"}


def cover(pack: PackContent, builder: BlockBuilder) -> Iterator[Element]:
    """A page of its own: logo, campaign, title, from whom and when, for whom."""
    write = builder.pen.written
    yield _logo("Cover Logo", pack, builder, LOGO) if pack.logo else builder.pen.paragraph("Cover Space")
    if pack.campaign.strip():
        yield write("Cover Campaign", pack.campaign)
    yield write("Cover Title", pack.title)
    if pack.subtitle.strip():
        yield write("Cover Subtitle", pack.subtitle)
    yield builder.pen.paragraph("Accent Rule")
    yield write("Cover Office", pack.office)
    yield write("Cover Date", format_date(pack.prepared_on, "long", pack.language))
    yield from _facts(pack, builder)


def head(pack: PackContent, builder: BlockBuilder) -> Iterator[Element]:
    """The title above the first words."""
    if pack.logo:
        yield _logo("Logo", pack, builder, SMALL_LOGO)
    yield builder.pen.written("Title", pack.title)
    if pack.subtitle.strip():
        yield builder.pen.written("Subtitle", pack.subtitle)
    yield builder.pen.paragraph("Accent Rule")
    yield from _facts(pack, builder)


def _logo(style: str, pack: PackContent, builder: BlockBuilder, most: tuple[float, float]) -> Element:
    return builder.pen.paragraph(style, builder.album.picture(pack.logo, pack.office, *most))


def _facts(pack: PackContent, builder: BlockBuilder) -> Iterator[Element]:
    facts = Facts(pack.facts)
    if has_content(facts):
        yield from builder.build(facts)


def contents(sections: Sequence[Section], builder: BlockBuilder, language: Catalogue) -> Iterator[Element]:
    """A field that Word renews. Its lines stand there at once, without pages: only Word knows its pages."""
    lines = list(_lines(sections))
    deepest = 2
    if len(lines) > _MOST_LINES:
        lines, deepest = [line for line in lines if line[0] == 1], 1
    yield builder.pen.written("TOC Heading", language.gettext("Contents"), page_break=True)
    begin = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", words(f' TOC \\o "1-{deepest}" \\h \\z ', "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    end = w("r", w("fldChar", fldCharType="end"))
    for place, (level, title) in enumerate(lines):
        style = _CONTENTS_STYLES[level]
        runs = builder.pen.runs(shortened(clean(title).replace("\n", " "), _LONGEST), style)
        before = [] if place else begin
        yield builder.pen.paragraph(style, *before, *runs, *([end] if place == len(lines) - 1 else []))


def _lines(sections: Sequence[Section]) -> Iterator[tuple[int, str]]:
    for section in sections:
        if section.title.strip():
            yield 1, section.title
        for block in section.blocks:
            if isinstance(block, Heading) and block.level == 2:
                yield 2, block.text
