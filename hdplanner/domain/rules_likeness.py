"""Which names are likely the same stakeholder: whatever the order of words, accents, script or a slip of the pen.

Two names are compared word by word; words that tell bodies apart (minister, ministry, north, a country) decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from hdplanner.domain.folding import fold

CUTOFF: Final = 88
"""From this likeness on (0 to 100) two spellings are reported."""

_SAME_ACRONYM_CUTOFF = 60
_DIGIT = re.compile(r"\d")
_BLOCK, _COMMON = 5, 60
_EDIT_COST, _SHORTEST_SLIP = 80, 5
_LETTERS = 84  # names with fewer letters in common, of a hundred, need no closer look
_MOST_WORDS = 6  # names that differ in more words than this, of both, are two

_SMALL = """the of for and on in de la le les du des et l d pour en au aux un une der die das und y e el los las del para
    a al ltd inc plc llc sarl gmbh ال في من على لل و"""
_SMALL_WORDS: Final = frozenset(_SMALL.split())

_TELLING: Final = {
    word: number
    for number, words in enumerate(
        """minister ministre ministro ministra wzyr wzr wazir|ministry ministere ministerio wzrh wizara wizarat wazarat
        |deputy adjoint adjunto vice nayb|president presidente rys|presidency presidence presidencia
        |governor gouverneur gobernador|governorate gouvernorat gobernacion|mayor maire alcalde|mairie alcaldia
        |ambassador ambassadeur embajador sfyr safir|embassy ambassade embajada sfrh sifara
        |secretary secretaire secretario|secretariat secretaria|director directeur|directorate direction direccion
        |commissioner commissaire comisionado|commission comision|delegate delegue delegado|delegation delegacion
        |parliamentarian|parliament parlement parlamento|chair chairman chairperson|speaker
        |north northern nord norte shml|south southern sud sur jnwb|east eastern est este shrq|west western ouest oeste ghrb
        |upper haut haute alto alta|lower bas basse bajo baja|first premier primera primero|second deuxieme segundo
        |third troisieme tercero|men hommes hombres|women femmes mujeres|boys|girls
        |national nationale nacional wtny|international internationale internacional dwly|regional regionale
        |federal federale|local locale|provincial provinciale|former ex|interim acting|junior|senior
        |nigerian|nigerien nigerienne|internal interne interno|external externe externo|interior interieur
        |foreign exterieur exterior|union|onion""".replace("\n", "").split("|")
    )
    for word in words.split()
}  # fmt: skip
"""Words by what they tell: names in which they differ are two, however alike the letters are."""


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


@lru_cache(maxsize=50_000)
def comparable(name: str) -> str:
    """Return the words of a name in Latin letters, in alphabetical order, without the small words."""
    folded = fold(name)
    if not folded.isascii():
        from anyascii import anyascii

        bare = [_without_article(word) for word in folded.split() if word not in _SMALL_WORDS]
        folded = fold(anyascii(" ".join(bare))) or folded
    words = folded.split()
    return " ".join(sorted([word for word in words if word not in _SMALL_WORDS] or words))


def _without_article(word: str) -> str:
    """An Arabic word without its article: written apart in other scripts, it is a small word."""
    for article in ("وال", "ال", "لل"):
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


@lru_cache(maxsize=50_000)
def initials(name: str) -> frozenset[str]:
    """Return the acronyms that a name of two words or more may have: with and without its small words."""
    words = fold(name).split()
    long = [word for word in words if word not in _SMALL_WORDS]
    if len(long) < 2:
        return frozenset()
    found = {"".join(word[0] for word in some) for some in (words, long)}
    return frozenset(one for one in found if len(one) > 1)


_SOFT = re.compile(r"[aeiouwyh`']+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sounds(key: str) -> str:
    """Return what is left of a comparable name in every transliteration: its consonants, roughly, word by word."""
    return " ".join(sorted(filter(None, (_sound(word) for word in key.split()))))


def _sound(word: str) -> str:
    bare = _SOFT.sub("", word.replace("kh", "h").replace("c", "k").replace("q", "k"))
    bare = _TWICE.sub(r"\1", bare)
    return bare[:-1] if len(bare) > 2 and bare.endswith("t") else bare


def spelled_alike(one: str, other: str) -> int:
    """Return how like two comparable names are (0 to 100); 0 where what differs tells two bodies apart.

    Slips are counted by optimal string alignment, one a word (Damerau, 1964). Zambia Red Cross Society is not
    Zimbabwe Red Cross Society, District 4 not District 5, and the Minister of Health not the Ministry.
    """
    if one == other:
        return 100
    left, right = set(one.split()), set(other.split())
    mine, theirs = sorted(left - right), sorted(right - left)
    if len(mine) + len(theirs) > _MOST_WORDS:
        return 0
    if _telling(mine) != _telling(theirs) or _numbers(mine) != _numbers(theirs):
        return 0
    cost = _cost(mine, theirs)
    if cost is None:
        return 0
    score = 100 - round(cost / max(len(one), len(other)))
    return min(99, score) if score >= CUTOFF else 0


def _cost(mine: Sequence[str], theirs: Sequence[str]) -> int | None:
    """What it takes to bring one to the other, in hundredths of a letter; ``None`` where words really differ."""
    if "".join(mine) == "".join(theirs) or "".join(reversed(mine)) == "".join(theirs):
        return _EDIT_COST
    if len(mine) != len(theirs):
        return 100 * sum(map(len, (*mine, *theirs))) if not mine or not theirs else None
    left, cost = list(theirs), 0
    for word in mine:
        match = next((found for found in left if _is_slip(word, found)), None)
        if match is None:
            return None
        left.remove(match)
        cost += _EDIT_COST
    return cost


def _is_slip(one: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two exchanged; never from one country to another."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or (len(one) <= _BLOCK and one[0] != other[0]):
        return False
    if abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    countries = _countries()
    return not (one in countries and other in countries and countries[one] != countries[other])


@cache
def _countries() -> dict[str, str]:
    """Names of countries that are one word, in our languages."""
    from babel import Locale

    from hdplanner.i18n import LANGUAGES

    return {
        comparable(name): code
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code.isalpha() and " " not in name
    }


def _telling(words: Iterable[str]) -> set[int]:
    return {_TELLING[word] for word in words if word in _TELLING}


def _numbers(words: Iterable[str]) -> set[str]:
    return {word for word in words if not word.isalpha() and _DIGIT.search(word)}


class NameIndex:
    """The names seen so far: each is compared only with those that share the beginning of a rare word."""

    def __init__(self) -> None:
        self._exact: dict[str, _Entry] = {}
        self._shorts: dict[str, list[_Entry]] = {}
        self._blocks: dict[str, list[_Entry]] = {}

    def add(self, key: str, names: Iterable[str], short_name: str, row: int | None = None) -> None:
        """Remember a stakeholder under all its names."""
        short = comparable(short_name)
        for name in names:
            entry = _Entry(key, row, comparable(name))
            self._exact.setdefault(entry.key, entry)
            for block in _blocks(entry.key):
                self._blocks.setdefault(block, []).append(entry)
        if short:
            self._shorts.setdefault(short, []).append(_Entry(key, row, comparable(next(iter(names), ""))))

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
        for block in _blocks(key):
            found = self._blocks.get(block, ())
            if len(found) > _COMMON:
                continue
            for entry in found:
                if not fuzz.ratio(key, entry.key, score_cutoff=_LETTERS):
                    continue
                score = spelled_alike(key, entry.key)
                if score > (best.likeness if best else 0):
                    best = _alike(entry, score)
        return best


def _alike(entry: _Entry, score: float) -> Alike:
    return Alike(entry.id, entry.row, int(score))


def _blocks(key: str) -> set[str]:
    return {word[:_BLOCK] for word in key.split()}
