"""What is kept of a file while it is locked, and what others did to it meanwhile. Holds no key and no content."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hdplanner.storage import Changes, Document

_MOST_MISSED: Final = 100
"""So many steps of others are taken in after unlocking; after more, all is read anew."""


@dataclass(frozen=True, slots=True)
class Locked:
    """Where a locked file is, in which campaign one worked, and up to which step it had been read."""

    path: Path
    read_only: bool
    campaign_id: str
    last_step: str

    @classmethod
    def of(cls, document: Document, path: Path, campaign_id: str) -> Locked:
        """What to keep of an open file."""
        newest = document.history(1)
        return cls(path, document.read_only, campaign_id, newest[0].group if newest else "")


def missed_by(document: Document, last_step: str) -> list[Changes] | None:
    """What was done to a file since a step, oldest first; None where that step is none of its newest."""
    from hdplanner.storage import Changes

    missed: list[Changes] = []
    for row in document.history(_MOST_MISSED):
        if row.group == last_step:
            return missed[::-1]
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for change in document.changes_in(row.group):
            keys[change.table].add(change.row_id)
        missed.append(
            Changes(row.group, row.label, {table: frozenset(found) for table, found in keys.items()})
        )
    return None
