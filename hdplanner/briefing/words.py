"""How texts come together in one line: lists, clauses, labels and notes with the marks of a language.

French sets a space before ":" and ";", Arabic has its own comma: no section may write such a mark itself.
Texts that run in different directions are kept from turning each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_LEFTWARDS = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]")
_WIDE_BRACKET = "（"
_HAN = re.compile("[\u3007\u3400-\u9fff）]")
_ISOLATE, _END = "\u2068", "\u2069"
_RTL_MARK, _LTR_LETTER = "\u200f", "a"
_RIGHTWARDS = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff]")


@dataclass(frozen=True, slots=True)
class Words:
    """The marks of one language; ``pgettext`` is its catalogue's, ``rtl`` whether it runs leftwards."""

    pgettext: Callable[[str, str], str]
    rtl: bool = False

    def listed(self, items: Iterable[str]) -> str:
        """Names or numbers one behind the other; what is empty is left out."""
        return self.joined(*items, by=self.pgettext("between the items of a list", ", "))

    def clauses(self, *parts: str) -> str:
        """Parts of a sentence that may hold commas themselves."""
        return self.joined(*parts, by=self.pgettext("between the parts of a sentence", "; "))

    def labelled(self, label: str, text: str) -> str:
        """What something is and what it says; with one of them only, that one."""
        if not label or not text:
            return label or text
        template = self.pgettext("a label before a text", "{label}: {text}")
        return self._led(fill(template, label=label, text=text))

    def noted(self, text: str, *notes: str) -> str:
        """A text and, in brackets behind it, what there is to note of it."""
        note = self.clauses(*notes)
        if not note:
            return text
        # Not set apart inside its brackets: these would run rightwards then, and be torn where a line ends.
        bracketed = self.pgettext("a note behind a text", "({note})").format(note=note)
        # Chinese brackets are as wide as a letter and bring their own room.
        if not text:
            return bracketed
        # A note in the direction of its text is one run with it, also where a line ends between the two.
        between = "" if bracketed.startswith(_WIDE_BRACKET) else " "
        return self._led(between.join(apart(text, bracketed)))

    def joined(self, *parts: str, by: str = " · ") -> str:
        """The parts that say something, with a mark between them, in the order in which the language runs."""
        told = [part for part in parts if part]
        if len(told) < 2:
            return "".join(told)
        _language, *kept = apart(_RTL_MARK if self.rtl else _LTR_LETTER, *told)
        return self._led(by.join(kept))

    def _led(self, text: str) -> str:
        """Parts that were set apart have no direction of their own any more: they follow the language's."""
        return _RTL_MARK + text if self.rtl and text.startswith(_ISOLATE) else text


def apart(*texts: str) -> tuple[str, ...]:
    """Texts that may stand in one line: where some run the other way, each is kept from turning the others."""
    if not (any(map(_LEFTWARDS.search, texts)) and any(map(_RIGHTWARDS.search, texts))):
        return texts
    return tuple(f"{_ISOLATE}{text}{_END}" if text else "" for text in texts)


def other_way(one: str, other: str) -> bool:
    """Whether two names are written in different directions, so that who reads one may not read the other."""
    return bool(_LEFTWARDS.search(one)) != bool(_LEFTWARDS.search(other))


def fill(template: str, **values: str) -> str:
    """A sentence with its values in place, whichever way each of them runs."""
    _template, *kept = apart(template, *values.values())
    return template.format(**dict(zip(values, kept, strict=True)))


def full_stop(text: str) -> str:
    """A sentence that ends as one."""
    last = text.rstrip()[-1:]
    if not last or last in ".!?…»”\"'؟۔。！？":
        return text
    return text.rstrip() + ("。" if _HAN.match(last) else ".")
