"""A paragraph: runs of plain text as a block that is measured, split over pages and drawn; and single lines.

Never reads markup. Lines are laid once for a width; a split shares them, so that the whole is linear in its length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hdplanner.briefing.typeset.breaking import stretches
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.justification import widenings
from hdplanner.briefing.typeset.lines import SLACK, Face, Line, Run, Typesetter, break_lines, runs_of
from hdplanner.briefing.typeset.page import Node, content
from hdplanner.briefing.typeset.pen import Pen
from hdplanner.briefing.typeset.style import Align, TextStyle

_MIDDLE = 0.36  # half the height of a capital: what stands in the middle of its line


class Paragraph(Block):
    """Runs of text in one style. `node` is the element that its content belongs to; None makes it decoration."""

    def __init__(
        self, setter: Typesetter, runs: Sequence[Run], style: TextStyle, node: Node | None = None
    ) -> None:
        super().__init__(style.space_before, style.space_after, style.keep_with_next)
        self.setter = setter
        self.runs = [run if (text := clean(run.text)) is run.text else Run(text, run.face) for run in runs]
        self.style = style
        self.node = node
        self._laid: list[Line] | None = None  # of the whole paragraph; the parts of one share it
        self._span = (0, 0)

    @property
    def lines(self) -> list[Line]:
        """The lines of this part as they were last laid."""
        return (self._laid or [])[slice(*self._span)]

    @property
    def _count(self) -> int:
        return self._span[1] - self._span[0]

    def _lay(self, runs: Sequence[Run], width: float) -> None:
        self._laid = break_lines(self.setter, runs, width)
        self._span = (0, len(self._laid))

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        if self._laid is None:
            self._lay(self.runs, available_width)
        elif self._count and self.width != available_width:
            self._lay(runs_of(self.lines, self.style.face), available_width)
        self.width = available_width
        self.height = self._count * self.style.leading
        return self.width, self.height

    @property
    def natural_width(self) -> float:
        """The width of the longest line as it was last laid."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def first_height(self) -> float:
        return self.height if self._count <= 3 or self.style.keep_together else 2 * self.style.leading

    def cut(self, available: float, force: bool = False) -> tuple[Paragraph, Paragraph] | None:
        """At least two lines on either page where there is room; the halves share the lines that were laid."""
        count, start = self._count, self._span[0]
        fitting = int((available + SLACK) / self.style.leading)
        if not force:
            if self.style.keep_together or count < 4:
                return None
            fitting = min(fitting, count - 2)
            if fitting < 2:
                return None
        fitting = max(fitting, 1)
        if fitting >= count:
            return None
        if fitting == count - 1 and fitting > 2:
            fitting -= 1
        middle = start + fitting
        return self._part((start, middle), first=True), self._part((middle, self._span[1]), first=False)

    def _part(self, span: tuple[int, int], *, first: bool) -> Paragraph:
        style = replace(
            self.style,
            space_before=self.spaceBefore if first else 0.0,
            space_after=0.0 if first else self.spaceAfter,
            keep_with_next=False if first else self.style.keep_with_next,
        )
        part = Paragraph(self.setter, (), style, self.node)
        part.runs = self.runs  # of the whole: a column stays as wide for what is left
        part._laid, part._span, part.width = self._laid or [], span, self.width
        part.anchor = self.anchor if first else ""
        part.height = part._count * style.leading
        return part

    def emptied(self) -> Paragraph:
        """The same paragraph without a line, for what is left of a cell that is done."""
        return self._part((0, 0), first=False)

    def as_decoration(self) -> Paragraph:
        """The same lines, not read out: what a page repeats."""
        made = self._part(self._span, first=True)
        made.node = None
        return made

    def minWidth(self) -> float:
        """The width of its widest word: the column that it can stand in unbroken."""
        words = [
            Run(word.strip(), run.face)
            for run in self.runs
            for line in run.text.split("\n")
            for word in stretches(line)
        ]
        return max((self.setter.width(*word) for word in words), default=0.0)

    def draw(self) -> None:
        self.draw_at(self.canv, 0, 0)

    def draw_at(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left corner at (x, y): what drawOn does, without a graphics state for each cell."""
        lines = self.lines
        if not any(line.units for line in lines):
            return
        with content(canvas, self.node):
            pen = Pen(canvas)
            style = self.style
            baseline = y + self.height - style.leading / 2 - _MIDDLE * style.face.size
            filled = style.justified and style.align in (Align.NATURAL, Align.START)
            for line in lines:
                if line.units:
                    wider = widenings(line, self.width) if filled else []
                    pen.draw(line, x if wider else x + self._indent(line), baseline, wider)
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
            pen = Pen(canvas)
            pen.draw(self._line, x, baseline)
            pen.finish()
