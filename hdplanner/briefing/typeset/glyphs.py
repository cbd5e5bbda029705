"""The glyphs of one document's fonts: the codes that they are written with, and those joined from several.

Each pair of glyph and text gets its own code, so that the text taken out of a page is the text that was put in.
"""

from __future__ import annotations

from typing import NamedTuple

from hdplanner.briefing.typeset.fonts import FontFile

_MAX_CODES = 0xFFFF
# Characters whose glyph is usually empty and without width; some fonts draw a sign for them, so each is looked at.
_BLANK_CODES = (0x20,)
# Bytes as they stand in a string of a page; what has a meaning there, or none in ReportLab's own codec, is escaped.
_BYTES = [
    f"\\{chr(byte)}"
    if chr(byte) in "()\\"
    else f"\\{byte:03o}"
    if byte == 0x0D or 0x18 <= byte <= 0x1F or 0x7F <= byte <= 0xA0
    else chr(byte)
    for byte in range(256)
]


class Part(NamedTuple):
    """A glyph in one that is joined from several, and where it stands in it, in units of the font."""

    glyph: int
    right: int
    up: int


Letter = tuple[str, str, tuple[tuple[int, tuple[int, int, int, int]], ...]]
"""A letter or sign, what is read behind it where that matters, and its glyphs with their offsets and advances."""


class GlyphSet:
    """The glyphs of one font at one weight that a document uses. Codes are given in the order of first use."""

    def __init__(self, font: FontFile, weight: int, name: str) -> None:
        self.file = font
        self.weight = weight
        self.name = name
        self.font = font.instance(weight)
        self.scale = 1000 / font.face.upem
        self.codes: dict[tuple[int, str], int] = {}
        self.joined: dict[tuple[Part, ...], int] = {}
        # Glyph, letter and advance of what stands plainly on the line: its code, its width, the move behind it.
        self.plain: dict[tuple[int, str, int], tuple[str, float, float]] = {}
        # A letter and its glyphs where they stand: the move before it, what is written, the move behind it, its width.
        self.letters: dict[Letter, tuple[float, str, float, float] | None] = {}
        # Glyph, advance and offset: the move before it, the advance as it is written, the move behind it.
        self.moves: dict[tuple[int, int, int], tuple[float, float, float]] = {}
        self._strings: dict[tuple[int, str], str] = {}
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

    def string(self, glyph: int, text: str) -> str:
        """The code as it stands within a string of a page."""
        key = (glyph, text)
        found = self._strings.get(key)
        if found is None:
            high, low = divmod(self.code(glyph, text), 256)
            found = self._strings[key] = _BYTES[high] + _BYTES[low]
        return found

    def learn_plain(self, glyph: int, letter: str, advance: int) -> tuple[str, float, float]:
        """What `plain` remembers of a glyph that stands for one letter."""
        width = round(advance * self.scale, 1)
        found = self.string(glyph, letter), width, self.width(glyph) - width
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

    def join(self, parts: tuple[Part, ...]) -> int:
        """The number of a letter with its dots and marks as one glyph, as wide as its first part.

        Readers take raised text for another line, and a glyph without text for a control character.
        """
        found = self.joined.get(parts)
        if found is None:
            found = self.file.face.glyph_count + len(self.joined)
            if found > _MAX_CODES:
                raise OverflowError("more than 65,535 different glyphs of one font")
            self.joined[parts] = found
            self._widths[found] = self.width(parts[0].glyph)
        return found

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
