"""A document to set text in, and ways to read a finished file as others would."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Callable

import pypdfium2
import pytest

from hdplanner.briefing.content import Block, Marking, PackContent, Section
from hdplanner.briefing.typeset.fonts import FontLibrary
from hdplanner.briefing.typeset.lines import Typesetter
from hdplanner.briefing.typeset.shaping import Shaper


@pytest.fixture(scope="session")
def library() -> FontLibrary:
    return FontLibrary()


@pytest.fixture
def setter(library: FontLibrary) -> Typesetter:
    return Typesetter(Shaper(library))


@pytest.fixture
def rtl_setter(library: FontLibrary) -> Typesetter:
    return Typesetter(Shaper(library), rtl=True, language="ar")


def read_pages(data: bytes) -> list[str]:
    """The text of each page as PDFium (Chrome's reader) gives it."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


@pytest.fixture
def pages_of() -> Callable[[bytes], list[str]]:
    return read_pages


def squeeze(text: str) -> str:
    """Text without what lines and columns do to it: for the question whether a word was lost."""
    text = unicodedata.normalize("NFC", text).replace("\u2010", "-")
    return re.sub(r"[\s\x02\u00ad\u200b\ufffe\u200e\u200f\u2066-\u2069]+", "", text)


@pytest.fixture
def squeezed() -> Callable[[str], str]:
    return squeeze


@pytest.fixture(scope="session")
def pack() -> Callable[..., PackContent]:
    """A pack of one section with the given blocks."""

    def make(*blocks: Block, **more: object) -> PackContent:
        given = {
            "title": "Relief goods without delay",
            "office": "Varenia National Society, HD office",
            "prepared_on": dt.date(2026, 12, 4),
            "marking": Marking("Confidential", "marking_strict"),
            "sections": (Section("one", "First section", blocks),),
        }
        return PackContent(**(given | more))  # type: ignore[arg-type] # any field may be overridden

    return make
