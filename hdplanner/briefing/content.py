"""What a pack says, before it is a page: the plain model that sections return and that PDF and Word share.

No measure, no colour, no library. Text is plain: nothing in it is ever read as markup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from hdplanner.figures.shapes import Figure


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text. `strong` is semibold, `muted` stands back; both may hold."""

    text: str
    strong: bool = False
    muted: bool = False


Text = str | tuple[Span, ...]
"""What may be written wherever people read: a string, or spans one behind the other."""


def plain(text: Text) -> str:
    """The words alone."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def is_blank(text: Text) -> bool:
    """True where there is nothing to read."""
    return not plain(text).strip()


class Tone(StrEnum):
    """How loudly a paragraph speaks."""

    BODY = "body"
    LEAD = "lead"  # larger: the first words of a brief, the lines of a speaking card
    MUTED = "muted"  # stands back: sources, notes
    SMALL = "small"


class Side(StrEnum):
    """Where the cells of a column stand; start and end turn round in a right-to-left pack."""

    START = "start"
    END = "end"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section (levels 2 and 3); `note` stands beside it, small, as "do not volunteer" does."""

    text: str
    level: Literal[2, 3] = 2
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph. Line ends in the text begin new lines."""

    text: Text
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Point:
    """A point: what to say, and beneath it why."""

    lead: Text
    detail: Text = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Points to make, numbered large; unnumbered they are a list with dashes. `spoken` sets them to be read aloud."""

    items: tuple[Point, ...]
    numbered: bool = True
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says: "Asked by" and a name."""

    label: str
    value: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts beneath each other, the labels in a column of their own. Facts without a value are left out."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One of a list of persons or things: a title, a word at the other side, and a line or more beneath."""

    title: Text
    aside: str = ""
    detail: Text = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries between hairlines, as "who is in the room" is set."""

    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width against the others, where its cells stand."""

    title: str
    share: float = 1.0
    side: Side = Side.START


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; its heading row comes again on each page. A short row is filled, a long one is a mistake.

    Without rows the words of `none` are printed instead, or nothing where it is empty.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    none: str = ""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A figure over the full width (never larger than a page); `alt` says it in words."""

    figure: Figure
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """What matters most, in a ruled box: a small label and a sentence."""

    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Prose | Points | Facts | Entries | TableBlock | FigureBlock | Callout | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """A section under its title. Without anything to print it is left out whole, its title too."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Marking:
    """Who may read the pack: its words, always printed, and a role of the theme that only helps."""

    text: str
    role: str = "marking_internal"


class Cover(StrEnum):
    """How a pack begins: with a page of its own and contents, or with its title above the first words."""

    PAGE = "page"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class PackContent:
    """A whole pack, ready to be set.

    `clearance` is printed at the foot as it stands ("Cleared by the Head of Department, 4 May 2026"); empty means
    that the pack says of itself that it is a draft. `recipient` and `copy` ("3 of 5") stand beside the marking.
    """

    title: str
    office: str
    prepared_on: dt.date
    marking: Marking
    sections: tuple[Section, ...]
    subtitle: str = ""
    campaign: str = ""
    author: str = ""
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    clearance: str = ""
    recipient: str = ""
    copy: str = ""
    cover: Cover = Cover.PAGE
    paper: Literal["A4", "Letter"] = "A4"
    facts: tuple[Fact, ...] = field(default=())
    """Lines of the cover: for whom, why, valid until."""


def has_content(block: Block) -> bool:
    """False for what would print nothing."""
    match block:
        case Heading(text=text):
            return bool(text.strip())
        case Prose(text=text) | Callout(text=text):
            return not is_blank(text)
        case Points(items=items):
            return any(not is_blank(item.lead) or not is_blank(item.detail) for item in items)
        case Facts(rows=rows):
            return any(not is_blank(row.value) for row in rows)
        case Entries(items=items):
            return any(not is_blank(item.title) for item in items)
        case TableBlock():
            return bool(block.columns) and bool(block.rows or block.none.strip())
        case FigureBlock():
            return bool(block.figure.shapes)
        case PageBreak():
            return True


def printable(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that print something; a heading that nothing stands under goes with the rest."""
    kept: list[Block] = []
    for block in blocks:
        if not has_content(block):
            continue
        if isinstance(block, Heading):
            _drop_empty_headings(kept, block.level)
        kept.append(block)
    _drop_empty_headings(kept, 0)
    return tuple(kept)


def _drop_empty_headings(kept: list[Block], level: int) -> None:
    """Headings at the end of `kept` head nothing, unless a deeper one comes now."""
    while kept and (
        isinstance(kept[-1], PageBreak) or (isinstance(kept[-1], Heading) and kept[-1].level >= level)
    ):
        if level and isinstance(kept[-1], PageBreak):
            return
        kept.pop()


def texts_of(pack: PackContent) -> Iterator[str]:
    """Every string of a pack, for the question whether all of it can be printed."""
    yield from (pack.title, pack.subtitle, pack.campaign, pack.office, pack.author, pack.marking.text)
    yield from (pack.clearance, pack.recipient, pack.copy)
    yield from _fact_texts(pack.facts)
    for section in pack.sections:
        yield section.title
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
        case PageBreak():
            return
