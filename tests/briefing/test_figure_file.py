from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from defusedxml import ElementTree
from PIL import Image

from hdplanner.briefing.figure_file import WRITERS, dressed, write_figure
from hdplanner.domain.values import Sensitivity
from hdplanner.errors import FileExistsRefusedError, MissingGlyphError, UnknownPictureError
from hdplanner.figures.grid import grid_figure
from hdplanner.figures.scene import Placed, build_scene
from hdplanner.figures.shapes import Figure, Label
from hdplanner.i18n import catalogue

DAY = dt.date(2026, 11, 22)
ENDINGS = ["svg", "png", "pdf"]


def _grid(language: str = "en", name: str = "Ministry of Finance") -> Figure:
    rows = [Placed("1", name, "institution", 5, 4, -1, 2, 3), Placed("2", "Radio", "group", 2, 2)]
    return grid_figure(build_scene(rows), 640, 480, translate=catalogue(language).gettext)


def _write(path: Path, figure: Figure | None = None, **more: object) -> bytes:
    given = {
        "language": "en",
        "marking": Sensitivity.CONFIDENTIAL,
        "title": "Who decides",
        "source": "Assessed until 22 November 2026",
        "on": DAY,
    }
    write_figure(figure or _grid(), path, **(given | more))  # type: ignore[arg-type]  # any may be overridden
    return path.read_bytes()


def test_a_picture_as_svg_says_all_that_belongs_to_it(tmp_path: Path) -> None:
    said = " ".join(ElementTree.fromstring(_write(tmp_path / "grid.svg")).itertext())
    for words in ("Who decides", "CONFIDENTIAL", "Assessed until 22 November 2026", "Ministry of Finance"):
        assert words in said


def test_a_picture_as_pdf_is_one_page_that_can_be_read_and_read_out(
    tmp_path: Path, pages_of: Callable[[bytes], list[str]]
) -> None:
    data = _write(tmp_path / "grid.pdf")
    (page,) = pages_of(data)
    for words in ("Who decides", "CONFIDENTIAL", "Ministry of Finance", "Manage closely"):
        assert words in page
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "Who decides"
        (figure,) = (pdf.Root.StructTreeRoot.K[0].K,)
        assert "Ministry of Finance" in str(figure.Alt)
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) > 0
        for font in fonts.values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert any(key in inner.FontDescriptor for key in ("/FontFile2", "/FontFile3"))


def test_a_picture_as_png_has_three_hundred_dots_an_inch_and_is_not_empty(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(_write(tmp_path / "grid.PNG"))) as image:
        width = dressed(_grid(), "en", None).width
        assert image.width == pytest.approx(width * 300 / 72, abs=2)
        assert round(image.info["dpi"][0]) == 300
        assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 20
        assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_picture_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    assert _write(tmp_path / f"one.{ending}") == _write(tmp_path / f"two.{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_path_that_is_there_is_left_as_it_was_unless_it_is_to_be_replaced(
    tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"grid.{ending}"
    path.write_text("mine")
    with pytest.raises(FileExistsRefusedError):
        _write(path)
    assert path.read_text() == "mine"
    assert _write(path, force=True) != b"mine"
    (tmp_path / f"folder.{ending}").mkdir()
    with pytest.raises(FileExistsRefusedError):
        _write(tmp_path / f"folder.{ending}", force=True)


@pytest.mark.parametrize("name", ["grid.jpg", "grid", "grid.svg.zip", ".svg"])
def test_another_ending_is_refused_by_the_endings_that_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownPictureError) as caught:
        _write(tmp_path / name)
    assert ", ".join(WRITERS) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_arabic_pictures_are_set_from_the_right(tmp_path: Path) -> None:
    figure = dressed(_grid("ar"), "ar", Sensitivity.INTERNAL, source="2026")
    title = next(shape for shape in figure.shapes if isinstance(shape, Label))
    assert title.anchor == "right"
    for ending in ENDINGS:
        _write(tmp_path / f"grid.{ending}", _grid("ar"), language="ar")
    with pikepdf.open(tmp_path / "grid.pdf") as pdf:
        assert str(pdf.Root.Lang) == "ar"


def test_a_letter_that_no_font_has_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    odd = _grid(name="\U00012000\U00012001")
    for ending in ("pdf", "png"):
        with pytest.raises(MissingGlyphError):
            _write(tmp_path / f"grid.{ending}", odd)
    assert list(tmp_path.iterdir()) == []
    assert b"\xf0\x92\x80\x80" in _write(tmp_path / "grid.svg", odd)


def test_without_a_marking_none_is_printed(tmp_path: Path) -> None:
    said = " ".join(ElementTree.fromstring(_write(tmp_path / "g.svg", marking=None, title="")).itertext())
    assert "CONFIDENTIAL" not in said
    assert "Influence by interest" in said
