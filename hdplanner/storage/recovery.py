"""A file's key as 24 words on paper, and back. The words open the file as the passphrase does, until that changes.

The words are those of BIP-39 with its checksum. They are never written anywhere by this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256

from hdplanner.domain.rules_passphrase import LANGUAGES, word_list
from hdplanner.errors_secret import (
    NotEncryptedError,
    OldPassphraseError,
    RecoveryChecksumError,
    RecoveryCountError,
    RecoveryPlacesError,
)
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import KEY_BYTES, FileKey, RecoveredKey, Secret, key_from

WORDS = 24
MADE = "recovery.made"
"""The setting of a file that says on which day its sheet was made and checked; never a word of it."""

_BITS = 11
_SHORTEST_START = 4
"""Letters: the words of a list differ in their first four, so that so much of one is enough."""
_WORD = re.compile(r"[^\W\d_]+")


def words_for(key: FileKey, language: str) -> list[str]:
    """Return the words that stand for a key, in a language that has a list, else in English."""
    listed = word_list(language)
    number = int.from_bytes(key.key) << 8 | _check(key.key)
    places = [number >> _BITS * place & 2047 for place in reversed(range(WORDS))]
    return [listed[place] for place in places]


def read_words(text: str) -> RecoveredKey:
    """Return the key that a person's writing stands for, whatever its case, numbers, breaks and accents.

    Raises ``RecoveryCountError``, ``RecoveryPlacesError`` and ``RecoveryChecksumError``.
    """
    written = [_folded(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    if len(written) != WORDS:
        raise RecoveryCountError(len(written), WORDS)
    found = [_places(written, language) for language in LANGUAGES]
    fewest = min(places.count(None) for places in found)
    if fewest:
        closest = next(places for places in found if places.count(None) == fewest)
        raise RecoveryPlacesError(number for number, place in enumerate(closest, 1) if place is None)
    for places in found:
        key = _key_at(places)
        if key is not None:
            return key
    raise RecoveryChecksumError


def sheet_of(in_hand: InHand, secret: Secret, language: str) -> list[str]:
    """Return the words of an encrypted file to who knows its passphrase. Raises ``OldPassphraseError``."""
    check_opens(in_hand, secret)
    key = in_hand.link.key
    if key is None:
        raise NotEncryptedError(in_hand.path or "")
    return words_for(key, language)


def check_opens(in_hand: InHand, secret: Secret | None) -> None:
    """Refuse a passphrase that does not open the file as it is now: somebody else may sit at an open window."""
    key = in_hand.link.key
    if key is None:
        return
    given = None if secret is None else key_from(secret, key.salt)
    if given is None or not given.same_as(key):
        raise OldPassphraseError(in_hand.path or "")
    given.wipe()


def same_word(written: str, word: str) -> bool:
    """Tell whether a person wrote this word of a sheet, or its first four letters."""
    folded, whole = _folded(written.strip()), _folded(word)
    return folded == whole or (len(folded) >= _SHORTEST_START and whole.startswith(folded))


def made_on(setting: str | None) -> date | None:
    """Return the day that the setting ``MADE`` tells, or ``None`` where there is no sheet that holds."""
    try:
        return date.fromisoformat(setting or "")
    except ValueError:
        return None


def _places(written: Sequence[str], language: str) -> list[int | None]:
    """Return the place of each word in a list, ``None`` for one that is not in it."""
    known = _known(language)
    return [_place(word, known) for word in written]


def _place(word: str, known: dict[str, int]) -> int | None:
    if word in known or len(word) < _SHORTEST_START:
        return known.get(word)
    begun = {place for one, place in known.items() if one.startswith(word)}
    return begun.pop() if len(begun) == 1 else None


@lru_cache(maxsize=len(LANGUAGES))
def _known(language: str) -> dict[str, int]:
    return {_folded(word): place for place, word in enumerate(word_list(language))}


def _folded(word: str) -> str:
    """Return a word as it is compared: small letters without marks."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _key_at(places: Sequence[int | None]) -> RecoveredKey | None:
    """Return the key of words at these places, or ``None`` where the checksum says that it is none."""
    number = 0
    for place in places:
        if place is None:
            return None
        number = number << _BITS | place
    key = bytearray((number >> 8).to_bytes(KEY_BYTES))
    return RecoveredKey(key) if _check(key) == number & 0xFF else None


def _check(key: bytearray) -> int:
    return sha256(key).digest()[0]
