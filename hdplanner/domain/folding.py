"""Texts from outside made comparable: case, accents, punctuation and the variants of Arabic letters fall away."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None, "ٱ": "ا", "ک": "ك", "ی": "ي"})


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return ``text`` in small letters and digits, one space between words."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
        text = text.translate(_ARABIC)
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
