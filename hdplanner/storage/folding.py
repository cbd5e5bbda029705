"""How text is folded for the search, and how words a person typed become a safe FTS5 query.

One spelling for what readers take as the same word: case, accents, Arabic letter variants, the Arabic article.
Chinese, Japanese and Korean are taken character by character and asked for as a phrase. No stemming.
"""

from __future__ import annotations

import re
import unicodedata

FOLD_VERSION = f"1/{unicodedata.unidata_version}"
"""Changes when the same text folds differently, so that a file knows that its index is of another fold."""

_ARTICLE = "ال"
_VARIANTS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ـ": None,
        "ß": "ss",
    }
)
_ONE_BY_ONE = re.compile(r"([\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af])")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_NOT_A_WORD = re.compile(r"[^\w\s]|_")


def fold(text: str) -> str:
    """Return ``text`` in the one spelling that the index holds."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_VARIANTS))
    bare = "".join(c for c in spread if not unicodedata.combining(c)).translate(_VARIANTS)
    return _ONE_BY_ONE.sub(r" \1 ", bare)


def query(text: str) -> str | None:
    """Return the FTS5 query for what a person typed, or ``None`` where it holds no word.

    Every word must be there; the last one may still be unfinished. Nothing of ``text`` reaches the query syntax.
    """
    words = [found for word in text.split() if (found := _NOT_A_WORD.sub(" ", fold(word)).split())]
    if not words:
        return None
    last = len(words) - 1
    return " AND ".join(_asked(parts, unfinished=i == last) for i, parts in enumerate(words))


def _asked(parts: list[str], *, unfinished: bool) -> str:
    """Return one word as a phrase, in Arabic with and without its article."""
    star = "*" if unfinished else ""
    phrase = f'"{" ".join(parts)}"{star}'
    first, rest = parts[0], parts[1:]
    if first.startswith(_ARTICLE) and len(first) > 4:
        return f'({phrase} OR "{" ".join([first[2:], *rest])}"{star})'
    if _ARABIC.match(first):
        return f'({phrase} OR "{" ".join([_ARTICLE + first, *rest])}"{star})'
    return phrase
