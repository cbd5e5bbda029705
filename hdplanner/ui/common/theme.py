"""A theme: the roles of its file as colours and sizes. Who wears it is `appearance`'s business.

Knows names of roles only; the colours stand in resources/themes. Widgets ask for a look by `set_look`, never
for a colour of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from hdplanner.figures.palette import Palette, load_palette

ThemeChoice = Literal["light", "dark", "system"]


@dataclass(frozen=True)
class Theme:
    """A palette as Qt colours and sizes. `scale` enlarges text and what holds it (1.0 is 100 %)."""

    palette: Palette
    scale: float = 1.0

    @property
    def name(self) -> str:
        """The theme's file name without its ending: "light" or "dark"."""
        return self.palette.name

    @property
    def roles(self) -> Mapping[str, str]:
        """Role to "#RRGGBB"."""
        return self.palette.roles

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """The colour of a role; KeyError for one that the theme lacks."""
        made = QColor(self.palette.roles[role])
        if opacity < 1.0:
            made.setAlphaF(opacity)
        return made

    def pixels(self, size: str) -> int:
        """A size of the theme in logical pixels, with the person's scale."""
        value = self.palette.sizes[size]
        return round(value * self.scale) if size not in ("focus", "motion_ms") else round(value)


@functools.lru_cache(maxsize=8)
def load_theme(name: str, scale: float = 1.0) -> Theme:
    """The theme of that name at a text scale."""
    return Theme(load_palette(name), scale)


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget one of the looks of the style sheet, such as "primary", "title" or "panel".

    Labels: title, lead, heading, muted, small, warning, danger, fine, link, marking-public, marking-internal,
    marking-confidential, marking-strict. Buttons: primary, danger, quiet, segment-first, segment-middle,
    segment-last, room. Frames: panel, card, bar, sunken.
    """
    widget.setProperty("look", look)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
