"""Where a sheet's headings are, and which column holds what: by HXL tags, by name, by what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hdplanner.domain.folding import fold
from hdplanner.exchange.cells import Row, Sheet
from hdplanner.exchange.fields import STAKEHOLDERS, FieldSet
from hdplanner.exchange.plan import MappingError
from hdplanner.i18n import _

_LOOKED_AT: Final = 30
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*\s*")
Recognised = Callable[[str, Sequence[str]], float]
"""Which share of some cells a field understands, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet: their row and the first row of data (both from 0), and the HXL tags, if any."""

    row: int
    first: int
    titles: tuple[str, ...]
    tags: tuple[str, ...] = ()

    def known(self, fields: FieldSet = STAKEHOLDERS) -> int:
        """How many different fields the headings name."""
        named = {found[0] for title in self.titles if (found := fields.of(title))}
        return len(named | {field for tag in self.tags if (field := fields.of_tag(tag))})


def find_headings(sheet: Sheet, asked: int | None = None, fields: FieldSet = STAKEHOLDERS) -> Headings | None:
    """Return the headings of ``sheet``; ``asked`` is a row counted from 1. ``None`` for a sheet without a table."""
    if asked is not None:
        if not 1 <= asked <= len(sheet.rows):
            raise MappingError(_("Sheet “{sheet}” has no row {row}.").format(sheet=sheet.name, row=asked))
        return _headings_at(sheet, asked - 1)
    rows = range(min(len(sheet.rows), _LOOKED_AT))
    for row in rows:
        if is_tag_row(sheet.rows[row]):
            return (
                _headings_at(sheet, row - 1) if row and any(sheet.rows[row - 1]) else _only_tags(sheet, row)
            )
    candidates = [_headings_at(sheet, row) for row in rows if _filled(sheet.rows[row])]
    if not candidates:
        return None
    best = max(candidates, key=lambda found: found.known(fields))
    return best if best.known(fields) else _plain_start(sheet, candidates)


def is_tag_row(row: Row) -> bool:
    """Tell whether a row holds HXL hashtags: at least one, and nearly nothing else."""
    cells = _filled(row)
    tags = sum(1 for cell in cells if _TAG.fullmatch(cell.strip()))
    return tags > 0 and tags * 2 >= len(cells)


def _plain_start(sheet: Sheet, candidates: Sequence[Headings]) -> Headings:
    """Without one known heading: the first row with more than a title in it."""
    wide = [found for found in candidates if len(_filled(sheet.rows[found.row])) > 1]
    return (wide or candidates)[0]


def _headings_at(sheet: Sheet, row: int) -> Headings:
    if is_tag_row(sheet.rows[row]):
        return _only_tags(sheet, row)
    titles = _told_apart(_merged_out(sheet, row))
    tagged = row + 1 < len(sheet.rows) and is_tag_row(sheet.rows[row + 1])
    tags = tuple(sheet.rows[row + 1]) if tagged else ()
    wider = tuple(titles) + tuple(column_letter(i) for i in range(len(titles), len(tags)))
    return Headings(row, row + 1 + tagged, wider, tags)


def _only_tags(sheet: Sheet, row: int) -> Headings:
    tags = tuple(sheet.rows[row])
    return Headings(row, row + 1, tuple(_told_apart(list(tags))), tags)


def _merged_out(sheet: Sheet, row: int) -> list[str]:
    """The cells of a heading row; one that was merged from above or from the left has the text of its first cell."""
    cells = list(sheet.rows[row])
    for (top, left), (bottom, right) in sheet.merges:
        if top <= row <= bottom and left < len(sheet.rows[top]):
            cells += [""] * (min(right, left + 200) + 1 - len(cells))
            for column in range(left, min(right, left + 200) + 1):
                cells[column] = cells[column].strip() or sheet.rows[top][left]
    return cells


def _told_apart(cells: list[str]) -> list[str]:
    """Headings without line breaks, each with a name of its own."""
    seen: dict[str, int] = {}
    titles = []
    for column, cell in enumerate(cells):
        title = " ".join(cell.split()) or column_letter(column)
        seen[title] = seen.get(title, 0) + 1
        titles.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return titles


def column_letter(column: int) -> str:
    """Return the letter of a column as spreadsheets count: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def match_columns(
    headings: Headings, cells: Sequence[Row], recognised: Recognised, fields: FieldSet = STAKEHOLDERS
) -> dict[int, str]:
    """Return column number to field. Where several columns name one field, the one that holds it best.

    A field with a list of values goes to the column with most cells understood; else the clearest heading wins.
    """
    rivals: dict[str, list[tuple[float, int, int]]] = {}
    for column, title in enumerate(headings.titles):
        tag = headings.tags[column] if column < len(headings.tags) else ""
        tagged = fields.of_tag(tag) if tag.strip() else None
        found = (tagged, -1) if tagged else fields.of(title)
        if found:
            field, clearness = found
            sample = [row[column] for row in cells if column < len(row) and row[column].strip()][:200]
            rivals.setdefault(str(field), []).append((-recognised(str(field), sample), clearness, column))
    chosen: dict[int, str] = {}
    for field, found_columns in rivals.items():
        if field in fields.gathering:
            chosen.update({column: field for _share, _clearness, column in found_columns})
        else:
            chosen[min(found_columns)[2]] = field
    return dict(sorted(chosen.items()))


def asked_columns(
    headings: Headings, asked: Mapping[str, str], fields: FieldSet = STAKEHOLDERS
) -> dict[int, str]:
    """Return column number to field as the person said; raises ``MappingError`` for what is not there."""
    chosen: dict[int, str] = {}
    for column, field in asked.items():
        field = fields.aliases.get(field, field)
        if field not in fields.fields:
            raise MappingError(
                _("There is no field “{field}”. Fields: {fields}.").format(
                    field=field, fields=", ".join(fields.fields)
                )
            )
        if field in chosen.values() and field not in fields.gathering:
            raise MappingError(_("Only one column can be the field “{field}”.").format(field=field))
        chosen[_column(headings, column)] = field
    return dict(sorted(chosen.items()))


def _column(headings: Headings, asked: str) -> int:
    exact = [i for i, title in enumerate(headings.titles) if title == asked.strip()]
    alike = [i for i, title in enumerate(headings.titles) if fold(title) and fold(title) == fold(asked)]
    tagged = [i for i, tag in enumerate(headings.tags) if tag.strip() and tag.strip() == asked.strip()]
    letters = [i for i in range(len(headings.titles)) if column_letter(i) == asked.strip()]
    for found in (exact, tagged, alike, letters):
        if found:
            return found[0]
    titles = ", ".join(headings.titles[:40])
    raise MappingError(
        _("There is no column “{column}”. Columns: {columns}.").format(column=asked, columns=titles)
    )


def _filled(row: Row) -> list[str]:
    return [cell for cell in row if cell.strip()]
