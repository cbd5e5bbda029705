"""Paragraphs: widths, lines, splits; and that what is drawn can be read back."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from pypdf import PdfReader

from hdplanner.briefing.typeset.flow import Frame, paginate
from hdplanner.briefing.typeset.fonts import FontLibrary, missing_characters
from hdplanner.briefing.typeset.lines import Face, Run, Typesetter
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph
from hdplanner.briefing.typeset.pdf import Properties, new_canvas, write_pdf
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.briefing.typeset.style import Align, TextStyle

INK = "#" + "1" * 6
FACE = Face(10.5, 400, INK)
STYLE = TextStyle(FACE, 15)
WIDTH = 300.0
PROPERTIES = Properties("Test", "en", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

SENTENCES = {
    "Latin": "The office’s fine affairs: AV, “ﬁ” and waffles, naïve café — 25 % of €3,000.",
    "Cyrillic": "Министерство финансов согласно с проектом закона.",
    "Greek": "Το Υπουργείο Οικονομικών συμφωνεί με το σχέδιο.",
    "Arabic": "قال وزير المالية إن الأمن لا يتحقق إلا بالسلام",
    "Persian": "دولت می‌خواهد کمک‌ها بی‌درنگ برسد",
    "Pashto": "ټول ښاروالۍ پوهېږي چې مرستې ژر راشي",
    "Urdu": "حکومت چاہتی ہے کہ امداد فوراً پہنچے",
    "Hebrew": "שר האוצר הסכים לטיוטת החוק",
    "Amharic": "ሚኒስትሩ በረቂቅ ሕጉ ተስማሙ።",
    "Hindi": "वित्त मंत्री ने क्षेत्रीय कार्य के मसौदे पर सहमति दी",
    "Bengali": "অর্থমন্ত্রী খসড়া আইনে সম্মতি দিয়েছেন",
    "Burmese": "ဘဏ္ဍာရေးဝန်ကြီး သဘောတူသည်",
    "Khmer": "រដ្ឋមន្ត្រីហិរញ្ញវត្ថុយល់ព្រម",
    "Thai": "รัฐมนตรีเห็นด้วยกับร่างกฎหมาย",
    "Lao": "ລັດຖະມົນຕີເຫັນດີກັບຮ່າງກົດໝາຍ",
    "Emoji": "Agreed ✓ → done 😀",
}


def paragraph(setter: Typesetter, text: str, style: TextStyle = STYLE, width: float = WIDTH) -> Paragraph:
    made = Paragraph(setter, [Run(text, style.face)], style, Node("P"))
    made.wrap(width)
    return made


def as_pdf(*paragraphs: Paragraph) -> bytes:
    canvas = new_canvas(PROPERTIES, (595, 842))
    for blocks in paginate(paragraphs, Frame(50, 780, WIDTH, 700)):
        for placed in blocks:
            placed.draw(canvas, 50)
        canvas.showPage()
    return write_pdf(canvas, PROPERTIES, Node("Document"))


@pytest.mark.parametrize("script", SENTENCES)
def test_the_text_of_a_page_is_the_text_that_was_set(
    script: str,
    setter: Typesetter,
    pages_of: Callable[[bytes], list[str]],
    squeezed: Callable[[str], str],
) -> None:
    data = as_pdf(paragraph(setter, SENTENCES[script], width=1000))
    assert squeezed(pages_of(data)[0]) == squeezed(SENTENCES[script].replace("ﬁ", "fi"))


@pytest.mark.parametrize("script", SENTENCES)
def test_another_reader_finds_the_same_words(
    script: str, setter: Typesetter, tmp_path: Path, squeezed: Callable[[str], str]
) -> None:
    """Poppler where it is installed, else pypdf, which does not put Arabic, Hebrew and Indic letters in order."""
    file = tmp_path / "page.pdf"
    file.write_bytes(as_pdf(paragraph(setter, SENTENCES[script], width=1000)))
    expected = squeezed(SENTENCES[script])
    if which("pdftotext"):
        read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
        signs = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F)))
        assert squeezed(read.translate(signs)) == expected
    else:
        assert sorted(squeezed(PdfReader(file).pages[0].extract_text())) == sorted(expected)


def test_no_line_is_wider_than_its_column(setter: Typesetter) -> None:
    text = "Relief goods waited eleven days at the border; " * 20 + "W" * 300
    made = paragraph(setter, text)
    assert made.natural_width <= WIDTH + 0.02
    assert made.height > 20 * 15


def test_a_column_narrower_than_a_letter_still_takes_every_letter(
    setter: Typesetter, pages_of: Callable[[bytes], list[str]], squeezed: Callable[[str], str]
) -> None:
    made = paragraph(setter, "wide words", width=3)
    assert made.height == 9 * 15
    assert squeezed("".join(pages_of(as_pdf(made)))) == "widewords"


def test_a_split_keeps_two_lines_on_either_page_and_loses_none(setter: Typesetter) -> None:
    made = paragraph(setter, "word " * 200)
    count = round(made.height / 15)
    assert made.cut(15) is None
    parts = made.cut(made.height - 15)
    assert parts is not None
    assert [round(part.height / 15) for part in parts] == [count - 2, 2]
    assert paragraph(setter, "word " * 20).cut(30) is None, "three lines stay together"


def test_a_split_reuses_lines_whatever_width_is_asked_later(setter: Typesetter) -> None:
    whole = paragraph(setter, "word " * 200)
    parts = whole.cut(60)
    assert parts is not None
    assert parts[1].wrap(WIDTH) == (WIDTH, parts[1].height)
    assert parts[0].lines + parts[1].lines == whole.lines
    assert parts[0]._laid is parts[1]._laid is whole._laid, "copies would make a long text slow to split"


def test_a_column_is_as_wide_as_its_widest_word_also_where_words_have_no_spaces(setter: Typesetter) -> None:
    thai, word = "กระทรวงการคลังเห็นด้วยกับร่างกฎหมาย", "กระทรวง"
    assert paragraph(setter, thai).minWidth() == pytest.approx(setter.width(word, FACE))
    assert paragraph(setter, "one\nhumanitarian office").minWidth() == setter.width("humanitarian", FACE)


def test_lines_that_the_text_ends_stand_alone(setter: Typesetter) -> None:
    assert paragraph(setter, "one\n\nthree").height == 3 * 15
    assert paragraph(setter, "").height == 15


def test_a_paragraph_stands_at_its_own_side(
    setter: Typesetter, pages_of: Callable[[bytes], list[str]]
) -> None:
    style = TextStyle(FACE, 15, Align.NATURAL)
    left, right = (left_edge(setter, text, style) for text in ("short", "קצר"))
    assert left == pytest.approx(0)
    assert right > 250
    assert left_edge(setter, "קצר", TextStyle(FACE, 15, Align.START)) == pytest.approx(0)


def left_edge(setter: Typesetter, text: str, style: TextStyle) -> float:
    canvas = new_canvas(PROPERTIES, (595, 842))
    paragraph(setter, text, style).drawOn(canvas, 0, 700)
    return float(next(op.split()[4] for op in canvas._code if op.endswith("Tm")))


def test_faces_may_change_within_a_word(
    setter: Typesetter, pages_of: Callable[[bytes], list[str]], squeezed: Callable[[str], str]
) -> None:
    bold = Face(10.5, 700, INK)
    made = Paragraph(
        setter, [Run("Do ", bold), Run("not dis", FACE), Run("cuss: <b>", bold)], STYLE, Node("P")
    )
    made.wrap(WIDTH)
    assert squeezed(pages_of(as_pdf(made))[0]) == "Donotdiscuss:<b>"


def test_a_latin_name_inside_arabic_keeps_its_place(
    rtl_setter: Typesetter, pages_of: Callable[[bytes], list[str]], squeezed: Callable[[str], str]
) -> None:
    """Readers guess the order of mixed lines back from the page; letters and numbers must all be there, and whole."""
    text = "وقالت المنظمة (OCHA, 2026) إن ۲٫۵ مليون شخص بحاجة"
    read = pages_of(as_pdf(paragraph(rtl_setter, text, width=1000)))[0]
    level = str.maketrans(")", "(")
    assert sorted(squeezed(read).translate(level)) == sorted(squeezed(text).translate(level))
    assert all(part in read for part in ("OCHA", "2026", "۲٫۵", "المنظمة", "بحاجة"))


def test_a_character_without_a_font_is_named_with_its_script(library: FontLibrary) -> None:
    missing = missing_characters(["plain", "\U00012000 and \U0001e900"], library)
    assert "Cuneiform" in missing
    assert missing["Cuneiform"] == ["\U00012000"]
    assert missing_characters(["Joiners \u200d\u200c\ufe0f and a\u00a0space"], library) == {}


def test_no_text_ever_becomes_a_box(library: FontLibrary) -> None:
    shaper = Shaper(library)
    for script, text in SENTENCES.items():
        for word in text.split():
            shaper.shape(word, 400, script in ("Arabic", "Hebrew", "Persian", "Urdu", "Pashto"))
    for glyphs in shaper.glyph_sets.values():
        assert not [text for number, text in glyphs.codes if number == 0], glyphs.file.family
