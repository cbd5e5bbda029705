"""Tables in text files (csv, tsv and their kin): the encoding and the separator are found, not asked for."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Final

from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import CELLS, COLUMNS, ROWS, Row, Sheet
from hdplanner.i18n import _

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 64 * 1024
_SAMPLE_ROWS: Final = 50
_ONE_BYTE_WESTERN: Final = "cp1252"


def read_text(path: Path, content: bytes) -> Sheet:
    """Return the one table of a text file.

    Raises ``UnreadableSourceError`` for what is no text, or holds more than is read.
    """
    encoding = encoding_of(content)
    text = _decoded(content, encoding)
    if _is_no_text(text):
        raise UnreadableSourceError(path, _("it is neither a spreadsheet nor a table in text"))
    text = text.replace("\0", "")
    separator = separator_of(text, ("\t",) if path.suffix.lower() in (".tsv", ".tab") else ())
    rows = _rows(path, text, separator)
    about = _("{encoding}, separated by {separator}").format(encoding=encoding, separator=_shown(separator))
    return Sheet(path.stem, rows, about=about)


def encoding_of(content: bytes) -> str:
    """Return the most likely encoding: by its mark, by the pattern of its zeros, by being valid, by its letters."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    head = content[:_SAMPLE]
    if encoding := _utf16_without_mark(head):
        return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte_or_east_asian(content)
    return "utf-8"


def _utf16_without_mark(head: bytes) -> str:
    """Text in Latin letters has a zero in every second byte."""
    pairs = len(head) // 2
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if pairs >= 2 and odd > pairs * 0.6 and even < pairs * 0.1:
        return "utf-16-le"
    return "utf-16-be" if pairs >= 2 and even > pairs * 0.6 and odd < pairs * 0.1 else ""


def _one_byte_or_east_asian(content: bytes) -> str:
    """Accents stand alone among plain letters in Western text; other scripts come in runs of high bytes."""
    high = [i for i, byte in enumerate(content[: _SAMPLE * 4]) if byte > 0x7F]
    in_runs = sum(1 for i, j in pairwise(high) if j == i + 1)
    if in_runs <= len(high) * 0.2:
        return _ONE_BYTE_WESTERN
    from charset_normalizer import from_bytes

    best = from_bytes(content[: _SAMPLE * 4]).best()
    return best.encoding if best is not None else _ONE_BYTE_WESTERN


def _decoded(content: bytes, encoding: str) -> str:
    return content.decode(encoding, errors="replace")


def _is_no_text(text: str) -> bool:
    head = text[:_SAMPLE]
    odd = sum(1 for c in head if c == "\ufffd" or (c < " " and c not in "\t\r\n\f\x0b\x1a"))
    return odd > len(head) * 0.1


def separator_of(text: str, first: tuple[str, ...] = ()) -> str:
    """Return the separator under which most rows have the same number of columns, more than one."""
    sample = text[:_SAMPLE]
    best, best_score = first[0] if first else ",", (0.0, 0)
    for separator in (*first, *_SEPARATORS):
        widths = _widths(sample, separator)
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        score = (round(count / widths.total(), 1), width)
        if width > 1 and score > best_score:
            best, best_score = separator, score
    return best


def _widths(sample: str, separator: str) -> Counter[int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if row:
                widths[len(row)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return Counter()
    return widths


def _rows(path: Path, text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            cells += len(row)
            if len(row) > COLUMNS or cells > CELLS or len(rows) >= ROWS:
                raise UnreadableSourceError(
                    path,
                    _("it holds more cells than can be read (200,000 rows, 16,384 columns, 4 million cells)"),
                )
            rows.append(row)
    except csv.Error as error:
        raise UnreadableSourceError(
            path, _("row {row} is not a row of a table ({detail})").format(row=len(rows) + 1, detail=error)
        ) from error
    return rows


def _shown(separator: str) -> str:
    return {",": _("commas"), ";": _("semicolons"), "\t": _("tabs")}.get(separator, _("vertical bars"))
