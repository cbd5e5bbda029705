"""One pack of two: what is said in both languages stands side by side, the rest one below the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from hdplanner.briefing.content import (
    Bilingual,
    Block,
    FigureBlock,
    PackContent,
    PageBreak,
    PagesBlock,
    PictureBlock,
    Section,
    TableBlock,
)

_WIDE = (TableBlock, FigureBlock)
"""What needs the whole width: it stands twice, one below the other."""
_ONCE = (PageBreak, PictureBlock, PagesBlock)
"""What speaks no language."""


def in_two_languages(first: PackContent, second: PackContent) -> PackContent:
    """The first pack with the other's words beside its own. Both are the same plan for the same audience."""
    others = {section.id: section for section in second.sections}
    merged = (_merged(section, others.get(section.id), second.language) for section in first.sections)
    return replace(first, sections=tuple(merged), second_language=second.language)


def _merged(one: Section, other: Section | None, language: str) -> Section:
    if other is None:
        return one
    blocks: list[Block] = []
    for left, right in zip_longest(one.blocks, other.blocks):
        blocks += _paired(left, right, language)
    title = other.title if other.title != one.title else ""
    return replace(one, blocks=tuple(blocks), second_title=title)


def _paired(left: Block | None, right: Block | None, language: str) -> list[Block]:
    if left == right or right is None:
        return [left] if left is not None else []
    if left is None or isinstance(left, _ONCE):
        return [right] if left is None else [left]
    if isinstance(left, _WIDE) or isinstance(right, _WIDE) or type(left) is not type(right):
        return [left, Bilingual((), (right,), language)]
    return [Bilingual((left,), (right,), language)]
