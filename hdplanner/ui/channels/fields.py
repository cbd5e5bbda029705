"""Fields of the form of an activity: a name that is completed, and lines that are read as times or distances."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import time
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.form import LineField

_CLOCK = re.compile(r"(\d{1,2})\s*[:.hH]\s*(\d{2})")
_RANGE = re.compile(r"^\s*(-?\d+)(?:\D+?(-?\d+))?\s*$")


class NameField(LineField):
    """A line completed from names that are read when one comes to it."""

    def __init__(
        self,
        name: str,
        hint: str,
        offers: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, hint, parent)
        self._offers = offers
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self._commit())
        self.setCompleter(completer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            names = list(self._offers())
            if names != self._names.stringList():
                self._names.setStringList(names)
        super().focusInEvent(event)


class ReadField(LineField):
    """A line that is read as something; `taken` comes with what was read, and what cannot be read is marked."""

    taken = Signal(object)

    def __init__(
        self, name: str, hint: str, read: Callable[[str], Any], wrong: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, hint, parent)
        self._read = read
        self._wrong = wrong
        self.committed.connect(self._on_committed)

    def show_value(self, text: str) -> None:
        """Show the value of the file; a text that could not be read gives way to it."""
        self._mark(wrong=False)
        super().show_value(text)

    def _on_committed(self, text: str) -> None:
        try:
            found = self._read(text)
        except ValueError:
            self._mark(wrong=True)
        else:
            self._mark(wrong=False)
            self.taken.emit(found)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.setToolTip(self._wrong if wrong else "")
            self.style().unpolish(self)
            self.style().polish(self)


def read_clock(text: str) -> tuple[time | None, time | None]:
    """The times that a person wrote: 14:30, or 14:30-16:00; nothing is the whole day. Raises ValueError."""
    if not text.strip():
        return None, None
    found = [time(int(hour), int(minute)) for hour, minute in _CLOCK.findall(text)]
    rest = _CLOCK.sub("", text)
    if not 1 <= len(found) <= 2 or re.search(r"\d", rest):
        raise ValueError(text)
    return found[0], found[1] if len(found) > 1 else None


def read_distance(text: str) -> tuple[int, int | None]:
    """The days before a decision that a person wrote: 14, or 7 to 1; after it they are negative. Raises ValueError."""
    match = _RANGE.match(text)
    if match is None:
        raise ValueError(text)
    first, last = int(match[1]), None if match[2] is None else int(match[2])
    if last is not None and last > first:
        first, last = last, first
    return first, None if last == first else last


def distance_text(first: int | None, last: int | None) -> str:
    """A distance as the field takes it."""
    if first is None:
        return ""
    return (
        str(first) if last is None or last == first else _("{first} to {last}").format(first=first, last=last)
    )
