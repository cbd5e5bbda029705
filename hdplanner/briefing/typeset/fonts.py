"""The fonts that packs are set in: which file holds a character, and what is missing, asked before a pack is made.

Noto Sans and its sister families, variable in weight, from the font packages; then what the machine has installed.
Never substitutes a box: a character without a font is reported by `missing_characters`.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb

from hdplanner.paths import resource

_PACKAGES = ("manimgx_fonts", "justmytype_intl_cjk")
# In this order: Latin, Cyrillic and Greek first, then the scripts most packs need, pictures last.
_FAMILIES = [
    "NotoSans",
    "HDPlannerSymbols",
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansEthiopic",
    "NotoSansBengali",
    "NotoSansDevanagari",
    "NotoSansMyanmar",
    "NotoSansKhmer",
    "NotoSansThai",
    "NotoSansLao",
    "NotoSansSC",
    "NotoSansArmenian",
    "NotoSansGeorgian",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansKannada",
    "NotoSansMalayalam",
    "NotoSansGujarati",
    "NotoSansGurmukhi",
    "NotoSansOriya",
    "NotoSansSinhala",
    "NotoSansSymbols",
    "NotoEmoji",
]
# A few scripts have no Noto Sans, only a Noto Serif.
_INSTALLED = ("NotoSans*.ttf", "NotoEmoji*.ttf", "NotoMusic*.ttf", "DejaVuSans.ttf", "NotoSerif*.ttf")
_SCRIPT_NAMES = {"Han": "Chinese", "Hiragana": "Japanese", "Katakana": "Japanese", "Hangul": "Korean"}
_AN_EMOJI = "\U0001f600"
_EMOJI = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF))


class FontFile:
    """One font file: its coverage, and an instance for each weight."""

    def __init__(self, path: Path, index: int) -> None:
        self.path = path
        self.index = index
        self.family = path.name.split("[")[0].split("-")[0].removesuffix(".ttf")
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.covered: frozenset[int] = frozenset(self.face.unicodes)
        self.axes = {axis.tag: axis for axis in self.face.axis_infos}
        self._instances: dict[int, hb.Font] = {}

    def location(self, weight: int) -> dict[str, float]:
        """Where on the font's axes a weight lies; the other axes stay at their default."""
        place = {tag: axis.default_value for tag, axis in self.axes.items()}
        if "wght" in place:
            axis = self.axes["wght"]
            place["wght"] = float(min(max(weight, axis.min_value), axis.max_value))
        return place

    def instance(self, weight: int) -> hb.Font:
        """The shaping font at a weight (400 regular, 600 semibold, 700 bold)."""
        font = self._instances.get(weight)
        if font is None:
            font = hb.Font(self.face)
            font.set_variations(self.location(weight))
            self._instances[weight] = font
        return font


def is_invisible(character: str) -> bool:
    """True for what needs no glyph: joiners, variation selectors, marks of direction and other format signs."""
    code = ord(character)
    return (
        0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE01EF
        or code in (0x034F, 0x180E, 0x115F, 0x1160, 0x3164, 0xFFA0)
        or (unicodedata.category(character) == "Cf" and code not in _VISIBLE_FORMATS)
    )


# Format characters that print: signs that span Arabic digits, and their Syriac and Kaithi sisters.
_VISIBLE_FORMATS = frozenset(
    (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440))
)


class FontLibrary:
    """Finds the font for a character. Files are opened when a text first needs them."""

    def __init__(self) -> None:
        self._candidates = _font_paths()
        self._opened: list[FontFile] = []
        self._by_code: dict[int, FontFile | None] = {}
        self.base = self._open_next()
        if self.base is None:
            raise FileNotFoundError("no font package is installed: manimgx-fonts is needed")

    def _open_next(self) -> FontFile | None:
        for path in self._candidates:
            try:
                font = FontFile(path, len(self._opened))
            except (OSError, RuntimeError, hb.HarfBuzzError):
                continue
            if not _has_outlines(font.face):
                continue
            self._opened.append(font)
            return font
        return None

    def font_for(self, character: str, previous: FontFile | None = None) -> FontFile | None:
        """The file to print a character from, staying with `previous` where the character hangs on it."""
        code = ord(character)
        base = self.base
        if previous is not None and previous is not base:
            stays = unicodedata.category(character)[0] == "M" or is_invisible(character)
            foreign = base is not None and code not in base.covered
            if (stays or foreign) and (code in previous.covered or is_invisible(character)):
                return previous
        if code not in self._by_code:
            self._by_code[code] = self._find(code)
        found = self._by_code[code]
        return previous or base if found is None and is_invisible(character) else found

    def picture_font(self, character: str) -> FontFile | None:
        """The font of emoji, for a digit or a sign that is meant as one; None where it does not have it."""
        self.font_for(_AN_EMOJI)
        pictures = next((font for font in self._opened if font.family == "NotoEmoji"), None)
        return pictures if pictures is not None and ord(character) in pictures.covered else None

    def _find(self, code: int) -> FontFile | None:
        for font in self._opened:
            if code in font.covered:
                return font
        while (opened := self._open_next()) is not None:
            if code in opened.covered:
                return opened
        return None


def _has_outlines(face: hb.Face) -> bool:
    """TrueType outlines: the kind that is embedded here."""
    return "glyf" in face.table_tags


def _font_paths() -> Iterator[Path]:
    packaged = {
        path.name.split("[")[0].split("-")[0].removesuffix(".ttf"): path for path in _packaged_fonts()
    }
    packaged["HDPlannerSymbols"] = resource("fonts", "HDPlannerSymbols-Regular.ttf")
    for family in _FAMILIES:
        if family in packaged:
            yield packaged[family]
    yield from _installed_fonts()


def _packaged_fonts() -> Iterator[Path]:
    for package in _PACKAGES:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            yield from (path for path in sorted(Path(folder).rglob("*.ttf")) if "Italic" not in path.name)


def _installed_fonts() -> Iterator[Path]:
    """Fonts of the machine that suit: Noto, and DejaVu for signs. Bold and italic files are left aside."""
    for folder in _font_folders():
        for pattern in _INSTALLED:
            for path in sorted(folder.rglob(pattern)):
                style = path.stem.partition("-")[2]
                if style in ("", "Regular") or "[" in path.name:
                    yield path


def _font_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/Library/Fonts"), home / "Library/Fonts", Path("/System/Library/Fonts/Supplemental")]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"]


def missing_characters(texts: Iterable[str], library: FontLibrary) -> dict[str, list[str]]:
    """Characters that no font here can print, by the name of their script. Empty where all is well."""
    characters: set[str] = set()
    for text in texts:
        characters.update(text)
    missing: dict[str, list[str]] = {}
    for character in sorted(characters):
        if character.isspace() or is_invisible(character) or library.font_for(character) is not None:
            continue
        missing.setdefault(script_name(character), []).append(character)
    return missing


def script_name(character: str) -> str:
    """The writing system of a character in a word: "Cuneiform", "Chinese", "Emoji", "Mathematical", "Symbols"."""
    from fontTools import unicodedata as properties

    if any(first <= ord(character) <= last for first, last in _EMOJI):
        return "Emoji"
    script = str(properties.script_name(properties.script(character)))
    if script not in ("Common", "Inherited", "Unknown"):
        return _SCRIPT_NAMES.get(script, script)
    of_block = str(properties.block(character)).split()[0]
    return of_block if of_block in ("Mathematical", "Musical") else "Symbols"
