"""A line of the contents: a title, the page it leads to, and a link over both."""

from __future__ import annotations

from hdplanner.briefing.styles import REGULAR, SEMIBOLD, Styles
from hdplanner.briefing.typeset.flow import Block
from hdplanner.briefing.typeset.lines import Run, Typesetter
from hdplanner.briefing.typeset.page import Node, Page
from hdplanner.briefing.typeset.paragraph import Align, Paragraph, TextLine, TextStyle
from hdplanner.figures.shapes import shortened

_NUMBER_ROOM = 40.0
_LONGEST = 300  # letters of a title that the contents show


class ContentsLine(Block):
    """Its page number is set when all pages are laid; the room for it is kept beforehand."""

    def __init__(self, setter: Typesetter, styles: Styles, title: str, anchor: str, level: int) -> None:
        outer = level == 1
        super().__init__(8.0 if outer else 1.0, 1.0)
        self.setter = setter
        self.leads_to = anchor
        self.title = title
        self.number = ""
        self.node = Node("TOCI")
        self.link = self.node.add("Link")
        self.indent = 0.0 if outer else 16.0
        self.face = styles.face(
            10.5 if outer else 9, SEMIBOLD if outer else REGULAR, "text" if outer else "muted"
        )
        style = TextStyle(self.face, 14.5 if outer else 12.5, Align.START, keep_together=True)
        self.text = Paragraph(setter, [Run(shortened(title, _LONGEST), self.face)], style, self.link)
        self._width = 0.0

    def prepare(self, width: float) -> float:
        self._width = width
        self.height = self.text.prepare(width - _NUMBER_ROOM - self.indent)
        return self.height

    def draw(self, page: Page, x: float, top: float) -> None:
        rtl = self.setter.rtl
        self.text.draw(page, x + _NUMBER_ROOM if rtl else x + self.indent, top)
        number = TextLine(self.setter, self.number, self.face)
        last_baseline = top - self.height + self.text.style.leading / 2 - 0.36 * self.face.size
        with page.content(self.link):
            number.draw(page, x if rtl else x + self._width - number.width, last_baseline)
        page.link(self.link, (x, top - self.height, x + self._width, top), self.leads_to, self.title)
