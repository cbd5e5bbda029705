"""From what a pack says to blocks on pages: each kind of content has its own small builder here.

Knows styles and the structure that readers hear; knows no pages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reportlab.platypus.flowables import PageBreak

from hdplanner.briefing import content as said
from hdplanner.briefing.figure import FigureOnPage
from hdplanner.briefing.styles import BOLD, REGULAR, SEMIBOLD, Styles
from hdplanner.briefing.table import MOST_COLUMNS, Table, TableLook, TableRow, cell_node
from hdplanner.briefing.typeset.boxes import Beside, Boxed, Rule, Stack
from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.lines import Face, Run, Typesetter
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph
from hdplanner.briefing.typeset.style import Align, TextStyle

_ALIGN = {said.Side.START: Align.START, said.Side.END: Align.END, said.Side.CENTRE: Align.CENTRE}
_LONG_LABEL = 70  # letters; what is longer gets lines of its own
_DASH = "\N{EN DASH}"


class BlockBuilder:
    """Builds the blocks of one document."""

    def __init__(self, setter: Typesetter, styles: Styles) -> None:
        self.setter = setter
        self.styles = styles
        self._depth = 0

    def runs(self, text: said.Text, face: Face) -> list[Run]:
        """Spans as runs in the faces that they ask for."""
        if isinstance(text, str):
            return [Run(text, face)]
        return [Run(span.text, self._span_face(span, face)) for span in text if span.text]

    def _span_face(self, span: said.Span, face: Face) -> Face:
        return Face(
            face.size,
            max(face.weight, SEMIBOLD) if span.strong else face.weight,
            self.styles.colour("muted") if span.muted else face.colour,
        )

    def paragraph(self, text: said.Text, style: TextStyle, node: Node | None) -> Paragraph:
        """Text in a style."""
        return Paragraph(self.setter, self.runs(text, style.face), style, node)

    def heading(self, text: str, level: int, parent: Node, note: str = "") -> Paragraph:
        """A heading; a note stands behind it, small. For those who hear the page no level is left out."""
        style = self.styles.heading(level)
        self._depth = min(max(level, 1), self._depth + 1)
        node = parent.add(f"H{self._depth}")
        runs = [Run(text, style.face)]
        if note.strip():
            runs.append(Run(f"   {note}", self.styles.face(8.5, REGULAR, "muted")))
        return Paragraph(self.setter, runs, style, node)

    def build(self, block: said.Block, parent: Node) -> Iterator[Block | PageBreak]:
        """The blocks of one piece of content."""
        builders: dict[type, Callable[[Any, Node], Iterator[Block | PageBreak]]] = {
            said.Heading: self._heading,
            said.Prose: self._prose,
            said.Points: self._points,
            said.Facts: self._facts,
            said.Entries: self._entries,
            said.TableBlock: self._table,
            said.FigureBlock: self._figure,
            said.Callout: self._callout,
            said.PageBreak: self._page_break,
        }
        yield from builders[type(block)](block, parent)

    def _heading(self, block: said.Heading, parent: Node) -> Iterator[Block]:
        yield self.heading(block.text, block.level, parent, block.note)

    def _prose(self, block: said.Prose, parent: Node) -> Iterator[Block]:
        yield self.paragraph(block.text, self.styles.prose(block.tone), parent.add("P"))

    def _page_break(self, block: said.PageBreak, parent: Node) -> Iterator[PageBreak]:
        yield PageBreak()

    def _callout(self, block: said.Callout, parent: Node) -> Iterator[Block]:
        style = TextStyle(self.styles.face(12, SEMIBOLD), 17, space_before=3)
        node = parent.add("Sect")
        words: list[Block] = []
        if block.label.strip():
            words.append(self.paragraph(block.label.upper(), self.styles.label(), node.add("P")))
        words.append(self.paragraph(block.text, style, node.add("P")))
        yield Boxed(Stack(words), self.styles.colour("text"))

    # Lists --------------------------------------------------------------------------------------------------

    def _points(self, block: said.Points, parent: Node) -> Iterator[Block]:
        items = [
            item for item in block.items if not said.is_blank(item.lead) or not said.is_blank(item.detail)
        ]
        node = parent.add(
            "L", attributes=(("O", "List"), ("ListNumbering", "Decimal" if block.numbered else "Disc"))
        )
        large = block.numbered or block.spoken
        for number, item in enumerate(items, 1):
            element = node.add("LI")
            mark = self._mark(number, block, element.add("Lbl"))
            body = self._point_body(item, block, element.add("LBody"))
            yield Beside(mark, body, self._indent(len(items), block), self.setter.rtl, -1.0 if large else 0.0)

    @staticmethod
    def _indent(count: int, block: said.Points) -> float:
        if not block.numbered:
            return 14.0
        return (26.0 if count < 10 else 36.0) + (6.0 if block.spoken else 0.0)

    def _mark(self, number: int, block: said.Points, node: Node) -> Paragraph:
        if not block.numbered:
            return self.paragraph(
                _DASH, TextStyle(self.styles.face(10.5, role="accent"), 15, Align.START), node
            )
        size = 19.0 if block.spoken else 15.0
        style = TextStyle(self.styles.face(size, SEMIBOLD, "accent"), 20 if block.spoken else 15, Align.START)
        return self.paragraph(str(number), style, node)

    def _point_body(self, item: said.Point, block: said.Points, node: Node) -> Stack:
        size, leading = (14.0, 20.0) if block.spoken else (10.5, 15.0)
        has_detail = not said.is_blank(item.detail)
        weight = SEMIBOLD if block.numbered or has_detail else REGULAR
        after = 4.0 if not block.numbered else 7.0
        face = self.styles.face(size, weight)
        lead = TextStyle(
            face, leading, space_before=2, space_after=0 if has_detail else after, keep_with_next=has_detail
        )
        words: list[Block] = []
        if not said.is_blank(item.lead):
            words.append(self.paragraph(item.lead, lead, node.add("P")))
        if has_detail:
            style = TextStyle(self.styles.face(size), leading, space_after=after)
            words.append(self.paragraph(item.detail, style, node.add("P")))
        return Stack(words)

    # Facts and entries --------------------------------------------------------------------------------------

    def _facts(self, block: said.Facts, parent: Node) -> Iterator[Block]:
        rows = [row for row in block.rows if not said.is_blank(row.value)]
        label_style = TextStyle(self.styles.face(9, role="muted"), 14, Align.START)
        value_style = TextStyle(self.styles.face(10), 14, Align.START, space_after=2)
        labels = [self.setter.width(row.label, label_style.face) for row in rows]
        indent = min(max(labels, default=0.0) + 14, 150.0)
        node = parent.add("L")
        for place, row in enumerate(rows):
            element = node.add("LI")
            if len(row.label) > _LONG_LABEL:
                yield self.paragraph(row.label, label_style, element.add("Lbl"))
                yield self.paragraph(row.value, value_style, element.add("LBody"))
                continue
            label = self.paragraph(row.label, label_style, element.add("Lbl"))
            value = self.paragraph(row.value, value_style, element.add("LBody"))
            beside = Beside(label, Stack([value]), indent, self.setter.rtl)
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
            entry = self._entry(item, node.add("LI").add("LBody"))
            yield entry
            if i == len(items) - 1:
                yield Rule(line, 0.5, 6, 12)

    def _entry(self, item: said.Entry, node: Node) -> Stack:
        title = TextStyle(self.styles.face(10.5, SEMIBOLD), 15, Align.START, keep_with_next=bool(item.detail))
        words: list[Block] = [self.paragraph(item.title, title, node.add("P"))]
        if item.aside.strip() and max(len(item.aside), len(said.plain(item.title)) / 3) > _LONG_LABEL:
            aside = self.styles.prose(said.Tone.MUTED)
            words.append(self.paragraph(item.aside, aside, node.add("P")))
        elif item.aside.strip():
            aside = TextStyle(self.styles.face(9, role="muted"), 15, Align.END)
            note = self.paragraph(item.aside, aside, node.add("P"))
            words = [Opposite(words[0], note, self.setter.rtl)]
            words[0].keepWithNext = bool(item.detail)
        if not said.is_blank(item.detail):
            detail = TextStyle(self.styles.face(10, role="muted"), 14)
            words.append(self.paragraph(item.detail, detail, node.add("P")))
        return Stack(words)

    # Tables and figures -------------------------------------------------------------------------------------

    def _table(self, block: said.TableBlock, parent: Node) -> Iterator[Block]:
        if block.caption.strip():
            style = TextStyle(
                self.styles.face(9, SEMIBOLD),
                13,
                Align.START,
                space_before=8,
                space_after=4,
                keep_with_next=True,
            )
            yield self.paragraph(block.caption, style, parent.add("P"))
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
        rows = [self._row(block, cells, columns, node.add("TR")) for cells in block.rows]
        look = TableLook(self.styles.colour("line"), self.styles.colour("line_strong"), self.setter.rtl)
        return Table(head, rows, [max(column.share, 0.05) for column in chosen], look)

    def _row(
        self, block: said.TableBlock, cells: Sequence[said.Text], columns: Sequence[int], node: Node
    ) -> TableRow:
        if len(cells) > len(block.columns):
            raise ValueError(f"a row of {len(cells)} cells in a table of {len(block.columns)} columns")
        return TableRow(
            [
                self.paragraph(
                    cells[i] if i < len(cells) else "",
                    self.styles.cell(_ALIGN[block.columns[i].side]),
                    cell_node(node, heading=False),
                )
                for i in columns
            ]
        )

    def _figure(self, block: said.FigureBlock, parent: Node) -> Iterator[Block]:
        node = parent.add("Figure", alt=block.alt or block.figure.alt or block.figure.title or block.caption)
        figure = FigureOnPage(self.setter, block.figure, self.styles.palette, node)
        figure.keepWithNext = bool(block.caption.strip())
        yield figure
        if block.caption.strip():
            yield self.paragraph(block.caption, self.styles.caption(), parent.add("P"))


class Opposite(Block):
    """Two paragraphs on one line: one at the starting side, a short one at the other."""

    def __init__(self, start: Block, end: Paragraph, rtl: bool) -> None:
        super().__init__(start.spaceBefore, start.spaceAfter)
        self.start = start
        self.end = end
        self.rtl = rtl

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        self.end.wrap(available_width * 0.4)
        self.start.wrap(available_width - self._taken)
        self.height = max(self.start.height, self.end.height)
        return self.width, self.height

    @property
    def _taken(self) -> float:
        return self.end.natural_width + 12

    def draw(self) -> None:
        self.start.drawOn(self.canv, self._taken if self.rtl else 0, self.height - self.start.height)
        self.end.drawOn(self.canv, 0 if self.rtl else self.width * 0.6, self.height - self.end.height)


def column_groups(count: int) -> list[list[int]]:
    """The columns of each table that a wide one is set as: the first stands in each of them again."""
    if count <= MOST_COLUMNS:
        return [list(range(count))]
    step = MOST_COLUMNS - 1
    return [[0, *range(start, min(start + step, count))] for start in range(1, count, step)]


def title_face(styles: Styles) -> Face:
    """The letters of a cover's title."""
    return styles.face(27, BOLD)
