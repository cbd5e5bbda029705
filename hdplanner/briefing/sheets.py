"""The sheets of a pack: a paper upright or turned, and the column of text on it."""

from __future__ import annotations

from dataclasses import dataclass

from hdplanner.briefing.styles import HEAD_ROOM, MARGIN, PAPERS
from hdplanner.briefing.typeset.flow import Frame

_FIGURE_SHARE = 0.85  # of a page's text, so that its heading and its caption stand with it


@dataclass(frozen=True, slots=True)
class Sheet:
    """Width and height of a page in points."""

    width: float
    height: float

    @property
    def right(self) -> float:
        """Where lines end."""
        return self.width - MARGIN

    @property
    def frame(self) -> Frame:
        """The column that the text of a page fills."""
        top = self.height - MARGIN
        return Frame(MARGIN, top, self.width - 2 * MARGIN, top - MARGIN - HEAD_ROOM / 2)

    @property
    def highest(self) -> float:
        """The height that a figure or a picture may have."""
        return self.frame.height * _FIGURE_SHARE


def sheet_of(paper: str, *, landscape: bool) -> Sheet:
    """A paper by its name, upright or turned."""
    width, height = PAPERS[paper]
    return Sheet(height, width) if landscape else Sheet(width, height)
