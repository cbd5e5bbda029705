"""Tables: widths, repeated headings, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hdplanner.briefing.blocks import column_groups
from hdplanner.briefing.content import Column, PackContent, Prose, Side, TableBlock
from hdplanner.briefing.document import render
from hdplanner.briefing.table import GUTTER, column_widths
from tests.briefing.conftest import read_pages

Make = Callable[..., PackContent]


def test_columns_share_the_width() -> None:
    widths = column_widths([1, 3], [0, 0], 414)
    assert widths == [100, 300]
    assert sum(widths) + GUTTER == 414


def test_a_column_is_never_narrower_than_the_longest_word_of_its_heading() -> None:
    widths = column_widths([1, 9], [80, 0], 414)
    assert widths[0] == pytest.approx(80)
    assert sum(widths) == pytest.approx(400)


def test_headings_too_wide_for_the_page_leave_the_shares() -> None:
    assert column_widths([1, 1], [900, 900], 414) == [200, 200]


@pytest.mark.parametrize("count", [1, 10, 11, 60])
def test_every_column_of_a_wide_table_is_set(count: int) -> None:
    groups = column_groups(count)
    assert set().union(*groups) == set(range(count))
    assert all(len(group) <= 10 and group[0] == 0 for group in groups)


def test_the_heading_row_comes_again_on_each_page_and_rows_stay_whole(pack: Make) -> None:
    rows = tuple((f"first{i} of a row", f"second{i} " * 12, str(i)) for i in range(80))
    table = TableBlock(
        (Column("Who"), Column("What they care about", 2), Column("Rank", 0.4, Side.END)), rows
    )
    pages = read_pages(render(pack(table)).data)[1:]
    assert len(pages) > 2
    assert all("What they care about" in page for page in pages)
    for i in range(80):
        assert [page.count(f"second{i} ") + page.count(f"second{i}\r") for page in pages].count(0) == len(
            pages
        ) - 1


@pytest.mark.parametrize("lines", range(30, 48))
def test_no_row_stands_alone_where_a_table_begins_or_ends(pack: Make, lines: int) -> None:
    rows = tuple((f"marked{i}", "a few words") for i in range(6))
    filler = Prose("\n".join(["A line of text."] * lines))
    pages = read_pages(render(pack(filler, TableBlock((Column("Who"), Column("What")), rows))).data)
    counts = [page.count("marked") for page in pages if "marked" in page]
    assert sum(counts) == 6
    assert 1 not in counts
