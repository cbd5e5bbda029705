"""Our own people: who they are, and who of them cares for a stakeholder."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.fields import noun
from hdplanner.domain.office import TeamMember
from hdplanner.errors import NotFoundError
from hdplanner.services.campaigns import office
from hdplanner.services.stakeholders import update_involvement


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of ours; often a function rather than a person."""

    id: str
    name: str
    function: str


def member_rows(session: Session) -> list[MemberRow]:
    """Return our people by name."""
    found = session.execute(
        select(TeamMember.id, TeamMember.name, TeamMember.function).order_by(TeamMember.name, TeamMember.id)
    )
    return [MemberRow(*row) for row in found]


def set_owner(session: Session, campaign_id: str, stakeholder_id: str, *, name: str) -> str | None:
    """Say who of us cares for a stakeholder; a name that is new joins the team. No name: nobody. Returns the key."""
    key = named_member(session, name)
    update_involvement(session, campaign_id, stakeholder_id, owner_id=key)
    return key


def named_member(session: Session, name: str) -> str | None:
    """Return the key of the one of ours who has this name; a name that is new joins the team. No name: nobody."""
    wanted = name.strip()
    if not wanted:
        return None
    for row in member_rows(session):
        if row.name.casefold() == wanted.casefold():
            return row.id
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    made = TeamMember(office_id=home.id, name=wanted)
    session.add(made)
    session.flush()
    return made.id
