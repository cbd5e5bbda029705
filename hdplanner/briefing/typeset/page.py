"""What is drawn on one page: marked content, strokes, fills and links, in points from the lower left corner.

A page only gathers operators; `typeset.pdf` turns pages into a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

Point = tuple[float, float]
_KAPPA = 0.5523  # control points that make four Bezier curves a circle


@dataclass(slots=True)
class Node:
    """An element of the document's structure, as readers that speak the page need it (PDF 32000-1, 14.7)."""

    tag: str
    kids: list[Node | Content | Link] = field(default_factory=list)
    alt: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def add(self, tag: str, alt: str = "", attributes: tuple[tuple[str, str], ...] = ()) -> Node:
        """A new element inside this one."""
        node = Node(tag, [], alt, attributes)
        self.kids.append(node)
        return node


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content that belongs to an element: the page, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads to an anchor; `says` is what it leads to, in words."""

    page: int
    box: tuple[float, float, float, float]
    anchor: str
    says: str


def number(value: float) -> str:
    """A coordinate as PDF writes it: at most two decimals, never an exponent, never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=256)
def rgb(colour: str) -> str:
    """The operand of `rg` and `RG` for "#RRGGBB"."""
    return " ".join(number(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))


class Page:
    """The operators of one page."""

    def __init__(self, index: int, width: float, height: float) -> None:
        self.index = index
        self.width = width
        self.height = height
        self.operators: list[str] = []
        self.marked: list[Node] = []
        self.links: list[tuple[Node, Link]] = []
        self.opacities: set[float] = set()

    def begin(self, node: Node) -> None:
        """What follows, up to `end`, is content of this element."""
        self.operators.append(f"/{node.tag} <</MCID {len(self.marked)}>> BDC")
        node.kids.append(Content(self.index, len(self.marked)))
        self.marked.append(node)

    def end(self) -> None:
        """The end of what `begin` or `begin_artifact` began."""
        self.operators.append("EMC")

    @contextmanager
    def content(self, node: Node | None) -> Iterator[None]:
        """Marked content of an element; without one, decoration that is not read out."""
        if node is None:
            self.operators.append("/Artifact BMC")
        else:
            self.begin(node)
        yield
        self.operators.append("EMC")

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Heads and feet: repeated on every page, not part of the text."""
        self.operators.append("/Artifact <</Type /Pagination>> BDC")
        yield
        self.operators.append("EMC")

    def link(self, node: Node, box: tuple[float, float, float, float], anchor: str, says: str) -> None:
        """Make a box (left, bottom, right, top) lead to an anchor."""
        link = Link(self.index, box, anchor, says)
        node.kids.append(link)
        self.links.append((node, link))

    def rule(self, x1: float, y: float, x2: float, colour: str, width: float = 0.5) -> None:
        """A horizontal hairline."""
        self.operators.append(
            f"{rgb(colour)} RG {number(width)} w [] 0 d {number(x1)} {number(y)} m {number(x2)} {number(y)} l S"
        )

    def stroke(self, path: str, colour: str, width: float, dash: Sequence[float] = ()) -> None:
        """Stroke a path made by the functions below."""
        pattern = " ".join(number(length) for length in dash)
        self.operators.append(f"{rgb(colour)} RG {number(width)} w 1 j [{pattern}] 0 d {path} S")

    def fill(self, path: str, colour: str) -> None:
        """Fill a path."""
        self.operators.append(f"{rgb(colour)} rg {path} f")

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Fill a circle about (x, y)."""
        r = number(radius)
        self.operators.append(f"q {rgb(colour)} rg {r} 0 0 {r} {number(x)} {number(y)} cm {_UNIT_CIRCLE} f Q")

    @contextmanager
    def opacity(self, value: float) -> Iterator[None]:
        """Draw with an opacity of 0 to 1."""
        shown = round(min(max(value, 0.0), 1.0), 2)
        if shown >= 1:
            yield
            return
        self.opacities.add(shown)
        self.operators.append(f"q /{opacity_name(shown)} gs")
        yield
        self.operators.append("Q")


def opacity_name(value: float) -> str:
    """The name of an opacity among the page's resources."""
    return f"A{round(value * 100)}"


def polygon(points: Sequence[Point], *, closed: bool = True) -> str:
    """The path through some points."""
    steps = [f"{number(x)} {number(y)} {'l' if i else 'm'}" for i, (x, y) in enumerate(points)]
    return " ".join([*steps, "h"] if closed else steps)


def rectangle(x: float, y: float, width: float, height: float, corner: float = 0.0) -> str:
    """The path of a rectangle from its lower left corner, its corners rounded by `corner`."""
    if corner <= 0:
        return f"{number(x)} {number(y)} {number(width)} {number(height)} re"
    r = min(corner, width / 2, height / 2)
    k = r * (1 - _KAPPA)
    right, top = x + width, y + height
    return " ".join(
        (
            f"{number(x + r)} {number(y)} m {number(right - r)} {number(y)} l",
            _curve(right - k, y, right, y + k, right, y + r),
            f"{number(right)} {number(top - r)} l",
            _curve(right, top - k, right - k, top, right - r, top),
            f"{number(x + r)} {number(top)} l",
            _curve(x + k, top, x, top - k, x, top - r),
            f"{number(x)} {number(y + r)} l",
            _curve(x, y + k, x + k, y, x + r, y),
            "h",
        )
    )


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle about (x, y)."""
    return rectangle(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def _curve(*coordinates: float) -> str:
    return " ".join(number(c) for c in coordinates) + " c"


_UNIT_CIRCLE = circle(0, 0, 1)
