"""What an import will do, worked out before anything is touched, so that it can be shown, refused or applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hdplanner.errors import PlannerError
from hdplanner.services.importing import StakeholderDraft, TieDraft


class MappingError(PlannerError):
    """What the person said about the columns does not fit the source. The one argument is the sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that was not understood, or a row that was left out: where, and why in a sentence.

    Rows count from 1 as a spreadsheet shows them; ``column`` is the heading, empty for a whole row.
    """

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that looks like a stakeholder of the file, or like an earlier row (``other_row``); likeness 0 to 100."""

    row: int
    stakeholder_id: str
    likeness: int
    other_row: int | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The stakeholders that will be made of a sheet, and all that a person should know before."""

    source: str
    sheet: str
    about: str
    heading_row: int
    rows: int
    mapping: Mapping[str, str]
    drafts: tuple[StakeholderDraft, ...]
    errors: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    unmapped: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class TiePlan:
    """The ties that will be made of a sheet, the new stakeholders among their ends, and what to know before."""

    source: str
    sheet: str
    about: str
    heading_row: int
    """From 1; 0 where the sheet has no headings."""
    rows: int
    mapping: Mapping[str, str]
    drafts: tuple[TieDraft, ...]
    made: tuple[StakeholderDraft, ...] = ()
    errors: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    unmapped: tuple[str, ...] = field(default=())
