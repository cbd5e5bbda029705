"""Our messengers, and how close each is to a stakeholder: the first hop of every route."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import Messenger
from hdplanner.domain.fields import noun
from hdplanner.domain.network import Relation
from hdplanner.domain.stakeholders import PostHolder, Stakeholder
from hdplanner.domain.values import MessengerLevel, StakeholderKind
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _
from hdplanner.services.assessments import involve, may_rate_persons
from hdplanner.services.campaigns import office
from hdplanner.services.disclosure import EVERYTHING, Lens
from hdplanner.services.values import change, checked_day, get, refused, today_here


@dataclass(frozen=True, slots=True)
class MessengerRow:
    """Somebody who carries a message for us; ``stakeholder_id`` where it is an ally of ours."""

    id: str
    name: str
    level: MessengerLevel | None
    stakeholder_id: str | None
    member_id: str | None


@dataclass(frozen=True, slots=True)
class RelationRow:
    """How close a messenger was to a stakeholder on the day ``seen_on``; ``level`` is empty where not assessed."""

    id: str
    messenger_id: str
    messenger: str
    stakeholder_id: str
    stakeholder: str
    level: int | None
    strained: bool
    seen_on: date | None
    note: str
    holder_id: str | None = None


def messenger_rows(session: Session, *, lens: Lens = EVERYTHING) -> list[MessengerRow]:
    """Return our messengers by name."""
    rows = [
        MessengerRow(row.id, row.name, row.level, row.stakeholder_id, row.member_id)
        for row in lens.rows(session, Messenger)
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def add_messenger(session: Session, *, name: str, **values: Any) -> str:
    """Add somebody who carries messages for us and return the key. Raises ``InvalidValueError`` without a name."""
    if not name.strip():
        raise refused("name", name, _("a messenger needs a name"))
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    row = Messenger(office_id=home.id, name=name.strip())
    change(row, values)
    if row.stakeholder_id is not None:
        get(session, Stakeholder, row.stakeholder_id)
    session.add(row)
    session.flush()
    return row.id


def update_messenger(session: Session, messenger_id: str, **values: Any) -> None:
    """Change a messenger: the name, the level. Raises ``InvalidValueError`` for an empty name."""
    if "name" in values and not str(values["name"]).strip():
        raise refused("name", "", _("a messenger needs a name"))
    change(get(session, Messenger, messenger_id), values)
    session.flush()


def relation_rows(session: Session, campaign_id: str, *, lens: Lens = EVERYTHING) -> list[RelationRow]:
    """Return every relation of a campaign, by messenger and stakeholder, of one pair the newest first.

    A relation is a judgement: an audience that sees none of those sees no relation.
    """
    if not lens.reveals("judgement"):
        return []
    found = lens.rows(session, Relation, Relation.campaign_id == campaign_id)
    met = select(Relation.stakeholder_id).where(Relation.campaign_id == campaign_id)
    names = {
        row.id: row.name for row in lens.rows(session, Stakeholder, Stakeholder.id.in_(met), only=("name",))
    }
    ours = {row.id: row.name for row in lens.rows(session, Messenger)}
    rows = [
        RelationRow(
            id=row.id,
            messenger_id=row.messenger_id,
            messenger=ours[row.messenger_id],
            stakeholder_id=row.stakeholder_id,
            stakeholder=names[row.stakeholder_id],
            level=row.level,
            strained=bool(row.strained),
            seen_on=row.seen_on,
            note=row.note,
            holder_id=row.holder_id,
        )
        for row in found
        if row.messenger_id in ours and row.stakeholder_id in names
    ]
    rows.sort(key=_newness, reverse=True)
    return sorted(
        rows,
        key=lambda row: (
            row.messenger.casefold(),
            row.messenger_id,
            row.stakeholder.casefold(),
            row.stakeholder_id,
        ),
    )


def _newness(row: RelationRow | Relation) -> tuple[date, str]:
    return row.seen_on or date.min, row.id


def relations_now(
    session: Session, campaign_id: str, *, today: date, lens: Lens = EVERYTHING
) -> list[RelationRow]:
    """Return of each messenger and stakeholder the relation seen last, where it is assessed and still holds.

    A relation to a post ends with its holder: a new one has none until it is recorded.
    """
    newest: dict[tuple[str, str], RelationRow] = {}
    for row in relation_rows(session, campaign_id, lens=lens):
        if row.seen_on is None or row.seen_on <= today:
            newest.setdefault((row.messenger_id, row.stakeholder_id), row)
    holding: dict[str, dict[str, date | None]] = defaultdict(dict)
    for key, post, since in session.execute(
        select(PostHolder.id, PostHolder.post_id, PostHolder.since_on).where(_holds(today))
    ):
        holding[post][key] = since
    return [
        row
        for row in newest.values()
        if row.level is not None and _still_holds(row, holding.get(row.stakeholder_id, {}))
    ]


def _still_holds(row: RelationRow, holding: Mapping[str, date | None]) -> bool:
    if row.holder_id is not None:
        return row.holder_id in holding
    began = [since for since in holding.values() if since is not None]
    return row.seen_on is None or not began or row.seen_on >= max(began)


def _holds(day: date) -> ColumnElement[bool]:
    begun = (PostHolder.since_on <= day) | PostHolder.since_on.is_(None)
    return begun & ((PostHolder.until_on >= day) | PostHolder.until_on.is_(None))


def set_relation(
    session: Session, *, campaign_id: str, messenger_id: str, stakeholder_id: str, **values: Any
) -> str:
    """Say how close a messenger is to a stakeholder on ``seen_on`` (default: today), and return the key.

    What was seen on another day stays; a new one begins with its level where none is given. Of a post, it is the
    relation to whoever holds it then. Raises ``NotFoundError`` and, for a day before 1900 or in the future, for a
    level off its scale and for a person without a recorded ground, ``InvalidValueError``.
    """
    get(session, Campaign, campaign_id)
    get(session, Messenger, messenger_id)
    stakeholder = get(session, Stakeholder, stakeholder_id)
    _check_ground(session, campaign_id, stakeholder)
    day = checked_day(values.get("seen_on") or today_here(), "seen_on", today=today_here())
    there = sorted(
        session.scalars(
            select(Relation).where(
                Relation.campaign_id == campaign_id,
                Relation.messenger_id == messenger_id,
                Relation.stakeholder_id == stakeholder_id,
            )
        ),
        key=_newness,
    )
    row = next((one for one in reversed(there) if one.seen_on == day), None)
    if row is None:
        row = Relation(
            campaign_id=campaign_id,
            messenger_id=messenger_id,
            stakeholder_id=stakeholder_id,
            holder_id=_holder_on(session, stakeholder_id, day),
        )
        _begin_as(row, next((one for one in reversed(there) if (one.seen_on or date.min) < day), None))
        session.add(row)
    change(row, {**values, "seen_on": day})
    involve(session, campaign_id, stakeholder_id)
    session.flush()
    return row.id


def _begin_as(row: Relation, before: Relation | None) -> None:
    """Let a relation begin as the one before, unless somebody else holds the post now."""
    if before is not None and before.holder_id in (None, row.holder_id):
        row.level, row.strained = before.level, before.strained


def _holder_on(session: Session, post_id: str, day: date) -> str | None:
    return session.execute(
        select(PostHolder.id)
        .where(PostHolder.post_id == post_id, _holds(day))
        .order_by(PostHolder.since_on.desc(), PostHolder.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def _check_ground(session: Session, campaign_id: str, stakeholder: Stakeholder) -> None:
    if stakeholder.kind is StakeholderKind.PERSON and not may_rate_persons(session, campaign_id):
        reason = _("a person is rated only when the plan's purpose and legal basis are recorded")
        raise refused("relationship", stakeholder.id, reason)


def delete_relation(session: Session, relation_id: str) -> None:
    """Take back a relation that should never have been recorded."""
    session.delete(get(session, Relation, relation_id))
    session.flush()
