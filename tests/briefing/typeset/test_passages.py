"""Passages of several lines in each script: what is read back, how lines are filled, where they end."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from types import FrameType
from typing import Any

import pypdfium2
import pytest

from hdplanner.briefing.typeset import breaking
from hdplanner.briefing.typeset.flow import Frame, paginate
from hdplanner.briefing.typeset.fonts import FontLibrary
from hdplanner.briefing.typeset.justification import widenings
from hdplanner.briefing.typeset.lines import Face, Run, Typesetter, Unit
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph
from hdplanner.briefing.typeset.pdf import Properties, new_canvas, write_pdf
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.briefing.typeset.style import Align, TextStyle
from tests.briefing.typeset.passages import PASSAGES

Pages = Callable[[bytes], list[str]]
Squeezed = Callable[[str], str]

FACE = Face(10.5, 400, "#" + "1" * 6)
RIGHT_TO_LEFT = ("Arabic", "Persian", "Hebrew")
PROPERTIES = Properties("Test", "en", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
MARGIN = 40


def set_in(
    library: FontLibrary, text: str, width: float, *, justified: bool = False, rtl: bool = False
) -> Paragraph:
    setter = Typesetter(Shaper(library), rtl=rtl)
    made = Paragraph(setter, [Run(text, FACE)], TextStyle(FACE, 16, justified=justified), Node("P"))
    made.wrap(width)
    return made


def as_pdf(paragraph: Paragraph) -> bytes:
    canvas = new_canvas(PROPERTIES, (paragraph.width + 2 * MARGIN, paragraph.height + 2 * MARGIN))
    paragraph.drawOn(canvas, MARGIN, MARGIN)
    canvas.showPage()
    return write_pdf(canvas, PROPERTIES, Node("Document"))


def lines_of(paragraph: Paragraph) -> list[str]:
    return ["".join(unit.text for unit in line.units) for line in paragraph.lines]


# Read back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("justified", [False, True], ids=["ragged", "justified"])
@pytest.mark.parametrize("width", [150, 330])
@pytest.mark.parametrize("script", PASSAGES)
def test_lines_are_read_back_as_they_were_written(
    script: str, width: int, justified: bool, library: FontLibrary, pages_of: Pages, squeezed: Squeezed
) -> None:
    text = PASSAGES[script]
    made = set_in(library, text, width, justified=justified, rtl=script in RIGHT_TO_LEFT)
    assert len(made.lines) > 1
    assert squeezed(pages_of(as_pdf(made))[0]) == squeezed(text)


@pytest.mark.skipif(which("pdftotext") is None, reason="Poppler is not installed")
@pytest.mark.parametrize("justified", [False, True], ids=["ragged", "justified"])
@pytest.mark.parametrize("script", PASSAGES)
def test_another_reader_finds_the_same_lines(
    script: str, justified: bool, library: FontLibrary, tmp_path: Path, squeezed: Squeezed
) -> None:
    text = PASSAGES[script]
    made = set_in(library, text, 330, justified=justified, rtl=script in RIGHT_TO_LEFT)
    file = tmp_path / "page.pdf"
    file.write_bytes(as_pdf(made))
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    signs = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F)))
    assert squeezed(read.translate(signs)) == squeezed(text)


@pytest.mark.parametrize("script", ["Devanagari", "Khmer", "Burmese", "Chinese", "Bengali", "Ethiopic"])
def test_wider_spaces_add_no_space_to_what_is_read(
    script: str, library: FontLibrary, pages_of: Pages
) -> None:
    read = [
        pages_of(as_pdf(set_in(library, PASSAGES[script], 330, justified=justified)))[0].split()
        for justified in (False, True)
    ]
    assert read[0] == read[1]


def test_no_word_is_read_twice_beside_one_with_marks(
    library: FontLibrary, pages_of: Pages, squeezed: Squeezed
) -> None:
    """A mark may reach over the next word, which readers then take for its own."""
    text = "และครอบครัวจำนวนมากต้องอยู่โดยไม่มียารักษาโรค"
    runs = [Run(text[:20], FACE), Run(text[20:], Face(12, 700, FACE.colour))]
    made = Paragraph(Typesetter(Shaper(library)), runs, TextStyle(FACE, 16), Node("P"))
    made.wrap(200)
    assert squeezed(pages_of(as_pdf(made))[0]) == squeezed(text)


def test_hyphens_behind_marks_are_read_at_the_ends_of_lines(
    library: FontLibrary, pages_of: Pages, squeezed: Squeezed
) -> None:
    text = "पूर्व-से-की-के-पूर्व-से-की-के"
    for width in range(40, 100, 4):
        assert squeezed(pages_of(as_pdf(set_in(library, text, width)))[0]) == squeezed(text)


# Ends of lines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", ["Thai", "Lao", "Khmer", "Burmese"])
def test_lines_end_between_words_where_no_spaces_are_written(script: str, library: FontLibrary) -> None:
    words = breaking.stretches(PASSAGES[script])
    rest = iter(words)
    for line in lines_of(set_in(library, PASSAGES[script], 150)):
        taken = ""
        while len(taken) < len(line):
            taken += next(rest)
        assert taken == line


def test_without_the_library_lines_still_end_and_lose_nothing(
    library: FontLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaking, "_HAS_ICU", False)
    for text in PASSAGES.values():
        made = set_in(library, text, 150)
        assert "".join(lines_of(made)) == text
        assert made.natural_width <= 150.02


def test_chinese_lines_begin_with_no_closing_sign_and_end_with_no_opening_one(library: FontLibrary) -> None:
    for width in range(60, 200, 7):
        for line in lines_of(set_in(library, PASSAGES["Chinese"], width)):
            assert line[0] not in "》）”。，：、！？"
            assert line[-1] not in "《（“"


def test_a_soft_hyphen_is_seen_only_where_a_line_ends_at_it(library: FontLibrary) -> None:
    text = "Hilfs\u00adgüter\u00adlieferungen"
    made = set_in(library, text, 70)
    assert [last_drawn(line.units) for line in made.lines] == ["güter-", "lieferungen"]
    assert made.natural_width <= 70.02
    assert read_lines(as_pdf(made)) == ["Hilfsgüter\x02lieferungen"]
    whole = set_in(library, text, 300)
    assert read_lines(as_pdf(whole)) == ["Hilfsgüterlieferungen"]


def last_drawn(units: list[Unit]) -> str:
    """The last word of a line, with the hyphen that its end shows."""
    shown = "-" if units[-1].text == "" and units[-1].core is not None else ""
    return (units[-2] if shown else units[-1]).spoken + shown


def read_lines(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return str(document[0].get_textpage().get_text_bounded()).splitlines()


def test_a_hyphen_of_the_text_is_still_read_where_a_line_ends_at_it(library: FontLibrary) -> None:
    made = set_in(library, "Il paraît que c’est une demi-journée", 150)
    assert lines_of(made)[0].endswith("demi-")
    assert read_lines(as_pdf(made)) == ["Il paraît que c’est une demi\u2010", "journée"]
    made.wrap(300)
    assert lines_of(made) == ["Il paraît que c’est une demi-journée"]


# Filled lines -----------------------------------------------------------------------------------------------


def right_edges(data: bytes) -> list[tuple[float, float]]:
    """Left and right ends of the ink of each line."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        height = page.get_size()[1]
        image = page.render(scale=4, grayscale=True).to_numpy() < 128
    rows = []
    for top in range(MARGIN, int(height) - MARGIN, 16):
        columns = image[(top + 3) * 4 : (top + 12) * 4].any(axis=0).nonzero()[0]
        rows.append((columns[0] / 4 - MARGIN, columns[-1] / 4 - MARGIN))
    return rows


@pytest.mark.parametrize(
    ("script", "width"),
    [
        ("English", 400),
        ("Cyrillic", 400),
        ("Arabic", 330),
        ("Hebrew", 330),
        ("Devanagari", 400),
        ("Chinese", 330),
    ],
)
def test_all_lines_but_the_last_end_at_the_edge(library: FontLibrary, script: str, width: int) -> None:
    rtl = script in RIGHT_TO_LEFT
    edges = right_edges(as_pdf(set_in(library, PASSAGES[script], width, justified=True, rtl=rtl)))
    ragged = right_edges(as_pdf(set_in(library, PASSAGES[script], width, rtl=rtl)))
    slack = 6 if script == "Chinese" else 2.5  # closing signs are half a square of ink
    for left, right in edges[:-1]:
        assert left == pytest.approx(0, abs=slack)
        assert right == pytest.approx(width, abs=slack)
    assert edges[-1] == ragged[-1]
    assert edges[:-1] != ragged[:-1]


def test_mixed_lines_are_filled_and_keep_their_order(library: FontLibrary, pages_of: Pages) -> None:
    text = "قالت منظمة Relief Alliance of Varenia (OCHA, 2026) إن القوافل تنتظر أحد عشر يوما قبل أن تمر إلى الشمال"
    made = set_in(library, text, 260, justified=True, rtl=True)
    edges = right_edges(as_pdf(made))
    assert len(edges) > 1
    for left, right in edges[:-1]:
        assert (left, right) == pytest.approx((0, 260), abs=2.5)
    plain = set_in(library, text, 260, rtl=True)
    assert pages_of(as_pdf(made))[0].split() == pages_of(as_pdf(plain))[0].split()


def test_spaces_grow_to_three_times_their_width_and_no_more(library: FontLibrary) -> None:
    made = set_in(library, "aaaa bbbb cccc dddddddddddddddd eee", 110, justified=True)
    line = made.lines[0]
    assert lines_of(made)[0] == "aaaa bbbb cccc "
    space = line.units[0].gap_width
    natural = line.width
    assert widenings(line, natural + 4 * space) == pytest.approx([2 * space, 2 * space, 0])
    assert widenings(line, natural + 4 * space + 1) == []
    assert widenings(line, natural) == []
    assert widenings(made.lines[-1], 110) == []


def test_lines_that_the_text_ends_and_words_without_spaces_stay_ragged(library: FontLibrary) -> None:
    made = set_in(library, "one two\nthree", 60, justified=True)
    assert [widenings(line, 60) for line in made.lines] == [[], []]
    made = set_in(library, "W" * 30, 60, justified=True)
    assert [widenings(line, 60) for line in made.lines] == [[]] * len(made.lines)


def test_centred_lines_are_not_filled(library: FontLibrary) -> None:
    setter = Typesetter(Shaper(library))
    style = TextStyle(FACE, 16, Align.CENTRE, justified=True)
    made = Paragraph(setter, [Run(PASSAGES["English"], FACE)], style, Node("P"))
    made.wrap(400)
    left, right = right_edges(as_pdf(made))[0]
    assert left == pytest.approx(400 - right, abs=2)
    assert left > 1


# Work -------------------------------------------------------------------------------------------------------

LONG = {
    "Latin": PASSAGES["English"] + " ",
    "Arabic": PASSAGES["Arabic"] + " ",
    "Thai": PASSAGES["Thai"],
    "mixed": "قال (OCHA) 2026 and ",
    "one word": "W",
    "short lines": "a\n",
    "addresses": "http://a.b/",
}


class Work:
    """Counts what is done: calls of any function, and letters that are shaped."""

    def __init__(self, setter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = self.letters = 0
        shape = setter.shaper.shape

        def counted(text: str, *more: Any) -> Any:
            self.letters += len(text)
            return shape(text, *more)

        monkeypatch.setattr(setter.shaper, "shape", counted)

    def count(self, frame: FrameType, event: str, argument: object) -> None:
        self.calls += event in ("call", "c_call")


@pytest.mark.parametrize("kind", LONG)
def test_twice_the_text_is_twice_the_work(
    kind: str, library: FontLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(length: int) -> tuple[int, int]:
        setter = Typesetter(Shaper(library))
        counted = Work(setter, monkeypatch)
        text = (LONG[kind] * (length // len(LONG[kind]) + 1))[:length]
        sys.setprofile(counted.count)
        try:
            pages = list(paginate(long_paragraphs(setter, text), Frame(0, 700, 300, 700)))
        finally:
            sys.setprofile(None)
        assert sum(len(placed.block.lines) for page in pages for placed in page) > length / 200
        return counted.calls, counted.letters

    short, long = work(20_000), work(40_000)
    assert long[0] < 2.2 * short[0]
    assert long[1] < 2.2 * short[1] + 1000


def long_paragraphs(setter: Typesetter, text: str) -> Iterator[Paragraph]:
    yield Paragraph(setter, [Run(text, FACE)], TextStyle(FACE, 15, justified=True), Node("P"))
