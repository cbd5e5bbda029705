"""Blocks, and how they fill pages: headings stay with what follows, nothing is cut that need not be.

Laying comes before drawing, so that page numbers are known when the first page is drawn.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportlab.platypus.flowables import Flowable, PageBreak

_SLACK = 0.01
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
    waiting = deque(blocks)
    page: list[Placed] = []
    top, left, gap = frame.top, frame.height, 0.0
    laid: set[int] = set()

    def ready(block: Block) -> Block:
        if id(block) not in laid:
            block.wrap(frame.width)
            laid.add(id(block))
        return block

    while waiting:
        if isinstance(waiting[0], PageBreak):
            waiting.popleft()
        else:
            block = ready(waiting[0])
            space = max(gap, block.spaceBefore) if page else 0.0
            room = left - space
            if block.height <= room + _SLACK and (not page or _chain_fits(waiting, ready, room)):
                waiting.popleft()
                page.append(Placed(block, top - space))
                top, left, gap = top - space - block.height, room - block.height, block.spaceAfter
                continue
            if block.height > room + _SLACK:
                parts = block.cut(room, force=not page)
                if parts is not None:
                    waiting.popleft()
                    laid.update(map(id, parts))
                    page.append(Placed(parts[0], top - space))
                    waiting.appendleft(parts[1])
                elif not page:
                    waiting.popleft()
                    page.append(Placed(block, top))
        if page:
            yield page
        page, top, left, gap = [], frame.top, frame.height, 0.0
    if page:
        yield page


def _chain_fits(waiting: deque[Block | PageBreak], ready: Callable[[Block], Block], room: float) -> bool:
    """Whether a block that keeps with the next one has room for the beginning of that too."""
    used, gap = 0.0, 0.0
    for i, block in enumerate(waiting):
        if isinstance(block, PageBreak):
            return True
        ready(block)
        space = max(gap, block.spaceBefore) if i else 0.0
        if not block.keepWithNext or i == 8:
            return bool(
                used + space + (block.height if i == 0 else min(block.first_height, block.height))
                <= room + _SLACK
            )
        used += space + block.height
        gap = block.spaceAfter
    return True
