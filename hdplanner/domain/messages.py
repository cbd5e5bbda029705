"""What we say: the message house, its proof, its variants, the answers, and the check against the Principles."""

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
    number,
    part_of,
    points_to,
    rank,
    words,
)
from hdplanner.domain.values import (
    BankKind,
    Disclosure,
    LineKind,
    MessageStatus,
    Principle,
    Sensitivity,
    WordAdvice,
)


class Message(Base):
    """A message house: the ask is its roof, the core line what is said in one breath."""

    __tablename__ = "message"

    campaign_id: Mapped[str] = part_of("campaign")
    objective_id: Mapped[str | None] = points_to("objective")
    ask_id: Mapped[str | None] = points_to("ask")
    owner_id: Mapped[str | None] = points_to("team_member")
    title: Mapped[str] = words(LINE, "none")
    core_line: Mapped[str] = words(PROSE, "none")
    language: Mapped[str] = code("none", "en")
    status: Mapped[MessageStatus] = choice(MessageStatus, "none", MessageStatus.DRAFT)
    version: Mapped[int | None] = number("none", 1)
    approved_by: Mapped[str] = words(LINE, "name")
    approved_on: Mapped[date | None] = day("none")
    expires_on: Mapped[date | None] = day("none")
    note: Mapped[str] = words(PROSE, "note")
    disclosure: Mapped[Disclosure] = choice(Disclosure, "none", Disclosure.MAY_BE_SAID)
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)
    rank: Mapped[str] = rank()


class Support(Base):
    """One of the pillars that carry a core line."""

    __tablename__ = "support"

    message_id: Mapped[str] = part_of("message")
    text: Mapped[str] = words(PROSE, "none")
    disclosure: Mapped[Disclosure] = choice(Disclosure, "none", Disclosure.MAY_BE_SAID)
    rank: Mapped[str] = rank()


class ProofPoint(Base):
    """A fact with its source and date, and whether it may be said. Messages share them."""

    __tablename__ = "proof_point"

    campaign_id: Mapped[str] = part_of("campaign")
    text: Mapped[str] = words(PROSE, "none")
    source: Mapped[str] = words(PROSE, "none")
    source_on: Mapped[date | None] = day("none")
    disclosure: Mapped[Disclosure] = choice(Disclosure, "none", Disclosure.BACKGROUND)
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)
    withdrawn_on: Mapped[date | None] = day("note")


class MessageProof(Base):
    """A proof point in the floor of a message, under one support or under all; key from message and proof."""

    __tablename__ = "message_proof"

    message_id: Mapped[str] = part_of("message")
    proof_id: Mapped[str] = part_of("proof_point")
    support_id: Mapped[str | None] = points_to("support")
    rank: Mapped[str] = rank()


class Variant(Base):
    """A message in the words for one audience and one language."""

    __tablename__ = "variant"

    message_id: Mapped[str] = part_of("message")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    coalition_id: Mapped[str | None] = points_to("coalition")
    audience: Mapped[str] = words(LINE, "none")
    language: Mapped[str] = code("none", "en")
    core_line: Mapped[str] = words(PROSE, "none")
    text: Mapped[str] = words(PROSE, "none")
    status: Mapped[MessageStatus] = choice(MessageStatus, "none", MessageStatus.DRAFT)
    master_version: Mapped[int | None] = number("none")


class CounterArgument(Base):
    """What they say, or may ask, and what we answer."""

    __tablename__ = "counter_argument"

    message_id: Mapped[str] = part_of("message")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    kind: Mapped[LineKind] = choice(LineKind, "none", LineKind.ARGUMENT)
    argument: Mapped[str] = words(PROSE, "note")
    reply: Mapped[str] = words(PROSE, "none")
    disclosure: Mapped[Disclosure] = choice(Disclosure, "none", Disclosure.IF_RAISED)
    rank: Mapped[str] = rank()


class MessageVersion(Base):
    """The wording of a message as it was approved once, kept when the text was opened again; key from both."""

    __tablename__ = "message_version"

    message_id: Mapped[str] = part_of("message")
    value: Mapped[int | None] = number("none")
    core_line: Mapped[str] = words(PROSE, "none", search=False)
    supports: Mapped[str] = words(PROSE, "none", search=False)
    approved_by: Mapped[str] = words(LINE, "name")
    approved_on: Mapped[date | None] = day("none")


class BankLine(Base):
    """A line or a quote worth keeping: who said it, when, where it stands, and whether it may be said."""

    __tablename__ = "bank_line"

    campaign_id: Mapped[str] = part_of("campaign")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    kind: Mapped[BankKind] = choice(BankKind, "none", BankKind.LINE)
    text: Mapped[str] = words(PROSE, "none")
    language: Mapped[str] = code("none", "en")
    said_by: Mapped[str] = words(LINE, "name")
    said_on: Mapped[date | None] = day("none")
    source: Mapped[str] = words(PROSE, "source")
    disclosure: Mapped[Disclosure] = choice(Disclosure, "none", Disclosure.BACKGROUND)
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class WordChoice(Base):
    """A word that serves or harms in this campaign, and what to say instead."""

    __tablename__ = "word_choice"

    campaign_id: Mapped[str] = part_of("campaign")
    word: Mapped[str] = words(LINE, "note")
    advice: Mapped[WordAdvice] = choice(WordAdvice, "note", WordAdvice.AVOID)
    instead: Mapped[str] = words(LINE, "note")
    why: Mapped[str] = words(PROSE, "note")
    language: Mapped[str] = code("none", "en")


class PrinciplesCheck(Base):
    """That a message was held against the seven Principles; without concerns, none was found."""

    __tablename__ = "principles_check"

    message_id: Mapped[str] = part_of("message")
    checked_by: Mapped[str] = words(LINE, "name")
    checked_on: Mapped[date | None] = day("note")


class PrincipleConcern(Base):
    """An exception that a check found, and what is done about it."""

    __tablename__ = "principle_concern"

    check_id: Mapped[str] = part_of("principles_check")
    principle: Mapped[Principle] = choice(Principle, "note", Principle.NEUTRALITY)
    concern: Mapped[str] = words(PROSE, "note")
    mitigation: Mapped[str] = words(PROSE, "note")
