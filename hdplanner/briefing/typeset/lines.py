"""Text broken into lines: measured words, filled in the order in which they are read.

Knows widths, faces and directions; draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from hdplanner.briefing.typeset import bidi
from hdplanner.briefing.typeset.breaking import SOFT_HYPHEN, letters, stretches
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.glyphs import GlyphSet
from hdplanner.briefing.typeset.reading import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from hdplanner.briefing.typeset.shaping import Shaper, Word
from hdplanner.briefing.typeset.written import SPENT, Written, hyphen_word, operands_of, written

# Readers of the file put words together over U+00AD, and over "-" too, where the text has a hyphen of its own.
_READ_AS = {SOFT_HYPHEN: SOFT_HYPHEN, "-": "\u2010"}
_MOST_WRITTEN = 60_000  # stretches of text, remembered for all sizes and colours
_LONG = 1000  # letters; a word longer than this is broken without being measured whole
SLACK = 0.01  # points by which a line may be wider than its column, against rounding


class Face(NamedTuple):
    """Size in points, weight (400, 600, 700) and colour ("#RRGGBB") of letters."""

    size: float
    weight: int
    colour: str


class Run(NamedTuple):
    """Plain text in one face."""

    text: str
    face: Face


class Unit(NamedTuple):
    """What stays together on a line: a word and the spaces behind it, of one face and one level."""

    text: str
    face: Face
    core: Word | None
    gap: Word | None
    core_width: float
    gap_width: float
    glyphs: GlyphSet | None  # set where all of it is codes of one font on the line
    operand: str
    core_operand: str
    hyphen: float  # the width of the hyphen that stands behind it where the line ends here

    @property
    def spoken(self) -> str:
        """Its text without the spaces behind it, as it is read out."""
        return SPENT.sub("", self.text.rstrip(" \u200b"))

    @property
    def needs_telling(self) -> bool:
        """Whether its glyphs alone do not give back its text."""
        return self.glyphs is None and any(piece.actual for piece in (self.core.pieces if self.core else ()))


class Line(NamedTuple):
    """Units in the order in which they are read; `levels` only where that is not the order on the page.

    `ends` where the text itself ends the line, not the width.
    """

    units: list[Unit]
    levels: list[int] | None
    width: float
    rtl: bool
    ends: bool


class Typesetter:
    """Makes paragraphs for one document; remembers measured words by face."""

    def __init__(self, shaper: Shaper, *, rtl: bool = False, language: str = "") -> None:
        self.shaper = shaper
        self.rtl = rtl
        self.language = language
        self._units: dict[tuple[Face, bool], tuple[Face, dict[str, Unit]]] = {}
        self._written: dict[tuple[str, int, bool], Written] = {}
        self._hyphens: dict[tuple[Face, str], Unit] = {}

    def units(self, face: Face, rtl: bool) -> tuple[Face, dict[str, Unit]]:
        """The measured units of a face and direction, to be filled through `measure`; all name one and the same face."""
        found = self._units.setdefault((face, rtl), (face, {}))
        if len(found[1]) > 50_000:
            found[1].clear()
        return found

    def measure(self, text: str, face: Face, rtl: bool) -> Unit:
        """Shape and measure one stretch of text."""
        key = (text, face.weight, rtl)
        found = self._written.get(key)
        if found is None:
            if len(self._written) >= _MOST_WRITTEN:
                self._written.clear()
            found = self._written[key] = written(self.shaper, text, face.weight, rtl, self.language)
        core, gap, glyphs, operand, core_operand = found
        em = face.size / 1000
        return Unit(
            text,
            face,
            core,
            gap,
            core.width * em if core else 0.0,
            gap.width * em if gap else 0.0,
            glyphs,
            operand,
            core_operand,
            self.end_hyphen(face, SOFT_HYPHEN).core_width if text.endswith(SOFT_HYPHEN) else 0.0,
        )

    def end_hyphen(self, face: Face, sign: str) -> Unit:
        """The hyphen at the end of a line: a soft one, or one of the text."""
        found = self._hyphens.get((face, sign))
        if found is None:
            word = hyphen_word(self.shaper, face.weight, _READ_AS[sign])
            glyphs, operand, _ = operands_of(word, None, False)
            width = word.width * face.size / 1000
            text = sign.replace(SOFT_HYPHEN, "")  # its own unit holds it already
            found = Unit(text, face, word, None, width, 0.0, glyphs, operand, operand, 0.0)
            self._hyphens[face, sign] = found
        return found

    def width(self, text: str, face: Face) -> float:
        """The width of one line of text in points."""
        return break_lines(self, [Run(clean(text), face)], float("inf"))[0].width


def break_lines(setter: Typesetter, runs: Sequence[Run], width: float) -> list[Line]:
    """All lines of cleaned runs for a width in points; at least one, which may be empty."""
    return _Layout(setter, runs, width).lines()


def runs_of(lines: Sequence[Line], face: Face) -> list[Run]:
    """The runs that lines were made of, to be broken for another width; `face` is for lines without a word."""
    parts: list[Run] = []
    for i, line in enumerate(lines):
        parts += [Run(unit.text, unit.face) for unit in line.units]
        if line.ends and i + 1 < len(lines):
            parts.append(Run("\n", parts[-1].face if parts else face))
    return [
        Run("".join(part.text for part in same), like)
        for like, same in groupby(parts, key=lambda part: part.face)
    ]


class _Layout:
    """Breaks runs into lines of at most a width; a letter wider than that stands alone."""

    def __init__(self, setter: Typesetter, runs: Sequence[Run], width: float) -> None:
        self.setter = setter
        self.runs = runs
        self.limit = width + SLACK
        self._lines: list[Line] = []
        self._units: list[Unit] = []
        self._levels: list[int] = []
        self._mixed = False
        self._filled = 0.0
        self._gap = 0.0
        self._rtl = False

    def lines(self) -> list[Line]:
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
        self._flush(ends=True)

    def _lay_plain(self, text: str, face: Face, level: int) -> None:
        """One face and one level: most of what is ever set."""
        face, known = self.setter.units(face, bool(level & 1))
        limit, units, filled, gap = self.limit, self._units, self._filled, self._gap
        for stretch in stretches(text):
            unit = known.get(stretch)
            if unit is None and len(stretch) <= _LONG:
                unit = known[stretch] = self.setter.measure(stretch, face, bool(level & 1))
            if unit is not None:
                core, behind, hyphen = unit[4], unit[5], unit[9]
                whole = core + hyphen
                if filled and filled + gap + whole > limit:
                    self._levels, self._filled, self._gap = [level] * len(units), filled, gap
                    self._flush()
                    units, filled, gap = self._units, 0.0, 0.0
                if whole <= limit:
                    units.append(unit)
                    filled += gap + core
                    gap = behind
                    if not core:
                        filled += gap
                        gap = 0.0
                    continue
            self._levels, self._filled, self._gap = [level] * len(units), filled, gap
            self._add_in_parts([(stretch, face, level)])
            units, filled, gap = self._units, self._filled, self._gap
        self._levels, self._filled, self._gap = [level] * len(units), filled, gap

    def _lay_mixed(self, text: str, runs: list[Run], levels: list[int]) -> None:
        cuts = _cuts(runs, levels)
        position = 0
        for stretch in stretches(text):
            parts = list(_parts(stretch, position, cuts, levels))
            position += len(stretch)
            self._mixed = True
            if len(stretch) > _LONG:
                self._add_in_parts(parts)
                continue
            members = [(self._unit(*part), part[2]) for part in parts]
            width = sum(unit.core_width + unit.gap_width for unit, _ in members) - _trailing(members)
            width += members[-1][0].hyphen
            if self._filled and self._filled + self._gap + width > self.limit:
                self._flush()
            if width > self.limit:
                self._add_in_parts(parts)
                continue
            self._add(members)

    def _unit(self, text: str, face: Face, level: int) -> Unit:
        face, known = self.setter.units(face, bool(level & 1))
        unit = known.get(text)
        if unit is None:
            unit = known[text] = self.setter.measure(text, face, bool(level & 1))
        return unit

    def _add(self, members: list[tuple[Unit, int]]) -> None:
        for unit, level in members:
            self._units.append(unit)
            self._levels.append(level)
            self._filled += self._gap + unit.core_width
            self._gap = unit.gap_width

    def _add_in_parts(self, parts: list[_Part]) -> None:
        """A stretch wider than the line, broken between letters."""
        for whole, face, level in parts:
            for text in self._fitting_parts(whole, face, level):
                part = self.setter.measure(text, face, bool(level & 1))
                if self._filled and self._filled + self._gap + part.core_width + part.hyphen > self.limit:
                    self._flush()
                self._add([(part, level)])

    def _fitting_parts(self, text: str, face: Face, level: int) -> Iterator[str]:
        part: list[str] = []
        width = 0.0
        for letter in letters(text):
            measured = self._unit(letter, face, level)
            if part and width + measured.core_width + measured.hyphen > self.limit:
                yield "".join(part)
                part, width = [], 0.0
            part.append(letter)
            width += measured.core_width + measured.gap_width
        if part:
            yield "".join(part)

    def _end_with_hyphen(self, last: Unit, level: int) -> None:
        if last.hyphen:
            self._add([(self.setter.end_hyphen(last.face, SOFT_HYPHEN), level)])
        elif last.text.endswith("-"):
            self._units.pop()
            self._levels.pop()
            self._filled -= last.core_width
            if last.text != "-":
                self._add([(self._unit(last.text[:-1], last.face, level), level)])
            self._add([(self.setter.end_hyphen(last.face, "-"), level)])

    def _flush(self, ends: bool = False) -> None:
        if self._units and (not ends or self._units[-1].text.endswith("-")):
            self._end_with_hyphen(self._units[-1], self._levels[-1])
        mixed = self._mixed or (self._rtl != bool(self._levels[0] & 1) if self._levels else False)
        rtl_units = bool(self._levels) and bool(self._levels[0] & 1)
        levels = self._levels if mixed or rtl_units else None
        if levels is not None and self._rtl and mixed:
            _reserve_signs(self._units, levels)
        self._lines.append(Line(self._units, levels, self._filled, self._rtl, ends))
        self._units, self._levels, self._filled, self._gap = [], [], 0.0, 0.0


def _reserve_signs(units: Sequence[Unit], levels: Sequence[int]) -> None:
    """Codes for the signs of direction that the pen may set: given now, they do not depend on which page comes first."""
    for unit, level in zip(units, levels, strict=True):
        if not level & 1 and unit.core is not None and unit.core.pieces:
            glyphs = unit.core.pieces[0].glyphs
            if glyphs.blank is not None:
                glyphs.code(glyphs.blank, RIGHT_TO_LEFT)
                glyphs.code(glyphs.blank, LEFT_TO_RIGHT)


_Part = tuple[str, Face, int]  # text of one face and one level


def _parts(stretch: str, position: int, cuts: _Cuts, levels: list[int]) -> Iterator[_Part]:
    """A stretch cut where the face or the level changes."""
    end = position + len(stretch)
    while position < end:
        stop = min(end, cuts.next_after(position))
        part = stretch[len(stretch) - (end - position) : len(stretch) - (end - stop)]
        yield part, cuts.face_at(position), levels[position]
        position = stop


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


def _trailing(members: list[tuple[Unit, int]]) -> float:
    width = 0.0
    for unit, _level in reversed(members):
        width += unit.gap_width
        if unit.core_width:
            break
    return width


def _hard_lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each line that the text itself ends."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(run if not others else Run(first, run.face))
        for other in others:
            yield [part for part in line if part.text] or line[:1]
            line = [Run(other, run.face)]
    yield [part for part in line if part.text] or line[:1]
