"""Makes the same two packs in a process of its own and prints their digests; `--busy` makes others before them."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys

from hdplanner.briefing.content import (
    Callout,
    Column,
    Cover,
    Entries,
    Entry,
    Fact,
    Facts,
    FigureBlock,
    Heading,
    Marking,
    PackContent,
    Point,
    Points,
    Prose,
    Section,
    TableBlock,
)
from hdplanner.briefing.document import render
from hdplanner.figures.shapes import Circle, Figure, Label, Line

ENGLISH = (
    Heading("Why now"),
    Prose("The National Society asks the Minister to keep the way for relief open. " * 12),
    Callout("Objective", "A rule by spring"),
    Points((Point("One rule for all", "It saves days."), Point("No fees", "They cost lives."))),
    Facts((Fact("Asked by", "Secretary General"), Fact("Until", "March"))),
    Entries((Entry("Minister of Finance", "not known", "New in office."),)),
    TableBlock(
        (Column("Who"), Column("What", 2)), tuple((f"Office {i}", "Relief goods " * 5) for i in range(40))
    ),
    FigureBlock(
        Figure(
            300,
            120,
            (Line(0, 60, 300, 60, "line"), Circle(90, 60, 6, "accent"), Label("Vote", 90, 40)),
            title="Path",
        ),
        "The path of the law",
        "A line with one vote on it",
    ),
)
ARABIC = (
    Heading("لماذا الآن"),
    Prose("تطلب الجمعية الوطنية من الوزير مرور مواد الإغاثة خلال ٢٤ ساعة (OCHA, 2026). " * 12),
    Points((Point("قاعدة واحدة", "توفر أياما."),)),
    TableBlock(
        (Column("من"), Column("ماذا", 2)), tuple((f"مكتب {i}", "مواد الإغاثة " * 5) for i in range(40))
    ),
)


def pack(language: str) -> PackContent:
    """The pack that is made again and again."""
    blocks, direction = (ARABIC, "rtl") if language == "ar" else (ENGLISH, "ltr")
    sections = tuple(Section(f"s{i}", f"{i}", blocks, new_page=i == 2) for i in range(4))
    return PackContent(
        "إغاثة بلا تأخير" if language == "ar" else "Relief goods without delay",
        "Varenia National Society",
        dt.date(2026, 12, 4),
        Marking("Confidential", "marking_strict"),
        sections,
        language=language,
        direction=direction,  # type: ignore[arg-type]  # one of the two
        cover=Cover.PAGE,
        author="Office",
    )


def main(words: list[str]) -> None:
    """Print a line for each pack."""
    if "--busy" in words:
        for other in ("Ωμέγα 中文", "हिन्दी and more"):
            render(
                PackContent(
                    other, "o", dt.date(2026, 1, 1), Marking("M"), (Section("a", other, (Prose(other * 9),)),)
                )
            )
    for language in ("ar", "en") if "--busy" in words else ("en", "ar"):
        sys.stdout.write(f"{language} {hashlib.sha256(render(pack(language)).data).hexdigest()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
