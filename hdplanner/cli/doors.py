"""Opening a campaign file for a command, making one, and choosing the campaign that a command is about."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, author, secret_of
from hdplanner.errors import (
    FileExistsRefusedError,
    FileVanishedError,
    LockedFileError,
    NotFoundError,
    PassphraseNeededError,
)
from hdplanner.i18n import _

if TYPE_CHECKING:
    from hdplanner.services.campaigns import CampaignRow
    from hdplanner.storage import Document, Label

_LAST_CAMPAIGN = "campaign"
"""The setting in which a file keeps the campaign last worked in; the window writes it."""


@contextmanager
def opened(path: Path, *, to_change: bool = False, to_log: bool = False) -> Iterator[Document]:
    """The open file. Read-only unless it is ``to_change``, so that a file in use can be read.

    ``to_log`` is for what gives content away: the file takes an entry of its access log, where nobody is working in it.
    """
    if not path.is_file():
        raise NotFoundError(_("file"), str(path)) if not path.exists() else FileVanishedError(path)
    try:
        document = _open(path, read_only=not (to_change or to_log))
    except LockedFileError:
        if not to_log:
            raise
        document = _open(path, read_only=True)
    with document:
        yield document
        if document.version_trouble is not None:
            said = _("No version could be kept: {reason} The work was done.")
            Console(as_json=True).complain(said.format(reason=document.version_trouble))


def _open(path: Path, *, read_only: bool) -> Document:
    from hdplanner.storage import Document

    try:
        return Document.open(path, author=author(), read_only=read_only)
    except PassphraseNeededError:
        return Document.open(path, author=author(), passphrase=secret_of(path), read_only=read_only)


def make_file(
    path: Path, label: Label, fill: Callable[[Any], Any], *, passphrase: str | None, force: bool
) -> Any:
    """Make a campaign file with its first content and return what ``fill`` returned; refused, it leaves nothing.

    With ``force`` a file that is there is replaced once the new one is whole, unless somebody is working in it.
    """
    if not path.absolute().parent.is_dir():
        raise NotFoundError(_("folder"), str(path.absolute().parent))
    if not path.exists():
        return _filled(path, label, fill, passphrase)
    if not force or not path.is_file():
        raise FileExistsRefusedError(path)
    from hdplanner.files import LockFile

    lock = LockFile(path, author=author())
    lock.acquire()
    try:
        making = path.with_name(f".{secrets.token_hex(6)}.hdplan")
        result = _filled(making, label, fill, passphrase)
        for left in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + left).unlink(missing_ok=True)
        making.replace(path)
    finally:
        lock.release()
    return result


def _filled(path: Path, label: Label, fill: Callable[[Any], Any], passphrase: str | None) -> Any:
    from hdplanner.storage import Document

    document = Document.create(path, author=author(), passphrase=passphrase)
    try:
        result = document.edit(label, fill).result
    except BaseException:
        document.close()
        path.unlink(missing_ok=True)
        raise
    document.close()
    return result


def chosen_campaign(document: Document, name: str | None) -> CampaignRow:
    """The campaign called ``name``; without a name the one last worked in, else the first.

    Raises ``NotFoundError`` and ``AmbiguousNameError``.
    """
    from hdplanner.services import campaigns

    if name is None:
        last = document.setting(_LAST_CAMPAIGN)
        rows = document.read(campaigns.campaign_rows)
        name = last if last in {row.id for row in rows} else None
    return document.read(lambda session: campaigns.find_campaign(session, name))


def free_to_write(path: Path, source: Path, *, force: bool = True) -> None:
    """Refuse to write where there is no folder, or where something is and may not be replaced: ``source`` never."""
    if not path.absolute().parent.is_dir():
        raise NotFoundError(_("folder"), str(path.absolute().parent))
    if path.is_dir() or (path.exists() and (not force or (source.exists() and path.samefile(source)))):
        raise FileExistsRefusedError(path)
