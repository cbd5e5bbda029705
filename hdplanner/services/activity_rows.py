"""The planned activities of a campaign as frozen rows, each with its day worked out and its names beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base
from hdplanner.domain.channels import Activity, ActivityDependency, Messenger
from hdplanner.domain.messages import Message
from hdplanner.domain.network import Coalition
from hdplanner.domain.objectives import DecisionWindow
from hdplanner.domain.office import TeamMember
from hdplanner.domain.rules_schedule import UNSCHEDULED, Span, span_of
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import (
    ActivityStatus,
    Attribution,
    Channel,
    MessengerLevel,
    Mode,
    Paper,
    Sensitivity,
)
from hdplanner.services.disclosure import EVERYTHING, Lens, SeenRow


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity. ``on`` and ``until`` are the days it stands on, resolved against its window where it has no
    date of its own; both empty while it is unscheduled. ``audience_name`` is who hears it, in the best words known.
    """

    id: str
    title: str
    stakeholder_id: str | None
    stakeholder: str
    coalition_id: str | None
    coalition: str
    audience: str
    message_id: str | None
    message: str
    variant_id: str | None
    messenger_id: str | None
    messenger: str
    level: MessengerLevel | None
    owner_id: str | None
    owner: str
    window_id: str | None
    window: str
    meeting_id: str | None
    channel: Channel
    mode: Mode
    attribution: Attribution | None
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    date_only: bool
    days_before: int | None
    days_until: int | None
    place: str
    purpose: str
    paper: Paper | None
    paper_title: str
    status: ActivityStatus
    follow_up: str
    signed_off_by: str
    signed_off_on: date | None
    private_exhausted: str
    sensitivity: Sensitivity | None
    on: date | None = None
    until: date | None = None
    depends_on: tuple[str, ...] = ()

    @property
    def audience_name(self) -> str:
        """Who hears it: the stakeholder, else the group, else what was written."""
        return self.stakeholder or self.coalition or self.audience

    @property
    def scheduled(self) -> bool:
        """Whether it has a day, of its own or from its window."""
        return self.on is not None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.status not in (ActivityStatus.DONE, ActivityStatus.CANCELLED)


def activity_rows(
    session: Session,
    campaign_id: str,
    *,
    ids: Collection[str] | None = None,
    lens: Lens = EVERYTHING,
) -> list[ActivityRow]:
    """Return the activities of a campaign by day, those without one last. ``ids`` asks for these only."""
    where = [Activity.campaign_id == campaign_id]
    if ids is not None:
        where.append(Activity.id.in_(ids))
    around = _Around.read(session, campaign_id, lens)
    rows = [_row(row, around) for row in lens.rows(session, Activity, *where)]
    return sorted(rows, key=in_time)


def in_time(row: ActivityRow) -> tuple[bool, date, time, str, str]:
    """Order activities by when they begin; those without a day come last, by title."""
    begins = row.starts_at.time() if row.starts_at is not None else time.max
    return row.on is None, row.on or date.max, begins, row.title.casefold(), row.id


@dataclass(frozen=True, slots=True)
class _Around:
    """The names of what activities point to."""

    stakeholders: dict[str, str]
    coalitions: dict[str, str]
    messages: dict[str, str]
    messengers: dict[str, SeenRow]
    owners: dict[str, str]
    windows: dict[str, SeenRow]
    waits: dict[str, list[str]]

    @classmethod
    def read(cls, session: Session, campaign_id: str, lens: Lens) -> _Around:
        def names(mapped: type[Base], column: str, *where: Any) -> dict[str, str]:
            return {
                row.id: getattr(row, column) for row in lens.rows(session, mapped, *where, only=(column,))
            }

        addressed = select(Activity.stakeholder_id).where(Activity.campaign_id == campaign_id)
        mine = select(Activity.id).where(Activity.campaign_id == campaign_id)
        windows = lens.rows(session, DecisionWindow, DecisionWindow.campaign_id == campaign_id)
        waits: dict[str, list[str]] = defaultdict(list)
        for row in lens.rows(session, ActivityDependency, ActivityDependency.activity_id.in_(mine)):
            waits[row.activity_id].append(row.depends_on_id)
        return cls(
            names(Stakeholder, "name", Stakeholder.id.in_(addressed)),
            names(Coalition, "name", Coalition.campaign_id == campaign_id),
            names(Message, "title", Message.campaign_id == campaign_id),
            {row.id: row for row in lens.rows(session, Messenger)},
            names(TeamMember, "name"),
            {row.id: row for row in windows},
            waits,
        )


_FACTS = tuple(
    name
    for name in ActivityRow.__dataclass_fields__
    if name
    not in {
        *("stakeholder", "coalition", "message", "messenger", "level", "owner", "window"),
        *("on", "until", "depends_on"),
    }
)


def _row(row: SeenRow, around: _Around) -> ActivityRow:
    messenger = around.messengers.get(row.messenger_id)
    window = around.windows.get(row.window_id)
    span = span_of_row(row, window.decides_on if window else None)
    return ActivityRow(
        **{name: getattr(row, name) for name in _FACTS},
        stakeholder=around.stakeholders.get(row.stakeholder_id, ""),
        coalition=around.coalitions.get(row.coalition_id, ""),
        message=around.messages.get(row.message_id, ""),
        messenger=messenger.name if messenger else "",
        level=messenger.level if messenger else None,
        owner=around.owners.get(row.owner_id, ""),
        window=window.title if window else "",
        on=span.first,
        until=span.last,
        depends_on=tuple(sorted(around.waits.get(row.id, ()))),
    )


def span_of_row(row: Any, decides_on: date | None) -> Span:
    """Return the days of an activity, mapped or read, given the day of its window's decision."""
    if row.starts_at is None and row.days_before is None:
        return UNSCHEDULED
    return span_of(
        row.starts_at,
        row.ends_at,
        days_before=row.days_before,
        days_until=row.days_until,
        decides_on=decides_on,
    )
