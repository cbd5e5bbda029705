"""Cleaning, and where lines may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from hdplanner.briefing.typeset import breaking
from hdplanner.briefing.typeset.breaking import letters, stretches
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
        ("他说：“我们需要‘援助’。”", ["他", "说：", "“我", "们", "需", "要", "‘援", "助’。”"]),
        ("《人道》、〈法〉", ["《人", "道》、", "〈法〉"]),
        ("東京タワーッー", ["東", "京", "タ", "ワーッー"]),
        ("รัฐมนตรีเห็นด้วยกับร่างกฎหมาย 2026", ["รัฐมนตรี", "เห็น", "ด้วย", "กับ", "ร่าง", "กฎหมาย ", "2026"]),
        ("ລັດຖະມົນຕີເຫັນດີກັບຮ່າງກົດໝາຍ", ["ລັດຖະມົນຕີ", "ເຫັນດີ", "ກັບ", "ຮ່າງ", "ກົດໝາຍ"]),
        ("រដ្ឋមន្ត្រីហិរញ្ញវត្ថុយល់ព្រម", ["រដ្ឋមន្ត្រី", "ហិរញ្ញវត្ថុ", "យល់ព្រម"]),
        ("ဘဏ္ဍာရေးဝန်ကြီး သဘောတူသည်", ["ဘဏ္ဍာရေး", "ဝန်ကြီး ", "သဘောတူ", "သည်"]),
        ("قال (OCHA, 2026) إن ۲٫۵ مليون", ["قال ", "(OCHA, ", "2026) ", "إن ", "۲٫۵ ", "مليون"]),
        ("Oui ! « Bonjour » :", ["Oui ! ", "« Bonjour » :"]),
        ("co\u00adoperation", ["co\u00ad", "operation"]),
        ("بي\u00adت من", ["بي\u00adت ", "من"]),
        (
            "see https://relief.example.org/a-b/2026?x=1.",
            ["see ", "https://", "relief.", "example.", "org/", "a-b/", "2026?x=1."],
        ),
        ("an.na@office.example.org", ["an.", "na@office.", "example.", "org"]),
        ("请看www.example.org/页。", ["请", "看", "www.", "example.", "org/", "页。"]),
        ("ab\u200bcd", ["ab\u200b", "cd"]),
        ("no\u00a0break", ["no\u00a0break"]),
        ("", []),
    ],
)
def test_lines_break_where_a_reader_expects(line: str, parts: list[str]) -> None:
    assert stretches(line) == parts


@given(st.text(alphabet="ab -/—–.@w:\u00ad\u200b\u2068\u2069我。（）1 \u05d0\u0628ก์", max_size=40))
@pytest.mark.parametrize("with_icu", [True, False])
def test_a_line_cut_in_stretches_or_letters_is_the_line(with_icu: bool, line: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaking, "_HAS_ICU", with_icu)
        assert "".join(stretches(line)) == "".join(letters(line)) == line
        assert "" not in stretches(line) + letters(line)


@given(st.text(alphabet="ab zAZ09,.;:'", max_size=40))
def test_plain_words_break_as_the_library_would_break_them(line: str) -> None:
    assert stretches(line) == list(LineBreaker(line, "en"))


def test_without_the_library_lines_break_at_spaces_and_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaking, "_HAS_ICU", False)
    assert stretches("รัฐมนตรี ab\u200bcd co\u00adop") == ["รัฐมนตรี ", "ab\u200b", "cd ", "co\u00ad", "op"]
    assert letters("กำลัง") == ["กำ", "ลั", "ง"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("ခေါင်းဆောင်", ["ခေါ", "င်း", "ဆော", "င်"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("กำเนิดเวลาๆ", ["กำ", "เนิ", "ด", "เว", "ลาๆ"]),
        ("👩\u200d👩\u200d👧🇫🇷e\u0301", ["👩\u200d👩\u200d👧", "🇫🇷", "e\u0301"]),
        ("co\u00adop", ["c", "o\u00ad", "o", "p"]),
    ],
)
def test_a_word_too_wide_breaks_between_what_readers_call_letters(word: str, parts: list[str]) -> None:
    assert letters(word) == parts


def test_a_letter_of_a_thousand_marks_is_cut_all_the_same() -> None:
    assert max(map(len, letters("e" + "\u0301" * 1000))) == 64
