"""One stakeholder on one page: the facts, what holds, how it came to be, ties, meetings and promises."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base
from hdplanner.domain.campaign import Involvement
from hdplanner.domain.meetings import Commitment, Delegate, Meeting
from hdplanner.domain.network import Tie
from hdplanner.domain.rules_grid import alignment
from hdplanner.domain.stakeholders import (
    PostHolder,
    Stakeholder,
    StakeholderLanguage,
    StakeholderMotive,
    StakeholderName,
)
from hdplanner.domain.values import (
    CommitmentSide,
    CommitmentStatus,
    MeetingStatus,
    Motive,
    NameKind,
    NormFamiliarity,
    NoticeStatus,
    TieKind,
    TieSign,
)
from hdplanner.services.assessments import AssessmentRow, history, standings
from hdplanner.services.disclosure import EVERYTHING
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.services.values import change, derived, get


@dataclass(frozen=True, slots=True)
class NameRow:
    """A further name, in its language and script."""

    id: str
    name: str
    kind: NameKind
    language: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Who holds or held a post."""

    id: str
    name: str
    since_on: date | None
    until_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie as one of its ends sees it; ``outgoing`` where it starts here."""

    id: str
    other_id: str
    other: str
    outgoing: bool
    kind: TieKind
    strength: int | None
    sign: TieSign
    confidence: int | None
    evidence: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting with the stakeholder, to come or held."""

    id: str
    title: str
    starts_at: datetime | None
    zone: str
    place: str
    status: MeetingStatus


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A promise between us and the stakeholder."""

    id: str
    side: CommitmentSide
    wording: str
    made_on: date | None
    due_on: date | None
    status: CommitmentStatus

    def is_overdue(self, today: date) -> bool:
        """Whether it is still open after its due date."""
        return self.status.is_open and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class TrailPoint:
    """Where a stakeholder stood after one day of judgement."""

    day: date
    influence: int | None
    interest: int | None
    position: int | None
    relationship: int | None


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """All that the inspector shows of a stakeholder in one campaign."""

    row: StakeholderRow
    mandate: str
    description: str
    note: str
    sensitivities: str
    title: str
    form_of_address: str
    pronunciation: str
    precedence: str
    familiarity: NormFamiliarity | None
    do_not_approach_why: str
    notice: NoticeStatus
    objected: bool
    restricted: bool
    retain_until: date | None
    owner_id: str | None
    next_on: date | None
    reasoning: str
    interests: str
    names: tuple[NameRow, ...]
    holders: tuple[HolderRow, ...]
    languages: tuple[str, ...]
    motives: tuple[Motive, ...]
    assessments: tuple[AssessmentRow, ...]
    trail: tuple[TrailPoint, ...]
    ties: tuple[TieRow, ...]
    meetings: tuple[MeetingLine, ...]
    commitments: tuple[CommitmentLine, ...]


def profile(
    session: Session,
    campaign_id: str,
    stakeholder_id: str,
    objective_id: str | None = None,
    *,
    today: date,
) -> ProfileRow:
    """Return the page of one stakeholder. Raises ``NotFoundError`` where it is not in the campaign's office."""
    fact = get(session, Stakeholder, stakeholder_id)
    shown = stakeholder_rows(session, campaign_id, objective_id, today=today, ids=[stakeholder_id])
    row = shown[0] if shown else _outside(fact)
    part = session.scalars(
        select(Involvement).where(
            Involvement.campaign_id == campaign_id, Involvement.stakeholder_id == stakeholder_id
        )
    ).first()
    motives = select(StakeholderMotive.value).where(
        StakeholderMotive.campaign_id == campaign_id, StakeholderMotive.stakeholder_id == stakeholder_id
    )
    languages = select(StakeholderLanguage.value).where(StakeholderLanguage.stakeholder_id == stakeholder_id)
    return ProfileRow(
        row=row,
        **{name: getattr(fact, name) for name in _FACTS},
        owner_id=part.owner_id if part else None,
        next_on=part.next_on if part else None,
        reasoning=part.reasoning if part else "",
        interests=part.interests if part else "",
        names=_names(session, stakeholder_id),
        holders=_holders(session, stakeholder_id),
        languages=tuple(session.scalars(languages.order_by(StakeholderLanguage.value))),
        motives=tuple(session.scalars(motives.order_by(StakeholderMotive.value))),
        assessments=tuple(history(session, campaign_id, stakeholder_id)),
        trail=_trail(session, campaign_id, stakeholder_id, objective_id, today),
        ties=_ties(session, campaign_id, stakeholder_id),
        meetings=_meetings(session, stakeholder_id),
        commitments=_commitments(session, stakeholder_id),
    )


_FACTS = (
    "mandate",
    "description",
    "note",
    "sensitivities",
    "title",
    "form_of_address",
    "pronunciation",
    "precedence",
    "familiarity",
    "do_not_approach_why",
    "notice",
    "objected",
    "restricted",
    "retain_until",
)


def _outside(fact: Stakeholder) -> StakeholderRow:
    """The row of a stakeholder of the office that this campaign does not work with."""
    names = ("id", "name", "short_name", "code_name", "kind", "actor_type", "level", "country", "parent_id")
    flags = ("do_not_approach", "at_risk", "sensitivity")
    facts = {name: getattr(fact, name) for name in (*names, *flags)}
    return StakeholderRow(**facts, parent="", holder="", owner="", next_step="", roles=())


def _names(session: Session, key: str) -> tuple[NameRow, ...]:
    rows = EVERYTHING.rows(session, StakeholderName, StakeholderName.stakeholder_id == key)
    return tuple(NameRow(row.id, row.name, row.kind, row.language) for row in rows)


def _holders(session: Session, key: str) -> tuple[HolderRow, ...]:
    rows = EVERYTHING.rows(
        session, PostHolder, PostHolder.post_id == key, order=(PostHolder.since_on.desc(),)
    )
    return tuple(HolderRow(row.id, row.name, row.since_on, row.until_on, row.note) for row in rows)


def _trail(
    session: Session, campaign_id: str, key: str, objective_id: str | None, today: date
) -> tuple[TrailPoint, ...]:
    points = []
    for day, held in standings(session, campaign_id, key, objective_id, today=today):
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


def _ties(session: Session, campaign_id: str, key: str) -> tuple[TieRow, ...]:
    rows = EVERYTHING.rows(
        session, Tie, Tie.campaign_id == campaign_id, or_(Tie.source_id == key, Tie.target_id == key)
    )
    others = {row.target_id if row.source_id == key else row.source_id for row in rows}
    called = select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(others))
    named = dict(session.execute(called).all())
    made = [
        TieRow(
            row.id,
            other := row.target_id if row.source_id == key else row.source_id,
            named.get(other, ""),
            row.source_id == key,
            row.kind,
            row.strength,
            row.sign,
            row.confidence,
            row.evidence,
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda tie: (not tie.outgoing, -(tie.strength or 0), tie.other)))


def _meetings(session: Session, key: str) -> tuple[MeetingLine, ...]:
    at_table = select(Delegate.meeting_id).where(Delegate.stakeholder_id == key)
    rows = EVERYTHING.rows(
        session,
        Meeting,
        or_(Meeting.stakeholder_id == key, Meeting.id.in_(at_table)),
        order=(Meeting.starts_at.desc(),),
    )
    return tuple(
        MeetingLine(row.id, row.title, row.starts_at, row.zone, row.place, row.status) for row in rows
    )


def _commitments(session: Session, key: str) -> tuple[CommitmentLine, ...]:
    rows = EVERYTHING.rows(session, Commitment, Commitment.stakeholder_id == key, order=(Commitment.due_on,))
    made = [
        CommitmentLine(row.id, row.side, row.wording, row.made_on, row.due_on, row.status) for row in rows
    ]
    return tuple(sorted(made, key=lambda one: one.side is not CommitmentSide.OURS))


def set_languages(session: Session, stakeholder_id: str, languages: Collection[str]) -> None:
    """Say which languages a stakeholder works in: exactly these."""
    wanted = [derived(StakeholderLanguage(stakeholder_id=stakeholder_id, value=tag)) for tag in languages]
    there = select(StakeholderLanguage).where(StakeholderLanguage.stakeholder_id == stakeholder_id)
    _exactly(session, session.scalars(there), wanted)


def set_motives(session: Session, campaign_id: str, stakeholder_id: str, motives: Collection[Motive]) -> None:
    """Say which motives we read in a stakeholder, in one campaign: exactly these."""
    wanted = [
        derived(StakeholderMotive(campaign_id=campaign_id, stakeholder_id=stakeholder_id, value=one))
        for one in motives
    ]
    there = select(StakeholderMotive).where(
        StakeholderMotive.campaign_id == campaign_id, StakeholderMotive.stakeholder_id == stakeholder_id
    )
    _exactly(session, session.scalars(there), wanted)


def _exactly(session: Session, there: Iterable[Base], wanted: Iterable[Base]) -> None:
    """Make the value rows that are there be ``wanted``; those that stay are not touched."""
    missing = {row.id: row for row in wanted}
    for row in there:
        if missing.pop(row.id, None) is None:
            session.delete(row)
    session.add_all(missing.values())
    session.flush()


def add_name(session: Session, stakeholder_id: str, *, name: str, language: str, kind: NameKind) -> str:
    """Add a further name of a stakeholder and return its key."""
    get(session, Stakeholder, stakeholder_id)
    row = StakeholderName(stakeholder_id=stakeholder_id, name=name, language=language, kind=kind)
    session.add(row)
    session.flush()
    return row.id


def delete_name(session: Session, name_id: str) -> None:
    """Take a further name away."""
    session.delete(get(session, StakeholderName, name_id))
    session.flush()


def add_holder(session: Session, post_id: str, *, name: str, since_on: date | None, note: str = "") -> str:
    """Record a new holder of a post; the one before ends on the day the new one begins. Returns the key.

    Position and relationship start not assessed for the new holder; promises stay with the post.
    """
    get(session, Stakeholder, post_id)
    for before in session.scalars(
        select(PostHolder).where(PostHolder.post_id == post_id, PostHolder.until_on.is_(None))
    ):
        change(before, {"until_on": since_on})
    row = PostHolder(post_id=post_id, name=name, since_on=since_on, note=note)
    session.add(row)
    session.flush()
    return row.id


def update_holder(session: Session, holder_id: str, **values: object) -> None:
    """Change who held a post, or from when to when."""
    change(get(session, PostHolder, holder_id), values)
    session.flush()
