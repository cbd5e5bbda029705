"""Paragraphs, runs and plain tables in one language: every word of the document goes through here, cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hdplanner.briefing.content import Side, Text, plain
from hdplanner.briefing.typeset.bidi import first_strong
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.word.looks import BOLD, BY_NAME
from hdplanner.briefing.word.markup import Element, switch, twips, w, words
from hdplanner.briefing.word.scripts import Tongue, Way, marked, turning, ways
from hdplanner.briefing.word.stylesheet import fonts

_CHARACTER_STYLES = {(True, False): "Strong", (False, True): "MutedWords", (True, True): "StrongMutedWords"}

_NOTE, _SOURCE = "Note", "SourceWords"


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in a language of its own, in a document whose language is `home`."""

    tongue: Tongue
    home: Tongue

    def paragraph(
        self,
        style: str,
        *runs: Element,
        edge: str | None = None,
        numbering: int = 0,
        page_break: bool = False,
        rtl: bool | None = None,
    ) -> Element:
        """A paragraph of a style by its name; `numbering` is the list that it is a point of."""
        rtl = self.tongue.rtl if rtl is None else rtl
        turned = w("bidi", val=None if rtl else 0) if rtl or self.home.rtl else None
        listed = w("numPr", w("ilvl", val=0), w("numId", val=numbering)) if numbering else None
        properties = w(
            "pPr",
            w("pStyle", val=BY_NAME[style].id),
            switch("pageBreakBefore", page_break),
            listed,
            turned,
            w("jc", val=edge) if edge else None,
            w("rPr", w("rtl")) if rtl else None,
        )
        return w("p", properties, *runs)

    def written(
        self,
        style: str,
        text: Text,
        *,
        side: Side = Side.START,
        numbering: int = 0,
        page_break: bool = False,
        note: str = "",
    ) -> Element:
        """A paragraph of text. As in the PDF it runs as its first word does; where lines begin is its style's matter."""
        rtl = self._runs_leftwards(style, text)
        edge = self._edge(style, side, rtl)
        runs = self.runs(text, style, rtl)
        if note.strip():
            runs += self._runs([(clean(f"   {note}"), _NOTE)], rtl)
        return self.paragraph(style, *runs, edge=edge, numbering=numbering, page_break=page_break, rtl=rtl)

    def _runs_leftwards(self, style: str, text: Text) -> bool:
        """Points and lines of contents keep to the document's side, with their numbers."""
        strong = None if BY_NAME[style].kept else first_strong(clean(plain(text)).strip())
        return self.tongue.rtl if strong is None else bool(strong)

    def _edge(self, style: str, side: Side, rtl: bool) -> str | None:
        """Where lines stand, in the terms of their own direction: to Word, left is where they begin."""
        look = BY_NAME[style]
        if side is Side.CENTRE or look.side == "center":
            return "center"
        at_end = side is Side.END or look.side == "right"
        if rtl != self.tongue.rtl and not (look.natural and not at_end):
            at_end = not at_end
            return "right" if at_end else "left"
        return "right" if at_end else None

    def runs(self, text: Text, style: str, rtl: bool | None = None) -> list[Element]:
        """Text as runs. In a bold style nothing is made bold once more: to Word, twice bold is not bold."""
        spans = (
            [(text, False, False)]
            if isinstance(text, str)
            else [(span.text, span.strong, span.muted) for span in text]
        )
        bold, spoken = style in BOLD, style.startswith("Spoken ")
        named = [
            (clean(said), _SOURCE if near and spoken else _CHARACTER_STYLES.get((far and not bold, near), ""))
            for said, far, near in spans
        ]
        return list(self._runs(named, self.tongue.rtl if rtl is None else rtl))

    def _runs(self, spans: Sequence[tuple[str, str]], rtl: bool) -> Iterator[Element]:
        styles: list[str] = []
        text: list[str] = []
        for said, style in spans:
            said = "\n".join(marked(line, rtl) for line in said.split("\n"))
            text.append(said)
            styles += [style] * len(said)
        start = 0
        for number, line in enumerate("".join(text).split("\n")):
            if number:
                yield w("r", w("br"))
            mark = turning(line, rtl)
            looks = styles[start : start + len(line)]
            if mark:
                looks = [looks[0], *looks, looks[-1]]
            yield from self._line(mark + line + mark, looks, rtl)
            start += len(line) + 1

    def _line(self, line: str, styles: Sequence[str], rtl: bool) -> Iterator[Element]:
        place = 0
        for stretch, way in ways(line, rtl):
            looks = styles[place : place + len(stretch)]
            place += len(stretch)
            for style, group in groupby(zip(stretch, looks, strict=True), key=lambda pair: pair[1]):
                yield self._run("".join(character for character, _look in group), way, style)

    def _run(self, text: str, way: Way, style: str) -> Element:
        properties = w(
            "rPr",
            w("rStyle", val=style) if style else None,
            fonts(way.script.font) if way.script else None,
            *(_unbold() if style == _NOTE else ()),
            switch("rtl", way.rtl),
            switch("cs", not way.rtl and way.script is not None and way.script.shaped),
            self._language(way),
        )
        return w("r", properties if len(properties) else None, words(text))

    def _language(self, way: Way) -> Element | None:
        """The language of a run where it is not the document's."""
        tags = {}
        if self.tongue != self.home and self.tongue.tag:
            tags[self.tongue.slot] = self.tongue.tag
        if way.script is not None and not (way.rtl and self.tongue.rtl):
            slot = "bidi" if way.script.shaped else "val"
            tags[slot] = self.tongue.tag or way.script.language
            if self.tongue.tag[:2] != way.script.language[:2]:
                tags[slot] = way.script.language
        return w("lang", **tags) if tags else None

    def gap(self) -> Element:
        """A low empty line: two tables without one would become one."""
        return self.paragraph("Gap")

    def table(
        self, style: str, widths: Sequence[float], rows: Iterable[Element], *, heading: bool = False
    ) -> Element:
        """A table of a style with columns of so many points, mirrored where the language runs leftwards."""
        properties = w(
            "tblPr",
            w("tblStyle", val=style.replace(" ", "")),
            switch("bidiVisual", self.tongue.rtl),
            w("tblW", w=twips(sum(widths)), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0020" if heading else "0000"),
        )
        grid = w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths))
        return w("tbl", properties, grid, *rows)

    def row(self, cells: Iterable[Element], *, heading: bool = False, whole: bool = False) -> Element:
        """A row; a heading comes again on each page, a whole one is not cut."""
        properties = w("trPr", switch("cantSplit", whole), switch("tblHeader", heading))
        return w("tr", properties if len(properties) else None, *cells)

    def cell(self, width: float, content: Sequence[Element], *, span: int = 1) -> Element:
        """A cell with what stands in it, over so many columns; a table is never the last thing in one."""
        properties = w(
            "tcPr",
            w("tcW", w=twips(width), type="dxa"),
            w("gridSpan", val=span) if span > 1 else None,
        )
        inside = list(content)
        if not inside or inside[-1].tag.endswith("}tbl"):
            inside.append(self.gap())
        return w("tc", properties, *inside)


def _unbold() -> tuple[Element, Element]:
    """A note in a bold heading: only what stands on the run itself takes the weight away again."""
    return w("b", val=0), w("bCs", val=0)
