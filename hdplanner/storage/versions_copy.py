"""Copies of a file page by page, through connections of their own: while others work on it, or under another key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage.engine import Link, connect
from hdplanner.storage.keys import FileKey
from hdplanner.storage.schema import stamp

_PAGES, _PAUSE_S, _RESTARTS = 256, 0.002, 3
"""A megabyte at a time, so that whoever writes waits for milliseconds; SQLite starts over when somebody wrote."""


class _Moving(Exception):  # noqa: N818 - no error, and named as what happened
    """The file changes faster than it is copied."""


@contextmanager
def copied(path: Path, key: FileKey | None, making: Path, progress: Progress = NO_PROGRESS) -> Iterator[Link]:
    """Copy the file at ``path`` to ``making``, which must not be there, and give the copy, open to be written."""
    copy = _made(making, key)
    try:
        original = connect(path, key, read_only=True)
        try:
            _copy(original, copy, progress)
        finally:
            original.close()
        yield copy
    finally:
        copy.close()


def _copy(original: Link, copy: Link, progress: Progress) -> None:
    left, restarts = 0, 0

    def step(_status: int, remaining: int, total: int) -> None:
        nonlocal left, restarts
        restarts += 0 < left < remaining
        left = remaining
        if restarts > _RESTARTS:
            raise _Moving
        progress.step(total - remaining, max(total, 1))

    try:
        original.raw.backup(copy.raw, pages=_PAGES, progress=step, sleep=_PAUSE_S)
    except _Moving:
        original.raw.backup(copy.raw)


def _made(making: Path, key: FileKey | None) -> Link:
    """Return a new file that need not outlast a power failure yet: what fails is thrown away as a whole."""
    making.touch(mode=0o600, exist_ok=False)
    copy = connect(making, key)
    for setting in ("journal_mode = MEMORY", "synchronous = OFF"):
        copy.raw.execute(f"PRAGMA {setting}").fetchone()
    return copy


def copy_under(path: Path, key: FileKey | None, making: Path, new_key: FileKey | None) -> None:
    """Write the content of the file at ``path`` to ``making``, which must not be there, under another key or none."""
    copy = _made(making, new_key)
    try:
        with copy.copying():
            address = f"{path.absolute().as_uri()}?mode=ro".replace("'", "''")
            spelled = key.literal() if key else ""  # as a parameter the driver would keep it
            copy.raw.executescript(f"""ATTACH DATABASE '{address}' AS original KEY "{spelled}" """)
            copy.raw.execute("SELECT sqlcipher_export('main', 'original')").fetchone()
            version = int(str(copy.value("PRAGMA original.user_version")))
            copy.raw.execute("DETACH DATABASE original")
        stamp(copy.raw, version)
    finally:
        copy.close()
