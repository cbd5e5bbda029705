"""What stands on every page besides its text: the marking at head and foot, copy and recipient, office, page number."""

from __future__ import annotations

from dataclasses import dataclass

from hdplanner.briefing.content import PackContent
from hdplanner.briefing.styles import A4, BOLD, HEAD_ROOM, MARGIN, MM, Styles
from hdplanner.briefing.typeset.cleaning import isolate
from hdplanner.briefing.typeset.flow import Frame
from hdplanner.briefing.typeset.lines import Face, Typesetter
from hdplanner.briefing.typeset.page import Page
from hdplanner.briefing.typeset.paragraph import TextLine
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import Catalogue, format_date

_HEAD = A4[1] - 14 * MM  # baseline of the marking at the head
_FOOT = 9.5 * MM  # baseline of the marking at the foot
_LEAST_SIZE = 5.0
_NOTES = 15 * MM  # baseline of the notes above it


def text_frame() -> Frame:
    """The column that the text of a page fills."""
    top = A4[1] - MARGIN
    return Frame(MARGIN, top, A4[0] - 2 * MARGIN, top - MARGIN - HEAD_ROOM / 2)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Draws heads and feet of one pack."""

    setter: Typesetter
    styles: Styles
    pack: PackContent
    catalogue: Catalogue

    def draw(self, page: Page, number: int, count: int) -> None:
        """Everything that stands around page `number` of `count`."""
        muted = self.styles.face(7.5, role="muted")
        with page.furniture():
            self._marking(page)
            self._aside(page, self._copy(), muted, _HEAD)
            page.rule(MARGIN, _NOTES + 11, A4[0] - MARGIN, self.styles.colour("line"))
            notes = self._line(self._notes(), muted, A4[0] - 2 * MARGIN - 70)
            notes.draw(page, A4[0] - MARGIN - notes.width if self.setter.rtl else MARGIN, _NOTES)
            numbered = self.catalogue.gettext("{page} of {pages}").format(page=number, pages=count)
            self._aside(page, numbered, muted, _NOTES)

    def _marking(self, page: Page) -> None:
        face = self.styles.face(9, BOLD, self.pack.marking.role)
        line = self._line(self.pack.marking.text.upper(), face, A4[0] - 2 * MARGIN)
        for baseline in (_HEAD, _FOOT):
            line.draw(page, (A4[0] - line.width) / 2, baseline)

    def _aside(self, page: Page, text: str, face: Face, baseline: float) -> None:
        """Small words at the side where lines end."""
        if text:
            line = self._line(text, face, (A4[0] - 2 * MARGIN) * 0.36)
            line.draw(page, MARGIN if self.setter.rtl else A4[0] - MARGIN - line.width, baseline)

    def _line(self, text: str, face: Face, room: float) -> TextLine:
        """A line that fits: set smaller, and only where that is not enough, cut with an ellipsis."""
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
            parts.append(self.catalogue.gettext("Copy {number}").format(number=self.pack.copy))
        if self.pack.recipient:
            parts.append(isolate(self.pack.recipient))
        return " · ".join(parts)

    def _notes(self) -> str:
        prepared = self.catalogue.gettext("prepared {date}").format(
            date=isolate(format_date(self.pack.prepared_on, "long", self.pack.language))
        )
        clearance = self.pack.clearance or self.catalogue.gettext("Draft, not cleared")
        return " · ".join(isolate(part) for part in (self.pack.office, prepared, clearance) if part)
