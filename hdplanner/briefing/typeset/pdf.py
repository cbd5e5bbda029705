"""From a canvas to the finished file: ReportLab writes pages, fonts, outline and properties; pikepdf adds the rest.

The rest is what ReportLab has no words for: the structure tree, XMP, an identifier from the content, packed objects.
The same pages give the same bytes: dates come from whoever calls.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from hdplanner.briefing.typeset.page import Node, PackCanvas
from hdplanner.briefing.typeset.tagging import Tagged, add_structure

PRODUCER = "HD Planner"
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
    tagged = add_structure(canvas, canvas.getpdfdata(), structure)
    with pikepdf.open(BytesIO(tagged.data)) as pdf:
        _tell_structure(pdf, tagged)
        _write_metadata(pdf, properties)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _tell_structure(pdf: pikepdf.Pdf, tagged: Tagged) -> None:
    """Lead the catalogue to the structure tree, pages and links to their place in it."""
    count = len(pdf.pages)
    pages = [page.obj for page in pdf.pages]
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        del page.Trans  # an empty one, by ReportLab
    for index, (element, place, link) in enumerate(tagged.links, count):
        annotation = pages[link.page].Annots[link.number]
        annotation.StructParent = index
        kids = pdf.get_object(element, 0).K
        kids[place] = Dictionary(Type=Name.OBJR, Pg=pages[link.page], Obj=annotation)
    pdf.Root.StructTreeRoot = pdf.get_object(tagged.root, 0)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


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
