"""Whole copies of an open file: a backup as it is, or a copy under another passphrase or none.

A copy is made under another name and gets its own when it is whole and on the disk; nothing is ever replaced.
"""

from __future__ import annotations

from pathlib import Path

from hdplanner.domain.base import new_id
from hdplanner.storage.engine import Link
from hdplanner.storage.keys import FileKey, make_key
from hdplanner.storage.new_file import new_file
from hdplanner.storage.schema import stamp


def back_up(link: Link, path: Path) -> None:
    """Write the file as it is, closely packed, to ``path``; the key stays the same."""
    with new_file(path) as making, link.writable(), link.copying():
        link.raw.execute("VACUUM INTO ?", (str(making),))


def save_copy(link: Link, path: Path, passphrase: str | None) -> None:
    """Write the content to ``path`` under a passphrase of its own, or plain; it becomes another copy."""
    key = None if passphrase is None else make_key(passphrase)
    with new_file(path) as making, link.writable(), link.copying():
        making.touch(exist_ok=False)
        link.raw.execute("ATTACH DATABASE ? AS copy KEY ?", (str(making), _spelled(key)))
        try:
            for setting in ("journal_mode", "synchronous"):  # a copy that fails is thrown away as a whole
                link.raw.execute(f"PRAGMA copy.{setting} = OFF")
            link.raw.execute("SELECT sqlcipher_export('copy')").fetchone()
            with link.immediate():
                link.raw.execute("UPDATE copy.meta SET value = ? WHERE key = 'copy_id'", (new_id(),))
                stamp(link.raw, int(str(link.value("PRAGMA main.user_version"))), "copy")
        finally:
            link.raw.execute("DETACH DATABASE copy")


def _spelled(key: FileKey | None) -> str:
    return "" if key is None else key.literal()
