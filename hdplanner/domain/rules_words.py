"""Words in texts of any language: how many there are, and where one stands that serves or harms.

Pure. A core line is said in one breath: 27 words at most (V. Covello's message map: 27 words, 9 seconds, 3 messages).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

BREATH = 27
"""The words of a core line that are said in one breath."""

_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Letters of Chinese and Japanese, of which each may be a word."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LETTERS_A_WORD = {HAN: 2, _UNSPACED: 5}
"""Scripts without spaces: about how many letters make a word in Chinese and Japanese, and in Thai, Lao, Burmese, Khmer."""


def word_count(text: str) -> int:
    """Return how many words a text has. Where a script has no spaces it is an estimate from its letters."""
    count, rest = 0, text
    for script, letters in _LETTERS_A_WORD.items():
        found = sum(1 for letter in script.findall(rest) if unicodedata.category(letter)[0] == "L")
        count += -(-found // letters)
        rest = script.sub(" ", rest)
    return count + sum(1 for _ in _WORD.finditer(rest))


class Found(NamedTuple):
    """A word found in a text: its place there, and which one of those looked for it is."""

    start: int
    end: int
    word: str


def find_words(text: str, words: Iterable[str]) -> list[Found]:
    """Return where any of ``words`` (words or phrases) stands in ``text``, from its beginning, longest first.

    Capitals, accents on Latin letters, Arabic vowel signs and the forms of alef make no difference. In scripts with
    spaces only whole words count; elsewhere any place does.
    """
    folded, places = _folded(text)
    found = []
    for word in words:
        wanted, _ = _folded(" ".join(word.split()))
        if not wanted:
            continue
        inside = bool(HAN.search(wanted) or _UNSPACED.search(wanted))
        shape = re.escape(wanted).replace("\\ ", r"\s+")
        pattern = shape if inside else rf"(?<!\w){shape}(?!\w)"
        found += [
            Found(places[hit.start()], places[hit.end() - 1] + 1, word)
            for hit in re.finditer(pattern, folded)
        ]
    found.sort(key=lambda one: (one.start, -one.end, one.word))
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    """Leave out what overlaps something before it."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


_ALEFS = str.maketrans("أإآٱى", "ااااي")


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without what makes no difference, and for each of its letters where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = unicodedata.normalize("NFD", letter.translate(_ALEFS)).casefold()
        kept = [one for one in plain if unicodedata.category(one) not in ("Mn", "Cf") and one != "ـ"]
        letters += kept
        places += [place] * len(kept)
    return "".join(letters), places
