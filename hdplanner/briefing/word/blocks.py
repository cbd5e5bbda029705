"""From what a pack says to paragraphs and tables of Word: each kind of content has its own small builder here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from hdplanner.briefing import content as said
from hdplanner.briefing.blocks import column_groups
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.word.looks import HEADINGS, SECOND_HEADINGS, TONES, WITH_DETAIL
from hdplanner.briefing.word.markup import Element
from hdplanner.briefing.word.pen import Pen
from hdplanner.briefing.word.pictures import Album
from hdplanner.briefing.word.scripts import Tongue
from hdplanner.briefing.word.stylesheet import DASHED, NUMBERED, SPOKEN

GAP = 20.0  # between the columns of two languages
_WIDEST_LABEL, _LABEL_GAP, _LETTER = 150.0, 14.0, 4.9
_ASIDE_SHARE = 0.3
_LONG_ASIDE = 70  # letters; what is longer gets lines of its own
_SHORT_ROW = 900  # letters; a row of fewer goes to the next page whole
_LONG_HEAD = 300  # letters; a longer heading row is not printed again on each page
_WIDE = (said.TableBlock, said.FigureBlock, said.PictureBlock, said.PagesBlock)
Built = Iterator[Element]


@dataclass(slots=True)
class Sheet:
    """The room for text on a page, in points."""

    column: float
    height: float

    @property
    def highest(self) -> float:
        """The height that a figure or a picture may have, so that its heading and caption stand with it."""
        return self.height * 0.85


@dataclass(frozen=True, slots=True)
class BlockBuilder:
    """Builds the blocks of one document, or of a column of it. `lists` are the kinds of its lists, one for each."""

    pen: Pen
    album: Album
    sheet: Sheet
    lists: list[int]
    size: float = 1.0
    second: bool = False

    def build(self, block: said.Block) -> Built:
        """The paragraphs and tables of one piece of content."""
        builders: dict[type, Callable[[Any], Built]] = {
            said.Heading: self._heading,
            said.Prose: self._prose,
            said.Points: self._points,
            said.Facts: self._facts,
            said.Entries: self._entries,
            said.TableBlock: self._table,
            said.FigureBlock: self._figure,
            said.Callout: self._callout,
            said.PageBreak: self._page_break,
            said.PictureBlock: self._picture,
            said.PagesBlock: self._pages,
            said.Bilingual: self._bilingual,
        }
        yield from builders[type(block)](block)

    def heading(self, text: str, level: int, note: str = "", *, page_break: bool = False) -> Element:
        """A heading; that of a second language does not come into the contents once more."""
        style = (SECOND_HEADINGS if self.second else HEADINGS)[level]
        return self.pen.written(style, text, note=note, page_break=page_break)

    def in_language(self, language: str, *, column: float = 0.0) -> BlockBuilder:
        """A builder of the same document for text in another language."""
        pen = Pen(Tongue.of(language), self.pen.home)
        return self.in_column(column or self.sheet.column, pen=pen, second=True)

    def in_column(self, column: float, **more: Any) -> BlockBuilder:
        """A builder for a column of the page."""
        return replace(self, sheet=replace(self.sheet, column=column), **more)

    # Text ---------------------------------------------------------------------------------------------------

    def _heading(self, block: said.Heading) -> Built:
        yield self.heading(block.text, block.level, block.note)

    def _prose(self, block: said.Prose) -> Built:
        foreign = block.language and block.language != self.pen.tongue.language
        pen = Pen(Tongue.of(block.language), self.pen.home) if foreign else self.pen
        yield pen.written(TONES[block.tone], block.text)

    def _page_break(self, block: said.PageBreak) -> Built:
        yield self.pen.paragraph("Gap", page_break=True)

    def _callout(self, block: said.Callout) -> Built:
        if block.label.strip():
            yield self.pen.written("Callout Label", block.label)
        yield self.pen.written("Callout", block.text)

    def _points(self, block: said.Points) -> Built:
        self.lists.append((SPOKEN if block.spoken else NUMBERED) if block.numbered else DASHED)
        number = len(self.lists)
        lead = ("Spoken " if block.spoken else "List ") + ("Number" if block.numbered else "Bullet")
        detail = "Spoken Continue" if block.spoken else "List Continue"
        if not block.numbered:
            detail = "Spoken Bullet Continue" if block.spoken else "List Bullet Continue"
        for item in block.items:
            has_lead, has_detail = not said.is_blank(item.lead), not said.is_blank(item.detail)
            if has_lead:
                style = WITH_DETAIL[lead] if has_detail else lead
                yield self.pen.written(style, item.lead, numbering=number)
            if has_detail:
                yield self.pen.written(detail, item.detail, numbering=0 if has_lead else number)

    # Facts and entries --------------------------------------------------------------------------------------

    def _facts(self, block: said.Facts) -> Built:
        rows = [row for row in block.rows if not said.is_blank(row.value)]
        widest = max((_width(row.label) for row in rows), default=0.0) * self.size
        label = min(widest + _LABEL_GAP, _WIDEST_LABEL * self.size, self.sheet.column * 0.4)
        widths = (label, self.sheet.column - label)
        yield self.pen.table("Layout", widths, [self._fact(row, widths) for row in rows])
        yield self.pen.gap()

    def _fact(self, row: said.Fact, widths: tuple[float, float]) -> Element:
        written = self.pen.written
        cells = (written("Fact Label", row.label), written("Fact Value", row.value))
        whole = len(said.plain(row.value)) + len(row.label) < _SHORT_ROW
        return self.pen.row(
            [self.pen.cell(width, [text]) for width, text in zip(widths, cells, strict=True)], whole=whole
        )

    def _entries(self, block: said.Entries) -> Built:
        items = [item for item in block.items if not said.is_blank(item.title)]
        beside = any(item.aside.strip() and len(item.aside) <= _LONG_ASIDE for item in items)
        aside = self.sheet.column * _ASIDE_SHARE if beside else 0.0
        widths = (self.sheet.column - aside, aside) if beside else (self.sheet.column,)
        yield self.pen.table("Entries", widths, [self._entry(item, widths) for item in items])
        yield self.pen.gap()

    def _entry(self, item: said.Entry, widths: Sequence[float]) -> Element:
        written = self.pen.written
        words = [written("Entry", item.title)]
        short = len(item.aside) <= _LONG_ASIDE
        if item.aside.strip() and not short:
            words.append(written("Entry Note", item.aside))
        if not said.is_blank(item.detail):
            words.append(written("Entry Detail", item.detail))
        cells = [self.pen.cell(widths[0], words)]
        if len(widths) > 1:
            note = written("Entry Aside", item.aside if short else "", side=said.Side.END)
            cells.append(self.pen.cell(widths[1], [note]))
        letters = len(said.plain(item.title)) + len(item.aside) + len(said.plain(item.detail))
        return self.pen.row(cells, whole=letters < _SHORT_ROW)

    # Tables and pictures ------------------------------------------------------------------------------------

    def _table(self, block: said.TableBlock) -> Built:
        if block.caption.strip():
            yield self.pen.written("Table Caption", block.caption)
        if not block.rows:
            yield self.pen.written("Muted", block.none)
            return
        for columns in column_groups(len(block.columns)):
            yield self._table_of(block, columns)
            yield self.pen.gap()

    def _table_of(self, block: said.TableBlock, columns: Sequence[int]) -> Element:
        chosen = [block.columns[i] for i in columns]
        shares = [max(column.share, 0.05) for column in chosen]
        widths = [self.sheet.column * share / sum(shares) for share in shares]
        titles = [column.title for column in chosen]
        headed = any(title.strip() for title in titles)
        rows = [self._row("Table Heading", titles, chosen, widths, heading=True)] if headed else []
        for cells in block.rows:
            if len(cells) > len(block.columns):
                raise ValueError(f"a row of {len(cells)} cells in a table of {len(block.columns)} columns")
            texts = [cells[i] if i < len(cells) else "" for i in columns]
            rows.append(self._row("Table Text", texts, chosen, widths))
        return self.pen.table("Pack Table", widths, rows, heading=headed)

    def _row(
        self,
        style: str,
        texts: Sequence[said.Text],
        columns: Sequence[said.Column],
        widths: Sequence[float],
        *,
        heading: bool = False,
    ) -> Element:
        cells = [
            self.pen.cell(width, [self.pen.written(style, text, side=column.side)])
            for text, column, width in zip(texts, columns, widths, strict=True)
        ]
        letters = sum(len(said.plain(text)) for text in texts)
        return self.pen.row(cells, heading=heading and letters < _LONG_HEAD, whole=letters < _SHORT_ROW)

    def _figure(self, block: said.FigureBlock) -> Built:
        alt = block.alt or block.figure.alt or block.figure.title or block.caption
        run = self.album.figure(block.figure, alt, self.sheet.column, self.sheet.highest)
        yield from self._captioned(run, block.caption)

    def _picture(self, block: said.PictureBlock) -> Built:
        alt = block.alt or block.caption
        run = self.album.picture(block.data, alt, self.sheet.column, self.sheet.highest)
        yield from self._captioned(run, block.caption)

    def _captioned(self, run: Element, caption: str) -> Built:
        if not caption.strip():
            yield self.pen.paragraph("Figure", run)
            return
        yield self.pen.paragraph("Captioned Figure", run)
        yield self.pen.written("caption", caption)

    def _pages(self, block: said.PagesBlock) -> Built:
        for number, run in enumerate(self.album.pages(block, self.sheet.column, self.sheet.highest)):
            yield self.pen.paragraph("Figure", run, page_break=number > 0)

    # Two languages ------------------------------------------------------------------------------------------

    def _bilingual(self, block: said.Bilingual) -> Built:
        other = self.in_language(block.language)
        for one, two in zip_longest(_stretches(block.first), _stretches(block.second), fillvalue=((), ())):
            if one[0] and two[0]:
                yield from self._columns(one[0], two[0], block.language)
            else:
                yield from self._all(one[0])
                yield from other._all(two[0])
            yield from self._all(one[1])
            yield from other._all(two[1])

    def _all(self, blocks: Sequence[said.Block]) -> Built:
        for block in blocks:
            yield from self.build(block)

    def _columns(self, first: Sequence[said.Block], second: Sequence[said.Block], language: str) -> Built:
        """Side by side; row by row where both say the same things."""
        alike = [type(one) for one in first] == [type(two) for two in second]
        pairs = (
            [((one,), (two,)) for one, two in zip(first, second, strict=True)] if alike else [(first, second)]
        )
        half = (self.sheet.column - GAP) / 2
        one, two = self.in_column(half), self.in_language(language, column=half)
        yield self.beside([(list(one._all(left)), list(two._all(right))) for left, right in pairs])
        yield self.pen.gap()

    def beside(self, rows: Sequence[tuple[Sequence[Element], Sequence[Element]]]) -> Element:
        """Rows of two columns, the first where lines begin."""
        half = (self.sheet.column - GAP) / 2
        cell, between = self.pen.cell, self.pen.gap
        made = [
            self.pen.row([cell(half, left), cell(GAP, [between()]), cell(half, right)])
            for left, right in rows
        ]
        return self.pen.table("Layout", (half, GAP, half), made)


def _stretches(blocks: Sequence[said.Block]) -> list[tuple[Sequence[said.Block], Sequence[said.Block]]]:
    """Blocks for a column, and the wide ones behind them, by turns."""
    found: list[tuple[list[said.Block], list[said.Block]]] = [([], [])]
    for block in said.printable(blocks):
        if isinstance(block, _WIDE):
            found[-1][1].append(block)
        elif not isinstance(block, said.PageBreak):
            if found[-1][1]:
                found.append(([], []))
            found[-1][0].append(block)
    return list(found)


def _width(label: str) -> float:
    """About how wide a label runs, in points."""
    return sum(
        _LETTER * (2 if unicodedata.east_asian_width(letter) in "WF" else 1) for letter in clean(label)
    )
