"""What moved since a day: who stands elsewhere, who is new, who went stale, which posts changed hands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.packs import HandOut, Pack
from hdplanner.domain.rules_movement import MOVING, Change, changes_between, held_since
from hdplanner.domain.stakeholders import Assessment, PostHolder
from hdplanner.services.assessments import context_of
from hdplanner.services.disclosure import EVERYTHING, Lens
from hdplanner.services.stakeholders import StakeholderRow
from hdplanner.services.timeline import Timeline, read_timeline


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A stakeholder with a rating that is another now, and what changed from what to what."""

    stakeholder_id: str
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class NewHolderRow:
    """A post that changed hands: who holds it now, since when, and whether the new holder's position was judged."""

    stakeholder_id: str
    name: str
    holder: str
    since_on: date
    assessed: bool


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened between two days; ``new`` and ``stale`` are keys of stakeholders, in the order of their names."""

    moved: tuple[MovedRow, ...] = ()
    new: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    holders: tuple[NewHolderRow, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all stands as it stood."""
        return not (self.moved or self.new or self.stale or self.holders)


def assessment_days(session: Session, campaign_id: str) -> list[date]:
    """Return the days on which a plan judged somebody, oldest first: where a time slider stops."""
    found = session.scalars(
        select(Assessment.made_on).where(Assessment.campaign_id == campaign_id).distinct()
    )
    return sorted(found)


def briefing_days(session: Session, campaign_id: str) -> list[date]:
    """Return the days on which a pack of a plan was handed out or cleared, newest last."""
    handed = session.scalars(select(HandOut.handed_on).where(HandOut.campaign_id == campaign_id).distinct())
    cleared = session.scalars(select(Pack.cleared_on).where(Pack.campaign_id == campaign_id).distinct())
    return sorted({day for day in (*handed, *cleared) if day is not None})


def moved_since(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    since: date,
    today: date,
    lens: Lens = EVERYTHING,
) -> Movement:
    """Compare how the stakeholders of a plan stood at the end of the day ``since`` with how they stand ``today``.

    Who moved and who is new are told apart: somebody first judged after ``since`` is new, not moved.
    """
    touched = _judged_after(session, campaign_id, since, today) | _changed_hands(session, campaign_id, since)
    touched |= _may_have_gone_stale(session, campaign_id, since, today)
    if not touched:
        return Movement()
    return movement_of(
        read_timeline(session, campaign_id, objective_id, lens=lens, ids=touched), since=since, today=today
    )


def movement_of(timeline: Timeline, *, since: date, today: date) -> Movement:
    """Return what moved between two days of a timeline that is read already, as under a slider."""
    before = timeline.rows_on(since)
    pairs = list(zip(before, timeline.rows_on(today), strict=True))
    return Movement(
        moved=tuple(_moved(pairs)),
        new=tuple(now.id for was, now in pairs if was.made_on is None and now.made_on is not None),
        stale=tuple(now.id for was, now in pairs if now.stale and not was.stale),
        holders=tuple(_holders(timeline, [now for _was, now in pairs], since, today)),
    )


def _judged_after(session: Session, campaign_id: str, since: date, today: date) -> set[str]:
    found = session.scalars(
        select(Assessment.stakeholder_id).where(
            Assessment.campaign_id == campaign_id, Assessment.made_on > since, Assessment.made_on <= today
        )
    )
    return set(found)


def _changed_hands(session: Session, campaign_id: str, since: date) -> set[str]:
    involved = select(Involvement.stakeholder_id).where(Involvement.campaign_id == campaign_id)
    found = session.scalars(
        select(PostHolder.post_id).where(PostHolder.since_on >= since, PostHolder.post_id.in_(involved))
    )
    return set(found)


def _may_have_gone_stale(session: Session, campaign_id: str, since: date, today: date) -> set[str]:
    """Those with a judgement whose review fell due meanwhile; whether it is the one that counts, rows tell."""
    context = context_of(session, campaign_id)
    made, review = Assessment.made_on, Assessment.review_by
    due = and_(made >= _before(since, context.review_days), made < _before(today, context.review_days))
    due |= and_(review >= since, review < today)
    first, last = bisect_left(context.windows, since), bisect_left(context.windows, today)
    if first < last:  # of what was judged before an earlier decision, the review fell due then
        due |= and_(
            made >= (context.windows[first - 1] if first else date.min), made < context.windows[last - 1]
        )
    found = session.scalars(
        select(Assessment.stakeholder_id).where(Assessment.campaign_id == campaign_id, due).distinct()
    )
    return set(found)


def _before(day: date, days: int) -> date:
    """So many days before, or the first day of the calendar."""
    return date.fromordinal(max(day.toordinal() - max(days, 0), 1))


def _moved(pairs: Iterable[tuple[StakeholderRow, StakeholderRow]]) -> Iterable[MovedRow]:
    for was, now in pairs:
        if was is now or was.made_on is None:
            continue
        changes = changes_between(_ratings(was), _ratings(now))
        if changes:
            yield MovedRow(now.id, now.name, changes)


def _ratings(row: StakeholderRow) -> dict[str, int | None]:
    return {name: getattr(row, name) for name in MOVING}


def _holders(
    timeline: Timeline, rows: Iterable[StakeholderRow], since: date, today: date
) -> Iterable[NewHolderRow]:
    holdings = timeline.holdings()
    for row in rows:
        begun = held_since(holdings.get(row.id, ()), today)
        if begun is not None and begun > since:
            yield NewHolderRow(row.id, row.name, row.holder, begun, row.position is not None)
