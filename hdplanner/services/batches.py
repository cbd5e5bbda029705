"""Which packs a batch makes: one for each meeting of a visit, or one card for each principal of ours in meetings to come.

Knows nothing of pages or files. Titles are for the person who ticks them; what a pack itself says is read for its
audience.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Delegate, Meeting, MeetingCampaign, Visit
from hdplanner.domain.office import TeamMember
from hdplanner.domain.values import DelegateRole, DelegateSide, MeetingStatus
from hdplanner.services.pack_rows import Subject


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A pack that a batch would make: what it is about, and for whom where that is known."""

    subject: Subject
    title: str
    starts_at: datetime | None
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with meetings for a campaign."""

    id: str
    title: str
    starts_on: date | None


def visits(session: Session, campaign_id: str) -> list[VisitRow]:
    """Return the visits with a meeting for a campaign, the latest first."""
    found = session.scalars(
        select(Visit)
        .join(Meeting, Meeting.visit_id == Visit.id)
        .where(Meeting.id.in_(_serving(campaign_id)))
        .distinct()
        .order_by(Visit.starts_on.desc(), Visit.id)
    )
    return [VisitRow(row.id, row.title, row.starts_on) for row in found]


def packs_of_visit(session: Session, campaign_id: str, visit_id: str) -> list[BatchRow]:
    """Return a pack for each meeting of a visit that serves a campaign, by their time."""
    found = session.scalars(
        select(Meeting)
        .where(Meeting.visit_id == visit_id, Meeting.id.in_(_serving(campaign_id)))
        .where(Meeting.status != MeetingStatus.CANCELLED)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [BatchRow(Subject(meeting_id=row.id), row.title, row.starts_at) for row in found]


def cards_of_principals(session: Session, campaign_id: str, *, today: date) -> list[BatchRow]:
    """Return a card for each principal of ours in each meeting to come of a campaign, by their time."""
    found = session.execute(
        select(Meeting, Delegate, TeamMember.name)
        .join(Delegate, Delegate.meeting_id == Meeting.id)
        .outerjoin(TeamMember, TeamMember.id == Delegate.member_id)
        .where(
            Meeting.id.in_(_serving(campaign_id)),
            Meeting.status.not_in((MeetingStatus.CANCELLED, MeetingStatus.HELD)),
        )
        .where(Meeting.starts_at >= datetime.combine(today, time()))
        .where(Delegate.side == DelegateSide.OURS, Delegate.role == DelegateRole.PRINCIPAL)
        .order_by(Meeting.starts_at, Meeting.id, Delegate.rank)
    )
    return [
        BatchRow(
            Subject(meeting_id=meeting.id), meeting.title, meeting.starts_at, delegate.name or name or ""
        )
        for meeting, delegate, name in found
    ]


def _serving(campaign_id: str) -> Select[str]:
    return select(MeetingCampaign.meeting_id).where(MeetingCampaign.campaign_id == campaign_id)
