"""Shaping by HarfBuzz, remembered word by word: text as codes of the document's glyphs, whatever the script.

Knows no lines and no pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import uharfbuzz as hb

from hdplanner.briefing.typeset.fonts import FontFile, FontLibrary, script_name
from hdplanner.briefing.typeset.glyphs import GlyphSet, Letter
from hdplanner.briefing.typeset.operands import (
    LEAST_MOVE,
    NO_DOTS,
    Glyph,
    Operand,
    dots_of,
    texts_of,
    written_move,
)
from hdplanner.errors import MissingGlyphError

_MAX_REMEMBERED = 60_000
# What is never seen, and yet is a box to HarfBuzz where the font does not have it: Korean fillers, shorthand steps.
_FILLERS = dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0, *range(0x1BCA0, 0x1BCA4)), "\u200b")
_AS_PICTURE = "\ufe0f"  # behind a digit or a sign: it is meant as an emoji
_WIDEST_SPACE = 500  # thousandths of the type size; in a font of pictures a space is as wide as a picture
_MONOTONE = hb.BufferClusterLevel.MONOTONE_CHARACTERS


class Piece(NamedTuple):
    """Glyphs of one font in visual order, ready for the page.

    `segments` are (rise, operand of TJ). All measures are thousandths of the type size. `actual` is the text where
    the glyphs alone do not tell it.
    """

    glyphs: GlyphSet
    segments: tuple[tuple[float, str], ...]
    width: float
    actual: str


class Word(NamedTuple):
    """A shaped stretch of text: its pieces from left to right and its width in thousandths of the type size."""

    pieces: tuple[Piece, ...]
    width: float


class Shaper:
    """Shapes words for one document and remembers them.

    A character that no font has raises MissingGlyphError: whoever makes pages has asked before. Without `strict` it
    is measured as the box that it never becomes.
    """

    def __init__(self, library: FontLibrary, *, strict: bool = True) -> None:
        self.library = library
        self.strict = strict
        self.glyph_sets: dict[tuple[int, int], GlyphSet] = {}
        self._words: dict[tuple[str, int, bool, str], Word] = {}
        self._gaps: dict[tuple[str, str, bool], Word | None] = {}

    def glyph_set(self, font: FontFile, weight: int) -> GlyphSet:
        """The document's glyphs of a font at a weight."""
        key = (font.index, weight)
        found = self.glyph_sets.get(key)
        if found is None:
            found = self.glyph_sets[key] = GlyphSet(font, weight, f"G{len(self.glyph_sets) + 1}")
        return found

    def shape(self, text: str, weight: int, rtl: bool, language: str = "") -> Word:
        """Shape text of one direction and one style."""
        key = (text, weight, rtl, language)
        found = self._words.get(key)
        if found is None:
            if len(self._words) >= _MAX_REMEMBERED:
                self._words.clear()
            found = self._words[key] = self._shape(text, weight, rtl, language)
        return found

    def shape_gap(self, spaces: str, word: Word, rtl: bool) -> Word | None:
        """Spaces in the font of the word that they follow, so that a line changes its font less often."""
        glyphs = word.pieces[0 if rtl else -1].glyphs
        key = (spaces, glyphs.name, rtl)
        if key not in self._gaps:
            known = all(ord(space) in glyphs.file.covered for space in spaces)
            piece = _shape_piece(spaces, glyphs, rtl, "") if known else None
            fits = piece is not None and piece.width <= _WIDEST_SPACE * len(spaces)
            self._gaps[key] = Word((piece,), piece.width) if piece and fits else None
        return self._gaps[key]

    def _shape(self, text: str, weight: int, rtl: bool, language: str) -> Word:
        pieces = [
            _shape_piece(part, self.glyph_set(font, weight), rtl, language)
            for font, part in self._by_font(text)
        ]
        if rtl:
            pieces.reverse()
        return Word(tuple(pieces), sum(piece.width for piece in pieces))

    def _by_font(self, text: str) -> Iterator[tuple[FontFile, str]]:
        base = self.library.base
        if base is not None and base.covered.issuperset(map(ord, text)):
            yield base, text
            return
        one = self._one_foreign(text)
        if one is not None:
            yield one, text
            return
        previous: FontFile | None = None
        start = 0
        for i, character in enumerate(text):
            if text[i + 1 : i + 2] == _AS_PICTURE:
                font = self.library.picture_font(character) or self.library.font_for(character, previous)
            else:
                font = self.library.font_for(character, previous)
            if font is None:
                font = self._stand_in(character, previous)
            if previous is not None and font is not previous:
                yield previous, text[start:i]
                start = i
            previous = font
        if previous is not None:
            yield previous, text[start:]

    def _one_foreign(self, text: str) -> FontFile | None:
        """The font of its first letter, where that has all of it and the base font has none of it."""
        font, base = self.library.font_for(text[0]), self.library.base
        if font is None or base is None or _AS_PICTURE in text:
            return None
        codes = set(map(ord, text))
        return font if base.covered.isdisjoint(codes) and font.covered.issuperset(codes) else None

    def _stand_in(self, character: str, previous: FontFile | None) -> FontFile | None:
        if self.strict and not character.isspace():
            raise MissingGlyphError([script_name(character)], [character])
        return previous or self.library.base


def _shape_piece(text: str, glyphs: GlyphSet, rtl: bool, language: str) -> Piece:
    buffer = hb.Buffer()
    buffer.add_str(text.translate(_FILLERS))
    buffer.cluster_level = _MONOTONE
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    if language:
        buffer.language = language
    hb.shape(glyphs.font, buffer)
    simple = _piece_by_letters(text, glyphs, buffer) if rtl else _simple_piece(text, glyphs, buffer)
    if simple is not None:
        return simple
    placed = [
        Glyph(info.codepoint, info.cluster, advance, right, up)
        for info, (right, up, advance, _) in zip(
            buffer.glyph_infos, [place.position for place in buffer.glyph_positions], strict=True
        )
    ]
    texts, exact = texts_of(text, len(text), placed, glyphs, rtl)
    writer = Operand(glyphs)
    floating, borne = dots_of(placed, texts, glyphs) if rtl and glyphs.blank is not None else NO_DOTS
    writer.write(placed, texts, floating, borne)
    segments = writer.segments()
    # Readers sort glyphs that are raised, or have no width, as they please.
    exact = exact and (rtl or all(glyph.advance and not glyph.up for glyph in placed))
    return Piece(glyphs, segments, writer.width, "" if exact else text)


def _simple_piece(text: str, glyphs: GlyphSet, buffer: hb.Buffer) -> Piece | None:
    """A glyph for each letter, in their order and on the line, as most of what is set; None for anything else."""
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    if len(infos) != len(text):
        return None
    known = glyphs.plain
    parts: list[str] = []
    codes, move, total = "", 0.0, 0.0
    for i, (info, place) in enumerate(zip(infos, places, strict=True)):
        right, up, advance, _ = place.position
        if info.cluster != i or right or up:
            return None
        key = (info.codepoint, text[i], advance)
        code, width, next_move = known.get(key) or glyphs.learn_plain(*key)
        if move >= LEAST_MOVE or move <= -LEAST_MOVE:
            parts.append(f"({codes}){written_move(move)}")
            codes = ""
        codes += code
        move = next_move
        total += width
    if codes:
        last = written_move(move) if abs(move) >= LEAST_MOVE else ""
        parts.append(f"({codes}){last}")
    return Piece(glyphs, ((0.0, "".join(parts)),) if parts else (), total, "")


def _piece_by_letters(text: str, glyphs: GlyphSet, buffer: hb.Buffer) -> Piece | None:
    """Right-to-left text whose dots all stand with their letters; None where a mark reaches over to another one."""
    if glyphs.blank is None:
        return None
    infos = buffer.glyph_infos
    clusters = [info.cluster for info in infos]
    drawn = [
        (info.codepoint, place.position) for info, place in zip(infos, buffer.glyph_positions, strict=True)
    ]
    known = glyphs.letters
    parts: list[str] = []
    move, total, end, at, count = 0.0, 0.0, len(text), 0, len(drawn)
    while at < count:
        first, start = at, clusters[at]
        at += 1
        while at < count and clusters[at] == start:
            at += 1
        said = text[start:end]
        key = said, "" if said.isalpha() else text[end : end + 1], tuple(drawn[first:at])
        found = known[key] if key in known else _learn_letter(key, glyphs)
        if found is None:
            return None
        before, written, behind, width = found
        move += before
        if move >= LEAST_MOVE or move <= -LEAST_MOVE:
            parts.append(written_move(move))
        parts.append(written)
        move = behind
        total += width
        end = start
    if abs(move) >= LEAST_MOVE:
        parts.append(written_move(move))
    return Piece(glyphs, ((0.0, "".join(parts).replace(")(", "")),) if parts else (), total, "")


def _learn_letter(key: Letter, glyphs: GlyphSet) -> tuple[float, str, float, float] | None:
    said, following, drawn = key
    placed = [Glyph(number, 0, advance, right, up) for number, (right, up, advance, _) in drawn]
    texts, _exact = texts_of(said + following, len(said), placed, glyphs, True)
    floating, borne = dots_of(placed, texts, glyphs)
    found = None
    if len(placed) - 1 not in floating:
        writer = Operand(glyphs)
        writer.write(placed, texts, floating, borne)
        found = writer.whole()
    glyphs.letters[key] = found
    return found
