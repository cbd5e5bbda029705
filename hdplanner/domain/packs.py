"""Briefing packs as they are kept, what was handed to whom, and the files that lie beside the records."""

from __future__ import annotations

from datetime import date

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from hdplanner.domain.base import (
    LINE,
    PROSE,
    SHORT,
    Base,
    choice,
    code,
    day,
    number,
    part_of,
    points_to,
    rank,
    words,
    yes_no,
)
from hdplanner.domain.values import Audience, Clearance, PackKind, Sensitivity


class Pack(Base):
    """A pack that is kept by name: what kind, for whom, in which language, how far cleared.

    ``cleared_digest`` is the digest of the contents that were cleared, so that a later change shows.
    """

    __tablename__ = "pack"

    campaign_id: Mapped[str] = part_of("campaign")
    meeting_id: Mapped[str | None] = points_to("meeting")
    title: Mapped[str] = words(LINE, "none")
    kind: Mapped[PackKind] = choice(PackKind, "none", PackKind.CAMPAIGN)
    audience: Mapped[Audience] = choice(Audience, "none", Audience.INTERNAL)
    language: Mapped[str] = code("none", "en")
    marking: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)
    paper: Mapped[str] = code("none", "A4")
    clearance: Mapped[Clearance] = choice(Clearance, "none", Clearance.DRAFT)
    cleared_by: Mapped[str] = words(LINE, "name")
    cleared_on: Mapped[date | None] = day("none")
    cleared_digest: Mapped[str] = mapped_column(String(64), default="", info={"reveals": "none"})
    rank: Mapped[str] = rank()


class PackSection(Base):
    """A section of a kept pack: chosen or not, in its place, with a text of its own where it is free."""

    __tablename__ = "pack_section"

    pack_id: Mapped[str] = part_of("pack")
    section: Mapped[str] = code("none")
    included: Mapped[bool] = yes_no("none", default=True)
    heading: Mapped[str] = words(LINE, "none")
    text: Mapped[str] = words(PROSE, "note")
    rank: Mapped[str] = rank()


class HandOut(Base):
    """That a copy of a pack left the house: to whom, when, which copy, and its digest."""

    __tablename__ = "hand_out"

    campaign_id: Mapped[str] = part_of("campaign")
    pack_id: Mapped[str | None] = points_to("pack")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    title: Mapped[str] = words(LINE, "none")
    recipient: Mapped[str] = words(LINE, "name")
    copy_number: Mapped[int | None] = number("none")
    handed_on: Mapped[date | None] = day("none")
    handed_by: Mapped[str] = words(LINE, "name")
    audience: Mapped[Audience] = choice(Audience, "none", Audience.INTERNAL)
    marking: Mapped[Sensitivity] = choice(Sensitivity, "none", Sensitivity.CONFIDENTIAL)
    digest: Mapped[str] = mapped_column(String(64), default="", info={"reveals": "none"})


class Attachment(Base):
    """A file beside a record. Its bytes are a ``Blob``; taking the attachment away leaves them for undo."""

    __tablename__ = "attachment"

    office_id: Mapped[str] = part_of("office")
    campaign_id: Mapped[str | None] = points_to("campaign")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    meeting_id: Mapped[str | None] = points_to("meeting")
    activity_id: Mapped[str | None] = points_to("activity")
    commitment_id: Mapped[str | None] = points_to("commitment")
    name: Mapped[str] = words(LINE, "note")
    media_type: Mapped[str] = words(SHORT * 2, "none", search=False)
    size: Mapped[int | None] = number("none")
    digest: Mapped[str] = mapped_column(String(64), index=True, default="", info={"reveals": "none"})
    note: Mapped[str] = words(PROSE, "note")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class Blob(Base):
    """The bytes of an attachment, keyed by their SHA-256 in hex; only ever added, and outside the change log."""

    __tablename__ = "blob"
    __table_args__ = {"info": {"logged": False}}

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info={"reveals": "none"})
    content: Mapped[bytes] = mapped_column(LargeBinary, info={"reveals": "note"})
