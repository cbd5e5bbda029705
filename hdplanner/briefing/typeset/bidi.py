"""Embedding levels of mixed right-to-left and left-to-right text: the Unicode Bidirectional Algorithm, UAX #9.

Pure functions over text; nothing here knows fonts, lines or pages. Checked against all of BidiCharacterTest.txt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from hdplanner.briefing.typeset.bidi_types import ISOLATES, resolve_sequence

T = TypeVar("T")

MAX_DEPTH = 125

# Any character whose class can raise a level above 0, or move text around: without one, a paragraph is plain.
_NEEDS_LEVELS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_EXPLICIT = ISOLATES | _REMOVED | {"PDI", "B"}
# With nothing else in a right-to-left paragraph, all of it stands at level 1.
_ALL_RIGHT = frozenset(("R", "AL", "NSM", "WS", "ON", "CS", "ES", "ET", "S", "B"))


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
        if found in ISOLATES:
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
    white space at the end of a line is dropped by the line breaker (`reset_trailing` is for who keeps it).
    """
    present = {_CLASS_OF[c] for c in set(text)}
    if base and present <= _ALL_RIGHT:
        return [1] * len(text)
    classes = [_CLASS_OF[c] for c in text]
    if present.isdisjoint(_EXPLICIT):
        levels = [base] * len(text)
        resolved = list(classes)
        resolve_sequence(text, resolved, levels, range(len(text)), base, base, present)
    else:
        resolved = list(classes)
        levels = _explicit_levels(text, resolved, base)
        for sequence, start, end in _isolating_sequences(classes, levels, base):
            resolve_sequence(text, resolved, levels, sequence, start, end, None)
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
    if depth.count(depth[0]) == len(depth):
        return ordered[::-1]
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
        if found in ISOLATES:
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
        if found in ISOLATES:
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
        if found in ISOLATES:
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
        unmatched = classes[sequence[-1]] in ISOLATES
        after = base if unmatched or k + 1 == len(kept) else levels[kept[k + 1]]
        sequences.append((sequence, max(level, before), max(level, after)))
    return sequences


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
