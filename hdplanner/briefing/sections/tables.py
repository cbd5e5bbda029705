"""Tables as packs want them: a column in which this audience may see nothing is not printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Protocol

from hdplanner.briefing.content import Column, Source, TableBlock, Text, is_blank

SourcedRow = tuple[Source | None, Sequence[Text]]
"""The cells of a row behind the record that they come from."""


class Keyed(Protocol):
    """A row that knows which record it is."""

    @property
    def id(self) -> str: ...


def filled(
    columns: Sequence[Column], rows: Iterable[Sequence[Text]], sources: Iterable[Source | None] = ()
) -> TableBlock:
    """A table without its empty columns and rows; ``sources`` are the rows' own, in their order."""
    told = list(zip_longest(rows, sources))
    kept_rows = [(row, source) for row, source in told if not all(map(is_blank, row))]
    kept = [place for place in range(len(columns)) if any(not is_blank(row[place]) for row, _ in kept_rows)]
    return TableBlock(
        tuple(columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row, _ in kept_rows),
        sources=tuple(source for _, source in kept_rows) if any(source for _, source in kept_rows) else (),
    )


def sourced(columns: Sequence[Column], rows: Iterable[SourcedRow]) -> TableBlock:
    """The same of rows that know their records themselves."""
    told = list(rows)
    return filled(columns, [cells for _source, cells in told], [source for source, _cells in told])


def sources_of(kind: str, rows: Iterable[Keyed]) -> list[Source | None]:
    """The records of a table that rows come from."""
    return [Source(kind, row.id) for row in rows]
