"""The office's own words to sort stakeholders by: which there are, and which a stakeholder carries."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.fields import noun
from hdplanner.domain.office import Tag
from hdplanner.domain.stakeholders import Stakeholder, StakeholderTag
from hdplanner.errors import NotFoundError
from hdplanner.services.campaigns import office
from hdplanner.services.values import derived, get


def tag_names(session: Session) -> list[str]:
    """Return the names of all tags of the office, by name."""
    return sorted(session.scalars(select(Tag.name)), key=lambda name: (name.casefold(), name))


def set_tags(session: Session, stakeholder_id: str, names: Collection[str]) -> None:
    """Put exactly these tags on a stakeholder; a name that is new becomes a tag of the office.

    Case makes no second tag. A tag that nobody carries stays on the office's list.
    """
    get(session, Stakeholder, stakeholder_id)
    wanted = {_tag(session, name) for name in map(str.strip, names) if name}
    there = session.scalars(select(StakeholderTag).where(StakeholderTag.stakeholder_id == stakeholder_id))
    for row in there:
        if row.tag_id in wanted:
            wanted.remove(row.tag_id)
        else:
            session.delete(row)
    session.add_all(
        derived(StakeholderTag(stakeholder_id=stakeholder_id, tag_id=key)) for key in sorted(wanted)
    )
    session.flush()


def _tag(session: Session, name: str) -> str:
    """The key of the tag of this name; made where there is none."""
    folded = name.casefold()
    for key, known in session.execute(select(Tag.id, Tag.name)):
        if known.casefold() == folded:
            return str(key)
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    made = Tag(office_id=home.id, name=name)
    session.add(made)
    session.flush()
    return made.id
