"""From what a pack says to blocks on pages: each kind of content has its own small builder here.

Knows styles and the structure that readers hear; knows no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from reportlab.platypus.flowables import PageBreak

from hdplanner.briefing import content as said
from hdplanner.briefing.arranged import Bounded, Opposite
from hdplanner.briefing.desk import Desk
from hdplanner.briefing.figure import HIGHEST, FigureOnPage
from hdplanner.briefing.pictures import AnnexPage, Picture, pixels_of, wide_pages
from hdplanner.briefing.side_by_side import side_by_side
from hdplanner.briefing.styles import REGULAR, SEMIBOLD, Styles
from hdplanner.briefing.table import MOST_COLUMNS, Table, TableLook, TableRow, cell_node
from hdplanner.briefing.typeset.boxes import Beside, Boxed, Rule, Stack
from hdplanner.briefing.typeset.flow import Block
from hdplanner.briefing.typeset.lines import Face, Run, Typesetter
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph
from hdplanner.briefing.typeset.style import Align, TextStyle
from hdplanner.briefing.words import other_way

_ALIGN = {said.Side.START: Align.START, said.Side.END: Align.END, said.Side.CENTRE: Align.CENTRE}
_LONG_LABEL = 70  # letters; what is longer gets lines of its own
_WIDEST_LABEL, _WIDEST_LABEL_OF_TWO = 150.0, 84.0  # in a column, and in one of two columns
_ASIDE = 10.5
_DASH = "\N{EN DASH}"
Built = Iterator[Block | PageBreak]
Sourced = tuple[Node, said.Source]
"""An element, and the record that it says something of."""


class BlockBuilder:
    """Builds the blocks of one document, or of one column of it; `sources` tells what each element comes from."""

    def __init__(
        self, setter: Typesetter, styles: Styles, desk: Desk | None = None, *, column_of_two: bool = False
    ) -> None:
        self.setter = setter
        self.desk = desk or Desk(setter)
        self.styles = styles
        self.column_of_two = column_of_two
        self.highest = HIGHEST  # of figures and pictures
        self.sources: list[Sourced] = []
        self.depth = 0

    def in_language(self, language: str, *, column_of_two: bool = False) -> BlockBuilder:
        """Another builder of the same document, for text in a language and its direction."""
        styles = replace(self.styles, justified=self.styles.justified and not column_of_two)
        other = BlockBuilder(self.desk.in_language(language), styles, self.desk, column_of_two=column_of_two)
        other.highest, other.sources, other.depth = self.highest, self.sources, self.depth
        return other

    def _from(self, node: Node, source: said.Source | None) -> Node:
        """The element, remembered with the record that it comes from."""
        if source is not None:
            self.sources.append((node, source))
        return node

    def runs(self, text: said.Text, face: Face) -> list[Run]:
        """Spans as runs in the faces that they ask for."""
        if isinstance(text, str):
            return [Run(text, face)]
        return [Run(span.text, self._span_face(span, face)) for span in text if span.text]

    def _span_face(self, span: said.Span, face: Face) -> Face:
        aside = self.styles.face(_ASIDE).size  # what is read aloud is larger than where it is from
        return Face(
            min(face.size, aside) if span.muted else face.size,
            max(face.weight, SEMIBOLD) if span.strong else face.weight,
            self.styles.colour("muted") if span.muted else face.colour,
        )

    def paragraph(self, text: said.Text, style: TextStyle, node: Node | None) -> Paragraph:
        """Text in a style."""
        return self.desk.paragraph(self.setter, self.runs(text, style.face), style, node)

    def heading(
        self, text: str, level: int, parent: Node, note: str = "", source: said.Source | None = None
    ) -> Paragraph:
        """A heading; a note stands behind it, small. For those who hear the page no level is left out."""
        style = self.styles.heading(level)
        self.depth = min(max(level, 1), self.depth + 1)
        node = self._from(parent.add(f"H{self.depth}"), source)
        runs = [Run(text, style.face)]
        if note.strip():
            kept = f"\u2068{note}\u2069" if other_way(text, note) else note
            runs.append(Run(f"   {kept}", self.styles.face(8.5, REGULAR, "muted")))
        return self.desk.paragraph(self.setter, runs, style, node)

    def build(self, block: said.Block, parent: Node) -> Built:
        """The blocks of one piece of content."""
        builders: dict[type, Callable[[Any, Node], Built]] = {
            said.Heading: self._heading,
            said.Prose: self._prose,
            said.Points: self._points,
            said.Facts: self._facts,
            said.Entries: self._entries,
            said.TableBlock: self._table,
            said.FigureBlock: self._figure,
            said.Callout: self._callout,
            said.PageBreak: self._page_break,
            said.PictureBlock: self._picture,
            said.PagesBlock: self._pages,
            said.Bilingual: self._bilingual,
        }
        yield from builders[type(block)](block, parent)

    def _heading(self, block: said.Heading, parent: Node) -> Iterator[Block]:
        yield self.heading(block.text, block.level, parent, block.note, block.source)

    def _prose(self, block: said.Prose, parent: Node) -> Iterator[Block]:
        foreign = block.language if block.language != self.setter.language else ""
        node = self._from(parent.add("P", lang=foreign), block.source)
        builder = self.in_language(foreign) if foreign else self
        yield builder.paragraph(block.text, self.styles.prose(block.tone), node)

    def _page_break(self, block: said.PageBreak, parent: Node) -> Iterator[PageBreak]:
        yield PageBreak()

    def _callout(self, block: said.Callout, parent: Node) -> Iterator[Block]:
        node = self._from(parent.add("Sect"), block.source)
        words: list[Block] = []
        if block.label.strip():
            words.append(self.paragraph(block.label.upper(), self.styles.label(), node.add("P")))
        words.append(self.paragraph(block.text, self.styles.callout(), node.add("P")))
        yield Boxed(Stack(words), self.styles.colour("text"))

    # Lists --------------------------------------------------------------------------------------------------

    def _points(self, block: said.Points, parent: Node) -> Iterator[Block]:
        items = [
            item for item in block.items if not said.is_blank(item.lead) or not said.is_blank(item.detail)
        ]
        node = parent.add(
            "L", attributes=(("O", "List"), ("ListNumbering", "Decimal" if block.numbered else "Disc"))
        )
        for number, item in enumerate(items, 1):
            element = self._from(node.add("LI"), item.source)
            mark = self._mark(number, block, element.add("Lbl"))
            body = self._point_body(item, block, element.add("LBody"))
            yield Beside(
                mark, body, self._indent(len(items), block), self.setter.rtl, -1.0 if block.numbered else 0.0
            )

    def _indent(self, count: int, block: said.Points) -> float:
        if not block.numbered:
            return self.styles.space(18 if block.spoken else 14)
        return self.styles.space((26 if count < 10 else 36) + (6 if block.spoken else 0))

    def _mark(self, number: int, block: said.Points, node: Node) -> Paragraph:
        if not block.numbered:
            size, leading = self.styles.spoken if block.spoken else (10.5, 15.0)
            dash = self.styles.text(size, leading, role="accent", align=Align.START)
            return self.paragraph(_DASH, dash, node)
        size, leading = (19.0, self.styles.spoken[1]) if block.spoken else (15.0, 15.0)
        style = self.styles.text(size, leading, SEMIBOLD, "accent", Align.START)
        return self.paragraph(str(number), style, node)

    def _point_body(self, item: said.Point, block: said.Points, node: Node) -> Stack:
        size, leading = self.styles.spoken if block.spoken else (10.5, 15.0)
        has_detail = not said.is_blank(item.detail)
        weight = SEMIBOLD if block.numbered or has_detail else REGULAR
        after = 7.0 if block.numbered else 4.0
        words: list[Block] = []
        if not said.is_blank(item.lead):
            gap = 0.0 if has_detail else after
            lead = self.styles.text(
                size, leading, weight, align=Align.START, before=2, after=gap, keep=has_detail
            )
            words.append(self.paragraph(item.lead, lead, node.add("P")))
        if has_detail:
            detail = self.styles.text(size, leading, align=Align.START, after=after)
            words.append(self.paragraph(item.detail, detail, node.add("P")))
        return Stack(words)

    # Facts and entries --------------------------------------------------------------------------------------

    def _facts(self, block: said.Facts, parent: Node) -> Iterator[Block]:
        rows = [row for row in block.rows if not said.is_blank(row.value)]
        label_style = self.styles.text(9, 14, role="muted", align=Align.START)
        value_style = self.styles.text(10, 14, align=Align.START, after=2)
        labels = [self.setter.width(row.label, label_style.face) for row in rows]
        widest = _WIDEST_LABEL_OF_TWO if self.column_of_two else _WIDEST_LABEL
        indent = min(max(labels, default=0.0) + 14, self.styles.space(widest))
        node = parent.add("L")
        for place, row in enumerate(rows):
            element = self._from(node.add("LI"), row.source)
            if len(row.label) > _LONG_LABEL:
                yield self.paragraph(row.label, label_style, element.add("Lbl"))
                yield self.paragraph(row.value, value_style, element.add("LBody"))
                continue
            label = self.paragraph(row.label, label_style, element.add("Lbl"))
            value = self.paragraph(row.value, value_style, element.add("LBody"))
            beside = Beside(label, Stack([value]), indent, self.setter.rtl)
            beside.spaceBefore = 0.0 if place else self.styles.space(8)
            beside.spaceAfter = self.styles.space(5) if place == len(rows) - 1 else 0.0
            beside.keepWithNext = place in (0, len(rows) - 2) and len(rows) > 1
            yield beside

    def _entries(self, block: said.Entries, parent: Node) -> Iterator[Block]:
        node = parent.add("L")
        line = self.styles.colour("line")
        items = [item for item in block.items if not said.is_blank(item.title)]
        for i, item in enumerate(items):
            rule = Rule(line, 0.5, 6, 6)
            rule.keepWithNext = True
            yield rule
            element = self._from(node.add("LI"), item.source)
            yield self._entry(item, element.add("LBody"))
            if i == len(items) - 1:
                yield Rule(line, 0.5, 6, 12)

    def _entry(self, item: said.Entry, node: Node) -> Stack:
        styles = self.styles
        has_detail = not said.is_blank(item.detail)
        title = styles.text(10.5, 15, SEMIBOLD, align=Align.START, keep=has_detail)
        words: list[Block] = [self.paragraph(item.title, title, node.add("P"))]
        if item.aside.strip() and self._needs_own_line(item):
            aside = styles.text(9, 14, role="muted", align=Align.START, keep=has_detail)
            words.append(self.paragraph(item.aside, aside, node.add("P")))
        elif item.aside.strip():
            aside = styles.text(9, 15, role="muted", align=Align.END)
            words = [Opposite(words[0], self.paragraph(item.aside, aside, node.add("P")), self.setter.rtl)]
        if has_detail:
            detail = styles.text(10, 14, align=Align.START)
            words.append(self.paragraph(item.detail, detail, node.add("P")))
        return Stack(words)

    def _needs_own_line(self, item: said.Entry) -> bool:
        return self.column_of_two or max(len(item.aside), len(said.plain(item.title)) / 3) > _LONG_LABEL

    # Tables and figures -------------------------------------------------------------------------------------

    def _table(self, block: said.TableBlock, parent: Node) -> Iterator[Block]:
        if block.caption.strip():
            yield self.paragraph(block.caption, self.styles.table_caption(), parent.add("P"))
        if not block.rows:
            yield self.paragraph(block.none, self.styles.prose(said.Tone.MUTED), parent.add("P"))
            return
        for columns in column_groups(len(block.columns)):
            yield self._table_of(block, columns, parent.add("Table"))

    def _table_of(self, block: said.TableBlock, columns: Sequence[int], node: Node) -> Table:
        chosen = [block.columns[i] for i in columns]
        head = None
        if any(column.title.strip() for column in chosen):
            row = node.add("TR")
            head = TableRow(
                [
                    self.paragraph(
                        column.title, self.styles.head_cell(_ALIGN[column.side]), cell_node(row, heading=True)
                    )
                    for column in chosen
                ]
            )
        styles = [self.styles.cell(_ALIGN[column.side]) for column in chosen]
        rows = [
            self._row(block, cells, columns, styles, self._from(node.add("TR"), source))
            for cells, source in zip_longest(block.rows, block.sources[: len(block.rows)])
        ]
        look = TableLook(self.styles.colour("line"), self.styles.colour("line_strong"), self.setter.rtl)
        return Table(head, rows, [max(column.share, 0.05) for column in chosen], look)

    def _row(
        self,
        block: said.TableBlock,
        cells: Sequence[said.Text],
        columns: Sequence[int],
        styles: Sequence[TextStyle],
        node: Node,
    ) -> TableRow:
        if len(cells) > len(block.columns):
            raise ValueError(f"a row of {len(cells)} cells in a table of {len(block.columns)} columns")
        return TableRow(
            [
                self.paragraph(
                    cells[i] if i < len(cells) else "",
                    style,
                    cell_node(node, heading=False),
                )
                for i, style in zip(columns, styles, strict=True)
            ]
        )

    def _figure(self, block: said.FigureBlock, parent: Node) -> Iterator[Block]:
        node = parent.add("Figure", alt=block.alt or block.figure.alt or block.figure.title or block.caption)
        figure = FigureOnPage(self.setter, block.figure, self.styles.palette, node)
        yield from self._captioned(Bounded(figure, self.highest), block.caption, parent)

    def _picture(self, block: said.PictureBlock, parent: Node) -> Iterator[Block]:
        alt = block.alt.strip() or block.caption.strip()
        node = parent.add("Figure", alt=alt) if alt else None
        picture = Picture(pixels_of(block.data, alt), node, highest=self.highest, rtl=self.setter.rtl)
        yield from self._captioned(picture, block.caption, parent)

    def _captioned(self, block: Block, caption: str, parent: Node) -> Iterator[Block]:
        block.keepWithNext = bool(caption.strip())
        yield block
        if caption.strip():
            yield self.paragraph(caption, self.styles.caption(), parent.add("P"))

    def _pages(self, block: said.PagesBlock, parent: Node) -> Built:
        for number, wide in enumerate(wide_pages(block.data, block.alt)[: block.count], 1):
            yield AnnexPage(block, number, wide)
            yield PageBreak()

    def _bilingual(self, block: said.Bilingual, parent: Node) -> Built:
        yield from side_by_side(self, block, parent)


def column_groups(count: int) -> list[list[int]]:
    """The columns of each table that a wide one is set as: the first stands in each of them again."""
    if count <= MOST_COLUMNS:
        return [list(range(count))]
    step = MOST_COLUMNS - 1
    return [[0, *range(start, min(start + step, count))] for start in range(1, count, step)]
