"""What is in a pack: every string of it, and every record that something printed comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hdplanner.briefing.content import (
    Bilingual,
    Block,
    Callout,
    Entries,
    Fact,
    Facts,
    FigureBlock,
    Heading,
    PackContent,
    PageBreak,
    PagesBlock,
    PictureBlock,
    Points,
    Prose,
    Section,
    Source,
    TableBlock,
    plain,
    printable,
)


def texts_of(pack: PackContent) -> Iterator[str]:
    """Every string of a pack, for the question whether all of it can be printed."""
    yield from (pack.title, pack.subtitle, pack.campaign, pack.office, pack.author)
    yield from (pack.marking.text, pack.marking.tlp, pack.marking.until)
    yield from (pack.clearance, pack.recipient, pack.copy)
    yield from _fact_texts(pack.facts)
    for section in pack.sections:
        yield from texts_in(section)


def missing_texts(pack: PackContent, printed: PackContent) -> tuple[str, ...]:
    """The texts of a pack that do not stand in what was printed of it, in their order."""
    if pack is printed:
        return ()
    there = set(texts_of(printed))
    return tuple(text for text in dict.fromkeys(texts_of(pack)) if text.strip() and text not in there)


def texts_in(section: Section) -> Iterator[str]:
    """Every string of a section."""
    yield from (section.title, section.second_title)
    for block in section.blocks:
        yield from _block_texts(block)


def _fact_texts(rows: Iterable[Fact]) -> Iterator[str]:
    for row in rows:
        yield from (row.label, plain(row.value))


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from (block.text, block.note)
        case Prose():
            yield plain(block.text)
        case Callout():
            yield from (block.label, plain(block.text))
        case Points():
            for item in block.items:
                yield from (plain(item.lead), plain(item.detail))
        case Facts():
            yield from _fact_texts(block.rows)
        case Entries():
            for entry in block.items:
                yield from (plain(entry.title), entry.aside, plain(entry.detail))
        case TableBlock():
            yield from (block.caption, block.none, *(column.title for column in block.columns))
            for row in block.rows:
                yield from map(plain, row)
        case FigureBlock():
            yield from (block.caption, *(getattr(shape, "text", "") for shape in block.figure.shapes))
        case PictureBlock():
            yield from (block.caption, block.alt)
        case PagesBlock():
            yield block.alt
        case Bilingual():
            for inner in (*block.first, *block.second):
                yield from _block_texts(inner)
        case PageBreak():
            return


def sources_of(pack: PackContent) -> Iterator[Source]:
    """Every record that something printed comes from, as often as it is printed."""
    for section in pack.sections:
        for block in printable(section.blocks):
            yield from _block_sources(block)


def _block_sources(block: Block) -> Iterator[Source]:
    found: Iterable[Source | None]
    match block:
        case Heading() | Prose() | Callout():
            found = (block.source,)
        case Points() | Entries():
            found = (item.source for item in block.items)
        case Facts():
            found = (row.source for row in block.rows)
        case TableBlock():
            found = block.sources
        case Bilingual():
            found = (one for inner in (*block.first, *block.second) for one in _block_sources(inner))
        case _:
            found = ()
    yield from (source for source in found if source is not None)
