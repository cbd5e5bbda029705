"""Whether an open file may still be written: it is where it was, it takes changes, and its lock is ours."""

from __future__ import annotations

from pathlib import Path

from hdplanner.errors import FileVanishedError, LockHolder, LockLostError, ReadOnlyFileError
from hdplanner.files import LockFile
from hdplanner.storage.engine import Link
from hdplanner.storage.opening import Place, place_of

_NOBODY = LockHolder(pid=0, host="", program="", author="", since=None)


def check_place(path: Path, place: Place | None) -> None:
    """Refuse a file that is no longer the one that was opened."""
    if place is None or place != place_of(path):
        raise FileVanishedError(path)


def check_writable(path: Path, place: Place | None, lock: LockFile | None, link: Link) -> None:
    """Refuse to write what is not ours to write. Without a lock a file was opened to be read only."""
    check_place(path, place)
    if lock is None:
        raise ReadOnlyFileError(path)
    if lock.keep() and link.changed_elsewhere():  # taken over, worked in, and closed again
        lock.release()
        raise LockLostError(path, _NOBODY)
