"""The plain values that the campaign file speaks in: what an edit is called, what it changed, what history tells.

No SQL and no Session here: every layer above may import these at no cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class GroupKind(StrEnum):
    """What made a group of the change log."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    MERGE = "merge"
    RESTORE = "restore"
    SCHEMA = "schema"


FRESH = (GroupKind.EDIT, GroupKind.IMPORT, GroupKind.MERGE, GroupKind.RESTORE)
"""The kinds that a person did, and may therefore undo."""


@dataclass(frozen=True, slots=True)
class Label:
    """What an edit is called: a key and the ids it is about.

    The sentence is made when it is read, so that it follows the reader's language and holds nothing of a person
    who was erased since.
    """

    key: str
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one edit, undo or redo changed: the keys by table. ``group`` is empty where nothing changed."""

    group: str
    label: Label
    keys: Mapping[str, frozenset[str]]
    undone: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything changed at all."""
        return bool(self.keys)


@dataclass(frozen=True, slots=True)
class Edit(Generic[T]):
    """What an edit gave back, and what it changed."""

    result: T
    changes: Changes


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One group of the change log. ``at`` is in UTC; ``target`` is the group that an undo or redo is about."""

    group: str
    kind: GroupKind
    label: Label
    author: str
    at: datetime
    target: str | None
    undone: bool
    rows: int


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: ``None`` where it was not there. Column names to stored values."""

    table: str
    row_id: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A row that a search found: the name of its table, and its key."""

    kind: str
    id: str
