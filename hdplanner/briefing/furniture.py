"""What stands on every page besides its text: the marking at head and foot, copy and recipient, office, page number."""

from __future__ import annotations

from hdplanner.briefing.content import PackContent
from hdplanner.briefing.styles import BOLD, HEAD_ROOM, MARGIN, MM, PAPERS, Styles
from hdplanner.briefing.typeset.cleaning import isolate
from hdplanner.briefing.typeset.flow import Frame
from hdplanner.briefing.typeset.lines import Face, Typesetter
from hdplanner.briefing.typeset.page import PackCanvas, furniture, rule
from hdplanner.briefing.typeset.paragraph import TextLine
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import Catalogue, format_date

_HEAD = 14 * MM  # from the upper edge to the baseline of the marking
_FOOT = 9.5 * MM  # baseline of the marking at the foot
_LEAST_SIZE = 5.0
_LONGEST = 400  # letters of a line, whatever its size
_NOTES = 15 * MM  # baseline of the notes above it


def text_frame(pack: PackContent) -> Frame:
    """The column that the text of a page fills."""
    width, height = PAPERS[pack.paper]
    top = height - MARGIN
    return Frame(MARGIN, top, width - 2 * MARGIN, top - MARGIN - HEAD_ROOM / 2)


class Furniture:
    """Draws heads and feet of one pack; what is the same on each page is laid once."""

    def __init__(self, setter: Typesetter, styles: Styles, pack: PackContent, language: Catalogue) -> None:
        self.setter = setter
        self.pack = pack
        self.language = language
        self.rule_colour = styles.colour("line")
        self.muted = styles.face(7.5, role="muted")
        self.paper_width, self.paper_height = PAPERS[pack.paper]
        self.right = self.paper_width - MARGIN
        width = self.right - MARGIN
        self.marking = self._line(
            pack.marking.text.upper(), styles.face(9, BOLD, pack.marking.role), width * 0.3
        )
        self.copy = self._line(self._copy(), self.muted, width * 0.33)
        self.notes = self._line(self._notes(), self.muted, width - 70)

    def draw(self, canvas: PackCanvas, number: int, count: int) -> None:
        """Everything that stands around page `number` of `count`."""
        numbered = self.language.gettext("{page} of {pages}").format(page=number, pages=count)
        with furniture(canvas):
            for baseline in (self.paper_height - _HEAD, _FOOT):
                self.marking.draw(canvas, (self.paper_width - self.marking.width) / 2, baseline)
            self._aside(canvas, self.copy, self.paper_height - _HEAD)
            rule(canvas, MARGIN, _NOTES + 11, self.right, self.rule_colour)
            self.notes.draw(canvas, self.right - self.notes.width if self.setter.rtl else MARGIN, _NOTES)
            self._aside(canvas, TextLine(self.setter, numbered, self.muted), _NOTES)

    def _aside(self, canvas: PackCanvas, line: TextLine, baseline: float) -> None:
        """Small words at the side where lines end."""
        line.draw(canvas, MARGIN if self.setter.rtl else self.right - line.width, baseline)

    def _line(self, text: str, face: Face, room: float) -> TextLine:
        """A line that fits: set smaller, and only where that is not enough, cut with an ellipsis."""
        text = shortened(text, _LONGEST)
        line = TextLine(self.setter, text, face)
        while line.width > room and face.size > _LEAST_SIZE:
            face = Face(face.size - 0.5, face.weight, face.colour)
            line = TextLine(self.setter, text, face)
        limit = len(text)
        while line.width > room and limit > 1:
            limit = min(limit - 1, int(limit * room / line.width))
            line = TextLine(self.setter, shortened(text, limit), face)
        return line

    def _copy(self) -> str:
        parts = []
        if self.pack.copy:
            parts.append(self.language.gettext("Copy {number}").format(number=self.pack.copy))
        if self.pack.recipient:
            parts.append(isolate(self.pack.recipient))
        return " · ".join(parts)

    def _notes(self) -> str:
        date = isolate(format_date(self.pack.prepared_on, "long", self.pack.language))
        prepared = self.language.gettext("prepared {date}").format(date=date)
        clearance = self.pack.clearance or self.language.gettext("Draft, not cleared")
        return " · ".join(isolate(part) for part in (self.pack.office, prepared, clearance) if part)
