"""What a pack is about where nobody said: the next meeting, the last one held, the counterpart who decides most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Meeting, MeetingCampaign, MeetingRecord
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import MeetingStatus, PackKind, StakeholderRoleValue
from hdplanner.services.pack_rows import Subject
from hdplanner.services.stakeholders import stakeholder_rows

ABOUT_A_COUNTERPART = frozenset(
    {
        PackKind.SPEAKING_CARD,
        PackKind.MEETING_BRIEF,
        PackKind.LEAVE_BEHIND,
        PackKind.RECORD,
        PackKind.READ_OUT,
    }
)
"""The kinds that speak to or of one counterpart; the others are about a campaign as a whole."""

AFTERWARDS = frozenset({PackKind.RECORD, PackKind.READ_OUT})
"""The kinds that tell of a meeting that was held."""

_TO_COME = (MeetingStatus.REQUESTED, MeetingStatus.PLANNED, MeetingStatus.CONFIRMED)


def resolved(session: Session, campaign_id: str, kind: PackKind, given: Subject, today: date) -> Subject:
    """Return what a pack of ``kind`` is about: what was chosen, completed by what follows from it.

    A counterpart's pack is about the next meeting with them, afterwards about the last one. Where nothing was chosen:
    the next meeting of the campaign (afterwards the last one held), else whoever decides with the most influence.
    """
    if given.visit_id or kind not in ABOUT_A_COUNTERPART:
        named = given.stakeholder_id or _counterpart(session, given.meeting_id)
        return replace(given, kin=kin_of(session, named))
    meeting = given.meeting_id or _meeting(session, campaign_id, kind, given.stakeholder_id, today)
    counterpart = given.stakeholder_id or _counterpart(session, meeting)
    if counterpart is None and meeting is None:
        counterpart = most_influential(session, campaign_id, today)
    return Subject(meeting, None, counterpart, kin_of(session, counterpart))


def most_influential(session: Session, campaign_id: str, today: date) -> str | None:
    """Return the decision-maker of a campaign with the most influence; among equals the first by name."""
    rows = [row for row in stakeholder_rows(session, campaign_id, today=today) if not row.do_not_approach]
    deciders = [row for row in rows if StakeholderRoleValue.DECISION_MAKER in row.roles]
    ranked = sorted(deciders or rows, key=lambda row: (-(row.influence or 0), row.name.casefold(), row.id))
    return ranked[0].id if ranked else None


def _meeting(
    session: Session, campaign_id: str, kind: PackKind, stakeholder_id: str | None, today: date
) -> str | None:
    serving = select(MeetingCampaign.meeting_id).where(MeetingCampaign.campaign_id == campaign_id)
    mine = select(Meeting.id).where(Meeting.id.in_(serving))
    if stakeholder_id is not None:
        mine = mine.where(Meeting.stakeholder_id.in_(kin_of(session, stakeholder_id)))
    if kind in AFTERWARDS:
        told = select(MeetingRecord.meeting_id)
        held = mine.where((Meeting.status == MeetingStatus.HELD) | Meeting.id.in_(told))
        wanted: Any = held.order_by(Meeting.starts_at.desc(), Meeting.id)
    else:
        soon = mine.where(Meeting.status.in_(_TO_COME), Meeting.starts_at >= datetime.combine(today, time()))
        wanted = soon.order_by(Meeting.starts_at, Meeting.id)
    return session.scalars(wanted.limit(1)).first()


def kin_of(session: Session, stakeholder_id: str | None) -> frozenset[str]:
    """Return a counterpart, the institution that it speaks for and what stands below it, by their keys.

    A meeting with one is with the other, and so is a promise.
    """
    if stakeholder_id is None:
        return frozenset()
    parent = session.execute(
        select(Stakeholder.parent_id).where(Stakeholder.id == stakeholder_id)
    ).scalar_one_or_none()
    below = session.scalars(select(Stakeholder.id).where(Stakeholder.parent_id == stakeholder_id))
    return frozenset({stakeholder_id, *([parent] if parent else []), *below})


def _counterpart(session: Session, meeting_id: str | None) -> str | None:
    if meeting_id is None:
        return None
    return session.execute(
        select(Meeting.stakeholder_id).where(Meeting.id == meeting_id)
    ).scalar_one_or_none()
