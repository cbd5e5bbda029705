"""Tables whose rows know which record they come from; empty columns and rows are not printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hdplanner.briefing.content import Column, Source, TableBlock, Text, is_blank
from hdplanner.briefing.sections.tables import filled

SourcedRow = tuple[Source | None, Sequence[Text]]


def sourced(columns: Sequence[Column], rows: Iterable[SourcedRow]) -> TableBlock:
    """A table of rows with the records that they come from."""
    kept = [(source, cells) for source, cells in rows if not all(map(is_blank, cells))]
    table = filled(columns, [cells for _source, cells in kept])
    return replace(table, sources=tuple(source for source, _cells in kept))
