"""How packs look: papers, faces and paragraph styles from the theme's roles. One column, text at 10.5 on 15 points."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
LEAST_SIZE = 8.0
"""Body text is never set smaller."""
_BODY = 10.5
_READABLE = 9.0
_SPOKEN = (14.0, 20.0)
_ARMS_LENGTH = 13.0
_ON_CARD = (14.0, 18.5)
_HEADINGS = (
    (21.0, 27.0, 0.0, 4.0),
    (16.0, 21.0, 24.0, 7.0),
    (12.5, 17.0, 14.0, 4.0),
    (10.5, 15.0, 9.0, 2.0),
)
"""Size, leading, room before and after, by level."""
_CARD_HEADINGS = (
    (18.0, 23.0, 0.0, 1.0),
    (12.5, 16.0, 12.0, 3.0),
    (11.5, 15.0, 7.0, 1.0),
    (10.5, 14.0, 5.0, 1.0),
)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one theme, all at `scale` of their usual size; `justified` is body text alone.

    On a `card` heads are low, and all that is said is as large as what is read aloud.
    """

    palette: Palette
    scale: float = 1.0
    justified: bool = False
    card: bool = False

    def colour(self, role: str) -> str:
        """The colour of a role, as "#RRGGBB"."""
        return self.palette.roles[role]

    def face(self, size: float, weight: int = REGULAR, role: str = "text") -> Face:
        """Letters of a size in points, a weight, and the colour of a role."""
        return Face(round(size * self.scale, 2), weight, self.colour(role))

    def space(self, points: float) -> float:
        """A distance that goes with the size of the letters."""
        return points * self.scale

    def text(
        self,
        size: float,
        leading: float,
        weight: int = REGULAR,
        role: str = "text",
        align: Align = Align.NATURAL,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        whole: bool = False,
    ) -> TextStyle:
        """A paragraph; `keep` holds it to what follows, `whole` on one page."""
        space = self.space
        face = self.face(size, weight, role)
        return TextStyle(face, space(leading), align, space(before), space(after), keep, whole)

    def prose(self, tone: Tone) -> TextStyle:
        """A paragraph by its tone."""
        match tone:
            case Tone.LEAD if self.card:
                return self.text(*_ON_CARD, align=Align.START, before=4, after=2)
            case Tone.LEAD:
                return self.text(13, 19, before=4, after=10)
            case Tone.SMALL:
                return self.text(8.5, 12, role="muted", before=2, after=5)
            case _:
                role = "muted" if tone is Tone.MUTED else "text"
                style = self.text(_BODY, 15, role=role, before=2, after=7)
                return replace(style, justified=self.justified)

    def heading(self, level: int) -> TextStyle:
        """A heading: 0 the pack's title, 1 a section's, 2 and 3 inside a section."""
        size, leading, before, after = (_CARD_HEADINGS if self.card else _HEADINGS)[level]
        weight = BOLD if level == 0 else SEMIBOLD
        return self.text(
            size, leading, weight, align=Align.START, before=before, after=after, keep=True, whole=True
        )

    @property
    def spoken(self) -> tuple[float, float]:
        """Size and leading of what is read aloud."""
        return _ON_CARD if self.card else _SPOKEN

    def callout(self) -> TextStyle:
        """The words of a box."""
        size, leading = _ON_CARD if self.card else (12.0, 17.0)
        return self.text(size, leading, SEMIBOLD, align=Align.START, before=3)

    def cell(self, align: Align) -> TextStyle:
        """A cell of a table."""
        return self.text(9, 12.25, align=align)

    def head_cell(self, align: Align) -> TextStyle:
        """A cell of a table's heading row."""
        return self.text(8.5, 12, SEMIBOLD, "muted", align, whole=True)

    def caption(self) -> TextStyle:
        """The line under a figure."""
        return self.text(8.5, 12, role="muted", align=Align.START, before=5, after=10)

    def table_caption(self) -> TextStyle:
        """The line above a table."""
        return self.text(9, 13, SEMIBOLD, align=Align.START, before=8, after=4, keep=True)

    def label(self) -> TextStyle:
        """The small label of a box."""
        return self.text(8.5, 12, SEMIBOLD, "accent", Align.START, after=3, keep=True)


def light_styles(scale: float = 1.0, justified: bool = False, *, card: bool = False) -> Styles:
    """The styles that packs are printed in."""
    return Styles(load_palette("light"), scale, justified, card)


def least_scale(*, card: bool = False) -> float:
    """The scale at which body text, or what is said on a card, is as small as it may be."""
    return _ARMS_LENGTH / _ON_CARD[0] if card else LEAST_SIZE / _BODY


def readable_scale() -> float:
    """The scale down to which body text is set smaller for the look of it alone."""
    return _READABLE / _BODY
