"""Whether each value of a file is one that this program can have written: its type, its choices, its length.

SQLite keeps whatever it is given. A reader that stumbles over such a value must be able to say that it is the
file, and not the program, that is broken. Looks at every row; so only after something went wrong, or when asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Time,
)

from hdplanner.domain.base import CleanText, Rating, UtcInstant
from hdplanner.errors import DamagedFileError, PlannerError
from hdplanner.i18n import _
from hdplanner.storage.engine import Link
from hdplanner.storage.faults import tells_itself
from hdplanner.storage.layout import Layout

_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_CLOCK = "[0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
_FIRST_DAY, _LAST_DAY = "1000-01-01", "9000-01-01"
"""Days outside of these overflow where a zone is reckoned in."""

_MOST_WHOLE, _MOST_REAL = 10**12, 1e15
_LONGEST = 100_000
"""Characters of a text whose column sets no limit of its own."""


@contextmanager
def explained(link: Link, layout: Layout, path: Path | None) -> Iterator[None]:
    """Let a bug that comes of what the file holds leave as damage to the file; any other stays what it is."""
    try:
        yield
    except PlannerError:
        raise
    except Exception as error:
        if tells_itself(error):
            raise
        found = None if path is None else next(unsound(link, layout), None)
        if path is None or found is None:
            raise
        raise DamagedFileError(path, found) from error


def unsound(link: Link, layout: Layout) -> Iterator[str]:
    """Yield a clause for each page that is damaged, and each kind of row that nobody can have written here."""
    yield from damaged_pages(link, 1)
    yield from unsound_values(link, layout)
    if link.value("SELECT (SELECT count(*) FROM search_doc) <> (SELECT count(*) FROM search_index_docsize)"):
        yield _("the search index does not fit the rows")
    for table, _row, parent, _key in link.raw.execute("PRAGMA foreign_key_check").fetchmany(1):
        yield _("a row of {table} points to a missing row of {parent}").format(table=table, parent=parent)


def damaged_pages(link: Link, most: int) -> Iterator[str]:
    """Yield what SQLite finds on the pages; where it asks for all memory there is, they hold lengths that are made up."""
    try:
        for (found,) in link.raw.execute(f"PRAGMA quick_check({most})"):
            if found != "ok":
                yield str(found)
    except MemoryError:
        yield "out of memory"


def unsound_values(link: Link, layout: Layout) -> Iterator[str]:
    """Yield a clause for each column with a value that is not of its kind, and for rows that go in a circle."""
    for table in layout.metadata.sorted_tables:
        tests = [(column.name, test) for column in table.columns if (test := _wrong(column))]
        ends = ", ".join(f"max({test})" for _name, test in tests)
        found = link.raw.execute(f'SELECT {ends} FROM main."{table.name}"').fetchone()
        for (name, _test), wrong in zip(tests, found, strict=True):
            if wrong:
                yield _("a value of {table}.{column} is none of ours").format(table=table.name, column=name)
        yield from _circles(link, table)


def _wrong(column: Column[Any]) -> str:
    """Return the SQL that is true where a value of ``column`` is not of its kind; never for an empty one."""
    name, kind = f'"{column.name}"', column.type
    test = _not_of(kind, name)
    return f"({name} IS NOT NULL AND coalesce({test}, 1))" if test else ""


def _not_of(kind: Any, name: str) -> str:
    """Return the SQL that is true, or nothing, where a value that is there is not of ``kind``."""
    typeof = f"typeof({name})"
    if isinstance(kind, Rating):
        steps = ", ".join(str(int(step)) for step in kind.scale)
        return f"{typeof} <> 'integer' OR {name} NOT IN ({steps})"
    if isinstance(kind, Enum):
        choices = ", ".join("'" + choice.replace("'", "''") + "'" for choice in kind.enums)
        return f"{typeof} <> 'text' OR {name} NOT IN ({choices})"
    if isinstance(kind, UtcInstant | DateTime):
        return (
            f"{typeof} <> 'text' OR {name} NOT GLOB '{_DAY} {_CLOCK}*' OR length({name}) > 26 "
            f"OR datetime(substr({name}, 1, 19)) IS NOT substr({name}, 1, 19) OR {_far(name)}"
        )
    if isinstance(kind, Date):
        return f"{typeof} <> 'text' OR {name} NOT GLOB '{_DAY}' OR date({name}) IS NOT {name} OR {_far(name)}"
    if isinstance(kind, Time):
        return f"{typeof} <> 'text' OR {name} NOT GLOB '{_CLOCK}*' OR time(substr({name}, 1, 8)) IS NULL"
    if isinstance(kind, JSON):
        return f"{typeof} <> 'text' OR NOT json_valid({name})"
    if isinstance(kind, LargeBinary):
        return f"{typeof} <> 'blob'"
    if isinstance(kind, Boolean):
        return f"{typeof} <> 'integer' OR {name} NOT IN (0, 1)"
    if isinstance(kind, Integer):
        return f"{typeof} <> 'integer' OR {name} NOT BETWEEN -{_MOST_WHOLE} AND {_MOST_WHOLE}"
    if isinstance(kind, Float):
        return f"{typeof} NOT IN ('real', 'integer') OR abs({name}) > {_MOST_REAL}"
    if isinstance(kind, CleanText | String):
        limit = getattr(kind, "limit", None) or getattr(kind, "length", None) or _LONGEST
        return f"{typeof} <> 'text' OR length({name}) > {limit} OR {_unclean(name)}"
    return ""


def _far(name: str) -> str:
    return f"{name} NOT BETWEEN '{_FIRST_DAY}' AND '{_LAST_DAY}'"


def _unclean(name: str) -> str:
    """Return the SQL that finds control characters other than a new line and a tab."""
    return f"instr({name}, char(0)) OR {name} GLOB '*[' || char(1) || '-' || char(8, 11, 45, 31) || ']*'"


def _circles(link: Link, table: Table) -> Iterator[str]:
    """Yield a clause where rows of a table are, over others, their own parents."""
    for key in table.foreign_keys:
        if key.column.table is not table:
            continue
        parent = key.parent.name
        statement = (
            "WITH RECURSIVE up (start, at) AS ("
            f'SELECT id, "{parent}" FROM main."{table.name}" WHERE "{parent}" IS NOT NULL UNION '
            f'SELECT up.start, t."{parent}" FROM up JOIN main."{table.name}" t ON t.id = up.at '
            f'WHERE t."{parent}" IS NOT NULL AND up.at <> up.start) '
            "SELECT 1 FROM up WHERE at = start LIMIT 1"
        )
        if link.value(statement):
            yield _("rows of {table} are their own parents").format(table=table.name)
