"""Embedding levels of mixed right-to-left and left-to-right text: the Unicode Bidirectional Algorithm, UAX #9.

Pure functions over text; nothing here knows fonts, lines or pages. Checked against all of BidiCharacterTest.txt.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

MAX_DEPTH = 125
_MAX_OPEN_BRACKETS = 63

# Any character whose class can raise a level above 0, or move text around: without one, a paragraph is plain.
_NEEDS_LEVELS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

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

_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_EXPLICIT = _ISOLATES | _REMOVED | {"PDI", "B"}
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_STRONG_SIDE = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}


class _Classes(dict[str, str]):
    """Bidirectional class of each character, remembered; what Unicode leaves unassigned counts as L."""

    def __missing__(self, character: str) -> str:
        found = unicodedata.bidirectional(character) or "L"
        self[character] = found
        return found


_CLASS_OF = _Classes()


def first_strong(text: str) -> int | None:
    """0 or 1 by the first strong character outside isolates (rules P2 and P3), None where there is none."""
    depth = 0
    for character in text:
        found = _CLASS_OF[character]
        if found in _ISOLATES:
            depth += 1
        elif found == "PDI":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif found == "L":
            return 0
        elif found in ("R", "AL"):
            return 1
        elif found == "B":
            return None
    return None


def needs_levels(text: str, base: int) -> bool:
    """False where every character surely stands at level 0, so that nobody need work out levels."""
    return bool(base) or _NEEDS_LEVELS.search(text) is not None


def embedding_levels(text: str, base: int) -> list[int]:
    """The level of each character of one paragraph with the paragraph level `base` (0 or 1).

    Characters that rule X9 removes get the level of their neighbour. Rule L1 is applied for separators; the
    white space at the end of a line is the line breaker's (`reset_trailing`).
    """
    classes = [_CLASS_OF[c] for c in text]
    present = set(classes)
    if present.isdisjoint(_EXPLICIT):
        levels = [base] * len(text)
        resolved = list(classes)
        _resolve_sequence(text, resolved, levels, range(len(text)), base, base, present)
    else:
        resolved = list(classes)
        levels = _explicit_levels(text, resolved, base)
        for sequence, start, end in _isolating_sequences(classes, levels, base):
            _resolve_sequence(text, resolved, levels, sequence, start, end, None)
        _give_removed_a_level(classes, levels, base)
    if "S" in present or "B" in present:
        _reset_separators(classes, levels, base)
    return levels


def reset_trailing(text: str, levels: list[int], base: int) -> None:
    """Rule L1 at the end of a line: trailing white space and formatting takes the paragraph's level."""
    for i in range(len(text) - 1, -1, -1):
        if _CLASS_OF[text[i]] not in ("WS", "FSI", "LRI", "RLI", "PDI", *_REMOVED):
            return
        levels[i] = base


def visual_order(items: Sequence[T], levels: Sequence[int]) -> list[T]:
    """The items of one line from left to right (rule L2)."""
    ordered = list(items)
    depth = list(levels)
    odd = [level for level in depth if level & 1]
    if not odd:
        return ordered
    for level in range(max(depth), min(odd) - 1, -1):
        i = 0
        while i < len(ordered):
            if depth[i] < level:
                i += 1
                continue
            j = i
            while j < len(ordered) and depth[j] >= level:
                j += 1
            ordered[i:j] = ordered[i:j][::-1]
            depth[i:j] = depth[i:j][::-1]
            i = j
    return ordered


# Rules X1 to X8 ---------------------------------------------------------------------------------------------


def _matching_isolate_end(text: str, start: int) -> int:
    """Where the isolate that opens at `start` is closed, or the end of the paragraph (BD9)."""
    depth = 1
    for i in range(start + 1, len(text)):
        found = _CLASS_OF[text[i]]
        if found in _ISOLATES:
            depth += 1
        elif found == "PDI":
            depth -= 1
            if not depth:
                return i
        elif found == "B":
            return i
    return len(text)


class _Explicit:
    """The directional status stack of rules X1 to X8, fed one character at a time."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    def _next_level(self, rtl: bool) -> int:
        level = self.stack[-1][0]
        return (level + 1) | 1 if rtl else (level + 2) & ~1

    def embed(self, rtl: bool, override: str) -> None:
        level = self._next_level(rtl)
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.stack.append((level, override, False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, rtl: bool) -> None:
        level = self._next_level(rtl)
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.overflow_isolates += 1

    def pop_isolate(self) -> None:
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def pop_embedding(self) -> None:
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _explicit_levels(text: str, resolved: list[str], base: int) -> list[int]:
    """Levels by embeddings and isolates; overrides are written into `resolved`."""
    state = _Explicit(base)
    levels = [base] * len(text)
    for i, found in enumerate(resolved):
        if found in ("RLE", "LRE", "RLO", "LRO"):
            levels[i] = state.stack[-1][0]
            state.embed(found[0] == "R", found[0] if found[2] == "O" else "")
            continue
        if found == "PDF":
            state.pop_embedding()
        elif found == "PDI":
            state.pop_isolate()
        level, override, _ = state.stack[-1]
        levels[i] = base if found == "B" else level
        if override and found not in ("B", "BN", "PDF"):
            resolved[i] = override
        if found in _ISOLATES:
            rtl = found == "RLI"
            if found == "FSI":
                rtl = first_strong(text[i + 1 : _matching_isolate_end(text, i)]) == 1
            state.isolate(rtl)
        elif found == "B":
            state = _Explicit(base)
    return levels


# Rule X10 ---------------------------------------------------------------------------------------------------


def _level_runs(kept: list[int], levels: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in kept:
        if runs and levels[runs[-1][-1]] == levels[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _isolate_pairs(classes: list[str]) -> dict[int, int]:
    """Each isolate initiator that has a matching PDI, and that PDI (BD9)."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for i, found in enumerate(classes):
        if found in _ISOLATES:
            opened.append(i)
        elif found == "PDI" and opened:
            pairs[opened.pop()] = i
        elif found == "B":
            opened.clear()
    return pairs


def _isolating_sequences(
    classes: list[str], levels: list[int], base: int
) -> list[tuple[list[int], int, int]]:
    """Isolating run sequences (BD13), each with the levels that its sos and eos are made from."""
    kept = [i for i, found in enumerate(classes) if found not in _REMOVED]
    place = {index: k for k, index in enumerate(kept)}
    pairs = _isolate_pairs(classes)
    closers = set(pairs.values())
    runs = _level_runs(kept, levels)
    run_at = {run[0]: run for run in runs}
    sequences = []
    for run in runs:
        if run[0] in closers:
            continue
        sequence = list(run)
        while (end := pairs.get(sequence[-1])) is not None and end in run_at:
            sequence.extend(run_at[end])
        level = levels[sequence[0]]
        k = place[sequence[0]]
        before = levels[kept[k - 1]] if k else base
        k = place[sequence[-1]]
        unmatched = classes[sequence[-1]] in _ISOLATES
        after = base if unmatched or k + 1 == len(kept) else levels[kept[k + 1]]
        sequences.append((sequence, max(level, before), max(level, after)))
    return sequences


# Rules W1 to W7, N0 to N2, I1 and I2 ------------------------------------------------------------------------


def _resolve_sequence(
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
            previous = "ON" if kind in _ISOLATES or kind == "PDI" else kind


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

    for start, end in pairs:
        if holds(direction, start, end):
            found = direction
        elif holds(opposite, start, end):
            found = opposite if _strong_before(sides, start, sos) == opposite else direction
        else:
            continue
        for place in (start, end):
            kinds[place] = found
            sides[found].insert(bisect_left(sides[found], place), place)
            follow = place + 1
            while follow < len(kinds) and originals[follow] == "NSM":
                kinds[follow] = found
                follow += 1


def _strong_before(sides: dict[str, list[int]], place: int, sos: str) -> str:
    nearest = {
        side: (places[k - 1] if (k := bisect_left(places, place)) else -1) for side, places in sides.items()
    }
    if nearest["R"] == nearest["L"]:
        return sos
    return "R" if nearest["R"] > nearest["L"] else "L"


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


# Rule L1 and what X9 removed --------------------------------------------------------------------------------


def _give_removed_a_level(classes: list[str], levels: list[int], base: int) -> None:
    previous = base
    for i, found in enumerate(classes):
        if found in _REMOVED:
            levels[i] = previous
        else:
            previous = levels[i]


def _reset_separators(classes: list[str], levels: list[int], base: int) -> None:
    """L1: separators, and the white space before them, stand at the paragraph's level."""
    pending = len(classes)
    for i, found in enumerate(classes):
        if found in ("S", "B"):
            for k in range(min(pending, i), i + 1):
                levels[k] = base
            pending = len(classes)
        elif found in ("WS", "FSI", "LRI", "RLI", "PDI") or found in _REMOVED:
            pending = min(pending, i)
        else:
            pending = len(classes)
