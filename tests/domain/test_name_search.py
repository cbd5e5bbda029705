"""Names are found however they are printed, and nothing is taken for a name that is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.name_search import NameSearch


def names_in(text: str, *names: str) -> list[str]:
    return [found.name for found in NameSearch(names).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ask Ana Bel.",
        "ask ANA BEL!",
        "(ana\u00a0bel)",
        "Ana\nBel",
        "Ana  Bel's view",
        "From Ana Bel, to us",
    ],
)
def test_a_name_is_found_in_any_capitals_and_spacing(text: str) -> None:
    assert names_in(text, "Ana Bel") == ["Ana Bel"]


@pytest.mark.parametrize("text", ["Anabel", "Isana Bel", "Ana Belgrade", "Ana", ""])
def test_a_part_of_a_word_is_no_name(text: str) -> None:
    assert names_in(text, "Ana Bel") == []


def test_the_longest_of_names_that_begin_alike_is_taken() -> None:
    names = ("Ministry of Finance", "Ministry of Finance and Trade", "Finance")
    assert names_in("The Ministry of Finance and Trade", *names) == ["Ministry of Finance and Trade"]
    assert names_in("The Ministry of Finance, and Finance", *names) == ["Ministry of Finance", "Finance"]


def test_a_short_acronym_is_no_ordinary_word_but_stands_in_addresses() -> None:
    assert names_in("who decides?", "WHO") == []
    assert names_in("The WHO decides", "WHO") == ["WHO"]
    assert names_in("see www.who.int/x or mail@who", "WHO") == ["WHO", "WHO"]
    assert names_in("unicef and Unicef", "UNICEF") == ["UNICEF", "UNICEF"]


def test_names_of_two_letters_are_not_searched_but_of_two_chinese_characters_they_are() -> None:
    assert names_in("an EU of we", "EU", "") == []
    assert names_in("我们和张伟谈过", "张伟") == ["张伟"]


def test_a_name_is_found_where_no_spaces_divide_words() -> None:
    assert names_in("我们在中国红十字会开会", "中国红十字会") == ["中国红十字会"]
    assert names_in("เราพบสภากาชาดไทยเมื่อวาน", "สภากาชาดไทย") == ["สภากาชาดไทย"]


@pytest.mark.parametrize(
    "text", ["وزارة المالية", "ووزارة المالية", "لوزارة الماليّة", "بوزارة الماليه", "وَزارة المالية"]
)
def test_an_arabic_name_is_found_behind_what_is_written_with_it(text: str) -> None:
    assert names_in(f"قالت {text} إن", "وزارة المالية") == ["وزارة المالية"]


def test_the_article_of_an_arabic_name_may_melt_into_the_preposition() -> None:
    assert names_in("رسالة للوزارة", "الوزارة") == ["الوزارة"]
    assert names_in("والوزارة", "الوزارة") == ["الوزارة"]
    assert names_in("وزير", "وزير الخارجية") == []


def test_quotes_and_dashes_of_any_kind_are_alike() -> None:
    assert names_in("Côte d’Ivoire and Ana\u2011Bel", "Côte d'Ivoire", "Ana-Bel") == [
        "Côte d'Ivoire",
        "Ana-Bel",
    ]


def test_signs_in_a_name_are_no_patterns() -> None:
    assert names_in("C++ (A.B.) [x]* a|b", "C++", "A.B.C", "x]*") == ["C++", "x]*"]


def test_a_replaced_name_leaves_the_rest_as_it_is() -> None:
    search = NameSearch(["Ana Bel", "WHO"])
    assert search.replaced("To Ana Bel, who knows; WHO.", {"Ana Bel": "Oak", "WHO": "Elm"}.__getitem__) == (
        "To Oak, who knows; Elm."
    )
    assert search.replaced("nothing here", str) == "nothing here"


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6), st.text(max_size=60))
def test_whatever_is_searched_the_text_between_the_names_stays(names: list[str], text: str) -> None:
    search = NameSearch(names)
    found = list(search.find(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert search.replaced(text, lambda name: "") == "".join(
        text[start:end]
        for start, end in zip(
            [0, *(one.end for one in found)], [*(one.start for one in found), len(text)], strict=True
        )
    )
