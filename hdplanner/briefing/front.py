"""How a pack begins: its cover, or its head above the first words, and its contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hdplanner.briefing.arranged import Opposite
from hdplanner.briefing.blocks import BlockBuilder
from hdplanner.briefing.content import Facts, PackContent, has_content
from hdplanner.briefing.contents import ContentsLine
from hdplanner.briefing.pictures import LOGO, SMALL_LOGO, Picture, pixels_of
from hdplanner.briefing.styles import BOLD, SEMIBOLD
from hdplanner.briefing.typeset.boxes import Gap, Rule
from hdplanner.briefing.typeset.flow import Block, Frame
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.style import Align
from hdplanner.i18n import Catalogue, format_date

_CONTENTS_HEAD = 40.0  # points that the heading of the contents takes
_ABOVE_TITLE = 0.213  # of the page's text
_LONG_TITLE = 90  # letters


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading that contents and outline lead to; `also` is its title in the other language of the pack."""

    title: str
    name: str
    level: int
    also: str = ""


class FrontMatter:
    """Builds what stands before the sections of one pack."""

    def __init__(self, pack: PackContent, builder: BlockBuilder, language: Catalogue, frame: Frame) -> None:
        self.pack = pack
        self.builder = builder
        self.styles = builder.styles
        self.language = language
        self.frame = frame

    def head(self, node: Node) -> Iterator[Block]:
        """The title above the first words, with the accent rule."""
        rtl = self.builder.setter.rtl
        title = self.builder.heading(self.pack.title, 0, node)
        yield Opposite(title, self._logo(node, SMALL_LOGO, not rtl), rtl) if self.pack.logo else title
        if self.pack.subtitle.strip():
            style = self.styles.text(11, 16, role="muted", align=Align.START, keep=True)
            yield self.builder.paragraph(self.pack.subtitle, style, node.add("P"))
        yield Rule(self.styles.colour("accent"), 2.2, 7, 12, 48, rtl)
        yield from self._facts(node)

    def cover(self, node: Node) -> Iterator[Block]:
        """A page of its own: logo, campaign, title, for whom, when, from whom."""
        above = self.frame.height * _ABOVE_TITLE
        if self.pack.logo:
            logo = self._logo(node, LOGO, self.builder.setter.rtl)
            above -= logo.wrap(self.frame.width)[1]
            yield logo
        yield Gap(above)
        if self.pack.campaign.strip():
            small = self.styles.text(11, 16, SEMIBOLD, "accent", Align.START, after=10)
            yield self.builder.paragraph(self.pack.campaign, small, node.add("P"))
        size, leading = (27, 35) if len(self.pack.title) <= _LONG_TITLE else (20, 27)
        title = self.styles.text(size, leading, BOLD, align=Align.START, after=8)
        yield self.builder.paragraph(self.pack.title, title, node.add("H1"))
        if self.pack.subtitle.strip():
            subtitle = self.styles.text(14, 21, role="muted", align=Align.START)
            yield self.builder.paragraph(self.pack.subtitle, subtitle, node.add("P"))
        yield Rule(self.styles.colour("accent"), 3, 18, 26, 64, self.builder.setter.rtl)
        office = self.styles.text(11, 16, SEMIBOLD, align=Align.START)
        yield self.builder.paragraph(self.pack.office, office, node.add("P"))
        date = self.styles.text(11, 16, role="muted", align=Align.START, after=26)
        when = format_date(self.pack.prepared_on, "long", self.pack.language)
        yield self.builder.paragraph(when, date, node.add("P"))
        yield from self._facts(node)

    def _facts(self, node: Node) -> Iterator[Block]:
        facts = Facts(self.pack.facts)
        if has_content(facts):
            yield from (block for block in self.builder.build(facts, node) if isinstance(block, Block))

    def _logo(self, node: Node, most: tuple[float, float], at_right: bool) -> Picture:
        says = self.pack.office.strip()
        element = node.add("Figure", alt=says) if says else None
        pixels = pixels_of(self.pack.logo, self.pack.office)
        return Picture(pixels, element, widest=most[0], highest=most[1], rtl=at_right, space=(0.0, 0.0))

    def contents(self, node: Node, anchors: Sequence[Anchor]) -> tuple[list[Block], list[ContentsLine]]:
        """The contents on one page where that is possible: without the headings inside sections, if need be."""
        heading = self.builder.heading(self.language.gettext("Contents"), 1, node)
        table = node.add("TOC")
        room = self.frame.height - self.styles.space(_CONTENTS_HEAD)
        lines = [self._line(anchor) for anchor in anchors]
        if sum(line.wrap(self.frame.width)[1] + line.spaceBefore for line in lines) > room:
            lines = [self._line(anchor) for anchor in anchors if anchor.level == 1]
        table.kids.extend(line.node for line in lines)
        return [heading, *lines], lines

    def _line(self, anchor: Anchor) -> ContentsLine:
        title = f"\u2068{anchor.title}\u2069 · \u2068{anchor.also}\u2069" if anchor.also else anchor.title
        return ContentsLine(self.builder.setter, self.styles, title, anchor.name, anchor.level)
