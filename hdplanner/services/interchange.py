"""The whole content of a campaign file as plain data, and back: the project's own JSON, lossless and byte-stable.

Generic over the mapped tables, so that a new column needs no line here. Holds no times of its own, no versions of
the program and no log. Writes no file: ``exchange.json_file`` does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Table, delete, insert, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import new_id
from hdplanner.domain.models import CLASSES, METADATA
from hdplanner.errors import UnreadableSourceError
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.interchange_cells import Codec, codec, default_of
from hdplanner.services.values import derived_key

FORMAT: Final = "hdplanner"
VERSION: Final = 1
_CHUNK: Final = 2_000

DERIVED: Final = frozenset(
    {
        "activity_dependency",
        "ask_conflict",
        "assessment_basis",
        "campaign_goal",
        "campaign_language",
        "coalition_member",
        "distinct_pair",
        "involvement",
        "level_step",
        "marking_word",
        "marker_reading",
        "meeting_campaign",
        "message_version",
        "network_place",
        "scenario_move",
        "silenced_finding",
        "stakeholder_language",
        "stakeholder_role",
        "stakeholder_tag",
    }
)
"""The tables whose key derives from other columns: a row may leave it out."""

_MADE_WITH_A_FILE: Final = frozenset({"office", "campaign", "campaign_language"})


@dataclass(frozen=True)
class _Form:
    """One table as the format sees it."""

    table: Table
    codecs: Mapping[str, Codec]
    defaults: Mapping[str, Any]
    points_to: Mapping[str, str]

    @property
    def columns(self) -> Iterable[Column[Any]]:
        return self.table.columns


Rows = dict[str, list[dict[str, Any]]]


@cache
def _forms() -> Mapping[str, _Form]:
    """Every mapped table, parents before children."""
    return {table.name: _form(table) for table in METADATA.sorted_tables}


def _form(table: Table) -> _Form:
    return _Form(
        table,
        {column.name: codec(column) for column in table.columns},
        {column.name: default_of(column) for column in table.columns},
        {column.name: key.column.table.name for column in table.columns for key in column.foreign_keys},
    )


def dump(session: Session, progress: Progress = NO_PROGRESS) -> dict[str, Any]:
    """Return everything the file holds, but its log: tables by name, rows by key, columns at their default left out.

    The same content gives the same data, in the same order.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    for done, (name, form) in enumerate(_forms().items()):
        progress.step(done, len(_forms()), name)
        rows = [_written(form, row) for row in session.execute(select(form.table).order_by(form.table.c.id))]
        if rows:
            tables[name] = rows
    return {"format": FORMAT, "version": VERSION, "tables": tables}


def _written(form: _Form, row: Any) -> dict[str, Any]:
    values = row._mapping
    return {
        column.name: form.codecs[column.name][0](values[column])
        for column in form.columns
        if column.primary_key or values[column] != form.defaults[column.name]
    }


def load(
    session: Session, data: object, source: Path | str = "data", progress: Progress = NO_PROGRESS
) -> dict[str, int]:
    """Put what ``dump`` gave into the file, and return the number of rows by table.

    Everything is checked before the first row is written. A file that holds only the empty plan it was made with
    takes the content whole; a file with work in it takes it beside its own, under its own office.
    Raises ``UnreadableSourceError``, naming table, row and field, and changes nothing: where the data is not ours,
    something in it is unknown, wrong, too long or points nowhere, or a key is in the file already.
    """
    rows = _Reader(Path(source)).read(data)
    fresh = is_untouched(session)
    present = {} if fresh else _present(session)
    _join_office(rows, present)
    _check_keys(rows, present, Path(source))
    if fresh:
        for table in reversed(METADATA.sorted_tables):
            if table.name in _MADE_WITH_A_FILE:
                session.execute(delete(table))
    _insert(session, rows, progress)
    return {name: len(found) for name, found in rows.items() if found}


def is_untouched(session: Session) -> bool:
    """Tell whether the file holds nothing but the office and the empty plan that it was made with."""
    return (
        not any(
            session.execute(select(form.table.c.id).limit(1)).first()
            for name, form in _forms().items()
            if name not in _MADE_WITH_A_FILE
        )
        and len(session.execute(select(_forms()["campaign"].table.c.id).limit(2)).all()) <= 1
    )


def _present(session: Session) -> dict[str, set[str]]:
    """The keys that the file holds, by table."""
    return {name: set(session.scalars(select(form.table.c.id))) for name, form in _forms().items()}


def _join_office(rows: Rows, present: Mapping[str, set[str]]) -> None:
    """A file has one office: what comes into one with its own goes under that."""
    ours = present.get("office")
    if not ours:
        return
    office = min(ours)
    rows["office"] = []
    for name, form in _forms().items():
        for column, target in form.points_to.items():
            if target == "office":
                for row in rows.get(name, ()):
                    row[column] = office


def _check_keys(rows: Rows, present: Mapping[str, set[str]], source: Path) -> None:
    """Refuse a key that is in the file already, and a pointer to nothing."""
    known = {name: {row["id"] for row in rows.get(name, ())} for name in _forms()}
    for name, found in known.items():
        if found & present.get(name, set()):
            raise UnreadableSourceError(
                source,
                _("some of it is in this campaign file already; to bring two copies together, merge them"),
            )
        known[name] = found | present.get(name, set())
    for name, form in _forms().items():
        for column, target in form.points_to.items():
            for number, row in enumerate(rows.get(name, ()), 1):
                if row[column] is not None and row[column] not in known[target]:
                    raise _fault(source, name, number, column, _("points to a row that is not there"))


def _insert(session: Session, rows: Rows, progress: Progress) -> None:
    total, done = sum(map(len, rows.values())), 0
    for name, form in _forms().items():
        for chunk in _chunks(rows.get(name, [])):
            progress.step(done, total, name)
            session.execute(insert(form.table), chunk)
            done += len(chunk)


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


def _fault(source: Path, table: str, number: int, field: str, reason: str) -> UnreadableSourceError:
    place = _("table “{table}”, row {row}, field “{field}” {reason}")
    return UnreadableSourceError(source, place.format(table=table, row=number, field=field, reason=reason))


class _Reader:
    """Turns the data into full rows, and tells exactly where it is wrong."""

    def __init__(self, source: Path) -> None:
        self.source = source

    def read(self, data: object) -> Rows:
        """Return the rows by table, every column filled in."""
        tables = self._tables(data)
        unknown = sorted(set(tables) - set(_forms()))
        if unknown:
            raise UnreadableSourceError(
                self.source, _("it holds a table “{table}” that is not known").format(table=unknown[0][:60])
            )
        return {name: self._rows(form, tables[name]) for name, form in _forms().items() if name in tables}

    def _tables(self, data: object) -> dict[str, object]:
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise UnreadableSourceError(self.source, _("it is not in HD Planner's own format"))
        version = data.get("version")
        if isinstance(version, bool) or not isinstance(version, int):
            raise UnreadableSourceError(self.source, _("it is not in HD Planner's own format"))
        if version > VERSION:
            raise UnreadableSourceError(self.source, _("it was written by a newer version of HD Planner"))
        if version != VERSION or not isinstance(data.get("tables"), dict):
            raise UnreadableSourceError(self.source, _("it is not in HD Planner's own format"))
        extra = sorted(set(data) - {"format", "version", "tables", "$schema"})
        if extra:
            raise UnreadableSourceError(
                self.source, _("it holds a part “{name}” that is not known").format(name=str(extra[0])[:60])
            )
        tables: dict[str, object] = data["tables"]
        return tables

    def _rows(self, form: _Form, found: object) -> list[dict[str, Any]]:
        name = form.table.name
        if not isinstance(found, list):
            raise UnreadableSourceError(
                self.source, _("table “{table}” is not a list of rows").format(table=name)
            )
        rows, keys = [], set()
        for number, values in enumerate(found, 1):
            row = self._row(form, number, values)
            if row["id"] in keys:
                raise _fault(self.source, name, number, "id", _("is the key of another row too"))
            keys.add(row["id"])
            rows.append(row)
        return rows

    def _row(self, form: _Form, number: int, values: object) -> dict[str, Any]:
        name = form.table.name
        if not isinstance(values, dict):
            raise UnreadableSourceError(
                self.source,
                _("table “{table}”, row {row} is not a set of fields").format(table=name, row=number),
            )
        row = dict(form.defaults)
        for field, value in values.items():
            if field not in form.codecs:
                raise _fault(self.source, name, number, str(field)[:60], _("is not known"))
            row[field] = None if value is None else self._value(form, number, field, value)
        if row["id"] is None:
            row["id"] = self._made_key(form, row)
        self._check_row(form, number, row)
        return row

    def _value(self, form: _Form, number: int, field: str, value: object) -> Any:
        try:
            return form.codecs[field][1](value)
        except ValueError as error:
            raise _fault(self.source, form.table.name, number, field, str(error)) from None

    def _made_key(self, form: _Form, row: Mapping[str, Any]) -> str | None:
        """The key of a row that brings none: from its other columns, or a fresh one where nothing can point to it."""
        name = form.table.name
        if name == "blob":
            return None if row["content"] is None else hashlib.sha256(row["content"]).hexdigest()
        if name in DERIVED:
            return derived_key(CLASSES[name], row)
        return new_id()

    def _check_row(self, form: _Form, number: int, row: Mapping[str, Any]) -> None:
        name = form.table.name
        for column in form.columns:
            if row[column.name] is None and not column.nullable:
                raise _fault(self.source, name, number, column.name, _("is missing"))
        if name == "blob" and row["id"] != hashlib.sha256(row["content"]).hexdigest():
            raise _fault(self.source, name, number, "id", _("is not the SHA-256 of its content"))
