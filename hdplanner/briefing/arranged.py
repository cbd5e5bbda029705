"""Blocks arranged for a pack: two on one line, one made no higher than it may be."""

from __future__ import annotations

import math

from hdplanner.briefing.figure import FigureOnPage
from hdplanner.briefing.pictures import Picture
from hdplanner.briefing.styles import REGULAR, SEMIBOLD
from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.lines import Face
from hdplanner.briefing.typeset.paragraph import Paragraph, TextLine
from hdplanner.figures.shapes import Label

_GUTTER = 12.0
_END_SHARE = 0.4


class Opposite(Block):
    """A block at the starting side and, on the same line, something short at the other."""

    def __init__(self, start: Block, end: Paragraph | Picture, rtl: bool) -> None:
        super().__init__(start.spaceBefore, start.spaceAfter, start.keepWithNext)
        self.start = start
        self.end = end
        self.rtl = rtl

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        self.end.wrap(available_width * _END_SHARE)
        self.start.wrap(available_width - self._taken)
        self.height = max(self.start.height, self.end.height)
        return self.width, self.height

    @property
    def _taken(self) -> float:
        return self.end.natural_width + _GUTTER

    def lefts(self) -> tuple[float, float]:
        """Where the two begin."""
        end = 0.0 if self.rtl else self.width * (1 - _END_SHARE)
        return (self._taken if self.rtl else 0.0), end

    def draw(self) -> None:
        for block, left in zip((self.start, self.end), self.lefts(), strict=True):
            block.drawOn(self.canv, left, self.height - block.height)


class Bounded(Block):
    """A figure in the middle of its column, narrower where it would be too high."""

    def __init__(self, figure: FigureOnPage, highest: float) -> None:
        super().__init__(figure.spaceBefore, figure.spaceAfter, figure.keepWithNext)
        self.figure = figure
        self.highest = highest

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        shape = self.figure.figure
        widest = self.highest * max(shape.width, 1.0) / max(shape.height, 1.0)
        self.height = self.figure.wrap(min(available_width, widest))[1]
        return self.width, self.height

    def shape_labels(self) -> None:
        """Have its labels shaped before it is drawn."""
        for shape in self.figure.figure.shapes:
            if isinstance(shape, Label):
                weight = SEMIBOLD if shape.weight == "bold" else REGULAR
                TextLine(self.figure.setter, shape.text, Face(shape.size, weight, ""))

    def draw(self) -> None:
        self.figure.drawOn(self.canv, (self.width - self.figure.width) / 2, 0)
