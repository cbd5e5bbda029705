"""From a canvas to the finished file: ReportLab writes pages, fonts, outline and properties; pikepdf adds the rest.

The rest is what ReportLab has no words for: the structure tree, XMP, an identifier from the content, packed objects.
The same pages give the same bytes: dates come from whoever calls.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from hdplanner.briefing.typeset.page import Content, Link, Node, PackCanvas

PRODUCER = "HD Planner"
# An empty cell keeps its place in the row.
_KEPT_EMPTY = ("TD", "TH")
# What ReportLab says of a document that did not say it.
_NOT_GIVEN = ("/Creator", "/Keywords", "/Trapped")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: the anchor where it leads, and how deep it stands (1 is outermost)."""

    title: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    language: str
    created: dt.datetime
    author: str = ""
    subject: str = ""


def new_canvas(properties: Properties, paper: tuple[float, float]) -> PackCanvas:
    """An empty document on a paper of this width and height. Pages stay plain: they are packed once, at the end."""
    size = (round(paper[0], 2), round(paper[1], 2))
    canvas = PackCanvas(
        BytesIO(), size, lang=properties.language, invariant=1, pageCompression=0, pdfVersion=(1, 7)
    )
    canvas.setTitle(properties.title)
    canvas.setAuthor(properties.author)
    canvas.setSubject(properties.subject)
    canvas.setProducer(PRODUCER)
    stamp = properties.created.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")
    canvas.setDateFormatter(lambda *_now: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def add_outline(canvas: PackCanvas, bookmarks: Sequence[Bookmark]) -> None:
    """The outline. A line stands under the nearest one before it of a lower level."""
    above: list[int] = []
    for bookmark in bookmarks:
        while above and above[-1] >= bookmark.level:
            above.pop()
        canvas.addOutlineEntry(bookmark.title, bookmark.anchor, len(above))
        above.append(bookmark.level)
    if bookmarks:
        canvas.showOutline()


def write_pdf(canvas: PackCanvas, properties: Properties, structure: Node) -> bytes:
    """The finished file, unencrypted, byte for byte the same for the same input. The canvas is of no use after."""
    with pikepdf.open(BytesIO(canvas.getpdfdata())) as pdf:
        _Structure(pdf).write(structure)
        _write_metadata(pdf, properties)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


class _Structure:
    """Writes the structure tree, and the way from marked content and links back to it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, Any]] = [{} for _ in self.pages]
        self.link_owners: list[Any] = []
        self._tags: dict[str, Name] = {}

    def write(self, structure: Node) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = self._element(structure, root)
        numbers: list[Any] = []
        for index, (page, owners) in enumerate(zip(self.pages, self.owners, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            del page.Trans  # an empty one, by ReportLab
            parents = Array([owners[i] for i in sorted(owners)])
            numbers += [index, self.pdf.make_indirect(parents)]
        for i, owner in enumerate(self.link_owners):
            numbers += [len(self.owners) + i, owner]
        root.K = Array([top]) if top is not None else Array()
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.owners) + len(self.link_owners)
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))

    def _element(self, node: Node, parent: Any) -> Any | None:
        """The object of a node with its kids; None for one that nothing was drawn of, unless it is a cell."""
        if (
            len(node.kids) == 1
            and isinstance(node.kids[0], Content)
            and not (node.alt or node.lang or node.box)
        ):
            return self._leaf(node, node.kids[0], parent)
        element = self.pdf.make_indirect(Dictionary({"/S": self._tag(node.tag), "/P": parent}))
        begins = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if begins is not None:
            element.Pg = self.pages[begins]
        kids = [kid for kid in (self._kid(kid, element, begins) for kid in node.kids) if kid is not None]
        if kids:
            element.K = Array(kids) if len(kids) > 1 else kids[0]
        elif node.tag not in _KEPT_EMPTY:
            return None
        if node.alt:
            element.Alt = String(node.alt)
        if node.lang:
            element.Lang = String(node.lang)
        if node.attributes:
            element.A = _attributes(node)
        elif node.box:
            edges = Array([round(edge, 2) for edge in node.box])
            element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=edges)
        return element

    def _leaf(self, node: Node, only: Content, parent: Any) -> Any:
        """An element that stands on one page: most paragraphs and cells, so made in one go."""
        made = {"/S": self._tag(node.tag), "/P": parent, "/Pg": self.pages[only.page], "/K": only.number}
        if node.attributes:
            made["/A"] = _attributes(node)
        element = self.pdf.make_indirect(Dictionary(made))
        self.owners[only.page][only.number] = element
        return element

    def _tag(self, tag: str) -> Name:
        found = self._tags.get(tag)
        if found is None:
            found = self._tags[tag] = Name("/" + tag)
        return found

    def _kid(self, kid: Node | Content | Link, element: Any, begins: int | None) -> Any | None:
        """A kid as its element names it: content of the page where the element begins by its number alone."""
        if isinstance(kid, Node):
            return self._element(kid, element)
        page = self.pages[kid.page]
        if isinstance(kid, Content):
            self.owners[kid.page][kid.number] = element
            if kid.page == begins:
                return kid.number
            return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)
        annotation = page.Annots[kid.number]
        annotation.StructParent = len(self.owners) + len(self.link_owners)
        self.link_owners.append(element)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)


def _attributes(node: Node) -> Dictionary:
    return Dictionary({"/" + key: Name("/" + value) for key, value in node.attributes})


def _write_metadata(pdf: pikepdf.Pdf, properties: Properties) -> None:
    """XMP, and no property that nobody gave."""
    given = {"/Author": properties.author, "/Subject": properties.subject}
    for key in [*_NOT_GIVEN, *(key for key, value in given.items() if not value)]:
        del pdf.docinfo[key]
    when = properties.created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = properties.title
        metadata["dc:language"] = {properties.language}
        if properties.author:
            metadata["dc:creator"] = [properties.author]
        if properties.subject:
            metadata["dc:description"] = properties.subject
        metadata["pdf:Producer"] = PRODUCER
        metadata["xmp:CreateDate"] = when
        metadata["xmp:ModifyDate"] = when
        metadata["xmp:MetadataDate"] = when
        metadata["pdfuaid:part"] = "1"
    written = bytes(pdf.Root.Metadata.read_bytes())
    pdf.Root.Metadata.write(written.replace(b'x:xmptk="pikepdf"', b'x:xmptk="' + PRODUCER.encode() + b'"'))
