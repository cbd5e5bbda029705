"""Pictures on a page: a logo, a photograph, the page of somebody else's PDF. Only their pixels come into the pack."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from hdplanner.briefing.content import PagesBlock
from hdplanner.briefing.foreign import opened_pdf, scrubbed_picture
from hdplanner.briefing.styles import MM
from hdplanner.briefing.typeset.flow import Block, Frame, Size
from hdplanner.briefing.typeset.page import Node, bound, content

LOGO = (40 * MM, 16 * MM)
"""A logo is never larger."""
SMALL_LOGO = (28 * MM, 11 * MM)
_USUAL_DOTS = 96.0  # to an inch, where a picture does not say
_FEWEST_DOTS, _MOST_DOTS = 72.0, 600.0
_LEAST_SHARE = 0.6  # of a page, for the first page of an annex that stands under its title


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture made clean, and how large it is on paper, in points."""

    data: bytes
    width: float
    height: float


@lru_cache(maxsize=16)
def pixels_of(data: bytes, name: str = "") -> Pixels:
    """The picture without what its file tells besides. Raises UnusableFileError."""
    from PIL import Image

    clean, _kind = scrubbed_picture(data, name)
    with Image.open(BytesIO(clean)) as picture:
        width, height = picture.size
    points = 72 / _dots_per_inch(data)
    return Pixels(clean, width * points, height * points)


def _dots_per_inch(data: bytes) -> float:
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        said = picture.info.get("dpi", (_USUAL_DOTS,))[0]
    dots = float(said)
    return dots if math.isfinite(dots) and _FEWEST_DOTS <= dots <= _MOST_DOTS else _USUAL_DOTS


class Picture(Block):
    """A picture in its own size and shape, at most as wide as its column and as high as it may be."""

    def __init__(
        self,
        pixels: Pixels,
        node: Node | None,
        *,
        highest: float,
        widest: float = math.inf,
        rtl: bool = False,
        space: tuple[float, float] = (8.0, 4.0),
    ) -> None:
        super().__init__(*space)
        self.pixels = pixels
        self.node = node
        self.highest = highest
        self.widest = widest
        self.rtl = rtl
        self.natural_width = 0.0

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        wide, high = max(self.pixels.width, 0.1), max(self.pixels.height, 0.1)
        scale = min(1.0, min(available_width, self.widest) / wide, self.highest / high)
        self.natural_width, self.height = wide * scale, high * scale
        return self.width, self.height

    def draw(self) -> None:
        from reportlab.lib.utils import ImageReader

        left = self.width - self.natural_width if self.rtl else 0.0
        reader: Any = ImageReader(BytesIO(self.pixels.data))
        self.canv.saveState()
        self.canv.translate(left, 0)
        if self.node is not None:
            bound(self.canv, self.node, self.natural_width, self.height)
        with content(self.canv, self.node):
            self.canv.drawImage(reader, 0, 0, self.natural_width, self.height, mask="auto")
        self.canv.restoreState()


class AnnexPage(Block):
    """The room for page `number` of another PDF: what is left of its own page. The picture comes in at the end."""

    def __init__(self, pages: PagesBlock, number: int, wide: bool) -> None:
        super().__init__(6.0)
        self.pages = pages
        self.number = number
        self.wide = wide

    @property
    def said(self) -> str:
        """What it is, in words."""
        return f"{self.pages.alt} ({self.number}/{self.pages.count})" if self.pages.alt.strip() else ""

    def stand_on(self, frame: Frame) -> None:
        """Ask for most of a page, so that no more than its title stands above it."""
        self.height = frame.height * _LEAST_SHARE

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        return self.width, self.height

    def draw(self) -> None:
        """Nothing: pages are placed when the file is written."""


@lru_cache(maxsize=16)
def wide_pages(data: bytes, name: str = "") -> tuple[bool, ...]:
    """For each page of a PDF whether it is wider than high. Raises UnusableFileError."""
    with opened_pdf(data, name) as document:
        sizes = [document.size(number) for number in range(1, document.pages + 1)]
    return tuple(width > height for width, height in sizes)
