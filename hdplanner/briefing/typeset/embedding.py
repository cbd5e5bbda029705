"""The glyphs of a document as objects of ReportLab's file: one composite font for each glyph set.

Codes are our own; each leads to a glyph and, by ToUnicode, to its text.
"""

from __future__ import annotations

import hashlib
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
)

from hdplanner.briefing.typeset.glyphs import GlyphSet
from hdplanner.briefing.typeset.joining import add_joined

# Laying out is done: a page needs outlines only.
_DROPPED_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"name", b"meta", b"DSIG", b"cmap", b"OS/2", b"post")


def use_font(canvas: Any, glyphs: GlyphSet) -> None:
    """Have the glyphs embedded when the canvas is saved, as ReportLab does with the fonts that it knows itself."""
    document = canvas._doc
    if glyphs.name not in document.fontMapping:
        document.fontMapping[glyphs.name] = f"/{glyphs.name}"
        document.delayedFonts.append(_EmbeddedFont(glyphs))


class _EmbeddedFont:
    """What ReportLab asks for its objects when it writes the file, and all glyphs in use are known."""

    def __init__(self, glyphs: GlyphSet) -> None:
        self.glyphs = glyphs

    def addObjects(self, document: Any) -> None:
        """Add the font."""
        glyphs = self.glyphs
        font = document.Reference(_composite_font(document, glyphs), f"font-{glyphs.name}")
        document.idToObject[BasicFonts].dict[glyphs.name] = font


def _composite_font(document: Any, glyphs: GlyphSet) -> PDFDictionary:
    data, first_joined = add_joined(_subset(glyphs), list(glyphs.joined))
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    base = PDFName(f"{tag}+{glyphs.file.family}-{glyphs.weight}")
    file = PDFStream(PDFDictionary({"Length1": len(data)}), data)
    to_glyph = bytearray(2 * (len(glyphs.codes) + 1))
    kept = glyphs.file.face.glyph_count
    for (glyph, _text), code in glyphs.codes.items():
        number = glyph if glyph < kept else first_joined + glyph - kept
        to_glyph[2 * code : 2 * code + 2] = number.to_bytes(2, "big")
    system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("CIDFontType2"),
        "BaseFont": base,
        "CIDSystemInfo": PDFDictionary(system),
        "FontDescriptor": document.Reference(_descriptor(glyphs, base, document.Reference(file))),
        "DW": 1000,
        "W": PDFArrayCompact([1, PDFArrayCompact(glyphs.width(glyph) for glyph, _text in glyphs.codes)]),
        "CIDToGIDMap": document.Reference(PDFStream(content=bytes(to_glyph))),
    }
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArrayCompact([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(PDFStream(content=_to_unicode(glyphs))),
        }
    )


def _subset(glyphs: GlyphSet) -> bytes:
    """Only the glyphs in use, under their own numbers, at the one weight."""
    wanted = hb.SubsetInput()
    for tag, value in glyphs.file.location(glyphs.weight).items():
        wanted.pin_axis_location(glyphs.file.face, tag, value)
    count = glyphs.file.face.glyph_count
    wanted.glyph_set.update({0, *(glyph for glyph, _text in glyphs.codes if glyph < count)})
    wanted.glyph_set.update({part.glyph for parts in glyphs.joined for part in parts})
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _DROPPED_TABLES)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(hb.subset(glyphs.file.face, wanted).blob.data)


def _descriptor(glyphs: GlyphSet, base: str, file: Any) -> PDFDictionary:
    extents = glyphs.font.get_font_extents("ltr")
    ascent, descent = extents.ascender * glyphs.scale, extents.descender * glyphs.scale
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": 4,
            "FontBBox": PDFArrayCompact([-1000, round(descent), 3000, round(ascent)]),
            "ItalicAngle": 0,
            "Ascent": round(ascent),
            "Descent": round(descent),
            "CapHeight": 714,
            "StemV": round(glyphs.weight / 5),
            "FontFile2": file,
        }
    )


def _to_unicode(glyphs: GlyphSet) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange",
    ]
    pairs = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), code in glyphs.codes.items()
    ]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return "\n".join(lines).encode("ascii")
