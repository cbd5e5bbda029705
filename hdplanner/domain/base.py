"""What every mapped class is built from: keys, cleaned text, dates, choices, and what each column reveals.

Decides how a value looks in the file. Must not know an engine, a Session or a select.
"""

from __future__ import annotations

import unicodedata
import uuid
from datetime import UTC, datetime
from typing import Any

import uuid_utils
from sqlalchemy import Boolean, Date, DateTime, Enum, ForeignKey, Integer, MetaData, String, Text, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.fields import field_label
from hdplanner.domain.values import Reveals
from hdplanner.errors import InvalidValueError, TextTooLongError
from hdplanner.i18n import _

SHORT, LINE, PROSE = 60, 400, 20_000
"""Lengths in characters: a code or a level; a name or a title; free text."""

_KEEP = frozenset("\n\t")
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """Return a fresh key: UUID version 7, canonical lower case, so that keys sort by their making."""
    return str(uuid_utils.uuid7())


def derived_id(*parts: str) -> str:
    """Return the one key that these ``parts`` have everywhere.

    A value of a list (a role, a language, a tag) gets its key from its parent and itself, so that two offices
    which add the same value add the same row.
    """
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "\x1f".join(parts)))


def cleaned(text: str, limit: int, field: str = "") -> str:
    """Return ``text`` as it may enter the file: NFC, Unix line ends, no control characters or lone surrogates.

    Raises ``TextTooLongError`` where it is longer than ``limit`` characters: nothing is cut in silence.
    """
    if text.isascii() and text.isprintable():
        result = text
    else:
        unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        result = "".join(c for c in unified if c in _KEEP or unicodedata.category(c) not in ("Cc", "Cs"))
    if len(result) > limit:
        raise TextTooLongError(field, limit, field_label(field))
    return result


class CleanText(TypeDecorator[str]):
    """Text that a person wrote: cleaned and bounded at the border, whichever way it comes in."""

    impl = Text
    cache_ok = True

    def __init__(self, limit: int = PROSE) -> None:
        super().__init__()
        self.limit = limit

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean what a bulk statement brings past the mapped attribute."""
        return None if value is None else cleaned(value, self.limit)


class UtcInstant(TypeDecorator[datetime]):
    """A moment in time: aware in and out, UTC in the file. A naive moment is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise InvalidValueError("instant", value.isoformat(), _("it has no time zone"))
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Rating(TypeDecorator[int]):
    """A step of a scale, stored as its number; what is not on the scale is refused."""

    impl = Integer
    cache_ok = True

    def __init__(self, scale: type[Scale]) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Let only steps of the scale into the file."""
        return None if value is None else on_scale(self.scale, value)


def on_scale(scale: type[Scale], value: int, field: str = "") -> int:
    """Return ``value`` where it is a step of ``scale``, else raise ``InvalidValueError``."""
    try:
        return int(scale(value))
    except ValueError:
        low, high = min(scale), max(scale)
        name = field or scale.__name__.lower()
        reason = _("it goes from {low} to {high}").format(low=int(low), high=int(high))
        raise InvalidValueError(name, str(value), reason, field_label(name)) from None


class Base(DeclarativeBase):
    """Every mapped class. One key column, ``id``; no relationships: services ask for what they need."""

    metadata = MetaData(naming_convention=_NAMES)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id, info={"reveals": "none"})

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)

    def __init__(self, **values: Any) -> None:
        """Make a row; its key is there at once, so that a caller can point to it before it is stored."""
        values.setdefault("id", new_id())
        self.registry.constructor(self, **values)


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _check_on_assignment(cls: type[Base], key: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Clean texts and check ratings when they are set, so that the object holds what the file will hold."""
    column = getattr(attribute.property, "columns", [None])[0]
    if column is None:
        return
    kind = column.type
    if isinstance(kind, CleanText):

        @event.listens_for(attribute, "set", retval=True)
        def clean(target: Base, value: Any, old: Any, initiator: Any) -> Any:
            return cleaned(value, kind.limit, key) if isinstance(value, str) else value

    elif isinstance(kind, Rating):

        @event.listens_for(attribute, "set", retval=True)
        def check(target: Base, value: Any, old: Any, initiator: Any) -> Any:
            return None if value is None else on_scale(kind.scale, value, key)


def words(limit: int, reveals: Reveals, *, search: bool = True) -> MappedColumn[Any]:
    """A text of at most ``limit`` characters; empty where nothing is known, found by the search."""
    return mapped_column(CleanText(limit), default="", info={"reveals": reveals, "search": search})


def code(reveals: Reveals, default: str = "") -> MappedColumn[Any]:
    """A short machine-readable text such as a language tag or a zone; not searched."""
    return mapped_column(CleanText(SHORT), default=default, info={"reveals": reveals, "search": False})


def choice(
    kind: type[Choice], reveals: Reveals, default: Choice | None = None, *, optional: bool = False
) -> MappedColumn[Any]:
    """A member of a closed list, stored by its value; ``optional`` where nothing need be chosen."""
    stored = Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=SHORT,
        values_callable=lambda members: [member.value for member in members],
    )
    return mapped_column(stored, default=default, nullable=optional, info={"reveals": reveals})


def rating(scale: type[Scale], reveals: Reveals = "judgement") -> MappedColumn[Any]:
    """A step of a scale; empty means not assessed, which is not the middle."""
    return mapped_column(Rating(scale), default=None, nullable=True, info={"reveals": reveals})


def yes_no(reveals: Reveals, default: bool = False) -> MappedColumn[Any]:
    """A plain yes or no."""
    return mapped_column(Boolean, default=default, info={"reveals": reveals})


def tri_state(reveals: Reveals = "judgement") -> MappedColumn[Any]:
    """Yes, no, or empty: not assessed."""
    return mapped_column(Boolean, default=None, nullable=True, info={"reveals": reveals})


def number(reveals: Reveals, default: int | None = None) -> MappedColumn[Any]:
    """A whole number; empty where unknown."""
    return mapped_column(Integer, default=default, nullable=True, info={"reveals": reveals})


def day(reveals: Reveals, *, required: bool = False) -> MappedColumn[Any]:
    """A calendar date without a zone."""
    return mapped_column(Date, default=None, nullable=not required, info={"reveals": reveals})


def wall_time(reveals: Reveals) -> MappedColumn[Any]:
    """A planned local time as a clock on the wall shows it; its zone stands in a column beside it."""
    return mapped_column(DateTime, default=None, nullable=True, info={"reveals": reveals})


def instant(reveals: Reveals) -> MappedColumn[Any]:
    """A moment that happened, in UTC."""
    return mapped_column(UtcInstant, default=None, nullable=True, info={"reveals": reveals})


def rank() -> MappedColumn[Any]:
    """The place in an order that people make (see ``domain.ranks``); ties are broken by id."""
    return mapped_column(String(SHORT), default="V", info={"reveals": "none"})


def part_of(table: str) -> MappedColumn[Any]:
    """The parent without which a row has no meaning: it goes when the parent goes.

    Keys between tables are checked at the end of an edit, so that rows may come in any order.
    """
    return mapped_column(
        String(36),
        ForeignKey(f"{table}.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        index=True,
        info={"reveals": "none"},
    )


def points_to(table: str) -> MappedColumn[Any]:
    """Another row that this one may name: where that goes, the pointer is emptied and the row stays."""
    return mapped_column(
        String(36),
        ForeignKey(f"{table}.id", ondelete="SET NULL", deferrable=True, initially="DEFERRED"),
        index=True,
        default=None,
        nullable=True,
        info={"reveals": "none"},
    )
