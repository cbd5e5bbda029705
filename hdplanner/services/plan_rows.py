"""What a campaign consists of for one audience, as frozen rows: the data that packs are built from.

Only shapes; ``plan_view`` fills them, through a lens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hdplanner.domain.rules_balance import Balance
from hdplanner.domain.values import (
    ActivityStatus,
    Attribution,
    Audience,
    CampaignStage,
    CampaignStatus,
    Certainty,
    Channel,
    CommitmentSide,
    CommitmentStatus,
    Component,
    Consultation,
    ContactKind,
    Disclosure,
    Horizon,
    LineKind,
    MeetingStatus,
    MessageStatus,
    MessengerLevel,
    Mode,
    RiskBearer,
    RiskCategory,
    RiskStatus,
    Sensitivity,
    StepAction,
    StepAgreement,
    TieKind,
    TieSign,
    Track,
)
from hdplanner.services.stakeholders import StakeholderRow


@dataclass(frozen=True, slots=True)
class FrameView:
    """What frames the campaign."""

    id: str
    title: str
    office: str
    zone: str
    stage: CampaignStage
    status: CampaignStatus
    starts_on: date | None
    ends_on: date | None
    words_only: bool
    scene_setter: str
    problem: str
    effects: str
    causes: str
    affected: str
    why_us: str
    why_now: str
    purpose: str
    mandate: str
    mandate_by: str
    mandate_until: date | None


@dataclass(frozen=True, slots=True)
class AskView:
    """Who is asked to do what by when; ``addressee`` is a name that this audience may read."""

    id: str
    addressee_id: str | None
    addressee: str
    action: str
    due_on: date | None
    verification: str
    window: str
    met_on: date | None


@dataclass(frozen=True, slots=True)
class ConsultationView:
    """How a component of the Movement takes part; ``meeting_id`` where it is about one meeting only."""

    meeting_id: str | None
    component: Component
    how: Consultation
    held_on: date | None
    by: str
    agreed_line: str


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective with its asks and, for those who may know them, the lines that are not crossed."""

    id: str
    title: str
    statement: str
    horizon: Horizon
    track: Track
    indicator: str
    target_on: date | None
    asks: tuple[AskView, ...]
    red_lines: tuple[str, ...]
    bottom_lines: tuple[str, ...]
    consultations: tuple[ConsultationView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a decision's path."""

    stakeholder_id: str | None
    stakeholder: str
    action: StepAction
    agreement: StepAgreement | None
    note: str


@dataclass(frozen=True, slots=True)
class WindowView:
    """A decision window and its path."""

    id: str
    title: str
    body: str
    decision: str
    opens_on: date | None
    decides_on: date | None
    closes_on: date | None
    certainty: Certainty
    note: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """A fact with its source, and whether it may be said."""

    id: str
    text: str
    source: str
    source_on: date | None
    disclosure: Disclosure


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What they say or may ask, and what we answer; ``stakeholder_id`` is whose argument it is."""

    id: str
    stakeholder_id: str | None
    kind: LineKind
    argument: str
    reply: str
    disclosure: Disclosure


@dataclass(frozen=True, slots=True)
class VariantView:
    """A message in the words for one audience and language; without a stakeholder or a group, for anybody."""

    id: str
    stakeholder_id: str | None
    coalition_id: str | None
    status: MessageStatus
    audience: str
    language: str
    core_line: str
    text: str


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message house as this audience may see it; ``addressee_id`` is who is asked for what it carries."""

    id: str
    objective_id: str | None
    addressee_id: str | None
    title: str
    core_line: str
    language: str
    status: MessageStatus
    disclosure: Disclosure
    supports: tuple[str, ...]
    proofs: tuple[ProofView, ...]
    replies: tuple[ReplyView, ...]
    variants: tuple[VariantView, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A planned or done activity."""

    id: str
    title: str
    audience: str
    message: str
    messenger: str
    channel: Channel
    mode: Mode
    attribution: Attribution | None
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    date_only: bool
    window_id: str | None
    meeting_id: str | None
    days_before: int | None
    place: str
    purpose: str
    status: ActivityStatus


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting to come or held, with the record that this audience may read."""

    id: str
    stakeholder_id: str | None
    title: str
    counterpart: str
    starts_at: datetime | None
    zone: str
    date_only: bool
    place: str
    status: MeetingStatus
    desired_outcome: str
    summary: str
    their_words: str
    our_reading: str
    read_out: str


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A promise, ours or theirs."""

    id: str
    side: CommitmentSide
    stakeholder_id: str | None
    stakeholder: str
    wording: str
    made_on: date | None
    due_on: date | None
    status: CommitmentStatus | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class RiskView:
    """A risk, before and after what is done about it."""

    id: str
    title: str
    description: str
    category: RiskCategory | None
    bearer: RiskBearer | None
    likelihood: int | None
    impact: int | None
    residual_likelihood: int | None
    residual_impact: int | None
    mitigation: str
    trigger: str
    stop_condition: str
    status: RiskStatus | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A dilemma and how it was settled."""

    id: str
    question: str
    outcome: str
    grounds: str
    decided_by: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class TieView:
    """Who reaches whom, and how; both ends by names that this audience may read."""

    source_id: str
    source: str
    target_id: str
    target: str
    kind: TieKind
    strength: int | None
    sign: TieSign


@dataclass(frozen=True, slots=True)
class ContactView:
    """How the office of a stakeholder is reached."""

    id: str
    kind: ContactKind
    value: str


@dataclass(frozen=True, slots=True)
class PortraitView:
    """What a brief says of a stakeholder beside the judgements, and how they are addressed and reached.

    ``contacts`` are those of their office alone; ``languages`` are tags.
    """

    id: str
    title: str
    mandate: str
    description: str
    sensitivities: str
    form_of_address: str
    pronunciation: str
    precedence: str
    expects_level: MessengerLevel | None
    languages: tuple[str, ...]
    contacts: tuple[ContactView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A campaign as one audience may see it. ``marking`` is the highest sensitivity of anything in it.

    ``originals`` are the names of those who are called by another one here, by their keys.
    """

    audience: Audience
    today: date
    frame: FrameView
    objectives: tuple[ObjectiveView, ...]
    windows: tuple[WindowView, ...]
    stakeholders: tuple[StakeholderRow, ...]
    originals: Mapping[str, str]
    judgements: bool
    balance: Balance
    messages: tuple[MessageView, ...]
    activities: tuple[ActivityView, ...]
    meetings: tuple[MeetingView, ...]
    commitments: tuple[CommitmentView, ...]
    risks: tuple[RiskView, ...]
    decisions: tuple[DecisionView, ...]
    ties: tuple[TieView, ...]
    portraits: tuple[PortraitView, ...]
    marking: Sensitivity
