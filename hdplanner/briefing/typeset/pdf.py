"""Pages, glyphs, structure and properties as one PDF file (PDF 1.7), through pikepdf.

The same pages give the same bytes: identifiers come from the content, dates from whoever calls.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Stream, String

from hdplanner.briefing.typeset.page import Content, Link, Node, Page, opacity_name
from hdplanner.briefing.typeset.shaping import GlyphSet, glyph_path

PRODUCER = "HD Planner"
# An empty cell keeps its place in the row.
_KEPT_EMPTY = ("TD", "TH")
# Laying out is done: a page needs outlines only.
_DROPPED_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"name", b"meta", b"DSIG", b"cmap", b"OS/2", b"post")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: where it leads, and how deep it stands (1 is outermost)."""

    title: str
    anchor: str
    level: int


@dataclass(slots=True)
class PdfDocument:
    """All that goes into the file. `anchors` are named places: page and height above its lower edge."""

    title: str
    language: str
    created: dt.datetime
    rtl: bool = False
    author: str = ""
    subject: str = ""
    structure: Node = field(default_factory=lambda: Node("Document"))
    pages: list[Page] = field(default_factory=list)
    anchors: dict[str, tuple[int, float]] = field(default_factory=dict)
    bookmarks: list[Bookmark] = field(default_factory=list)

    def new_page(self, width: float, height: float) -> Page:
        """A page behind the last one."""
        page = Page(len(self.pages), width, height)
        self.pages.append(page)
        return page


def write_pdf(document: PdfDocument, glyph_sets: Collection[GlyphSet]) -> bytes:
    """The finished file, unencrypted, byte for byte the same for the same input."""
    with pikepdf.new() as pdf:
        resources = pdf.make_indirect(_resources(pdf, document, glyph_sets))
        for page in document.pages:
            _add_page(pdf, page, resources)
        _Structure(pdf, document).write()
        _write_outline(pdf, document)
        _write_properties(pdf, document)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _add_page(pdf: pikepdf.Pdf, page: Page, resources: Any) -> None:
    content = "\n".join(page.operators).encode("latin-1")
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, _decimal(page.width), _decimal(page.height)]),
                Resources=resources,
                Contents=Stream(pdf, content),
            )
        )
    )


def _decimal(value: float) -> Any:
    return round(value, 2)


def _resources(pdf: pikepdf.Pdf, document: PdfDocument, glyph_sets: Collection[GlyphSet]) -> Dictionary:
    fonts = Dictionary({"/" + glyphs.name: _embed(pdf, glyphs) for glyphs in glyph_sets if glyphs.codes})
    resources = Dictionary(Font=fonts)
    outlines = {
        "/" + glyphs.ink(glyph): _outline(pdf, glyphs, glyph)
        for glyphs in glyph_sets
        for glyph in sorted(glyphs.inked)
    }
    if outlines:
        resources.XObject = Dictionary(outlines)
    opacities = sorted(set().union(*(page.opacities for page in document.pages)))
    if opacities:
        resources.ExtGState = Dictionary(
            {f"/{opacity_name(value)}": Dictionary(ca=value, CA=value) for value in opacities}
        )
    return resources


# Fonts ------------------------------------------------------------------------------------------------------


def _embed(pdf: pikepdf.Pdf, glyphs: GlyphSet) -> Any:
    """A composite font whose codes are ours: each leads to a glyph and, by ToUnicode, to its text."""
    data = _subset(glyphs)
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    base = Name(f"/{tag}+{glyphs.file.family}-{glyphs.weight}")
    file = Stream(pdf, data)
    file.Length1 = len(data)
    descriptor = pdf.make_indirect(_descriptor(glyphs, base, pdf.make_indirect(file)))
    to_glyph = bytearray(2 * (len(glyphs.codes) + 1))
    for (glyph, _text), code in glyphs.codes.items():
        to_glyph[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=descriptor,
        DW=1000,
        W=Array([1, Array([glyphs.width(glyph) for glyph, _text in glyphs.codes])]),
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, bytes(to_glyph))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(glyphs))),
        )
    )


def _outline(pdf: pikepdf.Pdf, glyphs: GlyphSet, glyph: int) -> Any:
    """A glyph as a form to be painted, one unit to the type size."""
    path = glyph_path(glyphs.font, glyph)
    form = Stream(pdf, f"{path} f".encode("ascii"))
    form.Type, form.Subtype = Name.XObject, Name.Form
    scale = glyphs.scale / 1000
    form.Matrix = Array([scale, 0, 0, scale, 0, 0])
    form.BBox = Array([round(edge / scale) for edge in (-2, -2, 4, 3)])
    return pdf.make_indirect(form)


def _subset(glyphs: GlyphSet) -> bytes:
    """Only the glyphs in use, under their own numbers, at the one weight."""
    wanted = hb.SubsetInput()
    for tag, value in glyphs.file.location(glyphs.weight).items():
        wanted.pin_axis_location(glyphs.file.face, tag, value)
    wanted.glyph_set.update({0, *(glyph for glyph, _text in glyphs.codes)})
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _DROPPED_TABLES)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(hb.subset(glyphs.file.face, wanted).blob.data)


def _descriptor(glyphs: GlyphSet, base: Name, file: Any) -> Dictionary:
    extents = glyphs.font.get_font_extents("ltr")
    ascent, descent = extents.ascender * glyphs.scale, extents.descender * glyphs.scale
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=Array([-1000, round(descent), 3000, round(ascent)]),
        ItalicAngle=0,
        Ascent=round(ascent),
        Descent=round(descent),
        CapHeight=714,
        StemV=round(glyphs.weight / 5),
        FontFile2=file,
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
    lines.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return "\n".join(lines).encode("ascii")


# Structure, outline, properties ----------------------------------------------------------------------------


class _Structure:
    """Writes the structure tree, and the way from marked content and links back to it."""

    def __init__(self, pdf: pikepdf.Pdf, document: PdfDocument) -> None:
        self.pdf = pdf
        self.document = document
        self.page_objects = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, Any]] = [{} for _ in document.pages]
        self.link_owners: list[Any] = []

    def write(self) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = self._element(self.document.structure, root)
        numbers: list[Any] = []
        for index, owners in enumerate(self.owners):
            page = self.page_objects[index]
            page.StructParents = index
            page.Tabs = Name.S
            parents = Array([owners[i] for i in sorted(owners)])
            numbers += [index, self.pdf.make_indirect(parents)]
        for i, owner in enumerate(self.link_owners):
            numbers += [len(self.owners) + i, owner]
        root.K = Array([top]) if top is not None else Array()
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.owners) + len(self.link_owners)
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, node: Node, parent: Any) -> Any | None:
        """The object of a node with its kids; None for one that nothing was drawn of, unless it is a cell."""
        element = self.pdf.make_indirect(Dictionary(S=Name("/" + node.tag), P=parent))
        kids = [kid for kid in (self._kid(kid, element) for kid in node.kids) if kid is not None]
        if kids:
            element.K = Array(kids) if len(kids) > 1 else kids[0]
        elif node.tag not in _KEPT_EMPTY:
            return None
        if node.alt:
            element.Alt = String(node.alt)
        if node.attributes:
            owner, *rest = node.attributes
            element.A = Dictionary(
                {"/O": Name("/" + owner[1]), **{"/" + key: Name("/" + value) for key, value in rest}}
            )
        return element

    def _kid(self, kid: Node | Content | Link, element: Any) -> Any | None:
        if isinstance(kid, Node):
            return self._element(kid, element)
        page = self.page_objects[kid.page]
        if isinstance(kid, Content):
            self.owners[kid.page][kid.number] = element
            return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=self._annotation(kid, element))

    def _annotation(self, link: Link, element: Any) -> Any:
        page = self.page_objects[link.page]
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([_decimal(value) for value in link.box]),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String(link.says),
                StructParent=len(self.owners) + len(self.link_owners),
                Dest=_destination(self.page_objects, self.document, link.anchor),
            )
        )
        self.link_owners.append(element)
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        return annotation


def _destination(page_objects: Sequence[Any], document: PdfDocument, anchor: str) -> Array:
    index, height = document.anchors[anchor]
    return Array([page_objects[index], Name.XYZ, 0, round(height), 0])


def _write_outline(pdf: pikepdf.Pdf, document: PdfDocument) -> None:
    if not document.bookmarks:
        return
    page_objects = [page.obj for page in pdf.pages]
    with pdf.open_outline() as outline:
        open_at: list[tuple[int, list[pikepdf.OutlineItem]]] = [(0, outline.root)]
        for bookmark in document.bookmarks:
            while open_at[-1][0] >= bookmark.level:
                open_at.pop()
            item = pikepdf.OutlineItem(bookmark.title, _destination(page_objects, document, bookmark.anchor))
            open_at[-1][1].append(item)
            open_at.append((bookmark.level, item.children))
    pdf.Root.PageMode = Name.UseOutlines


def _write_properties(pdf: pikepdf.Pdf, document: PdfDocument) -> None:
    root = pdf.Root
    root.Lang = String(document.language)
    root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Direction=Name.R2L if document.rtl else Name.L2R
    )
    stamp = document.created.astimezone(dt.UTC)
    when = stamp.strftime("D:%Y%m%d%H%M%SZ")
    info = {"/Title": document.title, "/Producer": PRODUCER, "/CreationDate": when, "/ModDate": when}
    if document.author:
        info["/Author"] = document.author
    if document.subject:
        info["/Subject"] = document.subject
    pdf.trailer.Info = pdf.make_indirect(Dictionary({key: String(text) for key, text in info.items()}))
    iso = stamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = document.title
        metadata["dc:language"] = {document.language}
        if document.author:
            metadata["dc:creator"] = [document.author]
        if document.subject:
            metadata["dc:description"] = document.subject
        metadata["pdf:Producer"] = PRODUCER
        metadata["xmp:CreateDate"] = iso
        metadata["xmp:ModifyDate"] = iso
        metadata["xmp:MetadataDate"] = iso
        metadata["pdfuaid:part"] = "1"
