"""A paragraph: runs of plain text broken into lines, measured, split over pages and drawn.

Never reads markup. Lines are laid once for a width; a split shares them, so that the whole is linear in its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from hdplanner.briefing.typeset import bidi
from hdplanner.briefing.typeset.breaking import stretches
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.flow import Block
from hdplanner.briefing.typeset.page import Node, Page, number, rgb
from hdplanner.briefing.typeset.shaping import GlyphSet, Piece, Shaper, Word, graphemes

_SLACK = 0.01
_MIDDLE = 0.36  # half the height of a capital: what stands in the middle of its line


class Align(StrEnum):
    """Where lines stand: by their own direction, by the pack's, at its other side, or centred."""

    NATURAL = "natural"
    START = "start"
    END = "end"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Face:
    """Size in points, weight (400, 600, 700) and colour ("#RRGGBB") of letters."""

    size: float
    weight: int = 400
    colour: str = "#000000"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set. Lengths are points; `leading` is the distance of two baselines."""

    face: Face
    leading: float
    align: Align = Align.NATURAL
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    keep_together: bool = False


class Run(NamedTuple):
    """Plain text in one face."""

    text: str
    face: Face


class _Unit(NamedTuple):
    """What stays together on a line: a word and the spaces behind it, of one face and one level."""

    text: str
    face: Face
    core: Word | None
    gap: Word | None
    core_width: float
    gap_width: float
    glyphs: GlyphSet | None  # set where all of it is plain codes of one font
    operand: str
    core_operand: str


class _Line(NamedTuple):
    units: list[_Unit]
    levels: list[int] | None
    width: float
    rtl: bool


class Typesetter:
    """Makes paragraphs for one document; remembers measured words by face."""

    def __init__(self, shaper: Shaper, *, rtl: bool = False, language: str = "") -> None:
        self.shaper = shaper
        self.rtl = rtl
        self.language = language
        self._units: dict[tuple[Face, bool], dict[str, _Unit]] = {}

    def units(self, face: Face, rtl: bool) -> dict[str, _Unit]:
        """The measured units of a face and direction, to be filled through `measure`."""
        found = self._units.setdefault((face, rtl), {})
        if len(found) > 50_000:
            found.clear()
        return found

    def measure(self, text: str, face: Face, rtl: bool) -> _Unit:
        """Shape and measure one stretch of text."""
        bare = text.rstrip(" \u200b")
        spaces = text[len(bare) :].replace("\u200b", "")
        core = self.shaper.shape(bare, face.weight, rtl, self.language) if bare else None
        gap = self.shaper.shape(spaces, face.weight, rtl, self.language) if spaces else None
        em = face.size / 1000
        glyphs, core_operand, operand = _plain_operands(core, gap, rtl)
        return _Unit(
            text,
            face,
            core,
            gap,
            core.width * em if core else 0.0,
            gap.width * em if gap else 0.0,
            glyphs,
            operand,
            core_operand,
        )

    def width(self, text: str, face: Face) -> float:
        """The width of one line of text in points."""
        line = _Layout(self, [Run(clean(text), face)], float("inf")).lines()[0]
        return line.width


def _plain_operands(core: Word | None, gap: Word | None, rtl: bool) -> tuple[GlyphSet | None, str, str]:
    pieces = [piece for word in (core, gap) if word for piece in word.pieces]
    first = pieces[0] if pieces else None
    if first is None:
        return None, "", ""
    for piece in pieces:
        plain = len(piece.segments) == 1 and not piece.segments[0][0] and not piece.ink and not piece.actual
        if not plain or piece.glyphs is not first.glyphs:
            return None, "", ""
    core_operand = "".join(piece.segments[0][1] for piece in core.pieces) if core else ""
    gap_operand = "".join(piece.segments[0][1] for piece in gap.pieces) if gap else ""
    return first.glyphs, core_operand, gap_operand + core_operand if rtl else core_operand + gap_operand


class _Layout:
    """Breaks runs into lines of at most a width; a letter wider than that stands alone."""

    def __init__(self, setter: Typesetter, runs: Sequence[Run], width: float) -> None:
        self.setter = setter
        self.runs = runs
        self.limit = width + _SLACK
        self._lines: list[_Line] = []
        self._units: list[_Unit] = []
        self._levels: list[int] = []
        self._mixed = False
        self._filled = 0.0
        self._gap = 0.0
        self._rtl = False

    def lines(self) -> list[_Line]:
        """All lines; at least one, which may be empty."""
        for runs in _hard_lines(self.runs):
            self._lay(runs)
        return self._lines

    def _lay(self, runs: list[Run]) -> None:
        text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
        strong = bidi.first_strong(text)
        base = int(self.setter.rtl) if strong is None else strong
        self._rtl = bool(base)
        self._mixed = False
        levels = bidi.embedding_levels(text, base) if bidi.needs_levels(text, base) else None
        if levels is not None and levels.count(levels[0] if levels else 0) == len(levels):
            uniform = levels[0] if levels else base
            levels = None
        else:
            uniform = 0
        if len(runs) == 1 and levels is None:
            self._lay_plain(text, runs[0].face, uniform)
        else:
            self._lay_mixed(text, runs, levels or [uniform] * len(text))
        self._flush()

    def _lay_plain(self, text: str, face: Face, level: int) -> None:
        """One face and one level: most of what is ever set."""
        known = self.setter.units(face, bool(level & 1))
        for stretch in stretches(text):
            unit = known.get(stretch)
            if unit is None:
                unit = known[stretch] = self.setter.measure(stretch, face, bool(level & 1))
            if self._filled and self._filled + self._gap + unit.core_width > self.limit:
                self._flush()
            if unit.core_width > self.limit:
                self._add_in_parts([(unit, level)])
                continue
            self._units.append(unit)
            self._filled += self._gap + unit.core_width
            self._gap = unit.gap_width
            if not unit.core_width:
                self._filled += self._gap
                self._gap = 0.0
            self._levels.append(level)

    def _lay_mixed(self, text: str, runs: list[Run], levels: list[int]) -> None:
        cuts = _cuts(runs, levels)
        position = 0
        for stretch in stretches(text):
            members = list(self._members(stretch, position, cuts, levels))
            position += len(stretch)
            width = sum(unit.core_width + unit.gap_width for unit, _ in members) - _trailing(members)
            self._mixed = True
            if self._filled and self._filled + self._gap + width > self.limit:
                self._flush()
            if width > self.limit:
                self._add_in_parts(members)
                continue
            self._add(members)

    def _members(
        self, stretch: str, position: int, cuts: _Cuts, levels: list[int]
    ) -> Iterator[tuple[_Unit, int]]:
        """The units of a stretch, cut where the face or the level changes."""
        end = position + len(stretch)
        while position < end:
            stop = min(end, cuts.next_after(position))
            part = stretch[len(stretch) - (end - position) : len(stretch) - (end - stop)]
            face, level = cuts.face_at(position), levels[position]
            known = self.setter.units(face, bool(level & 1))
            unit = known.get(part)
            if unit is None:
                unit = known[part] = self.setter.measure(part, face, bool(level & 1))
            yield unit, level
            position = stop

    def _add(self, members: list[tuple[_Unit, int]]) -> None:
        for unit, level in members:
            self._units.append(unit)
            self._levels.append(level)
            self._filled += self._gap + unit.core_width
            self._gap = unit.gap_width

    def _add_in_parts(self, members: list[tuple[_Unit, int]]) -> None:
        """A stretch wider than the line, broken between letters."""
        for unit, level in members:
            for text in self._fitting_parts(unit, level):
                part = self.setter.measure(text, unit.face, bool(level & 1))
                if self._filled and self._filled + self._gap + part.core_width > self.limit:
                    self._flush()
                self._add([(part, level)])

    def _fitting_parts(self, unit: _Unit, level: int) -> Iterator[str]:
        known = self.setter.units(unit.face, bool(level & 1))
        part: list[str] = []
        width = 0.0
        for letter in graphemes(unit.text):
            measured = known.get(letter)
            if measured is None:
                measured = known[letter] = self.setter.measure(letter, unit.face, bool(level & 1))
            if part and width + measured.core_width > self.limit:
                yield "".join(part)
                part, width = [], 0.0
            part.append(letter)
            width += measured.core_width + measured.gap_width
        if part:
            yield "".join(part)

    def _flush(self) -> None:
        mixed = self._mixed or (self._rtl != bool(self._levels[0] & 1) if self._levels else False)
        rtl_units = bool(self._levels) and bool(self._levels[0] & 1)
        levels = self._levels if mixed or rtl_units else None
        self._lines.append(_Line(self._units, levels, self._filled, self._rtl))
        self._units, self._levels, self._filled, self._gap = [], [], 0.0, 0.0


class _Cuts:
    """Where a face or a level changes in a text, asked for in rising order."""

    def __init__(self, ends: list[int], faces: list[tuple[int, Face]]) -> None:
        self.ends = ends
        self.faces = faces
        self._end = 0
        self._face = 0

    def next_after(self, position: int) -> int:
        while self.ends[self._end] <= position:
            self._end += 1
        return self.ends[self._end]

    def face_at(self, position: int) -> Face:
        while self.faces[self._face][0] <= position:
            self._face += 1
        return self.faces[self._face][1]


def _cuts(runs: list[Run], levels: list[int]) -> _Cuts:
    ends = {i for i in range(1, len(levels)) if levels[i] != levels[i - 1]}
    faces: list[tuple[int, Face]] = []
    position = 0
    for run in runs:
        position += len(run.text)
        faces.append((position, run.face))
    return _Cuts(sorted(ends | {end for end, _ in faces}), faces)


def _trailing(members: list[tuple[_Unit, int]]) -> float:
    width = 0.0
    for unit, _level in reversed(members):
        width += unit.gap_width
        if unit.core_width:
            break
    return width


def _hard_lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each line that the text itself ends."""
    line: list[Run] = []
    face = runs[0].face if runs else Face(10)
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(run if not others else Run(first, run.face))
        for other in others:
            yield [part for part in line if part.text] or [Run("", run.face)]
            line = [Run(other, run.face)]
    yield [part for part in line if part.text] or [Run("", face)]


class Paragraph(Block):
    """Runs of text in one style. `node` is the element that its content belongs to; None makes it decoration."""

    def __init__(
        self, setter: Typesetter, runs: Sequence[Run], style: TextStyle, node: Node | None = None
    ) -> None:
        super().__init__(style.space_before, style.space_after, style.keep_with_next)
        self.setter = setter
        self.runs = [Run(clean(run.text), run.face) for run in runs]
        self.style = style
        self.node = node
        self.width = 0.0
        self._lines: list[_Line] | None = None

    def prepare(self, width: float) -> float:
        if self._lines is None or self.width != width:
            self._lines = _Layout(self.setter, self.runs, width).lines()
            self.width = width
        self.height = len(self._lines) * self.style.leading
        return self.height

    @property
    def natural_width(self) -> float:
        """The width of the longest line as it was last laid."""
        return max((line.width for line in self._lines or ()), default=0.0)

    @property
    def first_height(self) -> float:
        count = len(self._lines or ())
        return self.height if count <= 3 or self.style.keep_together else 2 * self.style.leading

    def split(self, available: float, force: bool = False) -> tuple[Block, Block] | None:
        """At least two lines on either page, unless forced; the halves share the lines that were laid."""
        lines = self._lines or []
        fitting = int((available + _SLACK) / self.style.leading)
        if not force:
            if self.style.keep_together or len(lines) < 4:
                return None
            fitting = min(fitting, len(lines) - 2)
            if fitting < 2:
                return None
        fitting = max(fitting, 1)
        if fitting >= len(lines):
            return None
        return self._part(lines[:fitting], first=True), self._part(lines[fitting:], first=False)

    def _part(self, lines: list[_Line], *, first: bool) -> Paragraph:
        style = replace(
            self.style,
            space_before=self.space_before if first else 0.0,
            space_after=0.0 if first else self.space_after,
            keep_with_next=False if first else self.style.keep_with_next,
        )
        part = Paragraph(self.setter, (), style, self.node)
        part._lines, part.width = lines, self.width
        part.height = len(lines) * style.leading
        return part

    def draw(self, page: Page, x: float, top: float) -> None:
        if not any(line.units for line in self._lines or ()):
            return
        with page.content(self.node):
            self.draw_lines(page, x, top)

    def draw_lines(self, page: Page, x: float, top: float) -> None:
        """The lines alone, inside marked content that the caller has begun."""
        pen = _Pen(page)
        style = self.style
        baseline = top - style.leading / 2 - _MIDDLE * style.face.size
        for line in self._lines or ():
            if line.units:
                pen.draw(line, x + self._indent(line), baseline)
            baseline -= style.leading
        pen.finish()

    def _indent(self, line: _Line) -> float:
        free = self.width - line.width
        match self.style.align:
            case Align.CENTRE:
                return free / 2
            case Align.NATURAL:
                return free if line.rtl else 0.0
            case Align.START:
                return free if self.setter.rtl else 0.0
            case _:
                return 0.0 if self.setter.rtl else free


class _Pen:
    """Writes lines as one text object; outlines that stand for no text come after it."""

    def __init__(self, page: Page) -> None:
        self.out = page.operators
        self.out.append("BT")
        self._font: tuple[str, float] | None = None
        self._colour = ""
        self._operands: list[str] = []
        self._inks: list[tuple[str, float, float, float, str]] = []

    def draw(self, line: _Line, x: float, baseline: float) -> None:
        self.out.append(f"1 0 0 1 {number(x)} {number(baseline)} Tm")
        units = line.units
        while len(units) > 1 and units[-1].core is None:
            units = units[:-1]
        final = len(units) - 1
        places: Sequence[int] = range(len(units))
        if line.levels is not None:
            places = bidi.visual_order(places, line.levels[: len(units)])
        for place in places:
            unit, with_gap = units[place], place != final
            if unit.glyphs is not None:
                self._select(unit.glyphs, unit.face)
                self._operands.append(unit.operand if with_gap else unit.core_operand)
                x += unit.core_width + (unit.gap_width if with_gap else 0.0)
            else:
                rtl = line.levels is not None and bool(line.levels[place] & 1)
                x = self._draw_pieces(unit, with_gap, rtl, x, baseline)
        self._show()

    def _draw_pieces(self, unit: _Unit, with_gap: bool, rtl: bool, x: float, baseline: float) -> float:
        words = [word for word in (unit.core, unit.gap if with_gap else None) if word is not None]
        if rtl:
            words.reverse()
        em = unit.face.size / 1000
        for word in words:
            for piece in word.pieces:
                self._draw_piece(piece, unit.face, x, baseline)
                x += piece.width * em
        return x

    def _draw_piece(self, piece: Piece, face: Face, x: float, baseline: float) -> None:
        if piece.actual:
            self._show()
            self.out.append(f"/Span <</ActualText <FEFF{piece.actual.encode('utf-16-be').hex().upper()}>>> BDC")
        self._select(piece.glyphs, face)
        for rise, operand in piece.segments:
            if rise:
                self._show()
                self.out.append(f"{number(rise * face.size / 1000)} Ts [{operand}] TJ 0 Ts")
            else:
                self._operands.append(operand)
        if piece.actual:
            self._show()
            self.out.append("EMC")
        em = face.size / 1000
        self._inks.extend(
            (face.colour, face.size, x + right * em, baseline + up * em, name) for right, up, name in piece.ink
        )

    def _select(self, glyphs: GlyphSet, face: Face) -> None:
        font = (glyphs.name, face.size)
        if font != self._font:
            self._show()
            self._font = font
            self.out.append(f"/{font[0]} {number(font[1])} Tf")
        if face.colour != self._colour:
            self._show()
            self._colour = face.colour
            self.out.append(f"{rgb(face.colour)} rg")

    def _show(self) -> None:
        if self._operands:
            self.out.append(f"[{''.join(self._operands)}] TJ".replace("><", ""))
            self._operands.clear()

    def finish(self) -> None:
        """End the text object, then paint the dots and marks."""
        self.out.append("ET")
        for colour, size, x, y, name in self._inks:
            if colour != self._colour:
                self.out.append(f"{rgb(colour)} rg")
                self._colour = colour
            scale = number(size)
            self.out.append(f"q {scale} 0 0 {scale} {number(x)} {number(y)} cm /{name} Do Q")
