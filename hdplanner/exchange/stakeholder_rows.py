"""One row of a sheet turned into a stakeholder to be made: each cell brought to its field, or told and kept in the note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from hdplanner.domain.base import LINE, CleanText, cleaned, new_id
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.errors import TextTooLongError
from hdplanner.exchange import fields, vocabulary
from hdplanner.exchange.cells import Row
from hdplanner.exchange.stakeholder_csv import active
from hdplanner.i18n import _
from hdplanner.services.importing import StakeholderDraft
from hdplanner.services.values import EARLIEST, today_here

_LINES: Final = frozenset(
    {"description", "note", "mandate", "sensitivities", "evidence", "do_not_approach_why"}
)
"""Texts that may have several lines; in all others white space is one blank."""

_NO_LIMIT: Final = 10**9
_SHORT: Final = 60


def _limits() -> dict[str, int]:
    return {
        column.name: column.type.limit
        for mapped in (Assessment, Stakeholder)
        for column in mapped.__table__.columns
        if isinstance(column.type, CleanText)
    }


_LIMITS: Final = _limits()


@dataclass
class RowReading:
    """What one row gives: a draft in the making, and what is to be told about it."""

    values: dict[str, Any] = field(default_factory=dict)
    judged: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    rated: list[tuple[str, str]] = field(default_factory=list)
    """Heading and text of the cells that judge."""
    parent: str = ""
    kept: list[str] = field(default_factory=list)
    """What was not understood, for the note."""
    faults: list[tuple[str, str]] = field(default_factory=list)
    """Heading and sentence."""

    @property
    def name(self) -> str:
        """The name it goes by: its own, else the short one, else the title of a post."""
        return str(
            next((self.values[key] for key in ("name", "short_name", "title") if self.values.get(key)), "")
        )

    def refuse_judgement(self, reason: str) -> None:
        """Take the judgement back and keep its words in the note: this stakeholder is not rated."""
        for title, text in self.rated:
            self.faults.append((title, reason))
            self.kept.append(f"{title}: {text}")
        self.rated = []
        self.judged = {key: self.judged[key] for key in ("evidence", "source") if key in self.judged}

    def draft(self, row: int) -> StakeholderDraft:
        """Return the stakeholder to be made. Without a judgement, evidence and source are facts about it."""
        values, judged = dict(self.values), dict(self.judged)
        kept = list(self.kept)
        if not set(judged) - {"evidence", "source", "made_on", "review_by", "confidence"}:
            values["data_source"] = values.get("data_source") or judged.pop("source", "")[:400]
            kept += [str(judged[key]) for key in ("evidence",) if key in judged]
            judged = {}
        values["name"] = self.name
        values["note"] = self._note([values.get("note", ""), *kept])
        lists = {name: tuple(found) for name, found in self.lists.items()}
        return StakeholderDraft(
            new_id(),
            row,
            {key: value for key, value in values.items() if value not in ("", None)},
            judged,
            roles=lists.get("role", ()),
            languages=lists.get("language", ()),
            tags=lists.get("tag", ()),
            other_names=lists.get("other_name", ()),
        )

    def _note(self, parts: Sequence[str]) -> str:
        """All that the note is to hold; what does not fit is told."""
        text, limit = _joined(parts), _LIMITS["note"]
        if len(text) > limit:
            said = _("the note holds the first {limit} characters of what could go nowhere else")
            self.faults.append(("", said.format(limit=limit)))
        return text[:limit]


def read_row(row: Row, columns: Mapping[int, str], titles: Sequence[str]) -> RowReading:
    """Return what the mapped cells of ``row`` say. Never raises: what is not understood is told and kept."""
    reading = RowReading()
    ordered = sorted(
        columns.items(), key=lambda item: item[1] != "name"
    )  # the type of actor asks for the name
    for column, name in ordered:
        text = cleaned(row[column], _NO_LIMIT).strip() if column < len(row) else ""
        if text:
            _read_cell(reading, name, titles[column], active(text))
    return reading


def _read_cell(reading: RowReading, name: str, title: str, text: str) -> None:
    if name in fields.LISTS:
        _read_list(reading, name, title, text)
    elif name in fields.RATINGS:
        _take(reading, reading.judged, fields.RATINGS[name], title, text, vocabulary.step_of(name, text))
    elif name in fields.JUDGED_CHOICES:
        _take(reading, reading.judged, name, title, text, vocabulary.choice_of(name, text))
    elif name in fields.DAYS:
        _take(reading, reading.judged, name, title, text, _day(name, text))
    elif name == "actor_type":
        found = vocabulary.actor_type_of(text, f"{reading.name} {reading.values.get('short_name', '')}")
        _take(reading, reading.values, name, title, text, found)
    elif name in fields.CHOICES:
        _take(reading, reading.values, name, title, text, vocabulary.choice_of(name, text))
    elif name in fields.FLAGS:
        _take(reading, reading.values, name, title, text, vocabulary.flag_of(text))
    elif name == "parent":
        reading.parent = text
    elif name == "country":
        _write(reading, reading.values, name, title, vocabulary.country_of(text))
    else:
        judged = name in fields.JUDGED_TEXTS
        _write(reading, reading.judged if judged else reading.values, name, title, text)


def _day(name: str, text: str) -> date | None:
    """A day that may stand there: none before 1900, and nobody has judged tomorrow."""
    found = vocabulary.day_of(text)
    if found is None or found < EARLIEST or (name == "made_on" and found > today_here()):
        return None
    return found


def _take(reading: RowReading, into: dict[str, Any], name: str, title: str, text: str, found: Any) -> None:
    """Set a value that was understood; tell one that was not, and keep it in the note."""
    if found is not None:
        into[name] = found
        if into is reading.judged:
            reading.rated.append((title, text))
        return
    reading.kept.append(f"{title}: {text}")
    reading.faults.append(
        (title, _("“{text}” is not known here; it is kept in the note").format(text=text[:80]))
    )


def _write(reading: RowReading, into: dict[str, Any], name: str, title: str, text: str) -> None:
    """Set a text; one that is too long for its field goes whole into the note, as far as that holds it."""
    text = text if name in _LINES else " ".join(text.split())
    if name in into and name in fields.GATHERING:
        text = _joined([into[name], text])
    limit = _LIMITS[name]
    try:
        into[name] = cleaned(text, limit)
    except TextTooLongError:
        into[name] = text[:limit].rstrip()
        if name != "note":
            reading.kept.append(f"{title}: {text}")
        reading.faults.append(
            (
                title,
                _("the text has more than {limit} characters; the field holds its beginning").format(
                    limit=limit
                ),
            )
        )


def _read_list(reading: RowReading, name: str, title: str, text: str) -> None:
    known = reading.lists.setdefault(name, [])
    for part in _split(text):
        if name == "role":
            found = vocabulary.choice_of("role", part)
            if found is None:
                _take(reading, {}, name, title, part, None)
                continue
            part = found.value
        elif len(part) > _SHORT and name == "language":
            _take(reading, {}, name, title, part, None)
            continue
        elif len(part) > LINE:
            said = _("the text has more than {limit} characters; it is kept in the note").format(limit=LINE)
            reading.kept.append(f"{title}: {part}")
            reading.faults.append((title, said))
            continue
        if part not in known:
            known.append(part)


def _split(text: str) -> list[str]:
    for mark in "\n,|":
        text = text.replace(mark, ";")
    return [" ".join(part.split()) for part in text.split(";") if part.strip()]


def _joined(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)
