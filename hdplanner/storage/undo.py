"""Undo and redo from the change log, each as a new group that names the one it is about.

Which group comes next is worked out from the log, never stored. Where a row no longer holds what the log says,
nothing at all is changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import StaleUndoError
from hdplanner.storage.change_log import fresh_kinds, label_from
from hdplanner.storage.changes import GroupKind, Label
from hdplanner.storage.layout import Layout

UNDO_FLOOR = 1
"""The oldest schema whose row images can still be read; groups before it can no longer be undone."""

Image = dict[str, Any]


_ADDED_BY_2: dict[str, Image] = {
    "activity": {"days_until": None, "signed_off_by": "", "signed_off_on": None, "private_exhausted": ""},
    "involvement": {"contact_days": None},
    "stakeholder": {"expects_level": None},
}


def _read_as_2(table: str, image: Image) -> Image:
    """Read an image of schema 1: the columns that schema 2 added are as the step left them."""
    return image | _ADDED_BY_2.get(table, {})


_ADDED_BY_3: dict[str, Image] = {
    "pack": {
        "visit_id": None,
        "stakeholder_id": None,
        "profile_id": None,
        "second_language": "",
        "tlp": None,
        "expires_on": None,
        "since_on": None,
        "landscape": 0,
        "justified": 0,
    },
    "pack_section": {"attachment_id": None, "landscape": 0},
    "hand_out": {
        "meeting_id": None,
        "kind": "campaign",
        "language": "en",
        "form": "pdf",
        "encrypted": 0,
        "expires_on": None,
        "returned_on": None,
    },
    "attachment": {"is_logo": 0},
    "office": {"marking_scheme": "house"},
}


def _read_as_3(table: str, image: Image) -> Image:
    """Read an image of schema 2: the columns that schema 3 added are as the step left them."""
    return image | _ADDED_BY_3.get(table, {})


_ADDED_BY_4: dict[str, Image] = {"stakeholder": {"review_on": None}, "campaign": {"closed_on": None}}


def _read_as_4(table: str, image: Image) -> Image:
    """Read an image of schema 3: the columns that schema 4 added are as the step left them."""
    return image | _ADDED_BY_4.get(table, {})


IMAGE_READERS: dict[int, Callable[[str, Image], Image]] = {1: _read_as_2, 2: _read_as_3, 3: _read_as_4}
"""How an image of schema ``n`` is read as one of ``n + 1``: given the table and the image, the new image.

A step that needs none (a new column with a default, say) still needs one that adds the column.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A group that can be undone or redone next."""

    seq: int
    group: str
    label: Label
    schema: int


_UNDONE_LAST = (  # in this copy: what another one undid came in by a merge, which is undone by itself
    "(SELECT u.kind FROM log_group u WHERE u.target = g.id AND NOT u.adopted ORDER BY u.seq DESC LIMIT 1) IS 'undo'"
)
_HAS_ROWS = (
    "EXISTS (SELECT 1 FROM log_row w WHERE w.group_seq = g.seq)"  # an erasure may have taken all of them
)
_FIELDS = "g.seq, g.id, g.label_key, g.label_ids, g.schema, g.compacted"
_NEXT_UNDO = (
    f"SELECT {_FIELDS} FROM log_group g WHERE g.kind IN ({fresh_kinds()}) AND NOT g.adopted "
    f"AND NOT {_UNDONE_LAST} AND {_HAS_ROWS} ORDER BY g.seq DESC LIMIT 1"
)
_NEXT_REDO = (
    f"SELECT {_FIELDS} FROM log_group u JOIN log_group g ON g.id = u.target "
    f"WHERE u.kind = 'undo' AND NOT u.adopted AND {_HAS_ROWS} "
    "AND NOT EXISTS (SELECT 1 FROM log_group r WHERE r.target = u.target AND r.seq > u.seq) "
    f"AND u.seq > coalesce((SELECT f.seq FROM log_group f WHERE f.kind IN ({fresh_kinds()}) "
    "AND NOT f.adopted ORDER BY f.seq DESC LIMIT 1), 0) ORDER BY u.seq DESC LIMIT 1"
)


def next_step(raw: sqlite3.Connection, kind: GroupKind) -> Step | None:
    """Return the group that the next undo or redo is about; ``None`` where there is none, or it was compacted."""
    row = raw.execute(_NEXT_UNDO if kind is GroupKind.UNDO else _NEXT_REDO).fetchone()
    if row is None or row[4] < UNDO_FLOOR or row[5]:
        return None
    return Step(row[0], row[1], label_from(row[2], row[3]), row[4])


def apply_step(raw: sqlite3.Connection, layout: Layout, step: Step, kind: GroupKind, seq: int) -> None:
    """Put back, or make again, every row of ``step`` inside the running transaction; log it as group ``seq``.

    Raises ``StaleUndoError`` at the first row that is not as the log says, and ``ValueError`` where the log holds
    what we never wrote: the caller rolls back.
    """
    raw.execute("PRAGMA defer_foreign_keys = ON")
    turns = _turns(raw, layout, step, backwards=kind is GroupKind.UNDO)
    for table, found, wanted in turns:
        if not replace_row(raw, table, found, wanted):
            raise StaleUndoError(step.label.key)
    written = raw.execute("SELECT count(*) FROM log_row WHERE group_seq = ?", (seq,)).fetchone()[0]
    if written != len(turns):  # the database carried away rows that the step knows nothing of
        raise StaleUndoError(step.label.key)


Turn = tuple[str, Image | None, Image | None]
"""A table, a row as it should be found, and as it is wanted; ``None`` where there is none."""


def _turns(raw: sqlite3.Connection, layout: Layout, step: Step, *, backwards: bool) -> list[Turn]:
    """Return what the step comes to for each row, in the order of `in_order`."""
    ends: dict[tuple[str, str], list[str | None]] = {}
    for table, row_id, before, after in raw.execute(
        "SELECT tbl, row_id, before, after FROM log_row WHERE group_seq = ? ORDER BY seq", (step.seq,)
    ):
        ends.setdefault((table, row_id), [before, after])[1] = after
    turns = []
    for (table, _row_id), (before, after) in reversed(ends.items()) if backwards else ends.items():
        columns, here, there = layout.logged[table], before, after
        if backwards:
            here, there = after, before
        found, wanted = _read(table, columns, here, step.schema), _read(table, columns, there, step.schema)
        if found != wanted:
            turns.append((table, found, wanted))
    return in_order(turns, layout)


def in_order(turns: list[Turn], layout: Layout) -> list[Turn]:
    """Return the turns in an order in which the database carries nothing away by itself.

    Pointers are changed first, then children go before their parents, then parents come before their children:
    the edit may have written them in any order, since keys between tables are checked at its end.
    """
    depth = {table.name: place for place, table in enumerate(layout.metadata.sorted_tables)}

    def turn(one: Turn) -> tuple[int, int]:
        table, found, wanted = one
        if found is not None and wanted is not None:
            return 0, 0
        return (1, -depth[table]) if wanted is None else (2, depth[table])

    return sorted(turns, key=turn)


def _read(table: str, columns: tuple[str, ...], image: str | None, schema: int) -> Image | None:
    """Return the columns of a row image, brought from ``schema`` to the one of today."""
    if image is None:
        return None
    values: Image = json.loads(image)
    while schema in IMAGE_READERS:
        values = IMAGE_READERS[schema](table, values)
        schema += 1
    if values.keys() != set(columns):
        raise ValueError("a row image with other columns than its table")
    return values


def replace_row(raw: sqlite3.Connection, table: str, found: Image | None, wanted: Image | None) -> bool:
    """Turn the row ``found`` into ``wanted``; tell whether it was as expected."""
    try:
        if found is None:
            return wanted is not None and _insert(raw, table, wanted)
        if wanted is None:
            return _delete(raw, table, found)
        return _update(raw, table, found, wanted)
    except driver.IntegrityError:
        return False


def _insert(raw: sqlite3.Connection, table: str, row: Image) -> bool:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    raw.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))
    return True


def _delete(raw: sqlite3.Connection, table: str, row: Image) -> bool:
    same, values = _still(row, list(row))
    return raw.execute(f'DELETE FROM "{table}" WHERE {same}', values).rowcount == 1


def _update(raw: sqlite3.Connection, table: str, found: Image, wanted: Image) -> bool:
    """Write only the columns that the step changed: an edit of another column since then stays."""
    names = [name for name in wanted if wanted[name] != found[name]]
    new = ", ".join(f'"{name}" = ?' for name in names)
    same, values = _still(found, names)
    return (
        raw.execute(f'UPDATE "{table}" SET {new} WHERE {same}', [*map(wanted.get, names), *values]).rowcount
        == 1
    )


def _still(row: Image, names: list[str]) -> tuple[str, list[Any]]:
    """Return the condition that ``row`` holds what it should, found by its key: a plus keeps other indexes out."""
    return " AND ".join(["id = ?", *(f'+"{name}" IS ?' for name in names)]), [row["id"], *map(row.get, names)]
