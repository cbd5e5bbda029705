"""Files beside the records: added, listed, taken away; one of them may be the office's logo.

The bytes lie in the file itself, encrypted as it is, each content once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.fields import noun
from hdplanner.domain.packs import Attachment, Blob
from hdplanner.domain.values import Sensitivity
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _
from hdplanner.services.campaigns import office
from hdplanner.services.values import change, get, refused

MOST_BYTES = 25_000_000
"""What one attachment may hold, so that a file still fits on a stick and opens on an old laptop."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file without its bytes; ``size`` in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    note: str
    sensitivity: Sensitivity | None
    campaign_id: str | None
    meeting_id: str | None


def attachment_rows(session: Session, campaign_id: str) -> list[AttachmentRow]:
    """Return the files of a campaign and those of the office as a whole, by name; the logo is none of them."""
    found = select(Attachment).where(
        (Attachment.campaign_id == campaign_id) | Attachment.campaign_id.is_(None), ~Attachment.is_logo
    )
    names = AttachmentRow.__dataclass_fields__
    rows = [AttachmentRow(**{name: getattr(row, name) for name in names}) for row in session.scalars(found)]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def add_attachment(
    session: Session,
    *,
    name: str,
    media_type: str,
    content: bytes,
    campaign_id: str | None = None,
    **values: Any,
) -> str:
    """Put a file into the document and return its key. Raises ``InvalidValueError`` for an empty or a huge one."""
    if not name.strip():
        raise refused("name", name, _("a file needs a name"))
    if not content:
        raise refused("size", 0, _("the file is empty"))
    if len(content) > MOST_BYTES:
        raise refused("size", len(content), _("the file is larger than 25 megabytes"))
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    digest = hashlib.sha256(content).hexdigest()
    if session.get(Blob, digest) is None:
        session.add(Blob(id=digest, content=content))
    row = Attachment(
        office_id=home.id,
        campaign_id=campaign_id,
        name=name.strip(),
        media_type=media_type,
        size=len(content),
        digest=digest,
    )
    change(row, values)
    session.add(row)
    session.flush()
    return row.id


def update_attachment(session: Session, attachment_id: str, **values: Any) -> None:
    """Change what a file is called, what is noted of it, or how far it may travel; its bytes stay what they are."""
    for name, value in values.items():
        if name not in ("name", "note", "sensitivity"):
            raise refused(name, value, _("there is no such field"))
    if "name" in values and not values["name"].strip():
        raise refused("name", values["name"], _("a file needs a name"))
    change(get(session, Attachment, attachment_id), values)
    session.flush()


def delete_attachment(session: Session, attachment_id: str) -> None:
    """Take a file away; undo brings it back."""
    session.delete(get(session, Attachment, attachment_id))
    session.flush()
    session.expire_all()


def set_logo(session: Session, *, name: str, media_type: str, content: bytes) -> str:
    """Make a picture the office's logo, in the place of an older one, and return its key."""
    remove_logo(session)
    return add_attachment(session, name=name, media_type=media_type, content=content, is_logo=True)


def remove_logo(session: Session) -> None:
    """Print packs without a logo."""
    for row in session.scalars(select(Attachment).where(Attachment.is_logo)):
        session.delete(row)
    session.flush()


def logo(session: Session) -> bytes:
    """Return the office's logo (PNG or JPEG), or nothing."""
    found = (
        select(Blob.content)
        .join(Attachment, Attachment.digest == Blob.id)
        .where(Attachment.is_logo)
        .order_by(Attachment.id)
    )
    return session.execute(found).scalars().first() or b""
