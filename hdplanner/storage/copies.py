"""Whole copies of an open file: a backup as it is, or a copy under another passphrase or none.

A copy is made under another name and gets its own when it is whole and on the disk; nothing is ever replaced.
"""

from __future__ import annotations

from collections.abc import Callable
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

    def settle() -> None:
        link.raw.execute("UPDATE copy.meta SET value = ? WHERE key = 'copy_id'", (new_id(),))

    with new_file(path) as making:
        export(link, making, key, settle)


def export(link: Link, making: Path, key: FileKey | None, settle: Callable[[], None]) -> None:
    """Write all content into the new file ``making``, where it is the database ``copy`` for ``settle`` to change."""
    making.touch(exist_ok=False)
    with link.writable(), link.copying():
        link.raw.execute("ATTACH DATABASE ? AS copy KEY ''", (str(making),))
        try:
            if key is not None:  # as a parameter of ATTACH the driver would keep it
                link.raw.executescript(f'PRAGMA copy.key="{key.literal()}"')
            link.raw.execute("PRAGMA copy.synchronous = OFF")  # what fails is thrown away as a whole
            link.raw.execute(
                "PRAGMA copy.journal_mode = MEMORY"
            ).fetchone()  # without one a full disk reads as damage
            link.raw.execute("SELECT sqlcipher_export('copy')").fetchone()
            with link.immediate():
                settle()
                stamp(link.raw, int(str(link.value("PRAGMA main.user_version"))), "copy")
        finally:
            link.raw.execute("DETACH DATABASE copy")
