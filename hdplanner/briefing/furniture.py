"""What stands on every page besides its text: the marking and the TLP at head and foot, copy and recipient, page number."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from itertools import combinations, pairwise

from hdplanner.briefing.content import PackContent
from hdplanner.briefing.sheets import Sheet
from hdplanner.briefing.styles import BOLD, MARGIN, MM, Styles
from hdplanner.briefing.typeset.cleaning import isolate
from hdplanner.briefing.typeset.lines import Face, Typesetter
from hdplanner.briefing.typeset.page import PackCanvas, furniture, rule
from hdplanner.briefing.typeset.paragraph import TextLine
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import Catalogue, format_date

_HEAD = 14 * MM  # from the upper edge to the baseline of the marking
_FOOT = 9.5 * MM  # baseline of the marking at the foot
_NOTES = 15 * MM  # baseline of the notes above it
_ROW = 9.0  # from one row of small words to the next: Arabic dots must not meet
_MOST_ROWS = 3
_OVER_NOTES = 9.5  # from their uppermost baseline to the rule
_LEAST_SIZE = 6.0
_READABLE = 7.0  # what would be smaller stands in two rows
_LONGEST = 400  # letters of a line, whatever its size
_GAP = 12.0
_MIDDLE, _SIDE = 0.34, 0.33  # shares of the width


@dataclass(frozen=True, slots=True)
class _Words:
    """What is printed around each page of one sheet, already measured."""

    marking: TextLine
    tlp: TextLine
    copy: list[TextLine]
    notes: list[TextLine]


def copy_words(pack: PackContent, language: Catalogue) -> list[str]:
    """Which copy it is, and whose."""
    numbered = language.gettext("Copy {number}").format(number=isolate(pack.copy)) if pack.copy else ""
    return [part for part in (numbered, pack.recipient) if part]


def note_words(pack: PackContent, language: Catalogue) -> list[str]:
    """From whom it is and of which day, whether it is cleared, and how long it is valid."""
    date = isolate(format_date(pack.prepared_on, "long", pack.language))
    prepared = language.gettext("prepared {date}").format(date=date)
    clearance = pack.clearance or language.gettext("Draft, not cleared")
    return [part for part in (pack.office, prepared, clearance, pack.marking.until) if part]


class Furniture:
    """Draws heads and feet of one pack. All is measured beforehand: nothing depends on which page is drawn first."""

    def __init__(
        self,
        setter: Typesetter,
        styles: Styles,
        pack: PackContent,
        language: Catalogue,
        sheets: list[Sheet],
    ) -> None:
        self.setter = setter
        self.pack = pack
        self.language = language
        self.rule_colour = styles.colour("line")
        self.muted = styles.face(7.5, role="muted")
        self.marked = styles.face(9, BOLD, pack.marking.role)
        self.shared = styles.face(12, BOLD)
        numbered = language.gettext("{page} of {pages}")
        self.numbers = [
            TextLine(setter, numbered.format(page=page, pages=len(sheets)), self.muted)
            for page in range(1, len(sheets) + 1)
        ]
        widest = max((line.width for line in self.numbers), default=0.0)
        self._repeated: dict[Sheet, tuple[weakref.ref[PackCanvas] | None, list[str]]] = {}
        self._words = {sheet: self._measured(sheet, widest) for sheet in dict.fromkeys(sheets)}

    def _measured(self, sheet: Sheet, number_width: float) -> _Words:
        width = sheet.right - MARGIN
        marking = self._line(self.pack.marking.text.upper(), self.marked, width * _MIDDLE)
        aside = (width - marking.width) / 2 - _GAP
        tlp = self._line(self.pack.marking.tlp.upper(), self.shared, min(aside, width * _SIDE))
        return _Words(
            marking,
            tlp,
            self._rows(copy_words(self.pack, self.language), min(aside, width * _SIDE)),
            self._rows(note_words(self.pack, self.language), width - number_width - _GAP),
        )

    def draw(self, canvas: PackCanvas, number: int, sheet: Sheet) -> None:
        """Everything that stands around page `number`."""
        words = self._words[sheet]
        with furniture(canvas):
            self._repeat(canvas, words, sheet)
            self._at_end(canvas, self.numbers[number - 1], _NOTES + (len(words.notes) - 1) * _ROW, sheet)

    def _repeat(self, canvas: PackCanvas, words: _Words, sheet: Sheet) -> None:
        """What is the same on all pages of a sheet: made out once for a file."""
        drawn, operators = self._repeated.get(sheet, (None, []))
        if drawn is None or drawn() is not canvas:
            begins = len(canvas._code)
            self._draw_words(canvas, words, sheet)
            self._repeated[sheet] = weakref.ref(canvas), canvas._code[begins:]
        else:
            canvas._code.extend(operators)

    def _draw_words(self, canvas: PackCanvas, words: _Words, sheet: Sheet) -> None:
        head = sheet.height - _HEAD
        for baseline in (head, _FOOT):
            words.marking.draw(canvas, (sheet.width - words.marking.width) / 2, baseline)
            self._at_end(canvas, words.tlp, baseline, sheet)
        place = self._at_start if self.pack.marking.tlp.strip() else self._at_end
        for row, line in enumerate(words.copy):
            place(canvas, line, head - row * _ROW, sheet)
        top = _NOTES + (len(words.notes) - 1) * _ROW
        rule(canvas, MARGIN, top + _OVER_NOTES, sheet.right, self.rule_colour)
        for row, line in enumerate(words.notes):
            self._at_start(canvas, line, top - row * _ROW, sheet)

    def _at_start(self, canvas: PackCanvas, line: TextLine, baseline: float, sheet: Sheet) -> None:
        line.draw(canvas, sheet.right - line.width if self.setter.rtl else MARGIN, baseline)

    def _at_end(self, canvas: PackCanvas, line: TextLine, baseline: float, sheet: Sheet) -> None:
        line.draw(canvas, MARGIN if self.setter.rtl else sheet.right - line.width, baseline)

    def _rows(self, parts: list[str], room: float) -> list[TextLine]:
        """The parts in one row, or in more where they would be too small to read."""
        lines: list[TextLine] = []
        for count in range(1, max(min(len(parts), _MOST_ROWS), 1) + 1):
            lines = [self._line(text, self.muted, room) for text in _evenly(parts, count)]
            if all(line.face.size >= _READABLE for line in lines):
                break
        return lines

    def _line(self, text: str, face: Face, room: float) -> TextLine:
        """A line that fits: set smaller, and only where that is not enough, cut with an ellipsis."""
        text = shortened(text, _LONGEST)
        line = TextLine(self.setter, text, face)
        while line.width > room and face.size > _LEAST_SIZE:
            face = Face(max(face.size - 0.5, _LEAST_SIZE), face.weight, face.colour)
            line = TextLine(self.setter, text, face)
        limit = len(text)
        while line.width > room and limit > 1:
            limit = min(limit - 1, int(limit * room / line.width))
            line = TextLine(self.setter, shortened(text, limit), face)
        return line


def _evenly(parts: list[str], count: int) -> list[str]:
    """The parts in so many rows, the longest as short as may be."""
    ways = [
        [" · ".join(map(isolate, parts[start:end])) for start, end in pairwise((0, *cuts, len(parts)))]
        for cuts in combinations(range(1, len(parts)), count - 1)
    ]
    return min(ways, key=lambda rows: max(map(len, rows)), default=[])
