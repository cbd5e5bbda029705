"""Looks into the change log for single rows: what a row was last, and which rows were erased for good.

Reads through a Session inside its transaction. Changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.models import METADATA
from hdplanner.i18n import _
from hdplanner.storage.faults import understood
from hdplanner.storage.undo import IMAGE_READERS

Image = dict[str, Any]


def image_of_today(table: str, image: str | None, schema: int) -> Image | None:
    """Return a row image of any schema as one of today; ``None`` where there is none, or nothing is left of it."""
    values = None if image is None else json.loads(image)
    if not isinstance(values, dict) or not values:
        return None
    while schema in IMAGE_READERS:
        values = IMAGE_READERS[schema](table, values)
        schema += 1
    return values


@contextmanager
def log_understood(session: Session) -> Iterator[None]:
    """Let what we never wrote into the log leave as ``DamagedFileError``."""
    places = session.connection().exec_driver_sql("PRAGMA database_list").fetchall()
    path = next((str(place[2]) for place in places if place[1] == "main" and place[2]), "")
    with understood(Path(path) if path else None, _("change log")):
        yield


def last_images(session: Session, table: str, keys: Iterable[str]) -> Iterator[tuple[str, Image]]:
    """Yield the keys of rows with what each was when the log last saw it; a row that was erased is not there."""
    run = session.connection().exec_driver_sql
    for key in keys:
        found = run(
            "SELECT coalesce(r.after, r.before), g.schema FROM log_row r JOIN log_group g ON g.seq = r.group_seq "
            "WHERE r.row_id = ? AND r.tbl = ? AND NOT EXISTS (SELECT 1 FROM tombstone t "
            "WHERE t.tbl = r.tbl AND t.row_id = r.row_id) ORDER BY r.seq DESC LIMIT 1",
            (key, table),
        ).first()
        with log_understood(session):
            image = None if found is None else image_of_today(table, found[0], found[1])
        if image is not None:
            yield key, image


def current_row(session: Session, table: str, key: str) -> Image | None:
    """Return a row as the file holds it now, in the form of an image; ``None`` where it is not there."""
    if table not in METADATA.tables:
        return None
    found = session.connection().exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (key,))
    row = found.first()
    return None if row is None else dict(zip(found.keys(), row, strict=True))


def tombstones(session: Session) -> frozenset[tuple[str, str]]:
    """Return table and key of every row that was erased for good."""
    found = session.connection().exec_driver_sql("SELECT tbl, row_id FROM tombstone")
    return frozenset((table, key) for table, key in found)
