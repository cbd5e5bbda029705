"""What all edits share: find a row or say so, set its fields, and give value rows the key they derive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Table, inspect
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base, derived_id
from hdplanner.domain.fields import field_label, noun
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.i18n import _

Mapped = TypeVar("Mapped", bound=Base)

EARLIEST = date(1900, 1, 1)


def get(session: Session, mapped: type[Mapped], key: str) -> Mapped:
    """Return the row of ``mapped`` with this key, or raise ``NotFoundError``."""
    found = session.get(mapped, key)
    if found is None:
        raise NotFoundError(noun(str(mapped.__tablename__)), key)
    return found


def refused(field: str, value: object, reason: str) -> InvalidValueError:
    """Return the error for a value that a field does not take; people read what the field is called."""
    return InvalidValueError(field, str(value), reason, field_label(field))


def change(row: Base, values: Mapping[str, Any]) -> None:
    """Set fields of ``row``; the border of the domain cleans and checks each.

    Raises ``InvalidValueError`` for a field that the class does not have, or that nobody may set.
    """
    columns = inspect(type(row)).columns
    for name, value in values.items():
        if name == "id" or name not in columns:
            raise refused(name, value, _("there is no such field"))
        setattr(row, name, value)


def derived(row: Mapped) -> Mapped:
    """Give a value row the key that its class derives from the row's other keys and its value.

    The parts are the table's name and, in the order of the class, every column that is not optional: the same
    value under the same parent is the same row in every copy.
    """
    row.id = derived_key(type(row), {name: getattr(row, name) for name in key_parts(type(row))})
    return row


def key_parts(mapped: type[Base]) -> list[str]:
    """Return the columns that a value row's key derives from: its parents, and its value or period."""
    table = mapped.__table__
    assert isinstance(table, Table)
    parents = [c.key for c in table.columns if c.foreign_keys and not c.nullable]
    return parents + [name for name in ("value", "period") if name in table.c]


def derived_key(mapped: type[Base], parts: Mapping[str, Any]) -> str:
    """Return the key of a value row with these parents and value."""
    texts = [str(getattr(parts[name], "value", parts[name])) for name in key_parts(mapped)]
    return derived_id(str(mapped.__tablename__), *texts)


def today_here() -> date:
    """Return the date on this machine's calendar."""
    return datetime.now().astimezone().date()


def checked_day(value: date, field: str, *, today: date | None = None) -> date:
    """Return ``value`` where it lies after 1900 and, with ``today``, not in the future."""
    if value < EARLIEST:
        raise refused(field, value, _("the day lies before 1900"))
    if today is not None and value > today:
        raise refused(field, value, _("the day lies in the future"))
    return value
