"""Whole copies of an open file: a backup as it is, or a copy under another passphrase or none.

A copy is made under another name and gets its own when it is whole and on the disk; nothing is ever replaced.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hdplanner.domain.base import new_id
from hdplanner.storage.engine import Link
from hdplanner.storage.faults import written
from hdplanner.storage.keys import FileKey, make_key
from hdplanner.storage.opening import check_free, give_name
from hdplanner.storage.schema import stamp


def back_up(link: Link, path: Path) -> None:
    """Write the file as it is, closely packed, to ``path``; the key stays the same."""
    with _made(path) as making, link.writable(), link.copying():
        link.raw.execute("VACUUM INTO ?", (str(making),))


def save_copy(link: Link, path: Path, passphrase: str | None) -> None:
    """Write the content to ``path`` under a passphrase of its own, or plain; it becomes another copy."""
    key = None if passphrase is None else make_key(passphrase)
    with _made(path) as making, link.writable(), link.copying():
        making.touch(exist_ok=False)
        link.raw.execute("ATTACH DATABASE ? AS copy KEY ?", (str(making), _spelled(key)))
        try:
            link.raw.execute("SELECT sqlcipher_export('copy')").fetchone()
            with link.immediate():
                link.raw.execute("UPDATE copy.meta SET value = ? WHERE key = 'copy_id'", (new_id(),))
                stamp(link.raw, int(str(link.value("PRAGMA main.user_version"))), "copy")
        finally:
            link.raw.execute("DETACH DATABASE copy")


def _spelled(key: FileKey | None) -> str:
    return "" if key is None else key.literal()


@contextmanager
def _made(path: Path) -> Iterator[Path]:
    """Give the name to write under; name the result ``path`` when all went well, else leave nothing."""
    check_free(path)
    making = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with written(path):
            yield making
            _to_disk(making)
            give_name(making, path)
    finally:
        for left in (making, making.with_name(f"{making.name}-journal")):
            with suppress(OSError):
                left.unlink()


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
