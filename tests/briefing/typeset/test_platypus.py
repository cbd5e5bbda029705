"""Our blocks in frames, documents and tables of platypus, on any canvas of ReportLab."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, SimpleDocTemplate, Spacer, Table

from hdplanner.briefing.blocks import BlockBuilder
from hdplanner.briefing.content import (
    Block,
    Callout,
    Column,
    Entries,
    Entry,
    Fact,
    Facts,
    FigureBlock,
    Heading,
    PageBreak,
    Point,
    Points,
    Prose,
    TableBlock,
)
from hdplanner.briefing.styles import light_styles
from hdplanner.briefing.typeset.fonts import FontLibrary
from hdplanner.briefing.typeset.lines import Face, Run, Typesetter, break_lines, runs_of
from hdplanner.briefing.typeset.page import Node, PackCanvas
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.figures.shapes import Circle, Figure, Label, Rect

Pages = Callable[[bytes], list[str]]
Squeezed = Callable[[str], str]

LONG = " ".join(f"w{i}x" for i in range(900))
FIGURE = Figure(
    200, 100, (Rect(0, 0, 200, 100, stroke="line"), Circle(9, 9, 4, fill="accent"), Label("Minister", 20, 50))
)
CONTENT: tuple[Block, ...] = (
    Heading("Why it matters"),
    Prose(LONG),
    Callout("Objective", LONG),
    Points((Point("Speed saves money.", LONG), Point("السرعة توفر المال")), numbered=True),
    Facts((Fact("To", "Secretary General"),)),
    PageBreak(),
    Entries((Entry("Minister of Finance", "favourable", LONG),)),
    TableBlock((Column("Who"), Column("What they said", 2)), (("Ministry", LONG), ("Customs", "Yes."))),
    FigureBlock(FIGURE, "Influence by interest."),
)


def flowables(setter: Typesetter, *blocks: Block) -> list[Any]:
    builder, node = BlockBuilder(setter, light_styles()), Node("Sect")
    return [flowable for block in blocks for flowable in builder.build(block, node)]


@pytest.mark.parametrize("canvas", [Canvas, PackCanvas])
def test_every_kind_of_block_stands_in_a_platypus_document(
    canvas: type[Canvas], setter: Typesetter, pages_of: Pages, squeezed: Squeezed
) -> None:
    out = io.BytesIO()
    SimpleDocTemplate(out).build(flowables(setter, *CONTENT), canvasmaker=canvas)
    pages = pages_of(out.getvalue())
    read = squeezed("".join(pages))
    assert [word for word in LONG.split() if read.count(word) < 5] == []
    for words in (
        "Why it matters",
        "Speed saves money.",
        "السرعة توفر المال",
        "Secretary General",
        "Minister of Finance",
        "favourable",
        "Customs",
        "Influence by interest.",
    ):
        assert squeezed(words) in read
    assert sum("What they said" in page for page in pages) > 1, "the heading row comes again"


def test_frames_of_different_widths_lose_no_word(
    setter: Typesetter, pages_of: Pages, squeezed: Squeezed
) -> None:
    out = io.BytesIO()
    document = BaseDocTemplate(out)
    frames = [Frame(40, 500, 480, 260), Frame(40, 40, 150, 440), Frame(220, 40, 300, 440)]
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build(flowables(setter, *CONTENT))
    read = squeezed("".join(pages_of(out.getvalue())))
    assert [word for word in LONG.split() if read.count(word) < 5] == []


def test_a_platypus_table_takes_our_paragraphs_as_cells(setter: Typesetter, pages_of: Pages) -> None:
    cells = flowables(
        setter, Prose("Ministry of Finance"), Prose("وزارة المالية"), Prose("Склад"), Prose("Agreed")
    )
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Table([cells[:2], cells[2:]], colWidths=[200, 150]), Spacer(1, 20)])
    read = pages_of(out.getvalue())[0]
    assert all(words in read for words in ("Ministry of Finance", "وزارة", "المالية", "Склад", "Agreed"))


def test_a_canvas_of_ours_begins_with_no_font_of_the_reader(setter: Typesetter) -> None:
    out = io.BytesIO()
    SimpleDocTemplate(out).build(flowables(setter, Prose("Words.")), canvasmaker=PackCanvas)
    with pikepdf.open(out) as pdf:
        fonts = list(pdf.pages[0].Resources.Font.values())
        assert [font.Subtype for font in fonts] == ["/Type0"]
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


@given(st.text(alphabet="ab- \n\u00ad\u200bاب12一。กา์က်ា/.@—", max_size=80), st.integers(12, 300))
def test_lines_give_back_the_text_that_they_were_made_of(library: FontLibrary, text: str, width: int) -> None:
    face = Face(10, 400, "#" + "1" * 6)
    lines = break_lines(Typesetter(Shaper(library)), [Run(text, face)], width)
    assert "".join(run.text for run in runs_of(lines, face)) == text
    assert all(line.width <= width + 0.5 or len(line.units) == 1 for line in lines)
