"""Where two of ours judged one stakeholder differently: the spread of each, and the largest disagreements first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hdplanner.domain.rules_assessment import Judged
from hdplanner.domain.rules_movement import held_since
from hdplanner.domain.rules_raters import Opinion, apart
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.services.assessments import context_of, is_rated
from hdplanner.services.holders import holdings_by_post

PERIOD = timedelta(days=90)
"""How far back opinions are compared where nobody says otherwise: as long as judgements in acute negotiation hold."""

_RATINGS = ("stated_position", "assessed_position", "influence", "interest", "relationship")


@dataclass(frozen=True, slots=True)
class Spread:
    """One rating of one stakeholder as several judged it: lowest, highest, and who thinks what.

    ``influence`` is the highest that any of them gave, by which equal disagreements are ordered.
    """

    stakeholder_id: str
    field: str
    low: int
    high: int
    opinions: tuple[Opinion, ...]
    name: str = ""
    influence: int | None = None

    @property
    def range(self) -> int:
        """How many steps of the scale they are apart; 0 where they agree."""
        return self.high - self.low


def spreads(
    session: Session, campaign_id: str, objective_id: str | None = None, *, since: date, today: date
) -> dict[str, tuple[Spread, ...]]:
    """Return by stakeholder each rating that two or more gave from ``since`` to ``today``, also where they agree.

    Only the newest opinion of each author counts. Positions are on ``objective_id``, else the first objective;
    what was judged of an earlier holder of a post does not count.
    """
    context = context_of(session, campaign_id, objective_id)
    several = _judged_by_several(session, campaign_id, since, today)
    judged = _judged(session, campaign_id, several, context.first_objective_id, since, today)
    holdings = holdings_by_post(session, ids=several)
    found: dict[str, tuple[Spread, ...]] = {}
    for key, name, kind, actor_type in session.execute(
        select(Stakeholder.id, Stakeholder.name, Stakeholder.kind, Stakeholder.actor_type).where(
            Stakeholder.id.in_(several)
        )
    ):
        if not is_rated(kind, actor_type, persons_rated=context.persons_rated):
            continue
        fields = apart(
            judged[key],
            objective_id=context.objective_id,
            since=since,
            on=today,
            holder_since=held_since(holdings.get(key, []), today),
        )
        influence = _influence(judged[key])
        if fields:
            found[key] = tuple(
                Spread(key, one.field, one.low, one.high, one.opinions, name, influence) for one in fields
            )
    return found


def disagreements(
    session: Session, campaign_id: str, objective_id: str | None = None, *, since: date, today: date
) -> list[Spread]:
    """Return the ratings on which ours are apart: the furthest first, of equals the more influential."""
    found = spreads(session, campaign_id, objective_id, since=since, today=today)
    different = [one for fields in found.values() for one in fields if one.range]
    return sorted(
        different, key=lambda one: (-one.range, -(one.influence or 0), one.name.casefold(), one.field)
    )


def _judged_by_several(session: Session, campaign_id: str, since: date, today: date) -> list[str]:
    """Those whom more than one author judged in the period; most plans have few, so that little is read."""
    found = session.scalars(
        select(Assessment.stakeholder_id)
        .where(
            Assessment.campaign_id == campaign_id, Assessment.made_on >= since, Assessment.made_on <= today
        )
        .group_by(Assessment.stakeholder_id)
        .having(func.count(Assessment.author.distinct()) > 1)
    )
    return list(found)


def _judged(
    session: Session,
    campaign_id: str,
    ids: list[str],
    first_objective_id: str | None,
    since: date,
    today: date,
) -> dict[str, list[tuple[str, Judged]]]:
    columns = [getattr(Assessment, name) for name in _RATINGS]
    rows = session.execute(
        select(
            Assessment.id,
            Assessment.stakeholder_id,
            Assessment.objective_id,
            Assessment.made_on,
            Assessment.author,
            Assessment.confidence,
            *columns,
        ).where(
            Assessment.campaign_id == campaign_id,
            Assessment.stakeholder_id.in_(ids),
            Assessment.made_on >= since,
            Assessment.made_on <= today,
        )
    )
    found: dict[str, list[tuple[str, Judged]]] = defaultdict(list)
    for key, stakeholder_id, objective_id, made_on, author, confidence, *values in rows:
        ratings: dict[str, object] = dict(zip(_RATINGS, values, strict=True))
        one = Judged(key, made_on, objective_id or first_objective_id, ratings, confidence)
        found[stakeholder_id].append((author, one))
    return found


def _influence(judged: list[tuple[str, Judged]]) -> int | None:
    given = [one.ratings["influence"] for _author, one in judged]
    return max((value for value in given if isinstance(value, int)), default=None)
