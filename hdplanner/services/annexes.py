"""Files that go along with a pack: put in with their section, and taken out of the file when no pack needs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.packs import Attachment, PackSection
from hdplanner.services.attachments import add_attachment, delete_attachment
from hdplanner.services.packs import SectionChoice, set_sections
from hdplanner.services.values import get

ANNEX = "file"
"""The name of a section that is an attachment."""


def add_annex(
    session: Session,
    pack_id: str,
    *,
    campaign_id: str,
    sections: Sequence[SectionChoice],
    name: str,
    media_type: str,
    content: bytes,
    heading: str = "",
    **values: Any,
) -> str:
    """Keep a file in the campaign and put it behind the sections of a pack; return the key of the file."""
    made = add_attachment(
        session, name=name, media_type=media_type, content=content, campaign_id=campaign_id, **values
    )
    set_sections(
        session, pack_id, sections=[*sections, SectionChoice(ANNEX, heading=heading, attachment_id=made)]
    )
    return made


def drop_annex(
    session: Session, pack_id: str, *, sections: Sequence[SectionChoice], attachment_id: str
) -> None:
    """Make these the sections of a pack, and take a file away that was only there to be its annex."""
    set_sections(session, pack_id, sections=sections)
    row = get(session, Attachment, attachment_id)
    used = session.scalars(
        select(PackSection.id).where(PackSection.attachment_id == attachment_id).limit(1)
    ).first()
    beside = (row.stakeholder_id, row.meeting_id, row.activity_id, row.commitment_id)
    if used is None and not any(beside):
        delete_attachment(session, attachment_id)
