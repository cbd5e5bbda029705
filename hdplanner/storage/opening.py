"""The way into a campaign file, for a new one and for one that may be anything: the order of the checks counts.

Leaves nothing behind where it refuses: no lock, no half-made file, no change.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import (
    DamagedFileError,
    NotACampaignFileError,
    NotFoundError,
    PassphraseNeededError,
    PlannerError,
    ReadOnlyFileError,
    WrongPassphraseError,
)
from hdplanner.errors_secret import WrongRecoverySheetError
from hdplanner.files import LockFile
from hdplanner.i18n import _
from hdplanner.storage import change_log, schema, search_index
from hdplanner.storage.engine import Link, connect
from hdplanner.storage.faults import NOT_A_DATABASE, READ_ONLY, code_of, translated
from hdplanner.storage.keys import FileKey, RecoveredKey, Secret, key_from, make_key
from hdplanner.storage.layout import SCHEMA, Layout
from hdplanner.storage.new_file import check_free, new_file, sweep

Place = tuple[int, int]
"""What tells a file from another one of the same name: its device and number there."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that has passed all checks. ``path``, ``place`` and ``lock`` are ``None`` in memory.

    ``kept`` is the copy that was made before its schema was brought up to date, if it was.
    """

    link: Link
    copy_id: str
    path: Path | None = None
    place: Place | None = None
    lock: LockFile | None = None
    read_only: bool = False
    schema: int = SCHEMA
    kept: Path | None = None


def place_of(path: Path) -> Place | None:
    """Return where the file of this name is now, or ``None`` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def create_in_memory(layout: Layout) -> Opened:
    """Return an empty document that needs no file."""
    link = connect(None)
    schema.create_tables(link, layout)
    _equip(link, layout)
    return Opened(link, _copy_id(link), schema=layout.schema)


def create(path: Path, layout: Layout, author: str, passphrase: str | None) -> Opened:
    """Make a file under another name, give it its name when it is whole, and open it."""
    key = None if passphrase is None else make_key(passphrase)
    check_free(path)
    lock = LockFile(path, author=author)
    lock.acquire()
    try:
        _make(path, layout, key)
        with translated(path):
            return replace(_open(path, layout, key, read_only=False, unclean=False), lock=lock)
    except BaseException:
        lock.release()
        raise
    finally:
        if key is not None:
            key.wipe()


def _make(path: Path, layout: Layout, key: FileKey | None) -> None:
    """Write an empty campaign file whole, then name it ``path``."""
    with new_file(path) as making:
        making.touch(exist_ok=False)
        link = connect(making, key)
        try:
            schema.create_tables(link, layout)
        finally:
            link.close()


def open_file(path: Path, layout: Layout, author: str, secret: Secret | None, read_only: bool) -> Opened:
    """Open what is at ``path``, if it is a campaign file and everything about it is in order."""
    start = _start_of(path)
    if schema.is_plain(start):
        return _open_locked(path, layout, author, None, read_only)
    if secret is None:
        raise PassphraseNeededError(path)
    key = key_from(secret, start)
    try:
        return _open_locked(path, layout, author, key, read_only)
    except WrongPassphraseError:
        if isinstance(secret, RecoveredKey):
            raise WrongRecoverySheetError(path) from None
        raise
    finally:
        key.wipe()


def reopened(path: Path, layout: Layout, key: FileKey | None) -> Opened:
    """Open the file that was written anew in the place of one that was open; its lock is still held."""
    with translated(path):
        return _open(path, layout, key, read_only=False, unclean=False)


def _open_locked(path: Path, layout: Layout, author: str, key: FileKey | None, read_only: bool) -> Opened:
    """Take the lock, where one is needed, and open."""
    lock, unclean = (None, False) if read_only else _locked(path, author)
    try:
        with translated(path):
            opened = _open(path, layout, key, read_only=lock is None, unclean=unclean)
    except (driver.Error, UnicodeError, OverflowError, MemoryError) as error:  # of what a hostile file holds
        _let_go(lock)
        raise DamagedFileError(path, str(error)) from error
    except BaseException:
        _let_go(lock)
        raise
    return replace(opened, lock=lock)


def _start_of(path: Path) -> bytes:
    """Return the first bytes of what could be a campaign file by its size."""
    try:
        start, size = schema.first_bytes(path), path.stat().st_size
    except FileNotFoundError:
        raise NotFoundError(_("file"), str(path)) from None
    except IsADirectoryError:
        raise NotACampaignFileError(path) from None
    except PermissionError:
        raise ReadOnlyFileError(path) from None
    if size < schema.SMALLEST:
        raise NotACampaignFileError(path)
    return start


def _locked(path: Path, author: str) -> tuple[LockFile | None, bool]:
    """Return the lock, or ``None`` where nothing can be written, and whether the file was left without closing."""
    if not os.access(path, os.W_OK):
        return None, False
    lock = LockFile(path, author=author)
    left_over = lock.holder() is not None
    try:
        lock.acquire()
    except ReadOnlyFileError:
        return None, False
    sweep(path)
    real = path.resolve()
    journal = real.with_name(f"{real.name}-journal")
    return lock, left_over or (journal.exists() and journal.stat().st_size > 0)


def _let_go(lock: LockFile | None) -> None:
    if lock is not None:
        lock.release()


def _open(path: Path, layout: Layout, key: FileKey | None, *, read_only: bool, unclean: bool) -> Opened:
    """Connect and check, from what costs and risks least to what costs most."""
    place = place_of(path)
    link = _connected(path, key, read_only=read_only)
    try:
        found = schema.check_version(link, path, layout.schema)
        schema.check_nothing_acts(link, path)
        if unclean:
            schema.check_pages(link, path)
        kept = _upgraded(link, path, layout, found, read_only=read_only)
        schema.check_shape(link, path, layout)
        if not read_only:
            link.raw.execute("PRAGMA journal_mode = DELETE").fetchone()  # writes, so not before all is known
            _equip(link, layout)
            _end_erasure(link)
        copy_id = _copy_id(link)
        link.raw.execute("PRAGMA query_only = ON")
    except BaseException:
        link.close()
        raise
    return Opened(link, copy_id, path, place, read_only=read_only, schema=layout.schema, kept=kept)


def _upgraded(link: Link, path: Path, layout: Layout, found: int, *, read_only: bool) -> Path | None:
    """Bring an older file up to date; one that can only be read cannot be."""
    if found == layout.schema:
        return None
    if read_only:
        raise ReadOnlyFileError(path)
    from hdplanner.storage.upgrade import upgrade

    return upgrade(link, path, layout, found)


def _connected(path: Path, key: FileKey | None, *, read_only: bool) -> Link:
    """Connect; a key that opens nothing cannot be told from a file that is not ours."""
    try:
        return connect(path, key, read_only=read_only)
    except driver.DatabaseError as error:
        if code_of(error) == READ_ONLY and read_only:
            return _connected_after_mending(path, key)
        if code_of(error) != NOT_A_DATABASE:
            raise
        refusal: type[PlannerError] = NotACampaignFileError if key is None else WrongPassphraseError
        raise refusal(path) from error


def _connected_after_mending(path: Path, key: FileKey | None) -> Link:
    """Roll back what a process left half done when it died, then connect to read only."""
    try:
        connect(path, key).close()
        return connect(path, key, read_only=True)
    except driver.OperationalError as error:
        detail = _("left in the middle of a change, which cannot be taken back where nothing can be written")
        raise DamagedFileError(path, detail) from error


def _copy_id(link: Link) -> str:
    return str(link.value("SELECT value FROM meta WHERE key = 'copy_id'") or "")


def _equip(link: Link, layout: Layout) -> None:
    """Give a connection that writes its log and its search index."""
    change_log.install(link.raw, layout)
    search_index.install(link.raw, layout)
    if not search_index.is_current(link.raw):
        with link.immediate():
            search_index.rebuild(link.raw, layout)


def _end_erasure(link: Link) -> None:
    """Pack the file anew where somebody was erased and the packing was broken off."""
    if link.value("SELECT 1 FROM meta WHERE key = 'erasure.vacuum'") is not None:
        from hdplanner.storage import erasure

        erasure.finish(link)
