"""Reads what a merge needs of a file: rows as they stand, and rows of the change log, each as of the schema of today.

What no program of ours can have written raises ``ValueError``; the caller says of which file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hdplanner.storage.causes import Head, heads_of
from hdplanner.storage.layout import Layout
from hdplanner.storage.undo import IMAGE_READERS

Image = dict[str, Any]
RowKey = tuple[str, str]
"""A table and the key of a row."""

CONFLICTS = "merge_conflict"

PART = "part"
"""The entry of ``meta`` by which a copy is known to hold a part of the file only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one group did to one row: before its first change of it, and after its last.

    Neither is there where the group made it and let it go, as a merge that joins what came in with a record here.
    """

    group: str
    table: str
    row_id: str
    before: Image | None
    after: Image | None


@dataclass
class Side:
    """One of the two files: its connection, the heads of its log, the newest of them, and what was erased in it."""

    raw: sqlite3.Connection
    layout: Layout
    heads: list[Head] = field(default_factory=list)
    tombstones: frozenset[RowKey] = frozenset()
    part: bool = False
    """Whether it is a part that was sent out: a field may be empty in it that is not empty here."""

    @property
    def head(self) -> str:
        """The key of the newest group; empty for a log without any."""
        return self.heads[-1].id if self.heads else ""


def side_of(raw: sqlite3.Connection, layout: Layout) -> Side:
    """Read the heads of a file's log, and what was erased."""
    erased = frozenset((table, key) for table, key in raw.execute("SELECT tbl, row_id FROM tombstone"))
    part = raw.execute("SELECT 1 FROM meta WHERE key = ?", (PART,)).fetchone() is not None
    return Side(raw, layout, heads_of(raw), erased, part)


def entries_of_groups(side: Side, groups: Collection[str]) -> list[Entry]:
    """Return what these groups did."""
    seqs = [head.seq for head in side.heads if head.id in groups]
    found = side.raw.execute(
        "SELECT r.group_seq, r.tbl, r.row_id, r.before, r.after FROM json_each(?) j "
        "CROSS JOIN log_row r ON r.group_seq = j.value ORDER BY r.seq",
        (json.dumps(seqs),),
    )
    return _read(side, found)


def entries_of_rows(side: Side, keys: Iterable[str]) -> list[Entry]:
    """Return all that the log holds about rows of these keys."""
    found = side.raw.execute(
        "SELECT r.group_seq, r.tbl, r.row_id, r.before, r.after FROM json_each(?) j "
        "CROSS JOIN log_row r ON r.row_id = j.value ORDER BY r.seq",
        (json.dumps(sorted(set(keys))),),
    )
    return _read(side, found)


def _read(side: Side, rows: Iterable[tuple[Any, ...]]) -> list[Entry]:
    by_seq = {head.seq: head for head in side.heads}
    ends: dict[tuple[int, str, str], list[str | None]] = {}
    for seq, table, key, before, after in rows:
        ends.setdefault((seq, table, key), [before, after])[1] = after
    entries = []
    for (seq, table, key), (before, after) in ends.items():
        head = by_seq.get(seq)
        if head is None or table not in side.layout.logged:
            raise ValueError("a log row of no group or no table")
        images = [image_of(side.layout, table, key, image, head.schema) for image in (before, after)]
        if before != "{}" and after != "{}":
            entries.append(Entry(head.id, table, key, *images))
    return entries


def image_of(layout: Layout, table: str, key: str, image: str | None, schema: int) -> Image | None:
    """Return a row image as one of today; ``None`` where there is none, or nothing is left of it."""
    if image is None or image == "{}":
        return None
    values: Image = json.loads(image)
    if not isinstance(values, dict):
        raise ValueError("a row image that is none")
    while schema in IMAGE_READERS:
        values = IMAGE_READERS[schema](table, values)
        schema += 1
    if values.keys() != set(layout.logged[table]) or values["id"] != key:
        raise ValueError("a row image of another row or table")
    return values


def rows_as_they_stand(side: Side, keys: Iterable[RowKey]) -> dict[RowKey, Image]:
    """Return the rows of these keys that are in the file now."""
    wanted: dict[str, list[str]] = {}
    for table, key in keys:
        wanted.setdefault(table, []).append(key)
    return {
        (table, row["id"]): row
        for table, ids in wanted.items()
        for row in _select(
            side, table, "FROM json_each(?) j CROSS JOIN main.{table} t ON t.id = j.value", ids
        )
    }


def whole_table(side: Side, table: str) -> dict[str, Image]:
    """Return all rows of a table by key."""
    return {row["id"]: row for row in _select(side, table, "FROM main.{table} t", None)}


def _select(side: Side, table: str, source: str, ids: list[str] | None) -> Iterator[Image]:
    columns = side.layout.logged[table]
    shown = ", ".join(f't."{column}"' for column in columns)
    statement = f"SELECT {shown} " + source.format(table=f'"{table}"')
    for row in side.raw.execute(statement, () if ids is None else (json.dumps(ids),)):
        yield dict(zip(columns, row, strict=True))


def conflict_rows(side: Side) -> Mapping[str, Image]:
    """Return the disagreements that a file holds, settled ones as well."""
    return whole_table(side, CONFLICTS)
