"""Makes the static fonts in resources/fonts from the variable Noto fonts of manimgx-fonts (OFL 1.1).

Run by hand with `.venv/bin/python dev/make_fonts.py [FOLDER]` when the fonts are to be renewed. FOLDER holds
the fonts of Debian's fonts-noto-core; from them come the symbols that Noto Sans lacks.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import manimgx_fonts
from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SOURCE = Path(manimgx_fonts.__file__).parent
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
FACES = [
    ("NotoSans[wght].ttf", "NotoSans", "Noto Sans", WEIGHTS, ""),
    ("NotoSans-Italic[wght].ttf", "NotoSans", "Noto Sans", {"Regular": 400}, "Italic"),
    ("NotoSansArabic[wght].ttf", "NotoSansArabic", "Noto Sans Arabic", WEIGHTS, ""),
]
SYMBOLS = {
    "NotoSansSymbols2-Regular.ttf": "▲▼▾▸▴◂●○◆◇■□✓✔✗⚠☐☑★☆◐◑◒◓△▽▷◁▶◀",
    "NotoSansMath-Regular.ttf": "←↑→↓↔↕⇄⇐⇒⇔⟵⟶⟷≈≠≤≥∞√∑∈∅∎",
}
EPOCH = 3_786_912_000  # 2024-01-01 in seconds since 1904: the same bytes at every run


def name_face(font: TTFont, family: str, style: str, weight: int, slant: str) -> None:
    """Write the name table: one typographic family, and the four-style families that old programs know."""
    full_style = " ".join(filter(None, [style if style != "Regular" or not slant else "", slant]))
    linked = style in {"Regular", "Bold"}
    old_family = family if linked else f"{family} {style}"
    old_style = full_style if linked else (slant or "Regular")
    names = font["name"]
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    postscript = f"{family.replace(' ', '')}-{full_style.replace(' ', '')}"
    values = {
        1: old_family,
        2: old_style,
        3: f"{postscript};hdplanner",
        4: f"{family} {full_style}",
        6: postscript,
    }
    if not linked:
        values |= {16: family, 17: full_style}
    for number, value in values.items():
        names.setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold, italic = style == "Bold", bool(slant)
    selection = font["OS/2"].fsSelection & ~0b1100001
    font["OS/2"].fsSelection = selection | (italic << 0) | (bold << 5) | ((not bold and not italic) << 6)
    font["head"].macStyle = (bold << 0) | (italic << 1)


def make(source: str, file: str, family: str, style: str, weight: int, slant: str) -> Path:
    """One static face; returns its path."""
    font = TTFont(SOURCE / source, recalcTimestamp=False)
    location = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
    static = instancer.instantiateVariableFont(font, location)
    if "STAT" in static:
        del static["STAT"]
    name_face(static, family, style, weight, slant)
    static["head"].modified = EPOCH
    target = TARGET / f"{file}-{style if style != 'Regular' or not slant else ''}{slant}.ttf"
    static.save(target)
    return target


def make_symbols(folder: Path) -> Path:
    """One small font of the symbols that Noto Sans lacks, out of two of Debian's Noto fonts."""
    target = TARGET / "HDPlannerSymbols-Regular.ttf"
    options = subset.Options(layout_features=[], name_IDs=[0, 13, 14], notdef_outline=True, hinting=False)
    with tempfile.TemporaryDirectory() as scratch:
        parts = []
        for name, characters in SYMBOLS.items():
            font = subset.load_font(str(folder / name), options)
            chooser = subset.Subsetter(options)
            chooser.populate(text=characters)
            chooser.subset(font)
            for table in ("MATH", "GPOS", "GSUB", "GDEF"):
                if table in font:
                    del font[table]
            parts.append(str(Path(scratch) / name))
            font.save(parts[-1])
        merged = merge.Merger().merge(parts)
    name_face(merged, "HD Planner Symbols", "Regular", 400, "")
    merged["head"].modified = merged["head"].created = EPOCH
    merged.recalcTimestamp = False
    merged.save(target)
    return target


def main() -> None:
    for source, file, family, weights, slant in FACES:
        for style, weight in weights.items():
            target = make(source, file, family, style, weight, slant)
            print(f"{target.name}: {target.stat().st_size:,} bytes")
    if len(sys.argv) > 1:
        target = make_symbols(Path(sys.argv[1]))
        print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
