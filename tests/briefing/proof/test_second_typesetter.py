"""The same paragraph set by WeasyPrint (Pango) with the same font file: as wide, and looking alike."""

from __future__ import annotations

import ctypes
import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from hdplanner.briefing.typeset.fonts import FontLibrary
from hdplanner.briefing.typeset.lines import Face, Run, Typesetter
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph
from hdplanner.briefing.typeset.pdf import write_pdf
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.briefing.typeset.style import TextStyle
from tests.briefing.proof.plain import PROPERTIES, canvas_of

SIZE = 20
SCALE = 4
WIDTH, HEIGHT = 900, 80
RIGHT_TO_LEFT = ("ar", "fa", "ps", "ur", "he")
TEXTS = {
    "ar": "تطلب الجمعية الوطنية مرور مواد الإغاثة خلال ٢٤ ساعة.",
    "fa": "جمعیت ملی از وزیر می‌خواهد که راه کمک‌ها باز بماند.",
    "ps": "ملي ټولنه له وزیر څخه غواړي چې د مرستو لار خلاصه وي.",
    "ur": "قومی سوسائٹی وزیر سے امداد کا راستہ کھلا رکھنے کو کہتی ہے۔",
    "he": "האגודה הלאומית מבקשת מהשר לפתוח את הדרך לסיוע.",
    "hi": "राष्ट्रीय सोसाइटी मंत्री से राहत का रास्ता खुला रखने को कहती है।",
    "bn": "জাতীয় সোসাইটি মন্ত্রীকে ত্রাণের পথ খোলা রাখতে বলে।",
    "my": "အမျိုးသားအသင်းက ဝန်ကြီးအား အကူအညီလမ်းဖွင့်ရန် တောင်းဆိုသည်။",
    "km": "សមាគមជាតិស្នើឱ្យរដ្ឋមន្ត្រីបើកផ្លូវជំនួយ។",
    "am": "ብሔራዊ ማኅበሩ ሚኒስትሩ የእርዳታ መንገድ እንዲከፍቱ ይጠይቃል።",
    "th": "สภากาชาดขอให้รัฐมนตรีเปิดเส้นทางความช่วยเหลือ",
    "lo": "ສະມາຄົມແຫ່ງຊາດຂໍໃຫ້ລັດຖະມົນຕີເປີດທາງຊ່ວຍເຫຼືອ",
    "zh": "国家红会请部长保持救援通道畅通。",
    "ru": "Национальное общество просит министра открыть путь помощи.",
    "en": "The National Society asks the Minister to keep the way for relief open: “now”, affably.",
}


def pango_is_there() -> bool:
    """Whether WeasyPrint's system libraries are installed (Debian: libpango-1.0-0, libpangoft2-1.0-0)."""
    try:
        for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"):
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


pytestmark = pytest.mark.skipif(not pango_is_there(), reason="needs libpango-1.0-0 and libpangoft2-1.0-0")


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary()


def ours(library: FontLibrary, text: str, language: str) -> bytes:
    structure = Node("Document")
    canvas = canvas_of(WIDTH, HEIGHT)
    style = TextStyle(Face(SIZE, 400, "#000000"), 2 * SIZE)
    setter = Typesetter(Shaper(library), rtl=language in RIGHT_TO_LEFT, language=language)
    paragraph = Paragraph(setter, [Run(text, style.face)], style, structure.add("P"))
    assert paragraph.wrap(WIDTH - 40)[1] == style.leading, "one line"
    paragraph.drawOn(canvas, 20, 20)
    canvas.showPage()
    return write_pdf(canvas, PROPERTIES, structure)


def theirs(library: FontLibrary, text: str, language: str) -> bytes:
    """WeasyPrint takes the font at its usual weight; what it cannot name is given to it as a file."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    files = {font.path for character in text if (font := library.font_for(character))}
    faces = "".join(
        f'@font-face {{ font-family: f{i}; src: url("{path.as_uri()}"); font-weight: 400 }}'
        for i, path in enumerate(sorted(files, key=lambda path: path == library.base.path))  # type: ignore[union-attr]  # there is one
    )
    families = ", ".join(f"f{i}" for i in range(len(files)))
    page = f"@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 20pt }} body {{ margin: 0 }}"
    look = f"p {{ font: 400 {SIZE}pt/2 {families}; margin: 0; white-space: nowrap }}"
    configuration = FontConfiguration()
    look += f"p {{ direction: {'rtl' if language in RIGHT_TO_LEFT else 'ltr'} }}"
    html = HTML(string=f'<html lang="{language}"><body><p>{text}</p></body></html>')
    styles = [CSS(string=faces + page + look, font_config=configuration)]
    return bytes(html.write_pdf(stylesheets=styles, font_config=configuration))


def ink_of(data: bytes) -> Image.Image:
    """What is printed, cut out, black on white."""
    with pypdfium2.PdfDocument(data) as document:
        image = document[0].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    box = ImageOps.invert(image).point(lambda value: 255 if value > 96 else 0).getbbox()
    assert box is not None, "nothing was printed"
    return image.crop(box)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much of the ink of either is not in the other, seen from further away."""
    small = [
        image.resize((one.width // SCALE, one.height // SCALE), Image.Resampling.BOX)
        for image in (one, other)
    ]
    apart = ImageChops.difference(*small)
    return float(weight(apart) / max(weight(ImageOps.invert(small[0])), 1))


def weight(image: Image.Image) -> int:
    return sum(value * count for value, count in enumerate(image.histogram()))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph_is_as_wide_and_looks_alike(library: FontLibrary, language: str) -> None:
    text = TEXTS[language]
    one, other = ink_of(ours(library, text, language)), ink_of(theirs(library, text, language))
    assert one.width == pytest.approx(other.width, rel=0.01)
    assert one.height == pytest.approx(other.height, abs=SCALE)
    assert difference(one, other) < 0.25


def test_the_comparison_sees_a_word_that_moved(library: FontLibrary) -> None:
    one = ink_of(ours(library, "open the way for relief", "en"))
    assert difference(one, ink_of(ours(library, "open way the for relief", "en"))) > 0.4


def test_the_second_typesetter_uses_the_files_that_it_is_given(library: FontLibrary) -> None:
    with pikepdf.open(io.BytesIO(theirs(library, TEXTS["ar"], "ar"))) as pdf:
        names = {str(font.BaseFont).partition("+")[2][:2] for font in pdf.objects if _is_font(font)}
    assert names <= {"f0", "f1"}
    assert names


def _is_font(found: Any) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Subtype") == pikepdf.Name.CIDFontType2
