"""Pictures in a document: figures, photographs and other people's pages, each with its words for those who cannot see.

Only pixels come along: nothing else of the files that pictures were made from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml.shape import CT_Inline

from hdplanner.briefing.content import PagesBlock
from hdplanner.briefing.figure_file import pdf_bytes
from hdplanner.briefing.foreign import PDFIUM, opened_pdf
from hdplanner.briefing.pictures import pixels_of
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.word.markup import Element, w
from hdplanner.figures.shapes import Figure, shortened

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

_EMU = 12_700  # in a point
_HIGHEST_FIGURE = 600.0
_LONGEST_ALT = 2_000
_DOTS_PER_INCH = 220


class Album:
    """The pictures of one document: numbers them, and keeps each file once."""

    def __init__(self, part: DocumentPart, language: str, on: dt.date) -> None:
        self._part = part
        self._language = language
        self._on = on
        self._count = 0

    def figure(self, figure: Figure, alt: str, column: float, page: float) -> Element:
        """A figure as wide as the column, or as high as a page lets it be."""
        width, height = max(figure.width, 1.0), max(figure.height, 1.0)
        scale = min(column / width, min(page, _HIGHEST_FIGURE) / height)
        pdf = pdf_bytes(figure, self._language, self._on)
        return self._run(_first_page(pdf, scale * _DOTS_PER_INCH / 72), width * scale, height * scale, alt)

    def picture(self, data: bytes, alt: str, most_wide: float, most_high: float) -> Element:
        """A picture as large as it is, at most so wide and so high. Raises UnusableFileError."""
        pixels = pixels_of(data, alt)
        wide, high = max(pixels.width, 0.1), max(pixels.height, 0.1)
        scale = min(1.0, most_wide / wide, most_high / high)
        return self._run(pixels.data, wide * scale, high * scale, alt)

    def pages(self, block: PagesBlock, column: float, page: float) -> Iterator[Element]:
        """Each page of another PDF as a picture that fills a page of ours. Raises UnusableFileError."""
        with opened_pdf(block.data, block.alt) as document:
            for number in range(1, document.pages + 1):
                wide, high = document.size(number)
                scale = min(column / wide, page / high)
                out = BytesIO()
                document.picture(number, wide * scale).save(out, "PNG", optimize=True)
                yield self._run(out.getvalue(), wide * scale, high * scale, block.alt)

    def _run(self, data: bytes, width: float, height: float, alt: str) -> Element:
        """A run that shows a PNG or JPEG so many points wide and high."""
        self._count += 1
        relation, _image = self._part.get_or_add_image(BytesIO(data))
        size = (max(1, round(width * _EMU)), max(1, round(height * _EMU)))
        inline = CT_Inline.new_pic_inline(self._count, relation, f"picture{self._count}", *size)  # type: ignore[arg-type]  # whole numbers are lengths
        for side in "TBLR":  # said outright: programs differ in what they take when nothing is said
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", shortened(clean(alt).replace("\n", " "), _LONGEST_ALT))
        return w("r", w("drawing", inline))


def _first_page(pdf: bytes, scale: float) -> bytes:
    """A page of ours as a PNG, at so many dots for each of its points."""
    import pypdfium2

    out = BytesIO()
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        document[0].render(scale=scale).to_pil().convert("RGB").save(out, "PNG")
    return out.getvalue()
