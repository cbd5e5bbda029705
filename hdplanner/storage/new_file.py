"""How a database gets its name: made under another one, and named when it is whole and on the disk.

Leaves nothing where it fails, and replaces only where that is what it is asked for.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hdplanner.errors import FileExistsRefusedError, NotFoundError
from hdplanner.files import sync_folder
from hdplanner.i18n import _
from hdplanner.storage.faults import written


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give the name to write under, and name the result ``path`` when all went well.

    Raises ``FileExistsRefusedError``, ``NotFoundError`` for the folder, ``DiskFullError``, ``ReadOnlyFileError``.
    """
    check_free(path)
    with _making(path) as making:
        yield making
        _to_disk(making)
        _give_name(making, path)


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """Give the name to write under, and put the result in the place of the file ``path`` when all went well.

    A link is followed. Raises ``DiskFullError`` and ``ReadOnlyFileError``.
    """
    real = Path(os.path.realpath(path))
    with _making(real) as making:
        yield making
        _to_disk(making)
        making.replace(real)
        sync_folder(real.parent)


def sweep(path: Path) -> None:
    """Remove what a process left that died while it wrote ``path`` anew. Only for who holds the file's lock."""
    real = Path(os.path.realpath(path))
    left = re.compile(rf"\.{re.escape(real.name)}\.[0-9a-f]{{12}}\.tmp(-journal)?")
    with suppress(OSError):
        for found in real.parent.iterdir():
            if left.fullmatch(found.name):
                found.unlink()


@contextmanager
def _making(path: Path) -> Iterator[Path]:
    making = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with written(path):
            yield making
    finally:
        for left in (making, making.with_name(f"{making.name}-journal")):
            with suppress(OSError):
                left.unlink()


def check_free(path: Path) -> None:
    """Refuse to write to ``path`` where something is already, or where there is no folder for it."""
    if os.path.lexists(path):
        raise FileExistsRefusedError(path)
    if not path.parent.is_dir():
        raise NotFoundError(_("folder"), str(path.parent))


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _give_name(made: Path, path: Path) -> None:
    """Name the file ``made`` ``path``, where nothing has taken that name meanwhile."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise FileExistsRefusedError(path) from None
    except OSError:  # a disk that knows no links, such as a stick
        if os.path.lexists(path):
            raise FileExistsRefusedError(path) from None
        made.rename(path)
    sync_folder(path.parent)
