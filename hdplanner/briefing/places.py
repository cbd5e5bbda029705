"""Where on the pages each record is printed, so that a click on a page finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hdplanner.briefing.arranged import Opposite
from hdplanner.briefing.content import Source
from hdplanner.briefing.sheets import Sheet
from hdplanner.briefing.table import Table
from hdplanner.briefing.typeset import boxes, flow
from hdplanner.briefing.typeset.flow import Block, Placed
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph


class Place(NamedTuple):
    """A rectangle of page `page` (from 1), in points from its upper left corner, and the record printed there."""

    page: int
    left: float
    top: float
    width: float
    height: float
    source: Source


class HeadingPlace(NamedTuple):
    """A heading of the outline: its title and level, its page (from 1), and how far below the page's top it stands."""

    title: str
    level: int
    page: int
    top: float


class _Piece(NamedTuple):
    """Something drawn: its element, and its edges in points from the lower left corner."""

    node: Node | None
    left: float
    bottom: float
    right: float
    top: float


def places_of(
    pages: Iterable[tuple[Sheet, Sequence[Placed]]], sources: Sequence[tuple[Node, Source]]
) -> tuple[Place, ...]:
    """A place for each element with a source, and for each page that it stands on."""
    owners: dict[int, int] = {}
    for index, (node, _source) in enumerate(sources):
        _own(node, index, owners)
    found: list[Place] = []
    for number, (sheet, placed) in enumerate(pages, 1):
        areas: dict[int, _Piece] = {}
        for piece in _pieces_on(sheet, placed):
            owner = owners.get(id(piece.node))
            if owner is not None:
                areas[owner] = _around(areas.get(owner, piece), piece)
        for owner, area in areas.items():
            width, height = area.right - area.left, area.top - area.bottom
            place = Place(number, area.left, sheet.height - area.top, width, height, sources[owner][1])
            found.append(place)
    return tuple(found)


def _own(node: Node, index: int, owners: dict[int, int]) -> None:
    owners[id(node)] = index
    for kid in node.kids:
        if isinstance(kid, Node):
            _own(kid, index, owners)


def _around(one: _Piece, other: _Piece) -> _Piece:
    return _Piece(
        one.node,
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def _pieces_on(sheet: Sheet, placed: Sequence[Placed]) -> Iterator[_Piece]:
    for block, top in placed:
        yield from _pieces(block, sheet.frame.x, top)


def _pieces(block: Block, left: float, top: float) -> Iterator[_Piece]:
    """What is drawn of a block whose upper left corner stands there."""
    match block:
        case Paragraph():
            yield _Piece(block.node, left, top - block.height, left + block.width, top)
        case Table():
            yield from _rows(block, left, top)
        case _:
            for inner, x, y in _inside(block):
                yield from _pieces(inner, left + x, top - y)


def _inside(block: Block) -> Iterator[tuple[Block, float, float]]:
    """The blocks in a block, each with its upper left corner from that of the whole."""
    match block:
        case boxes.Stack():
            yield from ((inner, 0.0, top) for inner, top in zip(block.blocks, block.tops(), strict=True))
        case boxes.Beside():
            if block.mark is not None:
                yield block.mark, block.width - block.indent if block.rtl else 0.0, block.drop
            yield block.body, 0.0 if block.rtl else block.indent, 0.0
        case boxes.Boxed():
            yield block.body, block.padding, block.padding
        case Opposite():
            for inner, left in zip((block.start, block.end), block.lefts(), strict=True):
                yield inner, left, 0.0
        case flow.Beside():
            yield from _columns(block)


def _columns(block: flow.Beside) -> Iterator[tuple[Block, float, float]]:
    first, second = block.sides
    widths = [side[0].width if side else 0.0 for side in block.sides]
    lefts = (block.width - widths[0], 0.0) if block.mirrored else (0.0, block.width - widths[1])
    for side, left in zip((first, second), lefts, strict=True):
        top = 0.0
        for above, inner in pairwise([None, *side]):
            if inner is None:
                continue
            if above is not None:
                top += above.height + max(above.spaceAfter, inner.spaceBefore)
            yield inner, left, top


def _rows(table: Table, left: float, top: float) -> Iterator[_Piece]:
    for row in [table.head, *table.rows] if table.head else table.rows:
        bottom = top - row.height
        for cell in row.cells:
            yield _Piece(cell.node, left, bottom, left + table.width, top)
        top = bottom
