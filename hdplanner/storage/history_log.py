"""Reads the change log for people: which steps there are, what each changed, and how single rows came to be as they are.

The order of all steps is a list of numbers, so that a long history is fetched piece by piece. Changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.storage.change_log import fresh_kinds, label_from
from hdplanner.storage.changes import GroupKind, Label
from hdplanner.storage.log_reads import Image, image_of_today, log_understood

Key = tuple[str, str]
"""A table and the key of one of its rows."""

_STANDS = "(SELECT u.kind FROM log_group u WHERE u.target = g.id ORDER BY u.seq DESC LIMIT 1) IS NOT 'undo'"


@dataclass(frozen=True, slots=True)
class LoggedStep:
    """One group of the log. ``at`` is in UTC; ``undone`` where it was taken back and does not stand now.

    ``adopted`` came along with a merge; of one that was ``compacted`` only this head is left.
    """

    seq: int
    group: str
    kind: GroupKind
    label: Label
    author: str
    at: datetime
    undone: bool
    compacted: bool
    adopted: bool


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """One change of one row: its images as today's schema reads them, ``None`` where it was not there."""

    seq: int
    step: int
    table: str
    key: str
    before: Image | None
    after: Image | None


def step_order(
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    of: Iterable[Key] | None = None,
) -> list[int]:
    """Return the numbers of the steps, newest first: within a time (UTC), or about some rows."""
    conditions, values = ["1"], []
    for moment, sign in ((since, ">="), (until, "<")):
        if moment is not None:
            conditions.append(f"at {sign} ?")
            values.append(moment.isoformat(timespec="milliseconds"))
    if of is not None:
        conditions.append(
            "seq IN (SELECT r.group_seq FROM json_each(?) k JOIN log_row r "
            "ON r.row_id = json_extract(k.value, '$[1]') AND r.tbl = json_extract(k.value, '$[0]'))"
        )
        values.append(json.dumps(list(of)))
    found = _run(
        session,
        f"SELECT seq FROM log_group WHERE {' AND '.join(conditions)} ORDER BY at DESC, seq DESC",
        values,
    )
    return [row[0] for row in found]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps are looked for among some: by their author, those that changed one of the tables, or hold the text.

    ``named`` are the keys of records that the text names: a step that is about one of them is found as well.
    """

    author: str = ""
    tables: tuple[str, ...] = ()
    text: str = ""
    named: tuple[str, ...] = ()


def steps(session: Session, numbers: Sequence[int], wanted: Wanted | None = None) -> list[LoggedStep]:
    """Return those of some steps that are ``wanted``, in the order of ``numbers``."""
    conditions, values = ["g.seq IN (SELECT value FROM json_each(?))"], [json.dumps(list(numbers))]
    if wanted is not None and wanted.author:
        conditions.append("g.author = ?")
        values.append(wanted.author)
    if wanted is not None and wanted.tables:
        conditions.append(
            "EXISTS (SELECT 1 FROM log_row r WHERE r.group_seq = g.seq "
            "AND r.tbl IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps(wanted.tables))
    if wanted is not None and wanted.text.strip():
        condition, more = _holds(wanted)
        conditions.append(condition)
        values += more
    found = _run(
        session,
        "SELECT g.seq, g.id, g.kind, g.label_key, g.label_ids, g.author, g.at, "
        f"NOT ({_STANDS}), g.compacted, g.adopted FROM log_group g WHERE {' AND '.join(conditions)}",
        values,
    )
    with log_understood(session):
        made = {row[0]: _step(row) for row in found}
    return [made[number] for number in numbers if number in made]


def _holds(wanted: Wanted) -> tuple[str, list[str]]:
    """Return the condition that a step holds a text in a value: in its whole image first, which is quick to refuse."""
    plain, written = _forms(wanted.text)

    def like(what: str, forms: list[str]) -> str:
        return "(" + " OR ".join([f"{what} LIKE ? ESCAPE '!'"] * len(forms)) + ")"

    def within(image: str) -> str:
        return (
            f"({like(f'r.{image}', written)} AND EXISTS (SELECT 1 FROM json_each({_sound(f'r.{image}')}) v "
            f"WHERE v.type = 'text' AND {like('v.value', plain)}))"
        )

    condition = (
        f"({like('g.author', plain)} OR EXISTS (SELECT 1 FROM json_each({_sound('g.label_ids')}) l "
        "WHERE l.value IN (SELECT value FROM json_each(?))) OR EXISTS (SELECT 1 FROM log_row r "
        f"WHERE r.group_seq = g.seq AND ({within('before')} OR {within('after')})))"
    )
    return condition, [*plain, json.dumps(wanted.named), *written, *plain, *written, *plain]


def step_rows(session: Session, number: int, limit: int) -> list[LoggedRow]:
    """Return the first changes of rows that one step made, in their order."""
    return _rows(session, "r.group_seq = ? ORDER BY r.seq LIMIT ?", [number, limit])


def count_rows(session: Session, number: int) -> int:
    """Return how many changes of rows one step made."""
    return int(_run(session, "SELECT count(*) FROM log_row WHERE group_seq = ?", [number])[0][0])


def changes_of(session: Session, keys: Iterable[Key]) -> list[LoggedRow]:
    """Return every change of some rows, the oldest first."""
    return _rows(
        session,
        "r.seq IN (SELECT x.seq FROM json_each(?) k JOIN log_row x ON x.row_id = json_extract(k.value, '$[1]') "
        "AND x.tbl = json_extract(k.value, '$[0]')) ORDER BY r.seq",
        [json.dumps(list(keys))],
    )


def gone_parts(session: Session, table: str, field: str, parents: Collection[str]) -> list[str]:
    """Return the keys of rows of ``table`` that were deleted at some time and pointed to one of ``parents``."""
    found = _run(
        session,
        "SELECT DISTINCT row_id FROM log_row INDEXED BY ix_log_row_gone WHERE tbl = ? AND after IS NULL "
        f"AND json_extract({_sound('before')}, '$.{field}') IN (SELECT value FROM json_each(?))",
        [table, json.dumps(list(parents))],
    )
    return [row[0] for row in found]


def tables_of(session: Session, key: str) -> list[str]:
    """Return the tables that ever held a row of this key."""
    return [row[0] for row in _run(session, "SELECT DISTINCT tbl FROM log_row WHERE row_id = ?", [key])]


def authors(session: Session) -> list[str]:
    """Return everybody who signed a step, by name."""
    return [row[0] for row in _run(session, "SELECT DISTINCT author FROM log_group ORDER BY author", [])]


def steps_back_to(session: Session, number: int) -> int | None:
    """Return how many steps undo takes back until ``number`` is undone; ``None`` where it cannot be.

    It cannot where it stands no longer, came with a merge, or is nothing that a person did.
    """
    may = f"g.kind IN ({fresh_kinds()}) AND NOT g.adopted AND {_STANDS}"
    if not _run(session, f"SELECT 1 FROM log_group g WHERE g.seq = ? AND {may}", [number]):
        return None
    return int(_run(session, f"SELECT count(*) FROM log_group g WHERE g.seq >= ? AND {may}", [number])[0][0])


def _rows(session: Session, condition: str, values: Sequence[Any]) -> list[LoggedRow]:
    found = _run(
        session,
        "SELECT r.seq, r.group_seq, r.tbl, r.row_id, r.before, r.after, g.schema FROM log_row r "
        f"JOIN log_group g ON g.seq = r.group_seq WHERE {condition}",
        values,
    )
    with log_understood(session):
        return [
            LoggedRow(
                seq,
                step,
                table,
                key,
                image_of_today(table, before, schema),
                image_of_today(table, after, schema),
            )
            for seq, step, table, key, before, after, schema in found
        ]


def _step(row: Sequence[Any]) -> LoggedStep:
    seq, group, kind, key, ids, author, at, undone, compacted, adopted = row
    return LoggedStep(
        seq,
        group,
        GroupKind(kind),
        label_from(key, ids),
        author,
        datetime.fromisoformat(at),
        bool(undone),
        bool(compacted),
        bool(adopted),
    )


def _forms(text: str) -> tuple[list[str], list[str]]:
    """Return patterns for a text in the cases it is mostly written in, and the same as JSON writes them.

    SQLite folds the letters of English only.
    """
    plain = text.strip()
    cased = {plain.lower(), plain.upper(), plain[:1].upper() + plain[1:]}
    forms = [plain] if plain.isascii() else sorted({plain} | cased)
    written = [json.dumps(form, ensure_ascii=False)[1:-1] for form in forms]
    return [_pattern(form) for form in forms], [_pattern(form) for form in written]


def _sound(column: str) -> str:
    """Return the SQL for JSON that is whole: SQLite stops at any other."""
    return f"CASE WHEN json_valid({column}) THEN {column} END"


def _pattern(text: str) -> str:
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


def _run(session: Session, statement: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
    return session.connection().exec_driver_sql(statement, tuple(values)).fetchall()
