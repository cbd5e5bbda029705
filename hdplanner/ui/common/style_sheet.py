"""The application's one style sheet, built from the roles and sizes of a theme.

The few glyphs that a style sheet wants as files (ticks, chevrons) are coloured into the cache folder. Holds no
colour and no sentence.
"""

from __future__ import annotations

import contextlib
import string

from hdplanner.errors import PlannerError
from hdplanner.figures.palette import Palette
from hdplanner.files import write_atomically
from hdplanner.paths import cache_dir, resource
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.theme import Theme

_GLYPHS = {
    "check": ("check", "on_accent"),
    "dash": ("dash", "on_accent"),
    "down": ("chevron-down", "muted"),
    "up": ("chevron-up", "muted"),
    "right": ("chevron-right", "muted"),
    "left": ("chevron-left", "muted"),
    "sorted_up": ("chevron-up", "accent"),
    "sorted_down": ("chevron-down", "accent"),
    "menu_check": ("check", "accent"),
}


def style_sheet(theme: Theme) -> str:
    """The style sheet for a theme."""
    values: dict[str, str] = dict(theme.roles)
    for name in theme.palette.sizes:
        values[name] = f"{theme.pixels(name)}px"
    values["pad_field"] = f"{round(5 * theme.scale)}px"
    values["glyph"] = f"{round(12 * theme.scale)}px"
    values["tick"] = f"{round(14 * theme.scale)}px"
    values["trailing"] = (
        "left" if is_mirrored() else "right"
    )  # Qt mirrors places and alignments, but no edges
    values["radius_bar"] = f"{round(4 * theme.scale)}px"
    for name, (icon, role) in _GLYPHS.items():
        values[f"glyph_{name}"] = _glyph(theme.palette, icon, role)
    template = resource("themes", "window.qss").read_text(encoding="utf-8")
    return string.Template(template).substitute(values)


def _glyph(palette: Palette, icon: str, role: str) -> str:
    """The address of an icon in the colour of a role; "none" where the cache cannot be written."""
    path = cache_dir() / "glyphs" / f"{icon}-{palette.roles[role].lstrip('#')}.svg"
    if not path.is_file():
        source = resource("icons", f"{icon}.svg").read_text(encoding="utf-8")
        with contextlib.suppress(OSError, PlannerError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, source.replace("currentColor", palette.roles[role]).encode())
    return f'url("{path.as_posix()}")' if path.is_file() else "none"
