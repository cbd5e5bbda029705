"""Visits and meetings, to come and held, and what follows: records, promises both ways, things to do.

The office shares them: one meeting may serve several campaigns.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import (
    LINE,
    PROSE,
    Base,
    choice,
    code,
    day,
    part_of,
    points_to,
    rank,
    wall_time,
    words,
    yes_no,
)
from hdplanner.domain.values import (
    Channel,
    CommitmentForm,
    CommitmentSide,
    CommitmentStatus,
    DelegateRole,
    DelegateSide,
    FollowUpStatus,
    MeetingStatus,
    Mode,
    Sensitivity,
)


class Visit(Base):
    """A journey or a day with several meetings."""

    __tablename__ = "visit"

    office_id: Mapped[str] = part_of("office")
    title: Mapped[str] = words(LINE, "none")
    place: Mapped[str] = words(LINE, "none")
    starts_on: Mapped[date | None] = day("none")
    ends_on: Mapped[date | None] = day("none")
    purpose: Mapped[str] = words(PROSE, "note")
    logistics: Mapped[str] = words(PROSE, "note")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class Meeting(Base):
    """A meeting to come or held. Once held, it is the engagement that is logged.

    ``stakeholder_id`` is the counterpart; ``starts_at`` the local time in ``zone``.
    """

    __tablename__ = "meeting"

    office_id: Mapped[str] = part_of("office")
    visit_id: Mapped[str | None] = points_to("visit")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    title: Mapped[str] = words(LINE, "none")
    starts_at: Mapped[datetime | None] = wall_time("none")
    ends_at: Mapped[datetime | None] = wall_time("none")
    zone: Mapped[str] = code("none", "UTC")
    date_only: Mapped[bool] = yes_no("none")
    place: Mapped[str] = words(LINE, "none")
    channel: Mapped[Channel] = choice(Channel, "none", Channel.BILATERAL)
    mode: Mapped[Mode] = choice(Mode, "none", Mode.BILATERAL)
    asked_by: Mapped[str] = words(LINE, "name")
    desired_outcome: Mapped[str] = words(PROSE, "note")
    logistics: Mapped[str] = words(PROSE, "note")
    papers: Mapped[str] = words(PROSE, "note")
    avoid: Mapped[str] = words(PROSE, "note")
    status: Mapped[MeetingStatus] = choice(MeetingStatus, "none", MeetingStatus.PLANNED)
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class MeetingCampaign(Base):
    """A campaign that a meeting serves; its key derives from both."""

    __tablename__ = "meeting_campaign"

    meeting_id: Mapped[str] = part_of("meeting")
    campaign_id: Mapped[str] = part_of("campaign")


class Delegate(Base):
    """Somebody at the table: one of us, a stakeholder, or just a name."""

    __tablename__ = "delegate"

    meeting_id: Mapped[str] = part_of("meeting")
    member_id: Mapped[str | None] = points_to("team_member")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    side: Mapped[DelegateSide] = choice(DelegateSide, "none", DelegateSide.OURS)
    role: Mapped[DelegateRole] = choice(DelegateRole, "none", DelegateRole.PARTICIPANT)
    name: Mapped[str] = words(LINE, "name")
    function: Mapped[str] = words(LINE, "none")
    rank: Mapped[str] = rank()


class AgendaItem(Base):
    """A point of a meeting's agenda."""

    __tablename__ = "agenda_item"

    meeting_id: Mapped[str] = part_of("meeting")
    text: Mapped[str] = words(PROSE, "note")
    rank: Mapped[str] = rank()


class MeetingRecord(Base):
    """What was said: the internal note for file, their own words apart from our reading, and the read-out."""

    __tablename__ = "meeting_record"

    meeting_id: Mapped[str] = part_of("meeting")
    message_id: Mapped[str | None] = points_to("message")
    written_by: Mapped[str] = words(LINE, "name")
    written_on: Mapped[date | None] = day("note")
    summary: Mapped[str] = words(PROSE, "note")
    their_words: Mapped[str] = words(PROSE, "judgement")
    our_reading: Mapped[str] = words(PROSE, "judgement")
    read_out: Mapped[str] = words(PROSE, "none")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class Commitment(Base):
    """A promise, verbatim: ours to them or theirs to us. It stays with the post when the holder changes."""

    __tablename__ = "commitment"

    office_id: Mapped[str] = part_of("office")
    campaign_id: Mapped[str | None] = points_to("campaign")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    meeting_id: Mapped[str | None] = points_to("meeting")
    owner_id: Mapped[str | None] = points_to("team_member")
    side: Mapped[CommitmentSide] = choice(CommitmentSide, "none", CommitmentSide.THEIRS)
    wording: Mapped[str] = words(PROSE, "note")
    form: Mapped[CommitmentForm] = choice(CommitmentForm, "note", CommitmentForm.ORAL)
    made_by: Mapped[str] = words(LINE, "name")
    made_on: Mapped[date | None] = day("note")
    due_on: Mapped[date | None] = day("note")
    conditions: Mapped[str] = words(PROSE, "note")
    verification: Mapped[str] = words(PROSE, "note")
    status: Mapped[CommitmentStatus] = choice(CommitmentStatus, "note", CommitmentStatus.MADE_ORAL)
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class FollowUp(Base):
    """Something to do after a meeting or for a promise."""

    __tablename__ = "follow_up"

    office_id: Mapped[str] = part_of("office")
    meeting_id: Mapped[str | None] = points_to("meeting")
    commitment_id: Mapped[str | None] = points_to("commitment")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    owner_id: Mapped[str | None] = points_to("team_member")
    text: Mapped[str] = words(PROSE, "note")
    due_on: Mapped[date | None] = day("note")
    status: Mapped[FollowUpStatus] = choice(FollowUpStatus, "note", FollowUpStatus.OPEN)
