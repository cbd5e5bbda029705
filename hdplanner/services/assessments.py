"""Judgements about stakeholders: make one, read what holds on a day, and how it came to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import on_scale
from hdplanner.domain.campaign import Campaign, Involvement
from hdplanner.domain.objectives import DecisionWindow, Objective
from hdplanner.domain.rules_assessment import RATINGS, REVIEW_DAYS, Judged, Standing, standing
from hdplanner.domain.stakeholders import Assessment, AssessmentBasis, Stakeholder
from hdplanner.domain.values import (
    MOVEMENT,
    ActorType,
    Engagement,
    EvidenceType,
    InfluenceBasis,
    Position,
    Sensitivity,
    StakeholderKind,
)
from hdplanner.i18n import _
from hdplanner.services.disclosure import EVERYTHING, Lens, SeenRow
from hdplanner.services.values import change, checked_day, derived, get, refused, today_here

Move = Mapping[str, Any]
"""What one assessment says: ratings and, where known, what they rest on, by the names of ``Assessment``."""


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment as the profile and the history show it."""

    id: str
    objective_id: str | None
    meeting_id: str | None
    made_on: date
    author: str
    stated_position: int | None
    stated_words: str
    assessed_position: int | None
    target_position: int | None
    influence: int | None
    interest: int | None
    relationship: int | None
    strained: bool | None
    legitimacy: bool | None
    urgency: bool | None
    engagement: Engagement | None
    desired_engagement: Engagement | None
    confidence: int | None
    evidence: str
    evidence_type: EvidenceType | None
    source: str
    review_by: date | None
    sensitivity: Sensitivity | None
    basis: tuple[InfluenceBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need to know of a campaign to read its judgements; ``windows`` are its decision days in order."""

    objective_id: str | None
    first_objective_id: str | None
    windows: tuple[date, ...]
    review_days: int
    persons_rated: bool


def context_of(session: Session, campaign_id: str, objective_id: str | None = None) -> Context:
    """Return how judgements of a campaign are read: on ``objective_id``, else on its first objective."""
    first = session.execute(
        select(Objective.id)
        .where(Objective.campaign_id == campaign_id)
        .order_by(Objective.rank, Objective.id)
        .limit(1)
    ).scalar_one_or_none()
    decided = session.scalars(
        select(DecisionWindow.decides_on).where(DecisionWindow.campaign_id == campaign_id).distinct()
    )
    windows = tuple(sorted(day for day in decided if day is not None))
    days = session.execute(
        select(Campaign.review_days).where(Campaign.id == campaign_id)
    ).scalar_one_or_none()
    lawful = may_rate_persons(session, campaign_id)
    return Context(objective_id or first, first, windows, days or REVIEW_DAYS, lawful)


def may_rate_persons(session: Session, campaign_id: str) -> bool:
    """Tell whether the campaign has recorded the purpose and legal basis on which persons may be rated."""
    found = session.execute(
        select(Campaign.purpose, Campaign.legal_basis).where(Campaign.id == campaign_id)
    ).one_or_none()
    return found is not None and bool(found.purpose and found.legal_basis)


def is_rated(kind: StakeholderKind, actor_type: ActorType | None, *, persons_rated: bool) -> bool:
    """Tell whether judgements of a stakeholder may be made and shown at all.

    Components of the Movement are neither rated nor counted; a person is rated only on a recorded ground.
    """
    return actor_type not in MOVEMENT and (persons_rated or kind is not StakeholderKind.PERSON)


def judged_by_stakeholder(
    session: Session,
    campaign_id: str,
    first_objective_id: str | None,
    *,
    lens: Lens = EVERYTHING,
    ids: Collection[str] | None = None,
    ratings: tuple[str, ...] = RATINGS,
) -> dict[str, list[tuple[Judged, SeenRow]]]:
    """Return the judgements of a campaign by stakeholder, oldest first, each beside its row.

    ``ratings`` are those that are asked for. One whose position names no objective is read as on the first.
    """
    where = [Assessment.campaign_id == campaign_id]
    if ids is not None:
        where.append(Assessment.stakeholder_id.in_(ids))
    found: dict[str, list[tuple[Judged, SeenRow]]] = defaultdict(list)
    only = ("stakeholder_id", "objective_id", "made_on", "confidence", "review_by", "evidence", *ratings)
    given = attrgetter(*ratings)
    for row in lens.rows(session, Assessment, *where, order=(Assessment.made_on,), only=only):
        if row.made_on is not None:
            values = dict(zip(ratings, given(row), strict=True))
            on = row.objective_id or first_objective_id
            judged = Judged(row.id, row.made_on, on, values, row.confidence, row.review_by)
            found[row.stakeholder_id].append((judged, row))
    return found


def standings(
    session: Session, campaign_id: str, stakeholder_id: str, objective_id: str | None = None
) -> list[tuple[date, Standing]]:
    """Return what held for a stakeholder after each day on which it was judged: its trail, oldest first."""
    context = context_of(session, campaign_id, objective_id)
    judged = [
        one
        for one, _ in judged_by_stakeholder(
            session, campaign_id, context.first_objective_id, ids=[stakeholder_id]
        )[stakeholder_id]
    ]
    days = sorted({one.made_on for one in judged})
    return [(day, standing(judged, objective_id=context.objective_id, on=day)) for day in days]


def history(session: Session, campaign_id: str, stakeholder_id: str) -> list[AssessmentRow]:
    """Return every assessment of a stakeholder in a campaign, newest first."""
    rows = EVERYTHING.rows(
        session,
        Assessment,
        Assessment.campaign_id == campaign_id,
        Assessment.stakeholder_id == stakeholder_id,
    )
    bases: dict[str, list[InfluenceBasis]] = defaultdict(list)
    keys = [row.id for row in rows]
    for key, value in session.execute(
        select(AssessmentBasis.assessment_id, AssessmentBasis.value).where(
            AssessmentBasis.assessment_id.in_(keys)
        )
    ):
        bases[key].append(value)
    names = [name for name in AssessmentRow.__dataclass_fields__ if name != "basis"]
    made = [
        AssessmentRow(**{name: getattr(row, name) for name in names}, basis=tuple(bases[row.id]))
        for row in rows
    ]
    return sorted(made, key=lambda row: (row.made_on, row.id), reverse=True)


def assess(
    session: Session,
    *,
    campaign_id: str,
    moves: Mapping[str, Move],
    made_on: date,
    author: str,
    objective_id: str | None = None,
) -> list[str]:
    """Record one new dated assessment for each stakeholder of ``moves``, and return their keys.

    What was judged before stays. A position is on ``objective_id``, else on the campaign's first objective.
    Raises ``InvalidValueError`` for a component of the Movement, for a person where the campaign has recorded
    no purpose and legal basis, for a value off its scale and for a day in the future.
    """
    checked_day(made_on, "made_on", today=today_here())
    persons_rated = may_rate_persons(session, get(session, Campaign, campaign_id).id)
    objective = objective_id or context_of(session, campaign_id).first_objective_id
    made = []
    for stakeholder_id, values in moves.items():
        stakeholder = get(session, Stakeholder, stakeholder_id)
        check_rated(stakeholder, persons_rated=persons_rated)
        row = Assessment(
            campaign_id=campaign_id,
            stakeholder_id=stakeholder_id,
            objective_id=objective,
            made_on=made_on,
            author=author,
        )
        change(row, values)
        session.add(row)
        involve(session, campaign_id, stakeholder_id)
        made.append(row.id)
    session.flush()
    return made


def update_assessment(session: Session, assessment_id: str, **values: Any) -> str:
    """Change one assessment: what it rests on, its confidence, its review, or a rating that was mistyped."""
    row = get(session, Assessment, assessment_id)
    change(row, values)
    if "made_on" in values:
        checked_day(row.made_on, "made_on", today=today_here())
    session.flush()
    return assessment_id


def set_basis(session: Session, assessment_id: str, values: Collection[InfluenceBasis]) -> None:
    """Say what the influence in an assessment rests on: exactly ``values``."""
    there = {
        row.value: row
        for row in session.scalars(
            select(AssessmentBasis).where(AssessmentBasis.assessment_id == assessment_id)
        )
    }
    for value in set(there) - set(values):
        session.delete(there[value])
    for value in set(values) - set(there):
        session.add(derived(AssessmentBasis(assessment_id=assessment_id, value=value)))
    session.flush()


def delete_assessment(session: Session, assessment_id: str) -> None:
    """Take back an assessment that should never have been made."""
    session.delete(get(session, Assessment, assessment_id))
    session.flush()


def set_target(
    session: Session,
    *,
    campaign_id: str,
    stakeholder_id: str,
    position: int,
    made_on: date,
    author: str,
    objective_id: str | None = None,
) -> str:
    """Record where a stakeholder can realistically be brought, and return the new assessment's key."""
    move = {"target_position": on_scale(Position, position, "target_position")}
    return assess(
        session,
        campaign_id=campaign_id,
        moves={stakeholder_id: move},
        made_on=made_on,
        author=author,
        objective_id=objective_id,
    )[0]


def involve(session: Session, campaign_id: str, stakeholder_id: str) -> str:
    """Make a stakeholder part of a campaign, where it is not yet, and return the key of its involvement."""
    row = derived(Involvement(campaign_id=campaign_id, stakeholder_id=stakeholder_id))
    if session.get(Involvement, row.id) is None:
        session.add(row)
    return row.id


def check_rated(stakeholder: Stakeholder, *, persons_rated: bool) -> None:
    """Refuse what ``is_rated`` does not allow, with ``InvalidValueError`` and its reason."""
    if is_rated(stakeholder.kind, stakeholder.actor_type, persons_rated=persons_rated):
        return
    if stakeholder.actor_type in MOVEMENT:
        reason = _("components of the Movement are neither rated nor counted")
    else:
        reason = _("a person is rated only when the plan's purpose and legal basis are recorded")
    raise refused("assessment", stakeholder.id, reason)
