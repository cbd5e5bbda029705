"""A paragraph: runs of plain text as a block that is measured, split over pages and drawn; and single lines.

Never reads markup. Lines are laid once for a width; a split shares them, so that the whole is linear in its length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hdplanner.briefing.typeset import bidi
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.embedding import use_font
from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.lines import SLACK, Face, Line, Run, Typesetter, Unit, break_lines, runs_of
from hdplanner.briefing.typeset.page import Node, content, fill_operator, number, stamp
from hdplanner.briefing.typeset.shaping import GlyphSet, Piece
from hdplanner.briefing.typeset.style import Align, TextStyle

_MIDDLE = 0.36  # half the height of a capital: what stands in the middle of its line


class Paragraph(Block):
    """Runs of text in one style. `node` is the element that its content belongs to; None makes it decoration."""

    def __init__(
        self, setter: Typesetter, runs: Sequence[Run], style: TextStyle, node: Node | None = None
    ) -> None:
        super().__init__(style.space_before, style.space_after, style.keep_with_next)
        self.setter = setter
        self.runs = [Run(clean(run.text), run.face) for run in runs]
        self.style = style
        self.node = node
        self._lines: list[Line] | None = None

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        if self._lines is None:
            self._lines = break_lines(self.setter, self.runs, available_width)
        elif self._lines and self.width != available_width:
            runs = runs_of(self._lines, self.style.face)
            self._lines = break_lines(self.setter, runs, available_width)
        self.width = available_width
        self.height = len(self._lines) * self.style.leading
        return self.width, self.height

    @property
    def natural_width(self) -> float:
        """The width of the longest line as it was last laid."""
        return max((line.width for line in self._lines or ()), default=0.0)

    @property
    def first_height(self) -> float:
        count = len(self._lines or ())
        return self.height if count <= 3 or self.style.keep_together else 2 * self.style.leading

    def cut(self, available: float, force: bool = False) -> tuple[Paragraph, Paragraph] | None:
        """At least two lines on either page where there is room; the halves share the lines that were laid."""
        lines = self._lines or []
        fitting = int((available + SLACK) / self.style.leading)
        if not force:
            if self.style.keep_together or len(lines) < 4:
                return None
            fitting = min(fitting, len(lines) - 2)
            if fitting < 2:
                return None
        fitting = max(fitting, 1)
        if fitting >= len(lines):
            return None
        if fitting == len(lines) - 1 and fitting > 2:
            fitting -= 1
        return self._part(lines[:fitting], first=True), self._part(lines[fitting:], first=False)

    def _part(self, lines: list[Line], *, first: bool) -> Paragraph:
        style = replace(
            self.style,
            space_before=self.spaceBefore if first else 0.0,
            space_after=0.0 if first else self.spaceAfter,
            keep_with_next=False if first else self.style.keep_with_next,
        )
        part = Paragraph(self.setter, (), style, self.node)
        part.runs = self.runs  # of the whole: a column stays as wide for what is left
        part._lines, part.width = lines, self.width
        part.anchor = self.anchor if first else ""
        part.height = len(lines) * style.leading
        return part

    def emptied(self) -> Paragraph:
        """The same paragraph without a line, for what is left of a cell that is done."""
        return self._part([], first=False)

    def as_decoration(self) -> Paragraph:
        """The same lines, not read out: what a page repeats."""
        made = self._part(self._lines or [], first=True)
        made.node = None
        return made

    def minWidth(self) -> float:
        """The width of its widest word: the column that it can stand in unbroken."""
        words = [Run(word, run.face) for run in self.runs for word in run.text.split()]
        return max((self.setter.width(*word) for word in words), default=0.0)

    def draw(self) -> None:
        self.draw_at(self.canv, 0, 0)

    def draw_at(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left corner at (x, y): what drawOn does, without a graphics state for each cell."""
        if not any(line.units for line in self._lines or ()):
            return
        with content(canvas, self.node):
            pen = _Pen(canvas)
            style = self.style
            baseline = y + self.height - style.leading / 2 - _MIDDLE * style.face.size
            for line in self._lines or ():
                if line.units:
                    pen.draw(line, x + self._indent(line), baseline)
                baseline -= style.leading
            pen.finish()

    def _indent(self, line: Line) -> float:
        free = self.width - line.width
        match self.style.align:
            case Align.CENTRE:
                return free / 2
            case Align.NATURAL:
                return free if line.rtl else 0.0
            case Align.START:
                return free if self.setter.rtl else 0.0
            case _:
                return 0.0 if self.setter.rtl else free


class TextLine:
    """One line of text that stands where it is put: heads, feet, labels of figures. Its line ends become spaces."""

    def __init__(self, setter: Typesetter, text: str, face: Face) -> None:
        self.face = face
        self._line = break_lines(setter, [Run(clean(text).replace("\n", " "), face)], float("inf"))[0]

    @property
    def width(self) -> float:
        """Its width in points."""
        return self._line.width

    def draw(self, canvas: Any, x: float, baseline: float) -> None:
        """Draw it from its left end, inside marked content that the caller has begun."""
        if self._line.units:
            pen = _Pen(canvas)
            pen.draw(self._line, x, baseline)
            pen.finish()


class _Pen:
    """Writes lines as one text object; outlines that stand for no text come after it.

    Straight into the canvas's code, as ReportLab's own text objects do: those know neither TJ nor fonts like ours.
    """

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.out: list[str] = canvas._code
        self.out.append("BT")
        self._glyphs: GlyphSet | None = None
        self._face: Face | None = None
        self._size = 0.0
        self._colour = ""
        self._operands: list[str] = []
        self._inks: list[tuple[str, float, float, float, str]] = []

    def draw(self, line: Line, x: float, baseline: float) -> None:
        self.out.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        units = line.units
        while len(units) > 1 and units[-1].core is None:
            units = units[:-1]
        final = len(units) - 1
        places: Sequence[int] = range(len(units))
        if line.levels is not None:
            places = bidi.visual_order(places, line.levels[: len(units)])
        for place in places:
            unit, with_gap = units[place], place != final
            rtl = line.levels is not None and bool(line.levels[place] & 1)
            if unit.glyphs is None:
                x = self._draw_pieces(unit, with_gap, rtl, x, baseline)
                continue
            if unit.glyphs is not self._glyphs or unit.face is not self._face:
                self._select(unit.glyphs, unit.face)
            self._operands.append(unit.operand if with_gap else unit.core_operand)
            gap = unit.gap_width if with_gap else 0.0
            if unit.ink:
                start = x + gap if rtl else x
                face = unit.face
                self._inks += [
                    (face.colour, face.size, start + right, baseline + up, name)
                    for right, up, name in unit.ink
                ]
            x += unit.core_width + gap
        self._show()

    def _draw_pieces(self, unit: Unit, with_gap: bool, rtl: bool, x: float, baseline: float) -> float:
        words = [word for word in (unit.core, unit.gap if with_gap else None) if word is not None]
        if rtl:
            words.reverse()
        em = unit.face.size / 1000
        for word in words:
            for piece in word.pieces:
                self._draw_piece(piece, unit.face, x, baseline)
                x += piece.width * em
        return x

    def _draw_piece(self, piece: Piece, face: Face, x: float, baseline: float) -> None:
        if piece.actual:
            self._show()
            self.out.append(
                f"/Span <</ActualText <FEFF{piece.actual.encode('utf-16-be').hex().upper()}>>> BDC"
            )
        self._select(piece.glyphs, face)
        for rise, operand in piece.segments:
            if rise:
                self._show()
                self.out.append(f"{number(rise * face.size / 1000)} Ts [{operand}] TJ 0 Ts")
            else:
                self._operands.append(operand)
        if piece.actual:
            self._show()
            self.out.append("EMC")
        em = face.size / 1000
        self._inks.extend(
            (face.colour, face.size, x + right * em, baseline + up * em, name)
            for right, up, name in piece.ink
        )

    def _select(self, glyphs: GlyphSet, face: Face) -> None:
        self._face = face
        if glyphs is not self._glyphs or face.size != self._size:
            self._show()
            self._glyphs, self._size = glyphs, face.size
            use_font(self.canvas, glyphs)
            self.out.append(f"/{glyphs.name} {number(face.size)} Tf")
        if face.colour != self._colour:
            self._show()
            self._colour = face.colour
            self.out.append(fill_operator(face.colour))

    def _show(self) -> None:
        if self._operands:
            self.out.append(f"[{''.join(self._operands)}] TJ".replace("><", ""))
            self._operands.clear()

    def finish(self) -> None:
        """End the text object, then paint the dots and marks."""
        self.out.append("ET")
        for colour, size, x, y, name in self._inks:
            if colour != self._colour:
                self.out.append(fill_operator(colour))
                self._colour = colour
            stamp(self.canvas, name, x, y, size)
