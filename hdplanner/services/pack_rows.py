"""What a pack is made of besides its campaign, as frozen rows: meetings, visits, what moved, what is handed over.

Only shapes; ``pack_view`` and its neighbours fill them, through a lens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hdplanner.domain.rules_disclosure import PROFILES, Profile
from hdplanner.domain.values import (
    Audience,
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
from hdplanner.services.activity_rows import ActivityRow
from hdplanner.services.disclosure import SeenItem
from hdplanner.services.handover_rows import NOTHING, HandoverView
from hdplanner.services.movement_rows import FindingView, MovementView
from hdplanner.services.network import Network
from hdplanner.services.plan_rows import ConsultationView, PlanView


@dataclass(frozen=True, slots=True)
class EncounterView:
    """The last meeting with somebody: when, with whom of ours, and what they said.

    ``predecessor`` tells that the post has changed hands since.
    """

    meeting_id: str
    met_on: date
    ours: str
    their_words: str
    predecessor: bool


@dataclass(frozen=True, slots=True)
class DelegateView:
    """Somebody at the table; ``name`` is one that this audience may read, ``last`` when we met them before."""

    id: str
    side: DelegateSide
    role: DelegateRole
    name: str
    function: str
    stakeholder_id: str | None
    last: EncounterView | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """What was said at a meeting: their words apart from our reading, and the text for others.

    ``message_id`` is the message that we brought.
    """

    id: str
    message_id: str | None
    written_by: str
    written_on: date | None
    summary: str
    their_words: str
    our_reading: str
    read_out: str


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise with all that a brief says of it; ``predecessor``: who holds the post now did not make it or hear it."""

    id: str
    side: CommitmentSide
    stakeholder_id: str | None
    stakeholder: str
    wording: str
    form: CommitmentForm | None
    made_by: str
    made_on: date | None
    due_on: date | None
    conditions: str
    verification: str
    status: CommitmentStatus | None
    owner: str
    overdue: bool
    predecessor: bool

    @property
    def is_public(self) -> bool:
        """Whether it was made before others."""
        return self.form is CommitmentForm.PUBLIC or self.status is CommitmentStatus.ANNOUNCED


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """Something to do, by whom and when."""

    id: str
    text: str
    due_on: date | None
    status: FollowUpStatus | None
    owner: str
    stakeholder: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """A meeting with all that its brief or its record needs. ``campaigns`` are the titles of the plans it serves.

    ``kin`` are the keys of the counterpart and of those who speak for it, or for whom it speaks; ``last`` is when we
    met the counterpart before.
    """

    id: str
    stakeholder_id: str | None
    title: str
    counterpart: str
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    date_only: bool
    place: str
    channel: Channel
    mode: Mode
    asked_by: str
    desired_outcome: str
    logistics: str
    papers: str
    avoid: str
    status: MeetingStatus
    delegates: tuple[DelegateView, ...]
    agenda: tuple[str, ...]
    records: tuple[RecordView, ...]
    consultations: tuple[ConsultationView, ...]
    promises: tuple[PromiseView, ...]
    follow_ups: tuple[FollowUpView, ...]
    campaigns: tuple[str, ...]
    kin: frozenset[str]
    last: EncounterView | None


@dataclass(frozen=True, slots=True)
class VisitView:
    """A journey with its meetings in the order of time."""

    id: str
    title: str
    place: str
    starts_on: date | None
    ends_on: date | None
    purpose: str
    logistics: str
    meetings: tuple[AppointmentView, ...]


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that goes along: an annex, or the office's logo."""

    id: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Subject:
    """What a pack is about, besides its campaign: a meeting, a visit, a counterpart, by their keys.

    ``kin`` follows from them: the counterpart, and those who speak for it or for whom it speaks.
    """

    meeting_id: str | None = None
    visit_id: str | None = None
    stakeholder_id: str | None = None
    kin: frozenset[str] = frozenset()


THE_CAMPAIGN = Subject()
"""A pack about its campaign as a whole."""


@dataclass(frozen=True, slots=True)
class PackView:
    """All that a pack may say, for one audience.

    ``plan`` is the campaign that the pack belongs to and ``plans`` all those that its meeting serves, it first.
    ``promises`` are those between us and the counterpart, whatever the campaign. ``network`` with its ``places``,
    ``planned``, ``movement``, ``findings`` and ``handover`` are there for the sections that ask for them.
    ``markings`` tell how sensitive each part is, ``seen`` which records were let through. ``marking_words`` are the
    office's own, where it has some. ``hide`` puts code names into what the author of a pack wrote.
    """

    plan: PlanView
    plans: tuple[PlanView, ...]
    profile: Profile
    subject: Subject = THE_CAMPAIGN
    counterpart: str = ""
    meeting: AppointmentView | None = None
    visit: VisitView | None = None
    promises: tuple[PromiseView, ...] = ()
    files: Mapping[str, FileView] = field(default_factory=dict)
    logo: bytes = b""
    network: Network | None = None
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    planned: tuple[ActivityRow, ...] = ()
    movement: MovementView | None = None
    findings: tuple[FindingView, ...] = ()
    handover: HandoverView = NOTHING
    markings: Mapping[str, Sensitivity] = field(default_factory=dict)
    marking_words: Mapping[Sensitivity, str] = field(default_factory=dict)
    seen: tuple[SeenItem, ...] = ()
    other: PackView | None = None
    hide: Callable[[str], str] = field(default=str, repr=False, compare=False)

    @classmethod
    def of_plan(cls, plan: PlanView) -> PackView:
        """A pack of one campaign and nothing besides."""
        return cls(plan, (plan,), PROFILES[plan.audience], markings={"": plan.marking})

    @property
    def audience(self) -> Audience:
        """For whom it is, or the built-in audience that comes nearest."""
        return self.plan.audience

    @property
    def today(self) -> date:
        """The day of the pack."""
        return self.plan.today
