"""Turns what SQLite says into the errors that a person is told. What is a bug stays what it is."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import (
    DamagedFileError,
    DiskFailedError,
    DiskFullError,
    FileVanishedError,
    LockedFileError,
    LockHolder,
    PlannerError,
    ReadOnlyFileError,
)
from hdplanner.progress import Cancelled

GENERAL, BUSY, LOCKED, READ_ONLY, INTERRUPTED, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = (
    *(1, 5, 6, 8, 9, 10, 11, 13, 14, 26),
)
"""SQLite's primary result codes, from sqlite3.h."""

_SOMEBODY = LockHolder(pid=0, host="", program="", author="", since=None)


_SAID = {
    "disk I/O error": IO_ERROR,
    "database or disk is full": FULL,
    "database is locked": BUSY,
    "attempt to write a readonly database": READ_ONLY,
    "unable to open database file": CANNOT_OPEN,
    "unable to open database: ": CANNOT_OPEN,
    "database disk image is malformed": CORRUPT,
    "file is not a database": NOT_A_DATABASE,
    "interrupted": INTERRUPTED,
}
"""What SQLite says for some codes: a function of SQL, and the driver's own way to copy, pass on the words alone."""


def code_of(error: BaseException) -> int | None:
    """Return SQLite's primary result code of ``error``, or ``None`` where it has none."""
    extended = getattr(error, "sqlite_errorcode", None)
    code = None if extended is None else int(extended) & 0xFF
    if code == GENERAL or (code is None and isinstance(error, driver.Error)):
        return next((known for words, known in _SAID.items() if str(error).startswith(words)), code)
    return code


@contextmanager
def translated(path: Path | None, *, reading: bool = False) -> Iterator[None]:
    """Let what goes wrong with the file at ``path`` leave as a named error. ``None`` means in memory.

    A write while ``reading`` is a bug of the query, and stays one.
    """
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        named = _named(cause, path) if isinstance(cause, Exception) else None
        if named is None or (reading and _forbids_writing(cause)):
            raise
        raise named from error
    except driver.Error as error:
        named = _named(error, path)
        if named is None:
            raise
        raise named from error


def tells_itself(error: BaseException) -> bool:
    """Tell whether SQLite has said itself what is wrong with the file or the disk."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, driver.Error) and _named(cause, Path(":memory:")) is not None


@contextmanager
def understood(path: Path | None, part: str) -> Iterator[None]:
    """Let a value that no program of ours can have written leave as damage to a ``part`` of the file."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedFileError(path or Path(":memory:"), part) from error


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Let what goes wrong with writing a new file at ``path`` leave as a named error."""
    try:
        with translated(path):
            yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFullError(path) from error
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise ReadOnlyFileError(path) from error
        raise DiskFailedError(path) from error


def _forbids_writing(error: BaseException | None) -> bool:
    """Tell whether SQLite refused a write because none is allowed, rather than because of the file."""
    return getattr(error, "sqlite_errorcode", None) == READ_ONLY


def _named(error: Exception, path: Path | None) -> PlannerError | Cancelled | None:
    """Return the error that a person is told for ``error``, or ``None`` where it is a bug of ours."""
    code, where = code_of(error), path or Path(":memory:")
    if code == INTERRUPTED:
        return Cancelled()
    if code == FULL:
        return DiskFullError(where)
    if code in (BUSY, LOCKED):
        return LockedFileError(where, _SOMEBODY)
    if code in (READ_ONLY, CANNOT_OPEN, IO_ERROR) and path is not None:
        if not path.exists() or (code == READ_ONLY and "moved" in str(error)):
            return FileVanishedError(where)
        return DiskFailedError(where) if code == IO_ERROR else ReadOnlyFileError(where)
    if code in (CORRUPT, NOT_A_DATABASE) or "Could not decode" in str(error):
        return DamagedFileError(where, str(error))
    return None
