"""What may be done to a finished pack: a passphrase (AES-256), a file attached. On request only.

Encryption is salted: compare and digest packs before it.
"""

from __future__ import annotations

import datetime as dt
import secrets
from io import BytesIO

import pikepdf

from hdplanner.briefing.foreign import pdf_pages, scrubbed_picture

__all__ = ["attach", "encrypt", "pdf_pages", "scrubbed_picture"]


def encrypt(data: bytes, passphrase: str) -> bytes:
    """The pack under a passphrase (AES-256, revision 6). The owner's password is random and kept by nobody."""
    if not passphrase:
        raise ValueError("a passphrase must not be empty")
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            out,
            encryption=pikepdf.Encryption(user=passphrase, owner=secrets.token_urlsafe(24), R=6),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def attach(data: bytes, name: str, content: bytes, *, mime_type: str, description: str, on: dt.date) -> bytes:
    """The pack with a file inside it, dated by the pack's own day; the same input gives the same bytes."""
    stamp = on.strftime("D:%Y%m%d120000Z")
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        file = pikepdf.AttachedFileSpec(
            pdf,
            content,
            filename=name,
            mime_type=mime_type,
            description=description,
            creation_date=stamp,
            mod_date=stamp,
        )
        file.obj.AFRelationship = pikepdf.Name.Data
        pdf.attachments[name] = file
        pdf.Root.AF = pikepdf.Array([pdf.attachments[name].obj])
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
