"""What every list and scale of the domain is made of: a stable value for files, a sentence for people.

The value goes into files and commands and never changes; the text is shown, translated.
Must not import anything heavy: the window needs the lists before it needs the database.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self


class Choice(StrEnum):
    """A member of a closed list: ``NAME = "stable-value", N_("Shown text")``."""

    text: str

    def __new__(cls, value: str, text: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.text = text
        return member


class Scale(IntEnum):
    """A step of an ordered scale: ``NAME = number, N_("Name of the step"), N_("what it means")``."""

    text: str
    meaning: str

    def __new__(cls, value: int, text: str = "", meaning: str = "") -> Self:
        member = int.__new__(cls, value)
        member._value_ = value
        member.text = text
        member.meaning = meaning
        return member
