"""Which way each stretch of a line runs, and which font and language it asks for."""

from __future__ import annotations

import pytest

from hdplanner.briefing.word.scripts import Tongue, marked, turning, ways

LRM, RLM = "\u200e", "\u200f"


def flags(line: str, rtl: bool) -> list[tuple[str, bool]]:
    return [(text, way.rtl) for text, way in ways(line, rtl)]


def test_a_line_of_one_direction_is_one_stretch() -> None:
    assert flags("Plain words, 2026.", rtl=False) == [("Plain words, 2026.", False)]
    assert flags("في 4 ديسمبر 2026.", rtl=True) == [("في 4 ديسمبر 2026.", True)]


def test_a_number_alone_follows_its_paragraph() -> None:
    assert flags("12–14", rtl=True) == [("12–14", True)]
    assert flags("12–14", rtl=False) == [("12–14", False)]


def test_latin_words_keep_the_signs_between_them() -> None:
    assert flags("من Anar Velic (OCHA) إلى", rtl=True) == [
        ("من ", True),
        ("Anar Velic (OCHA)", False),
        (" إلى", True),
    ]


def test_arabic_words_in_english_take_their_numbers_along() -> None:
    assert flags("says المادة 14 today", rtl=False) == [
        ("says ", False),
        ("المادة 14", True),
        (" today", False),
    ]


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("\u2068Foo\u2069 · Bar", False, "Foo · Bar"),
        ("\u2068Foo\u2069", True, f"{RLM}{LRM}Foo{LRM}{RLM}"),
        ("\u2068وزارة\u2069 x", False, f"{LRM}{RLM}وزارة{RLM}{LRM} x"),
        ("\u206812\u2069 وزارة", True, f"{RLM}{LRM}12{LRM}{RLM} وزارة"),
    ],
)
def test_isolates_become_marks(text: str, rtl: bool, expected: str) -> None:
    assert marked(text, rtl) == expected


def test_a_nested_isolate_returns_to_the_one_around_it() -> None:
    made = marked("\u2067وزارة \u2066Foo\u2069\u2069 x", rtl=False)
    assert made == f"{LRM}{RLM}وزارة {RLM}{LRM}Foo{LRM}{RLM}{RLM}{LRM} x"


def test_only_a_line_that_runs_the_other_way_is_marked_at_its_ends() -> None:
    assert turning("Plain.", rtl=True) == LRM
    assert turning("وزارة", rtl=False) == RLM
    assert turning("وزارة", rtl=True) == ""
    assert turning("12.5 %", rtl=True) == ""


@pytest.mark.parametrize(
    ("text", "font", "language"),
    [
        ("हिन्दी", "Noto Sans Devanagari", "hi-IN"),
        ("አማርኛ", "Noto Sans Ethiopic", "am-ET"),
        ("ภาษาไทย", "Noto Sans Thai", "th-TH"),
        ("עברית", "Arial", "he-IL"),
    ],
)
def test_a_script_brings_its_font_and_language(text: str, font: str, language: str) -> None:
    ((found, way),) = [pair for pair in ways(text, rtl=False) if pair[1].script is not None]
    assert way.script is not None
    assert (found, way.script.font, way.script.language) == (text, font, language)


def test_usual_letters_need_no_font_of_their_own() -> None:
    assert [way.script for _text, way in ways("Latin Русский 我们 وزارة", rtl=False)] == [None, None]


@pytest.mark.parametrize(
    ("language", "tag", "slot"),
    [
        ("en", "en-GB", "val"),
        ("pt-BR", "pt-BR", "val"),
        ("fr_FR", "fr-FR", "val"),
        ("ar", "ar-SA", "bidi"),
        ("zh", "zh-CN", "eastAsia"),
        ("", "", "val"),
        ("not a <language>", "", "val"),
    ],
)
def test_languages_bear_the_names_that_word_gives_them(language: str, tag: str, slot: str) -> None:
    tongue = Tongue.of(language)
    assert (tongue.tag, tongue.slot) == (tag, slot)
