"""Tables as packs want them: a column in which this audience may see nothing is not printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hdplanner.briefing.content import Column, TableBlock, Text, is_blank


def filled(columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> TableBlock:
    """A table without its empty columns and rows."""
    kept_rows = [row for row in rows if not all(map(is_blank, row))]
    kept = [place for place in range(len(columns)) if any(not is_blank(row[place]) for row in kept_rows)]
    return TableBlock(
        tuple(columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in kept_rows),
    )
