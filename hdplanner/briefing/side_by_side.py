"""The same said in two languages, side by side: what is said opposite is set opposite, what is wide stands below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from hdplanner.briefing import content as said
from hdplanner.briefing.typeset.flow import Beside, Block
from hdplanner.briefing.typeset.page import Node

if TYPE_CHECKING:
    from reportlab.platypus.flowables import PageBreak

    from hdplanner.briefing.blocks import BlockBuilder

_WIDE = (said.TableBlock, said.FigureBlock, said.PictureBlock, said.PagesBlock)
"""What a column is too narrow for."""
GAP = 20.0


class _Stretch(NamedTuple):
    """Blocks for a column, and what needs the whole width behind them."""

    narrow: list[said.Block]
    wide: list[said.Block]


def side_by_side(builder: BlockBuilder, block: said.Bilingual, parent: Node) -> Iterator[Block | PageBreak]:
    """The blocks of a text and its translation, in their own directions; the first stands where lines begin."""
    first_node, second_node = parent.add("Div"), parent.add("Div", lang=block.language)
    first = builder.in_language(builder.setter.language, column_of_two=True)
    second = builder.in_language(block.language, column_of_two=True)
    whole = builder.in_language(block.language)
    empty = _Stretch([], [])
    for one, other in zip_longest(_stretches(block.first), _stretches(block.second), fillvalue=empty):
        if one.narrow and other.narrow:
            yield from _rows(first, one.narrow, first_node, second, other.narrow, second_node)
        else:
            yield from _whole(builder, one.narrow, first_node)
            yield from _whole(whole, other.narrow, second_node)
        yield from _whole(builder, one.wide, first_node)
        yield from _whole(whole, other.wide, second_node)
    builder.depth = first.depth


def beside(left: Sequence[Block], right: Sequence[Block], builder: BlockBuilder) -> Beside:
    """Two columns as the first language runs."""
    made = Beside(left, right, gap=GAP, mirrored=builder.setter.rtl)
    made.keepWithNext = any(side[-1].keepWithNext for side in (left, right) if side)
    return made


def _stretches(blocks: Sequence[said.Block]) -> list[_Stretch]:
    stretches = [_Stretch([], [])]
    for block in filter(said.has_content, blocks):
        if isinstance(block, _WIDE):
            stretches[-1].wide.append(block)
        elif not isinstance(block, said.PageBreak):
            if stretches[-1].wide:
                stretches.append(_Stretch([], []))
            stretches[-1].narrow.append(block)
    return stretches


def _rows(
    first: BlockBuilder,
    ones: list[said.Block],
    one_node: Node,
    second: BlockBuilder,
    others: list[said.Block],
    other_node: Node,
) -> Iterator[Block]:
    """Row by row where both say the same things; else one column beside the other."""
    left = [_built(first, one, one_node) for one in ones]
    right = [_built(second, other, other_node) for other in others]
    if [type(one) for one in ones] != [type(other) for other in others]:
        yield beside([*chain.from_iterable(left)], [*chain.from_iterable(right)], first)
        return
    for one, other in zip(left, right, strict=True):
        if len(one) == len(other):
            yield from (beside([a], [b], first) for a, b in zip(one, other, strict=True))
        else:
            yield beside(one, other, first)


def _built(builder: BlockBuilder, block: said.Block, node: Node) -> list[Block]:
    return [built for built in builder.build(block, node) if isinstance(built, Block)]


def _whole(builder: BlockBuilder, blocks: Sequence[said.Block], node: Node) -> Iterator[Block | PageBreak]:
    for block in blocks:
        yield from builder.build(block, node)
