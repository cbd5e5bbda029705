"""What belongs in a campaign file: which tables are logged, which columns are searched, which names are known.

Worked out from the mapped classes, so that a new column needs no line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from sqlalchemy import Column, LargeBinary, MetaData, Table, create_mock_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import ExecutableDDLElement

from hdplanner.domain.base import CleanText

SCHEMA = 4
"""The schema version that this program writes; it stands in the file as ``user_version``."""

APPLICATION_ID = 0x48445031
"""``HDP1``: tells ``file`` and us that a plain file is ours."""

_NAMES = frozenset({"name", "short_name", "title"})
_SHADOWS = ("config", "content", "data", "docsize", "idx")


@dataclass(frozen=True, slots=True)
class SearchedTable:
    """The columns of one table that the search reads: names, which weigh more, and other texts."""

    names: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """One set of mapped tables with our own beside them; ``steps`` is the folder of its schema steps, if not ours."""

    metadata: MetaData
    logged: dict[str, tuple[str, ...]]
    searched: dict[str, SearchedTable]
    columns: dict[str, frozenset[str]]
    indexes: frozenset[str]
    schema: int = SCHEMA
    steps: Path | None = None

    @property
    def tables(self) -> frozenset[str]:
        """The names of all tables that a file of this layout holds, those of the search index among them."""
        return frozenset(self.columns) | {f"search_index_{part}" for part in _SHADOWS}

    @cached_property
    def statements(self) -> list[str]:
        """The statements that make an empty file."""
        made: list[str] = []

        def keep(statement: ExecutableDDLElement, *_more: object, **_options: object) -> None:
            made.append(str(statement.compile(dialect=sqlite.dialect())))

        self.metadata.create_all(create_mock_engine("sqlite://", keep), checkfirst=False)
        return made + own_statements()


def own_statements() -> list[str]:
    """Return the statements that make our own tables: the log, the settings, the search index."""
    script = resources.files("hdplanner.storage").joinpath("own_tables.sql").read_text("utf-8")
    return [statement for part in script.split(";\n") if (statement := part.strip())]


_OWN_COLUMNS = {
    "meta": frozenset({"key", "value"}),
    "log_group": frozenset(
        {
            *("seq", "id", "kind", "target", "copy_id", "adopted", "author"),
            *("at", "schema", "label_key", "label_ids", "compacted"),
        }
    ),
    "log_parent": frozenset({"group_seq", "parent_id"}),
    "log_row": frozenset({"seq", "group_seq", "tbl", "row_id", "before", "after"}),
    "tombstone": frozenset({"tbl", "row_id"}),
    "access_log": frozenset({"seq", "at", "author", "kind", "facts", "previous", "digest"}),
    "search_doc": frozenset({"doc", "tbl", "row_id"}),
    "search_index": frozenset({"names", "texts", "search_index", "rank"}),
}
_OWN_INDEXES = frozenset(
    {
        *("ix_log_group_target", "ix_log_group_at"),
        *("ix_log_row_group_seq", "ix_log_row_row_id", "ix_log_row_gone"),
    }
)


@lru_cache(maxsize=8)
def layout_of(metadata: MetaData, schema: int = SCHEMA, steps: Path | None = None) -> Layout:
    """Return the layout of a file that holds the tables of ``metadata``."""
    tables = metadata.sorted_tables
    return Layout(
        metadata=metadata,
        logged={t.name: tuple(c.name for c in t.columns) for t in tables if _is_logged(t)},
        searched={t.name: found for t in tables if (found := _searched(t)) is not None},
        columns={t.name: frozenset(c.name for c in t.columns) for t in tables} | _OWN_COLUMNS,
        indexes=_OWN_INDEXES | {str(i.name) for t in tables for i in t.indexes},
        schema=schema,
        steps=steps,
    )


def _is_logged(table: Table) -> bool:
    """Tell whether changes of ``table`` are logged: JSON cannot hold bytes, so blobs are insert-only instead."""
    return table.info.get("logged", True) and not any(
        isinstance(column.type, LargeBinary) for column in table.columns
    )


def _searched(table: Table) -> SearchedTable | None:
    found = [c for c in table.columns if isinstance(c.type, CleanText) and c.info.get("search", True)]
    if not found:
        return None
    return SearchedTable(
        names=tuple(c.name for c in found if _is_name(c)),
        texts=tuple(c.name for c in found if not _is_name(c)),
    )


def _is_name(column: Column[str]) -> bool:
    return column.info.get("reveals") == "name" or column.name in _NAMES
