"""What moved and what the checks find, as packs tell it: frozen rows. Only shapes; ``pack_extras`` fills them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hdplanner.domain.checks.findings import Severity
from hdplanner.domain.rules_movement import Change


@dataclass(frozen=True, slots=True)
class MovedView:
    """Somebody who stands elsewhere, on the day of the newest judgement."""

    stakeholder_id: str
    name: str
    changes: tuple[Change, ...]
    made_on: date | None


@dataclass(frozen=True, slots=True)
class HolderView:
    """A post that changed hands; ``holder`` is empty where this audience may not know it."""

    stakeholder_id: str
    name: str
    holder: str
    since_on: date
    assessed: bool


@dataclass(frozen=True, slots=True)
class NamedView:
    """Somebody by a name that this audience may read."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MovementView:
    """What moved after the day ``since``: who stands elsewhere, who was judged first, what fell due for review."""

    since: date
    moved: tuple[MovedView, ...]
    new: tuple[NamedView, ...]
    stale: tuple[NamedView, ...]
    holders: tuple[HolderView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something that a check found, and the record to go to."""

    code: str
    severity: Severity
    message: str
    why: str
    kind: str
    id: str
