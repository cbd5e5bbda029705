"""Audiences of the office's own, by name: what their packs may show. A kind's ceiling holds besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.fields import noun
from hdplanner.domain.packs import AudienceProfile
from hdplanner.domain.values import Disclosure, NamesShown, Sensitivity
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _
from hdplanner.services.campaigns import office
from hdplanner.services.ordering import last_rank
from hdplanner.services.values import change, get, refused


@dataclass(frozen=True, slots=True)
class AudienceRow:
    """An audience of the office's own: its name, how far names and lines go, and which kinds of facts it is shown."""

    id: str
    name: str
    names: NamesShown
    lines: Disclosure
    ceiling: Sensitivity
    judgements: bool
    sources: bool
    red_lines: bool
    notes: bool
    contacts: bool
    approved_only: bool


def audience_rows(session: Session) -> list[AudienceRow]:
    """Return the office's own audiences in their order."""
    rows = session.scalars(select(AudienceProfile).order_by(AudienceProfile.rank, AudienceProfile.id))
    names = AudienceRow.__dataclass_fields__
    return [AudienceRow(**{name: getattr(row, name) for name in names}) for row in rows]


def add_audience(session: Session, *, name: str, **values: Any) -> str:
    """Add an audience behind the others and return its key. It begins as strict as the partner version."""
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    row = AudienceProfile(
        office_id=home.id, name=_named(name), rank=last_rank(session, AudienceProfile, office_id=home.id)
    )
    change(row, values)
    session.add(row)
    session.flush()
    return row.id


def update_audience(session: Session, audience_id: str, **values: Any) -> None:
    """Change what an audience may see; its packs say so at once."""
    if "name" in values:
        values["name"] = _named(values["name"])
    change(get(session, AudienceProfile, audience_id), values)
    session.flush()


def delete_audience(session: Session, audience_id: str) -> None:
    """Delete an audience. Packs for it fall back to the built-in audience that they name."""
    session.delete(get(session, AudienceProfile, audience_id))
    session.flush()
    session.expire_all()


def _named(name: str) -> str:
    if not name.strip():
        raise refused("name", name, _("an audience needs a name"))
    return name.strip()
