"""How packs look: faces and paragraph styles from the theme's roles. One column, text at 10.5 on 15 points."""

from __future__ import annotations

from dataclasses import dataclass

from hdplanner.briefing.content import Tone
from hdplanner.briefing.typeset.lines import Face
from hdplanner.briefing.typeset.style import Align, TextStyle
from hdplanner.figures.palette import Palette, load_palette

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
PAPERS = {"A4": A4, "Letter": (8.5 * 72, 11 * 72)}
"""Width and height of a page in points, by the name of its paper."""
MARGIN = 22 * MM
HEAD_ROOM = 9 * MM  # between the marking and the text
REGULAR, SEMIBOLD, BOLD = 400, 600, 700


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one theme."""

    palette: Palette

    def colour(self, role: str) -> str:
        """The colour of a role, as "#RRGGBB"."""
        return self.palette.roles[role]

    def face(self, size: float, weight: int = REGULAR, role: str = "text") -> Face:
        """Letters of a size in points, a weight, and the colour of a role."""
        return Face(size, weight, self.colour(role))

    def prose(self, tone: Tone) -> TextStyle:
        """A paragraph by its tone."""
        match tone:
            case Tone.LEAD:
                return TextStyle(self.face(13), 19, space_before=4, space_after=10)
            case Tone.MUTED:
                return TextStyle(self.face(10.5, role="muted"), 15, space_before=2, space_after=7)
            case Tone.SMALL:
                return TextStyle(self.face(8.5, role="muted"), 12, space_before=2, space_after=5)
            case _:
                return TextStyle(self.face(10.5), 15, space_before=2, space_after=7)

    def heading(self, level: int) -> TextStyle:
        """A heading: 0 the pack's title, 1 a section's, 2 and 3 inside a section."""
        size, leading, before, after = {
            0: (21.0, 27.0, 0.0, 4.0),
            1: (16.0, 21.0, 24.0, 7.0),
            2: (12.5, 17.0, 14.0, 4.0),
            3: (10.5, 15.0, 9.0, 2.0),
        }[level]
        weight = BOLD if level == 0 else SEMIBOLD
        return TextStyle(self.face(size, weight), leading, Align.START, before, after, True, True)

    def cell(self, align: Align) -> TextStyle:
        """A cell of a table."""
        return TextStyle(self.face(9), 12.25, align)

    def head_cell(self, align: Align) -> TextStyle:
        """A cell of a table's heading row."""
        return TextStyle(self.face(8.5, SEMIBOLD, "muted"), 12, align, keep_together=True)

    def caption(self) -> TextStyle:
        """The line under a figure or above a table."""
        return TextStyle(self.face(8.5, role="muted"), 12, Align.START, space_before=5, space_after=10)

    def label(self) -> TextStyle:
        """The small label of a box."""
        return TextStyle(
            self.face(8.5, SEMIBOLD, "accent"), 12, Align.START, space_after=3, keep_with_next=True
        )


def light_styles() -> Styles:
    """The styles that packs are printed in."""
    return Styles(load_palette("light"))
