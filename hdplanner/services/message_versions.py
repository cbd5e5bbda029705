"""Approved wordings: a change to one opens the next version, and what was approved is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.messages import Message, MessageVersion, Support
from hdplanner.domain.values import MessageStatus
from hdplanner.services.values import derived, get


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A wording as it was approved; ``supports`` has one pillar a line."""

    version: int
    core_line: str
    supports: str
    approved_by: str
    approved_on: date | None


def version_rows(session: Session, message_id: str) -> list[VersionRow]:
    """Return the wordings of a message that were approved before the present one, the latest first."""
    found = session.scalars(
        select(MessageVersion)
        .where(MessageVersion.message_id == message_id)
        .order_by(MessageVersion.value.desc())
    )
    return [
        VersionRow(row.value or 0, row.core_line, row.supports, row.approved_by, row.approved_on)
        for row in found
    ]


def support_texts(session: Session, message_id: str) -> str:
    """Return the pillars of a message as they stand, one a line."""
    found = session.scalars(
        select(Support.text).where(Support.message_id == message_id).order_by(Support.rank, Support.id)
    )
    return "\n".join(" ".join(text.split()) for text in found)


def open_version(session: Session, message_id: str) -> bool:
    """Before an approved wording changes: keep it, and make the message a draft of the next version.

    Returns whether it was approved; a draft, or a text in review, is just changed.
    """
    message = get(session, Message, message_id)
    if message.status not in (MessageStatus.APPROVED, MessageStatus.EXPIRED):
        return False
    session.flush()
    number = message.version or 1
    kept = derived(MessageVersion(message_id=message_id, value=number))
    if session.get(MessageVersion, kept.id) is None:
        kept.core_line = message.core_line
        kept.supports = support_texts(session, message_id)
        kept.approved_by, kept.approved_on = message.approved_by, message.approved_on
        session.add(kept)
    message.version = number + 1
    message.status = MessageStatus.DRAFT
    message.approved_by, message.approved_on = "", None
    session.flush()
    return True
