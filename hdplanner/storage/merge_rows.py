"""The plain values that a merge speaks in: what comes in, what is in conflict, what was decided. No SQL here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hdplanner.domain.values import ConflictKind
from hdplanner.storage.changes import Changes, RowChange

Image = Mapping[str, object]
Join = Callable[..., object]
"""Makes one stakeholder of two, given a session, ``keep_id`` and ``gone_id``."""


class Answer(StrEnum):
    """What a person says to a conflict, seen from the file that is open."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side says: a field's value, or for a record its image; ``None`` where it deleted it.

    ``author`` and ``at`` (UTC) are those of the change; both are empty where no log tells.
    """

    value: object
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement, of a field (``field``) or of a whole record (``field`` is empty).

    ``base`` is the value both sides had. ``answers`` are those that make sense for it; ``hanging`` the rows (table
    and key) that come or go with it, such as the children of a record that one side deleted. ``second_id`` is the
    other record of a pair that was perhaps entered twice. ``left_open`` where an earlier merge left it open.
    """

    key: str
    kind: ConflictKind
    table: str
    row_id: str
    field: str
    base: object
    mine: Claim
    theirs: Claim
    answers: tuple[Answer, ...]
    hanging: tuple[tuple[str, str], ...] = ()
    second_id: str = ""
    left_open: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a conflict; ``value`` is what they wrote where the answer is EDITED."""

    answer: Answer
    value: object = None


class Past(StrEnum):
    """How much both copies know of what they once shared."""

    SHARED = "shared"
    """Both change logs go back to it: field by field from there, three-way."""
    COMPACTED = "compacted"
    """A log was compacted past it: what differs is compared as it stands, two-way."""


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge would do, worked out and not applied. It holds for the two heads it was made from.

    ``incoming`` are the rows that change here without any question, before and after; ``authors`` how many changes
    each author made there; ``shared_until`` the instant of the last common change.
    """

    incoming: tuple[RowChange, ...]
    conflicts: tuple[Conflict, ...]
    authors: Mapping[str, int]
    past: Past
    shared_until: datetime | None
    here: str
    there: str

    @property
    def nothing_new(self) -> bool:
        """Whether the other copy has nothing that this one lacks."""
        return not self.incoming and not self.conflicts


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did: rows that came in by table and author, conflicts decided and left open, and the edit."""

    changes: Changes
    incoming: tuple[RowChange, ...]
    decided: Mapping[str, Decision]
    conflicts: tuple[Conflict, ...]
    authors: Mapping[str, int]
