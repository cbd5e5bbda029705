"""Where a person put stakeholders by hand in a plan's drawing of the network. Places are no judgement, and no secret."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.fields import noun
from hdplanner.domain.network import NetworkPlace
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _
from hdplanner.services.values import derived, get, refused

SIDE = 1000
"""The length of the drawing's side, in the unit of a place."""

Place = tuple[float, float]


def place_rows(session: Session, campaign_id: str) -> dict[str, Place]:
    """Return by stakeholder where it stands, as fractions of the drawing from its top and left edge."""
    found = session.execute(
        select(NetworkPlace.stakeholder_id, NetworkPlace.x, NetworkPlace.y).where(
            NetworkPlace.campaign_id == campaign_id
        )
    )
    return {key: (x / SIDE + 0.5, y / SIDE + 0.5) for key, x, y in found if x is not None and y is not None}


def set_places(session: Session, *, campaign_id: str, places: Mapping[str, Place]) -> list[str]:
    """Put stakeholders at places (fractions, as ``place_rows`` gives them), and return their keys.

    Raises ``NotFoundError`` for somebody unknown and ``InvalidValueError`` for a place outside the drawing.
    """
    get(session, Campaign, campaign_id)
    _check(session, places)
    held = {
        row.stakeholder_id: row
        for row in session.scalars(select(NetworkPlace).where(NetworkPlace.campaign_id == campaign_id))
    }
    for key, (x, y) in places.items():
        row = held.get(key)
        if row is None:
            row = derived(NetworkPlace(campaign_id=campaign_id, stakeholder_id=key))
            session.add(row)
        row.x, row.y = round((x - 0.5) * SIDE), round((y - 0.5) * SIDE)
    session.flush()
    return list(places)


def _check(session: Session, places: Mapping[str, Place]) -> None:
    known = set(session.scalars(select(Stakeholder.id)))
    for key, (x, y) in places.items():
        if not (0 <= x <= 1 and 0 <= y <= 1):
            raise refused("place", key, _("it lies outside the drawing"))
        if key not in known:
            raise NotFoundError(noun("stakeholder"), key)
