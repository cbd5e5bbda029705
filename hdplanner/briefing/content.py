"""What a pack says, before it is a page: the plain model that sections return and that PDF and Word share.

No measure, no colour, no library. Text is plain: nothing in it is ever read as markup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from hdplanner.domain.values import Sensitivity
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


class Source(NamedTuple):
    """The record that something printed comes from: its table and key. A click on the page goes there."""

    kind: str
    id: str


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
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph. Line ends in the text begin new lines. `language` where it is another than the pack's."""

    text: Text
    tone: Tone = Tone.BODY
    source: Source | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point: what to say, and beneath it why.

    Of a page that is full the highest of `leaves` and `detail_leaves` goes first; what has 0 stays.
    """

    lead: Text
    detail: Text = ""
    source: Source | None = None
    leaves: int = 0
    detail_leaves: int = 0


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
    source: Source | None = None


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
    source: Source | None = None


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

    Without rows the words of `none` are printed instead, or nothing where it is empty. `sources` are the rows'.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    none: str = ""
    sources: tuple[Source | None, ...] = ()


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
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture (PNG or JPEG) as wide as it is, at most the column; `alt` says it in words."""

    data: bytes
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PagesBlock:
    """Each page of another PDF, scaled onto a page of this pack under its marking."""

    data: bytes
    count: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same said in two languages, side by side; `language` is the second one's."""

    first: tuple[Block, ...]
    second: tuple[Block, ...]
    language: str


Block = (
    Heading
    | Prose
    | Points
    | Facts
    | Entries
    | TableBlock
    | FigureBlock
    | Callout
    | PageBreak
    | PictureBlock
    | PagesBlock
    | Bilingual
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section under its title. Without anything to print it is left out whole, its title too.

    `landscape` turns its pages where the pack's own stand upright; such a section begins on a new page, and so does
    what follows it. `second_title` is its title in the other language of a bilingual pack.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    landscape: bool = False
    second_title: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """Who may read the pack: its words, always printed, and a role of the theme that only helps.

    `tlp` stands beside it; `until` is the sentence that says how long the pack is valid.
    """

    text: str
    role: str = "marking_internal"
    tlp: str = ""
    until: str = ""
    level: Sensitivity = Sensitivity.INTERNAL


class Cover(StrEnum):
    """How a pack begins: with a page of its own and contents, or with its title above the first words."""

    PAGE = "page"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class PackContent:
    """A whole pack, ready to be set.

    `clearance` is printed at the foot as it stands ("Cleared by the Head of Department, 4 May 2026"); empty means
    that the pack says of itself that it is a draft. `recipient` and `copy` ("3 of 5") stand beside the marking.
    `size` is that of the letters against the usual one (a card is read at arm's length); where the text would take
    more than `most_pages` (0: as many as it needs) the letters are set smaller, down to a size that can still be read.
    A `card` has low heads, and nothing that is said on it is smaller than can be read at arm's length.
    `logo` is a picture (PNG or JPEG).
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
    landscape: bool = False
    justified: bool = False
    second_language: str = ""
    logo: bytes = b""
    size: float = 1.0
    most_pages: int = 0
    card: bool = False
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
        case PictureBlock(data=data) | PagesBlock(data=data):
            return bool(data)
        case Bilingual(first=first, second=second):
            return any(map(has_content, (*first, *second)))


def printable(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that print something; a heading that nothing stands under goes with the rest."""
    kept: list[Block] = []
    for block in blocks:
        if not has_content(block):
            continue
        level = _heading_level(block)
        if level:
            _drop_empty_headings(kept, level)
        kept.append(block)
    _drop_empty_headings(kept, 0)
    return tuple(kept)


def _heading_level(block: Block) -> int:
    """The level of a heading, also of one in two languages; 0 for what is none."""
    if isinstance(block, Bilingual):
        levels = {_heading_level(inner) for inner in (*block.first, *block.second)}
        return levels.pop() if len(levels) == 1 else 0
    return block.level if isinstance(block, Heading) else 0


def _drop_empty_headings(kept: list[Block], level: int) -> None:
    """Headings at the end of `kept` head nothing, unless a deeper one comes now."""
    while kept and (isinstance(kept[-1], PageBreak) or _heading_level(kept[-1]) >= max(level, 1)):
        if level and isinstance(kept[-1], PageBreak):
            return
        kept.pop()
