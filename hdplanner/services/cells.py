"""Cells of the table of stakeholders: any fields of any number of them, written as one act."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.stakeholders import Stakeholder, StakeholderMotive
from hdplanner.domain.values import Motive
from hdplanner.services.assessments import assess
from hdplanner.services.profiles import set_languages, set_motives
from hdplanner.services.stakeholders import (
    find_stakeholder,
    set_roles,
    update_involvement,
    update_stakeholders,
)
from hdplanner.services.tags import set_tags
from hdplanner.services.team import set_owner
from hdplanner.services.values import get

Cells = Mapping[str, Mapping[str, Any]]
"""By the key of the stakeholder, then by field; a field that is not there stays as it is."""

RATINGS: Final = {
    "influence": "influence",
    "interest": "interest",
    "position": "assessed_position",
    "assessed_position": "assessed_position",
    "stated_position": "stated_position",
    "target_position": "target_position",
    "relationship": "relationship",
    "confidence": "confidence",
    "legitimacy": "legitimacy",
    "urgency": "urgency",
}
"""Field of the table to field of the assessment; the judgement is new and dated, the old one stays."""

SUPPORT: Final = frozenset(
    {
        "evidence",
        "source",
        "stated_words",
        "admiralty",
        "evidence_type",
        "engagement",
        "desired_engagement",
        "made_on",
        "review_by",
    }
)
"""What a judgement rests on: written together with it."""

WORK: Final = frozenset({"next_step", "next_on", "interests", "reasoning", "contact_days"})


def write_cells(
    session: Session,
    *,
    campaign_id: str,
    cells: Cells,
    made_on: date,
    author: str,
    objective_id: str | None = None,
) -> int:
    """Write ``cells`` and return how many stakeholders they were about.

    Facts go to the stakeholder, our work to its place in the campaign, ratings make one new assessment of the day
    ``made_on``. ``parent`` and ``owner`` are names. Raises ``NotFoundError``, ``AmbiguousNameError`` and
    ``InvalidValueError``; nothing is written then.
    """
    moves: dict[str, dict[str, Any]] = {}
    for key, values in cells.items():
        left = _written_apart(session, campaign_id, key, dict(values))
        judged = {name: left.pop(name) for name in (*RATINGS, *SUPPORT) if name in left}
        if left:
            update_stakeholders(session, [key], **left)
        if judged:
            moves[key] = {RATINGS.get(name, name): value for name, value in judged.items()}
    by_day: dict[date, dict[str, dict[str, Any]]] = {}
    for key, move in moves.items():
        by_day.setdefault(move.pop("made_on", None) or made_on, {})[key] = move
    for day, of_day in by_day.items():
        assess(
            session,
            campaign_id=campaign_id,
            moves=of_day,
            made_on=day,
            author=author,
            objective_id=objective_id,
        )
    return len(cells)


def _written_apart(session: Session, campaign_id: str, key: str, values: dict[str, Any]) -> dict[str, Any]:
    """Write what is no column of a stakeholder and no judgement; return the rest."""
    work = {name: values.pop(name) for name in WORK if name in values}
    if work:
        get(session, Stakeholder, key)
        update_involvement(session, campaign_id, key, **work)
    if "owner" in values:
        get(session, Stakeholder, key)
        set_owner(session, campaign_id, key, name=values.pop("owner") or "")
    if "roles" in values:
        set_roles(session, campaign_id=campaign_id, stakeholder_id=key, roles=values.pop("roles"))
    if "languages" in values:
        set_languages(session, key, values.pop("languages"))
    if "motives" in values:
        set_motives(session, campaign_id, key, _motives(session, campaign_id, key, values.pop("motives")))
    if "tags" in values:
        set_tags(session, key, values.pop("tags"))
    if "parent" in values:
        parent = values.pop("parent")
        values["parent_id"] = find_stakeholder(session, parent) if parent else None
    return values


def _motives(
    session: Session, campaign_id: str, key: str, motives: Collection[Motive]
) -> dict[Motive, int | None]:
    """These motives, each as sure as it was."""
    there = session.execute(
        select(StakeholderMotive.value, StakeholderMotive.confidence).where(
            StakeholderMotive.campaign_id == campaign_id, StakeholderMotive.stakeholder_id == key
        )
    )
    held: dict[Motive, int | None] = {row.value: row.confidence for row in there}
    return {one: held.get(one) for one in motives}
