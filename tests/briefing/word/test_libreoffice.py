"""Another program opens the documents: it prints all their words, and the marking at head and foot of each page."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from hdplanner.briefing.content import PackContent
from hdplanner.briefing.word.document import write_docx
from tests.briefing.word.conftest import WORDS, squeezed

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
EDGE = 90  # points of a page that its head or its foot takes


def converted(data: bytes, folder: Path) -> bytes:
    """The document as LibreOffice prints it."""
    path = folder / "pack.docx"
    path.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        str(OFFICE),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
    ]
    subprocess.run([*command, str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf").read_bytes()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_libreoffice_prints_all_pages_with_their_marking(
    everything: Callable[..., PackContent], tmp_path: Path, language: str
) -> None:
    data = converted(write_docx(everything(language)), tmp_path)
    told = ""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        assert len(document) >= 8
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            width, height = page.get_size()
            head = text.get_text_bounded(0, height - EDGE, width, height)
            foot = text.get_text_bounded(0, 0, width, EDGE)
            for edge in (head, foot):
                assert "TLP:AMBER" in edge
                assert WORDS[language]["marking"].upper() in edge
            assert str(number) in foot
            assert str(len(document)) in foot
            told += squeezed(text.get_text_bounded())
    words = " ".join(WORDS[language][said] for said in ("title", "ask", "who")).split()
    # Lam and alef are one glyph, which comes out of a file in either order.
    assert [word for word in words if not re.search("ل[اأإ]", word) and word not in told] == []


def test_landscape_pages_are_wider_than_high(everything: Callable[..., PackContent], tmp_path: Path) -> None:
    data = converted(write_docx(everything()), tmp_path)
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        wide = [page.get_size()[0] > page.get_size()[1] for page in document]
    assert wide.count(True) == 1
