"""What the room shows of a network: columns of the table, whom routes lead to, what a filter keeps.

Rows come frozen from the services; nothing here reads the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import label, step_label
from hdplanner.domain.values import (
    Confidence,
    Sensitivity,
    StakeholderRoleValue,
    Strength,
    TieKind,
    TieSign,
)
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.choices import choices_of, steps_of
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.filter import folded

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.services.ties import TieRow

STRONG, FAIR = 0.5, 0.2
"""From which score on a route is called strong, and fair."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a filter lets through; empty values let all through."""

    words: str = ""
    kind: TieKind | None = None

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.words.strip()) or self.kind is not None

    def keeps(self, tie: TieRow, words_of: Callable[[TieRow], str]) -> bool:
        """Whether a tie is shown; `words_of` gives its folded words."""
        if self.kind is not None and tie.kind is not self.kind:
            return False
        words = folded(self.words).split()
        return not words or all(word in words_of(tie) for word in words)

    def names(self, row: StakeholderRow) -> bool:
        """Whether a stakeholder itself has the words."""
        words = folded(self.words).split()
        whole = folded(f"{row.name} {row.short_name} {row.code_name}")
        return bool(words) and self.kind is None and all(word in whole for word in words)


class TieTexts:
    """The folded words of each tie, made once while it stays as it is."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[TieRow, str]] = {}

    def words(self, tie: TieRow) -> str:
        """All that a filter looks in."""
        found = self._known.get(tie.id)
        if found is None or found[0] is not tie:
            whole = folded(f"{tie.source} {tie.target} {label(tie.kind)} {tie.evidence} {tie.origin}")
            found = self._known[tie.id] = (tie, whole)
        return found[1]


def leading(rows: Iterable[StakeholderRow]) -> list[StakeholderRow]:
    """Those whom a route may lead to: who decides or can block first, the influential before the others."""
    deciding = {StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER}
    return sorted(
        (row for row in rows if not row.movement),
        key=lambda row: (
            deciding.isdisjoint(row.roles),
            -(row.influence or 0),
            row.name.casefold(),
            row.id,
        ),
    )


def centre_of(rows: Iterable[StakeholderRow]) -> str | None:
    """The most influential decision-maker, about whom rings are drawn."""
    found = [row for row in leading(rows) if StakeholderRoleValue.DECISION_MAKER in row.roles]
    return found[0].id if found else None


def first_target(rows: Iterable[StakeholderRow]) -> str | None:
    """Whom to begin with: the most influential opponent or undecided one of those who decide or can block."""
    order = leading(rows)
    deciding = {StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER}
    open_ones = [row for row in order if row.position is None or row.position <= 0]
    best = [row for row in open_ones if not deciding.isdisjoint(row.roles)]
    # Of equal influence, an opponent before somebody on the fence, and both before one whom nobody assessed.
    best.sort(key=lambda row: (-(row.influence or 0), row.position is None, row.position or 0))
    found = best or order
    return found[0].id if found else None


def told_apart(rows: Sequence[StakeholderRow]) -> list[tuple[str, str]]:
    """Id and name of each; two of one name are told apart by what they are part of, or by a number."""
    several = Counter(row.name.casefold() for row in rows)
    found: list[tuple[str, str]] = []
    seen: Counter[str] = Counter()
    for row in rows:
        text = row.name
        if several[row.name.casefold()] > 1:
            text = _("{name} ({detail})").format(name=row.name, detail=row.parent or label(row.kind))
        seen[text.casefold()] += 1
        number = seen[text.casefold()]
        found.append((row.id, text if number == 1 else f"{text} {number}"))
    return found


def score_words(score: float) -> str:
    """How good a route is, in a word: never a chance, so never a percentage."""
    if score >= STRONG:
        return _("Strong route")
    return _("Fair route") if score >= FAIR else _("Weak route")


def tie_columns() -> tuple[Column[TieRow], ...]:
    """The columns of the table of ties. Names of both ends are read; all else is edited in place."""
    return (
        Column("source", _("From"), lambda row: row.source, width=220, own=True),
        _kind_column(),
        Column("target", _("To"), lambda row: row.target, width=220, own=True),
        _scale_column("strength", _("Strength"), Strength),
        Column(
            "sign",
            _("Effect"),
            lambda row: label(row.sign),
            value=lambda row: row.sign,
            choices=lambda: choices_of(TieSign),
            editable=True,
            width=124,
        ),
        _scale_column("confidence", _("Confidence"), Confidence),
        _day_column("checked_on", _("Checked")),
        _text_column("evidence", _("Evidence"), prose=True),
        _text_column("origin", _("Source"), prose=False),
        _day_column("review_by", _("Review by")),
        Column(
            "sensitivity",
            _("Sensitivity"),
            lambda row: label(row.sensitivity) if row.sensitivity else "",
            value=lambda row: row.sensitivity,
            choices=lambda: choices_of(Sensitivity, empty=_("As the plan")),
            editable=True,
            standard=False,
        ),
    )


def _kind_column() -> Column[TieRow]:
    return Column(
        "kind",
        _("Kind"),
        lambda row: label(row.kind),
        value=lambda row: row.kind,
        choices=lambda: choices_of(TieKind),
        editable=True,
        width=214,
    )


def _scale_column(key: str, title: str, scale: type[Scale]) -> Column[TieRow]:
    unsaid: list[tuple[object, str]] = [(None, _("Not said, counts as low"))]
    return Column(
        key,
        title,
        lambda row: "" if getattr(row, key) is None else step_label(scale, getattr(row, key)),
        sort=lambda row: getattr(row, key),
        value=lambda row: getattr(row, key),
        choices=lambda: unsaid + list(steps_of(scale)),
        editable=True,
        width=100,
    )


def _day_column(key: str, title: str) -> Column[TieRow]:
    def text(row: TieRow) -> str:
        day: date | None = getattr(row, key)
        return format_date(day) if day else ""

    return Column(
        key,
        title,
        text,
        sort=lambda row: getattr(row, key),
        value=lambda row: getattr(row, key),
        editable=True,
        day=True,
        width=110,
        standard=key == "checked_on",
    )


def _text_column(key: str, title: str, *, prose: bool) -> Column[TieRow]:
    return Column(key, title, lambda row: str(getattr(row, key)), editable=True, prose=prose, width=200)
