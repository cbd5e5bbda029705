"""Where a line may end: after spaces, hyphens, dashes and slashes, and between ideographs.

A plain subset of UAX #14. Thai, Lao, Khmer and Burmese, which need a dictionary, break at spaces and at
zero-width spaces, else where the line is full, between letters and never before a mark.
"""

from __future__ import annotations

import re

_IDEOGRAPHS = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_IDEOGRAPH = f"[{_IDEOGRAPHS}\U00020000-\U0003ffff]"
_NO_LINE_STARTS = "、。，．！？；：）〉》」』】〕〗”’％!,.:;?)\\]}%…·ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_NO_LINE_ENDS = "（〈《「『【〔〖“‘(\\[{"

# A stretch that stays together, with the spaces behind it.
_PLAIN_STRETCH = re.compile(r"[^ ]+ *| +")
_NEEDS_CARE = re.compile(f"[-/\u200b\u2010\u2012-\u2014]|{_IDEOGRAPH}")
_INSIDE = re.compile(
    "(?<=\u200b)"
    r"|(?<=[^\W\d_][-/\u2010])(?=[^\W\d_])"  # between letters: head-quarters, and/or; not 2-3, not -5
    "|(?<=[\u2012-\u2014])(?=[^\\W\\d_])"
    f"|(?<={_IDEOGRAPH})(?![{_NO_LINE_STARTS}])(?=.)"
    f"|(?<=[{_NO_LINE_STARTS}])(?={_IDEOGRAPH})"
    r"|(?<=[、。，．！？；：])(?=\w)"
    f"|(?<![{_NO_LINE_ENDS}])(?<=.)(?={_IDEOGRAPH})"
)
_NEVER_AFTER = re.compile(f"[{_NO_LINE_ENDS}]\\Z")


def stretches(line: str) -> list[str]:
    """The line cut at every place where it may break; joined again they give the line."""
    parts = _PLAIN_STRETCH.findall(line)
    if _NEEDS_CARE.search(line) is None:
        return parts
    return [piece for part in parts for piece in _cut(part)]


def _cut(part: str) -> list[str]:
    if _NEEDS_CARE.search(part) is None:
        return [part]
    pieces: list[str] = []
    for piece in _INSIDE.split(part):
        if not piece:
            continue
        joins = pieces and (
            _NEVER_AFTER.search(pieces[-1]) or not piece.strip() or piece[0] in _NO_LINE_STARTS
        )
        if joins:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
