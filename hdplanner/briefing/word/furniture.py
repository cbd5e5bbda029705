"""Heads and feet of pages: marking at both, copy and recipient, handling, office, day, clearance, "3 of 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hdplanner.briefing.content import PackContent, Side
from hdplanner.briefing.furniture import copy_words, note_words
from hdplanner.briefing.typeset.cleaning import isolate
from hdplanner.briefing.word.markup import Element, w, words
from hdplanner.briefing.word.pen import Pen
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import Catalogue

_LONGEST = 200  # letters of a line
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


class Furniture:
    """Builds the head and the foot for pages of one width."""

    def __init__(self, pack: PackContent, pen: Pen, language: Catalogue, column: float) -> None:
        self.pack = pack
        self.pen = pen
        self.language = language
        shares = (0.35, 0.3, 0.19, 0.16)
        self.widths = [column * share for share in shares]

    def head(self) -> list[Element]:
        """Whose copy it is, the marking, how it may be passed on."""
        start, middle, *end = self.widths
        sides = [self._line("header", self._copy()), self._handling()]
        if not self.pack.marking.tlp.strip():
            sides = [self._line("header", ""), self._at_end("header", self._copy())]
        row = self._row([(start, 1, sides[0]), (middle, 1, self._marking()), (sum(end), 2, sides[1])])
        return [self._table([row]), self.pen.gap()]

    def foot(self) -> list[Element]:
        """From whom and when, cleared or not, the page; then the marking once more."""
        start, middle, third, last = self.widths
        numbered = self.pen.paragraph("footer", *self._numbered(), edge="right")
        lines = [self._line("footer", text) for text in self._notes()]
        notes = self.pen.row(
            [
                self.pen.cell(start + middle + third, lines, span=3),
                self.pen.cell(last, [numbered]),
            ]
        )
        marking = self._row(
            [
                (start, 1, self._line("footer", "")),
                (middle, 1, self._marking()),
                (third + last, 2, self._handling()),
            ]
        )
        return [self._table([notes, marking], "Foot"), self.pen.gap()]

    def _table(self, rows: list[Element], style: str = "Layout") -> Element:
        return self.pen.table(style, self.widths, rows)

    def _row(self, cells: list[tuple[float, int, Element]]) -> Element:
        return self.pen.row([self.pen.cell(width, [text], span=span) for width, span, text in cells])

    def _line(self, style: str, text: str) -> Element:
        return self.pen.written(style, shortened(text, _LONGEST))

    def _at_end(self, style: str, text: str) -> Element:
        return self.pen.written(style, shortened(text, _LONGEST), side=Side.END)

    def _marking(self) -> Element:
        return self._line("Marking", self.pack.marking.text)

    def _handling(self) -> Element:
        return self._line("Handling", self.pack.marking.tlp)

    def _copy(self) -> str:
        return " · ".join(map(isolate, copy_words(self.pack, self.language)))

    def _notes(self) -> list[str]:
        """Everything in one line, or in two where there is more to say."""
        notes = note_words(self.pack, self.language)
        told = [isolate(shortened(part, _LONGEST // 2)) for part in notes]
        rows = (told[:2], told[2:]) if len(told) > 3 else (told,)
        return [" · ".join(row) for row in rows]

    def _numbered(self) -> Iterator[Element]:
        """ "3 of 12", counted by Word."""
        for part in re.split(r"(\{pages?\})", self.language.gettext("{page} of {pages}")):
            if part in _FIELDS:
                yield from self._field(_FIELDS[part])
            elif part:
                yield from self.pen.runs(part, "footer")

    def _field(self, code: str) -> Iterator[Element]:
        rtl = w("rPr", w("rtl")) if self.pen.tongue.rtl else None
        yield w("r", w("fldChar", fldCharType="begin"))
        yield w("r", words(f" {code} ", "instrText"))
        yield w("r", w("fldChar", fldCharType="separate"))
        yield w("r", rtl, words("1"))
        yield w("r", w("fldChar", fldCharType="end"))
