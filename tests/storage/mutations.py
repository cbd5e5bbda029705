"""What an attacker, or a bad disk, may do to a campaign file: bytes, pages, rows and the schema are tampered with."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

OfBytes = Callable[[bytearray, random.Random], None]
OfRows = Callable[[Path, random.Random], None]

PAGE = 4096

HEAD = [(16, 2), (18, 1), (19, 1), (20, 1), (21, 1), (24, 4), (28, 4), (32, 4), (36, 4), (40, 4), (44, 4)]
HEAD += [(48, 4), (52, 4), (56, 4), (60, 4), (64, 4), (68, 4), (92, 4), (96, 4)]
EDGES = (0, 1, 2, 3, 4, 5, 127, 128, 255, 256, 4095, 4096, 65535, 2**31 - 1, 2**31, 2**32 - 1)

VALUES = (
    *("NULL", "0", "-1", "9", "2147483648", "-9223372036854775808", "9e999", "-0.0", "1.5", "x'ff00'", "''"),
    *("'never'", "'0000-00-00'", "'9999-12-31'", "'0001-01-01'", "'2026-02-30'", "'99999-01-01'", "'['"),
    *(
        "'{\"a\": 1}'",
        "'null'",
        "char(0)",
        "'a' || char(0) || 'b'",
        "char(1, 8, 27)",
        "CAST(x'ff41fe' AS TEXT)",
    ),
    *("CAST(x'eda080' AS TEXT)", "char(8238, 8206, 65279)", "hex(zeroblob(300000))", "zeroblob(2000000)"),
    *(
        "replace(hex(zeroblob(2000)), '00', '[')",
        "'<script>'",
        "'Europe/Nowhere'",
        "'xx-invalid'",
        "'%s{0}{x}'",
    ),
)
ACTS = (
    "CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM stakeholder; END",
    "CREATE VIEW v AS SELECT load_extension('x')",
    "ALTER TABLE office ADD COLUMN stranger AS (randomblob(1000000000))",
    "CREATE INDEX stranger ON office (length(hex(zeroblob(100000000))))",
    "CREATE TABLE stranger (id)",
    "CREATE VIRTUAL TABLE stranger USING fts5(a)",
    "DROP TABLE tie",
    "PRAGMA user_version = 3",
    "PRAGMA user_version = 99",
    "PRAGMA journal_mode = WAL",
    "PRAGMA auto_vacuum = 1",
    "UPDATE log_row SET after = replace(after, '\"', '')",
    "UPDATE log_group SET target = id",
    "UPDATE log_group SET schema = 1",
    "UPDATE log_group SET schema = 77",
    "UPDATE log_group SET kind = 'undo'",
    "UPDATE log_row SET tbl = 'sqlite_master'",
    "UPDATE log_row SET before = after, after = before",
    "UPDATE stakeholder SET parent_id = id",
    "UPDATE stakeholder SET parent_id = (SELECT max(id) FROM stakeholder)",
    "INSERT INTO search_doc SELECT doc + 100000, tbl, row_id || 'x' FROM search_doc",
    "UPDATE search_index_data SET block = zeroblob(100)",
    "UPDATE search_index_config SET v = 99",
    "UPDATE meta SET value = ''",
    "DELETE FROM meta",
    "DELETE FROM log_group",
    "DELETE FROM office",
    "DELETE FROM campaign",
)


def page_size(content: bytearray) -> int:
    """What a plain file says of itself; an encrypted one says nothing."""
    told = int.from_bytes(content[16:18], "big")
    return told if content.startswith(b"SQLite format 3") else PAGE


def flip(content: bytearray, chance: random.Random) -> None:
    for _change in range(chance.choice((1, 1, 1, 2, 8, 64))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def overwrite(content: bytearray, chance: random.Random) -> None:
    length = chance.choice((1, 2, 4, 9, 100, 5000))
    start = chance.randrange(max(1, len(content) - length))
    filler = chance.choice((b"\0", b"\xff", b"\x80", b"\x7f", None))
    content[start : start + length] = chance.randbytes(length) if filler is None else filler * length


def swap_pages(content: bytearray, chance: random.Random) -> None:
    size = page_size(content)
    first, second = (chance.randrange(len(content) // size) * size for _page in range(2))
    one, two = content[first : first + size], content[second : second + size]
    content[first : first + size] = two
    if chance.random() < 0.5:
        content[second : second + size] = one


def cut(content: bytearray, chance: random.Random) -> None:
    size = chance.choice((0, 1, 15, 16, 100, 4095, 4096, 8192, len(content) - 1, len(content) - PAGE))
    size = chance.choice((size, chance.randrange(len(content))))
    more = chance.choice((b"", b"", b"\0" * 4096, chance.randbytes(100)))
    content[size:] = more


def tamper_head(content: bytearray, chance: random.Random) -> None:
    for place, length in chance.sample(HEAD, chance.choice((1, 1, 2))):
        value = chance.choice((*EDGES, chance.getrandbits(32))) % (1 << 8 * length)
        content[place : place + length] = value.to_bytes(length, "big")


def tamper_tree(content: bytearray, chance: random.Random) -> None:
    """Change the head of a page, or where its cells are: what SQLite walks along."""
    size = page_size(content)
    page = chance.randrange(len(content) // size) * size
    start = page + (100 if page == 0 else 0)
    for _change in range(chance.choice((1, 1, 3))):
        place = start + chance.choice((*range(12), *range(8, 60)))
        content[place] = chance.choice((0, 1, 2, 5, 10, 13, 127, 128, 255, chance.getrandbits(8)))


def change_values(path: Path, chance: random.Random) -> None:
    """Put what no program of ours writes into columns of some table."""
    with opened(path) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for _change in range(chance.choice((1, 1, 2, 5))):
            table = chance.choice([name for name in tables if not name.startswith("search_index")])
            column = chance.choice([row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')])
            some = chance.choice(("1", "rowid = (SELECT max(rowid) FROM main.this)", "random() % 2"))
            without = table in ("log_parent", "tombstone")
            some = "1" if without else some.replace("main.this", f'"{table}"')
            value = chance.choice(
                (*VALUES, f"(SELECT id FROM {chance.choice(('stakeholder', 'office', 'pack'))})")
            )
            with contextlib.suppress(driver.Error):
                raw.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = {value} WHERE {some}')


def drop_rows(path: Path, chance: random.Random) -> None:
    """Leave pointers that point nowhere."""
    with opened(path) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        table = chance.choice([name for name in tables if not name.startswith("search_index")])
        some = chance.choice(("1", "random() % 2"))
        raw.execute(f'DELETE FROM "{table}" WHERE {some}')


def act(path: Path, chance: random.Random) -> None:
    with opened(path) as raw, contextlib.suppress(driver.Error):
        raw.execute(chance.choice(ACTS))


def change_schema(path: Path, chance: random.Random) -> None:
    with opened(path) as raw, contextlib.suppress(driver.Error):
        raw.execute("PRAGMA writable_schema = ON")
        words = (
            "'nonsense'",
            "sql || ' '",
            "replace(sql, 'VARCHAR', 'BLOB')",
            "replace(sql, 'NOT NULL', '')",
        )
        words += (
            "replace(sql, 'CREATE TABLE', 'CREATE VIEW')",
            "upper(sql)",
            "NULL",
            "hex(zeroblob(1000000))",
        )
        column, value = chance.choice(
            (("sql", chance.choice(words)), ("rootpage", str(chance.randrange(300))))
        )
        raw.execute(
            f"UPDATE sqlite_master SET {column} = {value} WHERE random() % {chance.choice((1, 50))} = 0"
        )


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Any]:
    raw = driver.connect(str(path), isolation_level=None)
    try:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA journal_mode = MEMORY")
        yield raw
    finally:
        raw.close()


BYTES: tuple[OfBytes, ...] = (flip, overwrite, swap_pages, cut, tamper_head, tamper_tree)
ROWS: tuple[OfRows, ...] = (change_values, change_values, change_values, drop_rows, act, change_schema)

DEEP = 10_000
"""Levels of a text that is JSON: more than Python or SQLite care to go down."""

LONG = 100 << 20
"""Characters of a text that no column is made for."""

_LISTS = f"printf('%.{DEEP}c%.{DEEP}c', '[', ']')"
_IN_WORDS = f"replace(printf('%.{DEEP}c', '['), '[', '{{\"a\":') || '1' || replace(printf('%.{DEEP}c', ']'), ']', '}}')"
_LONG_WORDS = f"printf('%.{LONG}c', 'x')"
_LONG_JSON = f"'{{\"name\": \"' || printf('%.{LONG}c', 'x') || '\"}}'"

_LOG = ("log_row.before", "log_row.after", "log_group.label_ids")
_WORDS = ("stakeholder.note", "stakeholder.name", "meta.value", "search_doc.row_id")


def _changes(value: str, columns: tuple[str, ...]) -> Iterator[str]:
    for table, column in (name.split(".") for name in columns):
        yield f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})"


DEEP_ONES = (*_changes(_LISTS, _LOG), *_changes(_IN_WORDS, _LOG))
EXTREMES = (*DEEP_ONES, *_changes(_LONG_JSON, _LOG), *_changes(_LONG_WORDS, _WORDS))
"""Rows of a size or depth that nobody typed; in the order in which they are tried."""


def go_to_extremes(path: Path, number: int) -> None:
    with opened(path) as raw:
        assert raw.execute(EXTREMES[number]).rowcount == 1
