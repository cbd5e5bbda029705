"""The structure tree as objects written out, to be appended to the file that ReportLab has made.

Elements are many and small: written as text they take a fifth of the time that they take one by one as objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from hdplanner.briefing.typeset.page import Content, Link, Node, PackCanvas, number

# An empty cell keeps its place in the row.
_KEPT_EMPTY = ("TD", "TH")


class LinkOwner(NamedTuple):
    """An element that a link belongs to, by its number in the file, and the link's place among its kids."""

    element: int
    place: int
    link: Link


class Tagged(NamedTuple):
    """A file with a structure tree in it: the number of its root, and the links that still have to be told."""

    data: bytes
    root: int
    links: list[LinkOwner]


def add_structure(canvas: PackCanvas, data: bytes, structure: Node) -> Tagged:
    """The file of a canvas, with the elements and the way from marked content back to them behind it."""
    document: Any = canvas._doc
    numbers = document.idToObjectNumberAndVersion
    pages = [numbers[page.__InternalName__][0] for page in document.Pages.pages]
    elements = _Elements(pages, len(document.numberToId) + 1)
    root = elements.tree(structure)
    catalogue, info = (numbers[one.__InternalName__][0] for one in (document.Catalog, document.info))
    entries = f"/Root {catalogue} 0 R/Info {info} 0 R"
    return Tagged(_appended(data, elements.objects, elements.first, entries), root, elements.links)


def _appended(data: bytes, objects: Sequence[str], first: int, entries: str) -> bytes:
    """A file with more objects behind it, numbered from `first` on."""
    before = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    written = [f"{i} 0 obj\n{one}\nendobj\n".encode("ascii") for i, one in enumerate(objects, first)]
    *places, end = accumulate(map(len, written), initial=len(data))
    table = "".join([f"{place:010d} 00000 n \n" for place in places])
    trailer = (
        f"xref\n{first} {len(written)}\n{table}trailer\n"
        f"<</Size {first + len(written)}{entries}/Prev {before}>>\nstartxref\n{end}\n%%EOF\n"
    )
    return b"".join([data, *written, trailer.encode("ascii")])


class _Elements:
    """Writes elements; each object's number is that of the first and its place."""

    def __init__(self, pages: Sequence[int], first: int) -> None:
        self.first = first
        self.objects: list[str] = []
        self.links: list[LinkOwner] = []
        self._pages = pages
        self._owners: list[dict[int, int]] = [{} for _ in pages]

    def _reserve(self) -> int:
        self.objects.append("null")
        return self.first + len(self.objects) - 1

    def tree(self, structure: Node) -> int:
        """The root, all elements, and which of them each piece of marked content belongs to."""
        root = self._reserve()
        top = self._element(structure, root)
        entries: list[str] = []
        for index, owners in enumerate(self._owners):
            parents = self._reserve()
            self.objects[-1] = "[" + " ".join([f"{owners[i]} 0 R" for i in sorted(owners)]) + "]"
            entries.append(f"{index} {parents} 0 R")
        entries += [f"{i} {one.element} 0 R" for i, one in enumerate(self.links, len(self._pages))]
        self.objects[0] = (
            f"<</Type/StructTreeRoot/K[{'' if top is None else f'{top} 0 R'}]"
            f"/ParentTree<</Nums[{' '.join(entries)}]>>/ParentTreeNextKey {len(entries)}>>"
        )
        return root

    def _element(self, node: Node, parent: int) -> int | None:
        """The number of a node's object; None for one that nothing was drawn of, unless it is a cell."""
        made = self._reserve()
        begins = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        kids: list[str] = []
        for kid in node.kids:
            if isinstance(kid, Content):
                self._owners[kid.page][kid.number] = made
                inner = f"<</Type/MCR/Pg {self._pages[kid.page]} 0 R/MCID {kid.number}>>"
                kids.append(str(kid.number) if kid.page == begins else inner)
            elif isinstance(kid, Link):
                self.links.append(LinkOwner(made, len(kids), kid))
                kids.append("null")
            elif (element := self._element(kid, made)) is not None:
                kids.append(f"{element} 0 R")
        if not kids and node.tag not in _KEPT_EMPTY:
            return None
        page = "" if begins is None else f"/Pg {self._pages[begins]} 0 R"
        of_it = f"/K {kids[0]}" if len(kids) == 1 and not self._has_link(made) else f"/K[{' '.join(kids)}]"
        self.objects[made - self.first] = (
            f"<</S/{node.tag}/P {parent} 0 R{page}{of_it if kids else ''}{_more(node)}>>"
        )
        return made

    def _has_link(self, element: int) -> bool:
        return bool(self.links) and self.links[-1].element == element


def _more(node: Node) -> str:
    if not (node.alt or node.lang or node.attributes or node.box):
        return ""
    more = f"/Alt <FEFF{node.alt.encode('utf-16-be', 'replace').hex()}>" if node.alt else ""
    if node.lang:
        more += f"/Lang <{node.lang.encode('ascii', 'replace').hex()}>"
    if node.attributes:
        more += f"/A<<{''.join([f'/{key}/{value}' for key, value in node.attributes])}>>"
    elif node.box:
        more += f"/A<</O/Layout/Placement/Block/BBox[{' '.join(map(number, node.box))}]>>"
    return more
