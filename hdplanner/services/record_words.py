"""Values, fields and records of any kind as people read them: for the history, the bin, and a merge.

Takes values as the file holds them (row images of the log) as well as those of mapped objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Enum
from sqlalchemy.orm import Session

from hdplanner.domain.base import Rating, UtcInstant
from hdplanner.domain.choices import Choice
from hdplanner.domain.fields import FIELD_LABELS, NOUNS
from hdplanner.domain.labels import NOT_ASSESSED, step_label
from hdplanner.domain.models import METADATA
from hdplanner.i18n import N_, _, active_language, direction, format_date, format_datetime, format_number
from hdplanner.services import record_labels
from hdplanner.services.languages import language_name
from hdplanner.services.tie_words import tie_sentence
from hdplanner.storage import log_reads

Values = Mapping[str, Any]

SHORT_TEXT = 120
"""Characters of a text that fit on a line; the whole is at hand where it is longer."""

OPAQUE = frozenset({"rank", "spec", "digest", "cleared_digest"})
"""Fields whose value says nothing to a person; that it changed does."""

_DERIVED = frozenset({"id", "office_id"})
_NAMES = ("name", "title", "statement", "core_line", "text", "wording", "question", "word", "argument")
_TEXTS = ("action", "concern", "minimum", "summary", "heading", "value", "period", "kind", "made_on")
_SETTINGS = frozenset({"office_id", "campaign_id"})
_GONE = N_("a deleted record")
_ERASED = N_("an erased record")


def field_word(table: str, field: str) -> str:
    """Return what people call a field of a kind of record."""
    word = record_labels.OF_TABLE.get((table, field)) or FIELD_LABELS.get(field)
    word = word or record_labels.FIELDS.get(field)
    return field.replace("_", " ") if word is None else _(word)


def noun_word(table: str) -> str:
    """Return what people call a kind of record, as a heading writes it: "Decision window"."""
    word = NOUNS.get(table) or record_labels.NOUNS.get(table)
    text = table.replace("_", " ") if word is None else _(word)
    return text[:1].upper() + text[1:]


def fields_shown(table: str) -> tuple[str, ...]:
    """Return the fields of a kind of record that people know of, in the order of the form."""
    mapped = METADATA.tables.get(table)
    return () if mapped is None else tuple(c.name for c in mapped.columns if c.name not in _DERIVED)


def tells(table: str, field: str, value: object) -> bool:
    """Tell whether a value of a new record says something: what everything holds at first does not."""
    if value in (None, "") or field in OPAQUE:
        return False
    column = _column(table, field)
    standard = getattr(column.default, "arg", None) if column is not None else None
    return bool(value != getattr(standard, "value", standard))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after, in words and in full."""

    field: str
    label: str
    before: str
    after: str


def shortened(text: str, limit: int = SHORT_TEXT) -> str:
    """Return a text on one line, cut at a word where it is too long for one."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rsplit(" ", 1)[0] if " " in line[limit // 2 : limit] else line[:limit]
    return cut + "…"


class RecordWords:
    """The words for what one reading meets. Keep it no longer than the reading: it remembers names."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[tuple[str, str], str] = {}
        self._rows: dict[tuple[str, str], Values | None] = {}
        self._tombstones: frozenset[tuple[str, str]] | None = None

    def value(self, table: str, field: str, value: object, of: Values | None = None) -> str:
        """Return a value as people read it, in full: a label, a date, a name. ``of`` is the row that holds it."""
        column = _column(table, field)
        if column is None:
            return "" if value is None else str(value)
        if value is None or value == "":
            return _(NOT_ASSESSED) if _is_judged(column) else _("empty")
        if field in OPAQUE:
            return _("set")
        for key in column.foreign_keys:
            return self.name(key.column.table.name, str(value))
        return _plain(column, value, of or {})

    def changes(
        self, table: str, before: Values | None, after: Values | None, fields: Iterable[str]
    ) -> Iterator[FieldChange]:
        """Yield those of some fields that differ; of a record that came or went, those that tell something."""
        for field in fields:
            old, new = (before or {}).get(field), (after or {}).get(field)
            if old == new or (
                (before is None or after is None) and not tells(table, field, new if before is None else old)
            ):
                continue
            yield FieldChange(
                field,
                field_word(table, field),
                "" if before is None else self.value(table, field, old, before),
                "" if after is None else self.value(table, field, new, after),
            )

    def name(self, table: str, key: str, image: Values | None = None) -> str:
        """Return what a record is called: as it is now, else as ``image`` or the log has it."""
        known = self._names.get((table, key))
        if known is None:
            known = self._names[table, key] = self._name(table, key, image)
        return known

    def learn(self, table: str, key: str, image: Values) -> None:
        """Take what a record is called from an image, without asking the file: where thousands come at once."""
        if (table, key) not in self._names and not self.erased(table, key):
            self._names[table, key] = ""
            self._names[table, key] = self._called(table, image) or noun_word(table)

    def erased(self, table: str, key: str) -> bool:
        """Tell whether a record was erased for good, so that nothing of it may be shown."""
        if self._tombstones is None:
            self._tombstones = log_reads.tombstones(self._session)
        return (table, key) in self._tombstones

    def row(self, table: str, key: str) -> Values | None:
        """Return a record as it is now; ``None`` where it is not there."""
        if (table, key) not in self._rows:
            self._rows[table, key] = log_reads.current_row(self._session, table, key)
        return self._rows[table, key]

    def _name(self, table: str, key: str, image: Values | None) -> str:
        if self.erased(table, key):
            return _(_ERASED)
        self._names[table, key] = ""  # a record that names itself over others must not go round
        held = (
            self.row(table, key) or image or dict(log_reads.last_images(self._session, table, [key])).get(key)
        )
        if not held:
            return _(_GONE)
        return self._called(table, held) or noun_word(table)

    def _called(self, table: str, held: Values) -> str:
        own = next((str(held[name]) for name in _NAMES if held.get(name)), "")
        if table == "tie" and held.get("kind"):
            column = _column("tie", "kind")
            kind = None if column is None else _choice(column, held["kind"])
            ends = [self.name("stakeholder", str(held[end])) for end in ("source_id", "target_id")]
            return str(held["kind"]) if kind is None else tie_sentence(ends[0], ends[1], kind)  # type: ignore[arg-type]
        if own:
            return shortened(own, 80)
        texts = [self.value(table, name, held[name], held) for name in _TEXTS if held.get(name)]
        return " · ".join(
            _apart(shortened(text, 80)) for text in (*self._about(table, held), *texts[:1]) if text
        )

    def _about(self, table: str, held: Values) -> list[str]:
        """Return the names of what a record without a name belongs to, its plan and office aside."""
        found = []
        for column in METADATA.tables[table].columns:
            key = held.get(column.name)
            if key and not column.nullable and column.name not in _SETTINGS:
                found += [self.name(to.column.table.name, str(key)) for to in column.foreign_keys]
        return found


def _apart(text: str) -> str:
    """Return a text so that a name and a date beside each other do not mix in a language from right to left."""
    return f"\u2068{text}\u2069" if direction(active_language()) == "rtl" else text


def _column(table: str, field: str) -> Column[Any] | None:
    mapped = METADATA.tables.get(table)
    return None if mapped is None else mapped.columns.get(field)


def _is_judged(column: Column[Any]) -> bool:
    """Tell whether empty means that nobody has judged yet."""
    return isinstance(column.type, Rating) or (isinstance(column.type, Boolean) and bool(column.nullable))


def _plain(column: Column[Any], value: Any, of: Values) -> str:
    """Return a value that is there and points to nothing."""
    kind = column.type
    if isinstance(kind, Enum):
        member = _choice(column, value)
        return str(value) if member is None else _(member.text)
    if isinstance(kind, Rating):
        return _step(kind, value)
    if isinstance(kind, Boolean):
        return _("Yes") if value in (1, True) else _("No")
    if isinstance(kind, UtcInstant | DateTime | Date):
        return _when(kind, value, of)
    if isinstance(value, int):
        return format_number(value)
    return language_name(str(value)) if _is_language(column) else str(value)


def _choice(column: Column[Any], value: Any) -> Choice | None:
    kind = column.type
    listed = kind.enum_class if isinstance(kind, Enum) else None
    try:
        return None if listed is None else listed(value)  # type: ignore[return-value]  # all our lists are Choices
    except ValueError:
        return None


def _step(kind: Rating, value: Any) -> str:
    try:
        step = step_label(kind.scale, int(value))
    except ValueError:
        return str(value)
    return _("{step} ({number})").format(step=step, number=format_number(int(value)))


def _when(kind: object, value: Any, of: Values) -> str:
    try:
        moment = value if isinstance(value, date) else datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    if not isinstance(moment, datetime):
        return format_date(moment)
    if isinstance(kind, UtcInstant):
        return format_datetime(moment.replace(tzinfo=UTC).astimezone())
    return format_date(moment) if isinstance(kind, Date) or of.get("date_only") else format_datetime(moment)


def _is_language(column: Column[Any]) -> bool:
    return column.name in ("language", "second_language") or str(column.table.name).endswith("_language")
