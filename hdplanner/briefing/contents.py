"""A line of the contents: a title, the page it leads to, and a link over both."""

from __future__ import annotations

import math

from hdplanner.briefing.styles import REGULAR, SEMIBOLD, Styles
from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.lines import Run, Typesetter
from hdplanner.briefing.typeset.page import Node, content, link
from hdplanner.briefing.typeset.paragraph import Paragraph, TextLine
from hdplanner.briefing.typeset.style import Align
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
        self.node = Node("TOCI")
        self.link = self.node.add("Link")
        self.indent = 0.0 if outer else 16.0
        style = (
            styles.text(10.5, 14.5, SEMIBOLD, align=Align.START, whole=True)
            if outer
            else styles.text(9, 12.5, REGULAR, "muted", Align.START, whole=True)
        )
        self.face = style.face
        self.text = Paragraph(setter, [Run(shortened(title, _LONGEST), self.face)], style, self.link)
        self._number = TextLine(setter, "", self.face)

    def lead_to(self, page: int) -> None:
        """Print the page that the line leads to."""
        self._number = TextLine(self.setter, str(page), self.face)

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        self.height = self.text.wrap(available_width - _NUMBER_ROOM - self.indent)[1]
        return self.width, self.height

    def draw(self) -> None:
        rtl = self.setter.rtl
        self.text.drawOn(self.canv, _NUMBER_ROOM if rtl else self.indent, 0)
        number = self._number
        last_baseline = self.text.style.leading / 2 - 0.36 * self.face.size
        with content(self.canv, self.link):
            number.draw(self.canv, 0 if rtl else self.width - number.width, last_baseline)
        link(self.canv, self.link, (0, 0, self.width, self.height), self.leads_to, self.title)
