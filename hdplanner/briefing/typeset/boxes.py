"""Blocks made of blocks: a stack, an indented stack with a mark beside it, a ruled box."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hdplanner.briefing.typeset.flow import Block, Size
from hdplanner.briefing.typeset.page import content, rgb, rule

_SLACK = 0.01


class Stack(Block):
    """Blocks beneath each other as one. It splits between its blocks, or inside one of them."""

    def __init__(self, blocks: Sequence[Block], keep_together: bool = False) -> None:
        first, last = (blocks[0], blocks[-1]) if blocks else (None, None)
        super().__init__(first.spaceBefore if first else 0.0, last.spaceAfter if last else 0.0)
        self.blocks = list(blocks)
        self.keep_together = keep_together

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        for block in self.blocks:
            block.wrap(available_width)
        self._sum()
        return self.width, self.height

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
                at += before.height + max(before.spaceAfter, block.spaceBefore)
            tops.append(at)
        return tops

    @property
    def first_height(self) -> float:
        if self.keep_together or not self.blocks:
            return self.height
        for top, block in zip(self.tops(), self.blocks, strict=True):
            if not block.keepWithNext:
                return top + block.first_height
        return self.height

    def cut(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        if self.keep_together and not force:
            return None
        tops = self.tops()
        for i, (top, block) in enumerate(zip(tops, self.blocks, strict=True)):
            if top + block.height <= available + _SLACK:
                continue
            parts = block.cut(available - top, force=force and i == 0)
            if parts is None and force and not _may_part(self.blocks[:i]):
                parts = block.cut(available - top, force=True)
            if parts is not None:
                return self._parts([*self.blocks[:i], parts[0]], [parts[1], *self.blocks[i + 1 :]])
            while i and self.blocks[i - 1].keepWithNext:
                i -= 1
            return self._parts(self.blocks[:i], self.blocks[i:]) if i else None
        return None

    def _parts(self, first: list[Block], rest: list[Block]) -> tuple[Block, Block]:
        parts = Stack(first), Stack(rest)
        parts[0].spaceAfter = 0.0
        parts[1].spaceBefore = 0.0
        for part in parts:
            part.width = self.width
            part._sum()
        return parts

    def draw(self) -> None:
        for top, block in zip(self.tops(), self.blocks, strict=True):
            block.drawOn(self.canv, 0, self.height - top - block.height)


def _may_part(before: Sequence[Block]) -> bool:
    """Whether a page may end after one of these blocks."""
    return any(not block.keepWithNext for block in before)


class Beside(Block):
    """A body with a narrow mark at its starting side: a point's number, a fact's label."""

    def __init__(self, mark: Block | None, body: Block, indent: float, rtl: bool, drop: float = 0.0) -> None:
        super().__init__(body.spaceBefore, body.spaceAfter)
        self.mark = mark
        self.body = body
        self.indent = indent
        self.rtl = rtl
        self.drop = drop

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        if self.mark:
            self.mark.wrap(self.indent)
        self.body.wrap(max(available_width - self.indent, 1.0))
        self.height = max(self.body.height, self._mark_height)
        return self.width, self.height

    @property
    def _mark_height(self) -> float:
        return self.mark.height + self.drop if self.mark else 0.0

    @property
    def first_height(self) -> float:
        return max(self.body.first_height, self._mark_height)

    def cut(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        if self._mark_height > available + _SLACK and not force:
            return None
        parts = self.body.cut(available, force)
        if parts is None:
            return None
        first, rest = (
            Beside(self.mark if i == 0 else None, part, self.indent, self.rtl, self.drop)
            for i, part in enumerate(parts)
        )
        for half in (first, rest):
            half.width = self.width
            half.height = max(half.body.height, half._mark_height)
        return first, rest

    def draw(self) -> None:
        if self.mark:
            left = self.width - self.indent if self.rtl else 0.0
            self.mark.drawOn(self.canv, left, self.height - self._mark_height)
        self.body.drawOn(self.canv, 0 if self.rtl else self.indent, self.height - self.body.height)


class Boxed(Block):
    """A body in a ruled box with rounded corners."""

    def __init__(self, body: Stack, colour: str, padding: float = 12.0, space: float = 12.0) -> None:
        super().__init__(space, space)
        self.body = body
        self.colour = colour
        self.padding = padding

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        self.height = self.body.wrap(available_width - 2 * self.padding)[1] + 2 * self.padding
        return self.width, self.height

    def cut(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        """Only a box that is higher than a page is cut, into two boxes."""
        parts = self.body.cut(available - 2 * self.padding, force) if force else None
        if parts is None:
            return None
        halves = []
        for part in parts:
            half = Boxed(part if isinstance(part, Stack) else Stack([part]), self.colour, self.padding, 0.0)
            half.width, half.height = self.width, part.height + 2 * self.padding
            halves.append(half)
        return halves[0], halves[1]

    def draw(self) -> None:
        with content(self.canv, None):
            self.canv.setStrokeColorRGB(*rgb(self.colour))
            self.canv.setLineWidth(0.9)
            self.canv.roundRect(0, 0, self.width, self.height, 4)
        self.body.drawOn(self.canv, self.padding, self.padding)


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

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width, self.height = available_width, self.weight
        return self.width, self.height

    def draw(self) -> None:
        length = min(self.length or self.width, self.width)
        start = self.width - length if self.rtl else 0.0
        with content(self.canv, None):
            rule(self.canv, start, self.height / 2, start + length, self.colour, self.weight)


class Gap(Block):
    """Empty space."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, available_width: float, available_height: float = math.inf) -> Size:
        self.width = available_width
        return self.width, self.height

    def draw(self) -> None:
        pass
