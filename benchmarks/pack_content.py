"""The pack that typesetters are timed with: sections of two pages, in Latin or in Arabic letters, the same at every run."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator

from benchmarks import large
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
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Shape

SECTIONS = 100
_HEADS = {
    "en": ("Section", ("Who", "Position", "What is asked", "Next step")),
    "ar": ("قسم", ("الجهة", "الموقف", "المطلوب", "الخطوة التالية")),
}
_ALPHABETS = {
    "en": {},
    # Letter by letter, so that words are as long and as often the same.
    "ar": str.maketrans(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابجدهفغحيزكلمنوبقرستعخوشةظ" * 2
    ),
}


def sections(count: int = SECTIONS, language: str = "en") -> tuple[Section, ...]:
    """Sections of a heading, 4 paragraphs of 60 words, a table of 13 rows and a figure of 82 shapes."""
    words = itertools.cycle(" ".join(large.sentences(2_000)).translate(_ALPHABETS[language]).split())
    title, columns = _HEADS[language]
    return tuple(Section(f"s{n}", f"{title} {n + 1}", _blocks(words, columns)) for n in range(count))


def _blocks(words: Iterator[str], titles: tuple[str, ...]) -> tuple[Block, ...]:
    def some(count: int) -> str:
        return " ".join(itertools.islice(words, count))

    rows = tuple(tuple(some(3) for _ in titles) for _ in range(13))
    figure = FigureBlock(_figure(words), alt="Thirty dots")
    table = TableBlock(tuple(map(Column, titles)), rows)
    return (*(Prose(some(60)) for _ in range(4)), table, figure)


def _figure(words: Iterator[str]) -> Figure:
    dice = random.Random(5)
    shapes: list[Shape] = [Line(n * 40, 0, n * 40, 240) for n in range(12)]
    shapes += [Line(0, n * 24, 440, n * 24) for n in range(10)]
    for _ in range(30):
        x, y = dice.uniform(10, 380), dice.uniform(10, 230)
        shapes += [Circle(x, y, 4, fill="accent"), Label(next(words), x + 6, y + 3, 8)]
    return Figure(440, 240, tuple(shapes))


def pack(content: tuple[Section, ...], language: str = "en", *, justified: bool = False) -> PackContent:
    """A whole pack with cover, contents, outline and tags."""
    return PackContent(
        title=content[0].title,
        office=content[0].title,
        prepared_on=dt.date(2026, 1, 15),
        marking=Marking(content[0].title),
        sections=content,
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        justified=justified,
    )
