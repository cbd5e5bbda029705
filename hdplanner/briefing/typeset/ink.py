"""Dots and marks painted over text, because they stand for none: the operators of a word, made once for all its places.

Each is a form, one unit to the type size; the way to it begins where the one before it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from hdplanner.briefing.typeset.shaping import Piece


class Ink(NamedTuple):
    """The outlines over a word: their names, the operators from its left end on, and where those arrive.

    Places are thousandths of the type size, and whole ones: nothing adds up over a page.
    """

    names: frozenset[str]
    operators: str
    end: tuple[int, int]


class InkAt(NamedTuple):
    """The ink of a word, and where that begins on the page."""

    ink: Ink
    size: float
    colour: str
    x: float
    y: float


def ink_over(pieces: Iterable[Piece]) -> Ink | None:
    """The outlines of pieces that stand side by side; None where there are none."""
    from reportlab.pdfbase.pdfdoc import xObjectName

    parts: list[str] = []
    names: set[str] = set()
    here, start = (0, 0), 0.0
    for piece in pieces:
        for right, up, name in piece.ink:
            there = round(start + right), round(up)
            parts.append(f"{_step(here, there)}/{xObjectName(name)} Do")
            names.add(name)
            here = there
        start += piece.width
    return Ink(frozenset(names), "\n".join(parts), here) if parts else None


def paint(canvas: Any, inks: Iterable[InkAt], colour: str) -> None:
    """Paint ink after a text object that ended with this colour."""
    from hdplanner.briefing.typeset.page import fill_operator

    out: list[str] = canvas._code
    size, left, bottom, here = 0.0, 0.0, 0.0, (0, 0)
    names: set[str] = set()
    for ink, its_size, its_colour, x, y in inks:
        if its_colour != colour or its_size != size:
            if size:
                out.append("Q")
            if its_colour != colour:
                out.append(fill_operator(its_colour))
            colour, size, left, bottom, here = its_colour, its_size, x, y, (0, 0)
            out.append(f"q {size:g} 0 0 {size:g} {x:.2f} {y:.2f} cm")
        there = round((x - left) * 1000 / size), round((y - bottom) * 1000 / size)
        out.append(_step(here, there) + ink.operators)
        here = there[0] + ink.end[0], there[1] + ink.end[1]
        names |= ink.names
    if size:
        out.append("Q")
    canvas._formsinuse.extend(sorted(names))


def _step(here: tuple[int, int], there: tuple[int, int]) -> str:
    if here == there:
        return ""
    return f"1 0 0 1 {(there[0] - here[0]) / 1000:g} {(there[1] - here[1]) / 1000:g} cm\n"
