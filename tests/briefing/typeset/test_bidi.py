"""Embedding levels against hand-written cases, and against Unicode's own conformance file where it is installed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.briefing.typeset import bidi

CONFORMANCE = Path("/usr/share/unicode")  # Debian's package unicode-data, which dev.py installs
SHARDS = 4  # so that each core takes its part
needs_conformance = pytest.mark.skipif(
    not (CONFORMANCE / "BidiTest.txt").is_file(), reason="needs Unicode's files (Debian: unicode-data)"
)
# A character of each class.
OF_CLASS = {
    unicodedata.bidirectional(character): character
    for character in "a\u05d0\u06271+$\u0660,\u0300\u00ad\u2029\t !"
    "\u202a\u202d\u202b\u202e\u202c\u2066\u2067\u2068\u2069"
}

# Text, paragraph level, expected levels. Latin letters are L, א ב ג are R, ا ب ج are AL, ١٢ are AN.
CASES = [
    ("abc", 0, "000"),
    ("abc", 1, "222"),
    ("אבג", 0, "111"),
    ("אבג", 1, "111"),
    ("a א", 0, "001"),
    ("a א b", 0, "00100"),
    ("א a ב", 1, "11211"),
    ("א1", 1, "12"),
    ("a1", 0, "00"),
    ("a1", 1, "22"),
    ("ا12", 1, "122"),
    ("ا1-2", 1, "1212"),
    ("א1-2", 1, "1222"),
    ("א1,2", 1, "1222"),
    ("ا1,2", 1, "1222"),
    ("ا١٫٢", 1, "1222"),
    ("א1/2", 1, "1222"),
    ("א$5", 1, "122"),
    ("א5%", 1, "122"),
    ("ا5%", 1, "121"),
    ("א (a) ב", 1, "1112111"),
    ("א (ב) a", 1, "1111112"),
    ("a (ב) c", 0, "0001000"),
    ("a (b ב) c", 0, "000001000"),
    ("א(a)", 1, "1121"),
    ("a(ב)", 0, "0010"),
    ("ab(אב)", 0, "000110"),
    ("א [a", 1, "1112"),
    ("a! ", 0, "000"),
    ("a! ", 1, "211"),
    ("אב! ", 1, "1111"),
    ("12", 0, "00"),
    ("12", 1, "22"),
    ("\u05d0\u05b0a", 1, "112"),
    ("a\u2067b\u2069c", 0, "00200"),
    ("a\u2066א\u2069c", 0, "00300"),
    ("a\u2068א b\u2069c", 0, "0011200"),
    ("a\u2068b א\u2069c", 0, "0022300"),
    ("\u202eab\u202c", 0, "0110"),
    ("a\u200fb", 0, "010"),
    ("a\t1", 1, "212"),
]


def levels_of(text: str, base: int) -> list[int]:
    levels = bidi.embedding_levels(text, base)
    bidi.reset_trailing(text, levels, base)
    return levels


@pytest.mark.parametrize(("text", "base", "expected"), CASES)
def test_levels_are_those_of_the_algorithm(text: str, base: int, expected: str) -> None:
    removed = "\u202a\u202b\u202c\u202d\u202e"
    found = [(c, level) for c, level in zip(text, levels_of(text, base), strict=True) if c not in removed]
    wanted = [(c, int(level)) for c, level in zip(text, expected, strict=True) if c not in removed]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", 0),
        ("  123 א", 1),
        ("123", None),
        ("", None),
        ("\u2067א\u2069 a", 0),
        ("ا", 1),
        ("(\u2068a", None),
    ],
)
def test_the_first_strong_letter_gives_the_direction(text: str, expected: int | None) -> None:
    assert bidi.first_strong(text) == expected


def test_a_number_in_arabic_text_keeps_its_own_order() -> None:
    text = "إن ۲٫۵ مليون (OCHA, 2026)"
    levels = bidi.embedding_levels(text, 1)
    shown = "".join(bidi.visual_order(text, levels))
    assert "۲٫۵" in shown
    assert "OCHA, 2026" in shown
    assert shown.index("OCHA") < shown.index("۲٫۵") < shown.index("نإ")


def test_plain_text_needs_no_levels() -> None:
    assert not bidi.needs_levels("Café, naïve — 25 % “quoted”", 0)
    assert bidi.needs_levels("with وزير", 0)
    assert bidi.needs_levels("plain, in a right-to-left paragraph", 1)


@given(
    st.text(alphabet="aא1ا١ (.)[]\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202e\u0301\t-%", max_size=40),
    st.integers(0, 1),
)
def test_every_character_gets_a_level_and_a_place(text: str, base: int) -> None:
    levels = bidi.embedding_levels(text, base)
    assert len(levels) == len(text)
    assert all(base <= level <= bidi.MAX_DEPTH + 1 for level in levels)
    places = bidi.visual_order(range(len(text)), levels)
    assert sorted(places) == list(range(len(text)))


@needs_conformance
def test_all_of_unicodes_own_texts_pass() -> None:
    lines = (CONFORMANCE / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines()
    cases = [line for line in lines if line and not line.startswith("#")]
    assert len(cases) > 91_000
    assert [case for case in cases if not passes(case)] == []


@pytest.mark.soak
@needs_conformance
@pytest.mark.parametrize("shard", range(SHARDS))
def test_all_of_unicodes_own_rows_of_classes_pass(shard: int) -> None:
    """All 770,241 of them: each row is of classes, not of letters, and of one to three paragraph levels."""
    done, wrong = 0, []
    levels: list[str] = []
    order: list[int] = []
    lines = (CONFORMANCE / "BidiTest.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("@Levels:"):
            levels = line.split()[1:]
        elif line.startswith("@Reorder:"):
            order = [int(place) for place in line.split()[1:]]
        elif line and line[0] not in "#@" and number % SHARDS == shard:
            classes, directions = line.split(";")
            text = "".join(map(OF_CLASS.__getitem__, classes.split()))
            bits = int(directions, 16)
            for base in [
                *([bidi.first_strong(text) or 0] * (bits & 1)),
                *([0] * (bits >> 1 & 1)),
                *([1] * (bits >> 2)),
            ]:
                done += 1
                if not stands(text, base, levels, order):
                    wrong.append((line, base))
    assert wrong == []
    assert done > 190_000


def stands(text: str, base: int, expected: list[str], order: list[int]) -> bool:
    """Whether levels and places are the expected ones; "x" is a character that rule X9 removes."""
    levels = levels_of(text, base)
    kept = [i for i, level in enumerate(expected) if level != "x"]
    return (
        all(levels[i] == int(expected[i]) for i in kept)
        and bidi.visual_order(kept, [levels[i] for i in kept]) == order
    )


def passes(line: str) -> bool:
    codes, direction, paragraph, expected, order = line.split(";")
    text = "".join(chr(int(code, 16)) for code in codes.split())
    base = int(direction) if int(direction) < 2 else (bidi.first_strong(text) or 0)
    return base == int(paragraph) and stands(text, base, expected.split(), [int(i) for i in order.split()])
