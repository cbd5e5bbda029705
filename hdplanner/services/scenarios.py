"""What if: positions moved in thought. A scenario never touches an assessment, and is never taken for a forecast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import on_scale
from hdplanner.domain.campaign import Campaign
from hdplanner.domain.fields import noun
from hdplanner.domain.network import Scenario, ScenarioMove
from hdplanner.domain.objectives import Objective
from hdplanner.domain.rules_feasibility import Feasibility
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import Influence, Position
from hdplanner.errors import AmbiguousNameError, NotFoundError
from hdplanner.i18n import _
from hdplanner.services.assessments import check_rated, context_of, is_rated, may_rate_persons
from hdplanner.services.balance import BalanceRow, balance_of_rows, feasibility_of_rows
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.services.values import change, derived, get, refused, today_here

_SCALES = {"position": Position, "influence": Influence}
"""What a scenario may suppose."""


@dataclass(frozen=True, slots=True)
class ScenarioMoveRow:
    """Where a scenario supposes a stakeholder to stand; what is empty is as it is today."""

    stakeholder_id: str
    position: int | None
    influence: int | None


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario with its moves by stakeholder."""

    id: str
    name: str
    note: str
    objective_id: str | None
    moves: Mapping[str, ScenarioMoveRow] = field(default_factory=dict)


def scenario_rows(session: Session, campaign_id: str) -> list[ScenarioRow]:
    """Return the scenarios of a plan by name."""
    found = session.execute(
        select(Scenario.id, Scenario.name, Scenario.note, Scenario.objective_id).where(
            Scenario.campaign_id == campaign_id
        )
    ).all()
    moves: dict[str, dict[str, ScenarioMoveRow]] = defaultdict(dict)
    for scenario_id, stakeholder_id, position, influence in session.execute(
        select(
            ScenarioMove.scenario_id,
            ScenarioMove.stakeholder_id,
            ScenarioMove.position,
            ScenarioMove.influence,
        ).where(ScenarioMove.scenario_id.in_([row.id for row in found]))
    ):
        moves[scenario_id][stakeholder_id] = ScenarioMoveRow(stakeholder_id, position, influence)
    rows = [ScenarioRow(*row, moves[row.id]) for row in found]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def find_scenario(session: Session, campaign_id: str, name: str) -> ScenarioRow:
    """Return the scenario of a plan with this name or key. Raises ``NotFoundError`` and ``AmbiguousNameError``."""
    rows = scenario_rows(session, campaign_id)
    folded = name.strip().casefold()
    matching = [row for row in rows if row.id == name] or [
        row for row in rows if row.name.casefold() == folded
    ]
    if not matching:
        raise NotFoundError(noun("scenario"), name)
    if len(matching) > 1:
        raise AmbiguousNameError(name, sorted(row.id for row in matching))
    return matching[0]


def rows_in_scenario(
    session: Session,
    campaign_id: str,
    scenario_id: str,
    objective_id: str | None = None,
    *,
    today: date,
    on: date | None = None,
    ids: Collection[str] | None = None,
) -> list[StakeholderRow]:
    """Return the stakeholders of a plan as the scenario supposes them; ``previous_*`` is where they stand in fact.

    Positions are on ``objective_id``, else on the scenario's objective, else on the plan's first.
    """
    scenario = find_scenario(session, campaign_id, scenario_id)
    rows = stakeholder_rows(
        session, campaign_id, objective_id or scenario.objective_id, today=today, on=on, ids=ids
    )
    lawful = may_rate_persons(session, campaign_id)
    return [suppose(row, scenario.moves.get(row.id), persons_rated=lawful) for row in rows]


def suppose(row: StakeholderRow, move: ScenarioMoveRow | None, *, persons_rated: bool) -> StakeholderRow:
    """Return ``row`` as a scenario supposes it; what may not be judged is not supposed either."""
    if move is None or not is_rated(row.kind, row.actor_type, persons_rated=persons_rated):
        return row
    return replace(
        row,
        position=row.position if move.position is None else move.position,
        influence=row.influence if move.influence is None else move.influence,
        previous_position=row.position,
        previous_influence=row.influence,
    )


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Where a stakeholder stands in one scenario and in the other; empty is not assessed."""

    stakeholder_id: str
    name: str
    first_position: int | None
    second_position: int | None
    first_influence: int | None
    second_influence: int | None

    @property
    def differs(self) -> bool:
        """Whether the two scenarios suppose different things."""
        return (self.first_position, self.first_influence) != (self.second_position, self.second_influence)


@dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """Two scenarios side by side on one objective: both balances, and those whom either of them moves, by name."""

    first: BalanceRow
    second: BalanceRow
    rows: tuple[ComparedRow, ...]


def compare_scenarios(
    session: Session,
    campaign_id: str,
    first_id: str | None,
    second_id: str | None,
    *,
    today: date,
    objective_id: str | None = None,
) -> ScenarioComparison:
    """Set two scenarios side by side; ``None`` is how things stand today.

    Raises ``InvalidValueError`` where no objective is named and the two are about different ones.
    """
    chosen = [find_scenario(session, campaign_id, one) if one else None for one in (first_id, second_id)]
    objective = objective_id or _common_objective(session, campaign_id, chosen)
    sides = [
        rows_of(session, campaign_id, objective, today=today, scenario_id=one)
        for one in (first_id, second_id)
    ]
    moved = {key for one in chosen if one is not None for key in one.moves}
    pairs = [pair for pair in zip(*sides, strict=True) if pair[0].id in moved]
    return ScenarioComparison(
        balance_of_rows(sides[0]),
        balance_of_rows(sides[1]),
        tuple(ComparedRow(a.id, a.name, a.position, b.position, a.influence, b.influence) for a, b in pairs),
    )


def _common_objective(session: Session, campaign_id: str, chosen: list[ScenarioRow | None]) -> str | None:
    default = context_of(session, campaign_id).first_objective_id
    named = {one.objective_id or default for one in chosen if one is not None}
    if len(named) > 1:
        raise refused("objective_id", "", _("the two scenarios are about different objectives; name one"))
    return named.pop() if named else default


def rows_of(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    today: date,
    scenario_id: str | None = None,
    on: date | None = None,
) -> list[StakeholderRow]:
    """Return the stakeholders of a plan in a scenario, or without one as they stand."""
    if scenario_id is None:
        return stakeholder_rows(session, campaign_id, objective_id, today=today, on=on)
    return rows_in_scenario(session, campaign_id, scenario_id, objective_id, today=today, on=on)


def balance_of(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    today: date,
    scenario_id: str | None = None,
    on: date | None = None,
) -> BalanceRow:
    """Return the balance on ``objective_id`` (default: the scenario's, else the first) on the day ``on``."""
    rows = rows_of(session, campaign_id, objective_id, today=today, scenario_id=scenario_id, on=on)
    return balance_of_rows(rows)


def feasibility_of(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    today: date,
    scenario_id: str | None = None,
) -> Feasibility:
    """Return the feasibility sums of PolicyMaker, which come with the caution of its authors."""
    return feasibility_of_rows(
        rows_of(session, campaign_id, objective_id, today=today, scenario_id=scenario_id)
    )


def add_scenario(
    session: Session, *, campaign_id: str, name: str, objective_id: str | None = None, note: str = ""
) -> str:
    """Add a scenario without moves to a plan, and return its key. Raises ``InvalidValueError`` without a name."""
    get(session, Campaign, campaign_id)
    _check_objective(session, campaign_id, objective_id)
    row = Scenario(campaign_id=campaign_id, objective_id=objective_id, name=_named(name), note=note)
    session.add(row)
    session.flush()
    return row.id


def update_scenario(session: Session, scenario_id: str, **values: Any) -> str:
    """Change the name, the note or the objective of a scenario."""
    row = get(session, Scenario, scenario_id)
    if "name" in values:
        values["name"] = _named(values["name"])
    if "objective_id" in values:
        _check_objective(session, row.campaign_id, values["objective_id"])
    change(row, values)
    session.flush()
    return scenario_id


def delete_scenarios(session: Session, ids: Collection[str]) -> int:
    """Delete scenarios with their moves, and return how many there were."""
    number = session.execute(
        select(func.count()).select_from(Scenario).where(Scenario.id.in_(ids))
    ).scalar_one()
    session.execute(delete(Scenario).where(Scenario.id.in_(ids)))
    session.expire_all()
    return number


def move_in_scenario(
    session: Session,
    *,
    scenario_id: str,
    moves: Mapping[str, Mapping[str, Any]],
    today: date | None = None,
) -> list[str]:
    """Suppose positions (``position``) and influence (``influence``), and return the keys of the stakeholders.

    What is as it stands ``today``, or empty, is no supposition: it is taken back. Raises ``InvalidValueError`` for
    a value off its scale, a component of the Movement, and a person who may not be rated.
    """
    scenario = get(session, Scenario, scenario_id)
    persons_rated = may_rate_persons(session, scenario.campaign_id)
    rows = stakeholder_rows(
        session, scenario.campaign_id, scenario.objective_id, today=today or today_here(), ids=list(moves)
    )
    standing = {row.id: row for row in rows}
    for key, values in moves.items():
        check_rated(get(session, Stakeholder, key), persons_rated=persons_rated)
        if key not in standing:
            raise refused("stakeholder_id", key, _("it is not part of this plan"))
        _suppose(session, scenario_id, standing[key], values)
    session.flush()
    return list(moves)


def _suppose(session: Session, scenario_id: str, today: StakeholderRow, values: Mapping[str, Any]) -> None:
    made = derived(ScenarioMove(scenario_id=scenario_id, stakeholder_id=today.id))
    row = session.get(ScenarioMove, made.id)
    supposed = {name: None if row is None else getattr(row, name) for name in _SCALES}
    for name, value in values.items():
        if name not in _SCALES:
            raise refused(name, value, _("there is no such field"))
        checked = None if value is None else on_scale(_SCALES[name], value, name)
        supposed[name] = None if checked == getattr(today, name) else checked
    if not any(value is not None for value in supposed.values()):
        if row is not None:
            session.delete(row)
        return
    if row is None:
        session.add(row := made)
    change(row, supposed)


def _named(name: str) -> str:
    if not name.strip():
        raise refused("name", name, _("a scenario needs a name"))
    return name.strip()


def _check_objective(session: Session, campaign_id: str, objective_id: str | None) -> None:
    if objective_id is None:
        return
    if get(session, Objective, objective_id).campaign_id != campaign_id:
        raise refused("objective_id", objective_id, _("the objective belongs to another plan"))
