"""What is to be reached: objectives, asks, the lines not crossed, and the windows in which others decide."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import LINE, PROSE, Base, choice, day, part_of, points_to, rank, words, yes_no
from hdplanner.domain.values import (
    Certainty,
    Component,
    Consultation,
    Horizon,
    RedLineType,
    Sensitivity,
    StepAction,
    StepAgreement,
    Track,
)


class Objective(Base):
    """What should have changed, for whom, and how we would know."""

    __tablename__ = "objective"

    campaign_id: Mapped[str] = part_of("campaign")
    title: Mapped[str] = words(LINE, "none")
    statement: Mapped[str] = words(PROSE, "none")
    horizon: Mapped[Horizon] = choice(Horizon, "none", Horizon.SHORT)
    track: Mapped[Track] = choice(Track, "none", Track.DIPLOMATIC)
    indicator: Mapped[str] = words(PROSE, "note")
    target_on: Mapped[date | None] = day("none")
    owner_id: Mapped[str | None] = points_to("team_member")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)
    rank: Mapped[str] = rank()


class Ask(Base):
    """Who must do what by when, and how it is verified (AIIM, ODI 2007, its first step)."""

    __tablename__ = "ask"

    objective_id: Mapped[str] = part_of("objective")
    addressee_id: Mapped[str | None] = points_to("stakeholder")
    window_id: Mapped[str | None] = points_to("decision_window")
    action: Mapped[str] = words(PROSE, "none")
    due_on: Mapped[date | None] = day("none")
    verification: Mapped[str] = words(PROSE, "note")
    met_on: Mapped[date | None] = day("note")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)
    rank: Mapped[str] = rank()


class AskConflict(Base):
    """Two asks that cannot both be made without one giving the other the lie; its key derives from both."""

    __tablename__ = "ask_conflict"

    first_id: Mapped[str] = part_of("ask")
    second_id: Mapped[str] = part_of("ask")
    why: Mapped[str] = words(PROSE, "note")


class ChangeStep(Base):
    """One link of the theory of change: if this holds, the next follows, on an assumption."""

    __tablename__ = "change_step"

    campaign_id: Mapped[str] = part_of("campaign")
    text: Mapped[str] = words(PROSE, "none")
    assumption: Mapped[str] = words(PROSE, "note")
    rank: Mapped[str] = rank()


class BottomLine(Base):
    """The least we may accept before stopping to consult (CCHN field manual, tools 13 and 14)."""

    __tablename__ = "bottom_line"

    objective_id: Mapped[str] = part_of("objective")
    ideal: Mapped[str] = words(PROSE, "redline")
    minimum: Mapped[str] = words(PROSE, "redline")
    consult: Mapped[str] = words(LINE, "redline")
    sensitivity: Mapped[Sensitivity] = choice(Sensitivity, "none", Sensitivity.STRICTLY_CONFIDENTIAL)
    rank: Mapped[str] = rank()


class RedLine(Base):
    """What is not negotiable, on what norm it rests, and who may lift it (CCHN field manual, tool 17)."""

    __tablename__ = "red_line"

    objective_id: Mapped[str] = part_of("objective")
    text: Mapped[str] = words(PROSE, "redline")
    type: Mapped[RedLineType] = choice(RedLineType, "redline", RedLineType.INSTITUTIONAL)
    norm: Mapped[str] = words(PROSE, "redline")
    rhetorical: Mapped[bool] = yes_no("redline")
    may_lift: Mapped[str] = words(LINE, "redline")
    sensitivity: Mapped[Sensitivity] = choice(Sensitivity, "none", Sensitivity.STRICTLY_CONFIDENTIAL)
    rank: Mapped[str] = rank()


class DecisionWindow(Base):
    """A time in which a body decides; ``body_id`` is that stakeholder."""

    __tablename__ = "decision_window"

    campaign_id: Mapped[str] = part_of("campaign")
    body_id: Mapped[str | None] = points_to("stakeholder")
    title: Mapped[str] = words(LINE, "none")
    decision: Mapped[str] = words(PROSE, "none")
    opens_on: Mapped[date | None] = day("none")
    decides_on: Mapped[date | None] = day("none")
    closes_on: Mapped[date | None] = day("none")
    certainty: Mapped[Certainty] = choice(Certainty, "none", Certainty.LIKELY)
    note: Mapped[str] = words(PROSE, "note")


class DecisionStep(Base):
    """One step of a window's path: who drafts, advises, signs, votes or can veto, and whether they agree."""

    __tablename__ = "decision_step"

    window_id: Mapped[str] = part_of("decision_window")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    action: Mapped[StepAction] = choice(StepAction, "none", StepAction.DRAFTS)
    agreement: Mapped[StepAgreement] = choice(StepAgreement, "judgement", StepAgreement.UNKNOWN)
    due_on: Mapped[date | None] = day("none")
    note: Mapped[str] = words(PROSE, "note")
    rank: Mapped[str] = rank()


class MovementConsultation(Base):
    """Which component of the Movement leads, was consulted or informed, on an objective or a meeting."""

    __tablename__ = "movement_consultation"

    campaign_id: Mapped[str] = part_of("campaign")
    objective_id: Mapped[str | None] = points_to("objective")
    meeting_id: Mapped[str | None] = points_to("meeting")
    component: Mapped[Component] = choice(Component, "none", Component.HOST_SOCIETY)
    how: Mapped[Consultation] = choice(Consultation, "none", Consultation.CONSULTED)
    held_on: Mapped[date | None] = day("none")
    by: Mapped[str] = words(LINE, "name")
    agreed_line: Mapped[str] = words(PROSE, "note")
