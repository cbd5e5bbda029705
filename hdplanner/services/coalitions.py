"""Coalitions: who acts together, as one campaign sees it, where each stands, and how closely it is tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.network import Coalition, CoalitionMember
from hdplanner.domain.rules_network import Pair, bonds
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.i18n import _
from hdplanner.services.assessments import involve
from hdplanner.services.disclosure import EVERYTHING, Lens
from hdplanner.services.values import change, derived, get, refused


@dataclass(frozen=True, slots=True)
class CoalitionRow:
    """A coalition and the keys of those in it, in the order of their names."""

    id: str
    name: str
    note: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoalitionStanding:
    """How many of a coalition stand where, and how many pairs are tied within it and to others.

    ``cohesion`` goes from -1 (ties outside only) to 1 (inside only); empty where there is no tie.
    """

    row: CoalitionRow
    supporting: int
    reserved: int
    uncommitted: int
    unknown: int
    inside_ties: int
    outside_ties: int
    cohesion: float | None


def coalition_rows(session: Session, campaign_id: str, *, lens: Lens = EVERYTHING) -> list[CoalitionRow]:
    """Return the coalitions of a campaign by name, each with the members that this audience may see.

    Who acts together is a judgement: an audience that sees none of those sees no coalition.
    """
    if not lens.reveals("judgement"):
        return []
    own = select(Coalition.id).where(Coalition.campaign_id == campaign_id)
    listed = lens.rows(session, CoalitionMember, CoalitionMember.coalition_id.in_(own))
    joined = select(CoalitionMember.stakeholder_id).where(CoalitionMember.coalition_id.in_(own))
    names = {
        row.id: row.name
        for row in lens.rows(session, Stakeholder, Stakeholder.id.in_(joined), only=("name",))
    }
    members: dict[str, list[str]] = defaultdict(list)
    for row in listed:
        if row.stakeholder_id in names:
            members[row.coalition_id].append(row.stakeholder_id)
    rows = [
        CoalitionRow(
            row.id,
            row.name,
            row.note,
            tuple(sorted(members[row.id], key=lambda key: (names[key].casefold(), key))),
        )
        for row in lens.rows(session, Coalition, Coalition.campaign_id == campaign_id)
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def standing_of(
    row: CoalitionRow, positions: Mapping[str, int | None], ties: Iterable[Pair]
) -> CoalitionStanding:
    """Return where the members stand that ``positions`` names, and their ties; who is not named is not counted."""
    held = [positions[key] for key in row.members if key in positions]
    bound = bonds(row.members, ties)
    return CoalitionStanding(
        row=row,
        supporting=sum(one is not None and one > 0 for one in held),
        reserved=sum(one is not None and one < 0 for one in held),
        uncommitted=held.count(0),
        unknown=held.count(None),
        inside_ties=bound.inside,
        outside_ties=bound.outside,
        cohesion=bound.cohesion,
    )


def add_coalition(
    session: Session, *, campaign_id: str, name: str, note: str = "", members: Collection[str] = ()
) -> str:
    """Add a coalition to a campaign and return its key. Raises ``InvalidValueError`` where the name is empty."""
    get(session, Campaign, campaign_id)
    row = Coalition(campaign_id=campaign_id, name=_named(name), note=note)
    session.add(row)
    session.flush()
    set_members(session, row.id, members)
    return row.id


def update_coalition(session: Session, coalition_id: str, **values: Any) -> str:
    """Change name or note of a coalition."""
    if "name" in values:
        values["name"] = _named(values["name"])
    change(get(session, Coalition, coalition_id), values)
    session.flush()
    return coalition_id


def delete_coalitions(session: Session, ids: Collection[str]) -> int:
    """Delete coalitions, and return how many there were; those in them stay."""
    there = select(func.count()).select_from(Coalition).where(Coalition.id.in_(ids))
    number = session.execute(there).scalar_one()
    session.execute(delete(Coalition).where(Coalition.id.in_(ids)))
    session.expire_all()
    return number


def set_members(session: Session, coalition_id: str, ids: Collection[str]) -> None:
    """Say who is in a coalition: exactly ``ids``; each becomes part of the campaign.

    Raises ``NotFoundError`` for somebody unknown.
    """
    coalition = get(session, Coalition, coalition_id)
    missing = {
        row.id: row
        for row in (
            derived(
                CoalitionMember(coalition_id=coalition_id, stakeholder_id=get(session, Stakeholder, key).id)
            )
            for key in dict.fromkeys(ids)
        )
    }
    for row in session.scalars(select(CoalitionMember).where(CoalitionMember.coalition_id == coalition_id)):
        if missing.pop(row.id, None) is None:
            session.delete(row)
    for row in missing.values():
        session.add(row)
        involve(session, coalition.campaign_id, row.stakeholder_id)
    session.flush()


def _named(name: str) -> str:
    if not name.strip():
        raise refused("name", name, _("a coalition needs a name"))
    return name.strip()
