"""Whether a stored value is one that this program could have written: what comes in from another file may be anything.

Answers yes or no; repairs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Integer, MetaData, String, Text

from hdplanner.domain.base import CleanText, Rating, UtcInstant, cleaned
from hdplanner.errors import PlannerError
from hdplanner.storage.merge_log import Image

Check = Callable[[Any], bool]

_KEY = re.compile(r"[0-9A-Za-z_-]{1,64}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")
_SMALLEST, _LARGEST = -(2**53), 2**53
MOST = 200_000
"""Characters of the longest stored value: a record as a conflict keeps it."""


def wrong_field(metadata: MetaData, table: str, image: Image) -> str | None:
    """Return the first field of a row that holds what it cannot; ``None`` where all are in order."""
    for name, check in _checks(metadata, table).items():
        if not check(image[name]):
            return name
    return None


def fits(metadata: MetaData, table: str, name: str, value: object) -> bool:
    """Tell whether one field can hold a stored value."""
    return _checks(metadata, table)[name](value)


@lru_cache(maxsize=256)
def _checks(metadata: MetaData, table: str) -> dict[str, Check]:
    return {column.name: _check(column) for column in metadata.tables[table].columns}


def _check(column: Column[Any]) -> Check:
    inner = _inner(column)
    if column.nullable:
        return lambda value: value is None or inner(value)
    return lambda value: value is not None and inner(value)


def _inner(column: Column[Any]) -> Check:
    kind = column.type
    if isinstance(kind, CleanText):
        limit = kind.limit
        return lambda value: isinstance(value, str) and _is_clean(value, limit)
    if isinstance(kind, Rating):
        steps = frozenset(int(step) for step in kind.scale)
        return lambda value: type(value) is int and value in steps
    if isinstance(kind, Enum):
        known = frozenset(kind.enums)
        return lambda value: isinstance(value, str) and value in known
    if isinstance(kind, Boolean):
        return lambda value: type(value) is int and value in (0, 1)
    if isinstance(kind, UtcInstant | DateTime):
        return lambda value: isinstance(value, str) and _parses(_MOMENT, datetime, value)
    if isinstance(kind, Date):
        return lambda value: isinstance(value, str) and _parses(_DAY, date, value)
    if isinstance(kind, Integer):
        return lambda value: type(value) is int and _SMALLEST <= value <= _LARGEST
    if column.primary_key or column.foreign_keys:
        return lambda value: isinstance(value, str) and _KEY.fullmatch(value) is not None
    limit = MOST if isinstance(kind, Text) or not isinstance(kind, String) else kind.length or MOST
    return lambda value: isinstance(value, str) and _is_clean(value, limit)


def _is_clean(value: str, limit: int) -> bool:
    try:
        return cleaned(value, limit) == value
    except PlannerError:
        return False


def _parses(pattern: re.Pattern[str], kind: type[date], value: str) -> bool:
    try:
        return pattern.fullmatch(value) is not None and bool(kind.fromisoformat(value))
    except ValueError:
        return False
