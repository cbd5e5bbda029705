"""A copy of the file without some of its rows and columns, to be sent out and merged back when it returns.

What is left out is never written anywhere: rows are copied, not deleted. The log goes along as bare heads, so that a
merge finds the common past; no image, no label and no author of it does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table

from hdplanner.storage import schema, search_index
from hdplanner.storage.engine import connect
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import FileKey, make_key
from hdplanner.storage.layout import Layout
from hdplanner.storage.merge_log import PART
from hdplanner.storage.new_file import new_file

_BLOBS = "blob"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a part does not hold: the keys of rows by table, and columns by table with the stored value they get."""

    rows: Mapping[str, Collection[str]]
    columns: Mapping[str, Mapping[str, object]]


def write_part(in_hand: InHand, path: Path, passphrase: str | None, left_out: LeftOut, marking: str) -> None:
    """Write the copy to ``path``, plain where ``passphrase`` is ``None``; ``marking`` says how far it may travel.

    Raises ``FileExistsRefusedError``, ``DiskFullError`` and ``ReadOnlyFileError``.
    """
    key = None if passphrase is None else make_key(passphrase)
    link = in_hand.link
    with new_file(path.absolute()) as making, link.writable(), link.copying():
        making.touch(exist_ok=False)
        empty = connect(making, key)
        try:
            schema.create_tables(empty, in_hand.layout)
        finally:
            empty.close()
        address = str(making).replace("'", "''")
        spelled = "" if key is None else key.literal()
        # as a parameter the driver would keep the key
        link.raw.executescript(f"""ATTACH DATABASE '{address}' AS part KEY "{spelled}" """)
        try:
            with link.immediate():
                _fill(in_hand, left_out, marking)
        finally:
            link.raw.execute("DROP TABLE IF EXISTS temp.left_out")
            link.raw.execute("DETACH DATABASE part")
        _index(making, key, in_hand.layout)


def _index(path: Path, key: FileKey | None, layout: Layout) -> None:
    """Make the search index of the new file, so that it can be searched where nothing can be written."""
    made = connect(path, key)
    try:
        search_index.register(made.raw)
        with made.immediate():
            search_index.rebuild(made.raw, layout)
    finally:
        made.close()


def _fill(in_hand: InHand, left_out: LeftOut, marking: str) -> None:
    raw = in_hand.link.raw
    raw.execute("CREATE TEMP TABLE left_out (tbl TEXT, row_id TEXT, PRIMARY KEY (tbl, row_id)) WITHOUT ROWID")
    raw.executemany(
        "INSERT INTO temp.left_out VALUES (?, ?)",
        [(table, key) for table, keys in left_out.rows.items() for key in keys],
    )
    for table in in_hand.layout.metadata.sorted_tables:
        if table.name == _BLOBS:
            continue
        emptied = left_out.columns.get(table.name, {})
        shown = ", ".join(_shown(table, emptied))
        raw.execute(
            f'INSERT INTO part."{table.name}" ({_names(table)}) SELECT {shown} FROM main."{table.name}" '
            f"WHERE id NOT IN (SELECT row_id FROM temp.left_out WHERE tbl = ?{len(emptied) + 1})",
            (*emptied.values(), table.name),
        )
    for statement in _OWN:
        raw.execute(statement)
    raw.execute("INSERT INTO part.meta (key, value) VALUES (?, ?)", (PART, marking))


_OWN = (
    "INSERT INTO part.blob (id, content) SELECT id, content FROM main.blob "
    "WHERE id IN (SELECT digest FROM part.attachment)",
    "INSERT INTO part.log_group (seq, id, kind, target, copy_id, adopted, author, at, schema, label_key, label_ids, "
    "compacted) SELECT seq, id, kind, target, copy_id, adopted, '', at, schema, '', '{}', 1 FROM main.log_group",
    "INSERT INTO part.log_parent SELECT * FROM main.log_parent",
    "INSERT INTO part.tombstone SELECT * FROM main.tombstone",
    "UPDATE part.meta SET value = (SELECT value FROM main.meta WHERE key = 'file_id') WHERE key = 'file_id'",
)


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _shown(table: Table, emptied: Mapping[str, object]) -> Iterator[str]:
    """Yield what is selected for each column, the marks of ``emptied`` in its own order."""
    order = list(emptied)
    for column in table.columns:
        if column.name in emptied:
            yield f"?{order.index(column.name) + 1}"
        elif column.foreign_keys and column.nullable:
            parent = next(iter(column.foreign_keys)).column.table.name
            gone = f"(SELECT row_id FROM temp.left_out WHERE tbl = '{parent}')"
            yield f'CASE WHEN "{column.name}" IN {gone} THEN NULL ELSE "{column.name}" END'
        else:
            yield f'"{column.name}"'
