"""Shaped glyphs as operands of a page: what each stands for, which dots a letter bears, codes and moves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from hdplanner.briefing.typeset.glyphs import GlyphSet, Part
from hdplanner.briefing.typeset.reading import text_of_sign

_FARTHEST = 0x7FFF  # a font's own coordinates reach no farther
LEAST_MOVE = 0.05  # of a thousandth of the type size


def written_move(move: float) -> str:
    """A move in TJ's operand: thousandths of the type size, to the left."""
    return f"{move:.1f}".removesuffix(".0")


class Glyph(NamedTuple):
    """A glyph of the font, the letter where it begins, and where it stands, in units of the font."""

    number: int
    cluster: int
    advance: int
    right: int
    up: int


def texts_of(
    text: str, end_of_text: int, placed: list[Glyph], glyphs: GlyphSet, rtl: bool
) -> tuple[list[tuple[str, ...]], bool]:
    """What each glyph stands for, and whether that alone gives back the text in its order.

    A first string belongs to the glyph itself, further ones to blanks behind it: readers turn a right-to-left run
    round glyph by glyph, so a ligature's letters must stand in it one by one.
    """
    starts = sorted({glyph.cluster for glyph in placed})
    ends = dict(zip(starts, [*starts[1:], end_of_text], strict=True))
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


Dots = tuple[set[int], dict[int, list[Part]]]
NO_DOTS: Dots = (set(), {})


def dots_of(placed: list[Glyph], texts: list[tuple[str, ...]], glyphs: GlyphSet) -> Dots:
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
        return NO_DOTS
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


class Operand:
    """Writes the operand of TJ: strings of codes, and moves in thousandths of the type size."""

    def __init__(self, glyphs: GlyphSet) -> None:
        self.glyphs = glyphs
        self.width = 0.0
        self._segments: list[tuple[float, str]] = []
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._before = 0.0
        self._move = 0.0
        self._rise = 0.0

    def write(
        self,
        placed: list[Glyph],
        texts: list[tuple[str, ...]],
        floating: set[int],
        borne: dict[int, list[Part]],
    ) -> None:
        """Glyphs side by side, what is floating among them as text alone."""
        for i, (glyph, parts) in enumerate(zip(placed, texts, strict=True)):
            if i in floating:
                self.add_text(glyph, parts, borne.get(i, ()))
            else:
                self.add(glyph, parts, borne.get(i, ()))

    def add(self, glyph: Glyph, texts: tuple[str, ...], dots: Sequence[Part]) -> None:
        key = (glyph.number, glyph.advance, glyph.right)
        before, advance, behind = self.glyphs.moves.get(key) or self.glyphs.learn_moves(*key)
        up = round(glyph.up * self.glyphs.scale, 1) if glyph.up else 0.0
        if up != self._rise:
            self._end_segment()
            self._rise = up
        self._move += before
        self._show(self.glyphs.string(self._with(glyph.number, dots), texts[0]))
        for swallowed in texts[1:]:
            if self.glyphs.blank is not None:
                self._show(self.glyphs.string(self.glyphs.blank, swallowed))
                self._shift(self.glyphs.width(self.glyphs.blank))
        self._move += behind
        self.width += advance

    def add_text(self, glyph: Glyph, texts: tuple[str, ...], dots: Sequence[Part]) -> None:
        """The text of a dot or mark that its letter bears, on a blank."""
        blank = self.glyphs.blank
        for text in texts:
            if text and blank is not None:
                self._show(self.glyphs.string(self._with(blank, dots), text))
                self._shift(self.glyphs.width(blank))
                dots = ()
        advance = round(glyph.advance * self.glyphs.scale, 1)
        self._shift(-advance)
        self.width += advance

    def _with(self, glyph: int, dots: Sequence[Part]) -> int:
        return self.glyphs.join((Part(glyph, 0, 0), *dots)) if dots else glyph

    def _shift(self, move: float) -> None:
        self._move += move

    def _show(self, code: str) -> None:
        if not self._codes and not self._parts and not self._segments:
            self._before, self._move = self._move, 0.0
        if self._move:
            if abs(self._move) >= LEAST_MOVE:
                self._end_codes()
                self._parts.append(written_move(self._move))
            self._move = 0.0
        self._codes.append(code)

    def _end_codes(self) -> None:
        if self._codes:
            self._parts.append(f"({''.join(self._codes)})")
            self._codes.clear()

    def _end_segment(self) -> None:
        self._end_codes()
        if abs(self._move) >= LEAST_MOVE:
            self._parts.append(written_move(self._move))
            self._move = 0.0
        if self._parts:
            self._segments.append((self._rise, "".join(self._parts)))
            self._parts.clear()

    def whole(self) -> tuple[float, str, float, float]:
        """All of it on the line: the move before the first code, the operand, the move behind the last, the width."""
        self._end_codes()
        return self._before, "".join(self._parts), self._move, self.width

    def segments(self) -> tuple[tuple[float, str], ...]:
        self._end_segment()
        if abs(self._before) >= LEAST_MOVE and self._segments:
            rise, operand = self._segments[0]
            self._segments[0] = rise, written_move(self._before) + operand
        return tuple(self._segments)
