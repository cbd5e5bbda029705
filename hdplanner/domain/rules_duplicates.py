"""Which stakeholders of a file are likely one and the same: by all their names, and by what speaks for and against it.

Likely is no verdict: a person looks at each pair. Compares only names that share their words, so that it scales.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from hdplanner.domain.choices import Choice
from hdplanner.domain.folding import fold
from hdplanner.domain.rules_likeness import comparable, initials, sounds, spelled_alike

LIKELY: Final = 85
"""From this likeness on (0 to 100) a pair is shown."""

_OWNERS: Final = 3
"""An acronym that more have tells nothing."""

_CROWD: Final = 12
"""So many of one name are compared with the first of them only: it is a common name, not a slip."""

_ACRONYM, _INITIALS, _SOUND = 95, 90, 90
_SUPPORT, _AGAINST, _OTHER_KIND = 2, 4, 12
_FEWEST_SOUNDS, _FEWEST_INITIALS = 5, 3


class Reason(Choice):
    """Why two names were taken for one."""

    SAME = "same"
    WORDS = "words"
    SPELLING = "spelling"
    SCRIPT = "script"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Named:
    """A stakeholder as it is compared: its names, its acronyms, and what may tell it from another."""

    id: str
    names: tuple[str, ...]
    shorts: tuple[str, ...] = ()
    country: str = ""
    kind: str = ""
    actor_type: str | None = None
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two stakeholders, the smaller key first, and the two names that are most like."""

    first_id: str
    second_id: str
    likeness: int
    reason: Reason
    first: str
    second: str
    same_country: bool = False
    same_parent: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    of: Named
    text: str
    key: str


def likely_pairs(
    stakeholders: Iterable[Named], distinct: Collection[tuple[str, str]] = ()
) -> list[LikelyPair]:
    """Return the pairs that are likely one, most like first; ``distinct`` are known to be two.

    Another known country, or a post beside an institution of another spelling, speaks against it.
    """
    named = list(stakeholders)
    best: dict[tuple[str, str], LikelyPair] = {}
    apart = frozenset(distinct)
    for one, other, short in _candidates(named):
        if one.of.id > other.of.id:
            one, other = other, one
        keys = (one.of.id, other.of.id)
        if keys[0] == keys[1] or keys in apart:
            continue
        found = _compared(one, other, short)
        if found and (keys not in best or found.likeness > best[keys].likeness):
            best[keys] = found
    return sorted(best.values(), key=lambda pair: (-pair.likeness, pair.first.casefold(), pair.first_id))


def _candidates(named: Sequence[Named]) -> Iterator[tuple[_Name, _Name, bool]]:
    """Names that share all words, all but one, all their sounds, or (with true) an acronym."""
    for pair in _alike(named):
        yield *pair, False
    for pair in _acronyms(named):
        yield *pair, True


def _alike(named: Sequence[Named]) -> Iterator[tuple[_Name, _Name]]:
    names = [_Name(one, text, key) for one in named for text in one.names if (key := comparable(text))]
    yield from _sharing((name.key, name) for name in names)
    yield from _sharing((block, name) for name in names for block in _slips(name.key))
    heard = [(sounds(name.key), name) for name in names]
    yield from _sharing((key, name) for key, name in heard if len(key) >= _FEWEST_SOUNDS)


def _slips(key: str) -> set[str]:
    """What a name shares with itself misspelt: its words without one, and a word alone without one letter."""
    words = key.split()
    if len(words) == 1:
        return {key[:i] + key[i + 1 :] for i in range(len(key))} | {key} if len(key) > 5 else set()
    whole = "".join(words)
    return {" ".join(words[:i] + words[i + 1 :]) for i in range(len(words))} | {key, whole}


def _sharing(keyed: Iterable[tuple[str, _Name]]) -> Iterator[tuple[_Name, _Name]]:
    groups: dict[str, list[_Name]] = {}
    for key, name in keyed:
        groups.setdefault(key, []).append(name)
    for group in groups.values():
        if len(group) <= _CROWD:
            yield from combinations(group, 2)
        else:
            yield from _crowd(group)


def _crowd(group: list[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Of a name that many have: neighbours in the alphabet, and those of one spelling with their first."""
    ordered = sorted(group, key=lambda name: (name.key, name.of.country, name.of.id))
    for step in (1, 2, 3):
        yield from zip(ordered, ordered[step:], strict=False)
    backwards = sorted(group, key=lambda name: name.key[::-1])
    yield from pairwise(backwards)


def _acronyms(named: Sequence[Named]) -> Iterator[tuple[_Name, _Name]]:
    """A short name, or a name in capitals alone, beside those whose short name or initials it is."""
    shorts: dict[str, list[_Name]] = {}
    for one in named:
        for text in (*one.shorts, *(name for name in one.names if _is_acronym(name))):
            shorts.setdefault(fold(text), []).append(_Name(one, text, comparable(text)))
    for name in (_Name(one, text, comparable(text)) for one in named for text in one.names):
        for short in {name.key, *initials(name.text)}:
            owners = shorts.get(short, [])
            for found in owners if len(owners) <= _OWNERS else ():
                if found.key == name.key and found.text not in found.of.names:
                    yield name, _Name(found.of, found.of.names[0], comparable(found.of.names[0]))
                else:
                    yield found, name


def _is_acronym(name: str) -> bool:
    bare = name.replace(".", "").strip()
    return 1 < len(bare) <= 8 and bare.isalnum() and bare.upper() == bare and not bare.isdecimal()


def _compared(one: _Name, other: _Name, short: bool) -> LikelyPair | None:
    """What two names say about their stakeholders, or nothing."""
    if one.of.country and other.of.country and one.of.country != other.of.country:
        return None
    base, reason = _names_compared(one, other, short)
    if not base:
        return None
    same_country = bool(one.of.country) and one.of.country == other.of.country
    same_parent = one.of.parent_id is not None and one.of.parent_id == other.of.parent_id
    score = base + _SUPPORT * (same_country + same_parent)
    score -= _OTHER_KIND * (one.of.kind != other.of.kind)
    score -= _AGAINST * _differ(one.of.actor_type, other.of.actor_type)
    score -= _AGAINST * _differ(one.of.parent_id, other.of.parent_id)
    under = other.of.id == one.of.parent_id or one.of.id == other.of.parent_id
    if score < LIKELY or (under and base < 100):
        return None
    return LikelyPair(
        one.of.id,
        other.of.id,
        min(score, 100 if base == 100 else 99),
        reason,
        one.text,
        other.text,
        same_country,
        same_parent,
    )


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _names_compared(one: _Name, other: _Name, short: bool) -> tuple[int, Reason]:
    if one.key == other.key:
        if fold(one.text) == fold(other.text):
            return 100, Reason.SAME
        return (98, Reason.WORDS) if _same_script(one, other) else (96, Reason.SCRIPT)
    if not _same_script(one, other) and _sound_alike(one.key, other.key):
        return _SOUND, Reason.SCRIPT
    if short and (found := _acronym_of(one, other) or _acronym_of(other, one)):
        return found, Reason.ACRONYM
    return spelled_alike(one.key, other.key), Reason.SPELLING


def _same_script(one: _Name, other: _Name) -> bool:
    return _is_latin(one.text) == _is_latin(other.text)


def _is_latin(text: str) -> bool:
    return fold(text).isascii()


def _sound_alike(one: str, other: str) -> bool:
    heard = sounds(one)
    return len(heard) >= _FEWEST_SOUNDS and heard == sounds(other)


def _acronym_of(short: _Name, long: _Name) -> int:
    """How sure it is that the first name is short for the second; no word of one that has a long name of its own."""
    key = fold(short.text)
    if " " in key or " " not in fold(long.text) or any(" " in fold(name) for name in short.of.names):
        return 0
    known = {fold(text) for text in long.of.shorts}
    if key in known:
        return _ACRONYM
    fits = not known and len(key) >= _FEWEST_INITIALS and key in initials(long.text)
    return _INITIALS if fits else 0
