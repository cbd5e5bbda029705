"""One picture as a file of its own, SVG, PDF or PNG, with its title, its marking and the line of its source.

The PDF is set in the letters of packs, which it embeds; the PNG is that PDF at 300 dots an inch. Opens no window.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from hdplanner.domain.values import Sensitivity
from hdplanner.errors import FileExistsRefusedError, MissingGlyphError, UnknownPictureError
from hdplanner.figures.framing import FrameText, framed
from hdplanner.figures.palette import load_palette
from hdplanner.figures.shapes import Figure, Label
from hdplanner.files import write_atomically
from hdplanner.i18n import catalogue

DOTS_PER_INCH = 300
_MOST_DOTS = 12_000
"""A PNG is at most so many pixels wide and high: beyond, no program opens it with pleasure."""

MARKING_ROLES = {
    Sensitivity.PUBLIC: "marking_public",
    Sensitivity.INTERNAL: "marking_internal",
    Sensitivity.CONFIDENTIAL: "marking_confidential",
    Sensitivity.STRICTLY_CONFIDENTIAL: "marking_strict",
}


def write_figure(
    figure: Figure,
    path: Path,
    *,
    language: str,
    marking: Sensitivity | None,
    title: str = "",
    source: str = "",
    on: dt.date | None = None,
    force: bool = False,
) -> None:
    """Write a picture whole or not at all, in the kind that the ending of `path` names.

    `source` is the line of date and source, `on` the day that the file says it was made. Raises
    UnknownPictureError for another ending, FileExistsRefusedError for a path that is there unless `force`,
    MissingGlyphError where no font has a letter of it (not for SVG), DiskFullError and ReadOnlyFileError.
    """
    make = WRITERS.get(path.suffix.casefold())
    if make is None:
        raise UnknownPictureError(path, WRITERS)
    if path.is_dir() or (path.exists() and not force):
        raise FileExistsRefusedError(path)
    write_atomically(path, make(dressed(figure, language, marking, title, source), language, on))


def dressed(
    figure: Figure, language: str, marking: Sensitivity | None, title: str = "", source: str = ""
) -> Figure:
    """The figure with title and marking above and the line of its source below, in a language."""
    words = catalogue(language)
    text = FrameText(
        title or figure.title,
        source,
        "" if marking is None else words.gettext(marking.text),
        "muted" if marking is None else MARKING_ROLES[marking],
        words.direction,
    )
    return framed(figure, text, _measure())


def svg_bytes(figure: Figure, language: str = "", on: dt.date | None = None) -> bytes:
    """The figure as SVG on the colour of paper."""
    from hdplanner.figures.svg import figure_to_svg

    return figure_to_svg(figure, load_palette().roles, "surface").encode()


def pdf_bytes(figure: Figure, language: str, on: dt.date | None = None) -> bytes:
    """The figure as a page of its own size, its fonts embedded, read out by its words."""
    from hdplanner.briefing.figure import paint_shapes
    from hdplanner.briefing.typeset.cleaning import clean
    from hdplanner.briefing.typeset.fonts import FontLibrary, missing_characters
    from hdplanner.briefing.typeset.lines import Typesetter
    from hdplanner.briefing.typeset.page import Node, bound, content
    from hdplanner.briefing.typeset.pdf import Properties, new_canvas, write_pdf
    from hdplanner.briefing.typeset.shaping import Shaper

    library = FontLibrary()
    texts = [clean(shape.text) for shape in figure.shapes if isinstance(shape, Label)]
    missing = missing_characters(texts, library)
    if missing:
        raise MissingGlyphError(missing, [one for found in missing.values() for one in found])
    rtl = figure.direction == "rtl"
    made = dt.datetime.combine(on or dt.date.today(), dt.time(12), dt.UTC)  # noqa: DTZ011  the day of the place
    properties = Properties(clean(figure.title).replace("\n", " "), language, made)
    canvas = new_canvas(properties, (figure.width, figure.height))
    structure = Node("Document")
    node = structure.add("Figure", alt=figure.alt or figure.title)
    bound(canvas, node, figure.width, figure.height)
    with content(canvas, node):
        setter = Typesetter(Shaper(library), rtl=rtl, language=language)
        paint_shapes(canvas, setter, figure.shapes, load_palette(), 0.0, figure.height)
    canvas.showPage()
    return write_pdf(canvas, properties, structure)


def png_bytes(figure: Figure, language: str, on: dt.date | None = None) -> bytes:
    """The figure's PDF as a picture on white."""
    from io import BytesIO

    import pypdfium2

    from hdplanner.briefing.foreign import PDFIUM

    scale = min(DOTS_PER_INCH / 72, _MOST_DOTS / max(figure.width, figure.height))
    with PDFIUM, pypdfium2.PdfDocument(pdf_bytes(figure, language, on)) as document:
        image = document[0].render(scale=scale).to_pil().convert("RGB")
    out = BytesIO()
    image.save(out, "png", dpi=(scale * 72, scale * 72), optimize=False)
    return out.getvalue()


Writer = Callable[[Figure, str, dt.date | None], bytes]
WRITERS: dict[str, Writer] = {".svg": svg_bytes, ".png": png_bytes, ".pdf": pdf_bytes}
"""What makes a picture of each ending."""


def _measure() -> Callable[[str, float, bool], float]:
    from hdplanner.briefing.build import pack_measure

    return pack_measure()
