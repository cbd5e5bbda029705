"""A merge as people read it: frozen rows of what comes in and of what must be decided. No SQL here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hdplanner.domain.values import ConflictKind
from hdplanner.services.record_words import FieldChange
from hdplanner.storage.merge_rows import Answer, Decision


@dataclass(frozen=True, slots=True)
class SideText:
    """What one side says. ``nothing`` where it says that the field is empty, or the record deleted."""

    text: str
    by: str = ""
    when: str = ""
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class FieldTexts:
    """One field of a record that is in conflict as a whole, below the two heads of the conflict."""

    label: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new value is written from: a text of at most ``limit`` characters, or one of ``options``."""

    value: object
    limit: int = 0
    options: tuple[tuple[object, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """One conflict: of which record and field, why, both sides, and what each answer is called here.

    ``verbs`` holds the answers that make sense, in their order. ``fields``, ``heads`` and ``hanging`` are of whole
    records.
    """

    key: str
    table: str
    row_id: str
    kind: ConflictKind
    record: str
    noun: str
    title: str
    why: str
    base: SideText | None
    mine: SideText
    theirs: SideText
    verbs: Mapping[Answer, str]
    fields: tuple[FieldTexts, ...] = ()
    heads: tuple[str, str] = ("", "")
    hanging: str = ""
    draft: Draft | None = None
    left_open: bool = False


class Act(StrEnum):
    """What happens to a row that comes in."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One row that comes in without a question."""

    table: str
    row_id: str
    record: str
    noun: str
    act: Act
    lines: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ShownMerge:
    """A whole plan as people read it; ``past`` and ``from_whom`` are sentences, the latter empty where unknown."""

    file: str
    past: str
    from_whom: str
    changes: tuple[ShownChange, ...]
    conflicts: tuple[ShownConflict, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A merge that was done: what was shown, and what was decided, by the key of the conflict."""

    shown: ShownMerge
    decided: Mapping[str, Decision]
