"""The access log as a table, with what chains each entry to the last, so that it can be checked elsewhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hdplanner.exchange.stakeholder_csv import inert
from hdplanner.files import write_atomically
from hdplanner.storage.access_log import AccessEntry

COLUMNS: Final = ("number", "at", "author", "kind", "facts", "digest")


def write(path: Path, entries: Sequence[AccessEntry]) -> None:
    """Write the entries to ``path``, the oldest first; they come with the newest first."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for one in reversed(entries):
        facts = json.dumps(dict(one.facts), ensure_ascii=False, sort_keys=True)
        cells = (one.at.isoformat(timespec="milliseconds"), one.author, one.kind, facts, one.digest)
        table.writerow([one.number, *map(inert, cells)])
    write_atomically(path, out.getvalue().encode("utf-8-sig"))
