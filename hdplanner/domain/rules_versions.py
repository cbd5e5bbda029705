"""What changed from one wording to the next, word by word. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from hdplanner.domain.rules_words import HAN

Kind = Literal["same", "added", "removed"]

_PIECES = re.compile(rf"((?:{HAN.pattern}|[^\W_]+(?:['’\-.][^\W_]+)*|\S|(?=\s)))(\s*)")
"""A word, a Chinese letter or a mark, and apart from it the space behind: half as many pieces to compare."""


class Run(NamedTuple):
    """A stretch of text that both wordings share, or that one of them has alone."""

    text: str
    kind: Kind


def compare(old: str, new: str) -> list[Run]:
    """Return ``new`` beside ``old`` as runs: joined, the same and removed give ``old``, the same and added ``new``."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    words = ([word for word, _space in before], [word for word, _space in after])
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag == "equal":
            _add_shared(runs, before[a:b], after[c:d])
        else:
            _add(runs, "removed", "".join(map("".join, before[a:b])))
            _add(runs, "added", "".join(map("".join, after[c:d])))
    return runs


def _add_shared(runs: list[Run], before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    """Add words that both have; the space behind one may have changed alone."""
    for (word, old), (_same, new) in zip(before, after, strict=True):
        _add(runs, "same", word)
        if old == new:
            _add(runs, "same", old)
        else:
            _add(runs, "removed", old)
            _add(runs, "added", new)


def _add(runs: list[Run], kind: Kind, text: str) -> None:
    if not text:
        return
    if runs and runs[-1].kind == kind:
        text = runs.pop().text + text
    runs.append(Run(text, kind))
