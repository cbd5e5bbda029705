"""Which theme the application wears: palette, font and one style sheet, changed while it runs.

The only place that dresses the application; widgets never do.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from hdplanner.ui.common.fonts import font, load_fonts
from hdplanner.ui.common.style_sheet import style_sheet
from hdplanner.ui.common.theme import Theme, ThemeChoice, load_theme


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
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font(theme.pixels("text_base")))
    app.setPalette(make_palette(theme))
    sheet = style_sheet(theme)
    if app.styleSheet() != sheet:  # to set it anew polishes every widget there is
        app.setStyleSheet(sheet)


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
