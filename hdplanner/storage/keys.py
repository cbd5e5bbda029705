"""From a passphrase to the key of an encrypted file, as SQLCipher 4 derives it.

The passphrase is dropped at once; only the derived key is kept. Never print, log or store either.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass, field

from hdplanner.errors import InvalidValueError
from hdplanner.i18n import _

SALT_BYTES = 16
ITERATIONS = 256_000
"""What SQLCipher 4 uses by default, so that other programs open our files with the same passphrase."""

_RAW_FORM = re.compile(r"x'(?:[0-9a-f]{64}|[0-9a-f]{96})'", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileKey:
    """The derived key of one file and the salt it was derived with; neither shows in a repr."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def literal(self) -> str:
        """Return the key in SQLCipher's raw form, ready to stand in quotes in ``PRAGMA key`` or ``ATTACH``."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


def derive_key(passphrase: str, salt: bytes) -> FileKey:
    """Return the key for ``passphrase`` and the ``salt`` that a file starts with. Takes about 0.15 s."""
    secret = _secret(passphrase)
    return FileKey(hashlib.pbkdf2_hmac("sha512", secret, salt, ITERATIONS, 32), salt)


def make_key(passphrase: str) -> FileKey:
    """Return a key for a new file, with a salt of its own."""
    return derive_key(passphrase, os.urandom(SALT_BYTES))


def _secret(passphrase: str) -> bytes:
    """Return the bytes that count: one spelling for what looks the same.

    A passphrase in SQLCipher's raw form is refused, because other programs would take it as the key itself.
    """
    spelled = unicodedata.normalize("NFC", passphrase)
    if not spelled:
        raise InvalidValueError(_("passphrase"), "", _("it is empty"))
    if _RAW_FORM.fullmatch(spelled):
        raise InvalidValueError(_("passphrase"), "", _("it is written like a raw key"))
    try:
        return spelled.encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidValueError(_("passphrase"), "", _("it holds half a character")) from None
