"""Input that nobody would type and everybody pastes: no failure, and no word lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hdplanner.briefing.content import (
    Callout,
    Column,
    Cover,
    Entries,
    Entry,
    Fact,
    Facts,
    Heading,
    PackContent,
    Point,
    Points,
    Prose,
    Section,
    TableBlock,
)
from hdplanner.briefing.document import render
from tests.briefing.conftest import read_pages, squeeze
from tests.briefing.proof.comparing import prove

Make = Callable[..., PackContent]

LONG = " ".join(f"w{i}x" for i in range(3600))  # 20,000 letters, each word once
UNBROKEN = "".join(chr(97 + i % 26) for i in range(500))
MARKUP = '<b>bold</b> &amp; <img src="file:///etc/passwd"/> {name} %s \\n $x$ <script>alert(1)</script>'


def body_of(data: bytes) -> str:
    """All text but heads and feet, squeezed."""
    pages = []
    for text in read_pages(data):
        text = re.sub(r"CONFIDENTIAL|Varenia National.*?cleared|\d+ of \d+", "", text, flags=re.DOTALL)
        pages.append(squeeze(text))
    return "".join(pages)


def words_lost(data: bytes, text: str) -> list[str]:
    body = body_of(data)
    return [word for word in text.split() if squeeze(word) not in body]


def test_markup_is_printed_as_it_was_written(pack: Make) -> None:
    data = render(pack(Prose(MARKUP), Heading(MARKUP), TableBlock((Column(MARKUP),), ((MARKUP,),)))).data
    assert body_of(data).count(squeeze(MARKUP)) >= 3


@pytest.mark.parametrize("columns", [1, 4, 10])
def test_a_cell_of_twenty_thousand_letters_runs_over_pages(pack: Make, columns: int) -> None:
    row = (LONG, *(f"side {i}" for i in range(columns - 1)))
    data = render(pack(TableBlock(tuple(Column(f"C{i}") for i in range(columns)), (row,)))).data
    if columns == 1:
        assert words_lost(data, LONG) == []
    letters = Counter("".join(read_pages(data)))
    assert not [c for c, count in Counter(squeeze(LONG)).items() if letters[c] < count]


def test_letters_of_a_broken_cell_are_all_there(pack: Make) -> None:
    data = render(pack(TableBlock((Column("A", 1), Column("B", 9)), (("", LONG),)))).data
    assert words_lost(data, LONG) == []


def test_sixty_columns_become_tables_that_fit(pack: Make) -> None:
    columns = tuple(Column(f"Head{i}") for i in range(60))
    data = render(pack(TableBlock(columns, (tuple(f"cell{i}" for i in range(60)),)))).data
    body = body_of(data)
    assert [i for i in range(60) if f"Head{i}" not in body or f"cell{i}" not in body] == []
    assert body.count("cell0") == 7, "the first column stands in each of the tables"


def test_a_row_with_too_many_cells_is_a_mistake(pack: Make) -> None:
    with pytest.raises(ValueError, match="3 cells in a table of 2 columns"):
        render(pack(TableBlock((Column("A"), Column("B")), (("1", "2", "3"),))))


def test_a_short_row_is_filled(pack: Make) -> None:
    assert "only" in body_of(render(pack(TableBlock((Column("A"), Column("B")), (("only",),)))).data)


def test_long_texts_are_never_lost_wherever_they_stand(pack: Make) -> None:
    blocks = (
        Heading(LONG),
        Callout(LONG, LONG),
        Points((Point(LONG, LONG),)),
        Facts((Fact(LONG, LONG),)),
        Entries((Entry(LONG, LONG, LONG), Entry("Minister", "favourable", LONG))),
        TableBlock((Column(LONG), Column("B")), ((LONG, LONG),), caption=LONG),
    )
    for block in blocks:
        data = render(pack(block, Prose("after"), cover=Cover.HEAD)).data
        if not isinstance(block, TableBlock):
            assert words_lost(data, LONG) == [], type(block)
        assert "after" in body_of(data)


def test_a_word_of_five_hundred_letters_is_broken_between_letters(pack: Make) -> None:
    data = render(pack(Prose(UNBROKEN), Callout("x", UNBROKEN))).data
    assert body_of(data).count(UNBROKEN) == 2


def test_a_title_longer_than_a_page_still_makes_a_pack(pack: Make) -> None:
    data = render(pack(Prose("Words."), title=LONG, recipient=LONG, campaign=LONG)).data
    assert words_lost(data, LONG) == []


def test_what_cannot_print_is_left_out_and_the_rest_stays(pack: Make) -> None:
    nasty = "a\x00b\ud800c\u202ed\u2067e\ufffe\x1bf"
    assert "abcdef" in body_of(render(pack(Prose(nasty), title=nasty, office=nasty)).data)


ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(max_codepoint=0x2FF, exclude_categories=()),
        st.sampled_from(
            "ابتثلا لأ١٢٣ אבג हिन्दी កខ្មែរ မြန်မာ 我们😀→\u200d\u200c\u200f\u202e\u2067\u2069\x00\ud800\n\t-—/()[]"
        ),
    ),
    max_size=80,
)


@settings(max_examples=30)
@given(
    st.lists(
        st.one_of(
            st.builds(Prose, ANY_TEXT),
            st.builds(Heading, ANY_TEXT, st.sampled_from([2, 3]), ANY_TEXT),
            st.builds(Callout, ANY_TEXT, ANY_TEXT),
            st.builds(
                Points, st.lists(st.builds(Point, ANY_TEXT, ANY_TEXT), max_size=3).map(tuple), st.booleans()
            ),
            st.builds(Facts, st.lists(st.builds(Fact, ANY_TEXT, ANY_TEXT), max_size=3).map(tuple)),
            st.builds(
                Entries, st.lists(st.builds(Entry, ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=3).map(tuple)
            ),
            st.builds(
                TableBlock,
                st.just((Column("One"), Column("وزارة", 0.1), Column(""))),
                st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=4).map(tuple),
                ANY_TEXT,
                ANY_TEXT,
            ),
        ),
        max_size=6,
    ),
    st.sampled_from(["ltr", "rtl"]),
)
def test_any_pack_can_be_made_and_loses_no_text(pack: Make, blocks: list[object], direction: str) -> None:
    sections = tuple(Section(f"s{i}", f"Sect{i}", (block, Prose("end"))) for i, block in enumerate(blocks))  # type: ignore[arg-type] # any block
    made = render(pack(sections=sections, direction=direction))
    assert len(read_pages(made.data)) == made.pages
    assert prove(made.data, sections) == []
