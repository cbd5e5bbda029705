"""Two languages side by side: each in its own direction, opposite each other, and whole over several pages."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

from hdplanner.briefing.content import (
    Bilingual,
    Block,
    Callout,
    Column,
    Cover,
    Entries,
    Entry,
    Fact,
    Facts,
    Heading,
    PackContent,
    PageBreak,
    Point,
    Points,
    Prose,
    Section,
    TableBlock,
)
from hdplanner.briefing.document import render
from tests.briefing.proof.hostile import Drawer
from tests.briefing.proof.reading import read

Make = Callable[..., PackContent]
Pages = Callable[[bytes], list[str]]

TABLE = TableBlock((Column("Who"), Column("What")), (("Ministry", "Yes"),))
TABELLE = TableBlock((Column("من"), Column("ماذا")), (("الوزارة", "نعم"),))


def boxes(data: bytes, index: int, word: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each occurrence of a word."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        text = document[index].get_textpage()
        search = text.search(word)
        found = []
        while (hit := search.get_next()) is not None:
            assert text.count_rects(*hit) == 1
            found.append(text.get_rect(0))
        return found


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_first_language_stands_where_lines_begin(pack: Make, direction: str) -> None:
    both = Bilingual((Prose("Alpha words."),), (Prose("Beta words."),), "fr")
    data = render(pack(both, cover=Cover.HEAD, direction=direction)).data
    ((first, *_),), ((second, *_),) = boxes(data, 0, "Alpha"), boxes(data, 0, "Beta")
    assert (first < second) == (direction == "ltr")


def test_what_says_the_same_stands_opposite(pack: Make) -> None:
    first = (Prose("Alpha one. " * 30), Prose("Alpha two."), Points((Point("Alpha three."),)))
    second = (Prose("Beta one."), Prose("Beta two."), Points((Point("Beta three."),)))
    data = render(pack(Bilingual(first, second, "fr"), cover=Cover.HEAD)).data
    for word in ("two", "three"):
        ((*_, one),), ((*_, other),) = boxes(data, 0, f"Alpha {word}"), boxes(data, 0, f"Beta {word}")
        assert one == pytest.approx(other, abs=1)


def test_a_side_that_is_much_longer_goes_over_several_pages_and_is_whole(pack: Make, pages_of: Pages) -> None:
    long = " ".join(f"w{i}x" for i in range(1500))
    made = render(pack(Bilingual((Prose("Short."),), (Prose(long),), "fr"), cover=Cover.HEAD))
    assert made.pages > 2
    words = "\n".join(pages_of(made.data)).split()
    assert [word for word in words if word[0] == "w" and word[-1] == "x"] == long.split()


def test_each_language_has_its_own_direction_and_is_told_to_readers(pack: Make) -> None:
    both = Bilingual(
        (Points((Point("Speed saves money."),)),), (Points((Point("السرعة توفر المال"),)),), "ar"
    )
    data = render(pack(both, cover=Cover.HEAD, second_language="ar")).data
    (left, _bottom, right, _top) = boxes(data, 0, "1")[-1]
    assert right > 520 or left < 80
    marks = sorted(box[0] for box in boxes(data, 0, "1") if 300 < box[1] < 780)
    assert marks[0] < 80
    assert marks[-1] > 500
    with pikepdf.open(io.BytesIO(data)) as pdf:
        languages = [
            str(one.Lang)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/Lang" in one
        ]
    assert languages == ["ar"]


def test_tables_stand_below_each_other_over_the_whole_width(pack: Make, pages_of: Pages) -> None:
    both = Bilingual(
        (Prose("Alpha."), TABLE, Prose("Gamma.")), (Prose("بيتا."), TABELLE, Prose("دلتا.")), "ar"
    )
    data = render(pack(both, cover=Cover.HEAD)).data
    text = pages_of(data)[0]
    assert text.index("Alpha") < text.index("Ministry") < text.index("الوزارة") < text.index("Gamma")
    ((left, *_),), ((*_, right, _top),) = boxes(data, 0, "Ministry"), boxes(data, 0, "الوزارة")
    assert left < 65
    assert right > 528


def test_a_section_shows_its_title_in_both_languages_and_the_contents_too(
    pack: Make, pages_of: Pages
) -> None:
    sections = tuple(
        Section(
            f"s{i}",
            f"Scene {i}",
            (Bilingual((Prose("Words."),), (Prose("Mots."),), "fr"),),
            second_title=f"Décor {i}",
        )
        for i in range(3)
    )
    made = render(pack(sections=sections, second_language="fr"))
    pages = pages_of(made.data)
    for page in pages[1:3]:
        assert "Scene 1" in page
        assert "Décor 1" in page


def test_headings_of_both_languages_lead_from_the_contents(pack: Make, pages_of: Pages) -> None:
    blocks: tuple[Block, ...] = (
        Bilingual((Heading("Why"),), (Heading("Pourquoi"),), "fr"),
        Bilingual((Prose("Words."),), (Prose("Mots."),), "fr"),
        Bilingual((Heading("Hollow"),), (Heading("Creux"),), "fr"),
    )
    sections = tuple(Section(f"s{i}", f"Scene {i}", blocks) for i in range(3))
    pages = pages_of(render(pack(sections=sections, second_language="fr")).data)
    assert pages[1].count("Why") == 3
    assert pages[2].count("Pourquoi") == 3
    assert "Hollow" not in "".join(pages)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_kind_of_block_may_stand_in_two_languages(pack: Make, pages_of: Pages, direction: str) -> None:
    def kinds(word: str) -> tuple[Block, ...]:
        return (
            Heading(f"{word} heading", 3),
            Callout("Label", f"{word} callout"),
            Points((Point(f"{word} lead", f"{word} detail"), Point(f"{word} other")), numbered=False),
            Facts((Fact("A label that is long", f"{word} fact"),)),
            PageBreak(),
            Entries((Entry(f"{word} entry", f"{word} aside", f"{word} line"),)),
            TABLE,
            Prose(f"{word} prose"),
        )

    pairs = (
        Bilingual(kinds("Alpha"), kinds("Beta"), "ar"),
        Bilingual(kinds("Gamma")[:3], kinds("Delta"), "fr"),
        Bilingual((), kinds("Epsilon"), "ar"),
        Bilingual(kinds("Zeta"), (), "ar"),
    )
    pages = pages_of(render(pack(*pairs, direction=direction)).data)
    words = Counter("\n".join(pages).replace("–", " ").split())
    said = ("heading", "callout", "lead", "detail", "other", "fact", "entry", "aside", "line", "prose")
    assert {kind: words[kind] for kind in said[:5]} == dict.fromkeys(said[:5], 6)
    assert {kind: words[kind] for kind in said[5:]} == dict.fromkeys(said[5:], 5)
    assert [words[word] for word in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")] == [
        10,
        10,
        5,
        10,
        10,
        10,
    ]


@pytest.mark.parametrize("seed", range(8))
def test_no_text_is_lost_side_by_side(pack: Make, seed: int) -> None:
    """All that is printed of hostile blocks one below the other is printed of them in two columns."""
    drawn = Drawer(seed).sections(6)
    pairs = [(one.blocks, other.blocks) for one, other in zip(drawn[::2], drawn[1::2], strict=True)]
    stacked = tuple(Section(f"s{i}", "Title", (*one, *other)) for i, (one, other) in enumerate(pairs))
    beside = tuple(
        Section(f"s{i}", "Title", (Bilingual(one, other, "ar"),), landscape=i == 1, second_title="Title")
        for i, (one, other) in enumerate(pairs)
    )
    plain, both = (
        Counter(read(render(pack(sections=sections, cover=Cover.HEAD)).data).all_text())
        for sections in (stacked, beside)
    )
    signs = " \n–0123456789\u200e\u200f"  # those of direction are set where lines need them
    assert {sign: count for sign, count in (plain - both).items() if sign not in signs} == {}
