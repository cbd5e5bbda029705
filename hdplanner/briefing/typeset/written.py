"""Stretches of text shaped and written as operands of a page: what they are in any size and colour.

A word and the spaces behind it; knows no lines.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hdplanner.briefing.typeset.glyphs import GlyphSet
from hdplanner.briefing.typeset.shaping import Piece, Shaper, Word

# Signs of direction and of breaks have done their work when words are shaped, and must not come out again as text.
SPENT = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u2066-\u2069]+")


class Written(NamedTuple):
    """A word and the spaces behind it. Where all of it is codes of one font on the line: that, its operands."""

    core: Word | None
    gap: Word | None
    glyphs: GlyphSet | None
    operand: str
    core_operand: str


def written(shaper: Shaper, text: str, weight: int, rtl: bool, language: str) -> Written:
    """Shape one stretch of text."""
    bare = text.rstrip(" \u200b")
    spaces = text[len(bare) :].replace("\u200b", "")
    bare = SPENT.sub("", bare)
    core = shaper.shape(bare, weight, rtl, language) if bare else None
    gap = None
    if spaces:
        beside = shaper.shape_gap(spaces, core, rtl) if core and core.pieces else None
        gap = beside or shaper.shape(spaces, weight, rtl, language)
    glyphs, core_operand, operand = operands_of(core, gap, rtl)
    return Written(core, gap, glyphs, operand, core_operand)


def operands_of(core: Word | None, gap: Word | None, rtl: bool) -> tuple[GlyphSet | None, str, str]:
    """The font of a word and its spaces, and how the word, and both, are written; empty where it takes more than that."""
    pieces = [piece for word in (core, gap) if word for piece in word.pieces]
    first = pieces[0] if pieces else None
    if first is None:
        return None, "", ""
    for piece in pieces:
        plain = len(piece.segments) == 1 and not piece.segments[0][0] and not piece.actual
        if not plain or piece.glyphs is not first.glyphs:
            return None, "", ""
    core_operand = "".join(piece.segments[0][1] for piece in core.pieces) if core else ""
    gap_operand = "".join(piece.segments[0][1] for piece in gap.pieces) if gap else ""
    return first.glyphs, core_operand, gap_operand + core_operand if rtl else core_operand + gap_operand


def hyphen_word(shaper: Shaper, weight: int, read_as: str) -> Word:
    """The hyphen that ends a line, to be read as another sign."""
    font = shaper.library.font_for("-", None)
    if font is None:
        return Word((), 0.0)
    glyphs = shaper.glyph_set(font, weight)
    glyph = glyphs.font.get_nominal_glyph(ord("-")) or 0
    width = glyphs.width(glyph)
    operand = f"({glyphs.string(glyph, read_as)})"
    return Word((Piece(glyphs, ((0.0, operand),), width, ""),), width)
