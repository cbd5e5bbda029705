"""Compares two copies as they stand, where a change log no longer goes back to what they shared.

Rows that only the other has come in; rows that only this one has stay: what was deleted cannot be told any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.storage.merge_log import CONFLICTS, Image, RowKey, Side
from hdplanner.storage.merge_sides import Comparison, Row
from hdplanner.storage.merge_writes import Write, same


def differing_rows(found: Comparison) -> dict[RowKey, Row]:
    """Return the rows that are there alone, or differ; a field that differs was written by both."""
    rows: dict[RowKey, Row] = {}
    for table in found.mine.layout.logged:
        if table == CONFLICTS:
            continue
        for mine, theirs in _pairs(found.mine, found.theirs, table):
            if theirs is None or (table, theirs["id"]) in found.erased:
                continue
            row = Row((table, theirs["id"]), mine, theirs, image=mine or theirs)
            if mine is not None:
                row.fields = {
                    name: [Write(found.mine.head, mine[name]), Write(found.theirs.head, theirs[name])]
                    for name in mine
                    if not same(mine[name], theirs[name])
                }
            rows[row.key] = row
    return rows


def _pairs(mine: Side, theirs: Side, table: str) -> Iterator[tuple[Image | None, Image | None]]:
    """Yield the rows of both files that are not the same, side by side; one is ``None`` where it is missing."""
    columns = mine.layout.logged[table]
    shown = ", ".join(f'"{column}"' for column in columns)
    place = columns.index("id")
    here, there = (
        iter(side.raw.execute(f'SELECT {shown} FROM main."{table}" ORDER BY id')) for side in (mine, theirs)
    )
    one, other = next(here, None), next(there, None)
    while one is not None or other is not None:
        ahead = other is None or (one is not None and one[place] < other[place])
        behind = one is None or (other is not None and other[place] < one[place])
        if one != other:
            yield (
                None if behind or one is None else dict(zip(columns, one, strict=True)),
                None if ahead or other is None else dict(zip(columns, other, strict=True)),
            )
        if not behind:
            one = next(here, None)
        if not ahead:
            other = next(there, None)
