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
from hdplanner.domain.values import (
    Audience,
    Clearance,
    Disclosure,
    NamesShown,
    PackForm,
    PackKind,
    Sensitivity,
    Tlp,
)


class AudienceProfile(Base):
    """An audience of the office's own, by name: what its packs may show. A kind's ceiling holds besides.

    ``lines`` is how far lines and facts go: what may be said, besides what is said if raised, or background too.
    """

    __tablename__ = "audience_profile"

    office_id: Mapped[str] = part_of("office")
    name: Mapped[str] = words(LINE, "none")
    names: Mapped[NamesShown] = choice(NamesShown, "none", NamesShown.CODE_NAMES)
    lines: Mapped[Disclosure] = choice(Disclosure, "none", Disclosure.MAY_BE_SAID)
    ceiling: Mapped[Sensitivity] = choice(Sensitivity, "none", Sensitivity.INTERNAL)
    judgements: Mapped[bool] = yes_no("none")
    sources: Mapped[bool] = yes_no("none")
    red_lines: Mapped[bool] = yes_no("none")
    notes: Mapped[bool] = yes_no("none")
    contacts: Mapped[bool] = yes_no("none")
    approved_only: Mapped[bool] = yes_no("none", default=True)
    rank: Mapped[str] = rank()


class MarkingWord(Base):
    """What the office calls a marking in its own scheme; its key derives from the office and the marking."""

    __tablename__ = "marking_word"

    office_id: Mapped[str] = part_of("office")
    value: Mapped[Sensitivity] = choice(Sensitivity, "none")
    name: Mapped[str] = words(LINE, "none", search=False)


class Pack(Base):
    """A pack that is kept by name: what kind, for whom, in which language, how far cleared.

    It is about a meeting, a visit, or a counterpart (``stakeholder_id``), else about its campaign. What it says has
    moved begins on ``since_on``. Without ``profile_id`` it is made for the built-in ``audience``.
    ``cleared_digest`` is the digest of the contents that were cleared, so that a later change shows.
    """

    __tablename__ = "pack"

    campaign_id: Mapped[str] = part_of("campaign")
    meeting_id: Mapped[str | None] = points_to("meeting")
    visit_id: Mapped[str | None] = points_to("visit")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    profile_id: Mapped[str | None] = points_to("audience_profile")
    title: Mapped[str] = words(LINE, "none")
    kind: Mapped[PackKind] = choice(PackKind, "none", PackKind.CAMPAIGN)
    audience: Mapped[Audience] = choice(Audience, "none", Audience.INTERNAL)
    language: Mapped[str] = code("none", "en")
    second_language: Mapped[str] = code("none")
    marking: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)
    tlp: Mapped[Tlp | None] = choice(Tlp, "none", optional=True)
    expires_on: Mapped[date | None] = day("none")
    since_on: Mapped[date | None] = day("none")
    paper: Mapped[str] = code("none", "A4")
    landscape: Mapped[bool] = yes_no("none")
    justified: Mapped[bool] = yes_no("none")
    clearance: Mapped[Clearance] = choice(Clearance, "none", Clearance.DRAFT)
    cleared_by: Mapped[str] = words(LINE, "name")
    cleared_on: Mapped[date | None] = day("none")
    cleared_digest: Mapped[str] = mapped_column(String(64), default="", info={"reveals": "none"})
    rank: Mapped[str] = rank()


class PackSection(Base):
    """A section of a kept pack: chosen or not, in its place, with a text of its own where it is free.

    An annex is an attachment.
    """

    __tablename__ = "pack_section"

    pack_id: Mapped[str] = part_of("pack")
    attachment_id: Mapped[str | None] = points_to("attachment")
    section: Mapped[str] = code("none")
    included: Mapped[bool] = yes_no("none", default=True)
    landscape: Mapped[bool] = yes_no("none")
    heading: Mapped[str] = words(LINE, "none")
    text: Mapped[str] = words(PROSE, "note")
    rank: Mapped[str] = rank()


class HandOut(Base):
    """That a copy of a pack left the house: to whom, when, which copy, until when, and its digest.

    Once it came back (``returned_on``) nobody holds it any more.
    """

    __tablename__ = "hand_out"

    campaign_id: Mapped[str] = part_of("campaign")
    pack_id: Mapped[str | None] = points_to("pack")
    stakeholder_id: Mapped[str | None] = points_to("stakeholder")
    meeting_id: Mapped[str | None] = points_to("meeting")
    title: Mapped[str] = words(LINE, "none")
    kind: Mapped[PackKind] = choice(PackKind, "none", PackKind.CAMPAIGN)
    language: Mapped[str] = code("none", "en")
    form: Mapped[PackForm] = choice(PackForm, "none", PackForm.PDF)
    encrypted: Mapped[bool] = yes_no("none")
    expires_on: Mapped[date | None] = day("none")
    returned_on: Mapped[date | None] = day("none")
    recipient: Mapped[str] = words(LINE, "name")
    copy_number: Mapped[int | None] = number("none")
    handed_on: Mapped[date | None] = day("none")
    handed_by: Mapped[str] = words(LINE, "name")
    audience: Mapped[Audience] = choice(Audience, "none", Audience.INTERNAL)
    marking: Mapped[Sensitivity] = choice(Sensitivity, "none", Sensitivity.CONFIDENTIAL)
    digest: Mapped[str] = mapped_column(String(64), default="", info={"reveals": "none"})


class HandOutFact(Base):
    """A fact that a copy told, in the words of that day, so that who holds it is known when it is withdrawn."""

    __tablename__ = "hand_out_fact"

    hand_out_id: Mapped[str] = part_of("hand_out")
    proof_id: Mapped[str | None] = points_to("proof_point")
    text: Mapped[str] = words(PROSE, "none", search=False)


class Attachment(Base):
    """A file beside a record. Its bytes are a ``Blob``; taking the attachment away leaves them for undo.

    One of them may be the office's own logo.
    """

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
    is_logo: Mapped[bool] = yes_no("none")
    sensitivity: Mapped[Sensitivity | None] = choice(Sensitivity, "none", optional=True)


class Blob(Base):
    """The bytes of an attachment, keyed by their SHA-256 in hex; only ever added, and outside the change log."""

    __tablename__ = "blob"
    __table_args__ = {"info": {"logged": False}}

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info={"reveals": "none"})
    content: Mapped[bytes] = mapped_column(LargeBinary, info={"reveals": "note"})
