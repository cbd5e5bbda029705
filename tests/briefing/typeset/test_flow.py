"""How blocks fill pages: every line once and in order, none alone, headings with what follows, two columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus.flowables import PageBreak

from hdplanner.briefing.table import Table, TableLook, TableRow
from hdplanner.briefing.typeset import boxes
from hdplanner.briefing.typeset.flow import Beside, Block, Frame, paginate
from hdplanner.briefing.typeset.fonts import FontLibrary
from hdplanner.briefing.typeset.lines import Face, Run, Typesetter
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph
from hdplanner.briefing.typeset.pdf import Properties, new_canvas, write_pdf
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.briefing.typeset.style import TextStyle

INK = "#" + "1" * 6
FACE = Face(10, 400, INK)
LINE = 15.0
WIDTH = 300.0
PROPERTIES = Properties("Test", "en", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def text_of(setter: Typesetter, lines: int, name: str, **style: object) -> Paragraph:
    """A paragraph of so many lines, each a word of its own."""
    words = "\n".join(names(name, lines))
    look = TextStyle(FACE, LINE, **style)  # type: ignore[arg-type]  # any of its fields
    return Paragraph(setter, [Run(words, FACE)], look, Node("P"))


def names(name: str, *span: int) -> list[str]:
    return [f"{name}{i}" for i in range(*span)]


def paragraphs_of(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of a block from top to bottom, a side at a time."""
    inner: Sequence[Block] = ()
    match block:
        case Paragraph():
            yield block
        case Beside():
            inner = [*block.sides[0], *block.sides[1]]
        case boxes.Beside():
            inner = [block.mark, block.body] if block.mark else [block.body]
        case boxes.Stack():
            inner = block.blocks
        case boxes.Boxed():
            inner = [block.body]
        case Table():
            rows = [block.head, *block.rows] if block.head else block.rows
            inner = [cell for row in rows for cell in row.cells]
    for one in inner:
        yield from paragraphs_of(one)


def lines_of(block: Block) -> list[str]:
    return [
        "".join(unit.text for unit in line.units)
        for paragraph in paragraphs_of(block)
        for line in paragraph.lines
    ]


def laid_out(blocks: Sequence[Block | PageBreak], height: float) -> list[list[str]]:
    """The lines of each page of a height in points."""
    return [
        [line for placed in page for line in lines_of(placed.block)]
        for page in paginate(blocks, Frame(0, height, WIDTH, height))
    ]


# One column -------------------------------------------------------------------------------------------------


def test_a_heading_stays_with_two_lines_of_what_follows(setter: Typesetter) -> None:
    def blocks() -> list[Block]:
        return [
            text_of(setter, 6, "a"),
            text_of(setter, 1, "h", keep_with_next=True),
            text_of(setter, 8, "b"),
        ]

    assert laid_out(blocks(), 9 * LINE) == [[*names("a", 6), "h0", "b0", "b1"], names("b", 2, 8)]
    assert laid_out(blocks(), 8 * LINE) == [names("a", 6), ["h0", *names("b", 6)], ["b6", "b7"]], (
        "one line is not enough, and of the last ones two go on together"
    )


def test_no_line_of_a_long_paragraph_stands_alone(setter: Typesetter) -> None:
    def blocks() -> list[Block]:
        return [text_of(setter, 3, "a"), text_of(setter, 6, "b")]

    assert laid_out(blocks(), 4 * LINE) == [names("a", 3), names("b", 4), names("b", 4, 6)]
    assert laid_out(blocks(), 8 * LINE) == [[*names("a", 3), *names("b", 4)], names("b", 4, 6)]


def test_not_even_at_the_end_of_a_paragraph_that_fills_pages(setter: Typesetter) -> None:
    assert laid_out([text_of(setter, 11, "a")], 10 * LINE) == [names("a", 9), names("a", 9, 11)]
    kept = text_of(setter, 11, "a", keep_together=True)
    assert laid_out([kept], 10 * LINE) == [names("a", 9), names("a", 9, 11)]


def test_headings_alone_on_a_page_take_the_beginning_of_what_is_too_high_for_it(setter: Typesetter) -> None:
    blocks = [
        text_of(setter, 1, "g", keep_with_next=True),
        text_of(setter, 1, "h", keep_with_next=True),
        text_of(setter, 9, "b", keep_together=True),
    ]
    assert laid_out(blocks, 10 * LINE) == [["g0", "h0", *names("b", 7)], ["b7", "b8"]]


def test_a_number_stays_with_its_text_and_a_heading_row_with_its_first_row(setter: Typesetter) -> None:
    body = boxes.Stack(
        [text_of(setter, 1, "lead", keep_with_next=True), text_of(setter, 6, "b")],
    )
    item = boxes.Beside(text_of(setter, 1, "no"), body, 20, rtl=False)
    assert laid_out([text_of(setter, 6, "a"), item], 8 * LINE)[1] == ["no0", "lead0", *names("b", 6)]
    table = table_of(setter, rows=[20, 2])
    pages = laid_out([text_of(setter, 6, "a"), table], 30 * LINE)
    assert pages[0][:8] == [*names("a", 6), "head0", "r0-0"]
    table = table_of(setter, rows=[20, 2])
    assert laid_out([text_of(setter, 20, "a"), table], 30 * LINE)[0] == names("a", 20)


def table_of(setter: Typesetter, rows: list[int]) -> Table:
    return Table(
        TableRow([text_of(setter, 1, "head")]),
        [TableRow([text_of(setter, lines, f"r{i}-")]) for i, lines in enumerate(rows)],
        [1.0],
        TableLook(INK, INK, rtl=False),
    )


def test_a_page_break_ends_a_page_and_never_makes_an_empty_one(setter: Typesetter) -> None:
    blocks = [PageBreak(), text_of(setter, 1, "a"), PageBreak(), PageBreak(), text_of(setter, 1, "b")]
    assert laid_out([*blocks, PageBreak()], 10 * LINE) == [["a0"], ["b0"]]


def test_a_block_that_is_never_cut_and_higher_than_a_page_is_placed_all_the_same(setter: Typesetter) -> None:
    blocks = [text_of(setter, 1, "h", keep_with_next=True), boxes.Gap(500), text_of(setter, 1, "a")]
    pages = list(paginate(blocks, Frame(0, 90, WIDTH, 90)))
    assert [len(page) for page in pages] == [1, 1, 1]


# Two columns ------------------------------------------------------------------------------------------------


def test_two_sides_begin_at_one_height_and_each_goes_on_over_pages(setter: Typesetter) -> None:
    pair = Beside(
        [text_of(setter, 2, "a", space_before=9), text_of(setter, 6, "b")], [text_of(setter, 3, "x")]
    )
    pages = laid_out([pair], 6 * LINE)
    assert pages == [["a0", "a1", *names("b", 4), "x0", "x1", "x2"], ["b4", "b5"]]
    assert pair.spaceBefore == 9


def test_neither_side_begins_without_the_other(setter: Typesetter) -> None:
    pair = Beside([text_of(setter, 8, "a")], [text_of(setter, 3, "x")])
    pages = laid_out([text_of(setter, 4, "before"), pair], 6 * LINE)
    assert pages[0] == names("before", 4)
    assert pages[1] == [*names("a", 6), *names("x", 3)]


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_first_side_stands_where_reading_begins(setter: Typesetter, mirrored: bool) -> None:
    canvas = new_canvas(PROPERTIES, (300, 100))
    pair = Beside([text_of(setter, 1, "first")], [text_of(setter, 1, "second")], 0.25, 20, mirrored=mirrored)
    pair.wrap(300)
    pair.drawOn(canvas, 0, 50)
    canvas.showPage()
    with pypdfium2.PdfDocument(write_pdf(canvas, PROPERTIES, Node("Document"))) as document:
        text = document[0].get_textpage()
        assert sorted(text.get_text_bounded().split()) == ["first0", "second0"]
        left, right = (text.get_charbox(text.search(words).get_next()[0])[0] for words in ("first", "second"))
    assert (left, right) == pytest.approx((230, 0) if mirrored else (0, 90), abs=1.5)


def test_an_empty_side_leaves_its_column_empty(setter: Typesetter) -> None:
    assert laid_out([Beside([], [text_of(setter, 7, "x")])], 4 * LINE) == [names("x", 4), names("x", 4, 7)]
    assert laid_out([Beside([], [])], 4 * LINE) == [[]]


# Whatever comes ---------------------------------------------------------------------------------------------

leaves = st.tuples(st.just("text"), st.integers(1, 14), st.booleans(), st.booleans())
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("stack"), st.lists(inner, min_size=1, max_size=4), st.booleans()),
        st.tuples(st.just("boxed"), st.lists(inner, min_size=1, max_size=3)),
        st.tuples(st.just("item"), st.lists(inner, min_size=1, max_size=2)),
        st.tuples(st.just("beside"), st.lists(inner, max_size=3), st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)


class Maker:
    """Makes blocks from what hypothesis drew, each line with a name of its own."""

    def __init__(self, library: FontLibrary) -> None:
        self.setter = Typesetter(Shaper(library))
        self.count = 0

    def make(self, drawn: Any) -> Block:
        match drawn:
            case ("text", lines, keep, together):
                self.count += 1
                name = f"p{self.count}."
                return text_of(
                    self.setter, lines, name, keep_with_next=keep, keep_together=together, space_after=4
                )
            case ("stack", inner, together):
                return boxes.Stack([self.make(one) for one in inner], keep_together=together)
            case ("boxed", inner):
                return boxes.Boxed(boxes.Stack([self.make(one) for one in inner]), INK)
            case ("item", inner):
                mark = self.make(("text", 1, False, False))
                return boxes.Beside(mark, boxes.Stack([self.make(one) for one in inner]), 20, rtl=False)
            case ("beside", left, right):
                return Beside([self.make(one) for one in left], [self.make(one) for one in right])
        raise AssertionError(drawn)


@settings(max_examples=150)
@given(st.lists(trees, min_size=1, max_size=7), st.integers(60, 400))
def test_every_line_is_placed_once_and_in_order(library: FontLibrary, drawn: list[Any], height: int) -> None:
    maker = Maker(library)
    blocks = [maker.make(one) for one in drawn]
    for block in blocks:
        block.wrap(WIDTH)
    written = [text for block in blocks for text in texts_of(block)]
    placed = [
        text
        for page in paginate(blocks, Frame(0, height, WIDTH, height))
        for place in page
        for text in texts_of(place.block)
    ]
    read: dict[int, str] = {}
    for node, line in placed:
        read[node] = read.get(node, "") + line
    assert read == {node: "".join(line for owner, line in written if owner == node) for node, _ in written}
    if "beside" not in repr(drawn):
        assert placed == written


def texts_of(block: Block) -> Iterator[tuple[int, str]]:
    """Each line with the element that it belongs to, which the parts of a paragraph share."""
    for paragraph in paragraphs_of(block):
        for line in paragraph.lines:
            yield id(paragraph.node), "".join(unit.text for unit in line.units)


@settings(max_examples=150)
@given(st.lists(leaves, min_size=1, max_size=12), st.integers(5, 25))
def test_no_line_stands_alone_and_no_heading_ends_a_page(
    library: FontLibrary, drawn: list[Any], lines: int
) -> None:
    maker = Maker(library)
    blocks = [maker.make(one) for one in drawn]
    lengths = {id(block.node): one[1] for block, one in zip(blocks, drawn, strict=True)}
    pages = list(paginate(blocks, Frame(0, lines * LINE, WIDTH, lines * LINE)))
    for page, following in pairwise(pages):
        assert page[0].top - (page[-1].top - page[-1].block.height) <= lines * LINE + 0.02
        for part in (page[-1].block, following[0].block):
            assert lengths[id(part.node)] < 4 or len(lines_of(part)) > 1
        if page[-1].block.keepWithNext:
            assert all(placed.block.keepWithNext for placed in page)
