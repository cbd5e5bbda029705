"""What could go wrong, what was decided on what grounds, and whether it works."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import (
    LINE,
    PROSE,
    Base,
    choice,
    code,
    day,
    part_of,
    points_to,
    rank,
    rating,
    words,
)
from hdplanner.domain.values import (
    Impact,
    Likelihood,
    MarkerLevel,
    MarkerRating,
    Principle,
    RiskBearer,
    RiskCategory,
    RiskStatus,
    Sensitivity,
)


class Risk(Base):
    """A risk of a campaign, before and after what is done about it, and who bears it."""

    __tablename__ = "risk"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    owner_id: Mapped[str | None] = points_to("team_member")
    title: Mapped[str] = words(LINE, "note")
    description: Mapped[str] = words(PROSE, "note")
    category: Mapped[RiskCategory] = choice(RiskCategory, "note", RiskCategory.PEOPLE)
    bearer: Mapped[RiskBearer] = choice(RiskBearer, "note", RiskBearer.OURSELVES)
    likelihood: Mapped[int | None] = rating(Likelihood, "note")
    impact: Mapped[int | None] = rating(Impact, "note")
    mitigation: Mapped[str] = words(PROSE, "note")
    residual_likelihood: Mapped[int | None] = rating(Likelihood, "note")
    residual_impact: Mapped[int | None] = rating(Impact, "note")
    trigger: Mapped[str] = words(PROSE, "note")
    stop_condition: Mapped[str] = words(PROSE, "note")
    status: Mapped[RiskStatus] = choice(RiskStatus, "note", RiskStatus.OPEN)
    signed_off_by: Mapped[str] = words(LINE, "name")
    signed_off_on: Mapped[date | None] = day("note")
    review_by: Mapped[date | None] = day("note")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class Decision(Base):
    """A dilemma and how it was settled: options, the principle at stake, who decided on what grounds."""

    __tablename__ = "decision"

    campaign_id: Mapped[str] = part_of("campaign")
    question: Mapped[str] = words(PROSE, "note")
    options: Mapped[str] = words(PROSE, "note")
    principle: Mapped[Principle | None] = choice(Principle, "note", optional=True)
    outcome: Mapped[str] = words(PROSE, "note")
    grounds: Mapped[str] = words(PROSE, "note")
    decided_by: Mapped[str] = words(LINE, "name")
    decided_on: Mapped[date | None] = day("note")
    review_by: Mapped[date | None] = day("note")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class ProgressMarker(Base):
    """What we expect, would like or would love to see a stakeholder do (Outcome Mapping, IDRC 2001)."""

    __tablename__ = "progress_marker"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    level: Mapped[MarkerLevel] = choice(MarkerLevel, "judgement", MarkerLevel.EXPECT)
    text: Mapped[str] = words(PROSE, "judgement")
    rank: Mapped[str] = rank()


class MarkerReading(Base):
    """How far a marker was reached in one period, such as ``2026-Q2``; its key derives from both."""

    __tablename__ = "marker_reading"

    marker_id: Mapped[str] = part_of("progress_marker")
    period: Mapped[str] = code("judgement")
    rating: Mapped[MarkerRating] = choice(MarkerRating, "judgement", MarkerRating.NONE)
    evidence: Mapped[str] = words(PROSE, "judgement")
