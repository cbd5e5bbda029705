"""Planned activities: add and change them, move them in time, and say which waits for which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import new_id
from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import Activity, ActivityDependency
from hdplanner.domain.objectives import DecisionWindow
from hdplanner.domain.rules_schedule import circle
from hdplanner.i18n import _
from hdplanner.services.activity_rows import ActivityRow, activity_rows, in_time, span_of_row
from hdplanner.services.values import EARLIEST, change, derived, get, refused

__all__ = [
    "ActivityRow",
    "activity_rows",
    "add_activity",
    "add_dependency",
    "delete_activities",
    "delete_dependency",
    "has_activities",
    "in_time",
    "move_activities",
    "schedule",
    "stretch",
    "update_activities",
]

LATEST = date(2200, 1, 1)
"""The last day that can be planned for: beyond it somebody mistyped."""

FURTHEST = 36_500
"""So many days from a decision something may be planned: a hundred years."""


def has_activities(session: Session, campaign_id: str) -> bool:
    """Return whether anything is planned in a campaign."""
    found = session.execute(select(Activity.id).where(Activity.campaign_id == campaign_id).limit(1))
    return found.first() is not None


def add_activity(session: Session, *, campaign_id: str, key: str | None = None, **values: Any) -> str:
    """Plan an activity and return its key, a fresh one unless given; its zone is the campaign's unless one is given.

    Raises ``InvalidValueError`` where it would end before it begins, or its zone is unknown.
    """
    plan = get(session, Campaign, campaign_id)
    row = Activity(id=key or new_id(), campaign_id=campaign_id, zone=plan.zone)
    change(row, values)
    _check(row)
    session.add(row)
    session.flush()
    return row.id


def update_activities(session: Session, ids: Collection[str], **values: Any) -> None:
    """Change fields of one or several activities at once, as one act."""
    for key in ids:
        row = get(session, Activity, key)
        change(row, values)
        _check(row)
    session.flush()


def delete_activities(session: Session, ids: Collection[str]) -> int:
    """Delete activities; what waited for them no longer does. Returns how many there were."""
    there = select(func.count()).select_from(Activity).where(Activity.id.in_(ids))
    number = session.execute(there).scalar_one()
    session.execute(delete(Activity).where(Activity.id.in_(ids)))
    session.expire_all()
    return number


def move_activities(session: Session, ids: Collection[str], *, days: int) -> None:
    """Move activities by so many days. A dated one keeps its clock time, also across a change of summer time;
    one that is planned from a window comes so much nearer to its decision, or further from it."""
    for key in ids:
        row = get(session, Activity, key)
        if row.starts_at is not None:
            row.starts_at = _moved(row.starts_at, days)
            row.ends_at = None if row.ends_at is None else _moved(row.ends_at, days)
        elif row.days_before is not None:
            row.days_before -= days
            row.days_until = None if row.days_until is None else row.days_until - days
        _check(row)
    session.flush()


def schedule(
    session: Session,
    ids: Collection[str],
    *,
    on: date | None = None,
    window_id: str | None = None,
    days_before: int | None = None,
    days_until: int | None = None,
) -> None:
    """Put activities on a day, at a distance from a window's decision, or, with neither, back among the unscheduled.

    One that had a clock time keeps it and its length; the window that it belongs to stays unless another is named.
    Raises ``InvalidValueError`` for a distance from no window.
    """
    for key in ids:
        row = get(session, Activity, key)
        if window_id is not None:
            row.window_id = get(session, DecisionWindow, window_id).id
        if on is not None:
            _put_on(session, row, on)
        else:
            if days_before is not None and row.window_id is None:
                raise refused("window_id", days_before, _("say from which decision the days are counted"))
            row.starts_at = row.ends_at = None
            row.days_before, row.days_until = days_before, days_until
        _check(row)
    session.flush()


def stretch(session: Session, activity_id: str, *, until: date) -> None:
    """Let an activity last until a day; one that is planned from a window keeps its distance to it."""
    row = get(session, Activity, activity_id)
    window = session.get(DecisionWindow, row.window_id) if row.window_id else None
    decides_on = window.decides_on if window else None
    first = span_of_row(row, decides_on).first
    if first is None:
        raise refused("ends_at", until, _("the activity has no day yet"))
    if until < first:
        raise refused("ends_at", until, _("it would end before it begins"))
    if row.starts_at is not None:
        clock = (row.ends_at or row.starts_at).time()
        row.ends_at = datetime.combine(until, clock)
    elif decides_on is not None:
        row.days_before = (decides_on - first).days
        row.days_until = (decides_on - until).days
    _check(row)
    session.flush()


def add_dependency(session: Session, activity_id: str, depends_on_id: str) -> str:
    """Say that an activity waits for another, and return the key of that.

    Raises ``InvalidValueError`` where it would wait for itself, directly or round about.
    """
    waiting, first = get(session, Activity, activity_id), get(session, Activity, depends_on_id)
    if activity_id == depends_on_id:
        raise refused(
            "depends_on", first.title, _("“{title}” cannot wait for itself").format(title=first.title)
        )
    if waiting.campaign_id != first.campaign_id:
        reason = _("“{first}” belongs to another plan").format(first=first.title)
        raise refused("depends_on", first.title, reason)
    if circle(_waits(session, waiting.campaign_id), activity_id, depends_on_id):
        reason = _("“{first}” already waits for “{waiting}”").format(first=first.title, waiting=waiting.title)
        raise refused("depends_on", first.title, reason)
    row = derived(ActivityDependency(activity_id=activity_id, depends_on_id=depends_on_id))
    if session.get(ActivityDependency, row.id) is None:
        session.add(row)
    session.flush()
    return row.id


def delete_dependency(session: Session, activity_id: str, depends_on_id: str) -> None:
    """Let an activity wait for another no longer."""
    session.execute(
        delete(ActivityDependency).where(
            ActivityDependency.activity_id == activity_id, ActivityDependency.depends_on_id == depends_on_id
        )
    )
    session.expire_all()


def _waits(session: Session, campaign_id: str) -> dict[str, set[str]]:
    mine = select(Activity.id).where(Activity.campaign_id == campaign_id)
    found: dict[str, set[str]] = defaultdict(set)
    for waiting, first in session.execute(
        select(ActivityDependency.activity_id, ActivityDependency.depends_on_id).where(
            ActivityDependency.activity_id.in_(mine)
        )
    ):
        found[waiting].add(first)
    return found


def _put_on(session: Session, row: Activity, on: date) -> None:
    """Give an activity a day of its own, with the length that it had."""
    window = session.get(DecisionWindow, row.window_id) if row.window_id else None
    span = span_of_row(row, window.decides_on if window else None)
    clock = row.starts_at.time() if row.starts_at is not None else time(0)
    begins = datetime.combine(on, clock)
    if row.ends_at is not None and row.starts_at is not None:
        row.ends_at = _later(begins, row.ends_at - row.starts_at)
    elif span.first is not None and span.last is not None and span.last > span.first:
        row.ends_at = _later(begins, span.last - span.first)
    row.starts_at = begins
    row.days_before = row.days_until = None


def _moved(moment: datetime, days: int) -> datetime:
    try:
        return _later(moment, timedelta(days=days))
    except OverflowError:
        raise refused("starts_at", days, _("the day lies outside the calendar")) from None


def _later(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        raise refused("starts_at", by.days, _("the day lies outside the calendar")) from None


def _check(row: Activity) -> None:
    """Refuse what cannot be: an end before the start, a day nobody plans for, a zone that is none."""
    for field in ("starts_at", "ends_at"):
        moment = getattr(row, field)
        if moment is not None and not EARLIEST <= moment.date() <= LATEST:
            raise refused(field, moment.date(), _("the day lies outside the calendar"))
    for field in ("days_before", "days_until"):
        if abs(getattr(row, field) or 0) > FURTHEST:
            raise refused(field, getattr(row, field), _("the day lies outside the calendar"))
    if row.ends_at is not None and (row.starts_at is None or row.ends_at < row.starts_at):
        raise refused("ends_at", row.ends_at, _("it would end before it begins"))
    checked_zone(row.zone)


def checked_zone(name: str) -> str:
    """Return the name of a time zone as the IANA database knows it, or raise ``InvalidValueError``."""
    if not is_zone(name):
        raise refused("zone", name, _("there is no such time zone"))
    return name


def is_zone(name: str) -> bool:
    """Tell whether the IANA database knows a time zone of this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found, not a name, or a folder of zones
        return False
    return True
