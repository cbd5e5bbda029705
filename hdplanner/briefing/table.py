"""Tables: cells are paragraphs, the heading row comes again on each page, a row is cut only where it must be.

Columns run from the pack's starting side, so that a right-to-left pack has them mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hdplanner.briefing.typeset.flow import Block
from hdplanner.briefing.typeset.page import Node, Page
from hdplanner.briefing.typeset.paragraph import Paragraph

_SLACK = 0.01
GUTTER = 14.0
_PAD = 4.5
_CUT_ABOVE = 240.0  # a row lower than this goes to the next page whole
_HIGHEST_HEAD = 200.0  # a heading row above this is printed once, as a row like others
MOST_COLUMNS = 10


@dataclass(slots=True)
class TableRow:
    """The cells of a row, one for each column."""

    cells: list[Paragraph]
    height: float = 0.0

    def prepare(self, widths: Sequence[float]) -> float:
        """Lay all cells; the highest gives the row its height."""
        for cell, width in zip(self.cells, widths, strict=True):
            cell.prepare(width)
        return self.measure()

    def measure(self) -> float:
        """The height of the cells as they were laid."""
        self.height = max((cell.height for cell in self.cells), default=0.0) + 2 * _PAD
        return self.height

    def split(self, available: float) -> tuple[TableRow, TableRow] | None:
        """As many lines of each cell as fit, and what is left."""
        if any(cell.style.leading > available - 2 * _PAD + _SLACK for cell in self.cells):
            return None
        first, rest = [], []
        for cell in self.cells:
            parts = cell.split(available - 2 * _PAD, force=True)
            first.append(parts[0] if parts else cell)
            rest.append(parts[1] if parts else cell.emptied())
        halves = TableRow(first), TableRow(rest)
        for half in halves:
            half.measure()
        return halves


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
        continued: bool = False,
    ) -> None:
        super().__init__(*space)
        self.head = head
        self.rows = rows
        self.shares = shares
        self.look = look
        self.continued = continued
        self._width = 0.0
        self._widths: list[float] = []

    def prepare(self, width: float) -> float:
        self._width = width
        self._widths = column_widths(self.shares, self._least_widths(), width)
        for row in self._all_rows():
            row.prepare(self._widths)
        if self.head is not None and self.head.height > _HIGHEST_HEAD:
            self.rows = [self.head, *self.rows]
            self.head = None
        self._sum()
        return self.height

    def _all_rows(self) -> list[TableRow]:
        return [self.head, *self.rows] if self.head else self.rows

    def _least_widths(self) -> list[float]:
        if self.head is None:
            return [0.0] * len(self.shares)
        return [cell.longest_word() for cell in self.head.cells]

    def _sum(self) -> None:
        self.height = sum(row.height for row in self._all_rows())

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    @property
    def first_height(self) -> float:
        first = self.rows[0].height if self.rows else 0.0
        return self._head_height + min(first, _CUT_ABOVE)

    def split(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        left = available - self._head_height
        count = 0
        while count < len(self.rows) and self.rows[count].height <= left + _SLACK:
            left -= self.rows[count].height
            count += 1
        if count == len(self.rows):
            return None
        first, rest = self.rows[:count], self.rows[count:]
        if rest[0].height > _CUT_ABOVE or (force and not count):
            halves = rest[0].split(left)
            if halves is not None:
                first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        if not first:
            return None
        return self._part(first, self.continued), self._part(rest, True)

    def _part(self, rows: list[TableRow], continued: bool) -> Table:
        part = Table(
            self.head,
            rows,
            self.shares,
            self.look,
            space=(self.space_before, self.space_after),
            continued=continued,
        )
        part._width, part._widths = self._width, self._widths
        part._sum()
        return part

    def draw(self, page: Page, x: float, top: float) -> None:
        rules = [top]
        if self.head is not None:
            self._draw_row(page, self.head, x, top, as_decoration=self.continued)
            top -= self.head.height
            rules.append(top)
        for row in self.rows:
            self._draw_row(page, row, x, top)
            top -= row.height
            rules.append(top)
        with page.content(None):
            for i, y in enumerate(rules):
                strong = i == 1 and self.head is not None
                colour = self.look.strong_line if strong else self.look.line
                page.rule(x, y, x + self._width, colour, 0.75 if strong else 0.5)

    def _draw_row(self, page: Page, row: TableRow, x: float, top: float, as_decoration: bool = False) -> None:
        at = self._width if self.look.rtl else 0.0
        for cell, width in zip(row.cells, self._widths, strict=True):
            left = x + at - width if self.look.rtl else x + at
            if as_decoration:
                with page.content(None):
                    cell.draw_lines(page, left, top - _PAD)
            else:
                cell.draw(page, left, top - _PAD)
            at += -(width + GUTTER) if self.look.rtl else width + GUTTER


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
