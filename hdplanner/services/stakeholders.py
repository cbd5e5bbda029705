"""Stakeholders of the office: list them as one campaign sees them, add, change, remove."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import LINE, cleaned
from hdplanner.domain.campaign import Involvement
from hdplanner.domain.fields import noun
from hdplanner.domain.rules_assessment import Judged, is_stale, review_due, standing
from hdplanner.domain.rules_grid import alignment
from hdplanner.domain.rules_movement import Holding, held_since, holder_on
from hdplanner.domain.stakeholders import Assessment, Stakeholder, StakeholderRole
from hdplanner.domain.values import (
    MOVEMENT,
    ActorType,
    Level,
    Sensitivity,
    StakeholderKind,
    StakeholderRoleValue,
)
from hdplanner.errors import AmbiguousNameError, NotFoundError
from hdplanner.i18n import _
from hdplanner.services.assessments import (
    Context,
    context_of,
    involve,
    is_rated,
    judged_by_stakeholder,
)
from hdplanner.services.campaigns import office
from hdplanner.services.disclosure import EVERYTHING, Lens, SeenRow
from hdplanner.services.holders import holdings_by_post
from hdplanner.services.stakeholder_around import Around
from hdplanner.services.values import change, derived, get, refused


@dataclass(frozen=True, slots=True)
class StakeholderRow:
    """A stakeholder as table and grid show it: facts of the office, and what one campaign judges of it now.

    ``position`` is the one that counts: assessed, else stated. ``confidence`` and ``evidence`` belong to the
    newest judgement on the objective, ``judged_id``. ``previous_*`` is where it stood before that. Ratings are
    empty where not assessed.
    ``coalitions`` are ids, ``tags`` the words of the office.
    """

    id: str
    name: str
    short_name: str
    code_name: str
    kind: StakeholderKind
    actor_type: ActorType | None
    level: Level | None
    country: str
    parent_id: str | None
    parent: str
    holder: str
    owner: str
    next_step: str
    roles: tuple[StakeholderRoleValue, ...]
    do_not_approach: bool
    at_risk: bool
    sensitivity: Sensitivity | None
    influence: int | None = None
    interest: int | None = None
    stated_position: int | None = None
    assessed_position: int | None = None
    position: int | None = None
    target_position: int | None = None
    relationship: int | None = None
    strained: bool | None = None
    confidence: int | None = None
    evidence: str = ""
    made_on: date | None = None
    review_by: date | None = None
    stale: bool = False
    previous_influence: int | None = None
    previous_interest: int | None = None
    previous_position: int | None = None
    previous_relationship: int | None = None
    coalitions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    holder_since: date | None = None
    judged_id: str = ""

    @property
    def movement(self) -> bool:
        """Whether this is a component of the Movement: neither rated nor counted."""
        return self.actor_type in MOVEMENT


def stakeholder_rows(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    today: date,
    on: date | None = None,
    lens: Lens = EVERYTHING,
    ids: Collection[str] | None = None,
) -> list[StakeholderRow]:
    """Return the stakeholders of a campaign, by name, with what holds for each on ``on`` (default: today).

    ``ids`` asks for these only, as after an edit. Positions are on ``objective_id``, else the first objective.
    """
    day = on or today
    context = context_of(session, campaign_id, objective_id)
    judged = judged_by_stakeholder(
        session, campaign_id, context.first_objective_id, lens=lens, ids=ids, ratings=SHOWN
    )
    rows = []
    for facts, holdings in facts_of(session, campaign_id, lens=lens, ids=ids):
        mine = judged.get(facts["id"], [])
        if holdings:
            facts |= {"holder": holder_on(holdings, day), "holder_since": held_since(holdings, day)}
        if mine and is_rated(facts["kind"], facts["actor_type"], persons_rated=context.persons_rated):
            facts |= judgement_on(mine, context, day, holdings)
        rows.append(StakeholderRow(**facts))
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


Facts = dict[str, Any]
"""The fields of a ``StakeholderRow`` that are no judgement, by name."""


def facts_of(
    session: Session, campaign_id: str, *, lens: Lens = EVERYTHING, ids: Collection[str] | None = None
) -> list[tuple[Facts, list[Holding]]]:
    """Return the facts of each stakeholder of a campaign, without who holds it, beside its holders of all times."""
    involved = select(Involvement.stakeholder_id).where(Involvement.campaign_id == campaign_id)
    if ids is not None:
        involved = involved.where(Involvement.stakeholder_id.in_(ids))
    around = Around.read(session, campaign_id, lens, ids)
    holdings = holdings_by_post(session, lens=lens, ids=ids)
    shown = lens.rows(session, Stakeholder, Stakeholder.id.in_(involved), only=_FACTS)
    return [(_facts(row, around), holdings.get(row.id, [])) for row in shown]


def _facts(row: SeenRow, around: Around) -> Facts:
    involvement = around.involvement.get(row.id)
    return {
        "id": row.id,
        "name": row.name,
        "short_name": row.short_name,
        "code_name": row.code_name,
        "kind": row.kind,
        "actor_type": row.actor_type,
        "level": row.level,
        "country": row.country,
        "parent_id": row.parent_id,
        "parent": around.names.get(row.parent_id, ""),
        "holder": "",
        "owner": around.owners.get(involvement.owner_id, "") if involvement else "",
        "next_step": involvement.next_step if involvement else "",
        "roles": tuple(sorted(around.roles.get(row.id, []))),
        "do_not_approach": bool(row.do_not_approach),
        "at_risk": bool(row.at_risk),
        "sensitivity": row.sensitivity,
        "coalitions": around.coalitions.get(row.id, ()),
        "tags": around.tags.get(row.id, ()),
    }


_FACTS = (
    "name",
    "short_name",
    "code_name",
    "kind",
    "actor_type",
    "level",
    "country",
    "parent_id",
    "do_not_approach",
    "at_risk",
)

SHOWN = (
    "influence",
    "interest",
    "stated_position",
    "assessed_position",
    "target_position",
    "relationship",
    "strained",
)
"""The ratings of a judgement that a row shows."""


def judgement_on(
    judged: list[tuple[Judged, SeenRow]], context: Context, on: date, holdings: Sequence[Holding]
) -> dict[str, Any]:
    """Return what holds on the day ``on``, and what held before the newest judgement, as fields of a row.

    ``holdings`` are the holders of all times. Nothing where nothing was judged by then.
    """
    rows = {one.id: row for one, row in judged}
    now = standing(
        (one for one, _ in judged),
        objective_id=context.objective_id,
        on=on,
        holder_since=held_since(holdings, on),
    )
    if now.last is None:
        return {}
    due = review_due(
        now.last.made_on,
        now.last.review_by,
        review_days=context.review_days,
        windows=context.windows,
        changes=[one.since_on for one in holdings if one.since_on is not None],
    )
    return {
        **{name: now.ratings.get(name) for name in SHOWN},
        "position": _position(now.ratings),
        "confidence": now.last.confidence,
        "evidence": rows[now.last.id].evidence,
        "made_on": now.last.made_on,
        "judged_id": now.last.id,
        "review_by": due,
        "stale": is_stale(due, on),
        "previous_influence": now.before.get("influence"),
        "previous_interest": now.before.get("interest"),
        "previous_position": _position(now.before),
        "previous_relationship": now.before.get("relationship"),
    }


def _position(ratings: dict[str, Any]) -> Any:
    return alignment(ratings.get("assessed_position"), ratings.get("stated_position"))


def find_stakeholder(session: Session, name: str) -> str:
    """Return the key of the stakeholder with this name, code name or key.

    Raises ``NotFoundError`` and ``AmbiguousNameError``.
    """
    if session.get(Stakeholder, name) is not None:
        return name
    folded = name.strip().casefold()
    matching = [
        (key, shown)
        for key, *names in session.execute(
            select(Stakeholder.id, Stakeholder.name, Stakeholder.code_name, Stakeholder.short_name)
        )
        for shown in names
        if shown and shown.casefold() == folded
    ]
    if not matching:
        raise NotFoundError(noun("stakeholder"), name)
    if len({key for key, _ in matching}) > 1:
        raise AmbiguousNameError(name, sorted(key for key, _ in matching))
    return matching[0][0]


def add_stakeholder(
    session: Session,
    *,
    name: str,
    campaign_id: str | None = None,
    roles: Iterable[StakeholderRoleValue] = (),
    **values: Any,
) -> str:
    """Add a stakeholder to the office and, where named, to a campaign; return its key.

    Raises ``InvalidValueError`` where the name is empty or a parent would be its own ancestor.
    """
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    row = Stakeholder(office_id=home.id, name=_named(name))
    change(row, values)
    session.add(row)
    session.flush()
    if campaign_id is not None:
        involve(session, campaign_id, row.id)
        set_roles(session, campaign_id=campaign_id, stakeholder_id=row.id, roles=roles)
    session.flush()
    return row.id


def update_stakeholders(session: Session, ids: Collection[str], **values: Any) -> None:
    """Change fields of one or several stakeholders at once, as one act."""
    if "name" in values:
        values["name"] = _named(values["name"])
    for key in ids:
        if values.get("parent_id"):
            _no_circle(session, key, values["parent_id"])
        change(get(session, Stakeholder, key), values)
    session.flush()


def update_involvement(session: Session, campaign_id: str, stakeholder_id: str, **values: Any) -> None:
    """Change what one campaign records about its work with a stakeholder: owner, next step, reasoning."""
    session.flush()
    key = involve(session, campaign_id, stakeholder_id)
    session.flush()
    change(get(session, Involvement, key), values)
    session.flush()


def set_roles(
    session: Session, *, campaign_id: str, stakeholder_id: str, roles: Iterable[StakeholderRoleValue]
) -> None:
    """Say which parts a stakeholder plays in a campaign: exactly ``roles``."""
    wanted = {
        row.id: row
        for row in (
            derived(StakeholderRole(campaign_id=campaign_id, stakeholder_id=stakeholder_id, value=role))
            for role in roles
        )
    }
    there = session.scalars(
        select(StakeholderRole).where(
            StakeholderRole.campaign_id == campaign_id, StakeholderRole.stakeholder_id == stakeholder_id
        )
    )
    for row in there:
        if wanted.pop(row.id, None) is None:
            session.delete(row)
    session.add_all(wanted.values())
    session.flush()


def delete_stakeholders(session: Session, ids: Collection[str]) -> int:
    """Delete stakeholders with all that hangs on them, and return how many there were; undo brings all back."""
    there = select(func.count()).select_from(Stakeholder).where(Stakeholder.id.in_(ids))
    number = session.execute(there).scalar_one()
    session.execute(delete(Stakeholder).where(Stakeholder.id.in_(ids)))
    session.expire_all()
    return number


def leave_campaign(session: Session, campaign_id: str, ids: Collection[str]) -> None:
    """Take stakeholders out of a campaign, with what it judged of them; they stay with the office."""
    for mapped in (Assessment, StakeholderRole, Involvement):
        session.execute(
            delete(mapped).where(mapped.campaign_id == campaign_id, mapped.stakeholder_id.in_(ids))
        )
    session.expire_all()


def _named(name: str) -> str:
    """Return the name as it enters the file; one that is empty once it is cleaned is none."""
    kept = cleaned(name, LINE, "name").strip()
    if not kept:
        raise refused("name", kept, _("a stakeholder needs a name"))
    return kept


def _no_circle(session: Session, key: str, parent_id: str) -> None:
    """Refuse a parent that stands below the stakeholder itself."""
    above: str | None = parent_id
    while above is not None:
        if above == key:
            raise refused("parent", parent_id, _("a stakeholder cannot stand above itself"))
        above = session.execute(
            select(Stakeholder.parent_id).where(Stakeholder.id == above)
        ).scalar_one_or_none()
