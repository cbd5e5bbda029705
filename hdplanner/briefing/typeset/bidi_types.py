"""The types of characters in one run of bidirectional text: rules W1 to W7, N0 to N2, I1 and I2 of UAX #9.

Works on the sequences that `typeset.bidi` finds; changes levels in place.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

_MAX_OPEN_BRACKETS = 63
ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_STRONG_SIDE = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}

_OPENING = (
    "([{\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2329\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5"
    "\u27e6\u27e8\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u298d\u298f\u2991\u2993\u2995\u2997\u29d8\u29da"
    "\u29fc\u2e22\u2e24\u2e26\u2e28\u2e55\u2e57\u2e59\u2e5b\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a"
    "\ufe59\ufe5b\ufe5d\uff08\uff3b\uff5b\uff5f\uff62"
)
_IRREGULAR_CLOSING = {
    "[": "]",
    "{": "}",
    "\u298d": "\u2990",
    "\u298f": "\u298e",
    "\uff08": "\uff09",
    "\uff3b": "\uff3d",
    "\uff5b": "\uff5d",
    "\uff5f": "\uff60",
}


def _canonical(character: str) -> str:
    """The bracket that UAX #9 takes an equivalent one for (U+2329 is U+3008)."""
    return unicodedata.normalize("NFD", character)


_CLOSING_OF = {o: _IRREGULAR_CLOSING.get(o, chr(ord(o) + 1)) for o in _OPENING}
_OPENS = {o: _canonical(c) for o, c in _CLOSING_OF.items()}
_CLOSES = {c: _canonical(c) for c in _CLOSING_OF.values()}
_BRACKETS = frozenset(_OPENS) | frozenset(_CLOSES)


def resolve_sequence(
    text: str,
    resolved: list[str],
    levels: list[int],
    sequence: Sequence[int],
    start: int,
    end: int,
    present: set[str] | None,
) -> None:
    """Resolve one isolating run sequence in place: weak types, neutrals, then levels."""
    if not sequence:
        return
    sos, eos = ("R" if start & 1 else "L"), ("R" if end & 1 else "L")
    level = levels[sequence[0]]
    kinds = [resolved[i] for i in sequence]
    present = set(kinds) if present is None else present
    originals = list(kinds)
    _resolve_weak(kinds, sos, present)
    direction = "R" if level & 1 else "L"
    if not _BRACKETS.isdisjoint(text):
        _resolve_brackets(text, sequence, kinds, originals, direction, sos)
    if not _NEUTRAL.isdisjoint(kinds):
        _resolve_neutrals(kinds, sos, eos, direction)
    if level & 1:
        for i, kind in zip(sequence, kinds, strict=True):
            if kind != "R":
                levels[i] = level + 1
    else:
        for i, kind in zip(sequence, kinds, strict=True):
            if kind == "R":
                levels[i] = level + 1
            elif kind != "L":
                levels[i] = level + 2


def _resolve_weak(kinds: list[str], sos: str, present: set[str]) -> None:
    if "NSM" in present:
        _resolve_marks(kinds, sos)
    if "EN" in present:
        _arabic_context_numbers(kinds, sos)
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    if not present.isdisjoint(("ES", "CS", "ET")):
        _resolve_separators(kinds)
    if "EN" in present:
        _latin_context_numbers(kinds, sos)


def _resolve_marks(kinds: list[str], sos: str) -> None:
    """W1: a nonspacing mark takes the type before it; after an isolate it is neutral."""
    previous = sos
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[i] = previous
        else:
            previous = "ON" if kind in ISOLATES or kind == "PDI" else kind


def _arabic_context_numbers(kinds: list[str], sos: str) -> None:
    """W2: European digits after an Arabic letter are Arabic numbers."""
    strong = sos
    for i, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"


def _resolve_separators(kinds: list[str]) -> None:
    """W4 to W6: separators between digits, terminators beside them, what is left is neutral."""
    last = len(kinds) - 1
    for i, kind in enumerate(kinds):
        if kind in ("ES", "CS") and 0 < i < last:
            before, after = kinds[i - 1], kinds[i + 1]
            if before == after and (before == "EN" or (before == "AN" and kind == "CS")):
                kinds[i] = before
    i = 0
    while i <= last:
        if kinds[i] != "ET":
            i += 1
            continue
        j = i
        while j <= last and kinds[j] == "ET":
            j += 1
        beside = (i and kinds[i - 1] == "EN") or (j <= last and kinds[j] == "EN")
        kinds[i:j] = ["EN" if beside else "ON"] * (j - i)
        i = j
    kinds[:] = ["ON" if kind in ("ES", "CS") else kind for kind in kinds]


def _latin_context_numbers(kinds: list[str], sos: str) -> None:
    """W7: European digits after a Latin letter belong to it."""
    strong = sos
    for i, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"


def _bracket_pairs(text: str, sequence: Sequence[int], kinds: list[str]) -> list[tuple[int, int]]:
    """BD16: places (within the sequence) of the brackets that belong together, in order of the opening one."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, i in enumerate(sequence):
        character = text[i]
        if character not in _BRACKETS or kinds[place] != "ON":
            continue
        if character in _OPENS:
            if len(opened) == _MAX_OPEN_BRACKETS:
                break
            opened.append((_OPENS[character], place))
            continue
        wanted = _CLOSES[character]
        for k in range(len(opened) - 1, -1, -1):
            if opened[k][0] == wanted:
                pairs.append((opened[k][1], place))
                del opened[k:]
                break
    return sorted(pairs)


_SIDE_OF = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


def _resolve_brackets(
    text: str, sequence: Sequence[int], kinds: list[str], originals: list[str], direction: str, sos: str
) -> None:
    """N0: a pair of brackets takes the direction of what it holds, or of what stands before it."""
    pairs = _bracket_pairs(text, sequence, kinds)
    if not pairs:
        return
    sides = {
        "R": [i for i, kind in enumerate(kinds) if kind in ("R", "EN", "AN")],
        "L": [i for i, kind in enumerate(kinds) if kind == "L"],
    }
    opposite = "L" if direction == "R" else "R"

    def holds(side: str, start: int, end: int) -> bool:
        places = sides[side]
        k = bisect_left(places, start + 1)
        return k < len(places) and places[k] < end

    before, seen = sos, 0
    for start, end in pairs:
        for kind in kinds[seen:start]:
            before = _SIDE_OF.get(kind, before)
        seen = start
        if holds(direction, start, end):
            found = direction
        elif holds(opposite, start, end):
            found = opposite if before == opposite else direction
        else:
            continue
        for place in (start, end):
            kinds[place] = found
            follow = place + 1
            while follow < len(kinds) and originals[follow] == "NSM":
                kinds[follow] = found
                follow += 1


def _resolve_neutrals(kinds: list[str], sos: str, eos: str, direction: str) -> None:
    """N1 and N2: neutrals between two of one direction take it, others that of the embedding."""
    i, count = 0, len(kinds)
    while i < count:
        if kinds[i] not in _NEUTRAL:
            i += 1
            continue
        j = i
        while j < count and kinds[j] in _NEUTRAL:
            j += 1
        before = _STRONG_SIDE[kinds[i - 1]] if i else sos
        after = _STRONG_SIDE[kinds[j]] if j < count else eos
        kinds[i:j] = [before if before == after else direction] * (j - i)
        i = j
