"""Letters with their dots and marks, each pair one glyph of the font that a page carries."""

from __future__ import annotations

import io

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from hdplanner.briefing.typeset.embedding import _subset
from hdplanner.briefing.typeset.fonts import FontLibrary
from hdplanner.briefing.typeset.glyphs import GlyphSet
from hdplanner.briefing.typeset.joining import add_joined
from hdplanner.briefing.typeset.shaping import Shaper

VOWELLED = "مُسْتَشْفَى"


@pytest.fixture
def glyphs() -> GlyphSet:
    """The glyphs of a word with dots and vowels."""
    shaper = Shaper(FontLibrary())
    word = shaper.shape(VOWELLED, 600, True, "ar")
    return word.pieces[0].glyphs


def opened(data: bytes) -> TTFont:
    """A font whose tables and sums another program finds in order."""
    return TTFont(io.BytesIO(data), checkChecksums=2)


def bounds(font: TTFont, number: int) -> tuple[float, float, float, float]:
    """Where the outline of a glyph truly ends."""
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(number)].draw(pen)
    found: tuple[float, float, float, float] = pen.bounds
    return found


def test_a_joined_glyph_holds_its_letter_and_its_marks_where_they_belong(glyphs: GlyphSet) -> None:
    data, first = add_joined(_subset(glyphs), list(glyphs.joined))
    font = opened(data)
    assert len(glyphs.joined) > 3
    assert font["maxp"].numGlyphs == first + len(glyphs.joined)
    for number, parts in enumerate(glyphs.joined, first):
        made = font["glyf"][font.getGlyphName(number)]
        found = [(font.getGlyphID(part.glyphName), part.x, part.y) for part in made.components]
        assert found == [
            tuple(part) for part in parts if font["glyf"][font.getGlyphName(part.glyph)].numberOfContours
        ]
        assert bounds(font, number) == (made.xMin, made.yMin, made.xMax, made.yMax)


def test_a_joined_glyph_is_as_wide_as_its_letter(glyphs: GlyphSet) -> None:
    data, first = add_joined(_subset(glyphs), list(glyphs.joined))
    font = opened(data)
    widths = font["hmtx"].metrics
    for number, parts in enumerate(glyphs.joined, first):
        assert widths[font.getGlyphName(number)][0] == widths[font.getGlyphName(parts[0].glyph)][0]


def test_the_glyphs_of_the_font_itself_stay_as_they_were(glyphs: GlyphSet) -> None:
    before = _subset(glyphs)
    data, first = add_joined(before, list(glyphs.joined))
    old, new = opened(before), opened(data)
    for number in range(first):
        name = old.getGlyphName(number)
        assert old["glyf"][name] == new["glyf"][new.getGlyphName(number)]
        assert old["hmtx"].metrics[name] == new["hmtx"].metrics[new.getGlyphName(number)]


def test_a_font_without_joined_glyphs_is_left_alone(glyphs: GlyphSet) -> None:
    data = _subset(glyphs)
    assert add_joined(data, [])[0] is data


def test_the_same_letter_and_mark_are_joined_once(glyphs: GlyphSet) -> None:
    parts = next(iter(glyphs.joined))
    count = len(glyphs.joined)
    assert glyphs.join(parts) == glyphs.file.face.glyph_count
    assert len(glyphs.joined) == count
