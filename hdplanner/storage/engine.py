"""One connection to one file: keyed, hardened, guarded, and the SQLAlchemy engine on it.

Knows nothing of what the file holds. Only `sqlcipher3` is used, for plain files as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as driver

from hdplanner.storage.faults import INTERRUPTED, code_of
from hdplanner.storage.keys import FileKey

PLAIN_MAGIC = b"SQLite format 3\0"

_DENY, _OK = 1, 0
_ATTACH, _PRAGMA, _FUNCTION = 24, 19, 31
"""Codes of SQLite's authorizer, from sqlite3.h."""

_HARDENING = (
    "PRAGMA cipher_log_level=NONE",  # a wrong key would print lines on standard error
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA secure_delete=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA analysis_limit=1000",  # how many rows of an index ANALYZE looks at
)


class Link:
    """The one connection to a campaign file. Use it from one thread at a time; ``interrupt`` from any.

    ``raw`` is the driver's connection, which has the shape of the standard library's.
    """

    def __init__(self, raw: sqlite3.Connection, key: FileKey | None) -> None:
        self.raw = raw
        self.key = key
        self.begin = "BEGIN"
        self._copying = False
        self.engine = self._make_engine()
        raw.set_authorizer(self._authorize)
        self._version = self.value("PRAGMA data_version")

    def close(self) -> None:
        """Close the connection for good, and wipe its key."""
        self.engine.dispose()
        with suppress(driver.Error):
            self.raw.close()
        if self.key is not None:
            self.key.wipe()

    def value(self, statement: str, *parameters: object) -> object:
        """Return the first column of the first row that ``statement`` gives, or ``None`` where there is none."""
        row = self.raw.execute(statement, parameters).fetchone()
        return None if row is None else row[0]

    def changed_elsewhere(self) -> bool:
        """Tell whether another connection has changed the file since this one was made."""
        return self._version != self.value("PRAGMA data_version")

    @contextmanager
    def copying(self) -> Iterator[None]:
        """Allow ATTACH and VACUUM INTO for as long as we make a copy ourselves."""
        self._copying = True
        try:
            yield
        finally:
            self._copying = False

    @contextmanager
    def writable(self) -> Iterator[None]:
        """Lift ``query_only``, which would hold for other databases of the connection as well."""
        before = self.value("PRAGMA query_only")
        self.raw.execute("PRAGMA query_only = OFF")
        try:
            yield
        finally:
            self.raw.execute(f"PRAGMA query_only = {before}")

    @contextmanager
    def immediate(self) -> Iterator[None]:
        """Hold one write transaction on the bare connection: all of it, or nothing."""
        self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.raw.execute("COMMIT")
        except BaseException:
            self.roll_back()
            raise

    def roll_back(self) -> None:
        """End a transaction without a trace, where SQLite has not done so already (as on a full disk)."""
        while self.raw.in_transaction:
            self.surely("ROLLBACK")

    def surely(self, statement: str) -> None:
        """Run a statement that must not be left out because somebody interrupts what runs on the file."""
        while True:
            try:
                self.raw.execute(statement)
            except driver.OperationalError as error:
                if code_of(error) != INTERRUPTED:
                    raise
            else:
                return

    def _authorize(
        self, action: int, first: str | None, second: str | None, database: str | None, source: str | None
    ) -> int:
        """Keep a statement, wherever it comes from, away from other files and from the schema's own table."""
        if action == _ATTACH:
            return _OK if self._copying else _DENY
        if action == _PRAGMA and (first or "").lower() == "writable_schema":
            return _DENY
        if action == _FUNCTION and (second or "").lower() == "load_extension":
            return _DENY
        return _OK

    def _make_engine(self) -> Engine:
        """Return an engine on this connection which begins transactions the way ``begin`` says."""
        engine = create_engine(
            "sqlite+pysqlite://",
            module=driver,
            creator=lambda: self.raw,
            poolclass=StaticPool,
            hide_parameters=True,  # an error's text may end in a report: nobody's name belongs there
        )

        @event.listens_for(engine, "begin")
        def start(connection: Connection) -> None:
            connection.exec_driver_sql(self.begin)

        return engine


def connect(path: Path | None, key: FileKey | None = None, *, read_only: bool = False) -> Link:
    """Return a link to the file at ``path``, which must be there, or to a new database in memory for ``None``.

    A wrong key shows only at the first read: the caller reads at once. Raises the driver's own errors.
    The link keeps a copy of the key, and wipes that when it is closed.
    """
    raw = _raw(path, key, read_only=read_only)
    try:
        for statement in _HARDENING:
            raw.execute(statement)
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        raw.close()
        raise
    return Link(raw, key.copy() if key else None)


def _raw(path: Path | None, key: FileKey | None, *, read_only: bool) -> sqlite3.Connection:
    """Open the driver's connection; the key must be the very first statement."""
    if path is None:
        opened = driver.connect(":memory:", check_same_thread=False, isolation_level=None)
    else:
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
        opened = driver.connect(address, uri=True, check_same_thread=False, isolation_level=None, timeout=5)
    raw = cast("sqlite3.Connection", opened)
    if key is not None:
        raw.executescript(f'PRAGMA key="{key.literal()}"')  # `execute` would keep the statement, key and all
    return raw
