"""A pack of 100 sections, beside the same words, rules and figures drawn on a bare ReportLab canvas."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator

from benchmarks import large
from benchmarks.bare_canvas import BarePages
from benchmarks.conftest import Measure
from hdplanner.briefing.content import (
    Block,
    Column,
    FigureBlock,
    Marking,
    PackContent,
    Prose,
    Section,
    TableBlock,
)
from hdplanner.briefing.document import render
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Shape

SECTIONS = 100
COLUMNS = tuple(Column(title) for title in ("Who", "Position", "What is asked", "Next step"))


def sections(count: int = SECTIONS) -> tuple[Section, ...]:
    """Sections of two pages: a heading, 4 paragraphs of 60 words, a table of 13 rows, a figure of 82 shapes."""
    words = itertools.cycle(" ".join(large.sentences(2_000)).split())
    return tuple(Section(f"s{n}", f"Section {n + 1}", _blocks(words)) for n in range(count))


def _blocks(words: Iterator[str]) -> tuple[Block, ...]:
    def some(count: int) -> str:
        return " ".join(itertools.islice(words, count))

    rows = tuple(tuple(some(3) for _ in COLUMNS) for _ in range(13))
    figure = FigureBlock(_figure(words), alt="Thirty dots")
    return (*(Prose(some(60)) for _ in range(4)), TableBlock(COLUMNS, rows), figure)


def _figure(words: Iterator[str]) -> Figure:
    dice = random.Random(5)
    shapes: list[Shape] = [Line(n * 40, 0, n * 40, 240) for n in range(12)]
    shapes += [Line(0, n * 24, 440, n * 24) for n in range(10)]
    for _ in range(30):
        x, y = dice.uniform(10, 380), dice.uniform(10, 230)
        shapes += [Circle(x, y, 4, fill="accent"), Label(next(words), x + 6, y + 3, 8)]
    return Figure(440, 240, tuple(shapes))


def pack(content: tuple[Section, ...]) -> PackContent:
    """A whole pack with cover, contents, outline and tags."""
    return PackContent(
        title="A pack to measure",
        office="Benchmark office",
        prepared_on=dt.date(2026, 1, 15),
        marking=Marking("Internal"),
        sections=content,
    )


def test_the_same_on_a_bare_canvas(measure: Measure) -> None:
    content = sections()
    assert measure("100 sections on a bare canvas", lambda: BarePages().draw(content), key="canvas", rounds=8)


def test_a_pack_of_100_sections(measure: Measure) -> None:
    made = pack(sections())
    done = measure(
        "a pack of 100 sections", lambda: render(made), key="pack", aim_times=2, beside="canvas", rounds=8
    )
    assert done.pages > SECTIONS
