from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as driver

from hdplanner.storage.folding import fold, query


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("مستشفی", "مستشفى"),
        ("الوزارة", "الوزاره"),
        ("José", "jose"),
        ("İstanbul", "istanbul"),
        ("ёлка", "елка"),
        ("Straße", "STRASSE"),
    ],
)
def test_words_that_readers_take_as_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("مُحَمَّد", "محمد"),
        ("الوزارة", "وزارة"),
        ("وزارة", "الوزارة"),
        ("北京市人道主义走廊", "人道"),
        ("北京市人道主义走廊", "走廊"),
        ("한국 적십자사", "적십자"),
        ("José Müller", "jose mull"),
        ("Straße O'Brien", "O'Brien"),
        ("Привет ёлка", "елка"),
        ("snake_case words", "case"),
    ],
)
def test_a_word_is_found_however_it_is_written(stored: str, typed: str) -> None:
    assert _finds(stored, typed)


def test_only_the_last_word_may_be_unfinished() -> None:
    assert _finds("Ministry of Health", "health minis")
    assert not _finds("Ministry of Health", "minis health")


@pytest.mark.parametrize("typed", ["", "   ", '"', "( ) * -", "_", "ـ", "\0"])
def test_a_text_without_a_word_asks_nothing(typed: str) -> None:
    assert query(typed) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_query(typed: str) -> None:
    _finds("anything", typed)


@pytest.mark.parametrize(
    "typed", ["O'Brien", "C++", "-x", "foo:bar", "a OR b", "NEAR(a b)", "a*b", 'say "hi']
)
def test_query_operators_are_plain_words(typed: str) -> None:
    assert _finds(f"before {typed} after", typed)


def _finds(stored: str, typed: str) -> bool:
    asked = query(typed)
    connection = driver.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(a, tokenize = 'unicode61 remove_diacritics 0')")
    connection.execute("INSERT INTO f VALUES (?)", (fold(stored),))
    try:
        return asked is not None and bool(
            connection.execute("SELECT 1 FROM f WHERE f MATCH ?", (asked,)).fetchall()
        )
    finally:
        connection.close()
