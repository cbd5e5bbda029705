"""What a file must be before it is trusted: ours, not newer, not hostile, of the known shape. And new files.

Refuses; repairs nothing. Steps from an older schema are taken by `upgrade`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hdplanner.domain.base import new_id
from hdplanner.errors import DamagedFileError, NewerFileError, NotACampaignFileError
from hdplanner.i18n import _
from hdplanner.storage.engine import PLAIN_MAGIC, Link
from hdplanner.storage.folding import FOLD_VERSION
from hdplanner.storage.layout import APPLICATION_ID, Layout, own_statements

SMALLEST = 4096
"""Bytes of one page: a file with less, or with part of a page, was not made by us or is cut short."""

_TOLERATED = ("sqlite_stat1", "sqlite_stat4", "sqlite_sequence")


def first_bytes(path: Path) -> bytes:
    """Return the 16 bytes a file starts with: SQLite's mark, or the salt of an encrypted file."""
    with path.open("rb") as file:
        return file.read(16)


def is_plain(start: bytes) -> bool:
    """Tell whether a file that starts so is not encrypted."""
    return start == PLAIN_MAGIC


def create_tables(link: Link, layout: Layout) -> None:
    """Make all tables in an empty database, all or nothing."""
    with link.immediate():
        for statement in layout.statements:
            link.raw.execute(statement)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        facts = {"file_id": new_id(), "copy_id": new_id(), "created": now, "fold": FOLD_VERSION}
        link.raw.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", list(facts.items()))
        stamp(link.raw, layout.schema)


def stamp(raw: sqlite3.Connection, version: int, database: str = "main") -> None:
    """Mark a database as ours and as of this schema version."""
    raw.execute(f"PRAGMA {database}.application_id = {APPLICATION_ID:d}")
    raw.execute(f"PRAGMA {database}.user_version = {version:d}")


def check_version(link: Link, path: Path, known: int) -> int:
    """Return the schema version of a file of ours. Looks at the file's head only.

    Raises ``NotACampaignFileError``, and ``NewerFileError`` before anything else is read.
    """
    if link.value("PRAGMA application_id") != APPLICATION_ID:
        raise NotACampaignFileError(path)
    found = int(str(link.value("PRAGMA user_version")))
    if found > known:
        raise NewerFileError(path, found, known)
    if found < 1:
        raise NotACampaignFileError(path)
    return found


def check_nothing_acts(link: Link, path: Path) -> None:
    """Refuse a file with triggers or views, or with virtual tables that are not ours: ours never hold any."""
    own = [" ".join(statement.split()) for statement in own_statements()]
    for kind, name, sql in link.raw.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind not in ("table", "index") or not isinstance(sql, str | None):
            raise _strange(path, name)
        words = " ".join((sql or "").split())
        if words[:14].upper() == "CREATE VIRTUAL" and words not in own:
            raise _strange(path, name)


@dataclass(frozen=True, slots=True)
class Shape:
    """The tables, indexes and columns of a file."""

    tables: frozenset[str]
    indexes: frozenset[str]
    columns: dict[str, frozenset[str]]


def shape_of(raw: sqlite3.Connection, path: Path) -> Shape:
    """Return what a file is made of. Refuses a computed column, which may run anything."""
    entries = raw.execute("SELECT type, name FROM sqlite_master").fetchall()
    found: dict[str, set[str]] = {}
    for table, column, hidden in raw.execute(
        "SELECT m.name, c.name, c.hidden FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'"
    ):
        if hidden > 1:
            raise _strange(path, f"{table}.{column}")
        found.setdefault(table, set()).add(column)
    indexes = (name for kind, name in entries if kind == "index")
    return Shape(
        frozenset(name for kind, name in entries if kind == "table") - set(_TOLERATED),
        frozenset(name for name in indexes if not name.startswith("sqlite_autoindex_")),
        {table: frozenset(columns) for table, columns in found.items()},
    )


def check_shape(link: Link, path: Path, layout: Layout) -> None:
    """Refuse a file whose tables, columns or indexes are not exactly the known ones."""
    check_same(shape_of(link.raw, path), Shape(layout.tables, layout.indexes, layout.columns), path)


def check_same(found: Shape, known: Shape, path: Path) -> None:
    """Refuse a file that is not made of exactly what is known, naming the first part that differs."""
    for name in sorted((found.tables ^ known.tables) | (found.indexes ^ known.indexes)):
        raise _strange(path, name)
    for table, columns in known.columns.items():
        if found.columns.get(table, frozenset()) != columns:
            raise _strange(path, table)


def check_pages(link: Link, path: Path) -> None:
    """Read every page once, after the file was not closed properly. Raises ``DamagedFileError``."""
    for row in link.raw.execute("PRAGMA quick_check(1)"):
        if row[0] != "ok":
            raise DamagedFileError(path, str(row[0]))


def _strange(path: Path, name: str) -> DamagedFileError:
    return DamagedFileError(path, _("unknown part “{name}”").format(name=str(name)[:60]))
