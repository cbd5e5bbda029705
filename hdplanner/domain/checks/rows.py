"""The facts that checks read, a frozen row a record: of each table only the columns that a check needs.

Names are those of the columns. One that begins with ``has_`` says whether the text column behind it says anything.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from hdplanner.domain.values import (
    ActivityStatus,
    ActorType,
    Channel,
    CommitmentSide,
    CommitmentStatus,
    Disclosure,
    MeetingStatus,
    MessageStatus,
    MessengerLevel,
    Mode,
    Sensitivity,
    StakeholderKind,
    StakeholderRoleValue,
    StepAction,
    StepAgreement,
    TieKind,
    TieSign,
)


class PlanFact(NamedTuple):
    """The plan itself, for what only all of it shows."""

    id: str


class ObjectiveFact(NamedTuple):
    """An objective."""

    id: str
    title: str = ""


class AskFact(NamedTuple):
    """What is asked of whom."""

    id: str
    objective_id: str
    addressee_id: str | None = None
    window_id: str | None = None
    action: str = ""
    due_on: date | None = None
    has_verification: bool = False
    met_on: date | None = None


class AskConflictFact(NamedTuple):
    """Two asks that cannot both be made."""

    id: str
    first_id: str
    second_id: str


class WindowFact(NamedTuple):
    """A decision window."""

    id: str
    title: str = ""
    body_id: str | None = None
    opens_on: date | None = None
    decides_on: date | None = None
    closes_on: date | None = None


class StepFact(NamedTuple):
    """A step of a decision's path."""

    id: str
    window_id: str
    stakeholder_id: str | None = None
    action: StepAction = StepAction.DRAFTS
    agreement: StepAgreement = StepAgreement.UNKNOWN


class ConsultationFact(NamedTuple):
    """That a component of the Movement takes part."""

    id: str
    objective_id: str | None = None
    meeting_id: str | None = None


class StakeholderFact(NamedTuple):
    """A stakeholder of the office."""

    id: str
    name: str = ""
    kind: StakeholderKind = StakeholderKind.INSTITUTION
    actor_type: ActorType | None = None
    parent_id: str | None = None
    country: str = ""
    expects_level: MessengerLevel | None = None
    do_not_approach: bool = False
    at_risk: bool = False
    retain_until: date | None = None


class InvolvementFact(NamedTuple):
    """A stakeholder's place in the plan."""

    id: str
    stakeholder_id: str
    contact_days: int | None = None
    preferred_messenger_id: str | None = None


class LanguageFact(NamedTuple):
    """A language that a stakeholder works in."""

    id: str
    stakeholder_id: str
    value: str = ""


class RoleFact(NamedTuple):
    """A part that a stakeholder plays in the plan."""

    id: str
    stakeholder_id: str
    value: StakeholderRoleValue = StakeholderRoleValue.INFLUENCER


class HolderFact(NamedTuple):
    """Since when somebody holds a post."""

    id: str
    post_id: str
    since_on: date | None = None


class AssessmentFact(NamedTuple):
    """What was judged of a stakeholder on one day."""

    id: str
    stakeholder_id: str
    made_on: date
    influence: int | None = None
    interest: int | None = None
    assessed_position: int | None = None
    stated_position: int | None = None
    relationship: int | None = None
    has_evidence: bool = False
    has_source: bool = False
    review_by: date | None = None


class TieFact(NamedTuple):
    """A tie between two stakeholders."""

    id: str
    source_id: str
    target_id: str
    kind: TieKind = TieKind.UNSPECIFIED
    sign: TieSign = TieSign.SUPPORTIVE


class RelationFact(NamedTuple):
    """How close one of us is to a stakeholder."""

    id: str
    messenger_id: str
    stakeholder_id: str
    level: int | None = None
    seen_on: date | None = None


class MessengerFact(NamedTuple):
    """Somebody who carries messages."""

    id: str
    name: str = ""
    level: MessengerLevel | None = None
    stakeholder_id: str | None = None


class CoalitionFact(NamedTuple):
    """Stakeholders that act together."""

    id: str
    name: str = ""


class MemberFact(NamedTuple):
    """A stakeholder in a coalition."""

    id: str
    coalition_id: str
    stakeholder_id: str


class RiskFact(NamedTuple):
    """A risk of the plan."""

    id: str
    stakeholder_id: str | None = None
    has_mitigation: bool = False


class MessageFact(NamedTuple):
    """A message."""

    id: str
    title: str = ""
    core_line: str = ""
    language: str = ""
    status: MessageStatus = MessageStatus.DRAFT
    version: int | None = 1
    expires_on: date | None = None
    objective_id: str | None = None
    ask_id: str | None = None
    disclosure: Disclosure = Disclosure.MAY_BE_SAID
    sensitivity: Sensitivity | None = None


class SupportFact(NamedTuple):
    """A pillar of a message."""

    id: str
    message_id: str
    text: str = ""
    disclosure: Disclosure = Disclosure.MAY_BE_SAID


class VariantFact(NamedTuple):
    """A message in the words for one audience."""

    id: str
    message_id: str
    stakeholder_id: str | None = None
    coalition_id: str | None = None
    language: str = ""
    core_line: str = ""
    text: str = ""
    status: MessageStatus = MessageStatus.APPROVED
    master_version: int | None = None


class ProofFact(NamedTuple):
    """A proof point."""

    id: str
    text: str = ""
    has_source: bool = False
    source_on: date | None = None
    disclosure: Disclosure = Disclosure.BACKGROUND
    withdrawn_on: date | None = None


class FloorFact(NamedTuple):
    """A proof point in the floor of a message."""

    id: str
    message_id: str
    proof_id: str
    support_id: str | None = None


class PrinciplesFact(NamedTuple):
    """That a message was held against the Principles."""

    id: str
    message_id: str


class ConcernFact(NamedTuple):
    """An exception that such a check found."""

    id: str
    check_id: str
    has_mitigation: bool = False


class ActivityFact(NamedTuple):
    """A planned activity."""

    id: str
    title: str = ""
    stakeholder_id: str | None = None
    coalition_id: str | None = None
    audience: str = ""
    message_id: str | None = None
    variant_id: str | None = None
    messenger_id: str | None = None
    window_id: str | None = None
    meeting_id: str | None = None
    channel: Channel = Channel.BILATERAL
    mode: Mode = Mode.BILATERAL
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    days_before: int | None = None
    days_until: int | None = None
    status: ActivityStatus = ActivityStatus.PLANNED
    has_signed_off_by: bool = False
    has_private_exhausted: bool = False
    sensitivity: Sensitivity | None = None


class DependencyFact(NamedTuple):
    """That an activity waits for another."""

    id: str
    activity_id: str
    depends_on_id: str


class MeetingFact(NamedTuple):
    """A meeting of the office."""

    id: str
    title: str = ""
    stakeholder_id: str | None = None
    starts_at: datetime | None = None
    status: MeetingStatus = MeetingStatus.PLANNED


class MeetingPlanFact(NamedTuple):
    """That a meeting serves this plan."""

    id: str
    meeting_id: str


class CommitmentFact(NamedTuple):
    """A promise, ours or theirs."""

    id: str
    wording: str = ""
    stakeholder_id: str | None = None
    side: CommitmentSide = CommitmentSide.THEIRS
    status: CommitmentStatus = CommitmentStatus.MADE_ORAL
    due_on: date | None = None
