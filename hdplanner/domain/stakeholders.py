"""Who matters: institutions, posts with their holders, persons and groups, and what we think of them.

Facts about a stakeholder are the office's; a judgement belongs to one campaign.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import (
    LINE,
    PROSE,
    SHORT,
    Base,
    choice,
    code,
    day,
    part_of,
    points_to,
    rating,
    tri_state,
    words,
    yes_no,
)
from hdplanner.domain.values import (
    ActorType,
    Confidence,
    ContactKind,
    Engagement,
    EvidenceType,
    Influence,
    InfluenceBasis,
    Interest,
    Level,
    MessengerLevel,
    Motive,
    NameKind,
    NormFamiliarity,
    NoticeStatus,
    Position,
    Relationship,
    Sensitivity,
    StakeholderKind,
    StakeholderRoleValue,
)


class Stakeholder(Base):
    """An institution, a post, a person or a group that matters to the office's work."""

    __tablename__ = "stakeholder"

    office_id: Mapped[str] = part_of("office")
    parent_id: Mapped[str | None] = points_to("stakeholder")
    kind: Mapped[StakeholderKind] = choice(StakeholderKind, "none", StakeholderKind.INSTITUTION)
    name: Mapped[str] = words(LINE, "name")
    short_name: Mapped[str] = words(SHORT, "name")
    code_name: Mapped[str] = words(SHORT, "none")
    actor_type: Mapped[ActorType | None] = choice(ActorType, "none", optional=True)
    level: Mapped[Level | None] = choice(Level, "none", optional=True)
    country: Mapped[str] = code("none")
    mandate: Mapped[str] = words(PROSE, "none")
    description: Mapped[str] = words(PROSE, "note")
    note: Mapped[str] = words(PROSE, "note")
    sensitivities: Mapped[str] = words(PROSE, "note")

    title: Mapped[str] = words(LINE, "none")
    form_of_address: Mapped[str] = words(LINE, "name")
    pronunciation: Mapped[str] = words(LINE, "name")
    precedence: Mapped[str] = words(LINE, "none")
    expects_level: Mapped[MessengerLevel | None] = choice(MessengerLevel, "none", optional=True)
    familiarity: Mapped[NormFamiliarity | None] = choice(NormFamiliarity, "judgement", optional=True)

    do_not_approach: Mapped[bool] = yes_no("note")
    do_not_approach_why: Mapped[str] = words(PROSE, "note")
    at_risk: Mapped[bool] = yes_no("note")

    data_source: Mapped[str] = words(LINE, "source")
    notice: Mapped[NoticeStatus] = choice(NoticeStatus, "note", NoticeStatus.NOT_DECIDED)
    notice_why: Mapped[str] = words(PROSE, "note")
    objected: Mapped[bool] = yes_no("note")
    restricted: Mapped[bool] = yes_no("note")
    review_on: Mapped[date | None] = day("note")
    retain_until: Mapped[date | None] = day("note")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class StakeholderName(Base):
    """A further name: another script or language, an acronym, an alias."""

    __tablename__ = "stakeholder_name"

    stakeholder_id: Mapped[str] = part_of("stakeholder")
    name: Mapped[str] = words(LINE, "name")
    kind: Mapped[NameKind] = choice(NameKind, "none", NameKind.OFFICIAL)
    language: Mapped[str] = code("none")


class DistinctPair(Base):
    """Two stakeholders that look alike and were said to be two, so that nobody is asked again.

    Its key derives from both; ``first_id`` is the smaller of the two keys.
    """

    __tablename__ = "distinct_pair"

    first_id: Mapped[str] = part_of("stakeholder")
    second_id: Mapped[str] = part_of("stakeholder")


class PostHolder(Base):
    """Who holds a post, from when to when. Position and relationship are the holder's, promises the post's."""

    __tablename__ = "post_holder"

    post_id: Mapped[str] = part_of("stakeholder")
    person_id: Mapped[str | None] = points_to("stakeholder")
    name: Mapped[str] = words(LINE, "name")
    since_on: Mapped[date | None] = day("none")
    until_on: Mapped[date | None] = day("none")
    note: Mapped[str] = words(PROSE, "note")


class StakeholderLanguage(Base):
    """A language a stakeholder works in (a BCP 47 tag); its key derives from both."""

    __tablename__ = "stakeholder_language"

    stakeholder_id: Mapped[str] = part_of("stakeholder")
    value: Mapped[str] = code("none")


class StakeholderTag(Base):
    """A tag on a stakeholder; its key derives from both."""

    __tablename__ = "stakeholder_tag"

    stakeholder_id: Mapped[str] = part_of("stakeholder")
    tag_id: Mapped[str] = part_of("tag")


class Contact(Base):
    """How to reach a stakeholder's office; personal details are off until asked for."""

    __tablename__ = "contact"

    stakeholder_id: Mapped[str] = part_of("stakeholder")
    kind: Mapped[ContactKind] = choice(ContactKind, "contact", ContactKind.PRIVATE_OFFICE)
    value: Mapped[str] = words(LINE, "contact")
    note: Mapped[str] = words(LINE, "contact")


class StakeholderRole(Base):
    """A part that a stakeholder plays in one campaign; its key derives from all three."""

    __tablename__ = "stakeholder_role"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    value: Mapped[StakeholderRoleValue] = choice(StakeholderRoleValue, "judgement")


class StakeholderMotive(Base):
    """A motive we read in a stakeholder, for one campaign; the deeper, the less certain."""

    __tablename__ = "stakeholder_motive"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    value: Mapped[Motive] = choice(Motive, "judgement")
    confidence: Mapped[int | None] = rating(Confidence)


class Assessment(Base):
    """What somebody judged on one day, for one campaign. It holds only what was judged then.

    What holds now is, for each rating, the newest that was given (``domain.rules_assessment``), so that two
    raters or two offices never overwrite each other. Position is always on an objective.
    """

    __tablename__ = "assessment"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    objective_id: Mapped[str | None] = points_to("objective")
    meeting_id: Mapped[str | None] = points_to("meeting")
    made_on: Mapped[date] = day("judgement", required=True)
    author: Mapped[str] = words(LINE, "name")

    stated_position: Mapped[int | None] = rating(Position)
    stated_words: Mapped[str] = words(PROSE, "judgement")
    assessed_position: Mapped[int | None] = rating(Position)
    target_position: Mapped[int | None] = rating(Position)
    influence: Mapped[int | None] = rating(Influence)
    interest: Mapped[int | None] = rating(Interest)
    relationship: Mapped[int | None] = rating(Relationship)
    strained: Mapped[bool | None] = tri_state()
    legitimacy: Mapped[bool | None] = tri_state()
    urgency: Mapped[bool | None] = tri_state()
    engagement: Mapped[Engagement | None] = choice(Engagement, "judgement", optional=True)
    desired_engagement: Mapped[Engagement | None] = choice(Engagement, "judgement", optional=True)

    confidence: Mapped[int | None] = rating(Confidence)
    evidence: Mapped[str] = words(PROSE, "judgement")
    evidence_type: Mapped[EvidenceType | None] = choice(EvidenceType, "judgement", optional=True)
    source: Mapped[str] = words(PROSE, "source")
    admiralty: Mapped[str] = code("source")
    review_by: Mapped[date | None] = day("judgement")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class AssessmentBasis(Base):
    """What an assessed influence rests on; its key derives from both."""

    __tablename__ = "assessment_basis"

    assessment_id: Mapped[str] = part_of("assessment")
    value: Mapped[InfluenceBasis] = choice(InfluenceBasis, "judgement")
