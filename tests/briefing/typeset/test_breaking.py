"""What is broken at spaces alone, without asking ICU, breaks where ICU would break it."""

from __future__ import annotations

import random

from icu4py.breakers import LineBreaker

from hdplanner.briefing.typeset import breaking

LETTERS = [
    chr(code)
    for first, last in (
        (0x41, 0x5A),
        (0x61, 0x7A),
        (0x30, 0x39),
        (0xC0, 0x52F),
        (0x5D0, 0x5EA),
        (0x60C, 0x6F9),
    )
    for code in range(first, last + 1)
]


def test_text_that_needs_no_care_breaks_where_icu_breaks_it() -> None:
    dice = random.Random(9)
    letters = [letter for letter in LETTERS if breaking._NEEDS_CARE.search(letter) is None]
    for _ in range(3_000):
        line = "".join(dice.choice((dice.choice(letters), dice.choice(" ,.;:'\u060c"))) for _ in range(30))
        assert breaking.stretches(line) == list(LineBreaker(line, "en")), line
    words = ["".join(dice.choices(letters, k=dice.randint(1, 8))) for _ in range(4_000)]
    for start in range(0, 4_000, 10):
        line = dice.choice((" ", ", ", ". ", "\u060c ", ": ", "'")).join(words[start : start + 10])
        assert breaking._NEEDS_CARE.search(line) is None
        assert breaking.stretches(line) == list(LineBreaker(line, "en")), line


def test_arabic_and_russian_sentences_need_no_care() -> None:
    for line in ("وصلت القافلة، ثم عادت.", "Колонна пришла, но вернулась.", "L'équipe était là."):
        assert breaking._NEEDS_CARE.search(line) is None, line
