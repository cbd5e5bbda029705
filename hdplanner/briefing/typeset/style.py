"""How a paragraph is set. Apart from what draws, so that a look can be described without loading ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hdplanner.briefing.typeset.lines import Face


class Align(StrEnum):
    """Where lines stand: by their own direction, by the pack's, at its other side, or centred."""

    NATURAL = "natural"
    START = "start"
    END = "end"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set. Lengths are points; `leading` is the distance of two baselines.

    `justified` lines fill the column where their spaces need not become too wide for it; not centred ones.
    """

    face: Face
    leading: float
    align: Align = Align.NATURAL
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    keep_together: bool = False
    justified: bool = False
