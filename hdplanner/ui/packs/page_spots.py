"""Where records and headings stand on the pages: what is under the pointer, and what stays in view when pages move.

Knows numbers only: pages from 0, points from the upper left corner of a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from hdplanner.briefing.places import HeadingPlace, Place


class SourceBox(NamedTuple):
    """A rectangle of a page and the record that is printed there: its table and key."""

    page: int
    box: QRectF
    kind: str
    id: str


class Spot(NamedTuple):
    """Something that is known again in other pages: the n-th print of a record in a section, a section's heading."""

    key: tuple[str, ...]
    page: int
    top: float


def source_boxes(places: Iterable[Place]) -> list[SourceBox]:
    """The places of a pack as rectangles."""
    return [
        SourceBox(
            place.page - 1,
            QRectF(place.left, place.top, place.width, place.height),
            place.source.kind,
            place.source.id,
        )
        for place in places
    ]


def box_at(boxes: Iterable[SourceBox], page: int, x: float, y: float) -> SourceBox | None:
    """The smallest box that holds a point: a row rather than its table."""
    here = [one for one in boxes if one.page == page and one.box.contains(x, y)]
    return min(here, key=lambda one: one.box.width() * one.box.height(), default=None)


def spots(boxes: Iterable[SourceBox], headings: Iterable[HeadingPlace]) -> list[Spot]:
    """All that can be known again, from the first page to the last."""
    named = [(one.page - 1, one.top, one.level, one.title, "") for one in headings]
    printed = [(one.page, one.box.top(), 0, one.kind, one.id) for one in boxes]
    return list(_numbered(sorted([*named, *printed], key=lambda one: one[:2])))


def _numbered(ordered: Iterable[tuple[int, float, int, str, str]]) -> Iterator[Spot]:
    """Counted in its section: the same record in a section before it changes nothing."""
    seen: Counter[tuple[str, ...]] = Counter()
    section = ""
    for page, top, level, name, row_id in ordered:
        section = name if level == 1 else section
        key = (section, name, row_id)
        seen[key] += 1
        yield Spot((*key, str(seen[key])), page, top)


def nearest_kept(
    old: Sequence[Spot], heights: Sequence[int], new: Sequence[Spot], at: int
) -> tuple[Spot, Spot] | None:
    """The spot nearest to a height that the new pages have too, as it was and as it is."""
    there = {one.key: one for one in new}
    kept = [(abs(height - at), place) for place, height in enumerate(heights) if old[place].key in there]
    if not kept:
        return None
    found = old[min(kept)[1]]
    return found, there[found.key]


def page_now(near: Iterable[Spot], new: Iterable[Spot], page: int) -> int:
    """Which page that one most likely is among new pages, from the spots about it, the nearest first."""
    there = {one.key: one.page for one in new}
    for one in near:
        if one.key in there:
            return page + there[one.key] - one.page
    return page
