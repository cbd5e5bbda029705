"""Named views of a room's table in one campaign. What a view holds is the room's own JSON, kept as it comes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.views import SavedView
from hdplanner.i18n import _
from hdplanner.services.values import get, refused


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view."""

    id: str
    name: str
    spec: str


def view_rows(session: Session, campaign_id: str, room: str) -> list[ViewRow]:
    """Return the views of one room in a campaign, by name."""
    found = session.execute(
        select(SavedView.id, SavedView.name, SavedView.spec).where(
            SavedView.campaign_id == campaign_id, SavedView.room == room
        )
    )
    return sorted((ViewRow(*row) for row in found), key=lambda row: (row.name.casefold(), row.id))


def save_view(
    session: Session,
    *,
    campaign_id: str,
    room: str,
    name: str,
    spec: str | None = None,
    view_id: str | None = None,
) -> str:
    """Make a view, or change the one with the key ``view_id`` (without ``spec``, only its name); return its key.

    Raises ``InvalidValueError`` for an empty name and for one that another view of the room has,
    ``TextTooLongError`` for more than a view can hold.
    """
    wanted = name.strip()
    if not wanted:
        raise refused("name", name, _("a view needs a name"))
    for row in view_rows(session, campaign_id, room):
        if row.name.casefold() == wanted.casefold() and row.id != view_id:
            raise refused("name", wanted, _("another view has this name"))
    if view_id is None:
        view = SavedView(campaign_id=campaign_id, room=room, name=wanted, spec=spec or "")
        session.add(view)
    else:
        view = get(session, SavedView, view_id)
        view.name = wanted
        view.spec = view.spec if spec is None else spec
    session.flush()
    return view.id


def delete_view(session: Session, view_id: str) -> None:
    """Delete a view. Raises ``NotFoundError``."""
    session.delete(get(session, SavedView, view_id))
    session.flush()
