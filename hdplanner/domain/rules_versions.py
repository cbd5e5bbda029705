"""What changed from one wording to the next, word by word. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from hdplanner.domain.rules_words import HAN

Kind = Literal["same", "added", "removed"]

_PIECES = re.compile(rf"(?:{HAN.pattern}|[^\W_]+(?:['’\-.][^\W_]+)*|.)\s*", re.DOTALL)
"""A word, a Chinese letter or a mark, with the space behind it: half as many pieces to compare."""


class Run(NamedTuple):
    """A stretch of text that both wordings share, or that one of them has alone."""

    text: str
    kind: Kind


def compare(old: str, new: str) -> list[Run]:
    """Return ``new`` beside ``old`` as runs: joined, the same and removed give ``old``, the same and added ``new``."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(runs, "same", before[a:b])
        else:
            _add(runs, "removed", before[a:b])
            _add(runs, "added", after[c:d])
    return runs


def _add(runs: list[Run], kind: Kind, pieces: list[str]) -> None:
    if pieces:
        runs.append(Run("".join(pieces), kind))
