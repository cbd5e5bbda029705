"""How one value of a mapped column looks in our JSON, and back: dates as ISO, choices by value, bytes as base64.

Decides about single values only; what belongs together stands in ``interchange``.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Integer, LargeBinary, String, Text

from hdplanner.domain.base import CleanText, Rating, UtcInstant, cleaned, on_scale
from hdplanner.errors import InvalidValueError, TextTooLongError
from hdplanner.i18n import _, ngettext

Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""To JSON, and back. The way back raises ``ValueError`` with a clause in plain words."""

_KEY = re.compile(r"[0-9a-z](?:[0-9a-z-]*[0-9a-z])?")
_LARGEST = 2**53
_BIGGEST_NUMBER_IN_A_FILE = 2**31


def codec(column: Column[Any]) -> Codec:
    """Return how values of ``column`` are written and read. ``TypeError`` for a type that has no form yet."""
    kind = column.type
    if column.primary_key or column.foreign_keys:
        return str, _key_reader(getattr(kind, "length", None) or 36)
    for types, made in _MAKERS:
        if isinstance(kind, types):
            return made(kind)
    raise TypeError(f"{column} has no form in the interchange format")


def default_of(column: Column[Any]) -> Any:
    """Return the value that a column has where nobody said anything, as Python sees it."""
    return None if column.default is None or not column.default.is_scalar else column.default.arg  # type: ignore[attr-defined]  # scalar defaults have arg


def _key_reader(length: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > length or not _KEY.fullmatch(value):
            raise ValueError(_("is not a key (small letters, digits and hyphens)"))
        return value

    return read


def _text(kind: CleanText) -> Codec:
    def read(value: Any) -> str:
        _want(value, str, _("must be text"))
        try:
            return cleaned(value, kind.limit)
        except TextTooLongError as error:
            raise ValueError(_too_long(error.limit)) from None

    return str, read


def _string(kind: String) -> Codec:
    def read(value: Any) -> str:
        _want(value, str, _("must be text"))
        if kind.length is not None and len(value) > kind.length:
            raise ValueError(_too_long(kind.length))
        return cleaned(value, len(value))

    return str, read


def _rating(kind: Rating) -> Codec:
    def read(value: Any) -> int:
        _want_number(value)
        try:
            return on_scale(kind.scale, value)
        except InvalidValueError:
            low, high = int(min(kind.scale)), int(max(kind.scale))
            raise ValueError(_("must be {low} to {high}").format(low=low, high=high)) from None

    return int, read


def _choice(kind: Enum) -> Codec:
    values = {member.value: member for member in kind.enum_class or ()}

    def read(value: Any) -> PythonEnum:
        if not isinstance(value, str) or value not in values:
            raise ValueError(_("is none of {values}").format(values=", ".join(map(str, values))))
        return values[value]

    return lambda member: member.value, read


def _number(kind: Integer) -> Codec:
    def read(value: Any) -> int:
        _want_number(value)
        if abs(value) >= _BIGGEST_NUMBER_IN_A_FILE:
            raise ValueError(_("is too large a number"))
        return int(value)

    return int, read


def _yes_no(kind: Boolean) -> Codec:
    def read(value: Any) -> bool:
        _want(value, bool, _("must be true or false"))
        return bool(value)

    return bool, read


def _day(kind: Date) -> Codec:
    def read(value: Any) -> date:
        _want(value, str, _("must be a date such as 2026-05-03"))
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(_("must be a date such as 2026-05-03")) from None

    return lambda day: day.isoformat(), read


def _wall_time(kind: DateTime) -> Codec:
    def read(value: Any) -> datetime:
        found = _moment(value)
        if found.tzinfo is not None:
            raise ValueError(_("is a local time and has no zone: 2026-05-03T09:30:00"))
        return found

    return lambda moment: moment.isoformat(), read


def _instant(kind: UtcInstant) -> Codec:
    def read(value: Any) -> datetime:
        found = _moment(value)
        if found.tzinfo is None:
            raise ValueError(_("needs its zone: 2026-05-03T09:30:00Z"))
        return found.astimezone(UTC)

    return lambda moment: moment.astimezone(UTC).isoformat().replace("+00:00", "Z"), read


def _bytes(kind: LargeBinary) -> Codec:
    def read(value: Any) -> bytes:
        _want(value, str, _("must be base64"))
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(_("must be base64")) from None

    return lambda content: base64.b64encode(content).decode("ascii"), read


def _moment(value: Any) -> datetime:
    _want(value, str, _("must be a time such as 2026-05-03T09:30:00"))
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(_("must be a time such as 2026-05-03T09:30:00")) from None


def _want(value: Any, kind: type, otherwise: str) -> None:
    if not isinstance(value, kind):
        raise ValueError(otherwise)


def _want_number(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise ValueError(_("must be a whole number"))


def _too_long(limit: int) -> str:
    return ngettext("has more than {limit} character", "has more than {limit} characters", limit).format(
        limit=limit
    )


_MAKERS: tuple[tuple[type, Callable[[Any], Codec]], ...] = (
    (CleanText, _text),
    (Rating, _rating),
    (Enum, _choice),  # before String, of which it is one
    (UtcInstant, _instant),
    (Boolean, _yes_no),
    (Integer, _number),
    (Date, _day),
    (DateTime, _wall_time),
    (LargeBinary, _bytes),
    (Text, _string),
    (String, _string),
)
