"""Tables: cells are paragraphs, the heading row comes again on each page, a row is cut only where it must be.

Columns run from the pack's starting side, so that a right-to-left pack has them mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hdplanner.briefing.typeset.breaking import stretches
from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.lines import Face
from hdplanner.briefing.typeset.page import Node, content, rule
from hdplanner.briefing.typeset.paragraph import Paragraph

_SLACK = 0.01
GUTTER = 14.0
_PAD = 3.0
_CUT_ABOVE = 240.0  # a row lower than this goes to the next page whole
_HIGHEST_HEAD = 200.0  # a heading row above this is printed once, as a row like others
_TOGETHER = 2  # rows that stand together at least where a table begins and where it ends
MOST_COLUMNS = 10
_LONGEST_WORD = 24  # letters
_ROWS_LOOKED_AT = 200
_ROOM_FOR_WORDS = 0.9  # of the width: what is left goes by the shares


@dataclass(slots=True)
class TableRow:
    """The cells of a row, one for each column."""

    cells: list[Paragraph]
    height: float = 0.0

    def wrap(self, widths: Sequence[float]) -> float:
        """Lay all cells; the highest gives the row its height."""
        for cell, width in zip(self.cells, widths, strict=True):
            cell.wrap(width)
        return self.measure()

    def measure(self) -> float:
        """The height of the cells as they were laid."""
        self.height = max((cell.height for cell in self.cells), default=0.0) + 2 * _PAD
        return self.height

    def cut(self, available: float, lines: int = 1) -> tuple[TableRow, TableRow] | None:
        """As many lines of each cell as fit, and what is left; nothing where not so many `lines` would."""
        if any(lines * cell.style.leading > available - 2 * _PAD + _SLACK for cell in self.cells):
            return None
        first, rest = [], []
        for cell in self.cells:
            parts = cell.cut(available - 2 * _PAD, force=True)
            first.append(parts[0] if parts else cell)
            rest.append(parts[1] if parts else cell.emptied())
        halves = TableRow(first), TableRow(rest)
        for half in halves:
            half.measure()
        return halves

    def as_decoration(self) -> TableRow:
        """The same row, not read out again."""
        return TableRow([cell.as_decoration() for cell in self.cells], self.height)


@dataclass(frozen=True, slots=True)
class TableLook:
    """Colours of the hairlines, and whether columns run from the right."""

    line: str
    strong_line: str
    rtl: bool


class Table(Block):
    """Rows under a heading row. `widths` come from `column_widths` and hold for one width of page."""

    def __init__(
        self,
        head: TableRow | None,
        rows: list[TableRow],
        shares: Sequence[float],
        look: TableLook,
        *,
        space: tuple[float, float] = (6.0, 12.0),
    ) -> None:
        super().__init__(*space)
        self.head = head
        self.rows = rows
        self.shares = shares
        self.look = look
        self._widths: list[float] = []

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        self._widths = column_widths(self.shares, self._least_widths(available_width), available_width)
        for row in self._all_rows():
            row.wrap(self._widths)
        if self.head is not None and self.head.height > _HIGHEST_HEAD:
            self.rows = [self.head, *self.rows]
            self.head = None
        self._sum()
        return self.width, self.height

    def _all_rows(self) -> list[TableRow]:
        return [self.head, *self.rows] if self.head else self.rows

    def _least_widths(self, available: float) -> list[float]:
        """The widest words of the headings and, where there is room for them, of the cells: they are not broken."""
        columns = range(len(self.shares))
        heads = [self.head.cells[i].minWidth() if self.head else 0.0 for i in columns]
        words = [max(heads[i], self._word_width(i)) for i in columns]
        free = available - GUTTER * (len(words) - 1)
        return words if sum(words) < free * _ROOM_FOR_WORDS else heads

    def _word_width(self, column: int) -> float:
        """The width of the longest word in the cells of a column; what is no word but an address may be broken."""
        cells = [row.cells[column] for row in self.rows[:_ROWS_LOOKED_AT]]
        longest: tuple[str, Face | None] = "", None
        for cell in cells:
            for run in cell.runs:
                word = _longest_word(run.text)
                if len(word) > len(longest[0]):
                    longest = word, run.face
        word, face = longest
        if face is None:
            return 0.0
        return max(cells[0].setter.width(part.strip(), face) for part in stretches(word))

    def _sum(self) -> None:
        self.height = sum(row.height for row in self._all_rows())

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    @property
    def first_height(self) -> float:
        return self._head_height + sum(min(row.height, _CUT_ABOVE) for row in self.rows[: self._begins_with])

    @property
    def _begins_with(self) -> int:
        """How many rows stand at least under the heading row where the table begins: one alone looks lost."""
        return min(len(self.rows), _TOGETHER)

    def cut(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        left = available - self._head_height
        count = 0
        while count < len(self.rows) and self.rows[count].height <= left + _SLACK:
            left -= self.rows[count].height
            count += 1
        if count == len(self.rows):
            return None
        if len(self.rows) - count < _TOGETHER <= count - 1 and self.rows[count].height <= _CUT_ABOVE:
            count -= 1  # the last row takes the one before along
        first, rest = self.rows[:count], self.rows[count:]
        if rest[0].height > _CUT_ABOVE or (force and not count):
            halves = rest[0].cut(left, lines=1 if force and not count else 2)
            if halves is not None:
                first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        if not first:
            return None
        again = self.head.as_decoration() if self.head else None
        return self._part(self.head, first), self._part(again, rest)

    def _part(self, head: TableRow | None, rows: list[TableRow]) -> Table:
        part = Table(head, rows, self.shares, self.look, space=(self.spaceBefore, self.spaceAfter))
        part.width, part._widths = self.width, self._widths
        part._sum()
        return part

    def draw(self) -> None:
        top = self.height
        edges = [top]
        for row in self._all_rows():
            self._draw_row(row, top)
            top -= row.height
            edges.append(top)
        with content(self.canv, None):
            for i, y in enumerate(edges):
                strong = i == 1 and self.head is not None
                colour = self.look.strong_line if strong else self.look.line
                rule(self.canv, 0, y, self.width, colour, 0.75 if strong else 0.5)

    def _draw_row(self, row: TableRow, top: float) -> None:
        at = self.width if self.look.rtl else 0.0
        for cell, width in zip(row.cells, self._widths, strict=True):
            cell.draw_at(self.canv, at - width if self.look.rtl else at, top - _PAD - cell.height)
            at += -(width + GUTTER) if self.look.rtl else width + GUTTER


def _longest_word(text: str) -> str:
    words = text.split()
    longest = max(words, key=len, default="")
    if len(longest) <= _LONGEST_WORD:
        return longest
    return max((word for word in words if len(word) <= _LONGEST_WORD), key=len, default="")


def column_widths(shares: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Widths by shares, but each wide enough for the longest word of its heading where there is room for that."""
    free = width - GUTTER * (len(shares) - 1)
    whole = sum(shares)
    widths = [free * share / whole for share in shares]
    if sum(least) >= free:
        return [max(value, 1.0) for value in widths]
    fixed: set[int] = set()
    while True:
        narrow = {
            i for i, (value, need) in enumerate(zip(widths, least, strict=True)) if value < need - _SLACK
        }
        if narrow <= fixed:
            return widths
        fixed |= narrow
        left = free - sum(least[i] for i in fixed)
        loose = sum(share for i, share in enumerate(shares) if i not in fixed)
        widths = [least[i] if i in fixed else left * share / loose for i, share in enumerate(shares)]


def cell_node(row: Node, *, heading: bool) -> Node:
    """The element of a cell."""
    if heading:
        return row.add("TH", attributes=(("O", "Table"), ("Scope", "Column")))
    return row.add("TD")
