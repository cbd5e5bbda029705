"""Looking into a version: read-only and apart from the file; one of an older format through a copy brought up to date."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from hdplanner.errors import DamagedFileError
from hdplanner.storage import schema, upgrade
from hdplanner.storage.document import Document, default_layout
from hdplanner.storage.keys import FileKey, RecoveredKey
from hdplanner.storage.layout import Layout
from hdplanner.storage.new_file import new_file
from hdplanner.storage.versions import Source, Version, opened
from hdplanner.storage.versions_copy import copied


class VersionDocument(Document):
    """A version that is open to be looked at. ``of`` is the file whose version it is."""

    version: Version
    of: Source
    _temporary: Path | None = None

    @property
    def name(self) -> str:
        """The name of the file, which means more to people than that of the version."""
        return self.of.path.name

    def close(self) -> None:
        """Close the version, and remove the copy that it was looked at through."""
        super().close()
        if self.of.key is not None:
            self.of.key.wipe()
        if self._temporary is not None:
            with suppress(OSError):
                self._temporary.unlink()


def look_at(source: Source, version: Version) -> VersionDocument:
    """Open a version read-only, with a key of its own. Raises ``NotFoundError`` and ``DamagedFileError``."""
    source = replace(source, key=source.key and source.key.copy())
    layout = default_layout()
    temporary = None
    with opened(version.path, source.key) as link:
        plain = link.key is None
    if version.schema != layout.schema:
        temporary = _brought_up(version, source.key, layout)
    try:
        found = VersionDocument.open(
            temporary or version.path,
            author=source.author,
            passphrase=None if plain or source.key is None else RecoveredKey(bytearray(source.key.key)),
            read_only=True,
        )
    except BaseException:
        _remove(temporary)
        raise
    if not isinstance(found, VersionDocument):
        raise TypeError("a version opens as one")
    found.version, found.of, found._temporary = version, source, temporary
    return found


def file_again(looked_at: VersionDocument) -> Document:
    """Open the file again whose version was looked at. Raises the ``PlannerError`` of `Document.open`."""
    of = looked_at.of
    secret = None if of.key is None else RecoveredKey(bytearray(of.key.key))
    return Document.open(of.path, author=of.author, passphrase=secret)


@contextmanager
def of_today(version: Version, key: FileKey | None, layout: Layout) -> Iterator[Path]:
    """Give a file of today's format with the content of a version, and its shape checked."""
    temporary = None if version.schema == layout.schema else _brought_up(version, key, layout)
    path = temporary or version.path
    try:
        with opened(path, key) as link:
            schema.check_shape(link, path, layout)
        yield path
    finally:
        _remove(temporary)


def _brought_up(version: Version, key: FileKey | None, layout: Layout) -> Path:
    """Return a copy of an older version in today's format, beside it and as encrypted."""
    path = version.path.with_name(f".{version.id}.{secrets.token_hex(6)}.tmp")
    with opened(version.path, key) as link:
        key = None if link.key is None else link.key.copy()
    with new_file(path) as making, copied(version.path, key, making) as copy:
        try:
            upgrade.upgrade(copy, making, layout, version.schema, keep=False)
        except DamagedFileError as error:
            raise DamagedFileError(version.path, *error.args[1:]) from error
    return path


def _remove(path: Path | None) -> None:
    if path is not None:
        with suppress(OSError):
            path.unlink()
