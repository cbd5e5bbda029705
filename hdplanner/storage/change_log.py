"""The change log: row images written by TEMP triggers, in append-only groups that say who, when and what for.

The triggers live in the connection and never in the file, so that a file which holds one can be refused.
Writes no group that changed nothing. Decides nothing about undo (see `undo`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hdplanner.domain.base import new_id
from hdplanner.storage.causes import undo_parents
from hdplanner.storage.changes import FRESH, Changes, GroupKind, HistoryRow, Label, RowChange
from hdplanner.storage.layout import Layout

_FRESH = ", ".join(f"'{kind}'" for kind in FRESH)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a group says of itself besides its rows."""

    kind: GroupKind
    label: Label
    author: str
    copy_id: str
    schema: int
    target: str | None = None
    parents: tuple[str, ...] = ()
    """Both heads, of a merge; the newest group, where it is empty."""


def json_image(columns: Iterable[str], row: str) -> str:
    """Return the SQL that makes the JSON image of ``row`` (``old``, ``new`` or a table's alias)."""
    return "json_object(" + ", ".join(f"'{c}', {row}.\"{c}\"" for c in columns) + ")"


def install(raw: sqlite3.Connection, layout: Layout) -> None:
    """Make this connection log every change of a row, while a group is open."""
    raw.execute("CREATE TEMP TABLE log_context (group_seq INTEGER)")
    raw.execute("INSERT INTO log_context VALUES (NULL)")
    for table, columns in layout.logged.items():
        for statement in _triggers(table, columns):
            raw.execute(statement)


def _triggers(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield the three triggers of one table. Their bodies may not qualify a table's name."""
    old, new = json_image(columns, "old"), json_image(columns, "new")
    differs = " OR ".join(f'old."{c}" IS NOT new."{c}"' for c in columns)
    for event, when, key, before, after in (
        ("INSERT", "", "new.id", "NULL", new),
        ("UPDATE", f"WHEN {differs}", "new.id", old, new),
        ("DELETE", "", "old.id", old, "NULL"),
    ):
        yield (
            f'CREATE TEMP TRIGGER "log_{event.lower()}_{table}" AFTER {event} ON main."{table}" {when} BEGIN '
            f"INSERT INTO log_row (group_seq, tbl, row_id, before, after) "
            f"SELECT group_seq, '{table}', {key}, {before}, {after} FROM log_context "
            f"WHERE group_seq IS NOT NULL; END"
        )


def open_group(raw: sqlite3.Connection) -> int:
    """Start logging in the running transaction, and return the number of the group to be."""
    seq = int(raw.execute("SELECT coalesce(max(seq), 0) + 1 FROM log_group").fetchone()[0])
    raw.execute("UPDATE log_context SET group_seq = ?", (seq,))
    return seq


def close_group(raw: sqlite3.Connection, seq: int, signature: Signature) -> Changes:
    """Stop logging and sign the group; where nothing changed there is no group, unless it is a merge."""
    raw.execute("UPDATE log_context SET group_seq = NULL")
    keys: dict[str, set[str]] = {}
    for table, row_id in raw.execute("SELECT DISTINCT tbl, row_id FROM log_row WHERE group_seq = ?", (seq,)):
        keys.setdefault(table, set()).add(row_id)
    group = sign_group(raw, seq, signature, bare=not keys) if keys or signature.parents else ""
    frozen = {table: frozenset(ids) for table, ids in keys.items()}
    return Changes(group, signature.label, frozen, undone=signature.kind is GroupKind.UNDO)


def sign_group(raw: sqlite3.Connection, seq: int, signature: Signature, *, bare: bool = False) -> str:
    """Write the head of group ``seq``, after its parents. Returns its id.

    A ``bare`` merge changed no row and only tells what is known now: it counts as taken in, so that nobody undoes it.
    """
    group = new_id()
    newest = raw.execute("SELECT id FROM log_group ORDER BY seq DESC LIMIT 1").fetchone()
    parents: Sequence[str] = signature.parents
    if not parents and newest is not None:
        parents = undo_parents(raw, newest[0], signature.kind, signature.target)
    raw.execute(
        "INSERT INTO log_group "
        "(seq, id, kind, target, copy_id, adopted, author, at, schema, label_key, label_ids) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(seq, group, signature.kind.value, signature.target, signature.copy_id, bare, signature.author),
            *(datetime.now(UTC).isoformat(timespec="milliseconds"), signature.schema, signature.label.key),
            json.dumps(dict(signature.label.ids), ensure_ascii=False),
        ),
    )
    raw.executemany(
        "INSERT INTO log_parent (group_seq, parent_id) VALUES (?, ?)", [(seq, parent) for parent in parents]
    )
    return group


def last_change(raw: sqlite3.Connection) -> datetime | None:
    """Return when the newest group was written."""
    row = raw.execute("SELECT at FROM log_group ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else datetime.fromisoformat(row[0])


def last_changes(raw: sqlite3.Connection, tables: Iterable[str]) -> dict[str, datetime]:
    """Return when each row of some tables was changed last, by key; a row that the log does not know is left out."""
    names = list(tables)
    found = raw.execute(
        "SELECT r.row_id, g.at FROM log_group g JOIN (SELECT row_id, max(group_seq) AS newest FROM log_row "
        f"WHERE tbl IN ({', '.join('?' * len(names))}) GROUP BY row_id) r ON r.newest = g.seq",
        names,
    )
    return {key: datetime.fromisoformat(at) for key, at in found}


def history(raw: sqlite3.Connection, limit: int, row_id: str | None) -> list[HistoryRow]:
    """Return the newest ``limit`` groups, newest first, of the whole file or of one row."""
    chosen = "SELECT seq FROM log_group ORDER BY seq DESC LIMIT :limit"
    if row_id is not None:
        chosen = (
            "SELECT DISTINCT group_seq FROM log_row WHERE row_id = :row ORDER BY group_seq DESC LIMIT :limit"
        )
    statement = (
        "SELECT g.id, g.kind, g.label_key, g.label_ids, g.author, g.at, g.target, "
        "(SELECT u.kind FROM log_group u WHERE u.target = g.id ORDER BY u.seq DESC LIMIT 1), "
        "(SELECT count(*) FROM log_row r WHERE r.group_seq = g.seq) "
        f"FROM log_group g WHERE g.seq IN ({chosen}) ORDER BY g.seq DESC"
    )
    return [
        HistoryRow(
            group=group,
            kind=GroupKind(kind),
            label=label_from(key, ids),
            author=author,
            at=datetime.fromisoformat(at),
            target=target,
            undone=last == GroupKind.UNDO,
            rows=rows,
        )
        for group, kind, key, ids, author, at, target, last, rows in raw.execute(
            statement, {"limit": limit, "row": row_id}
        )
    ]


def row_changes(raw: sqlite3.Connection, group: str, row_id: str | None = None) -> list[RowChange]:
    """Return what a group changed, in the order of the changes; of one row where ``row_id`` is given."""
    found = raw.execute(
        "SELECT r.tbl, r.row_id, r.before, r.after FROM log_row r JOIN log_group g ON g.seq = r.group_seq "
        "WHERE g.id = :group AND (:row IS NULL OR r.row_id = :row) ORDER BY r.seq",
        {"group": group, "row": row_id},
    )
    return [
        RowChange(table, key, before and json.loads(before), after and json.loads(after))
        for table, key, before, after in found
    ]


def label_from(key: str, ids: str) -> Label:
    """Return the label that a group holds. Raises ``ValueError`` for what is none."""
    found = json.loads(ids)
    if not isinstance(found, dict):
        raise ValueError("a label without ids")
    return Label(key, {str(name): str(value) for name, value in found.items()})


def fresh_kinds() -> str:
    """Return the kinds that may be undone, as SQL."""
    return _FRESH
