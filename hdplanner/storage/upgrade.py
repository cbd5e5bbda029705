"""Brings a file from an older schema to the one of today: a copy first, then all steps in one transaction, or none.

Foreign keys are off meanwhile (a rebuilt parent table would carry its children away), so rows are counted instead.
Alembic is imported only when a step is due.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType

from sqlalchemy.engine import Connection

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.errors import DamagedFileError
from hdplanner.i18n import _
from hdplanner.storage import change_log, search_index, versions
from hdplanner.storage.changes import GroupKind, Label
from hdplanner.storage.engine import Link, connect
from hdplanner.storage.layout import Layout
from hdplanner.storage.schema import Shape, check_pages, check_same, check_shape, shape_of, stamp

MIGRATIONS = Path(__file__).parent / "migrations"
FROZEN = MIGRATIONS / "frozen"

_VERSION_TABLE = "alembic_version"


def upgrade(link: Link, path: Path, layout: Layout, found: int, *, keep: bool = True) -> Path | None:
    """Take every step from schema ``found`` to that of ``layout``; return the version that was kept before.

    Without ``keep``, for what is a copy itself, none is. Where a step fails, or would lose rows, nothing has changed and ``DamagedFileError`` tells why.
    """
    if layout.steps is None:
        check_same(shape_of(link.raw, path), _released(found, path), path)
    kept = versions.make(versions.source_at(path, link, ""), Why.SCHEMA).path if keep else None
    link.raw.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
    link.begin = "BEGIN IMMEDIATE"
    try:
        with link.engine.begin() as connection:
            before = row_counts(link.raw)
            changing = _take_steps(connection, layout, found)
            _check(link, path, before, changing)
            check_shape(link, path, layout)
            search_index.register(link.raw)
            search_index.rebuild(link.raw, layout)
            _sign(link, layout.schema)
            stamp(link.raw, layout.schema)
    finally:
        link.begin = "BEGIN"
        link.raw.execute("PRAGMA foreign_keys = ON")
    return kept


def _released(schema: int, path: Path) -> Shape:
    """Return the shape of a file of a schema that was released: an older file is trusted no more than a new one."""
    link = connect(None)
    try:
        for statement in frozen_statements(schema):
            link.raw.execute(statement)
        return shape_of(link.raw, path)
    finally:
        link.close()


def row_counts(raw: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table of the file holds; the search index, which is made anew, left out."""
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%' "
        "AND name NOT LIKE 'sqlite_%' AND name <> ?",
        (_VERSION_TABLE,),
    ).fetchall()
    return {name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names}


def frozen_statements(version: int) -> list[str]:
    """Return the statements that make an empty file of an earlier schema."""
    script = (FROZEN / f"{version:04d}.sql").read_text(encoding="utf-8")
    return [statement for part in script.split(";\n") if (statement := part.strip())]


def schema_statements(raw: sqlite3.Connection) -> list[str]:
    """Return the statements that would make the tables of an open file, in an order that works."""
    found = raw.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_index_%' "
        "ORDER BY type = 'index', name"
    )
    return [row[0] for row in found]


def _take_steps(connection: Connection, layout: Layout, found: int) -> frozenset[str]:
    """Run alembic on the open transaction; return the tables whose number of rows the steps mean to change.

    The version stands in ``user_version`` alone: alembic's own table is there only meanwhile.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option(
        "version_locations", str(layout.steps or MIGRATIONS / "versions").replace("%", "%%")
    )
    config.attributes["connection"] = connection
    connection.exec_driver_sql(f"CREATE TABLE {_VERSION_TABLE} (version_num VARCHAR(32) NOT NULL)")
    if found:
        connection.exec_driver_sql(f"INSERT INTO {_VERSION_TABLE} VALUES (?)", (f"{found:04d}",))
    command.upgrade(config, f"{layout.schema:04d}")
    connection.exec_driver_sql(f"DROP TABLE {_VERSION_TABLE}")
    steps = ScriptDirectory.from_config(config).walk_revisions()
    return frozenset(table for step in steps for table in _changing(step.module))


def _changing(step: ModuleType) -> tuple[str, ...]:
    """Return what a step declares as ``ROWS_CHANGE``: tables that it splits, joins or drops on purpose."""
    return tuple(getattr(step, "ROWS_CHANGE", ()))


def _check(link: Link, path: Path, before: dict[str, int], changing: frozenset[str]) -> None:
    """Refuse the result where rows are gone, or point nowhere, or a page is not in order."""
    after = row_counts(link.raw)
    for table, count in before.items():
        if table not in changing and after.get(table) != count:
            raise DamagedFileError(path, _("a schema step would lose rows of {table}").format(table=table))
    astray = link.raw.execute("PRAGMA foreign_key_check").fetchone()
    if astray is not None:
        raise DamagedFileError(path, _("a schema step would cut rows of {table} off").format(table=astray[0]))
    check_pages(link, path)


def _sign(link: Link, schema: int) -> None:
    """Tell in the log that the schema changed here."""
    copy_id = str(link.value("SELECT value FROM meta WHERE key = 'copy_id'"))
    seq = int(str(link.value("SELECT coalesce(max(seq), 0) + 1 FROM log_group")))
    label = Label("file.upgrade", {})
    change_log.sign_group(link.raw, seq, change_log.Signature(GroupKind.SCHEMA, label, "", copy_id, schema))
