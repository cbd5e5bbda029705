"""Encrypting a file, changing its passphrase, removing the encryption: the file is written anew and takes its place.

Never in place: until the new file is whole, compared and on the disk, the old one is there under its name.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from hdplanner.errors import PlannerError
from hdplanner.errors_secret import UnfaithfulCopyError
from hdplanner.progress import NO_PROGRESS, Cancelled, Progress
from hdplanner.storage import copies, opening, recovery, versions
from hdplanner.storage.engine import connect
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import FileKey, Secret, make_key
from hdplanner.storage.new_file import replaced_file

_MEGABYTE = 1 << 20
WorkOn = Callable[[opening.Opened], None]


class WithVersions(Enum):
    """What becomes of the versions beside the file when its protection is changed."""

    ALONG = "along"
    KEEP = "keep"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of protection: what opens the file now (``None`` for a plain one) and what is to open it."""

    now: Secret | None = field(repr=False)
    then: str | None = field(repr=False)
    versions: WithVersions = WithVersions.ALONG

    @property
    def how(self) -> str:
        """What the access log calls it."""
        if self.then is None:
            return "removed"
        return "encrypted" if self.now is None else "passphrase"


def change_protection(
    in_hand: InHand, change: Change, work_on: WorkOn, progress: Progress = NO_PROGRESS
) -> list[Path]:
    """Write the file anew under another passphrase or none, and hand what is open afterwards to ``work_on``.

    That is the new file, or the old one where anything went wrong after it had to be closed. Returns the versions
    that are still under the old passphrase, or still plain. Raises ``OldPassphraseError``,
    ``UnfaithfulCopyError`` and what `faults.written` makes of the disk's troubles; then nothing was changed.
    """
    path, old = in_hand.path, in_hand.link.key
    if path is None:
        raise RuntimeError("nothing to protect in memory")
    recovery.check_opens(in_hand, change.now)
    before = None if old is None else old.copy()
    after = None if change.then is None else make_key(change.then)
    place, closed, swapped = opening.place_of(path), False, False
    try:
        with _old_bytes(path, plain=before is None), replaced_file(path) as making:
            _write_anew(in_hand, making, after)
            in_hand.link.close()
            closed = True
            _drop_journal(path)
    finally:
        try:
            if closed:
                swapped = opening.place_of(path) != place
                work_on(opening.reopened(path, in_hand.layout, after if swapped else before))
        finally:
            left = _versions_left(in_hand, change.versions, before, after, progress) if swapped else []
            for key in (before, after):
                if key is not None:
                    key.wipe()
    return left


def _versions_left(
    in_hand: InHand,
    wanted: WithVersions,
    before: FileKey | None,
    after: FileKey | None,
    progress: Progress,
) -> list[Path]:
    """Let the versions follow the file, which has changed already: what fails with them is told, not raised."""
    path = in_hand.path
    if path is None or wanted is WithVersions.KEEP:
        return []
    if wanted is WithVersions.ALONG:
        try:
            return versions.rekey(in_hand, before, after, progress)
        except (PlannerError, Cancelled):
            return [one for one in versions.all_of(path) if not versions.opens(one, after)]
    for one in versions.all_of(path):
        with suppress(OSError):
            one.unlink()
    return versions.all_of(path)


def _write_anew(in_hand: InHand, making: Path, key: FileKey | None) -> None:
    """Write the same file under another key, and read it back."""

    def settle() -> None:
        void = f"setting.{recovery.MADE}"
        in_hand.link.raw.execute("DELETE FROM copy.meta WHERE key = ?", (void,))

    copies.export(in_hand.link, making, key, settle)
    if in_hand.path is not None:
        making.chmod(stat.S_IMODE(in_hand.path.stat().st_mode))
    _compare(in_hand, making, key)


def _compare(in_hand: InHand, making: Path, key: FileKey | None) -> None:
    """Refuse a new file that does not read back as whole as the old one."""
    new = connect(making, key, read_only=True)
    try:
        found = new.value("PRAGMA quick_check(1)")
        if found != "ok":
            raise UnfaithfulCopyError(in_hand.path or "", str(found))
        for table in sorted(in_hand.layout.columns.keys() - {"meta"}):
            count = f'SELECT count(*) FROM "{table}"'
            if in_hand.link.value(count) != new.value(count):
                raise UnfaithfulCopyError(in_hand.path or "", table)
    finally:
        new.close()


def _drop_journal(path: Path) -> None:
    """Remove what another program may have left of a change to the old file: it would be rolled back into the new one."""
    real = Path(os.path.realpath(path))
    real.with_name(f"{real.name}-journal").unlink(missing_ok=True)


@contextmanager
def _old_bytes(path: Path, *, plain: bool) -> Iterator[None]:
    """Write zeros over a plain file once an encrypted one has its name; a flash disk may keep its old blocks."""
    if not plain or sys.platform == "win32":  # there an open file cannot be replaced
        yield
        return
    with path.open("rb+", buffering=0) as old:
        yield
        with suppress(OSError):
            if os.fstat(old.fileno()).st_nlink == 0:  # else it has another name, which is not ours to empty
                for _part in range(0, os.fstat(old.fileno()).st_size, _MEGABYTE):
                    old.write(bytes(_MEGABYTE))
                os.fsync(old.fileno())
