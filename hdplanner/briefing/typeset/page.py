"""What is drawn on a page beyond ReportLab's own strokes: marked content, links and colours, on any of its canvases.

Each function takes the canvas that draws; one that is not a `PackCanvas` gets the same picture without tags.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

Box = tuple[float, float, float, float]
_PACKED = 4  # zlib's level: twice as fast as the usual one, for a twentieth more bytes


@dataclass(slots=True)
class Node:
    """An element of the document's structure, as readers that speak the page need it (PDF 32000-1, 14.7)."""

    tag: str
    kids: list[Node | Content | Link] = field(default_factory=list)
    alt: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    lang: str = ""
    """The language of its words where it is not the document's: "ar" for an Arabic passage of an English pack."""
    box: Box | None = None
    """Where a figure stands on its page: `bound` sets it."""

    def add(
        self, tag: str, alt: str = "", attributes: tuple[tuple[str, str], ...] = (), lang: str = ""
    ) -> Node:
        """A new element inside this one."""
        node = Node(tag, [], alt, attributes, lang)
        self.kids.append(node)
        return node


class Content(NamedTuple):
    """Marked content that belongs to an element: the page, and its number there."""

    page: int
    number: int


class Link(NamedTuple):
    """A link that belongs to an element: the page, and its number among the links of that page."""

    page: int
    number: int


class PackCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """A ReportLab canvas that counts the marked content and the links of its page, so that both can be tagged.

    It takes what `Canvas` takes, and so may also be the `canvasmaker` of a platypus document.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        self.marks = self.links = 0
        self._packing: ThreadPoolExecutor | None = None
        super().__init__(*given, **more)

    def _make_preamble(self) -> None:
        """Nothing: ReportLab would begin each page with Helvetica, which it does not embed."""
        self._preamble = ""

    def showPage(self) -> None:
        """End the page, and have it packed while the next ones are drawn.

        Each sign is one byte: ReportLab's own codec takes fifty times as long.
        """
        super().showPage()
        page = self._doc.Pages.pages[-1]
        if self._packing is None:
            self._packing = ThreadPoolExecutor(1, "packing")
        page.Contents = _PackedPage(
            self._packing.submit(zlib.compress, page.stream.encode("latin-1"), _PACKED)
        )
        page.stream = None
        self.marks = self.links = 0

    def getpdfdata(self) -> Any:
        """The file, when all pages are packed."""
        try:
            return super().getpdfdata()
        finally:
            if self._packing is not None:
                self._packing.shutdown()


class _PackedPage(PDFStream):  # type: ignore[misc]
    """What a page is drawn with, packed by another thread: zlib lets the others run meanwhile."""

    def __init__(self, packed: Future[bytes]) -> None:
        self._packed = packed
        super().__init__(PDFDictionary({"Filter": PDFName("FlateDecode")}))

    @property
    def content(self) -> bytes:
        return self._packed.result()

    @content.setter
    def content(self, _content: None) -> None:
        """Nothing: ReportLab says at first that there is none."""


def number(value: float) -> str:
    """A coordinate as PDF writes it: at most two decimals, never an exponent, never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=256)
def rgb(colour: str) -> tuple[float, float, float]:
    """The parts of "#RRGGBB", 0 to 1, as ReportLab's setFillColorRGB and setStrokeColorRGB take them."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=256)
def fill_operator(colour: str) -> str:
    """The operator that fills with "#RRGGBB", for use inside a text object."""
    return " ".join(f"{part:.4f}".rstrip("0").rstrip(".") for part in rgb(colour)) + " rg"


def stroke_operator(colour: str) -> str:
    """The operator that strokes with "#RRGGBB"."""
    return fill_operator(colour).upper()


@contextmanager
def content(canvas: Any, node: Node | None) -> Iterator[None]:
    """Marked content of an element; without one, decoration that is not read out."""
    if not isinstance(canvas, PackCanvas):
        yield
        return
    if node is None:
        canvas._code.append("/Artifact BMC")
    else:
        canvas._code.append(f"/{node.tag} <</MCID {canvas.marks}>> BDC")
        node.kids.append(Content(canvas.getPageNumber() - 1, canvas.marks))
        canvas.marks += 1
    yield
    canvas._code.append("EMC")


def bound(canvas: Any, node: Node, width: float, height: float) -> None:
    """Tell a figure's element where it stands: from the canvas's origin, so wide and so high."""
    left, bottom = canvas.absolutePosition(0, 0)
    node.box = (left, bottom, left + width, bottom + height)


@contextmanager
def furniture(canvas: PackCanvas) -> Iterator[None]:
    """Heads and feet: repeated on every page, not part of the text."""
    canvas._code.append("/Artifact <</Type /Pagination>> BDC")
    yield
    canvas._code.append("EMC")


def link(canvas: Any, node: Node, box: Box, anchor: str, says: str) -> None:
    """Make a box (left, bottom, right, top) lead to an anchor; `says` is what it leads to, in words."""
    canvas.linkRect(says.strip() or "\N{HORIZONTAL ELLIPSIS}", anchor, box, relative=1, F=4)
    if isinstance(canvas, PackCanvas):
        node.kids.append(Link(canvas.getPageNumber() - 1, canvas.links))
        canvas.links += 1


def stamp(canvas: Any, form: str, x: float, y: float, size: float) -> None:
    """Paint a form at (x, y), so many times its own size, in the colour that fills.

    Written out: saveState, translate, scale and restoreState are slow where there are dots by the thousand.
    """
    canvas._code.append(f"q {size:g} 0 0 {size:g} {x:.2f} {y:.2f} cm")
    canvas.doForm(form)
    canvas._code.append("Q")


def rule_between(canvas: Any, x1: float, y1: float, x2: float, y2: float) -> None:
    """A line as the canvas strokes now."""
    canvas._code.append(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")


def rule(canvas: Any, x1: float, y: float, x2: float, colour: str, width: float = 0.5) -> None:
    """A horizontal hairline."""
    canvas._code.append(
        f"{stroke_operator(colour)} {number(width)} w {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S"
    )
