"""Which names are likely the same stakeholder: whatever the order of words, accents, script or a slip of the pen.

Compares each name only with those that share the beginning of a rare word, so that ten thousand take a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from hdplanner.exchange.folding import fold

CUTOFF = 88
"""From this likeness on (0 to 100, RapidFuzz's token sort ratio) two names are reported."""

_SAME_ACRONYM_CUTOFF, _WORDS_CUTOFF = 60, 75
_DIGIT = re.compile(r"\d")
_BLOCK, _COMMON = 5, 60
_SMALL_WORDS = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "l",
        "d",
        "pour",
        "en",
        "un",
        "une",
        "der",
        "die",
        "das",
        "und",
        "y",
        "el",
        "los",
        "las",
        "del",
        "para",
        "a",
        "al",
    ]
)


@dataclass(frozen=True, slots=True)
class Alike:
    """The best match of a name: whose it is, the row it came from if any, and how like (0 to 100)."""

    id: str
    row: int | None
    likeness: int


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    row: int | None
    key: str
    numbers: frozenset[str]


@lru_cache(maxsize=50_000)
def comparable(name: str) -> str:
    """Return the words of a name in Latin letters, in alphabetical order, without the small words."""
    folded = fold(name)
    if not folded.isascii():
        from anyascii import anyascii

        folded = fold(anyascii(folded))
    words = folded.split()
    return " ".join(sorted(word for word in words if word not in _SMALL_WORDS) or words)


class NameIndex:
    """The names seen so far."""

    def __init__(self) -> None:
        self._exact: dict[str, _Entry] = {}
        self._shorts: dict[str, list[_Entry]] = {}
        self._blocks: dict[str, list[_Entry]] = {}

    def add(self, key: str, names: Iterable[str], short_name: str, row: int | None = None) -> None:
        """Remember a stakeholder under all its names."""
        short = comparable(short_name)
        for name in names:
            entry = _entry(key, row, name)
            self._exact.setdefault(entry.key, entry)
            for block in _blocks(entry.key):
                self._blocks.setdefault(block, []).append(entry)
        if short:
            self._shorts.setdefault(short, []).append(_entry(key, row, next(iter(names), "")))

    def find(self, name: str, short_name: str) -> Alike | None:
        """Return the stakeholder that is most like these names, if any is like enough."""
        key, short = comparable(name), comparable(short_name)
        if key in self._exact:
            return _alike(self._exact[key], 100)
        for entry in self._shorts.get(key, ()):
            return _alike(entry, 95)
        if short in self._exact:
            return _alike(self._exact[short], 95)
        best = self._nearest(key)
        for entry in self._shorts.get(short, ()) if short else ():
            score = fuzz.ratio(key, entry.key)
            if score >= _SAME_ACRONYM_CUTOFF and (best is None or score > best.likeness):
                best = _alike(entry, score)
        return best

    def _nearest(self, key: str) -> Alike | None:
        best: Alike | None = None
        numbers = _numbers(key)
        for block in _blocks(key):
            found = self._blocks.get(block, ())
            if len(found) > _COMMON:
                continue
            for entry in found:
                cutoff = CUTOFF if best is None else best.likeness + 1
                score = fuzz.ratio(key, entry.key, score_cutoff=cutoff)
                if score and numbers == entry.numbers and _differ_little(key, entry.key):
                    best = _alike(entry, score)
        return best


def _entry(id_: str, row: int | None, name: str) -> _Entry:
    key = comparable(name)
    return _Entry(id_, row, key, _numbers(key))


def _alike(entry: _Entry, score: float) -> Alike:
    return Alike(entry.id, entry.row, int(score))


def _blocks(key: str) -> set[str]:
    return {word[:_BLOCK] for word in key.split()}


def _differ_little(one: str, other: str) -> bool:
    """The words that differ must be alike too: Zambia Red Cross Society is not Zimbabwe Red Cross Society."""
    left, right = set(one.split()), set(other.split())
    mine, theirs = " ".join(sorted(left - right)), " ".join(sorted(right - left))
    return not mine or not theirs or fuzz.ratio(mine, theirs) >= _WORDS_CUTOFF


def _numbers(key: str) -> frozenset[str]:
    """The numbers in a name: District 4 and District 5 are alike and not the same."""
    if not _DIGIT.search(key):
        return frozenset()
    return frozenset(word for word in key.split() if _DIGIT.search(word))
