"""The packaged Noto fonts, so that screen and packs share their letters and no font package is needed.

Loads files only; which size and weight a thing has is the theme's business.
"""

from __future__ import annotations

import functools

from PySide6.QtGui import QFont, QFontDatabase

from hdplanner.paths import resource

FAMILIES = ["Noto Sans", "Noto Sans Arabic", "HD Planner Symbols"]


@functools.cache
def load_fonts() -> tuple[str, ...]:
    """Give Qt the packaged fonts, once; returns the families. Needs a QGuiApplication."""
    found: set[str] = set()
    for path in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        found.update(QFontDatabase.applicationFontFamilies(number) if number >= 0 else [])
    return tuple(sorted(found))


def font(pixels: float, *, bold: bool = False, tabular: bool = False) -> QFont:
    """The interface's font at a size in logical pixels; `bold` is the semi-bold of headings and names.

    `tabular` gives every figure one width, for columns of numbers.
    """
    made = QFont(FAMILIES)
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
