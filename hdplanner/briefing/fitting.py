"""How large a pack is set, and what leaves a full page: it takes no more pages than it may, and none for a few lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace

from hdplanner.briefing.composing import Composition, LaidPage
from hdplanner.briefing.content import (
    Bilingual,
    Block,
    Cover,
    PackContent,
    Point,
    Points,
)
from hdplanner.briefing.styles import least_scale, readable_scale

_STEPS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Of the size that was asked for, where the text is to fit on so many pages."""
_CLOSER = (0.86, 0.9, 0.95)
"""Of the size that was found, where the last page would hold a few lines alone."""
_FEW_LINES = 0.25  # of a page

Lay = Callable[[PackContent, float], Composition]


def fitted(pack: PackContent, lay: Lay) -> Composition:
    """The pack at the size that was asked for, or smaller: the largest that takes no more pages than it may.

    What may leave a full page leaves it only where the smallest letters are still too large.
    """
    whole = lay(pack, pack.size)
    if pack.most_pages and len(whole.pages) > pack.most_pages:
        whole = _on_fewer_pages(pack, whole, lay)
    return _without_a_rest(whole, lay)


def _on_fewer_pages(pack: PackContent, whole: Composition, lay: Lay) -> Composition:
    """At the smallest size on as few pages as may be, else the largest size that takes as few as that."""
    least = least_scale(card=pack.card)
    steps = [step for step in _STEPS if pack.size * step >= least and step < 1]
    if not steps:
        return whole
    smallest = _small_enough(pack, pack.size * steps[0], lay)
    most = max(pack.most_pages, len(smallest.pages))
    if len(whole.pages) <= most and smallest.pack == pack:
        return whole
    made = {steps[0]: smallest}

    def too_many(step: float) -> bool:
        if step not in made:
            made[step] = lay(smallest.pack, pack.size * step)
        return len(made[step].pages) > most

    return made[steps[bisect_left(steps, True, lo=1, key=too_many) - 1]]


def _small_enough(pack: PackContent, scale: float, lay: Lay) -> Composition:
    """The pack without what leaves it first; where even that is too long, all of it."""
    all_of_it = lay(pack, scale)
    made = all_of_it
    for rank in sorted(_ranks(pack), reverse=True):
        if len(made.pages) <= pack.most_pages:
            break
        made = lay(_without(pack, rank), scale)
    return made if len(made.pages) <= pack.most_pages else all_of_it


def _without_a_rest(made: Composition, lay: Lay) -> Composition:
    """Set a little closer where that spares a last page of a few lines."""
    pack, scale, count = made.pack, made.styles.scale, len(made.pages)
    if pack.cover is not Cover.HEAD or pack.card or not _has_rest(made.pages):
        return made
    least = max(readable_scale(), least_scale(card=pack.card))
    steps = [step for step in _CLOSER if scale * step >= least]
    closest = lay(pack, scale * steps[0]) if steps else made
    if len(closest.pages) >= count:
        return made
    for step in reversed(steps[1:]):
        closer = lay(pack, scale * step)
        if len(closer.pages) < count:
            return closer
    return closest


def _has_rest(pages: list[LaidPage]) -> bool:
    """Whether the last page holds a few lines that ran over from the one before."""
    return len(pages) > 1 and pages[-1].sheet == pages[-2].sheet and _filled(pages[-1]) < _FEW_LINES


def _filled(page: LaidPage) -> float:
    """How far down a page there is anything, as a share of it."""
    frame = page.sheet.frame
    lowest = min((placed.top - placed.block.height for placed in page.blocks), default=frame.top)
    return (frame.top - lowest) / frame.height


# What leaves a full page ------------------------------------------------------------------------------------


def _ranks(pack: PackContent) -> set[int]:
    blocks = (block for section in pack.sections for block in section.blocks)
    return {rank for item in _items(blocks) for rank in (item.leaves, item.detail_leaves) if rank}


def _items(blocks: Iterator[Block]) -> Iterator[Point]:
    for block in blocks:
        if isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Bilingual):
            yield from _items(iter((*block.first, *block.second)))


def _without(pack: PackContent, rank: int) -> PackContent:
    """The pack without what has this number or a higher one."""
    sections = tuple(replace(section, blocks=_kept(section.blocks, rank)) for section in pack.sections)
    return replace(pack, sections=sections)


def _kept(blocks: tuple[Block, ...], rank: int) -> tuple[Block, ...]:
    return tuple(_trimmed(block, rank) for block in blocks)


def _trimmed(block: Block, rank: int) -> Block:
    if isinstance(block, Points):
        stay = (item for item in block.items if item.leaves < rank)
        return replace(
            block,
            items=tuple(replace(one, detail="") if one.detail_leaves >= rank else one for one in stay),
        )
    if isinstance(block, Bilingual):
        return replace(block, first=_kept(block.first, rank), second=_kept(block.second, rank))
    return block
