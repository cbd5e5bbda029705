"""Shaping by HarfBuzz, remembered word by word, and the glyphs of one document.

Each pair of glyph and text gets its own code in the document's fonts, so that the text taken out of a page is the
text that was put in, whatever the script. Knows no lines and no pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import uharfbuzz as hb

from hdplanner.briefing.typeset.fonts import FontFile, FontLibrary, script_name
from hdplanner.briefing.typeset.reading import text_of_sign
from hdplanner.errors import MissingGlyphError

_MAX_CODES = 0xFFFF
_MAX_REMEMBERED = 60_000
_LEAST_MOVE = 0.05  # of a thousandth of the type size
# Characters whose glyph is usually empty and without width; some fonts draw a sign for them, so each is looked at.
_BLANK_CODES = (0x20,)
# What is never seen, and yet is a box to HarfBuzz where the font does not have it: Korean fillers, shorthand steps.
_FILLERS = dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0, *range(0x1BCA0, 0x1BCA4)), "\u200b")
_AS_PICTURE = "\ufe0f"  # behind a digit or a sign: it is meant as an emoji
_WIDEST_SPACE = 500  # thousandths of the type size; in a font of pictures a space is as wide as a picture
_MONOTONE = hb.BufferClusterLevel.MONOTONE_CHARACTERS


class GlyphSet:
    """The glyphs of one font at one weight that a document uses. Codes are given in the order of first use."""

    def __init__(self, font: FontFile, weight: int, name: str) -> None:
        self.file = font
        self.weight = weight
        self.name = name
        self.font = font.instance(weight)
        self.scale = 1000 / font.face.upem
        self.codes: dict[tuple[int, str], int] = {}
        self.inked: set[int] = set()
        # Glyph, letter and advance of what stands plainly on the line: its code, its width, the move behind it.
        self.plain: dict[tuple[int, str, int], tuple[str, float, float]] = {}
        # Glyph, advance and offset: the move before it, the advance as it is written, the move behind it.
        self.moves: dict[tuple[int, int, int], tuple[float, float, float]] = {}
        self._widths: dict[int, float] = {}
        self._has_ink: dict[int, bool] = {}
        self._blank: int | None = None

    def code(self, glyph: int, text: str) -> int:
        """The document's code for a glyph that stands for `text`."""
        key = (glyph, text)
        found = self.codes.get(key)
        if found is None:
            if len(self.codes) >= _MAX_CODES:
                raise OverflowError("more than 65,535 different glyphs of one font")
            found = self.codes[key] = len(self.codes) + 1
        return found

    def learn_plain(self, glyph: int, letter: str, advance: int) -> tuple[str, float, float]:
        """What `plain` remembers of a glyph that stands for one letter."""
        width = round(advance * self.scale, 1)
        found = f"{self.code(glyph, letter):04X}", width, self.width(glyph) - width
        self.plain[glyph, letter, advance] = found
        return found

    def learn_moves(self, glyph: int, advance: int, right: int) -> tuple[float, float, float]:
        """What `moves` remembers of a glyph at an offset."""
        offset, written = right * self.scale, round(advance * self.scale, 1)
        found = self.moves[glyph, advance, right] = -offset, written, self.width(glyph) + offset - written
        return found

    def width(self, glyph: int) -> float:
        """The glyph's own advance in thousandths of the type size."""
        found = self._widths.get(glyph)
        if found is None:
            found = self._widths[glyph] = round(self.font.get_glyph_h_advance(glyph) * self.scale, 1)
        return found

    def ink(self, glyph: int) -> str:
        """The name under which a glyph is drawn as an outline, for dots and marks that stand for no text."""
        self.inked.add(glyph)
        return f"{self.name}g{glyph}"

    @property
    def blank(self) -> int | None:
        """A glyph without ink and without width, to carry text that a ligature has swallowed."""
        if self._blank is None:
            candidates = (self.font.get_nominal_glyph(code) for code in _BLANK_CODES)
            self._blank = next((glyph for glyph in candidates if glyph and self._is_blank(glyph)), -1)
        return self._blank if self._blank >= 0 else None

    def _is_blank(self, glyph: int) -> bool:
        return not self.has_ink(glyph)

    def has_ink(self, glyph: int) -> bool:
        """False for spaces and joiners."""
        found = self._has_ink.get(glyph)
        if found is None:
            extents = self.font.get_glyph_extents(glyph)
            found = self._has_ink[glyph] = extents is not None and bool(extents.width and extents.height)
        return found


class Piece(NamedTuple):
    """Glyphs of one font in visual order, ready for the page.

    `segments` are (rise, operand of TJ); `ink` are outlines (right, up, name) that belong over the text. All
    measures are thousandths of the type size. `actual` is the text where the glyphs alone do not tell it.
    """

    glyphs: GlyphSet
    segments: tuple[tuple[float, str], ...]
    ink: tuple[tuple[float, float, str], ...]
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
    for glyph, parts in zip(placed, texts, strict=True):
        if rtl and glyphs.blank is not None and (glyph.up or not glyph.advance or not parts[0]):
            writer.add_ink(glyph, parts)
        else:
            writer.add(glyph, parts)
    segments = writer.segments()
    # Readers sort glyphs that are raised, or have no width, as they please.
    exact = exact and (rtl or all(glyph.advance and not glyph.up for glyph in placed))
    return Piece(glyphs, segments, tuple(writer.inks), writer.width, "" if exact else text)


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
    return Piece(glyphs, ((0.0, "".join(parts)),) if parts else (), (), total, "")


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


class _Operand:
    """Writes the operand of TJ: codes in hexadecimal, and moves in thousandths of the type size."""

    def __init__(self, glyphs: GlyphSet) -> None:
        self.glyphs = glyphs
        self.width = 0.0
        self.inks: list[tuple[float, float, str]] = []
        self._segments: list[tuple[float, str]] = []
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._move = 0.0
        self._rise = 0.0

    def add(self, glyph: _Glyph, texts: tuple[str, ...]) -> None:
        key = (glyph.number, glyph.advance, glyph.right)
        before, advance, behind = self.glyphs.moves.get(key) or self.glyphs.learn_moves(*key)
        up = round(glyph.up * self.glyphs.scale, 1) if glyph.up else 0.0
        if up != self._rise:
            self._end_segment()
            self._rise = up
        self._move += before
        self._show(self.glyphs.code(glyph.number, texts[0]))
        for swallowed in texts[1:]:
            if self.glyphs.blank is not None:
                self._show(self.glyphs.code(self.glyphs.blank, swallowed))
                self._shift(self.glyphs.width(self.glyphs.blank))
        self._move += behind
        self.width += advance

    def add_ink(self, glyph: _Glyph, texts: tuple[str, ...]) -> None:
        """A dot or mark: drawn as an outline, its text (if any) carried by a blank on the line.

        Readers take raised text for another line, and a glyph without text for a control character.
        """
        scale = self.glyphs.scale
        advance = round(glyph.advance * scale, 1)
        if self.glyphs.has_ink(glyph.number):
            self.inks.append(
                (self.width + glyph.right * scale, glyph.up * scale, self.glyphs.ink(glyph.number))
            )
        for text in texts:
            if text and self.glyphs.blank is not None:
                self._show(self.glyphs.code(self.glyphs.blank, text))
                self._shift(self.glyphs.width(self.glyphs.blank))
        self._shift(-advance)
        self.width += advance

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
