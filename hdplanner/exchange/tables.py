"""Tables from outside as plain text cells: the sheets of a workbook, or the one table of a text file.

Bounded in size, time and memory. Knows nothing of what the cells mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import Sheet
from hdplanner.exchange.sheets import read_workbook
from hdplanner.exchange.text_tables import read_text
from hdplanner.i18n import _

BYTES: Final = 64 * 1024 * 1024

_WORKBOOKS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How a zip archive and an OLE file begin: what a file is, its content says, not its name."""


def read_tables(path: Path | str) -> list[Sheet]:
    """Return the sheets of a workbook (xlsx, xlsb, xls, ods) or the table of a text file.

    Raises ``UnreadableSourceError`` with one plain reason: not there, empty, too large, damaged, protected.
    """
    path = Path(path)
    content = _content(path)
    if content.startswith(_WORKBOOKS):
        return read_workbook(path)
    return [read_text(path, content)]


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableSourceError(path, _("there is no such file"))
        if path.stat().st_size > BYTES:
            raise UnreadableSourceError(path, _("it is larger than 64 MB"))
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(path, error.strerror or _("the system refused")) from error
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableSourceError(path, _("it is empty"))
    return content
