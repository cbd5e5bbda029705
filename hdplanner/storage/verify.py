"""Everything that can be checked in an open file, as sentences about what is wrong. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sqlcipher3 import dbapi2 as driver

from hdplanner.i18n import _
from hdplanner.storage import access_log, soundness
from hdplanner.storage.change_log import json_image
from hdplanner.storage.engine import Link
from hdplanner.storage.layout import Layout

_MOST = 20
"""So many findings of one kind are enough to know."""


def problems(link: Link, layout: Layout) -> list[str]:
    """Return what is wrong with the pages, the pointers between rows, the logs and the search index."""
    try:
        return [
            *_pages(link),
            *_pointers(link),
            *_values(link, layout),
            *_log(link),
            *access_log.problems(link.raw),
            *_rows(link, layout),
            *_index(link, layout),
        ]
    except (driver.DatabaseError, UnicodeError) as error:
        return [_("The file is damaged: {detail}.").format(detail=error)]


def _pages(link: Link) -> Iterator[str]:
    for found in soundness.damaged_pages(link, _MOST):
        yield _("A page of the file is damaged: {detail}.").format(detail=found)
    if link.key is not None:
        for (found,) in link.raw.execute("PRAGMA cipher_integrity_check").fetchmany(_MOST):
            yield _("An encrypted page was changed from outside: {detail}.").format(detail=found)


def _pointers(link: Link) -> Iterator[str]:
    for table, _row, parent, _key in link.raw.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield _("A row of {table} points to a missing row of {parent}.").format(table=table, parent=parent)


def _values(link: Link, layout: Layout) -> Iterator[str]:
    """Check that each value is of its kind; pointers between rows are told by themselves."""
    for found in soundness.unsound_values(link, layout):
        yield _("The file is damaged: {detail}.").format(detail=found)


def _log(link: Link) -> Iterator[str]:
    """Check that the log can be read: images, labels, and what each group points to."""
    checks = (
        (
            _("{count} entries of the change log cannot be read."),
            "SELECT count(*) FROM log_row WHERE NOT coalesce(json_valid(before), 1) "
            "OR NOT coalesce(json_valid(after), 1) OR (before IS NULL AND after IS NULL)",
        ),
        (
            _("{count} labels of the change log cannot be read."),
            "SELECT count(*) FROM log_group WHERE NOT json_valid(label_ids)",
        ),
        (
            _("{count} steps of the change log undo a step that is not there."),
            "SELECT count(*) FROM log_group u WHERE u.target IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM log_group g WHERE g.id = u.target)",
        ),
    )
    for sentence, statement in checks:
        count = link.value(statement)
        if count:
            yield sentence.format(count=count)


def _rows(link: Link, layout: Layout) -> Iterator[str]:
    """Check that each row is what the log last said of it, as far as the log is of this schema and made here."""
    for table, columns in layout.logged.items():
        found = link.raw.execute(
            "SELECT l.row_id FROM (SELECT row_id, max(seq) AS last FROM log_row WHERE tbl = ? "
            "AND group_seq NOT IN (SELECT seq FROM log_group WHERE adopted) GROUP BY row_id) l "
            "JOIN log_row r ON r.seq = l.last JOIN log_group g ON g.seq = r.group_seq AND g.schema = ? "
            f'LEFT JOIN main."{table}" t ON t.id = l.row_id '
            f"WHERE iif(t.id IS NULL, NULL, {json_image(columns, 't')}) IS NOT r.after LIMIT ?",
            (table, layout.schema, _MOST),
        )
        for (row_id,) in found:
            yield _("Row {id} of {table} is not as the change log says.").format(id=row_id, table=table)


def _index(link: Link, layout: Layout) -> Iterator[str]:
    """Check that the search knows each row once."""
    for table in layout.searched:
        count = link.value(
            f'SELECT count(*) FROM main."{table}" t WHERE NOT EXISTS '
            "(SELECT 1 FROM search_doc d JOIN search_index i ON i.rowid = d.doc "
            "WHERE d.row_id = t.id AND d.tbl = ?)",
            table,
        )
        if count:
            yield _("{count} rows of {table} are missing from the search.").format(count=count, table=table)
