"""One row of a list turned into a tie to be made: each cell brought to its field, or told and kept with the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from hdplanner.domain.base import PROSE, cleaned
from hdplanner.domain.values import TieKind, TieSign
from hdplanner.exchange import vocabulary
from hdplanner.exchange.cells import Row
from hdplanner.exchange.stakeholder_csv import active
from hdplanner.i18n import _
from hdplanner.services.values import EARLIEST, today_here

_NO_LIMIT: Final = 10**9
_SIGNS: Final = {
    "+": TieSign.SUPPORTIVE,
    "+1": TieSign.SUPPORTIVE,
    "1": TieSign.SUPPORTIVE,
    "-": TieSign.OBSTRUCTING,
    "−": TieSign.OBSTRUCTING,
    "–": TieSign.OBSTRUCTING,
    "-1": TieSign.OBSTRUCTING,
    "−1": TieSign.OBSTRUCTING,
}


@dataclass
class TieReading:
    """What one row gives: both ends by name, the fields of the tie, and what is to be told."""

    source: str = ""
    target: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    """What was not understood, for the evidence."""
    faults: list[tuple[str, str]] = field(default_factory=list)
    """Heading and sentence."""

    @property
    def kind(self) -> TieKind:
        """What the tie is; unspecified where nothing was understood."""
        found = self.values.get("kind", TieKind.UNSPECIFIED)
        assert isinstance(found, TieKind)
        return found

    def fields(self) -> dict[str, Any]:
        """Return the fields of the tie; what was not understood stands below the evidence. What does not fit is told."""
        text = "\n".join(part for part in (self.values.get("evidence", ""), *self.kept) if part)
        if len(text) > PROSE:
            said = _("the evidence holds the first {limit} characters of what could go nowhere else")
            self.faults.append(("", said.format(limit=PROSE)))
        return {**self.values, "kind": self.kind, "evidence": text[:PROSE]}


def read_tie(row: Row, columns: Mapping[int, str], titles: Sequence[str]) -> TieReading:
    """Return what the mapped cells of ``row`` say. Never raises: what is not understood is told and kept."""
    reading = TieReading()
    for column, name in columns.items():
        text = cleaned(row[column], _NO_LIMIT).strip() if column < len(row) else ""
        if text and name == "sign" and text in _SIGNS:
            reading.values["sign"] = _SIGNS[text]
        elif text:
            _read_cell(reading, name, titles[column], active(text))
    return reading


def _read_cell(reading: TieReading, name: str, title: str, text: str) -> None:
    if name == "from":
        reading.source = " ".join(text.split())
    elif name == "to":
        reading.target = " ".join(text.split())
    elif name in ("kind", "sign", "sensitivity"):
        _take(reading, name, title, text, vocabulary.choice_of("tie_kind" if name == "kind" else name, text))
    elif name in ("strength", "confidence"):
        _take(reading, name, title, text, vocabulary.step_of(name, text), scale=name)
    elif name in ("checked_on", "review_by"):
        _take(reading, name, title, text, _day(name, text))
    else:
        _write(reading, name, title, text)


def _day(name: str, text: str) -> date | None:
    """A day that may stand there: none before 1900, and nobody has checked tomorrow."""
    found = vocabulary.day_of(text)
    if found is None or found < EARLIEST or (name == "checked_on" and found > today_here()):
        return None
    return found


def _take(reading: TieReading, name: str, title: str, text: str, found: Any, scale: str = "") -> None:
    """Set a value that was understood; tell one that was not, and keep it with the evidence."""
    if found is not None:
        reading.values[name] = found
        return
    reading.kept.append(f"{title}: {text}")
    if scale and text.lstrip("+-−").isdecimal():
        steps = vocabulary.SCALES[scale]
        said = _("“{text}” is off the scale, which goes from {low} to {high}; it is kept with the evidence")
        told = said.format(text=text[:80], low=int(min(steps)), high=int(max(steps)))
    else:
        told = _("“{text}” is not known here; it is kept with the evidence").format(text=text[:80])
    reading.faults.append((title, told))


def _write(reading: TieReading, name: str, title: str, text: str) -> None:
    """Set a text; columns that go to one field stand below each other."""
    whole = "\n".join(part for part in (reading.values.get(name, ""), text) if part)
    if len(whole) > PROSE:
        said = _("the text has more than {limit} characters; the field holds its beginning")
        reading.faults.append((title, said.format(limit=PROSE)))
    reading.values[name] = whole[:PROSE].rstrip()
