"""One page drawn by itself, for a preview: the same strokes as in the file, without what only the whole file has."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from hdplanner.briefing.typeset.page import Node


class PageCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """A canvas that tags nothing, so that the elements of the document stay as they are."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), invariant=1, pageCompression=0, pdfVersion=(1, 7))

    def _make_preamble(self) -> None:
        """Nothing: ReportLab would begin the page with a font that it does not embed."""
        self._preamble = ""

    def linkRect(self, *_given: Any, **_more: Any) -> None:
        """Nothing: where a link of the contents leads is on another page."""

    def showPage(self) -> None:
        """End the page. Each sign is one byte: ReportLab's own codec takes fifty times as long."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.stream = page.stream.encode("latin-1")


def forget_drawn(node: Node) -> None:
    """Take from the elements what drawing them has added, so that they may be drawn again."""
    elements = [kid for kid in node.kids if isinstance(kid, Node)]
    node.kids = list(elements)
    for element in elements:
        forget_drawn(element)
