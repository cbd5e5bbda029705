"""Blocks, and how they fill pages: headings stay with what follows, nothing is cut that need not be.

Laying comes before drawing, so that page numbers are known when the first page is drawn.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from reportlab.platypus.flowables import Flowable, PageBreak

_SLACK = 0.01
_LONGEST_CHAIN = 8  # blocks that keep with the next one, looked at together
Size = tuple[float, float]


class Block(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A flowable of ours: it takes the full width of its column and some height. Lengths are points.

    It stands on our pages and in any platypus frame or table. Where to cut it is said by `cut`.
    """

    def __init__(
        self, space_before: float = 0.0, space_after: float = 0.0, keep_with_next: bool = False
    ) -> None:
        super().__init__()
        self.width: float = 0.0
        self.height: float = 0.0
        self.spaceBefore = space_before
        self.spaceAfter = space_after
        self.keepWithNext = keep_with_next
        self.anchor = ""  # the name that contents and outline lead to

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        """Lay the block for a column of this width, whatever the height; returns and keeps what it takes."""
        raise NotImplementedError

    @property
    def first_height(self) -> float:
        """The least height with which it may begin at the foot of a page."""
        return self.height

    def cut(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        """The block as it was laid, in two, the first no higher than `available`; None where it stays whole.

        With `force` (at the top of an empty page) it is cut as best it can.
        """
        return None

    def split(self, available_width: float, available_height: float) -> list[Block]:
        """The same for a platypus frame: two blocks, or none."""
        self.wrap(available_width, available_height)
        frame: Any = getattr(self, "_frame", None)
        return list(self.cut(available_height, force=bool(frame and frame._atTop)) or ())

    def draw(self) -> None:
        """Draw it on `self.canv`, from (0, 0) up to its width and height."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Frame:
    """The column of a page, from its upper left corner."""

    x: float
    top: float
    width: float
    height: float


class Placed(NamedTuple):
    """A block and the height of its upper edge on its page."""

    block: Block
    top: float

    def draw(self, canvas: Any, x: float) -> None:
        """Draw it where it was placed."""
        self.block.drawOn(canvas, x, self.top - self.block.height)


def paginate(blocks: Iterable[Block | PageBreak], frame: Frame) -> Iterator[list[Placed]]:
    """The blocks of each page in turn; a page break before anything is placed adds no empty page.

    Not left to platypus: its BaseDocTemplate draws while it lays, so contents with page numbers take its multiBuild,
    which lays and draws everything twice or more often; and it keeps a heading with the whole of what follows.
    """
    column = _Column(blocks, frame.width)
    while column.waiting:
        page = column.fill(frame.top, frame.height)
        if page:
            yield page


class _Column:
    """Blocks that wait for their place in columns of one width."""

    def __init__(self, blocks: Iterable[Block | PageBreak], width: float, laid: bool = False) -> None:
        self.waiting = deque(blocks)
        self.width = width
        self._laid = {id(block) for block in self.waiting} if laid else set()

    def fill(self, top: float, height: float, force: bool = True) -> list[Placed]:
        """Take what fits beneath `top`. With `force` something is always taken: on a page there is no more room."""
        page: list[Placed] = []
        left, gap = height, 0.0
        while self.waiting:
            block = self.waiting[0]
            if isinstance(block, PageBreak):
                self.waiting.popleft()
                if page:
                    break
                continue
            self._ready(block)
            space = max(gap, block.spaceBefore) if page else 0.0
            room = left - space
            # Where all before it keeps with it, it would find no more room on the next page than here.
            must = force and 2 * room >= height and all(placed.block.keepWithNext for placed in page)
            if block.height <= room + _SLACK and (must or self._chain_fits(room)):
                self.waiting.popleft()
                page.append(Placed(block, top - height + room))
                left, gap = room - block.height, block.spaceAfter
                continue
            part = self._cut_first(block, room, must, not page)
            if part is not None:
                page.append(Placed(part, top - height + room))
            break
        return page

    def _cut_first(self, block: Block, room: float, must: bool, alone: bool) -> Block | None:
        """What of a block that does not fit still stands here; all of it where no page is high enough."""
        if block.height <= room + _SLACK or not (must or block.first_height <= room + _SLACK):
            return None
        parts = block.cut(room) or (block.cut(room, force=True) if must else None)
        if parts is not None and (alone or parts[0].height <= room + _SLACK):
            self._laid.update(map(id, parts))
            self.waiting[0] = parts[1]
            return parts[0]
        if must and alone:
            self.waiting.popleft()
            return block
        return None

    def _ready(self, block: Block) -> None:
        if id(block) not in self._laid:
            block.wrap(self.width)
            self._laid.add(id(block))

    def _chain_fits(self, room: float) -> bool:
        """Whether a block that keeps with the next one has room for the beginning of that too."""
        used, gap = 0.0, 0.0
        for i, block in enumerate(self.waiting):
            if isinstance(block, PageBreak):
                break
            self._ready(block)
            space = max(gap, block.spaceBefore) if i else 0.0
            if not block.keepWithNext or i == _LONGEST_CHAIN:
                least = block.height if i == 0 else min(block.first_height, block.height)
                return used + space + least <= room + _SLACK
            used += space + block.height
            gap = block.spaceAfter
        return used <= room + _SLACK


class Beside(Block):
    """Two columns whose tops align, each cut over pages on its own: a text and its translation.

    `share` is the first one's part of the width. `mirrored` puts the first at the right.
    """

    def __init__(
        self,
        left: Sequence[Block],
        right: Sequence[Block],
        share: float = 0.5,
        gap: float = 18.0,
        *,
        mirrored: bool = False,
    ) -> None:
        sides = (list(left), list(right))
        super().__init__(
            max((side[0].spaceBefore for side in sides if side), default=0.0),
            max((side[-1].spaceAfter for side in sides if side), default=0.0),
        )
        self.sides = sides
        self.share = share
        self.gap = gap
        self.mirrored = mirrored

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        for side, width in zip(self.sides, self._widths(), strict=True):
            for block in side:
                block.wrap(width)
        self._measure()
        return self.width, self.height

    def _widths(self) -> tuple[float, float]:
        free = max(self.width - self.gap, 2.0)
        first = min(max(free * self.share, 1.0), free - 1.0)
        return first, free - first

    def _measure(self) -> None:
        self.height = max(_stacked_height(side) for side in self.sides)

    @property
    def first_height(self) -> float:
        return max(_first_height(side) for side in self.sides)

    def cut(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        """As much of each side as fits, and what is left; unless forced, both sides begin on the same page."""
        columns = [
            _Column(side, width, laid=True) for side, width in zip(self.sides, self._widths(), strict=True)
        ]
        first = [[placed.block for placed in column.fill(0.0, available, force)] for column in columns]
        rest = [[block for block in column.waiting if isinstance(block, Block)] for column in columns]
        held_back = any(side and not taken for side, taken in zip(self.sides, first, strict=True))
        if held_back or not any(rest):
            return None
        return self._part(first, ends=False), self._part(rest, ends=True)

    def _part(self, sides: list[list[Block]], *, ends: bool) -> Beside:
        part = Beside(sides[0], sides[1], self.share, self.gap, mirrored=self.mirrored)
        part.spaceBefore = 0.0 if ends else self.spaceBefore
        part.spaceAfter = self.spaceAfter if ends else 0.0
        part.keepWithNext = self.keepWithNext and ends
        part.anchor = "" if ends else self.anchor
        part.width = self.width
        part._measure()
        return part

    def draw(self) -> None:
        first, second = self._widths()
        lefts = (second + self.gap, 0.0) if self.mirrored else (0.0, first + self.gap)
        for side, left in zip(self.sides, lefts, strict=True):
            for block, top in zip(side, _tops(side), strict=True):
                block.drawOn(self.canv, left, self.height - top - block.height)


def _tops(blocks: Sequence[Block]) -> list[float]:
    """How far below the first one's upper edge each block begins."""
    tops = [0.0] if blocks else []
    for above, block in pairwise(blocks):
        tops.append(tops[-1] + above.height + max(above.spaceAfter, block.spaceBefore))
    return tops


def _stacked_height(blocks: Sequence[Block]) -> float:
    return _tops(blocks)[-1] + blocks[-1].height if blocks else 0.0


def _first_height(blocks: Sequence[Block]) -> float:
    for block, top in zip(blocks, _tops(blocks), strict=True):
        if not block.keepWithNext:
            return top + min(block.first_height, block.height)
    return _stacked_height(blocks)
