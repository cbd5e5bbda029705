"""Whole earlier states of a file, in the folder ``NAME.hdplan-versions`` beside it: made, listed, kept by the rule.

A version is a campaign file, encrypted as the file is; what it was made for stands inside it, nothing in its name.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.rules_kept_versions import MOST_BYTES, KeptVersion, Why, to_drop
from hdplanner.errors import DamagedFileError, FileVanishedError, NotFoundError, PlannerError
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage import change_log, schema, search_index
from hdplanner.storage.engine import Link, connect
from hdplanner.storage.faults import translated, written
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import FileKey
from hdplanner.storage.layout import SCHEMA, Layout
from hdplanner.storage.new_file import new_file, replaced_file
from hdplanner.storage.versions_copy import copied, copy_under

if TYPE_CHECKING:
    from hdplanner.storage.document import Document

T = TypeVar("T")

SUFFIX, ENDING = "-versions", ".hdplan"
MOST_BYTES_SETTING = "versions.most_bytes"

_NEWEST_GROUP = "SELECT id FROM log_group ORDER BY seq DESC LIMIT 1"
_FILE_ID = "SELECT value FROM meta WHERE key = 'file_id'"
_BY_HAND = "-kept"
_ABANDONED_S = 3_600
"""What a process that died left half made is swept after so many seconds."""


@dataclass(frozen=True, slots=True)
class Source:
    """What versions are made of and listed for: a file, its key, who works on it, and its newest change."""

    path: Path
    key: FileKey | None
    file_id: str
    author: str
    head: str
    most_bytes: int = MOST_BYTES

    @property
    def folder(self) -> Path:
        """Where the versions of the file are, or would be."""
        return folder_of(self.path)


@dataclass(frozen=True, slots=True)
class Version:
    """One version. ``id`` is its name in the folder, ``head`` the newest change it holds, ``at`` in UTC.

    ``path`` may lie to whoever trusts it: open it with `versions_open` only.
    """

    id: str
    path: Path
    at: datetime
    why: Why
    name: str
    author: str
    head: str
    file_id: str
    schema: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The versions of a file, newest first, and what lies in their folder but is none or needs another passphrase."""

    folder: Path
    versions: tuple[Version, ...]
    unreadable: tuple[Path, ...]


def folder_of(path: Path) -> Path:
    """Return the folder for the versions of the file at ``path``; it need not be there."""
    real = path.resolve()
    return real.with_name(f"{real.name}{SUFFIX}")


def all_of(path: Path) -> list[Path]:
    """Return every version beside the file at ``path``, oldest first, readable or not."""
    folder = folder_of(path)
    if not folder.is_dir():
        return []
    return sorted(
        one
        for one in folder.iterdir()
        if one.suffix == ENDING and not one.name.startswith(".") and one.is_file() and not one.is_symlink()
    )


def source_of(hand: InHand) -> Source | None:
    """Return what versions of an open file are made of; ``None`` in memory."""
    if hand.path is None:
        return None
    setting = str(hand.link.value("SELECT value FROM meta WHERE key = ?", f"setting.{MOST_BYTES_SETTING}"))
    return source_at(hand.path, hand.link, hand.author, int(setting) if setting.isdigit() else MOST_BYTES)


def source_at(path: Path, link: Link, author: str, most_bytes: int = MOST_BYTES) -> Source:
    """Return what versions of the file at ``path`` are made of, given a connection to it."""
    file_id, head = link.value(_FILE_ID), link.value(_NEWEST_GROUP)
    return Source(path, link.key and link.key.copy(), str(file_id or ""), author, str(head or ""), most_bytes)


def keep(document: Document, why: Why, name: str = "", progress: Progress = NO_PROGRESS) -> Version | None:
    """Keep the file as it is, in the folder beside it; ``None`` in memory, or where it could not be kept.

    Work must not fail for want of a version: why there is none stands in ``document.version_trouble``.
    """
    source = document.on_file(source_of)
    if source is None or document.read_only:
        return None
    try:
        return make(source, why, name, progress)
    except PlannerError as error:
        document.version_trouble = error
        return None


def make(source: Source, why: Why, name: str = "", progress: Progress = NO_PROGRESS) -> Version:
    """Copy the file into a version, from any thread, while others read and write it; then drop what the rule lets go.

    Nothing is copied where the newest version holds the same, unless it is kept by hand. Raises ``DiskFullError``,
    ``ReadOnlyFileError``, ``FileVanishedError``, and ``NotFoundError`` where there can be no folder.
    """
    newest = newest_of(source)
    if newest is not None and newest.head == source.head and why is not Why.NAMED:
        return newest
    folder, at = source.folder, datetime.now(UTC)
    with written(folder):
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        if not folder.is_dir():  # something else lies where it should be
            raise NotFoundError(_("folder"), str(folder))
        _sweep(folder)
    by_hand = _BY_HAND if why is Why.NAMED else ""
    path = folder / f"{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03d}Z-{secrets.token_hex(3)}{by_hand}{ENDING}"
    with new_file(path) as making, copied(source.path, source.key, making, progress) as copy:
        if copy.value(_FILE_ID) != source.file_id:
            raise FileVanishedError(source.path)
        _sign(copy, why, name, source.author, at)
    _thin(source, at)
    return read(path, source.key)


def _sign(copy: Link, why: Why, name: str, author: str, at: datetime) -> None:
    """Write into a copy what it was made for."""
    facts = {
        "version.at": at.isoformat(timespec="milliseconds"),
        "version.why": why.value,
        "version.name": name,
        "version.author": author,
        "version.head": str(copy.value(_NEWEST_GROUP) or ""),
    }
    with copy.immediate():
        copy.raw.execute("DELETE FROM meta WHERE key LIKE 'version.%'")
        copy.raw.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", list(facts.items()))


def newest_of(source: Source) -> Version | None:
    """Return the newest version of the file that can be read."""
    for path in reversed(all_of(source.path)):
        with suppress(PlannerError):
            found = read(path, source.key)
            if found.file_id == source.file_id:
                return found
    return None


def listed(source: Source, progress: Progress = NO_PROGRESS) -> Listing:
    """Return all versions of the file; those of another file that had its name are among the unreadable."""
    versions: list[Version] = []
    unreadable: list[Path] = []
    paths = all_of(source.path)
    for done, path in enumerate(paths):
        progress.step(done, len(paths))
        found = None
        with suppress(PlannerError):
            found = read(path, source.key)
        if found is not None and found.file_id == source.file_id:
            versions.append(found)
        else:
            unreadable.append(path)
    return Listing(source.folder, tuple(reversed(versions)), tuple(unreadable))


def read(path: Path, key: FileKey | None) -> Version:
    """Return what a version says of itself. Raises ``PlannerError`` where it is none, or another key is needed."""
    with opened(path, key) as link:
        facts = dict(link.raw.execute("SELECT key, value FROM meta WHERE key LIKE 'version.%' LIMIT 20"))
        file_id, found = str(link.value(_FILE_ID)), int(str(link.value("PRAGMA user_version")))
    try:
        return Version(
            id=path.stem,
            path=path,
            at=datetime.fromisoformat(facts["version.at"]).astimezone(UTC),
            why=Why(facts["version.why"]),
            name=str(facts["version.name"]),
            author=str(facts["version.author"]),
            head=str(facts["version.head"]),
            file_id=file_id,
            schema=found,
            bytes=path.stat().st_size,
        )
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise NotFoundError(_("version"), path.name) from error


@contextmanager
def opened(path: Path, key: FileKey | None) -> Iterator[Link]:
    """Give a version to be read, once it is sure that it can do no harm: anything may lie in a folder.

    Raises ``NotFoundError`` where it does not open with this key, ``NewerFileError`` and ``DamagedFileError``.
    """
    try:
        plain = schema.is_plain(schema.first_bytes(path))
        link = connect(path, None if plain else key, read_only=True)
    except (OSError, UnicodeError, driver.Error) as error:
        raise NotFoundError(_("version"), path.name) from error
    try:
        with translated(path):
            schema.check_version(link, path, SCHEMA)
            schema.check_nothing_acts(link, path)
            yield link
    except (UnicodeError, driver.Error) as error:  # what a file says that has our mark and not our tables
        raise DamagedFileError(path, str(error)) from error
    finally:
        link.close()


def find(source: Source, name: str) -> Version:
    """Return the version whose id is, begins or ends with ``name``, or that was kept by hand under that name.

    Raises ``NotFoundError`` where none or several are meant.
    """
    versions = listed(source).versions
    for fits in (
        [one for one in versions if name in (one.id, one.name)],
        [one for one in versions if name and (one.id.startswith(name) or name in one.id.split("-"))],
    ):
        if len(fits) == 1:
            return fits[0]
    raise NotFoundError(_("version"), name)


def delete(version: Version) -> None:
    """Delete a version for good; a second time does nothing."""
    with written(version.path):
        version.path.unlink(missing_ok=True)


def rekey(
    hand: InHand, old_key: FileKey | None, new_key: FileKey | None, progress: Progress = NO_PROGRESS
) -> list[Path]:
    """Write every version anew under ``new_key`` (plain for ``None``); return those that ``old_key`` does not open.

    Each is replaced when its successor is whole: killed at any moment, each is under the one key or the other, and a
    second call does the rest. Raises ``DiskFullError`` and ``ReadOnlyFileError`` with the rest as it was.
    """
    left = []
    paths = all_of(hand.path) if hand.path else []
    for done, path in enumerate(paths):
        progress.step(done, len(paths))
        plain = schema.is_plain(schema.first_bytes(path))
        if plain if new_key is None else not plain and opens(path, new_key):
            continue
        if not opens(path, old_key):
            left.append(path)
            continue
        with replaced_file(path) as making:
            copy_under(path, None if plain else old_key, making, new_key)
    return left


def opens(path: Path, key: FileKey | None) -> bool:
    """Tell whether a version is plain, or opens with a key."""
    """Tell whether a version can be read with this key."""
    try:
        with opened(path, key):
            return True
    except PlannerError:
        return False


def rewritten(path: Path, key: FileKey | None, layout: Layout, act: Callable[[InHand], T]) -> T:
    """Let ``act`` change a version, which may be of an older schema, and pack it anew so that nothing old is left.

    Whole or not at all. What ``act`` deletes leaves the search; nothing is logged. Raises what `opened` raises.
    """
    with opened(path, key) as link:
        key, found = link.key and link.key.copy(), int(str(link.value("PRAGMA user_version")))
    with replaced_file(path) as making, copied(path, key, making) as copy:
        if found == layout.schema:
            change_log.install(copy.raw, layout)
            search_index.install(copy.raw, layout)
        copy_id = str(copy.value("SELECT value FROM meta WHERE key = 'copy_id'") or "")
        result = act(InHand(copy, layout, making, copy_id, ""))
        copy.raw.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
        with copy.copying():  # for SQLite, packing is copying
            copy.raw.execute("VACUUM")
    return result


def _thin(source: Source, now: datetime) -> None:
    """Delete what the rule lets go, of this file only. What cannot be deleted stays, and is tried again next time."""
    kept = []
    for path in all_of(source.path):
        with suppress(ValueError, OSError):
            at = (
                datetime.strptime(path.stem.split("Z")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC).astimezone()
            )
            kept.append(KeptVersion(path.name, at, path.stat().st_size, path.stem.endswith(_BY_HAND)))
    for name in to_drop(kept, now.astimezone().date(), most_bytes=source.most_bytes):
        with suppress(PlannerError, OSError):
            one = read(source.folder / name, source.key)
            if one.file_id == source.file_id and one.why is not Why.NAMED:
                one.path.unlink()


def _sweep(folder: Path) -> None:
    """Remove what a process that died while it made a version has left."""
    for left in folder.glob(".*.tmp*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_S:
                left.unlink()
