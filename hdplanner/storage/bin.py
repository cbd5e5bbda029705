"""What was deleted by a person and is not there now, worked out from the change log, and how it is brought back.

A row that was erased for good, or whose past was compacted, is not in the bin. Bringing back is an ordinary edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import ForeignKey, Table
from sqlalchemy.orm import Session

from hdplanner.domain.models import METADATA
from hdplanner.storage.change_log import fresh_kinds
from hdplanner.storage.history_log import Key
from hdplanner.storage.log_reads import Image, image_of_today, log_understood

RESTORING = "bin.restore"
"""The label of an edit that brings back: where that is undone, what it brought is in the bin again."""


@dataclass(frozen=True)
class Deletion:
    """One step that deleted rows which are still not there: who, when (UTC), and the rows as they were."""

    number: int
    author: str
    at: datetime
    rows: Mapping[Key, Image]

    def parts(self, root: Key) -> list[Key]:
        """Return ``root`` and the rows that went because it went, the parents first."""
        found, waiting = {root: None}, [root]
        while waiting:
            fresh = [key for key in self._owned.get(waiting.pop(), ()) if key not in found]
            found.update(dict.fromkeys(fresh))
            waiting += fresh
        return sorted(found, key=lambda key: (_depths()[key[0]], key != root))

    def roots(self) -> list[Key]:
        """Return the rows that did not go because another one went."""
        return [key for key in self.rows if not any(owner in self.rows for owner in self.owners(key))]

    def owners(self, key: Key) -> list[Key]:
        """Return the rows without which a row of this step cannot be."""
        image = self.rows[key]
        return [
            (to.column.table.name, str(image[to.parent.name]))
            for to in pointers(key[0], cascading=True)
            if image.get(to.parent.name)
        ]

    @cached_property
    def _owned(self) -> dict[Key, list[Key]]:
        found: dict[Key, list[Key]] = {}
        for key in self.rows:
            for owner in self.owners(key):
                found.setdefault(owner, []).append(key)
        return found


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back; ``left`` rows belong to something that is not there, ``emptied`` pointers led to nothing."""

    rows: tuple[Key, ...]
    left: int
    emptied: int


def all_deletions(session: Session) -> Iterator[Deletion]:
    """Yield every step that deleted what is still not there, newest first."""
    by_step: dict[int, set[Key]] = {}
    for step, table, key in _gone(session):
        by_step.setdefault(step, set()).add((table, key))
    for number in sorted(by_step, reverse=True):
        found = _deletion(session, number, by_step[number])
        if found is not None:
            yield found


def deletion_of(session: Session, key: Key) -> Deletion | None:
    """Return the step that deleted a row; ``None`` where the row is there, erased, or unknown."""
    number = next((step for step, table, row in _gone(session, [key[0]]) if (table, row) == key), None)
    if number is None:
        return None
    return _deletion(session, number, {(table, row) for step, table, row in _gone(session) if step == number})


def is_there(session: Session, key: Key) -> bool:
    """Tell whether a row is there now."""
    if key[0] not in METADATA.tables:
        return False
    return bool(_run(session, f'SELECT 1 FROM "{key[0]}" WHERE id = ?', [key[1]]))


def bring_back(session: Session, deleted: Deletion, wanted: Sequence[Key]) -> BroughtBack:
    """Put rows of a step back, inside an edit: parents first, and pointers that were emptied filled where still empty.

    A row that belongs to something which is neither there nor wanted stays where it is.
    """
    back: dict[Key, None] = {}
    emptied = 0
    for key in wanted:
        if any(owner not in back and not is_there(session, owner) for owner in deleted.owners(key)):
            continue
        image = dict(deleted.rows[key])
        for to in pointers(key[0], cascading=False):
            there = image.get(to.parent.name)
            target = (to.column.table.name, str(there))
            if there and target not in wanted and not is_there(session, target):
                image[to.parent.name] = None
                emptied += 1
        _insert(session, key[0], image)
        back[key] = None
    _point_again(session, deleted.number, back)
    return BroughtBack(tuple(back), len(wanted) - len(back), emptied)


@lru_cache(maxsize=256)
def pointers(table: str, *, cascading: bool) -> tuple[ForeignKey, ...]:
    """Return the pointers of a table that a row cannot be without, or those that may be empty."""
    found = METADATA.tables.get(table)
    keys = [] if found is None else [key for column in found.columns for key in column.foreign_keys]
    return tuple(key for key in keys if (key.ondelete == "CASCADE") is cascading)


def _gone(session: Session, tables: Iterable[str] | None = None) -> list[tuple[int, str, str]]:
    """Return step, table and key of every row that a person deleted last and that is not there."""
    names = [table.name for table in METADATA.sorted_tables if _is_binned(table)]
    last = " UNION ALL ".join(
        f"SELECT max(r.seq) AS newest FROM log_row r INDEXED BY ix_log_row_gone WHERE r.tbl = '{name}' AND r.after IS NULL "
        f'AND NOT EXISTS (SELECT 1 FROM "{name}" t WHERE t.id = r.row_id) '
        "AND NOT EXISTS (SELECT 1 FROM tombstone d WHERE d.tbl = r.tbl AND d.row_id = r.row_id) "
        "GROUP BY r.row_id"
        for name in names
        if tables is None or name in tables
    )
    if not last:
        return []
    found = _run(
        session,
        f"SELECT l.group_seq, l.tbl, l.row_id FROM ({last}) n CROSS JOIN log_row l ON l.seq = n.newest "
        "CROSS JOIN log_group g ON g.seq = l.group_seq LEFT JOIN log_group o ON o.id = g.target "
        f"WHERE g.kind IN ({fresh_kinds()}, 'redo') OR (g.kind = 'undo' AND o.label_key = ?) ORDER BY l.seq",
        [RESTORING],
    )
    return [(int(step), str(table), str(key)) for step, table, key in found]


@lru_cache(maxsize=1)
def _depths() -> dict[str, int]:
    return {table.name: place for place, table in enumerate(METADATA.sorted_tables)}


def _is_binned(table: Table) -> bool:
    return bool(table.info.get("logged", True))


def _deletion(session: Session, number: int, keys: set[Key]) -> Deletion | None:
    head = _run(session, "SELECT author, at, schema FROM log_group WHERE seq = ?", [number])
    found = _run(
        session,
        "SELECT tbl, row_id, before FROM log_row WHERE group_seq = ? AND after IS NULL ORDER BY seq",
        [number],
    )
    with log_understood(session):
        rows = {
            (table, key): image
            for table, key, before in found
            if (table, key) in keys and (image := image_of_today(table, before, head[0][2])) is not None
        }
        return Deletion(number, head[0][0], datetime.fromisoformat(head[0][1]), rows) if rows else None


def _insert(session: Session, table: str, image: Image) -> None:
    columns = [column.name for column in METADATA.tables[table].columns]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    with log_understood(session):
        values = [image[name] for name in columns]
    _run(session, f'INSERT INTO "{table}" ({names}) VALUES ({marks}) RETURNING id', values)


def _point_again(session: Session, number: int, back: Mapping[Key, None]) -> None:
    """Fill the pointers that a deletion emptied, where the row is there and still points to nothing."""
    found = _run(
        session,
        "SELECT tbl, row_id, before, after FROM log_row WHERE group_seq = ? AND before IS NOT NULL "
        "AND after IS NOT NULL ORDER BY seq",
        [number],
    )
    with log_understood(session):
        changes = [(table, key, json.loads(before), json.loads(after)) for table, key, before, after in found]
    for table, key, before, after in changes:
        for to in pointers(table, cascading=False):
            field = to.parent.name
            target = (to.column.table.name, str(before.get(field)))
            if before.get(field) and after.get(field) is None and target in back:
                _run(
                    session,
                    f'UPDATE "{table}" SET "{field}" = ? WHERE id = ? AND "{field}" IS NULL RETURNING id',
                    [before[field], key],
                )


def _run(session: Session, statement: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
    return session.connection().exec_driver_sql(statement, tuple(values)).fetchall()
