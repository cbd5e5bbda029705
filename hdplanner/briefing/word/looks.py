"""How the pages of our packs look, in Word's terms: one entry for each style, measured in points as in the PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from hdplanner.briefing.content import Tone

Edges = Literal["", "rule", "box", "foot"]


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. `base` is the style it follows, `indent` starts its lines further in.

    `built_in` styles bear the names by which Word knows them; the others are ours. `level` is that of the outline.
    """

    name: str
    size: float
    line: float
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    role: str = "text"
    base: str = "Normal"
    indent: float = 0.0
    level: int | None = None
    keep_next: bool = False
    justified: bool = False
    edges: Edges = ""
    capitals: bool = False
    side: Literal["", "center", "right"] = ""
    built_in: bool = False
    exact: bool = False

    @property
    def natural(self) -> bool:
        """Whether lines begin at the side that their own words begin at, whatever the document does."""
        return self.name in ("Body Text", "Muted", "Small")

    @property
    def kept(self) -> bool:
        """Whether lines run as the document does, whatever their words do: their numbers stand beside them."""
        return self.indent > 0 or self.name.startswith("toc ")

    @property
    def id(self) -> str:
        """The key of the style in the file."""
        return self.name[0].upper() + self.name[1:].replace(" ", "")


NUMBER_INDENT, SPOKEN_INDENT, DASH_INDENT = 30.0, 38.0, 14.0
BOX_PADDING = 12.0
MARKING = "Marking"

_LOOKS = (
    Look("Title", 21, 27, 0, 4, bold=True, keep_next=True, built_in=True),
    Look("Cover Title", 27, 35, 0, 8, bold=True, base="Title"),
    Look("Subtitle", 11, 16, 0, 0, role="muted", keep_next=True, built_in=True),
    Look("Cover Subtitle", 14, 21, 0, 0, role="muted", base="Subtitle"),
    Look("Cover Campaign", 11, 16, 0, 10, bold=True, role="accent"),
    Look("Cover Office", 11, 16, bold=True),
    Look("Cover Date", 11, 16, 0, 26, role="muted"),
    Look("Cover Space", 1, 1, 150, 0, exact=True),
    Look("Logo", 10.5, 15, 0, 10),
    Look("Cover Logo", 10.5, 15, 0, 90, base="Logo"),
    Look("Accent Rule", 4, 8, 14, 16, role="accent", edges="rule", exact=True),
    Look("heading 1", 16, 21, 24, 7, bold=True, level=0, keep_next=True, built_in=True),
    Look("heading 2", 12.5, 17, 14, 4, bold=True, level=1, keep_next=True, built_in=True),
    Look("heading 3", 10.5, 15, 9, 2, bold=True, level=2, keep_next=True, built_in=True),
    Look("Second Heading 1", 16, 21, 24, 7, bold=True, base="heading 1", level=9, keep_next=True),
    Look("Second Heading 2", 12.5, 17, 14, 4, bold=True, base="heading 2", level=9, keep_next=True),
    Look("Second Heading 3", 10.5, 15, 9, 2, bold=True, base="heading 3", level=9, keep_next=True),
    Look("TOC Heading", 16, 21, 24, 7, bold=True, keep_next=True, built_in=True),
    Look("toc 1", 10.5, 14.5, 8, 1, bold=True, built_in=True),
    Look("toc 2", 9, 12.5, 1, 1, role="muted", indent=16, built_in=True),
    Look("Body Text", 10.5, 15, 2, 7, justified=True, built_in=True),
    Look("Lead", 13, 19, 4, 10, justified=True),
    Look("Muted", 10.5, 15, 2, 7, role="muted", justified=True),
    Look("Small", 8.5, 12, 2, 5, role="muted"),
    Look(
        "Callout Label", 8.5, 12, 12, 3, bold=True, role="accent", keep_next=True, edges="box", capitals=True
    ),
    Look("Callout", 12, 17, 0, 12, bold=True, edges="box"),
    Look("List Number", 10.5, 15, 2, 7, bold=True, indent=NUMBER_INDENT, built_in=True),
    Look("List Continue", 10.5, 15, 0, 7, indent=NUMBER_INDENT, built_in=True),
    Look("List Bullet", 10.5, 15, 2, 4, indent=DASH_INDENT, built_in=True),
    Look("List Bullet Continue", 10.5, 15, 0, 4, indent=DASH_INDENT, base="List Continue"),
    Look("Spoken Number", 14, 20, 2, 7, bold=True, base="List Number", indent=SPOKEN_INDENT),
    Look("Spoken Continue", 14, 20, 0, 7, base="List Continue", indent=SPOKEN_INDENT),
    Look("Spoken Bullet", 14, 20, 2, 4, base="List Bullet", indent=DASH_INDENT),
    Look("Spoken Bullet Continue", 14, 20, 0, 4, base="List Continue", indent=DASH_INDENT),
    Look("Fact Label", 9, 14, 0, 2, role="muted"),
    Look("Fact Value", 10, 14, 0, 2),
    Look("Entry", 10.5, 15, bold=True),
    Look("Entry Aside", 9, 15, role="muted"),
    Look("Entry Detail", 10, 14),
    Look("Entry Note", 9, 14, role="muted"),
    Look("Table Text", 9, 12.25),
    Look("Table Heading", 8.5, 12, bold=True, role="muted", keep_next=True),
    Look("Table Caption", 9, 13, 8, 4, bold=True, keep_next=True),
    Look("Figure", 8.5, 12, 8, 4, side="center"),
    Look("Captioned Figure", 8.5, 12, 8, 4, side="center", base="Figure", keep_next=True),
    Look("caption", 8.5, 12, 5, 10, role="muted", built_in=True),
    Look("header", 7.5, 10, role="muted", built_in=True),
    Look("footer", 7.5, 10, role="muted", built_in=True),
    Look(MARKING, 9, 12, bold=True, side="center", capitals=True),
    Look("Handling", 12, 14, bold=True, side="right"),
    Look("Gap", 4, 8, exact=True),
)

POINTS = ("List Number", "List Bullet", "Spoken Number", "Spoken Bullet")
WITH_DETAIL = {name: f"{name} with Detail" for name in POINTS}
"""The style of a point under which it says why."""

LOOKS = (
    *_LOOKS,
    *(
        replace(
            look,
            name=WITH_DETAIL[look.name],
            after=0.0,
            keep_next=True,
            bold=True,
            base=look.name,
            built_in=False,
        )
        for look in _LOOKS
        if look.name in POINTS
    ),
)
CARD_LOOKS: dict[str, dict[str, Any]] = {
    "Title": {"size": 18, "line": 23, "after": 1},
    "heading 1": {"size": 12.5, "line": 16, "before": 12, "after": 3},
    "heading 2": {"size": 11.5, "line": 15, "before": 7, "after": 1},
    "heading 3": {"size": 10.5, "line": 14, "before": 5, "after": 1},
    "Lead": {"size": 14, "line": 18.5, "before": 6, "after": 2},
    "Accent Rule": {"before": 6, "after": 6},
    "Callout Label": {"before": 6},
    "Callout": {"size": 14, "line": 18.5, "after": 8},
    **{look.name: {"line": 18.5} for look in LOOKS if look.name.startswith("Spoken ")},
}
"""What looks different on a card: heads are low, and all that is said is as large as what is read aloud."""
BY_NAME = {look.name: look for look in LOOKS}
BOLD = frozenset(look.name for look in LOOKS if look.bold)
TONES = {Tone.BODY: "Body Text", Tone.LEAD: "Lead", Tone.MUTED: "Muted", Tone.SMALL: "Small"}
HEADINGS = {1: "heading 1", 2: "heading 2", 3: "heading 3"}
SECOND_HEADINGS = {1: "Second Heading 1", 2: "Second Heading 2", 3: "Second Heading 3"}
