"""The stakeholders of a campaign as a table in text: in a stable order, with the headings that an import knows.

Holds no times and no version numbers. No cell can be taken for a formula by a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hdplanner.files import write_atomically
from hdplanner.services.stakeholder_records import StakeholderRecord

COLUMNS: Final = (
    *("name", "short_name", "code_name", "kind", "actor_type", "parent", "role", "level", "country", "title"),
    *(
        "influence",
        "interest",
        "position",
        "stated_position",
        "target_position",
        "relationship",
        "confidence",
    ),
    *("evidence", "source", "mandate", "description", "note", "language", "tag"),
)

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula: a quote stands before one that looks so.

    After the advice of OWASP on CSV injection. A number with its sign is no formula.
    """
    return "'" + text if _looks_active(text.lstrip("'")) else text


def active(text: str) -> str:
    """Take back what ``inert`` did, when such a table comes home."""
    return text[1:] if text.startswith("'") and _looks_active(text.lstrip("'")) else text


def _looks_active(text: str) -> bool:
    bare = text.lstrip(" \n\u00a0\ufeff")
    return bare.startswith(_STARTS_A_FORMULA) and not _is_number(bare)


def _is_number(text: str) -> bool:
    return text[:1] in "+-" and text[1:].strip().isdigit()


def to_text(records: Iterable[StakeholderRecord]) -> str:
    """Return the table, one record a line, lines ended as RFC 4180 says."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for record in records:
        table.writerow([inert(record.text(column)) for column in COLUMNS])
    return out.getvalue()


def write(path: Path | str, records: Iterable[StakeholderRecord]) -> None:
    """Write the table to ``path`` in UTF-8, whole or not at all."""
    write_atomically(path, to_text(records).encode("utf-8"))
