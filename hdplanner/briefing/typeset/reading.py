"""Signs of direction in the text that glyphs of right-to-left lines stand for: readers find the order by them.

Readers do not follow UAX #9. PDFium turns signs and pairs of surrogates round where the letter before runs to the
left; Poppler takes blanks and brackets beside a number, a full stop or a Latin word for a part of it. A sign of
direction on the right side of each keeps both to the order of the page. It is never seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"
_STRONG = ("L", "R", "AL")
_LIKE_NUMBERS = ("EN", "AN", "ES", "ET", "CS")


def text_of_sign(sign: str, following: str) -> str:
    """What the glyph of one sign among right-to-left letters stands for, from left to right; `following` is read next."""
    if len(sign) != 1 or sign.isspace() or unicodedata.category(sign)[0] in "LMC":
        return sign
    kind = unicodedata.bidirectional(sign)
    if kind in _STRONG:
        return sign
    if kind not in ("EN", "AN") and _is_turned(sign):
        return RIGHT_TO_LEFT + sign + LEFT_TO_RIGHT
    if kind in _LIKE_NUMBERS and not _runs_to_the_left(following):
        return RIGHT_TO_LEFT + sign
    return sign


def _is_turned(sign: str) -> bool:
    """Whether PDFium gives another sign for it, or none, among right-to-left letters."""
    paired = bool(unicodedata.mirrored(sign)) or unicodedata.category(sign) in ("Ps", "Pe", "Pi", "Pf")
    return paired or ord(sign) > 0xFFFF or unicodedata.normalize("NFKC", sign) != sign


def _runs_to_the_left(following: str) -> bool:
    return bool(following) and unicodedata.bidirectional(following[0]) in ("R", "AL")


class Fences(NamedTuple):
    """Places of a line: a sign of direction stands left of these and right of those."""

    left: set[int]
    right: set[int]


NO_FENCES = Fences(set(), set())


def fences(places: Sequence[int], levels: Sequence[int], words: Sequence[str]) -> Fences:
    """Where words of a right-to-left line that run to the right begin and end; `places` are in visual order."""
    found = Fences(set(), set())
    for before, place in zip((None, *places), places, strict=False):
        if not levels[place] & 1 and before is not None and levels[before] & 1:
            found.left.add(place)
    for place, after in zip(places, (*places[1:], None), strict=True):
        ends = after is None or levels[after] & 1
        if not levels[place] & 1 and ends and words[place] and _is_neutral(words[place][-1]):
            found.right.add(place)
    return found


def _is_neutral(sign: str) -> bool:
    return unicodedata.bidirectional(sign) not in (*_STRONG, *_LIKE_NUMBERS)
