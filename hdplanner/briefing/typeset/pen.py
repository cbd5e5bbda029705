"""Writes lines on a page: text operators, fonts and colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hdplanner.briefing.typeset import bidi
from hdplanner.briefing.typeset.embedding import use_font
from hdplanner.briefing.typeset.glyphs import GlyphSet
from hdplanner.briefing.typeset.lines import Face, Line, Unit
from hdplanner.briefing.typeset.page import fill_operator, number
from hdplanner.briefing.typeset.reading import LEFT_TO_RIGHT, NO_FENCES, RIGHT_TO_LEFT, fences
from hdplanner.briefing.typeset.shaping import Piece


class Pen:
    """Writes lines as one text object.

    Straight into the canvas's code, as ReportLab's own text objects do: those know neither TJ nor fonts like ours.
    """

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.out: list[str] = canvas._code
        self.out.append("BT")
        self._glyphs: GlyphSet | None = None
        self._face: Face | None = None
        self._size = 0.0
        self._colour = ""
        self._operands: list[str] = []

    def draw(self, line: Line, x: float, baseline: float, wider: Sequence[float] = ()) -> None:
        """Write a line from its left end; `wider` are the points to add behind each unit, in reading order."""
        self.out.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        if not wider and self._draw_plain(line):
            return
        units = line.units
        while len(units) > 1 and units[-1].core is None:
            units = units[:-1]
        final = len(units) - 1
        places: Sequence[int] = range(len(units))
        if line.levels is not None:
            places = bidi.visual_order(places, line.levels[: len(units)])
        told = _told(units, places, line.levels)
        fenced = NO_FENCES
        if line.rtl and line.levels is not None and line.levels.count(1) != len(line.levels):
            fenced = fences(places, line.levels, [unit.spoken for unit in units])
        for place in places:
            unit, with_gap = units[place], place != final
            rtl = line.levels is not None and bool(line.levels[place] & 1)
            more = wider[place] if wider else 0.0
            if place in fenced.left:
                self._fence(RIGHT_TO_LEFT, unit)
            if place in told.begin:
                self._tell(told.begin[place])
            if unit.glyphs is None or place in told.end or place in fenced.right:
                self._draw_pieces(unit, with_gap, rtl, more, place in told.end)
                if place in fenced.right:
                    self._fence(LEFT_TO_RIGHT, unit)
                continue
            if unit.glyphs is not self._glyphs or unit.face is not self._face:
                self._select(unit.glyphs, unit.face)
            self._operands.append(unit.operand if with_gap else unit.core_operand)
            if more:
                self._widen(unit, rtl, more)
        self._show()

    def _draw_plain(self, line: Line) -> bool:
        """Most lines: of one level, all of it codes of fonts. False, and nothing is written, for any other."""
        units, levels = line.units, line.levels
        rtl = levels is not None
        if levels is not None and (levels[0] != 1 or levels.count(1) != len(levels)):
            return False
        final = len(units) - 1
        while final and units[final].core is None:
            final -= 1
        first = units[0]
        for unit in units:
            if unit.glyphs is None:
                return False
            if unit.glyphs is not first.glyphs or unit.face is not first.face:
                break
        else:
            self._draw_alike(units, final, rtl)
            return True
        if any(unit.glyphs is None for unit in units):
            return False
        for place in range(final, -1, -1) if rtl else range(final + 1):
            unit = units[place]
            if unit.glyphs is not None and (unit.glyphs is not self._glyphs or unit.face is not self._face):
                self._select(unit.glyphs, unit.face)
            self._operands.append(unit.operand if place != final else unit.core_operand)
        self._show()
        return True

    def _draw_alike(self, units: Sequence[Unit], final: int, rtl: bool) -> None:
        """Units of one font and face."""
        first = units[0]
        if first.glyphs is not None and (first.glyphs is not self._glyphs or first.face is not self._face):
            self._select(first.glyphs, first.face)
        operands = [unit.operand for unit in units[:final]]
        operands.append(units[final].core_operand)
        if rtl:
            operands.reverse()
        self._operands += operands
        self._show()

    def _fence(self, sign: str, unit: Unit) -> None:
        """A sign of direction beside a word, on a blank that takes no room."""
        glyphs = unit.core.pieces[0].glyphs if unit.core and unit.core.pieces else None
        if glyphs is not None and glyphs.blank is not None:
            self._select(glyphs, unit.face)
            code = f"({glyphs.string(glyphs.blank, sign)})"
            if sign == RIGHT_TO_LEFT:
                self._operands.append(f"{code}{glyphs.width(glyphs.blank):g}")
                return
            # Of its own width it would fill, for Poppler, the gap behind the word.
            self._show()
            self.out.append(f"1 Tz {code} Tj 100 Tz")

    def _tell(self, text: str) -> None:
        """Begin glyphs that stand for `text` together, whatever they seem to be one by one."""
        self._show()
        self.out.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")

    def _end_telling(self) -> None:
        self._show()
        self.out.append("EMC")

    def _widen(self, unit: Unit, rtl: bool, points: float) -> None:
        """Move on beside the gap of the unit that was written last: it lies left of right-to-left letters."""
        move = _move(points, unit.face)
        if rtl:
            gap = unit.operand.removesuffix(unit.core_operand)
            self._operands[-1:] = [gap, move, unit.core_operand]
        else:
            self._operands.append(move)

    def _draw_pieces(self, unit: Unit, with_gap: bool, rtl: bool, more: float, last_told: bool) -> None:
        words = [unit.core, unit.gap if with_gap else None]
        if rtl:
            words.reverse()
        for i, word in enumerate(words):
            for piece in word.pieces if word else ():
                self._draw_piece(piece, unit.face)
            if last_told and i == 0:
                self._end_telling()
            if more and i == (0 if rtl else 1):
                self._operands.append(_move(more, unit.face))

    def _draw_piece(self, piece: Piece, face: Face) -> None:
        self._select(piece.glyphs, face)
        for rise, operand in piece.segments:
            if rise:
                self._show()
                self.out.append(f"{number(rise * face.size / 1000)} Ts [{operand}] TJ 0 Ts")
            else:
                self._operands.append(operand)

    def _select(self, glyphs: GlyphSet, face: Face) -> None:
        self._face = face
        if glyphs is not self._glyphs or face.size != self._size:
            self._show()
            self._glyphs, self._size = glyphs, face.size
            use_font(self.canvas, glyphs)
            self.out.append(f"/{glyphs.name} {number(face.size)} Tf")
        if face.colour != self._colour:
            self._show()
            self._colour = face.colour
            self.out.append(fill_operator(face.colour))

    def _show(self) -> None:
        if self._operands:
            self.out.append(f"[{''.join(self._operands)}] TJ".replace(")(", ""))
            self._operands.clear()

    def finish(self) -> None:
        """End the text object."""
        self.out.append("ET")


class _Told(NamedTuple):
    """Where on a line text begins that glyphs do not give back by themselves, and where it ends."""

    begin: dict[int, str]
    end: set[int]


_NOTHING_TOLD = _Told({}, set())


def _told(units: Sequence[Unit], places: Sequence[int], levels: Sequence[int] | None) -> _Told:
    """Stretches from the first to the last such word: readers shuffle words that are told one by one."""
    if all(unit.glyphs is not None for unit in units) or not any(unit.needs_telling for unit in units):
        return _NOTHING_TOLD
    told = _Told({}, set())
    stretch: list[int] = []
    for place in (*places, -1):
        rtl = place >= 0 and levels is not None and levels[place] & 1
        if stretch and (rtl or place != stretch[-1] + 1):
            needing = [i for i in stretch if units[i].needs_telling]
            if needing:
                first, last = _to_spaces(units, stretch, needing[0], needing[-1])
                parts = (unit.spoken + " " * (unit.gap is not None) for unit in units[first : last + 1])
                told.begin[first] = "".join(parts).rstrip(" ")
                told.end.add(last)
            stretch = []
        if place >= 0 and not rtl:
            stretch.append(place)
    return told


def _to_spaces(units: Sequence[Unit], stretch: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """Marks reach over the letters beside them: what is told begins and ends at a space, or at a hyphen."""
    while first > stretch[0] and units[first - 1].gap is None:
        first -= 1
    while last < stretch[-1] and units[last].gap is None and units[last + 1].text not in ("", "-"):
        last += 1
    return first, last


def _move(points: float, face: Face) -> str:
    """A move to the right in TJ's operand, which counts to the left in thousandths of the type size."""
    return f" {-points * 1000 / face.size:.1f} "
