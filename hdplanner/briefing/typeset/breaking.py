"""Where a line may end: by ICU's rules and dictionaries (UAX #14), and a few habits of our own.

Thai, Lao, Khmer and Burmese, which write no spaces, break between words. Without ICU lines break at spaces, and
between letters where a line is full.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, pairwise

try:
    from icu4py.breakers import CharacterBreaker, LineBreaker

    _HAS_ICU = True
except ImportError:  # a machine for which there is no wheel still makes packs
    _HAS_ICU = False

SOFT_HYPHEN = "\u00ad"
_ROOT = "en"  # rules that do not turn with the pack's language: its contents may be in any

_PARTS_AT_SPACES = re.compile("[^ \u200b\u00ad]*[ \u200b\u00ad]+|[^ \u200b\u00ad]+")
# Letters of Latin, Cyrillic, Hebrew and Arabic with digits and plain marks: ICU, too, breaks them at spaces alone.
_PLAIN = (
    "A-Za-z0-9\u00c0-\u02af\u0400-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u0669\u066e-\u06d3\u06f0-\u06f9"
)
_NEEDS_CARE = re.compile(f"[^{_PLAIN} ,.;:'\u060c]| [,.;:'\u060c]")
_HAS_HABITS = re.compile("[\u2010-\u2015\u00ad@\u5e74\u6708\u65e5]|://|www\\.")
_NEVER = re.compile(
    "(?<=[0-9][\u2010-\u2013])(?=[0-9])"  # 3–5
    "|(?<=\\S)(?=[\u2014\u2015])"  # a dash stays with the word before it
    "|(?<=\u00ad)(?=[\u0600-\u08ff])"  # joined letters are not hyphenated
    "|(?<=[0-9])(?=[\u5e74\u6708\u65e5])"  # a Chinese date: the year, month or day stays with its number
)
_ADDRESS_SIGNS = ("://", "www.", "@")
_TOKEN = re.compile("[!-~]+")
_IN_ADDRESS = re.compile(r"(?<=/)(?=[^/])|(?<=\.)(?=\w)")

# Thai and Lao vowels are letters to Unicode, yet no line begins, or ends, with them.
_HANGS = "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ec6\u00ad"
_LEADS = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
_LONGEST_LETTER = 64


def stretches(line: str) -> list[str]:
    """The line cut at every place where it may break; joined again they give the line."""
    if not _HAS_ICU or _NEEDS_CARE.search(line) is None:
        return _PARTS_AT_SPACES.findall(line)
    parts = list(LineBreaker(line, _ROOT))
    if _HAS_HABITS.search(line) is None:
        return parts
    ends = _by_habit(line, set(accumulate(map(len, parts))))
    return [line[start:end] for start, end in pairwise([0, *sorted(ends)])]


def _by_habit(line: str, ends: set[int]) -> set[int]:
    """The places where the line may break, without those that readers do not like, and with those in addresses."""
    ends -= {found.start() for found in _NEVER.finditer(line)}
    if any(sign in line for sign in _ADDRESS_SIGNS):
        for token in _TOKEN.finditer(line):
            if any(sign in token[0] for sign in _ADDRESS_SIGNS):
                ends.difference_update(range(token.start() + 1, token.end()))
                ends.update(token.start() + place.start() for place in _IN_ADDRESS.finditer(token[0]))
    return ends


def letters(text: str) -> list[str]:
    """Text cut where a reader sees one letter end: for words that are wider than a line."""
    clusters = list(CharacterBreaker(text, _ROOT)) if _HAS_ICU else _graphemes(text)
    if max(map(len, clusters), default=0) > _LONGEST_LETTER:
        return _graphemes(text)
    parts: list[str] = []
    for cluster in clusters:
        hangs = cluster[0] in _HANGS or unicodedata.category(cluster[0])[0] == "M"
        if parts and (hangs or parts[-1][-1] in _LEADS) and len(parts[-1]) < _LONGEST_LETTER:
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def _graphemes(text: str) -> list[str]:
    """Text cut where a reader sees one letter end: marks, joiners and selectors stay with what they hang on."""
    parts: list[str] = []
    for character in text:
        hangs = unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"
        if parts and (hangs or parts[-1].endswith("\u200d")) and len(parts[-1]) < 64:
            parts[-1] += character
        else:
            parts.append(character)
    return parts
