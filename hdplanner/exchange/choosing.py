"""Which sheet of a source is meant, and how well a column fits a field. Decides nothing about rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hdplanner.domain.folding import fold
from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange import vocabulary
from hdplanner.exchange.cells import Sheet
from hdplanner.exchange.fields import STAKEHOLDERS, FieldSet
from hdplanner.exchange.headings import Headings, find_headings
from hdplanner.exchange.plan import MappingError
from hdplanner.i18n import _


def choose_sheet(
    path: Path,
    sheets: Sequence[Sheet],
    asked: str | None,
    heading_row: int | None,
    fields: FieldSet = STAKEHOLDERS,
) -> tuple[Sheet, Headings]:
    """Return the sheet that was asked for, else the visible one that says most with its headings.

    Raises ``MappingError`` for a sheet or row that is not there, ``UnreadableSourceError`` where there is no table.
    """
    if asked is not None:
        sheet = _named(sheets, asked)
        headings = find_headings(sheet, heading_row, fields)
        if headings is None:
            raise UnreadableSourceError(path, _("sheet “{sheet}” holds no table").format(sheet=sheet.name))
        return sheet, headings
    full = [sheet for sheet in sheets if any(sheet.rows)]
    visible = [sheet for sheet in full if sheet.visible] or full
    found = [
        (sheet, found)
        for sheet in visible
        if (found := _found(sheet, heading_row, fields, len(visible) == 1))
    ]
    if not found:
        raise UnreadableSourceError(path, _("it holds no table"))
    return max(found, key=lambda pair: pair[1].known(fields))


def _found(sheet: Sheet, heading_row: int | None, fields: FieldSet, only: bool) -> Headings | None:
    try:
        return find_headings(sheet, heading_row, fields)
    except MappingError:
        if only:
            raise
        return None


def _named(sheets: Sequence[Sheet], asked: str) -> Sheet:
    for sheet in sheets:
        if sheet.name == asked:
            return sheet
    for sheet in sheets:
        if fold(sheet.name) == fold(asked):
            return sheet
    if asked.isdecimal() and 1 <= int(asked) <= len(sheets):
        return sheets[int(asked) - 1]
    names = ", ".join(sheet.name for sheet in sheets)
    raise MappingError(_("There is no sheet “{sheet}”. Sheets: {names}.").format(sheet=asked, names=names))


def share_recognised(field: str, cells: Sequence[str]) -> float:
    """Return how much of a column a field with a list or a scale understands; for free text all is well (0 to 1)."""
    if not cells:
        return 0.0
    if field in vocabulary.SCALES:
        understood = sum(1 for cell in cells if vocabulary.step_of(field, cell) is not None)
    elif field in vocabulary.CHOICES:
        understood = sum(1 for cell in cells if vocabulary.choice_of(field, cell) is not None)
    elif field == "country":
        understood = sum(1 for cell in cells if len(vocabulary.country_of(cell)) == 2)
    else:
        return 1.0
    return round(understood / len(cells), 2)
