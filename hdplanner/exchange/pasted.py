"""A table from the clipboard as plain text cells: as Excel, Word, LibreOffice and browsers put it there.

Keeps every character; runs no formula. Knows nothing of what the cells mean.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from hdplanner.errors import PlannerError
from hdplanner.exchange.cells import Row
from hdplanner.i18n import _, format_number

ROWS_PASTED: Final = 50_000
COLUMNS_PASTED: Final = 500
CHARACTERS: Final = 64 * 1024 * 1024

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_PLAIN: Final = re.compile(r"[^\t\n]*")


class NotPastedError(PlannerError):
    """What is on the clipboard is no table that can be taken over. The one argument is the sentence."""


def read_pasted(text: str, html: str = "") -> list[Row]:
    """Return the rows of the table on the clipboard, all of one length, without those that are empty.

    Raises ``NotPastedError`` where there is none, or one that is too large.
    """
    if len(text) > CHARACTERS or len(html) > CHARACTERS:
        raise NotPastedError(_("The table on the clipboard is too large. Nothing was pasted."))
    rows: list[Row] = []
    if "\t" not in text and "<table" in html.casefold():
        rows = _from_html(html)
    rows = rows or _from_text(text)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise NotPastedError(_("There is no table on the clipboard. Copy cells in Excel or Word first."))
    wide = max(map(len, rows))
    if len(rows) > ROWS_PASTED or wide > COLUMNS_PASTED:
        said = _(
            "The table on the clipboard has {rows} rows and {columns} columns; at most {most_rows} rows and "
            "{most_columns} columns can be pasted. Nothing was pasted; import it from a file instead."
        )
        raise NotPastedError(
            said.format(
                rows=format_number(len(rows)),
                columns=format_number(wide),
                most_rows=format_number(ROWS_PASTED),
                most_columns=format_number(COLUMNS_PASTED),
            )
        )
    return [row + [""] * (wide - len(row)) for row in rows]


def _from_text(text: str) -> list[Row]:
    """Cells between tabs. Quotes are taken off only where they hold a line end or a tab, as spreadsheets set them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    rows: list[Row] = [[]]
    place = 0
    while place <= len(text):
        cell, place = _cell_at(text, place)
        rows[-1].append(cell)
        if place < len(text) and text[place] == "\n":
            rows.append([])
        elif len(rows) > ROWS_PASTED * 2:
            break
        place += 1
    return rows


def _cell_at(text: str, place: int) -> tuple[str, int]:
    """The cell that begins at a place, and where it ends."""
    quoted = _QUOTED.match(text, place) if text.startswith('"', place) else None
    if quoted is not None and ("\n" in quoted[1] or "\t" in quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, place)
    assert plain is not None
    return plain[0], plain.end()


def _from_html(html: str) -> list[Row]:
    parser = _Table()
    parser.feed(html)
    parser.close()
    return parser.rows


class _Table(HTMLParser):
    """Collects the cells of the first table; one inside a cell is read as words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._depth = 0
        self._done = False
        self._words: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "table":
            self._depth += 1
        elif tag == "br" and self._words is not None:
            self._words.append("\n")
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), COLUMNS_PASTED) if span.isdecimal() else 1
            self._words = []
            if not self.rows:
                self.rows.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            self._depth -= 1
            self._end_cell()
            self._done = self._depth == 0
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _end_cell(self) -> None:
        if self._words is None:
            return
        lines = "".join(self._words).replace("\u00a0", " ").split("\n")
        self.rows[-1] += ["\n".join(line.strip() for line in lines).strip(), *[""] * (self._span - 1)]
        self._words = None
