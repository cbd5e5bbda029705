"""Cleaning, and where lines may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.briefing.typeset.breaking import stretches
from hdplanner.briefing.typeset.cleaning import clean, isolate


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\ud800b", "ab"),
        ("tab\there", "tab here"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("e\u0301", "é"),
        ("a\u202eb\u202cc", "abc"),
        ("a\u2067b", "ab"),
        ("a\u2069b", "ab"),
        ("a\u2067b\u2069c", "a\u2067b\u2069c"),
        ("\ufeffstart\uffff", "start"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_text_is_made_fit_to_print(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_cleaning_once_is_enough(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-16-be")


def test_thousands_of_open_isolates_are_dropped_at_once() -> None:
    assert clean("\u2068" * 50_000 + "a") == "a"


def test_an_isolated_name_leaves_its_neighbours_alone() -> None:
    assert isolate("وزير") == "\u2068وزير\u2069"
    assert isolate("") == ""


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("one two  three", ["one ", "two  ", "three"]),
        (" lead", [" ", "lead"]),
        ("head-quarters and/or", ["head-", "quarters ", "and/", "or"]),
        ("pages 3-5, 3–5, -5", ["pages ", "3-5, ", "3–5, ", "-5"]),
        ("text—dash", ["text—", "dash"]),
        ("我们（人道）需要。", ["我", "们", "（人", "道）", "需", "要。"]),
        ("ab\u200bcd", ["ab\u200b", "cd"]),
        ("no\u00a0break", ["no\u00a0break"]),
        ("", []),
    ],
)
def test_lines_break_where_a_reader_expects(line: str, parts: list[str]) -> None:
    assert stretches(line) == parts


@given(st.text(alphabet="ab -/—\u200b我。（）1 \u05d0", max_size=40))
def test_a_line_cut_in_stretches_is_the_line(line: str) -> None:
    assert "".join(stretches(line)) == line
