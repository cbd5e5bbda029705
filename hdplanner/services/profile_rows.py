"""The frozen rows that make up a stakeholder's page: what `profiles.profile` gives and the inspector shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hdplanner.domain.values import (
    ActivityStatus,
    Channel,
    CommitmentSide,
    CommitmentStatus,
    MeetingStatus,
    MessageStatus,
    Motive,
    NameKind,
    NormFamiliarity,
    NoticeStatus,
    TieKind,
    TieSign,
)
from hdplanner.services.assessments import AssessmentRow
from hdplanner.services.stakeholders import StakeholderRow


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
class MotiveLine:
    """A motive that we read in a stakeholder, and how sure we are; no confidence counts as low."""

    value: Motive
    confidence: int | None


@dataclass(frozen=True, slots=True)
class TieLine:
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
    source: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class CoalitionLine:
    """A coalition that the stakeholder is in."""

    id: str
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """A meeting or another act of persuasion with the stakeholder, to come or done.

    ``table`` is where it is kept: ``meeting`` or ``activity``. ``starts_at`` is the local time in ``zone``.
    """

    id: str
    table: str
    title: str
    starts_at: datetime | None
    zone: str
    date_only: bool
    place: str
    channel: Channel
    status: MeetingStatus | ActivityStatus
    message: str

    @property
    def held(self) -> bool:
        """Whether it took place."""
        return self.status in (MeetingStatus.HELD, ActivityStatus.DONE)

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status.value == "cancelled"


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message in the words that were written for the stakeholder."""

    id: str
    title: str
    language: str
    core_line: str
    status: MessageStatus


@dataclass(frozen=True, slots=True)
class ArgumentLine:
    """What they say against it, and what we answer."""

    id: str
    argument: str
    reply: str


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
    """All that the inspector shows of a stakeholder in one campaign.

    ``rated`` says whether judgements of it may be made and shown at all; where not, there are none here.
    """

    row: StakeholderRow
    rated: bool
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
    data_source: str
    notice: NoticeStatus
    notice_why: str
    objected: bool
    restricted: bool
    review_on: date | None
    retain_until: date | None
    owner_id: str | None
    next_on: date | None
    reasoning: str
    interests: str
    names: tuple[NameRow, ...]
    holders: tuple[HolderRow, ...]
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    motives: tuple[MotiveLine, ...]
    assessments: tuple[AssessmentRow, ...]
    trail: tuple[TrailPoint, ...]
    ties: tuple[TieLine, ...]
    coalitions: tuple[CoalitionLine, ...]
    engagements: tuple[EngagementLine, ...]
    messages: tuple[MessageLine, ...]
    arguments: tuple[ArgumentLine, ...]
    commitments: tuple[CommitmentLine, ...]


def differing(assessments: Sequence[AssessmentRow], since: date) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the ratings on which several raters differ since a day: what each of them said last, by author.

    ``assessments`` stand newest first, as a profile has them.
    """
    found: dict[str, dict[str, int]] = {}
    for row in assessments:
        for name in ("assessed_position", "influence", "interest", "relationship"):
            value = getattr(row, name)
            if value is not None and row.author and row.made_on >= since:
                found.setdefault(name, {}).setdefault(row.author, value)
    return {name: tuple(said.items()) for name, said in found.items() if len(set(said.values())) > 1}
