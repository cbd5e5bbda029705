"""What the room shows of a stakeholder: columns of the table, marks of the grid, and what a filter keeps.

Rows come frozen from the services; nothing here reads the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label
from hdplanner.domain.values import (
    Level,
    Position,
    StakeholderKind,
    StakeholderRoleValue,
)
from hdplanner.figures.grid_rows import placed_row
from hdplanner.figures.scene import Placed, Ratings
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.choices import choices_of, steps_of
from hdplanner.ui.common.filter import folded

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow

__all__ = [
    "UNKNOWN",
    "Beside",
    "RowTexts",
    "Wanted",
    "choices_of",
    "judged",
    "new_holder",
    "placed",
    "ratings_of",
    "steps_of",
    "subtitle",
]

UNKNOWN = "unknown"
"""The entry of the position filter for those without one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a filter lets through; empty values let all through. `coalition` is an id, `tag` a word."""

    words: str = ""
    kind: StakeholderKind | None = None
    role: StakeholderRoleValue | None = None
    position: Position | str | None = None
    level: Level | None = None
    country: str = ""
    owner: str = ""
    coalition: str = ""
    tag: str = ""

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        listed = self.level or self.country or self.owner or self.coalition or self.tag
        return bool(self.words.strip() or self.kind or self.role or listed) or self.position is not None

    def keeps(self, row: StakeholderRow, words_of: Callable[[StakeholderRow], str]) -> bool:
        """Whether a row is shown; `words_of` gives its folded words."""
        if not self._keeps_facts(row):
            return False
        if self.role is not None and self.role not in row.roles:
            return False
        if self.position is not None and row.position != (
            None if self.position == UNKNOWN else self.position
        ):
            return False
        if not self.words:
            return True
        text = words_of(row)
        return all(word in text for word in _folded_words(self.words))

    def _keeps_facts(self, row: StakeholderRow) -> bool:
        if self.kind is not None and row.kind is not self.kind:
            return False
        if self.level is not None and row.level is not self.level:
            return False
        if self.country and row.country != self.country:
            return False
        if self.owner and row.owner != self.owner:
            return False
        return not (
            (self.coalition and self.coalition not in row.coalitions)
            or (self.tag and self.tag not in row.tags)
        )


@lru_cache(maxsize=8)
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(folded(text).split())


@dataclass(frozen=True, slots=True)
class Beside:
    """What the grid shows of stakeholders besides their rows: names of coalitions by their id, and by stakeholder
    what others judged and where it stood on the day with which today is compared."""

    coalitions: Mapping[str, str] = field(default_factory=dict)
    spreads: Mapping[str, tuple[Ratings, ...]] = field(default_factory=dict)
    earlier: Mapping[str, Ratings] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


class RowTexts:
    """What is made of each row once: its words for the filter, its place for the grid. Ten thousand rows are asked
    for both at every letter that is written."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[StakeholderRow, str]] = {}
        self._places: dict[str, tuple[StakeholderRow, date, Beside, Placed]] = {}

    def words(self, row: StakeholderRow) -> str:
        """The words by which a row is found, folded."""
        held = self._words.get(row.id)
        if held is not None and held[0] is row:
            return held[1]
        text = folded(" ".join(_words(row)))
        self._words[row.id] = (row, text)
        return text

    def placed(self, row: StakeholderRow, today: date, beside: Beside | None = None) -> Placed:
        """A row as the grid takes it."""
        more = beside or NOTHING_BESIDE
        held = self._places.get(row.id)
        if held is not None and held[0] is row and held[1] == today and held[2] is more:
            return held[3]
        made = placed(row, today, more)
        self._places[row.id] = (row, today, more, made)
        return made

    def known(self, row: StakeholderRow, today: date, beside: Beside) -> Placed:
        """A row as the grid took it last, on whichever day: for those that look alike on both."""
        held = self._places.get(row.id)
        if held is not None and held[0] is row and held[2] is beside:
            return held[3]
        return self.placed(row, today, beside)


def _words(row: StakeholderRow) -> tuple[str, ...]:
    kind = label(row.actor_type) if row.actor_type else ""
    roles = " ".join(label(role) for role in row.roles)
    named = (row.name, row.short_name, row.code_name, row.parent, row.holder, row.owner)
    return (*named, kind, roles, *row.tags)


def placed(row: StakeholderRow, today: date, beside: Beside | None = None) -> Placed:
    """A row as the grid takes it."""
    more = beside or NOTHING_BESIDE
    return placed_row(
        row,
        today,
        previous=more.earlier.get(row.id),
        detail=" · ".join(filter(None, (subtitle(row), new_holder(row)))),
        spread=more.spreads.get(row.id, ()),
        coalitions=tuple(more.coalitions[one] for one in row.coalitions if one in more.coalitions),
    )


def ratings_of(row: StakeholderRow) -> Ratings:
    """Where a stakeholder stands."""
    return Ratings(row.influence, row.interest, row.position, row.relationship, row.confidence)


def judged(moves: Sequence[tuple[str, dict[str, int]]]) -> dict[str, dict[str, int]]:
    """What the grid moved, as assessments say it: a position that we judge, not one that was stated."""
    return {
        row_id: {
            ("assessed_position" if name == "position" else name): value for name, value in values.items()
        }
        for row_id, values in moves
    }


def new_holder(row: StakeholderRow) -> str:
    """That a post changed hands and its new holder was not judged; "" where that is not so."""
    judged = row.made_on is not None and row.holder_since is not None and row.made_on >= row.holder_since
    if row.holder_since is None or row.position is not None or judged:
        return ""
    return _("New holder since {day}: not assessed").format(day=format_date(row.holder_since))


def subtitle(row: StakeholderRow) -> str:
    """What a stakeholder is, in one line: "Institution · national · Treasury"."""
    parts = [label(row.kind)]
    parts += [label(row.actor_type)] if row.actor_type else []
    parts += [label(row.level)] if row.level else []
    parts += [row.parent] if row.parent else []
    return " · ".join(parts)
