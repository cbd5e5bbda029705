"""From a passphrase to the key of an encrypted file, as SQLCipher 4 derives it.

The passphrase is dropped at once; only the derived key is kept. It is wiped with the connection that it opened, and
wherever else it was when nobody holds it any more.
Never print, log or store either.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import unicodedata
from dataclasses import dataclass, field

from hdplanner.errors import InvalidValueError
from hdplanner.i18n import _

SALT_BYTES = 16
KEY_BYTES = 32
ITERATIONS = 256_000
"""What SQLCipher 4 uses by default, so that other programs open our files with the same passphrase."""

_RAW_FORM = re.compile(r"x'(?:[0-9a-f]{64}|[0-9a-f]{96})'", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class FileKey:
    """The derived key of one file and the salt it was derived with; neither shows in a repr."""

    key: bytearray = field(repr=False)
    salt: bytes = field(repr=False)

    def literal(self) -> str:
        """Return the key in SQLCipher's raw form, ready to stand in quotes in ``PRAGMA key`` or ``ATTACH``."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"

    def copy(self) -> FileKey:
        """Return a key of one's own, which is wiped apart from this one."""
        return FileKey(bytearray(self.key), self.salt)

    def same_as(self, other: FileKey) -> bool:
        """Tell whether both open the same file, in a time that tells nothing about them."""
        return hmac.compare_digest(self.key, other.key) and self.salt == other.salt

    def wipe(self) -> None:
        """Write zeros over the key; it opens nothing from now on."""
        _wipe(self.key)

    def __del__(self) -> None:
        self.wipe()


@dataclass(frozen=True, slots=True, eq=False)
class RecoveredKey:
    """The key of a file as its recovery sheet gives it: the salt is in the file's head."""

    key: bytearray = field(repr=False)

    def wipe(self) -> None:
        """Write zeros over the key."""
        _wipe(self.key)

    def __del__(self) -> None:
        self.wipe()


Secret = str | RecoveredKey
"""What opens an encrypted file: its passphrase, or the words of its recovery sheet once they are read."""


def key_from(secret: Secret, salt: bytes) -> FileKey:
    """Return the key that ``secret`` gives for the file that starts with ``salt``."""
    if isinstance(secret, RecoveredKey):
        return FileKey(bytearray(secret.key), salt)
    return derive_key(secret, salt)


def derive_key(passphrase: str, salt: bytes) -> FileKey:
    """Return the key for ``passphrase`` and the ``salt`` that a file starts with. Takes about 0.15 s."""
    secret = _secret(passphrase)
    return FileKey(bytearray(hashlib.pbkdf2_hmac("sha512", secret, salt, ITERATIONS, KEY_BYTES)), salt)


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


def _wipe(key: bytearray) -> None:
    key[:] = bytes(len(key))
