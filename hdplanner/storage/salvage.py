"""Saves what can be read of a damaged file into a new one; the damaged one is only copied, never opened to be written.

Rows on broken pages are looked for in the change log; what is found nowhere is counted by table.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.base import new_id
from hdplanner.errors import DamagedFileError, PassphraseNeededError, PlannerError
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage import schema, search_index, undo, versions
from hdplanner.storage.engine import connect
from hdplanner.storage.faults import written
from hdplanner.storage.keys import FileKey, Secret, key_from
from hdplanner.storage.layout import Layout
from hdplanner.storage.new_file import new_file
from hdplanner.storage.salvage_read import Broken, Reader
from hdplanner.storage.upgrade import frozen_statements
from hdplanner.storage.versions_copy import copied

_LOG = ("log_group", "log_parent", "log_row")
_OWN = ("tombstone", "access_log")


@dataclass(frozen=True, slots=True)
class SavedTable:
    """How many rows of a table were saved, how many of those from the change log, and how many are lost."""

    table: str
    saved: int
    from_log: int
    lost: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it. ``history`` tells whether the whole change log was saved."""

    path: Path
    tables: tuple[SavedTable, ...]
    history: bool

    @property
    def saved(self) -> int:
        """How many rows were saved."""
        return sum(one.saved for one in self.tables)

    @property
    def lost(self) -> int:
        """How many rows are lost."""
        return sum(one.lost for one in self.tables)


def salvage(
    path: Path, out: Path, secret: Secret | None, layout: Layout, progress: Progress = NO_PROGRESS
) -> Salvaged:
    """Write what can be read of the file at ``path`` to the new file ``out``, encrypted as it was.

    Raises ``FileExistsRefusedError``, ``PassphraseNeededError`` and ``WrongPassphraseError``, and
    ``DamagedFileError`` where nothing can be read at all.
    """
    key = key_of(path, secret)
    with new_file(out) as making:
        damaged = making.with_name(f"{making.name}-damaged")
        try:
            with written(out):
                _copy_raw(path, damaged)
            return _saved(path, damaged, making, out, key, layout, progress)
        finally:
            for left in (damaged, _journal(damaged)):
                with suppress(OSError):
                    left.unlink()


def key_of(path: Path, secret: Secret | None) -> FileKey | None:
    """Return the key of the file at ``path``; ``None`` for a plain one."""
    start = schema.first_bytes(path)
    if schema.is_plain(start):
        return None
    if secret is None:
        raise PassphraseNeededError(path)
    return key_from(secret, start)


def last_good_version(path: Path, secret: Secret | None) -> Path | None:
    """Return the newest version beside a damaged file that opens and is whole."""
    key = key_of(path, secret)
    for one in reversed(versions.all_of(path)):
        with suppress(PlannerError), versions.opened(one, key) as link:
            schema.check_pages(link, one)
            return one
    return None


def copy_version(version: Path, out: Path, path: Path, secret: Secret | None) -> None:
    """Make a file of its own, ``out``, of a version of the file at ``path``."""
    with versions.opened(version, key_of(path, secret)) as link:
        key = None if link.key is None else link.key.copy()
    with new_file(out) as making, copied(version, key, making) as copy, copy.immediate():
        copy.raw.execute("DELETE FROM meta WHERE key LIKE 'version.%'")


def _copy_raw(path: Path, damaged: Path) -> None:
    """Copy the bytes, with those of an edit that was left half made: it is taken back in the copy."""
    shutil.copyfile(path, damaged)
    real = path.resolve()
    journal = real.with_name(f"{real.name}-journal")
    if journal.is_file():
        shutil.copyfile(journal, _journal(damaged))


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _saved(
    path: Path,
    damaged: Path,
    making: Path,
    out: Path,
    key: FileKey | None,
    layout: Layout,
    progress: Progress,
) -> Salvaged:
    reader = Reader(damaged, key)
    try:
        found = reader.version(path, layout.schema)
        making.touch(mode=0o600, exist_ok=False)
        link = connect(making, key)
        try:
            link.raw.execute("PRAGMA foreign_keys = OFF")
            with link.immediate():
                statements = layout.statements if found == layout.schema else frozen_statements(found)
                for statement in statements:
                    link.raw.execute(statement)
                schema.stamp(link.raw, found)
                tables, history = _Rescue(reader, link.raw, layout, found).save_all(progress)
            if found == layout.schema:
                with link.immediate():
                    search_index.register(link.raw)
                    search_index.rebuild(link.raw, layout)
        finally:
            link.close()
    finally:
        reader.close()
    if not any(one.saved for one in tables):
        raise DamagedFileError(path, _("nothing in it can be read"))
    return Salvaged(out, tuple(one for one in tables if one.saved or one.lost), history)


class _Rescue:
    """One file being saved: rows from tables, rows from the log, and what cannot stand without others."""

    def __init__(self, reader: Reader, raw: sqlite3.Connection, layout: Layout, found: int) -> None:
        self._reader = reader
        self._raw = raw
        self._layout = layout
        self._found = found
        self._known = {
            name: [column[1] for column in raw.execute(f'PRAGMA table_info("{name}")')]
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            if not name.startswith(("search_", "sqlite_"))
        }

    def save_all(self, progress: Progress) -> tuple[list[SavedTable], bool]:
        """Save every table, the log first: it fills what the others lack."""
        self._save_meta()
        whole_log = self._save_log()
        for table in _OWN:
            if table in self._known:
                self._save(table)
        tables = [name for name in self._known if name not in (*_LOG, *_OWN, "meta")]
        result = []
        for done, table in enumerate(tables):
            progress.step(done, len(tables), table)
            saved, lost = self._save(table)
            from_log = self._fill_from_log(table) if lost else 0
            result.append(SavedTable(table, saved + from_log, from_log, max(0, lost - from_log)))
        return self._without_orphans(result), whole_log

    def _save_meta(self) -> None:
        """Save what the file is, or make it another one where that is lost."""
        self._save("meta")
        self._raw.execute("DELETE FROM meta WHERE key LIKE 'version.%'")
        for key in ("file_id", "copy_id"):
            self._raw.execute(
                "INSERT INTO meta (key, value) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM meta WHERE key = ?)",
                (key, new_id(), key),
            )

    def _save(self, table: str) -> tuple[int, int]:
        """Copy the rows of a table that can be read; return how many, and about how many cannot."""
        columns = self._known[table]
        names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
        saved = 0
        broken = Broken()
        for row in self._reader.rows(table, columns, broken):
            try:
                self._raw.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', row)
                saved += 1
            except driver.Error:
                broken.rows += 1
        return saved, broken.rows

    def _save_log(self) -> bool:
        """Copy the log; where images are lost, undo stops at the newest step that lacks any."""
        lost = {table: self._save(table)[1] for table in _LOG}
        if not any(lost.values()):
            return True
        raw = self._raw
        raw.execute("DELETE FROM log_row WHERE group_seq NOT IN (SELECT seq FROM log_group)")
        raw.execute("DELETE FROM log_parent WHERE group_seq NOT IN (SELECT seq FROM log_group)")
        raw.execute("UPDATE log_group SET target = NULL WHERE target NOT IN (SELECT id FROM log_group)")
        self._stop_undo()
        return False

    def _fill_from_log(self, table: str) -> int:
        """Bring rows back that the log still holds as they were last."""
        if table not in self._layout.logged:
            return 0
        columns = self._known[table]
        filled = 0
        for image, version in self._raw.execute(
            "SELECT r.after, g.schema FROM (SELECT row_id, max(seq) AS last FROM log_row WHERE tbl = ? "
            "GROUP BY row_id) l JOIN log_row r ON r.seq = l.last JOIN log_group g ON g.seq = r.group_seq "
            f'WHERE r.after IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = l.row_id)',
            (table,),
        ).fetchall():
            with suppress(driver.Error, ValueError, KeyError, TypeError):
                row = json.loads(image)
                while version < self._found:
                    row = undo.IMAGE_READERS[version](table, row)
                    version += 1
                names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
                self._raw.execute(
                    f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [row[c] for c in columns]
                )
                filled += 1
        return filled

    def _without_orphans(self, tables: Iterable[SavedTable]) -> list[SavedTable]:
        """Let go of pointers to rows that are lost; what cannot be without them is lost as well."""
        dropped: dict[str, int] = {}
        while astray := self._raw.execute("PRAGMA foreign_key_check").fetchall():
            for table, rowid, parent, _number in astray:
                self._forget_images(table, rowid)
                if not self._let_go(table, rowid, parent):
                    self._raw.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
                    dropped[table] = dropped.get(table, 0) + 1
        return [
            SavedTable(
                one.table,
                one.saved - dropped.get(one.table, 0),
                one.from_log,
                one.lost + dropped.get(one.table, 0),
            )
            for one in tables
        ]

    def _forget_images(self, table: str, rowid: int) -> None:
        """Take out what the log says of a row that will not be as it says."""
        self._raw.execute(
            f'DELETE FROM log_row WHERE tbl = ? AND row_id = (SELECT id FROM "{table}" WHERE rowid = ?)',
            (table, rowid),
        )
        self._stop_undo()

    def _stop_undo(self) -> None:
        """Undo nothing of what the log has gaps in."""
        if "compacted" in self._known["log_group"]:
            self._raw.execute("UPDATE log_group SET compacted = 1 WHERE NOT compacted")

    def _let_go(self, table: str, rowid: int, parent: str) -> bool:
        """Empty the pointers of a row to a lost one; tell whether that could be done."""
        optional = {c[1] for c in self._raw.execute(f'PRAGMA table_info("{table}")') if not c[3]}
        keys = self._raw.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        columns = [key[3] for key in keys if key[2] == parent and key[3] in optional]
        done = False
        for column in columns:
            done |= (
                self._raw.execute(
                    f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ? AND "{column}" IS NOT NULL '
                    f'AND "{column}" NOT IN (SELECT id FROM "{parent}")',
                    (rowid,),
                ).rowcount
                > 0
            )
        return done
