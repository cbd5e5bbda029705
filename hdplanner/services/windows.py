"""Decision windows and their paths: when others decide, who drafts, advises, signs, votes or can veto."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import Activity
from hdplanner.domain.objectives import Ask, DecisionStep, DecisionWindow, Objective
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import ActivityStatus, Certainty, StepAction, StepAgreement
from hdplanner.i18n import _
from hdplanner.services.activities import move_activities
from hdplanner.services.assessments import involve
from hdplanner.services.ordering import last_rank, move_to
from hdplanner.services.values import change, get, refused

CLOSED = (ActivityStatus.DONE, ActivityStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A time in which a body decides; ``asks`` are the keys of what is asked there, ``activities`` how many are planned."""

    id: str
    title: str
    decision: str
    body_id: str | None
    body: str
    opens_on: date | None
    decides_on: date | None
    closes_on: date | None
    certainty: Certainty
    note: str
    asks: tuple[str, ...] = ()
    activities: int = 0

    def days_left(self, today: date) -> int | None:
        """Return in how many days it is decided; negative once it is past, empty without a date."""
        return None if self.decides_on is None else (self.decides_on - today).days


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a decision's path; ``planned`` is how many open activities of the plan address who takes it."""

    id: str
    window_id: str
    stakeholder_id: str | None
    stakeholder: str
    action: StepAction
    agreement: StepAgreement
    due_on: date | None
    note: str
    planned: int = 0


@dataclass(frozen=True, slots=True)
class HangingRow:
    """Something dated that hangs on a window: an activity with a date of its own, or an ask that is due."""

    kind: str
    id: str
    title: str
    on: date


def window_rows(session: Session, campaign_id: str) -> list[WindowRow]:
    """Return the decision windows of a campaign, the next decision first, those without a date last."""
    found = session.scalars(select(DecisionWindow).where(DecisionWindow.campaign_id == campaign_id)).all()
    bodies = _names(session, {row.body_id for row in found})
    asks = _asks(session, campaign_id)
    planned = _planned(session, campaign_id, Activity.window_id)
    rows = [
        WindowRow(
            **{name: getattr(row, name) for name in _FACTS},
            body=bodies.get(row.body_id or "", ""),
            asks=tuple(key for key, window in asks if window == row.id),
            activities=planned[row.id],
        )
        for row in found
    ]
    return sorted(
        rows, key=lambda r: (r.decides_on is None, r.decides_on or date.max, r.title.casefold(), r.id)
    )


_FACTS = (
    *("id", "title", "decision", "body_id", "opens_on", "decides_on", "closes_on"),
    *("certainty", "note"),
)


def add_window(session: Session, *, campaign_id: str, title: str, **values: Any) -> str:
    """Add a decision window and return its key. Raises ``InvalidValueError`` where it ends before it begins."""
    get(session, Campaign, campaign_id)
    row = DecisionWindow(campaign_id=campaign_id, title=_titled(title))
    change(row, values)
    _check_order(row)
    session.add(row)
    session.flush()
    return row.id


def update_window(session: Session, window_id: str, **values: Any) -> None:
    """Change a window; what hangs on it stays where it is (``move_window`` takes it along)."""
    row = get(session, DecisionWindow, window_id)
    if "title" in values:
        values["title"] = _titled(values["title"])
    change(row, values)
    _check_order(row)
    session.flush()


def delete_windows(session: Session, ids: Collection[str]) -> int:
    """Delete windows with their paths. What was planned from them stays, unscheduled; undo brings all back."""
    there = select(func.count()).select_from(DecisionWindow).where(DecisionWindow.id.in_(ids))
    number = session.execute(there).scalar_one()
    session.execute(delete(DecisionWindow).where(DecisionWindow.id.in_(ids)))
    session.expire_all()
    return number


def hanging(session: Session, window_id: str) -> list[HangingRow]:
    """Return what would stay behind if the window moved: open activities with dates of their own, and asks due.

    What is planned at a distance from the window moves by itself and is not among them.
    """
    found = [
        HangingRow("activity", row.id, row.title, row.starts_at.date())
        for row in session.scalars(_dated(window_id))
        if row.starts_at is not None
    ]
    asks = select(Ask).where(Ask.window_id == window_id, Ask.due_on.is_not(None), Ask.met_on.is_(None))
    found += [
        HangingRow("ask", row.id, row.action, row.due_on)
        for row in session.scalars(asks)
        if row.due_on is not None
    ]
    return sorted(found, key=lambda row: (row.on, row.title, row.id))


def move_window(session: Session, window_id: str, decides_on: date, *, with_hanging: bool) -> list[str]:
    """Move a decision to another day, its opening and closing by as much; return the keys of what came along.

    With ``with_hanging`` the open activities that have dates of their own and the asks due move too.
    """
    row = get(session, DecisionWindow, window_id)
    days = 0 if row.decides_on is None else (decides_on - row.decides_on).days
    row.opens_on, row.closes_on = _moved(row.opens_on, days), _moved(row.closes_on, days)
    row.decides_on = decides_on
    _check_order(row)
    moved: list[str] = []
    if with_hanging and days:
        found = hanging(session, window_id)
        activities = [one.id for one in found if one.kind == "activity"]
        move_activities(session, activities, days=days)
        for one in found:
            if one.kind == "ask":
                ask = get(session, Ask, one.id)
                ask.due_on = _moved(ask.due_on, days)
        moved = [one.id for one in found]
    session.flush()
    return moved


def step_rows(session: Session, window_id: str) -> list[StepRow]:
    """Return the path of a window, in its order."""
    window = get(session, DecisionWindow, window_id)
    found = session.scalars(
        select(DecisionStep)
        .where(DecisionStep.window_id == window_id)
        .order_by(DecisionStep.rank, DecisionStep.id)
    ).all()
    names = _names(session, {row.stakeholder_id for row in found})
    planned = _planned(session, window.campaign_id, Activity.stakeholder_id)
    return [
        StepRow(
            **{name: getattr(row, name) for name in _STEP_FACTS},
            stakeholder=names.get(row.stakeholder_id or "", ""),
            planned=planned[row.stakeholder_id or ""],
        )
        for row in found
    ]


_STEP_FACTS = ("id", "window_id", "stakeholder_id", "action", "agreement", "due_on", "note")


def add_step(session: Session, *, window_id: str, **values: Any) -> str:
    """Add a step at the end of a window's path and return its key; who takes it joins the plan."""
    window = get(session, DecisionWindow, window_id)
    row = DecisionStep(window_id=window_id, rank=last_rank(session, DecisionStep, window_id=window_id))
    change(row, values)
    session.add(row)
    if row.stakeholder_id is not None:
        involve(session, window.campaign_id, row.stakeholder_id)
    session.flush()
    return row.id


def update_step(session: Session, step_id: str, **values: Any) -> None:
    """Change a step: who takes it, what is done, whether they agree."""
    change(get(session, DecisionStep, step_id), values)
    session.flush()


def move_step(session: Session, step_id: str, place: int) -> None:
    """Put a step at another place of its path; 0 is the first."""
    move_to(session, DecisionStep, step_id, place, parent="window_id")


def delete_step(session: Session, step_id: str) -> None:
    """Take a step out of its path."""
    session.delete(get(session, DecisionStep, step_id))
    session.flush()


def _dated(window_id: str) -> Any:
    return select(Activity).where(
        Activity.window_id == window_id, Activity.starts_at.is_not(None), Activity.status.not_in(CLOSED)
    )


def _asks(session: Session, campaign_id: str) -> list[tuple[str, str]]:
    found = session.execute(
        select(Ask.id, Ask.window_id)
        .join(Objective, Objective.id == Ask.objective_id)
        .where(Objective.campaign_id == campaign_id, Ask.window_id.is_not(None))
        .order_by(Ask.rank, Ask.id)
    )
    return [(key, window) for key, window in found if window is not None]


def _planned(session: Session, campaign_id: str, column: Any) -> Counter[str]:
    """Count the open activities of a plan by what a column of theirs names."""
    found = session.execute(
        select(column, func.count())
        .where(Activity.campaign_id == campaign_id, column.is_not(None), Activity.status.not_in(CLOSED))
        .group_by(column)
    )
    return Counter({row[0]: row[1] for row in found})


def _names(session: Session, ids: Collection[str | None]) -> dict[str, str]:
    wanted = [one for one in ids if one]
    found = session.execute(select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(wanted)))
    return {row.id: row.name for row in found}


def _moved(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        raise refused("decides_on", days, _("the day lies outside the calendar")) from None


def _check_order(row: DecisionWindow) -> None:
    """Refuse a window whose days are not in order: it opens, it decides, it closes."""
    days = [day for day in (row.opens_on, row.decides_on, row.closes_on) if day is not None]
    if days != sorted(days):
        raise refused("decides_on", days[-1], _("a window opens, then decides, then closes"))


def _titled(title: str) -> str:
    if not title.strip():
        raise refused("title", title, _("a decision window needs a title"))
    return title.strip()
