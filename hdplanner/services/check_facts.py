"""Reads the facts that the checks need: all of them once, and after an edit the rows that it touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, Table, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.checks.facts import Calendar, PlanFacts, PlanSettings
from hdplanner.domain.checks.tables import TABLES
from hdplanner.domain.models import CLASSES
from hdplanner.domain.office import Office
from hdplanner.domain.rules_assessment import REVIEW_DAYS
from hdplanner.services.assessments import may_rate_persons
from hdplanner.services.languages import language_name
from hdplanner.services.levels import own_steps

KINDS: dict[str, Any] = {table: kind for kind, table in TABLES.items()}
"""The kind of fact that each table is read as."""

SETTINGS = frozenset({"campaign", "office", "level_step"})
"""The tables from which the settings of a plan are read."""

_PARENTS: dict[str, tuple[str, str]] = {
    "ask": ("objective_id", "objective"),
    "ask_conflict": ("first_id", "ask"),
    "decision_step": ("window_id", "decision_window"),
    "coalition_member": ("coalition_id", "coalition"),
    "support": ("message_id", "message"),
    "variant": ("message_id", "message"),
    "message_proof": ("message_id", "message"),
    "principles_check": ("message_id", "message"),
    "principle_concern": ("check_id", "principles_check"),
    "activity_dependency": ("activity_id", "activity"),
}
"""By what a record belongs to a plan that does not name it itself."""

_BATCH = 5_000
"""So many keys are asked for at once: SQLite takes no more than 32,766."""

Changed = dict[Any, dict[str, Any]]


def read_facts(
    session: Session, campaign_id: str, *, today: date, calendar: Calendar | None = None
) -> PlanFacts:
    """Return all facts of a campaign, as of ``today``."""
    rows = {kind: _rows(session, kind, campaign_id) for kind in TABLES}
    settings = plan_settings(session, campaign_id)
    return PlanFacts(settings, rows, today=today, calendar=calendar, language_name=language_name)


def read_changed(session: Session, campaign_id: str, keys: Mapping[str, Collection[str]]) -> Changed:
    """Return the facts with these keys as they are now, by kind; ``None`` for one that is gone."""
    changed: Changed = {}
    for table, some in keys.items():
        kind = KINDS.get(table)
        if kind is not None:
            found: dict[str, Any] = dict.fromkeys(some)
            wanted = sorted(some)
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                found |= {row.id: row for row in _rows(session, kind, campaign_id, batch)}
            changed[kind] = found
    return changed


def plan_settings(session: Session, campaign_id: str) -> PlanSettings:
    """Return what holds for a whole plan."""
    days = session.scalar(select(Campaign.review_days).where(Campaign.id == campaign_id))
    country = session.scalar(select(Office.country).limit(1))
    return PlanSettings(
        lawful=may_rate_persons(session, campaign_id),
        review_days=days or REVIEW_DAYS,
        country=country or "",
        levels=own_steps(session),
    )


def _rows(session: Session, kind: Any, campaign_id: str, keys: list[str] | None = None) -> Iterable[Any]:
    table = _table(TABLES[kind])
    asked = select(*[_column(table, name) for name in kind._fields])
    scope = _scope(table, campaign_id)
    if scope is not None:
        asked = asked.where(scope)
    if keys is not None:
        asked = asked.where(table.c.id.in_(keys))
    return map(kind._make, session.connection().execute(asked))


def _column(table: Table, name: str) -> ColumnElement[Any]:
    if not name.startswith("has_"):
        return table.c[name]
    text = table.c[name.removeprefix("has_")]
    return type_coerce(func.coalesce(func.length(func.trim(text)), 0) > 0, Boolean)


def _scope(table: Table, campaign_id: str) -> ColumnElement[bool] | None:
    """Return what tells the records of a campaign from others; nothing where the whole office shares them."""
    if table.name == "campaign":
        return table.c.id == campaign_id
    if table.name in _PARENTS:
        column, parent = _PARENTS[table.name]
        return table.c[column].in_(_keys_of(parent, campaign_id))
    if "campaign_id" not in table.c:
        return None
    mine = table.c.campaign_id == campaign_id
    return or_(mine, table.c.campaign_id.is_(None)) if table.c.campaign_id.nullable else mine


def _keys_of(name: str, campaign_id: str) -> Select[tuple[str]]:
    table = _table(name)
    scope = _scope(table, campaign_id)
    keys = select(table.c.id)
    return keys if scope is None else keys.where(scope)


def _table(name: str) -> Table:
    table = CLASSES[name].__table__
    assert isinstance(table, Table)
    return table
