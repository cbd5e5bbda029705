"""What a pack can be about, by name: meetings to come, visits, meetings held, counterparts. For whoever chooses one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.meetings import Meeting, MeetingCampaign
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import MeetingStatus, StakeholderKind
from hdplanner.services.assessments import may_rate_persons
from hdplanner.services.batches import visits
from hdplanner.services.pack_rows import Subject

AboutGroup = Literal["to-come", "visit", "held", "counterpart"]
"""What a subject is: a meeting before us, a visit, a meeting behind us, somebody."""


@dataclass(frozen=True, slots=True)
class AboutRow:
    """Something that a pack can be about; ``day`` is when it is or was."""

    group: AboutGroup
    subject: Subject
    title: str
    day: date | None = None


def about_rows(session: Session, campaign_id: str, *, today: date) -> list[AboutRow]:
    """Return what the packs of a campaign can be about: the next meeting first, the counterparts by name."""
    return [
        *_meetings(session, campaign_id, today, to_come=True),
        *(
            AboutRow("visit", Subject(visit_id=row.id), row.title, row.starts_on)
            for row in visits(session, campaign_id)
        ),
        *_meetings(session, campaign_id, today, to_come=False),
        *_counterparts(session, campaign_id),
    ]


def _meetings(session: Session, campaign_id: str, today: date, *, to_come: bool) -> Iterator[AboutRow]:
    """Those before us by their time; those behind us the last one first."""
    start = datetime.combine(today, time())
    found = select(Meeting).where(
        Meeting.id.in_(_serving(campaign_id)), Meeting.status != MeetingStatus.CANCELLED
    )
    behind = (Meeting.status == MeetingStatus.HELD) | (Meeting.starts_at < start)
    if to_come:
        found = found.where(Meeting.status != MeetingStatus.HELD).where(
            Meeting.starts_at.is_(None) | (Meeting.starts_at >= start)
        )
        found = found.order_by(Meeting.starts_at, Meeting.id)
    else:
        found = found.where(behind).order_by(Meeting.starts_at.desc(), Meeting.id)
    for row in session.scalars(found):
        day = row.starts_at.date() if row.starts_at else None
        yield AboutRow("to-come" if to_come else "held", Subject(meeting_id=row.id), row.title, day)


def _counterparts(session: Session, campaign_id: str) -> Iterator[AboutRow]:
    """Persons only where the ground for that is recorded."""
    found = (
        select(Stakeholder.id, Stakeholder.name)
        .join(Involvement, Involvement.stakeholder_id == Stakeholder.id)
        .where(Involvement.campaign_id == campaign_id)
    )
    if not may_rate_persons(session, campaign_id):
        found = found.where(Stakeholder.kind != StakeholderKind.PERSON)
    rows = sorted(session.execute(found).all(), key=lambda row: (row.name.casefold(), row.id))
    for key, name in rows:
        yield AboutRow("counterpart", Subject(stakeholder_id=key), name)


def _serving(campaign_id: str) -> Select[str]:
    return select(MeetingCampaign.meeting_id).where(MeetingCampaign.campaign_id == campaign_id)
