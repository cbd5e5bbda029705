"""Who of our messengers carries how much in the coming weeks, who is never heard from, and whom nobody addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from hdplanner.domain.rules_grid import HIGH_FROM
from hdplanner.domain.rules_workload import over_asked, week_of, weeks_from
from hdplanner.domain.values import ActivityStatus, MessengerLevel
from hdplanner.services.activity_rows import ActivityRow, activity_rows
from hdplanner.services.coalitions import coalition_rows
from hdplanner.services.relations import messenger_rows
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows

_COUNTED = frozenset({ActivityStatus.PLANNED, ActivityStatus.CONFIRMED, ActivityStatus.DONE})
"""An idea asks nothing of anybody yet, and what was cancelled no longer does."""


@dataclass(frozen=True, slots=True)
class MessengerLoad:
    """What one messenger carries: activities a week, in the order of ``Workload.weeks``.

    ``over_asked`` are the weeks (their Mondays) with too much; ``activities`` the keys of all that is counted.
    """

    id: str
    name: str
    level: MessengerLevel | None
    counts: tuple[int, ...]
    over_asked: tuple[date, ...]
    activities: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many activities the messenger carries in the period."""
        return sum(self.counts)

    @property
    def never_heard(self) -> bool:
        """Whether nothing in the period is carried by this messenger."""
        return not self.activities


@dataclass(frozen=True, slots=True)
class UnaddressedRow:
    """A key player whom no activity of the period addresses, directly or in a group."""

    id: str
    name: str
    influence: int
    interest: int


@dataclass(frozen=True, slots=True)
class Workload:
    """The coming weeks by messenger, busiest first; ``without_messenger`` counts what nobody carries yet, a week."""

    weeks: tuple[date, ...]
    messengers: tuple[MessengerLoad, ...]
    without_messenger: tuple[int, ...]
    unaddressed: tuple[UnaddressedRow, ...]

    @property
    def over_asked(self) -> tuple[MessengerLoad, ...]:
        """The messengers of whom too much is asked in some week."""
        return tuple(one for one in self.messengers if one.over_asked)

    @property
    def never_heard(self) -> tuple[MessengerLoad, ...]:
        """The messengers who carry nothing."""
        return tuple(one for one in self.messengers if one.never_heard)


def workload(session: Session, campaign_id: str, *, today: date, weeks: int) -> Workload:
    """Return who carries what in so many ISO weeks, the week of ``today`` first.

    An activity counts once, in the week in which it begins (in the first week where it began before). Ideas, what was
    cancelled and what has no day are not counted. A key player has high influence and high interest (4 or 5); who is
    not to be approached and components of the Movement are none.
    """
    mondays = weeks_from(today, weeks)
    rows = [row for row in activity_rows(session, campaign_id) if _falls_in(row, mondays)]
    by_messenger: dict[str | None, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        by_messenger[row.messenger_id].append(row)
    known = messenger_rows(session)
    counts = {one.id: _counts(by_messenger[one.id], mondays) for one in known}
    too_much = over_asked(counts)
    loads = [
        MessengerLoad(
            one.id,
            one.name,
            one.level,
            counts[one.id],
            tuple(mondays[place] for place in too_much.get(one.id, ())),
            tuple(row.id for row in by_messenger[one.id]),
        )
        for one in known
    ]
    return Workload(
        mondays,
        tuple(sorted(loads, key=lambda one: -one.total)),
        _counts(by_messenger[None], mondays),
        _unaddressed(session, campaign_id, rows, today),
    )


def _falls_in(row: ActivityRow, mondays: tuple[date, ...]) -> bool:
    if row.on is None or row.status not in _COUNTED or not mondays:
        return False
    return (row.until or row.on) >= mondays[0] and (row.on - mondays[-1]) < timedelta(weeks=1)


def _counts(rows: Iterable[ActivityRow], mondays: tuple[date, ...]) -> tuple[int, ...]:
    found = dict.fromkeys(mondays, 0)
    for row in rows:
        if row.on is not None:
            found[max(week_of(row.on), mondays[0])] += 1
    return tuple(found.values())


def _unaddressed(
    session: Session, campaign_id: str, rows: Iterable[ActivityRow], today: date
) -> tuple[UnaddressedRow, ...]:
    members = {one.id: one.members for one in coalition_rows(session, campaign_id)}
    addressed = set[str | None]()
    for row in rows:
        addressed |= {row.stakeholder_id, *members.get(row.coalition_id or "", ())}
    return tuple(
        UnaddressedRow(one.id, one.name, one.influence or 0, one.interest or 0)
        for one in stakeholder_rows(session, campaign_id, today=today)
        if _is_key_player(one) and one.id not in addressed
    )


def _is_key_player(row: StakeholderRow) -> bool:
    rated = row.influence is not None and row.interest is not None
    if not rated or row.movement or row.do_not_approach:
        return False
    return (row.influence or 0) >= HIGH_FROM and (row.interest or 0) >= HIGH_FROM
