"""Erases rows for good: with all that belongs to them, from tables, log, search and conflicts; keys stay as tombstones.

No step of the log: nothing brings them back. One transaction; the file is packed anew after it, again at the next
opening where that was broken off. Works on a file of any schema, since versions are erased alike.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.name_search import tidy
from hdplanner.domain.rules_rights import BELONGS, NAMED_ALONE, NAMES
from hdplanner.domain.values import AccessKind
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage import access_log, search_index
from hdplanner.storage.engine import Link
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.layout import Layout
from hdplanner.storage.scrubbing import Names, Scrubber, pointers_of, tables_of

Key = tuple[str, str]
"""A table and a key in it."""

DUE = "erasure.vacuum"
"""The setting that says that pages of erased rows may still lie in the file."""

_ANY = "*"
_LEADS = re.compile(r"@|(?:\d\W*){6}")
"""What leads to one person: an address of mail, or a number to call."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased: keys by table, and the rows that named them and stay."""

    keys: Mapping[str, frozenset[str]]
    scrubbed: Mapping[str, frozenset[str]]

    @property
    def count(self) -> int:
        """How many rows are gone."""
        return sum(map(len, self.keys.values()))

    @property
    def touched(self) -> dict[str, frozenset[str]]:
        """All rows that are other than before."""
        return {
            table: self.keys.get(table, frozenset()) | self.scrubbed.get(table, frozenset())
            for table in {*self.keys, *self.scrubbed}
        }


Act = Callable[[InHand, Progress], Gone]
"""Takes something out of a file for good, inside a transaction."""


def for_good(
    hand: InHand, act: Act, kind: AccessKind, facts: Mapping[str, object], progress: Progress = NO_PROGRESS
) -> Gone:
    """Do an act that nothing takes back on an open file, say so in the access log, and pack the file anew."""
    with hand.link.writable(), hand.link.immediate():
        gone = act(hand, progress)
        told = {"rows": gone.count, "texts": sum(map(len, gone.scrubbed.values())), **facts}
        access_log.record(hand.link.raw, hand.author, kind, told)
    finish(hand.link)
    return gone


def in_version(hand: InHand, act: Act, progress: Progress = NO_PROGRESS) -> None:
    """Do the same to a version, which is packed by whoever hands it over."""
    with hand.link.immediate():
        act(hand, progress)
        hand.link.raw.execute("DELETE FROM meta WHERE key = ?", (DUE,))


def erase(
    hand: InHand, keys: Collection[Key], names: Iterable[str] = (), progress: Progress = NO_PROGRESS
) -> Gone:
    """Erase rows and names from an open file as one act of its own."""
    return for_good(
        hand, lambda one, step: erase_rows(one, keys, names, step), AccessKind.ERASURE, {}, progress
    )


def erase_rows(
    hand: InHand,
    keys: Collection[Key],
    names: Iterable[str] = (),
    progress: Progress = NO_PROGRESS,
    *,
    own_names: bool = True,
) -> Gone:
    """Erase inside the running transaction of the caller, who calls `finish` when it is committed.

    The names that stand in the rows are looked for in all other texts (``own_names``), besides ``names``, unless
    somebody else in the file bears them as well.
    """
    raw = hand.link.raw
    gone = reach(raw, keys)
    found = names_of(raw, gone) if own_names else set()
    sought = Names({*found, *names}, borne_by_others(raw, gone))
    return take_out(hand, reach(raw, {*_pairs(gone), *named_alone(raw, sought.names)}), sought, progress)


def take_out(
    hand: InHand, gone: Mapping[str, frozenset[str]], sought: Names, progress: Progress = NO_PROGRESS
) -> Gone:
    """Delete rows with everything that is kept of them, and take names out of all that stays."""
    raw = hand.link.raw
    blobs = _blobs_of(raw, gone)
    _delete(raw, gone)
    scrubber = Scrubber(raw, sought, gone, progress)
    scrubber.rows()
    scrubber.log()
    scrubber.others()
    _delete_blobs(raw, blobs)
    if "tombstone" in {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}:
        raw.executemany(
            "INSERT OR IGNORE INTO tombstone (tbl, row_id) VALUES (?, ?)",
            list(_pairs(gone)),
        )
    _tidy_search(raw, hand.layout)
    raw.execute("INSERT INTO meta (key, value) VALUES (?, '1') ON CONFLICT (key) DO NOTHING", (DUE,))
    return Gone(gone, {table: frozenset(ids) for table, ids in scrubber.changed.items()})


def forget(hand: InHand, other: sqlite3.Connection, keys: Iterable[Key]) -> bool:
    """Take out what another copy has brought along of persons erased here: that copy still knows their names.

    Inside the running transaction of a merge; tells whether there was anybody to be forgotten.
    """
    erased: dict[str, set[str]] = {}
    for table, key in keys:
        erased.setdefault(table, set()).add(key)
    names = names_of(other, erased) if erased else set()
    if names:
        take_out(hand, {}, Names(names, borne_by_others(hand.link.raw, {})))
    return bool(names)


def finish(link: Link) -> None:
    """Pack the file anew, so that no page of it holds what was erased. Where it is full, the next opening tries."""
    with suppress(driver.OperationalError), link.writable():
        with link.copying():
            link.raw.execute("VACUUM")
        link.raw.execute("DELETE FROM meta WHERE key = ?", (DUE,))


def reach(raw: sqlite3.Connection, keys: Iterable[Key]) -> dict[str, frozenset[str]]:
    """Return the rows with all that belongs to them, those among it that were deleted before and live in the log."""
    children = _children(raw)
    found: dict[str, set[str]] = {}
    new: dict[str, set[str]] = {}
    for table, key in keys:
        new.setdefault(table, set()).add(key)
    while new:
        for table, ids in new.items():
            found.setdefault(table, set()).update(ids)
        following: dict[str, set[str]] = {}
        for parent, ids in new.items():
            for table, column in (*children.get(parent, ()), *children[_ANY]):
                more = _pointing(raw, table, column, ids) - found.get(table, set())
                if more:
                    following.setdefault(table, set()).update(more)
        new = following
    return {table: frozenset(ids) for table, ids in found.items()}


def _children(raw: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """Return what belongs to the rows of each table: tables and the columns by which they do."""
    tables = set(tables_of(raw))
    found: dict[str, list[tuple[str, str]]] = {_ANY: []}
    for table, columns in pointers_of(raw, optional=False).items():
        for column, parent in columns.items():
            found.setdefault(parent, []).append((table, column))
    for table, columns in pointers_of(raw, optional=True).items():
        for column, parent in columns.items():
            if (table, column) in BELONGS:
                found.setdefault(parent, []).append((table, column))
    if "merge_conflict" in tables:
        found[_ANY].append(("merge_conflict", "of_row"))
    return found


def _pointing(raw: sqlite3.Connection, table: str, column: str, ids: Collection[str]) -> set[str]:
    """Return the rows that point to one of ``ids``, or did when they were last there."""
    wanted = json.dumps(sorted(ids))
    now = raw.execute(
        f'SELECT id FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))', (wanted,)
    )
    found = {row[0] for row in now}
    path = f"$.{column}"
    before = raw.execute(
        "SELECT DISTINCT r.row_id FROM log_row r WHERE r.tbl = ? AND (iif(json_valid(r.before), "
        "json_extract(r.before, ?), NULL) IN (SELECT value FROM json_each(?)) OR iif(json_valid(r.after), "
        "json_extract(r.after, ?), NULL) IN (SELECT value FROM json_each(?))) "
        f'AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = r.row_id)',
        (table, path, wanted, path, wanted),
    )
    return found | {row[0] for row in before}


def names_of(raw: sqlite3.Connection, keys: Mapping[str, Collection[str]]) -> set[str]:
    """Return the names that stand in some rows, now or before, and the addresses and numbers that lead to them."""
    found = {name for table, columns in NAMES.items() for name in _stored(raw, keys, table, columns)}
    ways = (one.lstrip("+(") for one in _stored(raw, keys, "contact", ("value",)) if _LEADS.search(one))
    return {tidy(name) for name in (*found, *ways)} - {""}


def _stored(
    raw: sqlite3.Connection, keys: Mapping[str, Collection[str]], table: str, columns: tuple[str, ...]
) -> Iterator[str]:
    """Yield what stands in some columns of some rows, now or before."""
    wanted = json.dumps(sorted(keys.get(table, ())))
    listed = ", ".join(f'"{name}"' for name in columns)
    chosen = "IN (SELECT value FROM json_each(?))"
    for row in raw.execute(f'SELECT {listed} FROM "{table}" WHERE id {chosen}', (wanted,)):
        yield from (text for text in row if text and isinstance(text, str))
    images = raw.execute(
        f"SELECT before, after FROM log_row WHERE tbl = ? AND row_id {chosen}", (table, wanted)
    )
    for image in (one for pair in images for one in pair if one):
        with suppress(ValueError):
            values = json.loads(image)
            found = [values.get(name) for name in columns] if isinstance(values, dict) else []
            yield from (text for text in found if text and isinstance(text, str))


def borne_by_others(raw: sqlite3.Connection, keys: Mapping[str, Collection[str]]) -> set[str]:
    """Return the names that somebody else in the file bears: taking them out would erase a namesake."""
    found: set[str] = set()
    for table, columns in ((one, NAMES[one]) for one in ("stakeholder", "stakeholder_name")):
        found |= _names_but(raw, table, columns, keys.get(table, ()))
    return found | _names_but(raw, "team_member", ("name",), ())


def _names_but(
    raw: sqlite3.Connection, table: str, columns: tuple[str, ...], left_out: Collection[str]
) -> set[str]:
    listed = ", ".join(f'"{name}"' for name in columns)
    rows = raw.execute(f'SELECT id, {listed} FROM "{table}"')
    return {tidy(name) for key, *names in rows if key not in left_out for name in names}


def named_alone(raw: sqlite3.Connection, names: Iterable[str]) -> set[Key]:
    """Return the rows that know somebody of these names by name only."""
    sought = {tidy(name).casefold() for name in names} - {""}
    found: set[Key] = set()
    for table, pointers in NAMED_ALONE.items():
        nobody = " AND ".join(f'"{column}" IS NULL' for column in pointers)
        rows = raw.execute(f'SELECT id, name FROM "{table}" WHERE {nobody}')
        found |= {(table, key) for key, name in rows if tidy(name).casefold() in sought}
    return found


def _pairs(keys: Mapping[str, Collection[str]]) -> Iterator[Key]:
    return ((table, key) for table, ids in keys.items() for key in ids)


def _delete(raw: sqlite3.Connection, gone: Mapping[str, frozenset[str]]) -> None:
    """Delete the rows and their images; the database empties what points to them."""
    raw.execute("PRAGMA defer_foreign_keys = ON")
    chosen = "IN (SELECT value FROM json_each(?))"
    for table, ids in gone.items():
        wanted = json.dumps(sorted(ids))
        raw.execute(f'DELETE FROM "{table}" WHERE id {chosen}', (wanted,))
        raw.execute(f"DELETE FROM log_row WHERE tbl = ? AND row_id {chosen}", (table, wanted))


def _blobs_of(raw: sqlite3.Connection, gone: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the digests of the files that hang on erased attachments, now or before."""
    wanted = json.dumps(sorted(gone.get("attachment", ())))
    found = raw.execute(
        "SELECT digest FROM attachment WHERE id IN (SELECT value FROM json_each(:ids)) UNION "
        "SELECT iif(json_valid(after), json_extract(after, '$.digest'), '') FROM log_row "
        "WHERE tbl = 'attachment' AND row_id IN (SELECT value FROM json_each(:ids))",
        {"ids": wanted},
    )
    return {row[0] for row in found if row[0]}


def _delete_blobs(raw: sqlite3.Connection, digests: Iterable[str]) -> None:
    """Delete files that no attachment names any more, and that no undo could want."""
    for digest in digests:
        raw.execute(
            "DELETE FROM blob WHERE id = :digest "
            "AND NOT EXISTS (SELECT 1 FROM attachment WHERE digest = :digest) "
            "AND NOT EXISTS (SELECT 1 FROM log_row WHERE tbl = 'attachment' "
            "AND (instr(before, :digest) OR instr(after, :digest)))",
            {"digest": digest},
        )


def _tidy_search(raw: sqlite3.Connection, layout: Layout) -> None:
    """Leave no word of what is gone in the search index; a connection without our triggers has kept it unchanged."""
    kept = raw.execute("SELECT 1 FROM temp.sqlite_master WHERE name LIKE 'search_delete_%'").fetchone()
    current = int(raw.execute("PRAGMA user_version").fetchone()[0]) == layout.schema
    if not kept and current:
        search_index.register(raw)
        search_index.rebuild(raw, layout)
    elif not kept:  # an older schema: whoever opens it brings it up to date and makes the index anew
        raw.execute("DELETE FROM search_index")
        raw.execute("DELETE FROM search_doc")
    raw.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")


def tombstones(raw: sqlite3.Connection) -> Iterator[Key]:
    """Yield the keys of what was erased."""
    yield from raw.execute("SELECT tbl, row_id FROM tombstone ORDER BY tbl, row_id")


def raw_of(session: Session) -> sqlite3.Connection:
    """Return the bare connection that a session reads through, for as long as it does."""
    return cast("sqlite3.Connection", session.connection().connection.driver_connection)
