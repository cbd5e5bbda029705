"""The roles of the look as colours: reads resources/themes/*.toml for whoever paints.

The only module outside `ui` that knows a colour. Holds no colour itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hdplanner.paths import resource


@dataclass(frozen=True, slots=True)
class Palette:
    """A named set of roles (role -> "#RRGGBB") and sizes (name -> points or pixels at 100 %)."""

    name: str
    roles: Mapping[str, str]
    sizes: Mapping[str, float]


def load_palette(name: str = "light") -> Palette:
    """The palette of a theme file, on top of the one that it extends."""
    content = _read(name)
    roles: dict[str, str] = {}
    sizes: dict[str, float] = {}
    if "extends" in content:
        base = load_palette(content["extends"])
        roles.update(base.roles)
        sizes.update(base.sizes)
    roles.update(content.get("roles", {}))
    sizes.update(content.get("sizes", {}))
    return Palette(content["name"], MappingProxyType(roles), MappingProxyType(sizes))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
