"""Objectives with their asks and lines, the theory of change, and who of the Movement takes part: what is read.

What is written goes through ``services.parts``; that two asks contradict is the one act of its own here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.objectives import (
    Ask,
    AskConflict,
    BottomLine,
    ChangeStep,
    DecisionWindow,
    MovementConsultation,
    Objective,
    RedLine,
)
from hdplanner.domain.office import TeamMember
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import Component, Consultation, Horizon, RedLineType, Sensitivity, Track
from hdplanner.i18n import _
from hdplanner.services.values import change, derived, get, refused

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class AskRow:
    """Who is asked to do what by when, and how we shall know. ``conflicts`` are asks that contradict it."""

    id: str
    objective_id: str
    addressee_id: str | None
    addressee: str
    window_id: str | None
    window: str
    action: str
    due_on: date | None
    verification: str
    met_on: date | None
    sensitivity: Sensitivity | None
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BottomLineRow:
    """The ideal outcome, the least that may be accepted, and whom to consult before going below."""

    id: str
    objective_id: str
    ideal: str
    minimum: str
    consult: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class RedLineRow:
    """What is not negotiable, on what norm, and who may lift it."""

    id: str
    objective_id: str
    text: str
    type: RedLineType
    norm: str
    rhetorical: bool
    may_lift: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class ChangeStepRow:
    """A link of the theory of change, and what it assumes."""

    id: str
    text: str
    assumption: str


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """How a component of the Movement takes part in an objective or a meeting."""

    id: str
    objective_id: str | None
    meeting_id: str | None
    component: Component
    how: Consultation
    held_on: date | None
    by: str
    agreed_line: str


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with all that hangs on it."""

    id: str
    title: str
    statement: str
    horizon: Horizon
    track: Track
    indicator: str
    target_on: date | None
    owner_id: str | None
    owner: str
    sensitivity: Sensitivity | None
    asks: tuple[AskRow, ...] = ()
    bottom_lines: tuple[BottomLineRow, ...] = ()
    red_lines: tuple[RedLineRow, ...] = ()
    consultations: tuple[ConsultationRow, ...] = ()


def objective_details(session: Session, campaign_id: str) -> list[ObjectiveRow]:
    """Return the objectives of a campaign in their order, each with its asks, lines and consultations."""
    found = session.scalars(
        select(Objective).where(Objective.campaign_id == campaign_id).order_by(Objective.rank, Objective.id)
    ).all()
    keys = [row.id for row in found]
    owners = _names(session, TeamMember)
    asks = _by_objective(ask_rows(session, campaign_id))
    bottom = _by_objective(_rows(session, BottomLine, BottomLineRow, keys))
    red = _by_objective(_rows(session, RedLine, RedLineRow, keys))
    said = _by_objective(consultation_rows(session, campaign_id))
    return [
        ObjectiveRow(
            **{name: getattr(row, name) for name in _FACTS},
            owner=owners.get(row.owner_id or "", ""),
            asks=tuple(asks[row.id]),
            bottom_lines=tuple(bottom[row.id]),
            red_lines=tuple(red[row.id]),
            consultations=tuple(said[row.id]),
        )
        for row in found
    ]


_FACTS = (
    *("id", "title", "statement", "horizon", "track", "indicator", "target_on", "owner_id"),
    "sensitivity",
)


def ask_rows(session: Session, campaign_id: str) -> list[AskRow]:
    """Return every ask of a campaign, in the order of its objectives and its own."""
    found = session.scalars(
        select(Ask)
        .join(Objective, Objective.id == Ask.objective_id)
        .where(Objective.campaign_id == campaign_id)
        .order_by(Objective.rank, Objective.id, Ask.rank, Ask.id)
    ).all()
    addressed = [row.addressee_id for row in found if row.addressee_id]
    names = _names(session, Stakeholder, Stakeholder.id.in_(addressed))
    windows = {
        row.id: row.title
        for row in session.scalars(select(DecisionWindow).where(DecisionWindow.campaign_id == campaign_id))
    }
    conflicts = _conflicts(session, [row.id for row in found])
    return [
        AskRow(
            **{name: getattr(row, name) for name in _ASK_FACTS},
            addressee=names.get(row.addressee_id or "", ""),
            window=windows.get(row.window_id or "", ""),
            conflicts=tuple(sorted(conflicts[row.id])),
        )
        for row in found
    ]


_ASK_FACTS = (
    *("id", "objective_id", "addressee_id", "window_id", "action", "due_on", "verification"),
    *("met_on", "sensitivity"),
)


def change_rows(session: Session, campaign_id: str) -> list[ChangeStepRow]:
    """Return the theory of change of a campaign, link by link."""
    found = session.scalars(
        select(ChangeStep)
        .where(ChangeStep.campaign_id == campaign_id)
        .order_by(ChangeStep.rank, ChangeStep.id)
    )
    return [ChangeStepRow(row.id, row.text, row.assumption) for row in found]


def consultation_rows(session: Session, campaign_id: str) -> list[ConsultationRow]:
    """Return who of the Movement leads, was consulted or informed in a campaign, the latest first."""
    found = session.scalars(
        select(MovementConsultation).where(MovementConsultation.campaign_id == campaign_id)
    )
    rows = [_shaped(row, ConsultationRow) for row in found]
    return sorted(rows, key=lambda row: (row.held_on or date.min, row.id), reverse=True)


def set_conflict(session: Session, first_id: str, second_id: str, *, why: str = "") -> str:
    """Say that two asks cannot both be made, and return the key of that; which of the two is named first is the same."""
    if first_id == second_id:
        raise refused("ask", first_id, _("an ask cannot contradict itself"))
    first, second = sorted((get(session, Ask, first_id).id, get(session, Ask, second_id).id))
    row = derived(AskConflict(first_id=first, second_id=second))
    kept = session.get(AskConflict, row.id)
    if kept is None:
        session.add(kept := row)
    change(kept, {"why": why})
    session.flush()
    return kept.id


def conflict_reasons(session: Session, ask_id: str) -> dict[str, str]:
    """Return why the asks that contradict one do so, by their keys; empty words where nobody said it."""
    there = select(AskConflict).where((AskConflict.first_id == ask_id) | (AskConflict.second_id == ask_id))
    return {
        row.second_id if row.first_id == ask_id else row.first_id: row.why for row in session.scalars(there)
    }


def clear_conflict(session: Session, first_id: str, second_id: str) -> None:
    """Say that two asks go together after all."""
    first, second = sorted((first_id, second_id))
    session.delete(get(session, AskConflict, derived(AskConflict(first_id=first, second_id=second)).id))
    session.flush()


def _conflicts(session: Session, keys: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in session.scalars(select(AskConflict).where(AskConflict.first_id.in_(keys))):
        found[row.first_id].add(row.second_id)
        found[row.second_id].add(row.first_id)
    return found


def _rows(session: Session, mapped: Any, shape: type[R], objectives: Sequence[str]) -> list[R]:
    found = session.scalars(
        select(mapped).where(mapped.objective_id.in_(objectives)).order_by(mapped.rank, mapped.id)
    )
    return [_shaped(row, shape) for row in found]


def _shaped(row: Any, shape: type[R]) -> R:
    names: Any = shape
    return shape(**{name: getattr(row, name) for name in names.__dataclass_fields__})


def _by_objective(rows: Sequence[R]) -> dict[str | None, list[R]]:
    found: dict[str | None, list[R]] = defaultdict(list)
    for row in rows:
        one: Any = row
        found[one.objective_id].append(row)
    return found


def _names(session: Session, mapped: Any, *where: Any) -> dict[str, str]:
    return {row.id: row.name for row in session.execute(select(mapped.id, mapped.name).where(*where))}
