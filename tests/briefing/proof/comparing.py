"""What of a pack's text must come out of its file again, and whether it does."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from hdplanner.briefing.content import (
    Block,
    Callout,
    Entries,
    Facts,
    Heading,
    Points,
    Prose,
    Section,
    TableBlock,
    is_blank,
    plain,
)
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.fonts import is_invisible
from tests.briefing.conftest import read_pages
from tests.briefing.proof.reading import Element, read

MARKS = Counter(dict.fromkeys("0123456789–•-", 1_000))


def sections_of(root: Element) -> dict[str, str]:
    """The text of each section by its title, which is its first heading."""
    found = {}
    for element in root.walk():
        if element.tag == "Sect" and element.kids and element.kids[0].tag == "H1":
            found[element.kids[0].all_text()] = element.all_text()
    return found


def prove(made: bytes, sections: Iterable[Section]) -> list[str]:
    """What was lost or added, by section; then what PDFium does not find."""
    found = sections_of(read(made))
    said = []
    everything: Counter[str] = Counter()
    for section in sections:
        wanted, got = letters(expected(section)), letters(found.get(section.title, ""))
        everything += wanted
        kinds = " ".join(type(block).__name__ for block in section.blocks)
        if wanted - got:
            said.append(f"{section.title} ({kinds}) lost {wanted - got}")
        wide = any(isinstance(block, TableBlock) and len(block.columns) > 10 for block in section.blocks)
        if not wide and got - wanted - MARKS:
            said.append(f"{section.title} ({kinds}) added {got - wanted - MARKS}")
    missed = as_readers_know(everything) - as_readers_know(letters("".join(read_pages(made))))
    return [*said, *([f"PDFium misses {missed}"] if missed else [])]


def expected(section: Section) -> str:
    """All that a section says, by the rules of `content`: what is left out with its empty partner is not missed."""
    return section.title + "".join(text for block in section.blocks for text in _texts(block))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, note=note):
            yield from (text, note) if text.strip() else ()
        case Prose(text=text):
            yield plain(text)
        case Callout(label=label, text=text):
            yield from () if is_blank(text) else (label, plain(text))
        case Points(items=items):
            for item in items:
                yield from (plain(item.lead), plain(item.detail))
        case Facts(rows=rows):
            for fact in rows:
                yield from () if is_blank(fact.value) else (fact.label, plain(fact.value))
        case Entries(items=entries):
            for entry in entries:
                yield from (
                    () if is_blank(entry.title) else (plain(entry.title), entry.aside, plain(entry.detail))
                )
        case TableBlock(columns=columns, rows=cells) if columns and cells:
            yield from (block.caption, *(column.title for column in columns))
            for row in cells:
                yield from map(plain, row)
        case TableBlock(columns=columns) if columns and block.none.strip():
            yield from (block.caption, block.none)


def letters(text: str) -> Counter[str]:
    """How often each character is there that prints: after cleaning, taken apart, great and small letters alike."""
    kept = (c for c in clean(text) if not c.isspace() and not is_invisible(c))
    return Counter(unicodedata.normalize("NFD", "".join(kept).casefold()))


_MIRRORED = str.maketrans("[{<(「«≤‘“⁄", "]}>)」»≥’”/")


def as_readers_know(counted: Counter[str]) -> Counter[str]:
    """The same as PDFium gives it back from a line with right-to-left words.

    It takes signs such as ½ apart, mirrors brackets and quotes, loses pairs of surrogates, and marks that stand alone.
    """
    made: Counter[str] = Counter()
    for character, count in counted.items():
        for part in unicodedata.normalize("NFKD", character).translate(_MIRRORED).casefold():
            if ord(part) <= 0xFFFF and not part.isspace() and not unicodedata.combining(part):
                made[part] += count
    return made
