"""The way to the other copy: opened to read only, or, where it is older, a copy of it that is brought up to date.

The other file is never written and never trusted. A copy of it is encrypted as it is and gone at the end.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hdplanner.errors import ReadOnlyFileError
from hdplanner.errors_merge import AnotherCampaignError, UnmergeableFileError
from hdplanner.i18n import _
from hdplanner.storage import opening, schema
from hdplanner.storage.changes import GroupKind
from hdplanner.storage.copies import back_up
from hdplanner.storage.engine import Link, connect
from hdplanner.storage.faults import translated, understood
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import derive_key
from hdplanner.storage.merge_log import Side, side_of

_FILE_ID = "SELECT value FROM meta WHERE key = 'file_id'"


@contextmanager
def other_side(hand: InHand, path: Path, passphrase: str | None) -> Iterator[Side]:
    """Open the other copy for reading.

    Raises ``AnotherCampaignError``, ``NewerFileError``, ``PassphraseNeededError``, ``WrongPassphraseError``,
    ``NotACampaignFileError``, ``DamagedFileError`` and ``NotFoundError``.
    """
    with _opened(hand, path, passphrase) as (link, upgraded), translated(path, reading=True):
        if link.value(_FILE_ID) != hand.link.value(_FILE_ID):
            raise AnotherCampaignError(path)
        with readable(path):
            side = side_of(link.raw, hand.layout)
        if upgraded:  # the step was taken in a copy that nobody keeps
            while side.heads and side.heads[-1].kind is GroupKind.SCHEMA:
                side.heads.pop()
        yield side


@contextmanager
def readable(path: Path | None) -> Iterator[None]:
    """Let what no program of ours can have written leave as a refusal of the other file."""
    try:
        with understood(path, _("change log")):
            yield
    except RecursionError as error:
        raise UnmergeableFileError(path, _("change log")) from error


@contextmanager
def _opened(hand: InHand, path: Path, passphrase: str | None) -> Iterator[tuple[Link, bool]]:
    """Give the connection to read from, and whether it is one to an upgraded copy."""
    try:
        opened = opening.open_file(path, hand.layout, hand.author, passphrase, True)
    except ReadOnlyFileError:
        if not _is_older(hand, path, passphrase):
            raise
        with _copied(hand, path, passphrase) as copy:
            yield copy, True
        return
    try:
        yield opened.link, False
    finally:
        opened.link.close()


def _connected(path: Path, passphrase: str | None) -> Link:
    start = schema.first_bytes(path)
    key = None if schema.is_plain(start) else derive_key(passphrase or "", start)
    return connect(path, key, read_only=True)


def _is_older(hand: InHand, path: Path, passphrase: str | None) -> bool:
    with translated(path):
        link = _connected(path, passphrase)
        try:
            return schema.check_version(link, path, hand.layout.schema) < hand.layout.schema
        finally:
            link.close()


@contextmanager
def _copied(hand: InHand, path: Path, passphrase: str | None) -> Iterator[Link]:
    """Take the steps of the schema in a copy beside the file that is open, never in the other file or its folder."""
    beside = None if hand.path is None else str(hand.path.resolve().parent)
    folder = Path(tempfile.mkdtemp(prefix=".merge-", dir=beside))
    try:
        copy = folder / path.name
        with translated(path):
            link = _connected(path, passphrase)
            try:
                schema.check_nothing_acts(link, path)
                back_up(link, copy)
            finally:
                link.close()
        opened = opening.open_file(copy, hand.layout, hand.author, passphrase, False)
        try:
            yield opened.link
        finally:
            opened.link.close()
            if opened.lock is not None:
                opened.lock.release()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
