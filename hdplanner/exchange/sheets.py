"""Workbooks, read in a process of their own that may run out of memory or time without harm to ours."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, Final

from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import Sheet
from hdplanner.i18n import _

SECONDS: Final = 9.5
_UNPACKED: Final = 600 * 1024 * 1024
_READER: Final = Path(__file__).with_name("sheet_reader.py")


def read_workbook(path: Path) -> list[Sheet]:
    """Return the sheets of an xlsx, xlsb, xls or ods file.

    Raises ``UnreadableSourceError``: protected, damaged, or more than is read.
    """
    _check_unpacked_size(path)
    found = _told(path)
    if "sheets" not in found:
        raise UnreadableSourceError(path, _reason(str(found.get("refused"))))
    return [_sheet(sheet) for sheet in found["sheets"]]


def _sheet(found: dict[str, Any]) -> Sheet:
    merges = tuple((tuple(first), tuple(last)) for first, last in found["merges"])
    return Sheet(found["name"], found["rows"], found["visible"], merges)


def _check_unpacked_size(path: Path) -> None:
    """Refuse a small archive that says it unpacks to a huge one."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return  # an OLE file, or a damaged archive: the reader tells
    if unpacked > _UNPACKED:
        raise UnreadableSourceError(path, _reason("large"))


def _told(path: Path) -> dict[str, Any]:
    """What the reader says about the file; a reader that crashed says it is damaged."""
    command = [sys.executable, "-I", "-X", "utf8", str(_READER), str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"refused": "slow"}
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return {"refused": "damaged"}
    return found if isinstance(found, dict) else {"refused": "damaged"}


def _reason(word: str) -> str:
    if word == "password":
        return _("it is protected by a password; take the password off and try again")
    if word == "large":
        return _("it holds more cells than can be read (200,000 rows, 16,384 columns, 4 million cells)")
    if word == "slow":
        return _("reading it takes too long; save it again with only the sheet you need")
    return _("it is damaged, or no spreadsheet")
