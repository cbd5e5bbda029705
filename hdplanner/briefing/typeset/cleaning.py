"""Text as it may be set: composed (NFC), without control characters, its direction signs balanced.

A page must never fail, or turn round, because of what somebody pasted into a field.
"""

from __future__ import annotations

import re
import unicodedata

FSI, PDI = "\u2068", "\u2069"
_MAX_ISOLATES = 200

_DROPPED = dict.fromkeys(
    (
        *range(9),
        *range(14, 32),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        *range(0xFFF9, 0xFFFC),
        0xFEFF,
        *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
        # Embeddings and overrides turn what follows round; isolates do their work and stay where they stand.
        *range(0x202A, 0x202F),
        *range(0x206A, 0x2070),
    )
)
_DROPPED |= {ord(c): " " for c in "\t\v\f\u1680"} | {ord(c): "\n" for c in "\x85\u2028\u2029"}
_PLAIN = re.compile(r"[ -~\n]*\Z")
# Nothing that is dropped, made another sign or counted; NFC alone may still change it.
_HARMLESS = re.compile("[\n -~\u00a0-\u167f\u1681-\u2027\u202f-\u2065\u2070-\ud7ff]*\\Z")
_ISOLATES = re.compile("[\u2066-\u2069]")


def clean(text: str) -> str:
    """The text that is set. Line ends become "\\n"; nothing that prints is lost."""
    if _PLAIN.match(text) or (_HARMLESS.match(text) and unicodedata.is_normalized("NFC", text)):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_DROPPED)
    return _balance(unicodedata.normalize("NFC", text))


def isolate(text: str) -> str:
    """Text whose direction does not touch its neighbours: for a name inside one of our sentences."""
    return f"{FSI}{text}{PDI}" if text else text


def _balance(text: str) -> str:
    """Drop isolates that nothing closes, and what closes nothing, in each line."""
    if not _ISOLATES.search(text):
        return text
    return "\n".join(_balance_line(line) for line in text.split("\n"))


def _balance_line(line: str) -> str:
    opened: list[int] = []
    kept: set[int] = set()
    for found in _ISOLATES.finditer(line):
        if found[0] != PDI:
            opened.append(found.start())
        elif opened and len(kept) < 2 * _MAX_ISOLATES:
            kept.update((opened.pop(), found.start()))
    return "".join(c for i, c in enumerate(line) if not "\u2066" <= c <= PDI or i in kept)
