"""What a tagged PDF must keep, read from the finished file: a second opinion on `typeset.pdf`, without its words.

After ISO 14289-1 and the Matterhorn protocol, where a machine can tell; each fault is a sentence.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

PARENTS = {
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
PAINTS = frozenset(
    ("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE")
)


def faults(data: bytes) -> list[str]:
    """All that is wrong with a pack as a tagged file; empty where all is well."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*_of_file(pdf), *_of_pages(pdf), *_of_tree(pdf), *_of_links(pdf), *_of_fonts(pdf)]


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Each element of the structure with its parent, in reading order."""

    def below(element: Any, parent: Any) -> Iterator[tuple[Any, Any]]:
        yield element, parent
        for kid in kids_of(element):
            if isinstance(kid, Dictionary) and Name.S in kid:
                yield from below(kid, element)

    for top in kids_of(pdf.Root.StructTreeRoot):
        yield from below(top, pdf.Root.StructTreeRoot)


def kids_of(element: Any) -> list[Any]:
    kids = element.get(Name.K)
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def tag_of(element: Any) -> str:
    return str(element.get(Name.S, "/"))[1:]


def _of_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.check_pdf_syntax():
        yield "qpdf finds damage"
    root = pdf.Root
    if not str(root.get(Name.Lang, "")):
        yield "no language"
    if not root.ViewerPreferences.get(Name.DisplayDocTitle) or not str(pdf.docinfo.get(Name.Title, "")):
        yield "no title is shown"
    if not root.MarkInfo.get(Name.Marked) or root.MarkInfo.get(Name.Suspects):
        yield "not marked"
    if list(root.PageLabels.Nums)[:1] != [0]:
        yield "the first page has no label"
    with pdf.open_metadata() as metadata:
        for ours, theirs in (
            ("dc:title", "/Title"),
            ("dc:creator", "/Author"),
            ("dc:description", "/Subject"),
        ):
            said = metadata.get(ours, "")
            if (said[0] if isinstance(said, list) else said) != str(pdf.docinfo.get(theirs, "")):
                yield f"{ours} and {theirs} differ"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    owners = _owners(pdf)
    for number, page in enumerate(pdf.pages):
        if page.obj.get(Name.Tabs) != Name.S:
            yield f"page {number}: no tab order"
        marked = []
        for fault, mark in _of_content(page):
            if fault:
                yield f"page {number}: {fault}"
            else:
                marked.append(mark)
        if sorted(marked) != list(range(len(owners.get(number, [])))):
            yield f"page {number}: its marks are not those of the parent tree"


def _of_content(page: pikepdf.Page) -> Iterator[tuple[str, int]]:
    """Faults of what is painted, and the numbers of its marked content."""
    open_marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            tag = str(operands[0])[1:]
            number = operands[1].get(Name.MCID) if name == "BDC" else None
            real = tag == "Artifact" or number is not None
            if real and any(mark != "Span" for mark in open_marks):
                yield f"{tag} begins inside {open_marks}", -1
            open_marks.append(tag)
            if number is not None:
                yield "", int(number)
        elif name == "EMC":
            if not open_marks:
                yield "an end without a beginning", -1
                return
            open_marks.pop()
        elif name in PAINTS and not open_marks:
            yield f"{name} paints outside of marked content", -1
    if open_marks:
        yield f"{open_marks} never end", -1


def _owners(pdf: pikepdf.Pdf) -> dict[int, list[Any]]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {
        int(numbers[i]): numbers[i + 1]
        for i in range(0, len(numbers), 2)
        if isinstance(numbers[i + 1], Array)
    }


def _of_tree(pdf: pikepdf.Pdf) -> Iterator[str]:
    owners, pages = _owners(pdf), {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
    level = 0
    for element, parent in elements(pdf):
        tag = tag_of(element)
        if element.P.objgen != parent.objgen:
            yield f"{tag} does not know its parent"
        if tag_of(parent) not in PARENTS.get(tag, {tag_of(parent)}):
            yield f"{tag} inside {tag_of(parent)}"
        if tag == "Figure" and not (str(element.get(Name.Alt, "")) and Name.BBox in element.get(Name.A, {})):
            yield "a figure without words or place"
        if tag == "TH" and Name.Scope not in element.get(Name.A, {}):
            yield "a heading cell that heads nothing"
        if tag == "Table" and len({len(kids_of(row)) for row in kids_of(element)}) != 1:
            yield "rows of different length"
        if tag[0] == "H" and tag[1:].isdigit():
            if int(tag[1:]) > level + 1:
                yield f"{tag} follows H{level}"
            level = int(tag[1:])
        for kid in kids_of(element):
            if isinstance(kid, Dictionary) and kid.get(Name.Type) != Name.MCR:
                continue
            page, number = (kid.Pg, kid.MCID) if isinstance(kid, Dictionary) else (element.Pg, kid)
            if owners[pages[page.objgen]][int(number)].objgen != element.objgen:
                yield f"the parent tree takes content of {tag} for another's"


def _of_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    by_key = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for page in pdf.pages:
        for annotation in page.obj.get(Name.Annots, []):
            owner = by_key[int(annotation.StructParent)]
            if tag_of(owner) != "Link" or not str(annotation.get(Name.Contents, "")):
                yield "a link without element or words"
            elif not any(not isinstance(kid, Dictionary) or Name.MCID in kid for kid in kids_of(owner)):
                yield "a link that holds no text"


def _of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    from fontTools.ttLib import TTFont

    for found in pdf.objects:
        if not isinstance(found, Dictionary) or found.get(Name.Type) != Name.Font:
            continue
        if found.get(Name.Subtype) != Name.CIDFontType2:
            if found.get(Name.Subtype) != Name.Type0 or Name.ToUnicode not in found:
                yield f"{found.get(Name.BaseFont)} gives no text"
            continue
        font = TTFont(io.BytesIO(found.FontDescriptor.FontFile2.read_bytes()))
        scale, metrics = 1000 / font["head"].unitsPerEm, font["hmtx"].metrics
        glyphs, order = found.CIDToGIDMap.read_bytes(), font.getGlyphOrder()
        for code, width in enumerate(list(found.W[1]), 1):
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            if not glyph:
                yield f"{found.BaseFont}: a box is printed for code {code}"
            if abs(metrics[order[glyph]][0] * scale - float(width)) > 1:
                yield f"{found.BaseFont}: the width of glyph {glyph} is wrong"
