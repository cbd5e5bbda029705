"""What stands around the messages of a plan: who may hear them, how to frame them for each, and where they are used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hdplanner.domain.channels import Activity
from hdplanner.domain.messages import Variant
from hdplanner.domain.rules_framing import Framing, framing
from hdplanner.domain.stakeholders import Stakeholder, StakeholderLanguage
from hdplanner.domain.values import ActivityStatus
from hdplanner.services.activity_rows import activity_rows
from hdplanner.services.coalitions import coalition_rows
from hdplanner.services.stakeholders import stakeholder_rows


@dataclass(frozen=True, slots=True)
class AudienceRow:
    """Somebody a message can be written for: a stakeholder, or a coalition where ``coalition`` is set.

    ``framing`` is on what to rest it; empty for a coalition, and while they are not assessed.
    """

    id: str
    name: str
    coalition: bool
    languages: tuple[str, ...] = ()
    framing: Framing | None = None


@dataclass(frozen=True, slots=True)
class UseRow:
    """An activity that a message, or a variant of it, is planned for."""

    id: str
    title: str
    audience: str
    on: date | None
    status: ActivityStatus


def audience_rows(session: Session, campaign_id: str, *, today: date) -> list[AudienceRow]:
    """Return the stakeholders of a campaign by name, then its coalitions.

    Who may not be rated in this plan has no framing either.
    """
    rows = stakeholder_rows(session, campaign_id, today=today)
    keys = [row.id for row in rows]
    knows = dict(
        session.execute(select(Stakeholder.id, Stakeholder.familiarity).where(Stakeholder.id.in_(keys))).all()
    )
    languages: dict[str, list[str]] = {}
    spoken = select(StakeholderLanguage.stakeholder_id, StakeholderLanguage.value)
    for key, tag in session.execute(spoken.order_by(StakeholderLanguage.value)):
        languages.setdefault(key, []).append(tag)
    people = [
        AudienceRow(
            row.id,
            row.name,
            False,
            tuple(languages.get(row.id, ())),
            None if row.movement else framing(knows.get(row.id), row.position),
        )
        for row in rows
    ]
    return people + [AudienceRow(row.id, row.name, True) for row in coalition_rows(session, campaign_id)]


def use_rows(session: Session, message_id: str, *, campaign_id: str) -> list[UseRow]:
    """Return the activities that a message or a variant of it is planned for, by day."""
    own = select(Variant.id).where(Variant.message_id == message_id)
    wanted = select(Activity.id).where(or_(Activity.message_id == message_id, Activity.variant_id.in_(own)))
    ids = list(session.scalars(wanted))
    found = activity_rows(session, campaign_id, ids=ids) if ids else []
    return [UseRow(row.id, row.title, row.audience_name, row.on, row.status) for row in found]
