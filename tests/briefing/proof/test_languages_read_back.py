"""What is read out of a pack is what was put in, in each language of packs: every string, as often as it is printed.

Read by PDFium (Chrome, Edge) and by Poppler (Evince, Okular). White space is not compared, for lines end where they
end; words are, so that none runs into the next. Where a reader's own order of mixed lines is known to be wrong
(docs/typesetting.md), words are counted instead of strings.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from shutil import which
from typing import NamedTuple

import pypdfium2
import pytest

from hdplanner.briefing import build
from hdplanner.briefing.content import (
    Block,
    Callout,
    Cover,
    Entries,
    Facts,
    FigureBlock,
    Heading,
    Marking,
    PackContent,
    Points,
    Prose,
    Section,
    TableBlock,
    is_blank,
    plain,
    printable,
)
from hdplanner.briefing.document import render
from hdplanner.briefing.inventory import texts_of
from hdplanner.i18n import PACK_LANGUAGES
from hdplanner.paths import resource
from hdplanner.services import campaigns, interchange
from hdplanner.storage import Document, Label
from tests.briefing.conftest import read_pages, squeeze

Read = Callable[[bytes], str]

_FROM_RIGHT = "\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
_HAN = "\u3400-\u9fff"
_WORD = re.compile(rf"[{_FROM_RIGHT}]+|[{_HAN}]|[^\W{_FROM_RIGHT}{_HAN}]+")
_WITH_VOWEL_SIGNS = re.compile("\\S*[\u064b-\u065f\u0670]\\S*")
_MARKS = re.compile("[\u064b-\u065f\u0670]")
_DASHES = re.compile("[–•-]")
_SIGNS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\x02]")
_BUT_NUMBERS = ("EN", "AN", "ES", "ET", "CS")


def by_pdfium(data: bytes) -> str:
    return "\n".join(read_pages(data))


def by_poppler(data: bytes) -> str:
    if which("pdftotext") is None:
        pytest.skip("Poppler is not installed")
    return subprocess.run(
        ["pdftotext", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()


READERS = {"PDFium": by_pdfium, "Poppler": by_poppler}


class Printed(NamedTuple):
    """A string of a pack, and all that stands on the same lines with it."""

    text: str
    row: str


def rows_of(content: PackContent) -> Iterator[tuple[str, ...]]:
    """What a pack prints, row by row."""
    yield from ((text,) for text in (content.title, content.subtitle, content.campaign, content.office))
    yield from ((content.marking.text,), (content.clearance,))
    yield from _rows_of(Facts(content.facts))
    for section in content.sections:
        yield (section.title,)
        for block in printable(section.blocks):
            yield from _rows_of(block)


def _rows_of(block: Block) -> Iterator[tuple[str, ...]]:
    match block:
        case Heading():
            yield from ((block.text,), (block.note,))
        case Prose():
            yield (plain(block.text),)
        case Callout():
            yield from ((block.label,), (plain(block.text),))
        case Points():
            yield from ((plain(item.lead), plain(item.detail)) for item in block.items)
        case Facts():
            yield from ((fact.label, plain(fact.value)) for fact in block.rows if not is_blank(fact.value))
        case Entries():
            for entry in block.items:
                if not is_blank(entry.title):
                    yield from ((plain(entry.title), entry.aside), (plain(entry.detail),))
        case TableBlock():
            yield from ((block.caption,), () if block.rows else (block.none,))
            yield tuple(column.title for column in block.columns) if block.rows else ()
            yield from (tuple(map(plain, row)) for row in block.rows)
        case FigureBlock():
            yield (block.caption,)
            yield tuple(getattr(shape, "text", "") for shape in block.figure.shapes)
        case other:
            raise AssertionError(f"no rows are known of {type(other).__name__}")


def printed(content: PackContent) -> list[Printed]:
    """Every string that is printed."""
    return [
        Printed(text, " ".join(row))
        for row in rows_of(content)
        for text in row
        if text and not text.isspace()
    ]


def sides(text: str) -> set[str]:
    """The directions of its letters."""
    kinds = {unicodedata.bidirectional(sign) for sign in text}
    return {side for side, strong in (("left", {"L"}), ("right", {"R", "AL"})) if kinds & strong}


def stays_whole(reader: str, one: Printed) -> bool:
    """PDFium has one order for each line, Poppler one for each page: see docs/typesetting.md."""
    if reader == "PDFium":
        return len(sides(one.row)) < 2
    marks = any(unicodedata.bidirectional(sign) in _BUT_NUMBERS for sign in one.text)
    return len(sides(one.text)) < 2 and not ("right" in sides(one.text) and marks)


def bare_of_signs(text: str) -> str:
    return unicodedata.normalize("NFC", _SIGNS.sub("", text))


def parts_of(text: str) -> list[str]:
    """Words without vowel signs, cut where one script meets another; each Chinese letter is one."""
    return _WORD.findall(_MARKS.sub("", bare_of_signs(text)).casefold())


def bare(text: str) -> str:
    """Without white space, signs that are not seen and the dashes of lists, which stand at the far end of a line."""
    return _DASHES.sub("", squeeze(bare_of_signs(text))).casefold()


def lacking(wanted: Iterable[str], read: str) -> dict[str, tuple[int, int]]:
    """What is read less often than it was put in: how often it was, how often it is."""
    counted = Counter(wanted)
    found = {text: (count, read.count(text)) for text, count in counted.items()}
    return {text: counts for text, counts in found.items() if counts[1] < counts[0]}


class Made(NamedTuple):
    """A pack: what it says, and its file."""

    content: PackContent
    data: bytes


def make(document: Document, campaign: str, options: build.PackOptions) -> Made:
    view = document.read(lambda session: build.gather(session, campaign, options, today=date(2026, 11, 22)))
    content = build.compose(view, options)
    return Made(content, render(content).data)


@pytest.fixture(scope="module")
def made() -> dict[str, Made]:
    """The campaign pack of the sample in all languages of packs."""
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    found = {}
    with Document.in_memory() as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        campaign = document.read(campaigns.campaign_rows)[0].id
        for language in PACK_LANGUAGES:
            found[language] = make(document, campaign, build.PackOptions(language=language, author="Office"))
    return found


def needs_fonts(language: str) -> None:
    if language == "zh":
        pytest.importorskip("justmytype_intl_cjk", reason="the extra cjk holds the letters of Chinese")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", PACK_LANGUAGES)
def test_every_word_of_a_pack_is_read_as_often_as_it_is_printed(
    made: dict[str, Made], language: str, reader: str
) -> None:
    needs_fonts(language)
    strings = printed(made[language].content)
    assert Counter(one.text for one in strings) <= Counter(texts_of(made[language].content))
    assert len(strings) > 1_500
    texts = [one.text for one in strings]
    if (language, reader) == ("ar", "PDFium"):  # which cuts such words where most of a line is Latin
        texts = [_WITH_VOWEL_SIGNS.sub(" ", text) for text in texts]
    wanted = [part for text in texts for part in parts_of(text)]
    assert lacking(wanted, _MARKS.sub("", bare(READERS[reader](made[language].data)))) == {}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", sorted({*PACK_LANGUAGES} - {"ar"}))
def test_every_string_of_a_pack_is_read_whole(made: dict[str, Made], language: str, reader: str) -> None:
    needs_fonts(language)
    strings = printed(made[language].content)
    whole = [one.text for one in strings if stays_whole(reader, one)]
    assert len(whole) > 0.98 * len(strings)
    read = READERS[reader](made[language].data)
    assert lacking(map(bare, whole), bare(read)) == {}
    if language != "zh":  # whose lines end between any two letters
        spaced = " ".join(_SIGNS.sub("", read).replace("\u2010", "-").split()).casefold()
        with_spaces = sum(" ".join(_SIGNS.sub("", text).split()).casefold() in spaced for text in whole)
        assert with_spaces > 0.99 * len(whole)


def test_what_stands_alone_on_its_lines_is_read_whole_in_an_arabic_pack(made: dict[str, Made]) -> None:
    """With Poppler only where most letters of the page are Arabic: see the lines below.

    The number of a point stands at the far end of its first line.
    """
    content = made["ar"].content
    numbered = {
        plain(text)
        for section in content.sections
        for block in section.blocks
        if isinstance(block, Points)
        for item in block.items
        for text in (item.lead, item.detail)
    }
    strings = [one for one in printed(content) if one.text not in numbered]
    whole = [one.text for one in strings if stays_whole("PDFium", one)]
    assert len(whole) > 500
    assert lacking(map(bare, whole), bare(by_pdfium(made["ar"].data))) == {}


ARABIC_LINES = {
    "brackets": "تنص (المادة 14) على ذلك، وفي [الملحق 2] و{الجدول} مثال.",
    "quotes": "قال “نعم” و‘لا’ ثم «ربما» للوزير",
    "sentences": "شكرا. أهلا وسهلا. نعم: هذا، ثم ذاك. لا",
    "numbers": "بلغ 2.5 مليون و1,200 شاحنة في 22/11/2026 الساعة 10:30 (٢٤ ساعة)",
    "fractions": "نصف ½ يوم، ثم ٢٥٪ من الشحنات",
    "counts": "14 / 20 يوما",
    "emoji": "القوافل تنتظر 🙏 أحد عشر يوما",
    "a Latin name": "تطلب الجمعية من OCHA مرور مواد الإغاثة. شكرا لكم.",
    "Hebrew": "תודה. שלום (לכם) 2026, כן: “זה”. לא",
}


def arabic(*texts: str) -> PackContent:
    blocks = tuple(Prose(text) for text in texts)
    return PackContent(
        title="إغاثة بلا تأخير",
        office="الجمعية الوطنية",
        prepared_on=date(2026, 12, 4),
        marking=Marking("سري"),
        sections=(Section("one", "القسم الأول", blocks),),
        language="ar",
        direction="rtl",
        cover=Cover.HEAD,
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", ARABIC_LINES)
def test_a_right_to_left_line_is_read_in_its_order(reader: str, kind: str) -> None:
    text = ARABIC_LINES[kind]
    lines = READERS[reader](render(arabic(text)).data).splitlines()
    assert text in [" ".join(_SIGNS.sub("", line).split()) for line in lines]


def test_poppler_reads_a_latin_phrase_within_brackets_in_its_place() -> None:
    text = "قالت منظمة Relief Alliance of Varenia (OCHA, 2026) إن القوافل تنتظر أحد عشر يوما"
    read = by_poppler(render(arabic(text)).data)
    assert text in [" ".join(_SIGNS.sub("", line).split()) for line in read.splitlines()]


def test_english_words_of_an_arabic_pack_keep_their_order() -> None:
    text = "The Ministry of Finance waives import duties (see annex 3). Customs clears."
    data = render(arabic(text)).data
    for reader in READERS.values():
        assert text in [" ".join(bare_of_signs(line).split()) for line in reader(data).splitlines()]


def test_a_hyphen_before_a_line_end_of_the_text_is_read() -> None:
    data = render(replace(arabic("well-\nknown", "end-", "of lines"), language="en", direction="ltr")).data
    for reader in READERS.values():
        assert "well-knownend-oflines" in squeeze(reader(data))


@pytest.mark.parametrize("text", ["ဆေးဝါးမရှိဘဲ နေထိုင်ကြရသည်။", "पूर्व में की", "شكرا. أهلا", "Relief goods"])
def test_the_same_line_again_and_again_is_read_as_often(text: str) -> None:
    data = render(arabic(*[text] * 3, "\n".join([text] * 4))).data
    for reader in READERS.values():
        assert bare(reader(data)).count(bare(text)) == 7


@pytest.mark.parametrize("word", ["المالية", "الجمعية", "Ministry", "article"])
def test_a_search_finds_words_of_either_direction(made: dict[str, Made], word: str) -> None:
    """As Ctrl+F does in Chrome."""
    wanted = sum(one.text.casefold().count(word.casefold()) for one in printed(made["ar"].content))
    found = 0
    with pypdfium2.PdfDocument(made["ar"].data) as document:
        for page in document:
            searcher = page.get_textpage().search(word)
            while searcher.get_next() is not None:
                found += 1
    assert found >= wanted > 10
