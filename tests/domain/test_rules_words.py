from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_versions import compare
from hdplanner.domain.rules_words import find_words, word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   \n", 0),
        ("Waive duties on relief goods.", 5),
        ("It’s a two-year plan, isn't it?", 6),
        ("L’aide n’arrive pas", 3),
        ("المساعدات لا تصل في الوقت المناسب", 6),
        ("Ξεκινάμε τώρα", 2),
        ("救援物资必须免税", 4),
        ("กฎหมายช่วยชีวิต", 3),
        ("Article 14 costs 0.5 % now", 5),
        ("WHO 和 UNICEF", 3),
    ],
)
def test_words_are_counted_in_any_language(text: str, count: int) -> None:
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("The regime must act.", "regime", ["regime"]),
        ("A regimen of pills", "regime", []),
        ("The REGIME's men", "regime", ["REGIME"]),
        ("Les réfugiés", "refugies", ["réfugiés"]),
        ("an  illegal\nmigrant", "illegal migrant", ["illegal\nmigrant"]),
        ("قال النِّظام كلمته", "النظام", ["النِّظام"]),
        ("أمن الحدود", "امن", ["أمن"]),
        ("这个政权很强", "政权", ["政权"]),
        ("C++ is (not) here", "C++", ["C++"]),
        ("nothing", "  ", []),
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
    ],
)
def test_a_word_is_found_whole_whatever_its_dress(text: str, word: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_words(text, [word])] == found


def test_of_overlapping_words_the_longer_is_named_once() -> None:
    (one,) = find_words("the de facto authorities", ["de facto", "de facto authorities"])
    assert one.word == "de facto authorities"


@given(st.text(), st.text(max_size=8))
def test_a_word_found_lies_inside_its_text(text: str, word: str) -> None:
    for one in find_words(text, [word]):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(max_size=200), st.text(max_size=200))
def test_two_wordings_compared_give_both_back(old: str, new: str) -> None:
    runs = compare(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new


def test_what_changed_is_told_word_by_word() -> None:
    runs = compare("Waive duties on relief goods.", "Waive all duties on relief items.")
    assert [(run.text, run.kind) for run in runs if run.kind != "same"] == [
        ("all ", "added"),
        ("goods", "removed"),
        ("items", "added"),
    ]


def test_a_mark_is_not_changed_where_only_the_space_behind_it_is() -> None:
    runs = compare("Waive duties.", "Waive duties. Now.")
    assert runs == [("Waive duties.", "same"), (" Now.", "added")]
    runs = compare("Waive duties. Now.", "Waive duties.\nNow.")
    assert runs == [("Waive duties.", "same"), (" ", "removed"), ("\n", "added"), ("Now.", "same")]


def test_neighbouring_runs_are_of_different_kinds() -> None:
    kinds = [run.kind for run in compare("  One. Two three.", "One.  Two, three. Four.")]
    assert all(one != other for one, other in pairwise(kinds))
