"""Pages of other people's PDFs on pages of a finished pack, each in the box that was kept free for it.

A page comes as a picture of itself: what cannot be seen on it (scripts, hidden layers, text under a black bar,
comments, attachments, properties) is not in the pack. The same input gives the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from hdplanner.briefing.foreign import ForeignPdf, opened_pdf
from hdplanner.briefing.typeset.page import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_FEW_COLOURS = 4096
_GROUPS = ("/Sect", "/Part", "/Div", "/Document")


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """Page `number` (from 1) of a foreign PDF in a box (left, bottom, right, top) of page `page_index` (from 0).

    `alt` says in words what it is; without it the picture is decoration. `name` is the file's, for errors.
    """

    page_index: int
    box: Box
    pdf: bytes
    number: int
    alt: str = ""
    name: str = ""


def place_pages(pack: bytes, places: Sequence[PlacedPage]) -> bytes:
    """The pack with these pages in it, each as large as its box lets it be. Raises UnusableFileError."""
    if not places:
        return pack
    out = BytesIO()
    with ExitStack() as stack:
        pdf = stack.enter_context(pikepdf.open(BytesIO(pack)))
        documents: dict[bytes, ForeignPdf] = {}
        for place in places:
            if place.pdf not in documents:
                documents[place.pdf] = stack.enter_context(opened_pdf(place.pdf, place.name))
            _place(pdf, place, documents[place.pdf])
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _place(pdf: pikepdf.Pdf, place: PlacedPage, document: ForeignPdf) -> None:
    page = pdf.pages[place.page_index]
    left, bottom, right, top = fitted(document.size(place.number), place.box)
    image = document.picture(place.number, right - left)
    name = _free_name(page)
    page.add_resource(_image_object(pdf, image), Name.XObject, name)
    mark = _figure_mark(pdf, page, place) if place.alt else "/Artifact BMC"
    drawing = f"{right - left:.2f} 0 0 {top - bottom:.2f} {left:.2f} {bottom:.2f} cm {name} Do"
    page.contents_add(f"\n{mark} q {drawing} Q EMC\n".encode("ascii"))


def _free_name(page: pikepdf.Page) -> Name:
    """A name of our own for a picture: those that pikepdf gives are drawn by lot."""
    taken = page.resources.get(Name.XObject, Dictionary())
    return Name(next(name for i in range(len(taken) + 1) if (name := f"/Annex{i}") not in taken))


def fitted(size: tuple[float, float], box: Box) -> Box:
    """The largest box of these proportions in the middle of another."""
    left, bottom, right, top = box
    scale = min((right - left) / size[0], (top - bottom) / size[1])
    width, height = size[0] * scale, size[1] * scale
    x, y = left + (right - left - width) / 2, bottom + (top - bottom - height) / 2
    return x, y, x + width, y + height


def _image_object(pdf: pikepdf.Pdf, image: Image) -> pikepdf.Object:
    """Pages of few colours stay as they are; photographs are packed as JPEG."""
    grey = image.mode == "L"
    if grey or image.getcolors(_FEW_COLOURS):
        data, packing = zlib.compress(image.tobytes(), 6), Name.FlateDecode
    else:
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=88)
        data, packing = buffer.getvalue(), Name.DCTDecode
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=packing,
    )


def _figure_mark(pdf: pikepdf.Pdf, page: pikepdf.Page, place: PlacedPage) -> str:
    """A figure in the structure, read after what stands on its page before it; returns how its content begins."""
    owners = _owners(pdf, page)
    if owners is None:
        return "/Artifact BMC"
    number = len(owners)
    before = owners[number - 1] if number else None
    group = before if before is not None else pdf.Root.StructTreeRoot.K[0]
    while str(group.S) not in _GROUPS:
        before, group = group, group.P
    box = Array([round(edge, 2) for edge in place.box])
    figure = pdf.make_indirect(
        Dictionary(
            S=Name.Figure,
            P=group,
            Pg=page.obj,
            K=number,
            Alt=String(place.alt),
            A=Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box),
        )
    )
    _insert_after(group, before, figure)
    owners.append(figure)
    return f"/Figure <</MCID {number}>> BDC"


def _owners(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Any | None:
    """The elements that own the marked content of a page, by number; None in a pack without structure."""
    root = pdf.Root.get(Name.StructTreeRoot)
    key = page.obj.get(Name.StructParents)
    if root is None or key is None:
        return None
    numbers = root.ParentTree.Nums
    return next((numbers[i + 1] for i in range(0, len(numbers), 2) if numbers[i] == key), None)


def _insert_after(group: Any, before: Any, figure: Any) -> None:
    kids = group.get(Name.K)
    if kids is None:
        group.K = Array([figure])
        return
    if not isinstance(kids, Array):
        group.K = kids = Array([kids])
    at = next((i + 1 for i, kid in enumerate(kids) if before is not None and _same(kid, before)), len(kids))
    kids.insert(at, figure)


def _same(kid: Any, element: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen
