"""Shaping by HarfBuzz, remembered word by word: text as codes of the document's glyphs, whatever the script.

Knows no lines and no pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import uharfbuzz as hb

from hdplanner.briefing.typeset.fonts import FontFile, FontLibrary, script_name
from hdplanner.briefing.typeset.glyphs import GlyphSet, Part
from hdplanner.briefing.typeset.reading import text_of_sign
from hdplanner.errors import MissingGlyphError

_MAX_REMEMBERED = 60_000
_FARTHEST = 0x7FFF  # a font's own coordinates reach no farther
_LEAST_MOVE = 0.05  # of a thousandth of the type size
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
    if not rtl and (simple := _simple_piece(text, glyphs, buffer)) is not None:
        return simple
    placed = [
        _Glyph(info.codepoint, info.cluster, advance, right, up)
        for info, (right, up, advance, _) in zip(
            buffer.glyph_infos, [place.position for place in buffer.glyph_positions], strict=True
        )
    ]
    texts, exact = _texts_of(text, placed, glyphs, rtl)
    writer = _Operand(glyphs)
    floating, borne = _dots(placed, texts, glyphs) if rtl and glyphs.blank is not None else _NO_DOTS
    for i, (glyph, parts) in enumerate(zip(placed, texts, strict=True)):
        if i in floating:
            writer.add_text(glyph, parts, borne.get(i, ()))
        else:
            writer.add(glyph, parts, borne.get(i, ()))
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
        if move >= _LEAST_MOVE or move <= -_LEAST_MOVE:
            parts.append(f"<{codes}>{_move(move)}")
            codes = ""
        codes += code
        move = next_move
        total += width
    if codes:
        last = _move(move) if abs(move) >= _LEAST_MOVE else ""
        parts.append(f"<{codes}>{last}")
    return Piece(glyphs, ((0.0, "".join(parts)),) if parts else (), total, "")


def _move(move: float) -> str:
    """A move in TJ's operand: thousandths of the type size, to the left."""
    return f"{move:.1f}".removesuffix(".0")


class _Glyph(NamedTuple):
    number: int
    cluster: int
    advance: int
    right: int
    up: int


def _texts_of(
    text: str, placed: list[_Glyph], glyphs: GlyphSet, rtl: bool
) -> tuple[list[tuple[str, ...]], bool]:
    """What each glyph stands for, and whether that alone gives back the text in its order.

    A first string belongs to the glyph itself, further ones to blanks behind it: readers turn a right-to-left run
    round glyph by glyph, so a ligature's letters must stand in it one by one.
    """
    starts = sorted({glyph.cluster for glyph in placed})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    bearer: dict[int, int] = {}
    count: dict[int, int] = {}
    for i, glyph in enumerate(placed):
        count[glyph.cluster] = count.get(glyph.cluster, 0) + 1
        best = bearer.get(glyph.cluster)
        if best is None or (rtl and glyph.advance > placed[best].advance):
            bearer[glyph.cluster] = i
    texts: list[tuple[str, ...]] = []
    exact = True
    for i, glyph in enumerate(placed):
        stands_for = text[glyph.cluster : ends[glyph.cluster]]
        if bearer[glyph.cluster] != i:
            texts.append(("",))
        elif rtl and len(stands_for) > 1 and glyphs.blank is not None:
            texts.append(tuple(reversed(stands_for)))
        elif rtl:
            end = ends[glyph.cluster]
            texts.append((text_of_sign(stands_for, text[end : end + 1]),))
        else:
            texts.append((stands_for,))
        exact = exact and (count[glyph.cluster] == 1 or rtl)
    return texts, exact


_Dots = tuple[set[int], dict[int, list[Part]]]
_NO_DOTS: _Dots = (set(), {})


def _dots(placed: list[_Glyph], texts: list[tuple[str, ...]], glyphs: GlyphSet) -> _Dots:
    """Which glyphs are dots and marks, not written for themselves; and what each of the others bears of them.

    In their order on the page a mark stands left of its letter. One without a letter is borne by its own blank.
    """
    floating = {
        i
        for i, (glyph, parts) in enumerate(zip(placed, texts, strict=True))
        if glyph.up or not glyph.advance or not parts[0]
    }
    borne: dict[int, list[Part]] = {}
    if not floating:
        return _NO_DOTS
    pens = list(accumulate((glyph.advance for glyph in placed), initial=0))
    letters = [i for i in range(len(placed)) if i not in floating]
    blanks = [i for i in floating if texts[i][0]]
    for i in sorted(floating):
        if not glyphs.has_ink(placed[i].number):
            continue
        bearer = next((k for k in letters if k > i), letters[-1] if letters else min(blanks))
        start = pens[bearer] + (placed[bearer].right if letters else 0)
        right = min(max(pens[i] + placed[i].right - start, -_FARTHEST), _FARTHEST)
        borne.setdefault(bearer, []).append(Part(placed[i].number, right, placed[i].up))
    return floating, borne


class _Operand:
    """Writes the operand of TJ: codes in hexadecimal, and moves in thousandths of the type size."""

    def __init__(self, glyphs: GlyphSet) -> None:
        self.glyphs = glyphs
        self.width = 0.0
        self._segments: list[tuple[float, str]] = []
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._move = 0.0
        self._rise = 0.0

    def add(self, glyph: _Glyph, texts: tuple[str, ...], dots: Sequence[Part]) -> None:
        key = (glyph.number, glyph.advance, glyph.right)
        before, advance, behind = self.glyphs.moves.get(key) or self.glyphs.learn_moves(*key)
        up = round(glyph.up * self.glyphs.scale, 1) if glyph.up else 0.0
        if up != self._rise:
            self._end_segment()
            self._rise = up
        self._move += before
        self._show(self.glyphs.code(self._with(glyph.number, dots), texts[0]))
        for swallowed in texts[1:]:
            if self.glyphs.blank is not None:
                self._show(self.glyphs.code(self.glyphs.blank, swallowed))
                self._shift(self.glyphs.width(self.glyphs.blank))
        self._move += behind
        self.width += advance

    def add_text(self, glyph: _Glyph, texts: tuple[str, ...], dots: Sequence[Part]) -> None:
        """The text of a dot or mark that its letter bears, on a blank."""
        blank = self.glyphs.blank
        for text in texts:
            if text and blank is not None:
                self._show(self.glyphs.code(self._with(blank, dots), text))
                self._shift(self.glyphs.width(blank))
                dots = ()
        advance = round(glyph.advance * self.glyphs.scale, 1)
        self._shift(-advance)
        self.width += advance

    def _with(self, glyph: int, dots: Sequence[Part]) -> int:
        return self.glyphs.join((Part(glyph, 0, 0), *dots)) if dots else glyph

    def _shift(self, move: float) -> None:
        self._move += move

    def _show(self, code: int) -> None:
        if self._move:
            if abs(self._move) >= _LEAST_MOVE:
                self._end_codes()
                self._parts.append(_move(self._move))
            self._move = 0.0
        self._codes.append(f"{code:04X}")

    def _end_codes(self) -> None:
        if self._codes:
            self._parts.append("<" + "".join(self._codes) + ">")
            self._codes.clear()

    def _end_segment(self) -> None:
        self._end_codes()
        if abs(self._move) >= _LEAST_MOVE:
            self._parts.append(_move(self._move))
            self._move = 0.0
        if self._parts:
            self._segments.append((self._rise, "".join(self._parts)))
            self._parts.clear()

    def segments(self) -> tuple[tuple[float, str], ...]:
        self._end_segment()
        return tuple(self._segments)
