"""Who says what to whom, through what, when: messengers and planned activities."""

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
    number,
    part_of,
    points_to,
    wall_time,
    words,
    yes_no,
)
from hdplanner.domain.values import (
    ActivityStatus,
    Attribution,
    Channel,
    MessengerLevel,
    Mode,
    Paper,
    Sensitivity,
)


class Messenger(Base):
    """Somebody who carries a message: one of us, or an ally who is a stakeholder too."""

    __tablename__ = "messenger"

    office_id: Mapped[str] = part_of("office")
    member_id: Mapped[str | None] = points_to("team_member")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    name: Mapped[str] = words(LINE, "name")
    level: Mapped[MessengerLevel | None] = choice(MessengerLevel, "none", optional=True)
    note: Mapped[str] = words(PROSE, "note")


class Activity(Base):
    """One planned or done act of persuasion.

    ``starts_at`` is the local time in ``zone``; with ``date_only`` its clock time means nothing. With
    ``window_id`` and ``days_before`` it is planned relative to a decision; with ``days_until`` it may lie
    anywhere between the two ("in the week before": 7 and 1; a day after is -1).
    """

    __tablename__ = "activity"

    campaign_id: Mapped[str] = part_of("campaign")
    title: Mapped[str] = words(LINE, "none")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    coalition_id: Mapped[str | None] = points_to("coalition")
    audience: Mapped[str] = words(LINE, "none")
    message_id: Mapped[str | None] = points_to("message")
    variant_id: Mapped[str | None] = points_to("variant")
    messenger_id: Mapped[str | None] = points_to("messenger")
    owner_id: Mapped[str | None] = points_to("team_member")
    window_id: Mapped[str | None] = points_to("decision_window")
    meeting_id: Mapped[str | None] = points_to("meeting")
    channel: Mapped[Channel] = choice(Channel, "none", Channel.BILATERAL)
    mode: Mapped[Mode] = choice(Mode, "none", Mode.BILATERAL)
    attribution: Mapped[Attribution | None] = choice(Attribution, "none", optional=True)
    starts_at: Mapped[datetime | None] = wall_time("none")
    ends_at: Mapped[datetime | None] = wall_time("none")
    zone: Mapped[str] = code("none", "UTC")
    date_only: Mapped[bool] = yes_no("none", default=True)
    days_before: Mapped[int | None] = number("none")
    days_until: Mapped[int | None] = number("none")
    place: Mapped[str] = words(LINE, "none")
    purpose: Mapped[str] = words(PROSE, "note")
    paper: Mapped[Paper | None] = choice(Paper, "none", optional=True)
    paper_title: Mapped[str] = words(LINE, "none")
    status: Mapped[ActivityStatus] = choice(ActivityStatus, "none", ActivityStatus.PLANNED)
    follow_up: Mapped[str] = words(PROSE, "note")
    signed_off_by: Mapped[str] = words(LINE, "name")
    signed_off_on: Mapped[date | None] = day("note")
    private_exhausted: Mapped[str] = words(PROSE, "note")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class ActivityDependency(Base):
    """That an activity waits for another; its key derives from both."""

    __tablename__ = "activity_dependency"

    activity_id: Mapped[str] = part_of("activity")
    depends_on_id: Mapped[str] = part_of("activity")


class SilencedFinding(Base):
    """A finding of a check that a person set aside, with the reason; its key derives from campaign and ``value``.

    ``value`` is the check's code, a colon, and the keys of what it is about.
    """

    __tablename__ = "silenced_finding"

    campaign_id: Mapped[str] = part_of("campaign")
    value: Mapped[str] = words(LINE, "none", search=False)
    reason: Mapped[str] = words(PROSE, "note")
    silenced_by: Mapped[str] = words(LINE, "name")
    silenced_on: Mapped[date | None] = day("none")
