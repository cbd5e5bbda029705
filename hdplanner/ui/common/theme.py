"""The look of the window: the roles of a theme file as colours, a palette, and one style sheet.

Knows names of roles only; the colours stand in resources/themes. Widgets ask for a look by `set_look`, never
for a colour of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from hdplanner.figures.palette import Palette, load_palette
from hdplanner.ui.common.fonts import font, load_fonts

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


class Appearance(QObject):
    """Which theme the application wears: light, dark, or the system's, followed while the app runs."""

    changed = Signal(object)
    """The new Theme, after palette and style sheet are in place."""

    def __init__(self, app: QApplication, choice: ThemeChoice = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeChoice = choice
        self._scale = scale
        load_fonts()
        self.theme = self._wear()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    def choose(self, choice: ThemeChoice, scale: float | None = None) -> None:
        """Wear another theme, or another text scale, from now on."""
        self._choice = choice
        self._scale = self._scale if scale is None else scale
        self._change()

    def _on_scheme_changed(self) -> None:
        if self._choice == "system" and _system_theme() != self.theme.name:
            self._change()

    def _change(self) -> None:
        self.theme = self._wear()
        self.changed.emit(self.theme)

    def _wear(self) -> Theme:
        theme = load_theme(_system_theme() if self._choice == "system" else self._choice, self._scale)
        apply_theme(self._app, theme)
        return theme


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the application: Fusion underneath, our palette, font and style sheet on top."""
    from hdplanner.ui.common.style_sheet import style_sheet

    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font(theme.pixels("text_base")))
    app.setPalette(make_palette(theme))
    sheet = style_sheet(theme)
    if app.styleSheet() != sheet:  # to set it anew polishes every widget there is
        app.setStyleSheet(sheet)


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


def make_palette(theme: Theme) -> QPalette:
    """Qt's own palette, for whatever the style sheet does not reach."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    pairs = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "window",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Highlight: "selection",
        role.HighlightedText: "text",
        role.Accent: "accent",
        role.Light: "surface",
        role.Midlight: "line",
        role.Mid: "line",
        role.Dark: "line_strong",
        role.Shadow: "shadow",
    }
    palette = QPalette()
    for one, name in pairs.items():
        palette.setColor(one, theme.colour(name))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, one, theme.colour("disabled"))
    return palette


def _system_theme() -> str:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
