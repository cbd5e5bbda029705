"""How well a passphrase holds, and one to take instead: a few words drawn by chance from a list.

The strength is that of zxcvbn (Wheeler 2016), the lists are those of BIP-39 (2013). Neither is imported before
it is wanted. Nothing of what is judged is kept.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import lru_cache

LONGEST_JUDGED = 72
"""Characters; judging more would take long, and so many are strong enough or a pattern."""
SUGGESTED_WORDS = 6
_LISTS = {"en": "english", "fr": "french", "es": "spanish"}
LANGUAGES = tuple(_LISTS)
"""Languages that have a list of words; for others the English one is taken. There is none in Arabic."""

_FAIR, _GOOD, _STRONG = 12.0, 15.0, 18.0
"""Powers of ten of the guesses needed. A file of ours costs an attacker 256,000 rounds of SHA-512 a guess: with
10,000 graphics cards (about 10**8 guesses a second) 10**12 are hours, 10**15 months, 10**18 centuries."""


class Strength(IntEnum):
    """How well a passphrase holds against somebody who has the file and much time."""

    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def strength(passphrase: str, about: Sequence[str] = ()) -> Strength:
    """Judge a passphrase; ``about`` are words that an attacker tries first, such as the office's name.

    Takes up to a tenth of a second, and as long again at the first call.
    """
    if not passphrase:
        return Strength.WEAK
    from zxcvbn import zxcvbn

    known = [word for name in about for word in (name[:LONGEST_JUDGED], *name[:LONGEST_JUDGED].split())]
    judged = zxcvbn(passphrase[:LONGEST_JUDGED], user_inputs=known)
    return _by_guesses(float(judged["guesses_log10"]))


def _by_guesses(power: float) -> Strength:
    for least, found in ((_STRONG, Strength.STRONG), (_GOOD, Strength.GOOD), (_FAIR, Strength.FAIR)):
        if power >= least:
            return found
    return Strength.WEAK


def suggestion(language: str, choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return six words by chance: more than 60 bits, and every one can be written on any keyboard."""
    words = [word for word in word_list(language) if word.isascii()]
    return " ".join(choose(words) for _place in range(SUGGESTED_WORDS))


@lru_cache(maxsize=len(_LISTS))
def word_list(language: str) -> tuple[str, ...]:
    """Return the 2,048 words of a language, in the order that counts."""
    from mnemonic import Mnemonic

    name = _LISTS.get(language, _LISTS["en"])
    return tuple(unicodedata.normalize("NFC", word) for word in Mnemonic(name).wordlist)
