"""Pictures and PDFs of others: made clean, or refused with a sentence, whatever they hold."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, PngImagePlugin

from hdplanner.briefing.finish import scrubbed_picture
from hdplanner.briefing.foreign import opened_pdf
from hdplanner.briefing.weight import TooMuchError, require_drawable
from hdplanner.errors import UnusableFileError


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]  # as Pillow takes them
    return out.getvalue()


def read(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "secretcamera"
    exif.get_ifd(0x8825)[2] = (46.0, 12.0, 0.0)
    image = Image.new("RGB", (40, 20), (10, 10, 10))
    image.paste((250, 250, 250), (0, 0, 20, 20))
    return saved(image, "JPEG", exif=exif, comment=b"secretcomment", icc_profile=b"secretprofile")


def test_a_photograph_keeps_its_look_and_stands_upright() -> None:
    data, media_type = scrubbed_picture(photograph())
    image = read(data)
    assert media_type == "image/jpeg"
    assert image.size == (20, 40)
    assert image.convert("L").getpixel((10, 5)) > 200 > 60 > image.convert("L").getpixel((10, 35))


def test_a_photograph_tells_no_camera_no_place_and_no_comment() -> None:
    data, _media_type = scrubbed_picture(photograph())
    assert b"secret" not in data
    assert not read(data).getexif()
    assert set(read(data).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_png_tells_no_text() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "secretauthor")
    texts.add_itxt("XML:com.adobe.xmp", "secretxmp")
    data, media_type = scrubbed_picture(saved(Image.new("RGB", (8, 8), (1, 2, 3)), "PNG", pnginfo=texts))
    assert media_type == "image/png"
    assert b"secret" not in data
    assert read(data).info == {}
    assert read(data).getpixel((3, 3)) == (1, 2, 3)


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("1", 1, ("L", 255)),
        ("L", 77, ("L", 77)),
        ("LA", (77, 0), ("RGBA", (77, 77, 77, 0))),
        ("P", 0, ("RGB", None)),
        ("RGBA", (1, 2, 3, 4), ("RGBA", (1, 2, 3, 4))),
        ("I;16", 65535, ("L", 255)),
    ],
)
def test_every_kind_of_png_becomes_a_plain_one(
    mode: str, colour: object, expected: tuple[str, object]
) -> None:
    image = read(scrubbed_picture(saved(Image.new(mode, (4, 4), colour), "PNG"))[0])  # type: ignore[arg-type]  # a colour of the mode
    assert image.mode == expected[0]
    assert expected[1] is None or image.getpixel((1, 1)) == expected[1]


def test_paint_colours_of_a_jpeg_become_light() -> None:
    image = read(scrubbed_picture(saved(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "JPEG"))[0])
    assert image.mode == "RGB"
    assert image.getpixel((3, 3)) == (255, 255, 255)


def test_a_huge_picture_is_made_smaller() -> None:
    assert read(scrubbed_picture(saved(Image.new("L", (9000, 900)), "PNG"))[0]).size == (4000, 400)


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(99)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(10_000, 10_000), (50_000, 50_000), (2_000_000, 2_000_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(
        UnusableFileError, match=r"“map\.png” cannot stand in the pack: the picture is too large"
    ):
        scrubbed_picture(png_that_claims(*size), "map.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        photograph()[:200],
        saved(Image.new("L", (8, 8)), "PNG")[:40],
        saved(Image.new("L", (8, 8)), "GIF"),
        saved(Image.new("L", (8, 8)), "TIFF"),
        png_that_claims(40, 40),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnusableFileError, match="cannot stand in the pack: it is"):
        scrubbed_picture(data)


def folded(depth: int, times: int, call: bytes = b"/X Do ") -> bytes:
    """A small file of forms that draw forms: `times` to the power of `depth` of them."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 400))
        inner = pdf.make_stream(b"0 0 1 1 re f")
        for level in range(depth + 1):
            names = Dictionary(X=inner)
            resources = Dictionary(XObject=names, Pattern=names, ColorSpace=Dictionary())
            if level == depth:
                page.obj.Contents, page.obj.Resources = Stream(pdf, call * times), resources
            else:
                inner = pdf.make_stream(call * times)
                inner.Type, inner.Subtype, inner.Resources = Name.XObject, Name.Form, resources
                inner.BBox = Array([0, 0, 200, 400])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [folded(9, 10), folded(9, 10, b"/#58 Do "), folded(9, 10, b"/X scn 0 0 9 9 re f "), folded(40, 1)]
)
def test_forms_within_forms_are_refused_before_they_are_unfolded(data: bytes) -> None:
    with opened_pdf(data) as pdf, pytest.raises(UnusableFileError, match="a page of it cannot be drawn"):
        pdf.size(1)


def test_a_form_that_draws_itself_is_refused() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        form = pdf.make_stream(b"/X Do")
        form.Resources = page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
        page.obj.Contents = Stream(pdf, b"/X Do")
        with pytest.raises(TooMuchError):
            require_drawable(page)


def test_a_page_that_uses_its_letterhead_often_is_honest() -> None:
    with opened_pdf(folded(2, 30)) as pdf:
        assert pdf.picture(1, 100).size == (278, 556)
