"""A pack's words, rules and figures drawn straight onto a ReportLab canvas: the least work there can be.

Lines are broken and drawn, and nothing else is done: no shaping, no tags, no contents, no page numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from hdplanner.briefing.content import Block, FigureBlock, Prose, Section, TableBlock, plain
from hdplanner.briefing.styles import A4, MARGIN
from hdplanner.figures.shapes import Circle, Figure, Label, Line
from hdplanner.paths import resource

FILES = {"en": "NotoSans-Regular.ttf", "ar": "NotoSansArabic-Regular.ttf"}
WIDTH = A4[0] - 2 * MARGIN


class BarePages:
    """Draws downwards from the top of a page, and begins another where it is full."""

    def __init__(self, language: str = "en") -> None:
        self._face = f"Benchmark {language}"
        if self._face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(self._face, str(resource("fonts", FILES[language]))))
        self._out = BytesIO()
        self._canvas = Canvas(self._out, pagesize=A4, pageCompression=1)
        self._height = A4[1] - MARGIN

    def draw(self, sections: Iterable[Section]) -> bytes:
        """The finished file."""
        for section in sections:
            self._text(section.title, 16, 21)
            for block in section.blocks:
                self._block(block)
        self._canvas.save()
        return self._out.getvalue()

    def _block(self, block: Block) -> None:
        match block:
            case Prose(text=text):
                self._text(plain(text), 10.5, 15)
            case TableBlock(columns=columns, rows=rows):
                shares = [column.share for column in columns]
                for row in [tuple(column.title for column in columns), *rows]:
                    self._row([plain(cell) for cell in row], [WIDTH * one / sum(shares) for one in shares])
            case FigureBlock(figure=figure):
                self._figure(figure)
            case _:
                raise ValueError(f"not drawn: {block}")

    def _room(self, height: float) -> None:
        if self._height - height < MARGIN:
            self._canvas.showPage()
            self._height = A4[1] - MARGIN

    def _text(self, text: str, size: float, leading: float) -> None:
        for line in simpleSplit(text, self._face, size, WIDTH):
            self._room(leading)
            self._height -= leading
            self._canvas.setFont(self._face, size)
            self._canvas.drawString(MARGIN, self._height, line)
        self._height -= 7

    def _row(self, cells: list[str], widths: list[float]) -> None:
        lines = [
            simpleSplit(cell, self._face, 9, width - 8) for cell, width in zip(cells, widths, strict=True)
        ]
        height = 12.5 * max(map(len, lines)) + 6
        self._room(height)
        self._canvas.setFont(self._face, 9)
        left = MARGIN
        for cell, width in zip(lines, widths, strict=True):
            for number, line in enumerate(cell, 1):
                self._canvas.drawString(left, self._height - 12.5 * number, line)
            left += width
        self._height -= height
        self._canvas.line(MARGIN, self._height, MARGIN + WIDTH, self._height)

    def _figure(self, figure: Figure) -> None:
        self._room(figure.height)
        self._canvas.saveState()
        self._canvas.translate(MARGIN, self._height)
        self._canvas.scale(WIDTH / figure.width, WIDTH / figure.width)
        for shape in figure.shapes:
            match shape:
                case Line():
                    self._canvas.line(shape.x1, -shape.y1, shape.x2, -shape.y2)
                case Circle():
                    self._canvas.circle(shape.x, -shape.y, shape.radius, stroke=0, fill=1)
                case Label():
                    self._canvas.setFont(self._face, shape.size)
                    self._canvas.drawString(shape.x, -shape.y, shape.text)
                case _:
                    raise ValueError(f"not drawn: {shape}")
        self._canvas.restoreState()
        self._height -= figure.height * WIDTH / figure.width
