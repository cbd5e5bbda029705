"""What may be done to a finished pack: a passphrase (AES-256), a file attached. On request only.

Encryption is salted: compare and digest packs before it.
"""

from __future__ import annotations

import datetime as dt
import secrets
from io import BytesIO

import pikepdf
from pikepdf import Name

from hdplanner.briefing.foreign import pdf_pages, scrubbed_picture
from hdplanner.errors import InvalidValueError
from hdplanner.i18n import _

__all__ = ["attach", "encrypt", "pdf_pages", "scrubbed_picture"]

_LONGEST_PASSPHRASE = 127  # bytes: the format drops what comes after, in silence
# A reader's program that keeps to them lets people read, print and have it read aloud. They hold back no attacker.
_ALLOWED = pikepdf.Permissions(
    accessibility=True,
    extract=False,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
    print_lowres=True,
    print_highres=True,
)


def encrypt(data: bytes, passphrase: str) -> bytes:
    """The pack under a passphrase (AES-256, revision 6), its properties and attachments too.

    The owner's password is random and kept by nobody. Raises InvalidValueError for a passphrase that would not hold.
    """
    if not passphrase:
        raise InvalidValueError(_("passphrase"), "", _("it is empty"))
    if len(passphrase.encode("utf-8", "replace")) > _LONGEST_PASSPHRASE:
        raise InvalidValueError(_("passphrase"), "", _("it is too long"))
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            out,
            encryption=pikepdf.Encryption(
                user=passphrase, owner=secrets.token_urlsafe(24), R=6, allow=_ALLOWED, metadata=True
            ),
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
        file.obj.AFRelationship = Name.Data
        pdf.attachments[name] = file
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
