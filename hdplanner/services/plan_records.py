"""The activities and decision windows of a plan for a calendar or a sheet that leaves the house, through one lens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.objectives import DecisionWindow
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import Audience, Certainty, Sensitivity
from hdplanner.services.activity_rows import ActivityRow, activity_rows
from hdplanner.services.disclosure import Lens, lens_for
from hdplanner.services.values import get


@dataclass(frozen=True, slots=True)
class WindowRecord:
    """A decision window as an audience may see it."""

    id: str
    title: str
    body: str
    decision: str
    opens_on: date | None
    decides_on: date | None
    closes_on: date | None
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True)
class PlanRecords:
    """What an audience may see of the timing of a plan. ``default`` is the marking of what has none of its own."""

    title: str
    default: Sensitivity
    activities: tuple[ActivityRow, ...]
    windows: tuple[WindowRecord, ...]


TABLES = ("activity", "decision_window", "stakeholder", "coalition", "message", "messenger")
"""The tables whose rows show in these records: when one of them changes, so do the records."""


def plan_records(
    session: Session, campaign_id: str, *, audience: Audience = Audience.INTERNAL
) -> PlanRecords:
    """Return what ``audience`` may see of a plan: activities by day, those without one last, and windows by day."""
    plan = get(session, Campaign, campaign_id)
    lens = lens_for(session, audience, campaign_id)
    return PlanRecords(
        plan.title,
        plan.default_sensitivity,
        tuple(activity_rows(session, campaign_id, lens=lens)),
        tuple(_windows(session, campaign_id, lens)),
    )


def _windows(session: Session, campaign_id: str, lens: Lens) -> list[WindowRecord]:
    found = lens.rows(session, DecisionWindow, DecisionWindow.campaign_id == campaign_id)
    bodies = _bodies(session, campaign_id, lens)
    rows = [
        WindowRecord(**{name: getattr(row, name) for name in _FACTS}, body=bodies.get(row.body_id, ""))
        for row in found
    ]
    return sorted(rows, key=lambda row: (row.decides_on or date.max, row.title.casefold(), row.id))


_FACTS = ("id", "title", "decision", "opens_on", "decides_on", "closes_on", "certainty", "note")


def _bodies(session: Session, campaign_id: str, lens: Lens) -> dict[str, str]:
    deciding = select(DecisionWindow.body_id).where(DecisionWindow.campaign_id == campaign_id)
    found = lens.rows(session, Stakeholder, Stakeholder.id.in_(deciding), only=("name",))
    return {row.id: row.name for row in found}
