"""Pages of other people's files inside a pack: their look, and nothing else of them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from hdplanner.briefing.annexes import PlacedPage, fitted, place_pages
from hdplanner.briefing.content import PackContent, Prose
from hdplanner.briefing.document import render
from hdplanner.briefing.finish import encrypt, pdf_pages
from hdplanner.errors import InvalidValueError, UnusableFileError
from tests.briefing.conftest import read_pages

Make = Callable[..., PackContent]
BOX = (100.0, 100.0, 300.0, 500.0)
BLACK = b"0 0 0 rg 0 0 200 400 re f"


def foreign(*contents: bytes, size: tuple[float, float] = (200, 400)) -> bytes:
    """A PDF with a page for each content stream, and with everything that must not come along."""
    with pikepdf.new() as pdf:
        for content in contents:
            page = pdf.add_blank_page(page_size=size)
            page.obj.Contents = Stream(pdf, content)
            page.obj.Resources = Dictionary(
                Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
            )
            page.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
            note = Dictionary(
                Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 200, 400]), F=4, IC=Array([1, 0, 0])
            )
            note.Contents = String("secretcomment")
            page.obj.Annots = Array([pdf.make_indirect(note)])
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('secretscript')"))
        pdf.attachments["secretfile.txt"] = b"secretattachment"
        pdf.docinfo["/Author"] = "secretauthor"
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def colour_at(data: bytes, page: int, x: float, y: float) -> tuple[int, ...]:
    with pypdfium2.PdfDocument(data) as document:
        image = document[page].render(scale=1).to_pil().convert("RGB")
        return tuple(image.getpixel((int(x), int(image.height - y))))


def everything_in(data: bytes) -> bytes:
    """All objects and streams, unpacked, for the question whether a word is anywhere in the file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        parts = [repr(pdf.trailer).encode()]
        for found in pdf.objects:
            parts.append(repr(found).encode("utf-8", "replace"))
            if isinstance(found, Stream) and found.get("/Subtype") != Name.Image:
                parts.append(found.read_bytes())
        return b"\n".join(parts)


@pytest.fixture
def bare(pack: Make) -> bytes:
    return render(pack(Prose("Words."))).data


def test_a_page_stands_in_its_box_and_only_there(bare: bytes) -> None:
    made = place_pages(bare, [PlacedPage(1, BOX, foreign(BLACK), 1, alt="A letter")])
    assert colour_at(made, 1, 200, 300) == (0, 0, 0)
    assert colour_at(made, 1, 95, 300) == (255, 255, 255)
    assert read_pages(made) == read_pages(bare)


def test_nothing_but_the_look_comes_along(bare: bytes) -> None:
    hidden = b"BT /F 12 Tf 10 10 Td (secretwords) Tj ET 1 1 1 rg 0 0 200 400 re f"
    made = place_pages(bare, [PlacedPage(1, BOX, foreign(hidden), 1, alt="A letter")])
    assert b"secret" not in everything_in(made)
    assert b"JavaScript" not in everything_in(made)
    assert colour_at(made, 1, 200, 300) == (255, 255, 255), "a comment is not part of the page"


def test_what_a_form_was_filled_with_is_seen(bare: bytes) -> None:
    with pikepdf.open(io.BytesIO(foreign(b"1 1 1 rg 0 0 200 400 re f"))) as pdf:
        page = pdf.pages[0]
        shown = Stream(pdf, b"0 0 1 rg 0 0 100 100 re f", Type=Name.XObject, Subtype=Name.Form)
        shown.BBox = Array([0, 0, 100, 100])
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("field"),
                Rect=Array([50, 150, 150, 250]),
                F=4,
                AP=Dictionary(N=pdf.make_indirect(shown)),
            )
        )
        page.obj.Annots = Array([field])
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([field])))
        out = io.BytesIO()
        pdf.save(out)
    made = place_pages(bare, [PlacedPage(1, BOX, out.getvalue(), 1, alt="A form")])
    red, green, blue = colour_at(made, 1, 200, 300)
    assert blue > 200
    assert max(red, green) < 60


def test_the_picture_is_a_figure_after_the_words_of_its_page(bare: bytes) -> None:
    places = [PlacedPage(1, BOX, foreign(BLACK), 1, alt=f"Letter {i}") for i in (1, 2)]
    with pikepdf.open(io.BytesIO(place_pages(bare, places))) as pdf:
        owners = list(pdf.Root.StructTreeRoot.ParentTree.Nums[3])
        assert [str(owner.S) for owner in owners] == ["/H1", "/P", "/Figure", "/Figure"]
        section = owners[1].P
        assert [kid.objgen for kid in section.K] == [owner.objgen for owner in owners]
        assert [str(owner.Alt) for owner in owners[2:]] == ["Letter 1", "Letter 2"]
        assert [int(owner.K) for owner in owners[2:]] == [2, 3]
        assert b"/Figure <</MCID 2>> BDC" in pdf.pages[1].Contents[-2].read_bytes()


def test_without_words_for_it_the_picture_is_decoration(bare: bytes) -> None:
    with pikepdf.open(io.BytesIO(place_pages(bare, [PlacedPage(1, BOX, foreign(BLACK), 1)]))) as pdf:
        assert b"/Artifact BMC" in pdf.pages[1].Contents[-1].read_bytes()


def test_the_same_places_give_the_same_bytes(bare: bytes) -> None:
    places = [PlacedPage(1, BOX, foreign(BLACK, b"1 0 0 rg 0 0 99 99 re f"), number) for number in (1, 2)]
    assert place_pages(bare, places) == place_pages(bare, places)


def test_no_places_leave_the_pack_as_it_is(bare: bytes) -> None:
    assert place_pages(bare, []) is bare


@pytest.mark.parametrize(
    ("size", "expected"),
    [((200, 400), BOX), ((400, 400), (100, 200, 300, 400)), ((100, 400), (150, 100, 250, 500))],
)
def test_a_page_keeps_its_proportions_in_the_middle_of_its_box(
    size: tuple[float, float], expected: tuple[float, ...]
) -> None:
    assert fitted(size, BOX) == expected


def test_a_page_on_its_side_is_shown_as_its_readers_see_it(bare: bytes) -> None:
    with pikepdf.open(io.BytesIO(foreign(b"0 0 0 rg 0 0 200 100 re f"))) as pdf:
        pdf.pages[0].rotate(90, relative=True)
        out = io.BytesIO()
        pdf.save(out)
    made = place_pages(bare, [PlacedPage(1, (100, 100, 500, 300), out.getvalue(), 1)])
    assert colour_at(made, 1, 120, 200) == (0, 0, 0)
    assert colour_at(made, 1, 400, 200) == (255, 255, 255)


def test_pages_are_counted() -> None:
    assert pdf_pages(foreign(BLACK, BLACK, BLACK)) == 3


DAMAGED = foreign(BLACK)[:300]


@pytest.mark.parametrize("data", [b"", b"no PDF at all", DAMAGED, b"%PDF-1.7\n%%EOF", b"\x00" * 5000])
def test_a_damaged_file_is_refused_with_a_sentence(bare: bytes, data: bytes) -> None:
    with pytest.raises(InvalidValueError, match=r"“letter\.pdf” cannot stand in the pack: it is "):
        place_pages(bare, [PlacedPage(1, BOX, data, 1, name="letter.pdf")])
    with pytest.raises(UnusableFileError, match="This file"):
        pdf_pages(data)


def test_a_locked_file_is_refused_and_says_why(bare: bytes) -> None:
    with pytest.raises(UnusableFileError, match="locked with a passphrase"):
        place_pages(bare, [PlacedPage(1, BOX, encrypt(foreign(BLACK), "secret"), 1)])


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_page_that_is_not_there_is_refused(bare: bytes, number: int) -> None:
    with pytest.raises(UnusableFileError, match="it has only 1 page"):
        place_pages(bare, [PlacedPage(1, BOX, foreign(BLACK), number)])


def test_a_page_of_any_size_makes_a_picture_no_larger_than_its_box(bare: bytes) -> None:
    for size in ((3, 3), (3, 14400), (14400, 14400)):
        made = place_pages(bare, [PlacedPage(1, BOX, foreign(BLACK, size=size), 1)])
        with pikepdf.open(io.BytesIO(made)) as pdf:
            (image,) = pdf.pages[1].get_images().values()
            assert int(image.Width) <= 560
            assert int(image.Height) <= 1115


def test_a_photograph_is_packed_as_one(bare: bytes) -> None:
    squares = b"".join(
        f"{x / 90:.3f} {y / 90:.3f} {(x * y % 91) / 91:.3f} rg {x * 2} {y * 4} 2 4 re f ".encode()
        for x in range(90)
        for y in range(90)
    )
    with pikepdf.open(io.BytesIO(place_pages(bare, [PlacedPage(1, BOX, foreign(squares), 1)]))) as pdf:
        (image,) = pdf.pages[1].get_images().values()
        assert image.Filter == Name.DCTDecode
