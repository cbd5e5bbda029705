"""Reads the parts of a stakeholder's page, each by an index of its own, so that a page costs the same in a large file."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hdplanner.domain.channels import Activity
from hdplanner.domain.meetings import Commitment, Delegate, Meeting
from hdplanner.domain.messages import CounterArgument, Message, Variant
from hdplanner.domain.network import Coalition, CoalitionMember, Tie
from hdplanner.domain.office import Tag
from hdplanner.domain.rules_grid import alignment
from hdplanner.domain.stakeholders import (
    PostHolder,
    Stakeholder,
    StakeholderLanguage,
    StakeholderMotive,
    StakeholderName,
    StakeholderTag,
)
from hdplanner.domain.values import ActivityStatus, CommitmentSide, MeetingStatus
from hdplanner.services.assessments import standings
from hdplanner.services.disclosure import EVERYTHING
from hdplanner.services.profile_rows import (
    ArgumentLine,
    CoalitionLine,
    CommitmentLine,
    EngagementLine,
    HolderRow,
    MessageLine,
    MotiveLine,
    NameRow,
    TieLine,
    TrailPoint,
)

_DONE = (MeetingStatus.HELD, ActivityStatus.DONE)


def names(session: Session, key: str) -> tuple[NameRow, ...]:
    """Return the further names of a stakeholder."""
    rows = EVERYTHING.rows(session, StakeholderName, StakeholderName.stakeholder_id == key)
    return tuple(NameRow(row.id, row.name, row.kind, row.language) for row in rows)


def holders(session: Session, key: str) -> tuple[HolderRow, ...]:
    """Return who held a post, the newest first."""
    rows = EVERYTHING.rows(
        session, PostHolder, PostHolder.post_id == key, order=(PostHolder.since_on.desc(),)
    )
    return tuple(HolderRow(row.id, row.name, row.since_on, row.until_on, row.note) for row in rows)


def languages(session: Session, key: str) -> tuple[str, ...]:
    """Return the tags of the languages that a stakeholder works in."""
    found = select(StakeholderLanguage.value).where(StakeholderLanguage.stakeholder_id == key)
    return tuple(session.scalars(found.order_by(StakeholderLanguage.value)))


def tags(session: Session, key: str) -> tuple[str, ...]:
    """Return the names of the tags on a stakeholder."""
    found = select(Tag.name).join(StakeholderTag, StakeholderTag.tag_id == Tag.id)
    return tuple(session.scalars(found.where(StakeholderTag.stakeholder_id == key).order_by(Tag.name)))


def motives(session: Session, campaign_id: str, key: str) -> tuple[MotiveLine, ...]:
    """Return the motives that a campaign reads in a stakeholder, the surest first."""
    rows = EVERYTHING.rows(
        session,
        StakeholderMotive,
        StakeholderMotive.campaign_id == campaign_id,
        StakeholderMotive.stakeholder_id == key,
    )
    made = [MotiveLine(row.value, row.confidence) for row in rows]
    return tuple(sorted(made, key=lambda one: (-(one.confidence or 0), one.value)))


def trail(session: Session, campaign_id: str, key: str, objective_id: str | None) -> tuple[TrailPoint, ...]:
    """Return where a stakeholder stood after each day of judgement, the oldest first."""
    points = []
    for day, held in standings(session, campaign_id, key, objective_id):
        ratings = held.ratings
        position = alignment(ratings.get("assessed_position"), ratings.get("stated_position"))  # type: ignore[arg-type]
        points.append(
            TrailPoint(
                day,
                ratings.get("influence"),  # type: ignore[arg-type]  # ratings of scales are numbers
                ratings.get("interest"),  # type: ignore[arg-type]
                position,
                ratings.get("relationship"),  # type: ignore[arg-type]
            )
        )
    return tuple(points)


def ties(session: Session, campaign_id: str, key: str) -> tuple[TieLine, ...]:
    """Return the ties of a stakeholder: those that start here first, then the strongest."""
    rows = EVERYTHING.rows(
        session, Tie, Tie.campaign_id == campaign_id, or_(Tie.source_id == key, Tie.target_id == key)
    )
    others = {row.target_id if row.source_id == key else row.source_id for row in rows}
    called = select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(others))
    named = dict(session.execute(called).all())
    made = [
        TieLine(
            row.id,
            other := row.target_id if row.source_id == key else row.source_id,
            named.get(other, ""),
            row.source_id == key,
            row.kind,
            row.strength,
            row.sign,
            row.confidence,
            row.evidence,
            row.source,
            row.checked_on,
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda tie: (not tie.outgoing, -(tie.strength or 0), tie.other, tie.id)))


def coalitions(session: Session, campaign_id: str, key: str) -> tuple[CoalitionLine, ...]:
    """Return the coalitions of a campaign that a stakeholder is in, with how many are in each."""
    mine = select(CoalitionMember.coalition_id).where(CoalitionMember.stakeholder_id == key)
    count = (
        select(func.count()).where(CoalitionMember.coalition_id == Coalition.id).scalar_subquery().label("n")
    )
    found = session.execute(
        select(Coalition.id, Coalition.name, count)
        .where(Coalition.campaign_id == campaign_id, Coalition.id.in_(mine))
        .order_by(Coalition.name, Coalition.id)
    )
    return tuple(CoalitionLine(*row) for row in found)


def engagements(session: Session, campaign_id: str, key: str) -> tuple[EngagementLine, ...]:
    """Return meetings and other acts with a stakeholder: those to come first, the next one on top; then the past.

    An activity that became a meeting is the meeting.
    """
    made = _meetings(session, key)
    shown = {line.id for line in made}
    rows = EVERYTHING.rows(
        session, Activity, Activity.campaign_id == campaign_id, Activity.stakeholder_id == key
    )
    titles = _titles(session, {row.message_id for row in rows if row.message_id})
    made += [
        EngagementLine(
            row.id,
            "activity",
            row.title,
            row.starts_at,
            row.zone,
            row.date_only,
            row.place,
            row.channel,
            row.status,
            titles.get(row.message_id, ""),
        )
        for row in rows
        if row.meeting_id not in shown
    ]
    to_come = [line for line in made if line.status not in _DONE and not line.cancelled]
    past = [line for line in made if line.status in _DONE or line.cancelled]
    to_come.sort(key=lambda line: (line.starts_at is None, _when(line)))
    past.sort(key=_when, reverse=True)
    return (*to_come, *past)


def _when(line: EngagementLine) -> tuple[str, str]:
    return (line.starts_at.isoformat() if line.starts_at else "", line.id)


def _meetings(session: Session, key: str) -> list[EngagementLine]:
    at_table = select(Delegate.meeting_id).where(Delegate.stakeholder_id == key)
    either = or_(Meeting.stakeholder_id == key, Meeting.id.in_(at_table))
    return [
        EngagementLine(
            row.id,
            "meeting",
            row.title,
            row.starts_at,
            row.zone,
            row.date_only,
            row.place,
            row.channel,
            row.status,
            "",
        )
        for row in EVERYTHING.rows(session, Meeting, either)
    ]


def _titles(session: Session, keys: set[str]) -> dict[str, str]:
    if not keys:
        return {}
    return dict(session.execute(select(Message.id, Message.title).where(Message.id.in_(keys))).all())


def messages(session: Session, campaign_id: str, key: str) -> tuple[MessageLine, ...]:
    """Return what a campaign wrote for a stakeholder: a line a variant."""
    found = session.execute(
        select(Variant.id, Message.title, Variant.language, Variant.core_line, Variant.status)
        .join(Message, Message.id == Variant.message_id)
        .where(Variant.stakeholder_id == key, Message.campaign_id == campaign_id)
        .order_by(Message.rank, Variant.language, Variant.id)
    )
    return tuple(MessageLine(*row) for row in found)


def arguments(session: Session, campaign_id: str, key: str) -> tuple[ArgumentLine, ...]:
    """Return what a stakeholder says against it, with our replies."""
    found = session.execute(
        select(CounterArgument.id, CounterArgument.argument, CounterArgument.reply)
        .join(Message, Message.id == CounterArgument.message_id)
        .where(CounterArgument.stakeholder_id == key, Message.campaign_id == campaign_id)
        .order_by(CounterArgument.rank, CounterArgument.id)
    )
    return tuple(ArgumentLine(*row) for row in found)


def commitments(session: Session, key: str, today: date) -> tuple[CommitmentLine, ...]:
    """Return the promises: ours first; of each side the overdue, then the open by day, then those settled."""
    rows = EVERYTHING.rows(session, Commitment, Commitment.stakeholder_id == key)
    made = [
        CommitmentLine(row.id, row.side, row.wording, row.made_on, row.due_on, row.status) for row in rows
    ]

    def order(one: CommitmentLine) -> tuple[bool, bool, bool, date, str]:
        theirs, settled = one.side is not CommitmentSide.OURS, not one.status.is_open
        return theirs, settled, not one.is_overdue(today), one.due_on or date.max, one.id

    return tuple(sorted(made, key=order))
