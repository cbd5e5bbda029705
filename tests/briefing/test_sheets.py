"""Sheets upright and turned, and what is placed on them: logos, pictures, pages of others, words around the text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import cast

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from hdplanner.briefing.content import (
    Cover,
    FigureBlock,
    Heading,
    Marking,
    PackContent,
    PagesBlock,
    PictureBlock,
    Prose,
    Section,
)
from hdplanner.briefing.document import lay, render
from hdplanner.errors import UnusableFileError
from hdplanner.figures.shapes import Figure, Rect

Make = Callable[..., PackContent]
Pages = Callable[[bytes], list[str]]

RULE = "A rule is written before the season starts. "
UPRIGHT, TURNED = (595, 842), (842, 595)


def picture(width: int, height: int, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (180, 40, 40)).save(out, kind, **more)
    return out.getvalue()


def foreign(*sizes: tuple[float, float]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.drawString(60, 60, f"Foreign page {number}")
        canvas.rect(30, 30, size[0] - 60, size[1] - 60, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sheets(data: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def images(data: bytes, index: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each picture of a page."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        found = document[index].get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
        return [one.get_bounds() for one in found]


def figures(data: bytes) -> list[str]:
    """What is said of each figure, in the order in which it is read."""

    def walk(node: pikepdf.Object) -> Iterator[str]:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            if node.S == "/Figure":
                yield str(node.Alt)
            kids = node.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                yield from walk(kid)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [alt for kid in pdf.Root.StructTreeRoot.K for alt in walk(kid)]


def places_of_words(data: bytes, index: int) -> list[tuple[str, float, float]]:
    """Each stretch of text of a page, with its left and right edge."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        text = document[index].get_textpage()
        rects = [text.get_rect(i) for i in range(text.count_rects())]
        return [(text.get_text_bounded(*rect), rect[0], rect[2]) for rect in rects]


# Sheets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "wide"), [("A4", (842, 595)), ("Letter", (792, 612))])
def test_a_pack_may_lie_on_its_side(pack: Make, pages_of: Pages, paper: str, wide: tuple[int, int]) -> None:
    made = render(pack(Prose(RULE * 80), paper=paper, landscape=True))
    assert set(sheets(made.data)) == {wide}
    assert " ".join("\n".join(pages_of(made.data)).split()).count("A rule is written") == 80
    assert all(text.count("CONFIDENTIAL") == 2 for text in pages_of(made.data))


def test_a_wide_section_turns_its_own_pages_only(pack: Make, pages_of: Pages) -> None:
    before, wide, after = (
        Section(name, name, (Prose(RULE * count),), landscape=name == "Wide")
        for name, count in (("Before", 3), ("Wide", 100), ("After", 3))
    )
    made = render(pack(sections=(before, wide, after), cover=Cover.HEAD))
    assert sheets(made.data) == [UPRIGHT, TURNED, TURNED, UPRIGHT]
    pages = pages_of(made.data)
    assert [name in pages[at] for name, at in (("Before", 0), ("Wide", 1), ("After", 3))] == [True] * 3
    for number, text in enumerate(pages, 1):
        assert text.count("CONFIDENTIAL") == 2
        assert f"{number} of 4" in text


def test_a_figure_is_never_higher_than_a_turned_page(pack: Make) -> None:
    tall = Figure(100, 600, (Rect(0, 0, 100, 600, stroke="line"),), alt="Tall")
    section = Section("s", "Tall", (FigureBlock(tall, "Its caption"),), landscape=True)
    made = render(pack(sections=(section,), cover=Cover.HEAD))
    assert made.pages == 2
    with pypdfium2.PdfDocument(io.BytesIO(made.data)) as document:
        boxes = [one.get_bounds() for one in document[1].get_objects()]
    assert min(bottom for _left, bottom, _right, _top in boxes) > 20
    assert max(top for _left, _bottom, _right, top in boxes) < 595 - 30


# Pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(4000, 100), (100, 4000), (50, 20), (3000, 2000)])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_logo_keeps_its_shape_and_its_bounds(pack: Make, size: tuple[int, int], direction: str) -> None:
    for cover in Cover:
        data = render(pack(Prose(RULE), logo=picture(*size), cover=cover, direction=direction)).data
        ((left, bottom, right, top),) = images(data, 0)
        width, height = right - left, top - bottom
        assert width <= 113.5
        assert height <= 45.5
        assert width / height == pytest.approx(size[0] / size[1], rel=0.03)
        at_left = (cover is Cover.PAGE) == (direction == "ltr")
        assert left == pytest.approx(62.4, abs=0.2) if at_left else right == pytest.approx(532.9, abs=0.2)
        assert figures(data)[0] == "Varenia National Society, HD office"


def test_a_picture_has_its_own_size_but_stays_in_its_column(pack: Make) -> None:
    blocks = (
        PictureBlock(picture(300, 200, dpi=(300, 300)), "Small", "A small one"),
        PictureBlock(picture(4000, 500), "Wide"),
        PictureBlock(picture(500, 4000), "High", "A high one"),
    )
    data = render(pack(*blocks, cover=Cover.HEAD)).data
    (small, wide), (high,) = images(data, 0), images(data, 1)
    assert small[2] - small[0] == pytest.approx(72, abs=1)
    assert wide[2] - wide[0] == pytest.approx(470.6, abs=1)
    assert high[3] - high[1] < 610
    assert (high[3] - high[1]) / (high[2] - high[0]) == pytest.approx(8, rel=0.02)
    assert figures(data) == ["Small", "Wide", "High"]


def test_what_a_camera_wrote_into_a_picture_is_not_in_the_pack(pack: Make) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Photographer Ofelia"
    data = render(pack(PictureBlock(picture(40, 30, "JPEG", exif=exif), "Road"))).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert not any(b"Ofelia" in stream for stream in [data, *streams])


def test_a_picture_that_is_none_is_told_before_anything_is_drawn(pack: Make) -> None:
    with pytest.raises(UnusableFileError):
        lay(pack(PictureBlock(b"not a picture", "Road")))


# Pages of others --------------------------------------------------------------------------------------------


def annex(*sizes: tuple[float, float]) -> Section:
    return Section("x", "Annex A", (PagesBlock(foreign(*sizes), len(sizes), "Letter of the Ministry"),))


def test_each_page_of_an_annex_stands_on_a_page_of_the_pack(pack: Make, pages_of: Pages) -> None:
    first, last = (Section(name, name, (Prose(RULE),)) for name in ("First", "Last"))
    made = render(pack(sections=(first, annex(UPRIGHT, TURNED, UPRIGHT), last)))
    assert sheets(made.data) == [UPRIGHT, UPRIGHT, UPRIGHT, UPRIGHT, TURNED, UPRIGHT, UPRIGHT]
    pages = pages_of(made.data)
    assert "Annex A" in pages[3]
    assert "Annex A 4" in " ".join(pages[1].split())
    assert all(text.count("CONFIDENTIAL") == 2 for text in pages)
    assert "Last" in pages[6]
    for index in (3, 4, 5):
        ((left, bottom, right, top),) = images(made.data, index)
        width, height = sheets(made.data)[index]
        assert left >= 62
        assert right <= width - 62
        assert bottom >= 70
        assert top <= height - 62
    assert figures(made.data) == [f"Letter of the Ministry ({number}/3)" for number in (1, 2, 3)]
    with pikepdf.open(io.BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
        target = {item.title: cast("pikepdf.Array", item.destination)[0].objgen for item in outline.root}
        assert target["Annex A"] == pdf.pages[3].obj.objgen


def test_a_page_of_an_annex_is_seen_in_the_preview(pack: Make) -> None:
    laid = lay(pack(sections=(annex(TURNED, UPRIGHT),), cover=Cover.HEAD))
    assert laid.pages == 3
    assert [sheets(laid.page_pdf(number)) for number in (2, 3)] == [[TURNED], [UPRIGHT]]
    assert all(len(images(laid.page_pdf(number), 0)) == 1 for number in (2, 3))


def test_an_annex_behind_long_words_begins_on_a_page_of_its_own(pack: Make, pages_of: Pages) -> None:
    blocks = (Heading("Their letter"), Prose(RULE * 60), *annex(UPRIGHT).blocks)
    made = render(pack(*blocks, cover=Cover.HEAD))
    assert made.pages == 2
    assert "A rule" in pages_of(made.data)[0]
    assert len(images(made.data, 1)) == 1


def test_a_damaged_annex_is_told_before_anything_is_drawn(pack: Make) -> None:
    with pytest.raises(UnusableFileError):
        lay(pack(PagesBlock(b"%PDF-1.7 broken", 1, "Letter")))


# Around the text --------------------------------------------------------------------------------------------

LONG = "The Director-General for International Cooperation and Humanitarian Affairs of the Ministry of Foreign Affairs"
ARABIC = "المديرية العامة للتعاون الدولي والشؤون الإنسانية في وزارة الخارجية والتكامل الإقليمي والتنمية"


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("direction", "long"), [("ltr", LONG), ("rtl", ARABIC)])
@pytest.mark.parametrize("tlp", ["", "TLP:AMBER+STRICT"])
def test_nothing_around_the_text_overlaps(
    pack: Make, landscape: bool, paper: str, direction: str, long: str, tlp: str
) -> None:
    marking = Marking("Strictly confidential, for the addressee", "marking_strict", tlp, long)
    made = pack(
        Prose("Words."),
        marking=marking,
        recipient=long,
        copy="123 of 456",
        office=long,
        clearance=long,
        landscape=landscape,
        paper=paper,
        direction=direction,
        cover=Cover.HEAD,
    )
    data = render(made).data
    width, height = sheets(data)[0]
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        text = document[0].get_textpage()
        boxes = [text.get_rect(i) for i in range(text.count_rects())]
    around = [box for box in boxes if box[1] > height - 62 or box[3] < 75]
    assert len(around) >= 6
    assert all(left > 61 and right < width - 61 for left, _bottom, right, _top in around)
    for one in around:
        for other in around:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert one == other or apart


def test_tlp_stands_at_the_end_of_head_and_foot(pack: Make) -> None:
    for direction, edge in (("ltr", 532.9), ("rtl", 62.4)):
        made = render(
            pack(Prose("Words."), marking=Marking("Internal", tlp="tlp:green"), direction=direction)
        )
        found = [word for word in places_of_words(made.data, 0) if "GREEN" in word[0]]
        assert len(found) == 2
        for _text, left, right in found:
            assert (right if direction == "ltr" else left) == pytest.approx(edge, abs=2)


def test_how_long_a_pack_is_valid_stands_on_every_page(pack: Make, pages_of: Pages) -> None:
    made = render(pack(Prose(RULE * 200), marking=Marking("Internal", until="Valid until 31 December 2026")))
    assert all("Valid until 31 December 2026" in text for text in pages_of(made.data))


def test_only_body_text_is_justified(pack: Make) -> None:
    ragged = render(pack(Prose(RULE * 9), cover=Cover.HEAD)).data
    even = render(pack(Prose(RULE * 9), cover=Cover.HEAD, justified=True)).data

    def edges(data: bytes) -> list[float]:
        lines = [right for text, _left, right in places_of_words(data, 0) if "season" in text]
        return lines[:-1]

    assert max(edges(ragged)) - min(edges(ragged)) > 5
    assert max(edges(even)) - min(edges(even)) < 2
