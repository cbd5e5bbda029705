"""Which way each letter runs and which font it needs, so that Word sets mixed text as our own pages do.

Isolates become marks of direction, which every version of Word knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from hdplanner.briefing.typeset.bidi import embedding_levels, first_strong, needs_levels
from hdplanner.i18n import direction


@dataclass(frozen=True, slots=True)
class Script:
    """A script with a font of its own, the one that takes its place, and the language that it is taken for."""

    font: str
    instead: str
    letters: str = ""
    language: str = ""
    shaped: bool = True


LATIN = Script("Noto Sans", "Calibri", shaped=False)
ARABIC = Script("Arial", "Noto Sans Arabic")
CHINESE = Script("Noto Sans SC", "Microsoft YaHei", shaped=False)
SCRIPTS = (
    Script("Arial", "Noto Sans Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", "he-IL"),
    Script("Noto Sans Devanagari", "Nirmala UI", "\u0900-\u097f\ua8e0-\ua8ff", "hi-IN"),
    Script("Noto Sans Bengali", "Nirmala UI", "\u0980-\u09ff", "bn-BD"),
    Script("Noto Sans Gurmukhi", "Nirmala UI", "\u0a00-\u0a7f", "pa-IN"),
    Script("Noto Sans Gujarati", "Nirmala UI", "\u0a80-\u0aff", "gu-IN"),
    Script("Noto Sans Oriya", "Nirmala UI", "\u0b00-\u0b7f", "or-IN"),
    Script("Noto Sans Tamil", "Nirmala UI", "\u0b80-\u0bff", "ta-IN"),
    Script("Noto Sans Telugu", "Nirmala UI", "\u0c00-\u0c7f", "te-IN"),
    Script("Noto Sans Kannada", "Nirmala UI", "\u0c80-\u0cff", "kn-IN"),
    Script("Noto Sans Malayalam", "Nirmala UI", "\u0d00-\u0d7f", "ml-IN"),
    Script("Noto Sans Sinhala", "Nirmala UI", "\u0d80-\u0dff", "si-LK"),
    Script("Noto Sans Thai", "Leelawadee UI", "\u0e00-\u0e7f", "th-TH"),
    Script("Noto Sans Lao", "Leelawadee UI", "\u0e80-\u0eff", "lo-LA"),
    Script("Noto Sans Myanmar", "Myanmar Text", "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f", "my-MM"),
    Script("Noto Sans Khmer", "Leelawadee UI", "\u1780-\u17ff\u19e0-\u19ff", "km-KH"),
    Script("Noto Sans Ethiopic", "Ebrima", "\u1200-\u139f\u2d80-\u2ddf", "am-ET", shaped=False),
)

_LRM, _RLM = "\u200e", "\u200f"
_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"
_ISOLATES = re.compile("[\u2066-\u2069]")
_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SCRIPTED = re.compile("[" + "".join(script.letters for script in SCRIPTS) + "]")
_PATTERNS = [(script, re.compile(f"[{script.letters}]")) for script in SCRIPTS]
_REGIONS = {
    "ar": "ar-SA",
    "en": "en-GB",
    "es": "es-ES",
    "fa": "fa-IR",
    "fr": "fr-FR",
    "he": "he-IL",
    "prs": "prs-AF",
    "ps": "ps-AF",
    "ru": "ru-RU",
    "ur": "ur-PK",
    "zh": "zh-CN",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language and the way it runs."""

    language: str
    rtl: bool

    @classmethod
    def of(cls, language: str) -> Tongue:
        """The language with the way that it runs by itself."""
        return cls(language, direction(language) == "rtl")

    @property
    def tag(self) -> str:
        """The language as Word names it, with a country; empty where it is not a language."""
        tag = self.language.replace("_", "-")
        return _REGIONS.get(tag, tag) if _TAG.fullmatch(tag) else ""

    @property
    def slot(self) -> str:
        """Which of Word's three languages of a text it is."""
        if self.rtl:
            return "bidi"
        return "eastAsia" if self.tag[:2] in ("zh", "ja", "ko") else "val"


class Way(NamedTuple):
    """How a letter is set: leftwards or not, and in which script where it is not the usual one."""

    rtl: bool
    script: Script | None


def turning(line: str, rtl: bool) -> str:
    """The mark to set before and after a line that runs the other way; empty for one that does not."""
    strong = first_strong(line)
    return _mark(not rtl) if strong is not None and bool(strong) != rtl else ""


def marked(text: str, rtl: bool) -> str:
    """A line whose isolates have become marks of direction; no isolate is left."""
    if not _ISOLATES.search(text):
        return text
    if not rtl and not _LEFTWARDS.search(text):
        return _ISOLATES.sub("", text)
    out: list[str] = []
    around = [rtl]
    for place, character in enumerate(text):
        if character == _PDI and len(around) > 1:
            inner = around.pop()
            out.append(_mark(inner) + _mark(around[-1]))
        elif _ISOLATES.match(character):
            inner = character == _RLI or (character != _LRI and first_strong(_inside(text, place)) == 1)
            out.append(_mark(around[-1]) + _mark(inner))
            around.append(inner)
        else:
            out.append(character)
    return "".join(out)


def _inside(text: str, place: int) -> str:
    """What stands between the isolate at a place and its end."""
    depth = 0
    for found in _ISOLATES.finditer(text, place):
        depth += -1 if found[0] == _PDI else 1
        if not depth:
            return text[place + 1 : found.start()]
    return text[place + 1 :]


def _mark(rtl: bool) -> str:
    return _RLM if rtl else _LRM


def ways(line: str, rtl: bool) -> list[tuple[str, Way]]:
    """The line in stretches that are set in one way each, in their order of reading."""
    flags = _leftwards(line, rtl)
    scripts = _scripts(line, flags) if _SCRIPTED.search(line) else [None] * len(line)
    found = zip(line, map(Way, flags, scripts), strict=True)
    return [
        ("".join(character for character, _way in group), way)
        for way, group in groupby(found, key=lambda pair: pair[1])
    ]


def _leftwards(line: str, rtl: bool) -> list[bool]:
    """For each letter whether it stands in a run from right to left. Numbers go with the words around them."""
    base = int(rtl)
    if not needs_levels(line, base):
        return [rtl] * len(line)
    levels = embedding_levels(line, base)
    flags: list[bool] = []
    for level, group in groupby(levels):
        size = len(list(group))
        stretch = line[len(flags) : len(flags) + size]
        number = (rtl or level > 0) and first_strong(stretch) is None
        flags += [level % 2 == 1 or number] * size
    return flags


def _scripts(line: str, flags: list[bool]) -> list[Script | None]:
    """The script of each letter; signs and spaces go with the letters before them."""
    found: list[Script | None] = []
    for place, character in enumerate(line):
        script = next((one for one, pattern in _PATTERNS if pattern.match(character)), None)
        neutral = script is None and not character.isalpha()
        if neutral and place and flags[place] == flags[place - 1]:
            script = found[-1]
        found.append(script)
    return found
