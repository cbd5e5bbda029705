"""Blocks made of blocks: a stack, an indented stack with a mark beside it, a ruled box."""

from __future__ import annotations

from collections.abc import Sequence

from hdplanner.briefing.typeset.flow import Block
from hdplanner.briefing.typeset.page import Page, rectangle

_SLACK = 0.01


class Stack(Block):
    """Blocks beneath each other as one. It splits between its blocks, or inside one of them."""

    def __init__(self, blocks: Sequence[Block], keep_together: bool = False) -> None:
        first, last = (blocks[0], blocks[-1]) if blocks else (None, None)
        super().__init__(first.space_before if first else 0.0, last.space_after if last else 0.0)
        self.blocks = list(blocks)
        self.keep_together = keep_together

    def prepare(self, width: float) -> float:
        for block in self.blocks:
            block.prepare(width)
        self._sum()
        return self.height

    def _sum(self) -> None:
        tops = self.tops()
        self.height = tops[-1] + self.blocks[-1].height if self.blocks else 0.0

    def tops(self) -> list[float]:
        """How far below the upper edge each block begins."""
        tops: list[float] = []
        at = 0.0
        for i, block in enumerate(self.blocks):
            if i:
                before = self.blocks[i - 1]
                at += before.height + max(before.space_after, block.space_before)
            tops.append(at)
        return tops

    @property
    def first_height(self) -> float:
        if self.keep_together or not self.blocks:
            return self.height
        for top, block in zip(self.tops(), self.blocks, strict=True):
            if not block.keep_with_next:
                return top + block.first_height
        return self.height

    def split(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        if self.keep_together and not force:
            return None
        tops = self.tops()
        for i, (top, block) in enumerate(zip(tops, self.blocks, strict=True)):
            if top + block.height <= available + _SLACK:
                continue
            parts = block.split(available - top, force=force and i == 0)
            if parts is None and force and not _may_part(self.blocks[:i]):
                parts = block.split(available - top, force=True)
            if parts is not None:
                return self._parts([*self.blocks[:i], parts[0]], [parts[1], *self.blocks[i + 1 :]])
            while i and self.blocks[i - 1].keep_with_next:
                i -= 1
            return self._parts(self.blocks[:i], self.blocks[i:]) if i else None
        return None

    def _parts(self, first: list[Block], rest: list[Block]) -> tuple[Block, Block]:
        parts = Stack(first), Stack(rest)
        parts[0].space_after = 0.0
        parts[1].space_before = 0.0
        for part in parts:
            part._sum()
        return parts

    def draw(self, page: Page, x: float, top: float) -> None:
        for offset, block in zip(self.tops(), self.blocks, strict=True):
            block.draw(page, x, top - offset)


def _may_part(before: Sequence[Block]) -> bool:
    """Whether a page may end after one of these blocks."""
    return any(not block.keep_with_next for block in before)


class Beside(Block):
    """A body with a narrow mark at its starting side: a point's number, a fact's label."""

    def __init__(self, mark: Block | None, body: Block, indent: float, rtl: bool, drop: float = 0.0) -> None:
        super().__init__(body.space_before, body.space_after)
        self.mark = mark
        self.body = body
        self.indent = indent
        self.rtl = rtl
        self.drop = drop
        self._width = 0.0

    def prepare(self, width: float) -> float:
        self._width = width
        body = self.body.prepare(max(width - self.indent, 1.0))
        mark = self.mark.prepare(self.indent) + self.drop if self.mark else 0.0
        self.height = max(body, mark)
        return self.height

    @property
    def first_height(self) -> float:
        mark = self.mark.height + self.drop if self.mark else 0.0
        return max(self.body.first_height, mark)

    def split(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        if self.mark and self.mark.height + self.drop > available + _SLACK and not force:
            return None
        parts = self.body.split(available, force)
        if parts is None:
            return None
        first, rest = (
            Beside(self.mark if i == 0 else None, part, self.indent, self.rtl, self.drop)
            for i, part in enumerate(parts)
        )
        for half in (first, rest):
            half._width = self._width
            half.height = half.body.height
        first.height = max(first.height, self.mark.height + self.drop if self.mark else 0.0)
        return first, rest

    def draw(self, page: Page, x: float, top: float) -> None:
        if self.mark:
            self.mark.draw(page, x + self._width - self.indent if self.rtl else x, top - self.drop)
        self.body.draw(page, x if self.rtl else x + self.indent, top)


class Boxed(Block):
    """A body in a ruled box with rounded corners."""

    def __init__(self, body: Stack, colour: str, padding: float = 12.0, space: float = 12.0) -> None:
        super().__init__(space, space)
        self.body = body
        self.colour = colour
        self.padding = padding
        self._width = 0.0

    def prepare(self, width: float) -> float:
        self._width = width
        self.height = self.body.prepare(width - 2 * self.padding) + 2 * self.padding
        return self.height

    def split(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        """Only a box that is higher than a page is cut, into two boxes."""
        parts = self.body.split(available - 2 * self.padding, force) if force else None
        if parts is None:
            return None
        halves = []
        for part in parts:
            half = Boxed(part if isinstance(part, Stack) else Stack([part]), self.colour, self.padding, 0.0)
            half._width, half.height = self._width, part.height + 2 * self.padding
            halves.append(half)
        return halves[0], halves[1]

    def draw(self, page: Page, x: float, top: float) -> None:
        with page.content(None):
            page.stroke(rectangle(x, top - self.height, self._width, self.height, 4), self.colour, 0.9)
        self.body.draw(page, x + self.padding, top - self.padding)


class Rule(Block):
    """A hairline over the column; `width` cuts it short at the starting side, as an accent does."""

    def __init__(
        self, colour: str, weight: float, before: float, after: float, width: float = 0.0, rtl: bool = False
    ) -> None:
        super().__init__(before, after)
        self.colour = colour
        self.weight = weight
        self.length = width
        self.rtl = rtl
        self._width = 0.0

    def prepare(self, width: float) -> float:
        self._width = width
        self.height = self.weight
        return self.height

    def draw(self, page: Page, x: float, top: float) -> None:
        length = min(self.length or self._width, self._width)
        start = x + self._width - length if self.rtl else x
        with page.content(None):
            page.rule(start, top - self.weight / 2, start + length, self.colour, self.weight)


class Gap(Block):
    """Empty space."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def prepare(self, width: float) -> float:
        return self.height

    def draw(self, page: Page, x: float, top: float) -> None:
        pass
