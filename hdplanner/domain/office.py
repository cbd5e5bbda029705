"""The office whose work one file holds, and its people and tags: shared by all its plans."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import LINE, PROSE, SHORT, Base, choice, code, number, part_of, words
from hdplanner.domain.values import MarkingScheme, MessengerLevel


class Office(Base):
    """The one office of a file."""

    __tablename__ = "office"

    name: Mapped[str] = words(LINE, "none")
    short_name: Mapped[str] = words(SHORT, "none")
    country: Mapped[str] = code("none")
    zone: Mapped[str] = code("none", "UTC")
    language: Mapped[str] = code("none", "en")
    marking_scheme: Mapped[MarkingScheme] = choice(MarkingScheme, "none", MarkingScheme.HOUSE)
    note: Mapped[str] = words(PROSE, "note")


class TeamMember(Base):
    """Somebody of ours: owns stakeholders, leads, takes notes, speaks."""

    __tablename__ = "team_member"

    office_id: Mapped[str] = part_of("office")
    name: Mapped[str] = words(LINE, "name")
    function: Mapped[str] = words(LINE, "none")
    level: Mapped[MessengerLevel | None] = choice(MessengerLevel, "none", optional=True)
    note: Mapped[str] = words(PROSE, "note")


class LevelStep(Base):
    """Where the office sees a rung on one ladder for all, and what it calls it; its key derives from both.

    Rungs of the same ``step`` meet as equals. What is not set stands at its default, under its own name.
    """

    __tablename__ = "level_step"

    office_id: Mapped[str] = part_of("office")
    value: Mapped[MessengerLevel] = choice(MessengerLevel, "none")
    step: Mapped[int | None] = number("none")
    name: Mapped[str] = words(LINE, "none", search=False)


class Tag(Base):
    """A word of the office's own to sort stakeholders by."""

    __tablename__ = "tag"

    office_id: Mapped[str] = part_of("office")
    name: Mapped[str] = words(LINE, "none")
