"""All pages of a pack, laid: its front, its sections on their sheets, and what leads from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reportlab.platypus.flowables import PageBreak

from hdplanner.briefing import content as said
from hdplanner.briefing.blocks import BlockBuilder
from hdplanner.briefing.contents import ContentsLine
from hdplanner.briefing.desk import Desk
from hdplanner.briefing.front import Anchor, FrontMatter
from hdplanner.briefing.furniture import Furniture
from hdplanner.briefing.pictures import AnnexPage
from hdplanner.briefing.places import HeadingPlace, Place, places_of
from hdplanner.briefing.sheets import Sheet, sheet_of
from hdplanner.briefing.side_by_side import beside
from hdplanner.briefing.styles import Styles, light_styles
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.typeset.flow import Block, Placed, paginate
from hdplanner.briefing.typeset.page import Node, PackCanvas
from hdplanner.i18n import Catalogue
from hdplanner.progress import Progress

_LEAST_FOR_CONTENTS = 3  # sections
_Item = tuple[Sheet, Block | PageBreak]


class LaidPage(NamedTuple):
    """A page with what stands on it."""

    sheet: Sheet
    blocks: list[Placed]

    def draw(self, canvas: PackCanvas) -> None:
        """Draw all of it but its furniture."""
        for placed in self.blocks:
            if placed.block.anchor:
                canvas.bookmarkHorizontalAbsolute(placed.block.anchor, round(placed.top + 8))
            placed.draw(canvas, self.sheet.frame.x)


class Composition:
    """Lays one pack, its letters at `scale` of their usual size."""

    def __init__(self, pack: said.PackContent, desk: Desk, scale: float, language: Catalogue) -> None:
        self.pack = pack
        self.setter = desk.setter
        self.language = language
        self.styles: Styles = light_styles(scale, pack.justified, card=pack.card)
        self.builder = BlockBuilder(self.setter, self.styles, desk)
        self.sheet = sheet_of(pack.paper, landscape=pack.landscape)
        self.front = FrontMatter(pack, self.builder, language, self.sheet.frame)
        self.structure = Node("Document")
        self.anchors: list[Anchor] = []
        self.pages: list[LaidPage] = []

    def lay(self, progress: Progress) -> None:
        """All pages: the contents take as many as their lines need, whatever their numbers are."""
        front_node, contents_node, body_node = (self.structure.add("Sect") for _ in range(3))
        sections = [section for section in self.pack.sections if said.printable(section.blocks)]
        with_cover = self.pack.cover is said.Cover.PAGE
        items: list[_Item] = [] if with_cover else [(self.sheet, b) for b in self.front.head(body_node)]
        for done, section in enumerate(sections):
            progress.step(done, 2 * len(sections), section.title)
            items.extend(self._section(section, body_node, first=not done))
        body = list(_paginated(items))
        front: list[LaidPage] = []
        lines: list[ContentsLine] = []
        if with_cover:
            leading: list[Block | PageBreak] = list(self.front.cover(front_node))
            if len(sections) >= _LEAST_FOR_CONTENTS:
                contents, lines = self.front.contents(contents_node, self.anchors)
                leading += [PageBreak(), *contents]
            front = list(_paginated([(self.sheet, block) for block in leading]))
        self.pages = [*front, *body] or [LaidPage(self.sheet, [])]
        self._number(lines)

    def _number(self, lines: list[ContentsLine]) -> None:
        numbers = {
            placed.block.anchor: number for number, page in enumerate(self.pages, 1) for placed in page.blocks
        }
        for line in lines:
            line.lead_to(numbers[line.leads_to])

    # Sections -----------------------------------------------------------------------------------------------

    def _section(self, section: said.Section, parent: Node, *, first: bool) -> Iterator[_Item]:
        """The blocks of a section, each with the sheet it stands on."""
        own = sheet_of(self.pack.paper, landscape=self.pack.landscape or section.landscape)
        self.builder.highest = own.highest
        blocks = list(self._blocks(section, parent.add("Sect")))
        annex = next((block for block in blocks if isinstance(block, AnnexPage)), None)
        before = blocks[: blocks.index(annex)] if annex else []
        opens = annex is not None and all(isinstance(b, Block) and b.keepWithNext for b in before)
        if (section.new_page or opens) and not first:
            yield own, PageBreak()
        sheet = self._turned(annex) if annex and opens else own
        for block in blocks:
            if isinstance(block, AnnexPage):
                sheet = sheet if block is annex else self._turned(block)
                block.stand_on(sheet.frame)
            elif not isinstance(block, PageBreak) and block not in before:
                sheet = own
            yield sheet, block

    def _turned(self, page: AnnexPage) -> Sheet:
        return sheet_of(self.pack.paper, landscape=page.wide)

    def _blocks(self, section: said.Section, node: Node) -> Iterator[Block | PageBreak]:
        if section.title.strip():
            yield self._title(section, node)
        for block in said.printable(section.blocks):
            heading = _heading_of(block)
            for built in self.builder.build(block, node):
                if heading is not None:
                    self._anchor(built, heading.text, 2)
                    heading = None
                yield built

    def _title(self, section: said.Section, node: Node) -> Block:
        title: Block = self.builder.heading(section.title, 1, node)
        if section.second_title.strip() and self.pack.second_language:
            second = self.builder.in_language(self.pack.second_language)
            other = second.heading(section.second_title, 1, node.add("Div", lang=self.pack.second_language))
            title = beside([title], [other], self.builder)
        self._anchor(title, section.title, 1, section.second_title)
        return title

    def _anchor(self, block: Block | PageBreak, title: str, level: int, also: str = "") -> None:
        name = f"a{len(self.anchors)}"
        block.anchor = name
        one, other = (clean(text).replace("\n", " ") for text in (title, also))
        self.anchors.append(Anchor(one, name, level, other))

    # What the pages are printed with ------------------------------------------------------------------------

    def furniture(self) -> Furniture:
        """Heads and feet of all pages; not larger where the text is."""
        sheets = [page.sheet for page in self.pages]
        return Furniture(self.setter, light_styles(), self.pack, self.language, sheets)

    def places(self) -> tuple[Place, ...]:
        """Where each record is printed."""
        return places_of(self.pages, self.builder.sources)

    def headings(self) -> tuple[HeadingPlace, ...]:
        """Where each heading of the outline stands."""
        anchors = {anchor.name: anchor for anchor in self.anchors}
        return tuple(
            HeadingPlace(anchor.title, anchor.level, number, page.sheet.height - placed.top)
            for number, page in enumerate(self.pages, 1)
            for placed in page.blocks
            if (anchor := anchors.get(placed.block.anchor)) is not None
        )


def _heading_of(block: said.Block) -> said.Heading | None:
    """The heading that contents and outline lead to, if the block is one."""
    if isinstance(block, said.Bilingual) and block.first:
        block = block.first[0]
    return block if isinstance(block, said.Heading) and block.level == 2 else None


def _paginated(items: list[_Item]) -> Iterator[LaidPage]:
    """The pages of all items; each other sheet begins a new one."""
    for sheet, group in groupby(items, key=itemgetter(0)):
        for placed in paginate([block for _sheet, block in group], sheet.frame):
            for block, top in placed:
                if isinstance(block, AnnexPage):
                    block.height = top - (sheet.frame.top - sheet.frame.height)
            yield LaidPage(sheet, placed)
