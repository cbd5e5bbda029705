"""Who reaches whom: ties between stakeholders, coalitions, how close our messengers are, and what if somebody moved."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import (
    LINE,
    PROSE,
    Base,
    choice,
    day,
    number,
    part_of,
    points_to,
    rating,
    words,
    yes_no,
)
from hdplanner.domain.values import (
    Confidence,
    Influence,
    Position,
    Relationship,
    Sensitivity,
    Strength,
    TieKind,
    TieSign,
)


class Tie(Base):
    """A directed tie from one stakeholder to another, as judged for one campaign."""

    __tablename__ = "tie"

    campaign_id: Mapped[str] = part_of("campaign")
    source_id: Mapped[str] = part_of("stakeholder")
    target_id: Mapped[str] = part_of("stakeholder")
    kind: Mapped[TieKind] = choice(TieKind, "judgement", TieKind.UNSPECIFIED)
    strength: Mapped[int | None] = rating(Strength)
    sign: Mapped[TieSign] = choice(TieSign, "judgement", TieSign.SUPPORTIVE)
    confidence: Mapped[int | None] = rating(Confidence)
    evidence: Mapped[str] = words(PROSE, "judgement")
    source: Mapped[str] = words(PROSE, "source")
    checked_on: Mapped[date | None] = day("judgement")
    review_by: Mapped[date | None] = day("judgement")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class Coalition(Base):
    """Stakeholders that act together, as seen by one campaign."""

    __tablename__ = "coalition"

    campaign_id: Mapped[str] = part_of("campaign")
    name: Mapped[str] = words(LINE, "name")
    note: Mapped[str] = words(PROSE, "note")


class CoalitionMember(Base):
    """A stakeholder in a coalition; its key derives from both."""

    __tablename__ = "coalition_member"

    coalition_id: Mapped[str] = part_of("coalition")
    stakeholder_id: Mapped[str] = part_of("stakeholder")


class Relation(Base):
    """How close one of our messengers is to a stakeholder, on a day: the first hop of every route."""

    __tablename__ = "relation"

    campaign_id: Mapped[str] = part_of("campaign")
    messenger_id: Mapped[str] = part_of("messenger")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    holder_id: Mapped[str | None] = points_to("post_holder")
    level: Mapped[int | None] = rating(Relationship)
    strained: Mapped[bool] = yes_no("judgement")
    seen_on: Mapped[date | None] = day("judgement")
    note: Mapped[str] = words(PROSE, "note")


class NetworkPlace(Base):
    """Where a person put a stakeholder by hand in a campaign's drawing of the network; its key derives from both.

    ``x`` and ``y`` are thousandths of the drawing's side, from its middle, y down.
    """

    __tablename__ = "network_place"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    x: Mapped[int | None] = number("none")
    y: Mapped[int | None] = number("none")


class Scenario(Base):
    """A "what if" of a campaign: positions moved in thought, which never touches an assessment."""

    __tablename__ = "scenario"

    campaign_id: Mapped[str] = part_of("campaign")
    objective_id: Mapped[str | None] = points_to("objective")
    name: Mapped[str] = words(LINE, "none")
    note: Mapped[str] = words(PROSE, "note")


class ScenarioMove(Base):
    """Where a scenario supposes a stakeholder to stand; its key derives from both. Empty is as it is today."""

    __tablename__ = "scenario_move"

    scenario_id: Mapped[str] = part_of("scenario")
    stakeholder_id: Mapped[str] = part_of("stakeholder")
    position: Mapped[int | None] = rating(Position)
    influence: Mapped[int | None] = rating(Influence)
