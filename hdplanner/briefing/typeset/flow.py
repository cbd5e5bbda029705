"""Blocks and how they fill pages: headings stay with what follows, nothing is cut that need not be.

Laying comes before drawing, so that page numbers are known when the first page is drawn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hdplanner.briefing.typeset.page import Page

_SLACK = 0.01


class Block:
    """Something that takes the full width of a column and some height. Lengths are points."""

    def __init__(
        self, space_before: float = 0.0, space_after: float = 0.0, keep_with_next: bool = False
    ) -> None:
        self.space_before = space_before
        self.space_after = space_after
        self.keep_with_next = keep_with_next
        self.height = 0.0
        self.anchor = ""  # the name that contents and outline lead to

    def prepare(self, width: float) -> float:
        """Lay the block for a column of this width; returns and keeps its height."""
        raise NotImplementedError

    @property
    def first_height(self) -> float:
        """The least height with which it may begin at the foot of a page."""
        return self.height

    def split(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        """The block in two, the first no higher than `available`; None where it stays whole.

        With `force` (at the top of an empty page) it splits as best it can.
        """
        return None

    def draw(self, page: Page, x: float, top: float) -> None:
        """Draw it with its upper left corner at (x, top)."""
        raise NotImplementedError


class PageEnd(Block):
    """What follows begins on a new page."""

    def prepare(self, width: float) -> float:
        return 0.0

    def draw(self, page: Page, x: float, top: float) -> None:
        pass


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


def paginate(blocks: Iterable[Block], frame: Frame) -> Iterator[list[Placed]]:
    """The blocks of each page in turn; an end of page before anything is placed adds no empty page."""
    waiting = deque(blocks)
    page: list[Placed] = []
    top, left, gap = frame.top, frame.height, 0.0
    prepared: set[int] = set()

    def ready(block: Block) -> Block:
        if id(block) not in prepared:
            block.prepare(frame.width)
            prepared.add(id(block))
        return block

    while waiting:
        block = ready(waiting[0])
        space = max(gap, block.space_before) if page else 0.0
        room = left - space
        ends = isinstance(block, PageEnd)
        if not ends and block.height <= room + _SLACK and (not page or _chain_fits(waiting, ready, room)):
            waiting.popleft()
            page.append(Placed(block, top - space))
            top, left, gap = top - space - block.height, room - block.height, block.space_after
            continue
        if ends:
            waiting.popleft()
        elif block.height > room + _SLACK:
            parts = block.split(room, force=not page)
            if parts is not None:
                waiting.popleft()
                prepared.update(map(id, parts))
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


def _chain_fits(waiting: deque[Block], ready: Callable[[Block], Block], room: float) -> bool:
    """Whether a block that keeps with the next one has room for the beginning of that too."""
    used, gap = 0.0, 0.0
    for i, block in enumerate(waiting):
        if isinstance(block, PageEnd):
            return True
        ready(block)
        space = max(gap, block.space_before) if i else 0.0
        if not block.keep_with_next or i == 8:
            return (
                used + space + (block.height if i == 0 else min(block.first_height, block.height))
                <= room + _SLACK
            )
        used += space + block.height
        gap = block.space_after
    return True
