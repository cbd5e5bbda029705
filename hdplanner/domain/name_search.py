"""Known names in free text, found as a reader would: in any capitals, however spaces, quotes and vowel signs are set.

What a language adds to a name at its end (a Russian genitive, say) is found only where that is asked for, behind names
of several words: that is why somebody reads what remains. What Arabic writes in front of one word with it is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

SHORTEST = 3
"""Names of fewer letters are not searched: they would hit ordinary words. Of Chinese characters two are enough."""

_ENDING = 4
"""Letters that a language may add at the end of a name."""

_IN_CAPITALS = 3
"""Acronyms of up to so many letters are searched in capitals only, and in addresses: WHO is not who."""
_ADDRESS_BEFORE, _ADDRESS_BEHIND = re.compile(r"\w\.\Z|[/@]\Z"), re.compile(r"\.\w|[/@]")

# Python counts vowel signs and accents that stand on a letter as no part of a word; people do.
_INSIDE = (
    r"\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
_WORD = re.compile(f"[{_INSIDE}]+")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_SIGNS = "\u0640\u064b-\u065f\u0670"  # vowel signs, and the line that stretches a word
_FILLERS = re.compile(f"[{_SIGNS}]")
_SPACE = re.compile(r"[\s\u00a0\u202f]+")
_QUOTES = "'\u2018\u2019\u02bc`"
_ALIKE = (
    "\u0627\u0622\u0623\u0625",
    "\u064a\u0649\u06cc",
    "\u0647\u0629",
    "\u0643\u06a9",
    _QUOTES,
)
_ALIKE_OF = {letter: same for same in (*_ALIKE, "-\u2010\u2011\u2012\u2013") for letter in same}
_IN_FRONT = re.compile("[\u0648\u0641]?[\u0628\u0643\u0644]?(?:\u0627\u0644)?")
_THE, _TO_THE = "\u0627\u0644", "\u0644\u0644"


class Found(NamedTuple):
    """Where a name stands in a text, and which: as it was given."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class _Name:
    """A name in one of its forms; ``start`` is what a word of the text must begin with for it to be tried.

    ``ending`` is how many letters a language may have added at the end.
    """

    name: str
    form: str
    ending: int = 0

    @property
    def start(self) -> str:
        """The first word of the form, or its first letter where words have no spaces between them."""
        first = self.form[0]
        word = _WORD.match(self.form)
        return first if _SPACELESS.match(first) or word is None else _folded(word.group())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The form with everything that may differ in print; not followed by more of a word."""
        letters = "".join(map(_letter, _SPACE.sub(" ", self.form)))
        more = f"[{_INSIDE}]{{0,{self.ending}}}" if self.ending else ""
        end = "" if _SPACELESS.match(self.form[-1]) else f"{more}(?![{_INSIDE}])"
        return re.compile(letters + end, re.IGNORECASE)

    @property
    def only_in_capitals(self) -> bool:
        """Whether it is an acronym that may be an ordinary word in small letters."""
        return len(self.name) <= _IN_CAPITALS and self.name.isupper()


class NameSearch:
    """Finds names in texts, the longest where several begin at one place; those of several words with ``endings``."""

    def __init__(self, names: Iterable[str], *, endings: bool = False) -> None:
        self._by_start: dict[str, list[_Name]] = {}
        for name in sorted({*map(tidy, names)} - {""}, key=lambda one: (-len(one), one)):
            ending = _ENDING if endings and len(name.split()) > 1 else 0
            for form in _forms(name):
                self._by_start.setdefault((made := _Name(name, form, ending)).start, []).append(made)

    def find(self, text: str) -> Iterator[Found]:
        """Every name in a text, from its beginning on, none over another."""
        end = 0
        for place in _places(text) if self._by_start else ():
            if place >= end and (found := self._at(text, place)) is not None:
                yield found
                end = found.end

    def replaced(self, text: str, by: Callable[[str], str]) -> str:
        """The text with each name replaced by what ``by`` gives for it."""
        parts, at = [], 0
        for found in self.find(text):
            parts += [text[at : found.start], by(found.name)]
            at = found.end
        return "".join([*parts, text[at:]]) if at else text

    def _at(self, text: str, place: int) -> Found | None:
        word = _WORD.match(text, place)
        starts = (text[place],) if word is None else (_folded(word.group()), text[place])
        for start in dict.fromkeys(starts):
            for name in self._by_start.get(start, ()):
                match = name.pattern.match(text, place)
                if match is not None and _is_meant(name, match):
                    return Found(match.start(), match.end(), name.name)
        return None


def tidy(name: str) -> str:
    """Return a name without what stands around it, as it is searched for; empty where it is too short for that."""
    name = unicodedata.normalize("NFC", name).strip().strip('()[]{}"“”«».,;:')
    return name if len(name) >= (2 if _HAN.match(name) else SHORTEST) else ""


def words_of(text: str) -> frozenset[str]:
    """The words of a text, so folded that no name stands in it without its words: to pass over texts at little cost."""
    words = (_folded(word) for word in _WORD.findall(text))
    return frozenset(word.replace("\u0307", "").replace("\u0131", "i") for word in words)


def later_words(name: str) -> frozenset[str]:
    """The words of a name behind its first; none where words may run into each other, as in Chinese or at a quote."""
    first = _WORD.search(name)
    if first is None or _SPACELESS.search(name) or any(quote in name for quote in _QUOTES):
        return frozenset()
    return words_of(name[first.end() :])


def _forms(name: str) -> Iterator[str]:
    yield name
    if name.startswith(_THE):
        yield _TO_THE + name[len(_THE) :]


def _letter(letter: str) -> str:
    """A letter as a pattern: with those that are written alike, and with signs that may stand behind it."""
    if letter == " ":
        return _SPACE.pattern
    if _FILLERS.match(letter):
        return ""
    same = _ALIKE_OF.get(letter)
    pattern = f"[{re.escape(same)}]" if same else re.escape(letter)
    return f"{pattern}[{_SIGNS}]*" if _ARABIC.match(letter) else pattern


def _folded(word: str) -> str:
    plain = _FILLERS.sub("", unicodedata.normalize("NFC", word)).casefold()
    return "".join(_ALIKE_OF.get(letter, letter)[0] for letter in plain)


def _places(text: str) -> Iterator[int]:
    """Where a name may begin: at words, behind what Arabic writes in front, between letters where nothing divides."""
    for word in _WORD.finditer(text):
        start, end = word.span()
        yield start
        if _SPACELESS.search(text, start, end):
            yield from range(start + 1, end)
        elif _ARABIC.match(text, start):
            front = _IN_FRONT.match(text, start, end)
            yield from range(start + 1, min(front.end(), end - 1) + 1 if front else start + 1)


def _is_meant(name: _Name, match: re.Match[str]) -> bool:
    """Whether an acronym is no ordinary word here: it is in capitals, or in an address, where all is written small."""
    if not name.only_in_capitals or match.group().isupper():
        return True
    text, start, end = match.string, match.start(), match.end()
    return bool(
        _ADDRESS_BEFORE.search(text[max(0, start - 2) : start]) or _ADDRESS_BEHIND.match(text[end : end + 2])
    )
