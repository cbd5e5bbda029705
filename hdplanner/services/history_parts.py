"""A record with all that belongs to it, now or earlier: a stakeholder with its assessments, ties, names and contacts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.models import CLASSES, METADATA
from hdplanner.storage import history_log
from hdplanner.storage.history_log import Key

_WHOLE_FILE = frozenset({"office", "campaign"})
"""What holds everything: the history of one of these is its own fields, or it would be that of the whole file."""


@lru_cache(maxsize=1)
def parts_of() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for each table, the tables whose rows go when one of its rows goes, with the field that points to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in METADATA.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if key.ondelete == "CASCADE":
                    found.setdefault(key.column.table.name, []).append((table.name, column.name))
    return {table: tuple(parts) for table, parts in found.items()}


def with_parts(session: Session, table: str, key: str) -> list[Key]:
    """Return the keys of a record and of all its parts, those that were deleted since among them."""
    found: dict[Key, None] = {(table, key): None}
    if table not in _WHOLE_FILE:
        _gather(session, table, [key], found)
    return list(found)


def _gather(session: Session, table: str, keys: Collection[str], found: dict[Key, None]) -> None:
    for part, field in parts_of().get(table, ()):
        fresh = [key for key in _pointing(session, part, field, keys) if (part, key) not in found]
        found.update(dict.fromkeys((part, key) for key in fresh))
        if fresh:
            _gather(session, part, fresh, found)


def _pointing(session: Session, part: str, field: str, keys: Collection[str]) -> Iterator[str]:
    """Yield the rows of a table that point to one of ``keys``, or did so when they were deleted."""
    mapped = CLASSES[part]
    yield from session.scalars(select(mapped.id).where(mapped.__table__.c[field].in_(list(keys))))
    yield from history_log.gone_parts(session, part, field, keys)
