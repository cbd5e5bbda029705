"""Opens campaign files that somebody tampered with, one after the other, in a process that may die of it.

Run as a script. Writes the number of each mutation before it is tried, so that whoever watches knows which one
was the last; prints one line of JSON at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import inspect
import json
import os
import pkgutil
import random
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from hdplanner import services
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.errors import PlannerError
from hdplanner.services import campaigns, interchange
from hdplanner.storage import Document, Label, keys, versions
from hdplanner.storage.versions_restore import restore

SECRET = "a long secret"
SECONDS, MOST_MEMORY = 5, 500 << 20
TODAY = date(2026, 11, 22)
PAGE = 4096
WHOLE_EVERY = 10
"""After so many mutations that open, one is worked on as well."""

keys.ITERATIONS = 1  # what is tried here is the file

Mutation = Callable[[Path, random.Random], None]

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


def flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _change in range(chance.choice((1, 1, 1, 2, 8, 64))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def overwrite(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    length = chance.choice((1, 2, 4, 9, 100, 5000))
    start = chance.randrange(max(1, len(content) - length))
    filler = chance.choice((b"\0", b"\xff", b"\x80", b"\x7f", None))
    content[start : start + length] = chance.randbytes(length) if filler is None else filler * length
    path.write_bytes(content)


def swap_pages(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    first, second = (chance.randrange(len(content) // PAGE) * PAGE for _page in range(2))
    one, two = content[first : first + PAGE], content[second : second + PAGE]
    content[first : first + PAGE] = two
    if chance.random() < 0.5:
        content[second : second + PAGE] = one
    path.write_bytes(content)


def cut(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    size = chance.choice((0, 1, 15, 16, 100, 4095, 4096, 8192, len(content) - 1, len(content) - PAGE))
    size = chance.choice((size, chance.randrange(len(content))))
    more = chance.choice((b"", b"", b"\0" * 4096, chance.randbytes(100)))
    path.write_bytes(content[:size] + more)


def tamper_head(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for place, length in chance.sample(HEAD, chance.choice((1, 1, 2))):
        value = chance.choice((*EDGES, chance.getrandbits(32))) % (1 << 8 * length)
        content[place : place + length] = value.to_bytes(length, "big")
    path.write_bytes(content)


def tamper_tree(path: Path, chance: random.Random) -> None:
    """Change the head of a page, or where its cells are: what SQLite walks along."""
    content = bytearray(path.read_bytes())
    page = chance.randrange(len(content) // PAGE) * PAGE
    start = page + (100 if page == 0 else 0)
    for _change in range(chance.choice((1, 1, 3))):
        place = start + chance.choice((*range(12), *range(8, 60)))
        content[place] = chance.choice((0, 1, 2, 5, 10, 13, 127, 128, 255, chance.getrandbits(8)))
    path.write_bytes(content)


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


BYTES: tuple[Mutation, ...] = (flip, overwrite, swap_pages, cut, tamper_head, tamper_tree)
ROWS: tuple[Mutation, ...] = (change_values, change_values, change_values, drop_rows, act, change_schema)


def readers() -> list[Callable[..., Any]]:
    """Every service that lists what a file, or one plan of it, holds."""
    found = []
    for module in pkgutil.iter_modules(services.__path__):
        for name, function in vars(importlib.import_module(f"hdplanner.services.{module.name}")).items():
            if not inspect.isfunction(function) or not name.endswith("_rows") or name.startswith("_"):
                continue
            needed = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty]
            if needed[:1] == ["session"] and set(needed[1:]) <= {"campaign_id", "today"}:
                found.append(function)
    return [interchange.dump, campaigns.counts, campaigns.office, *dict.fromkeys(found)]


READERS = readers()


def use(document: Document, *, whole: bool) -> Iterator[str]:
    """Read all there is, by each way in where ``whole``; yields the name of each way before it is gone."""
    yield "campaigns"
    known = document.read(campaigns.campaign_rows)
    for reader in READERS if whole else ():
        needed = inspect.signature(reader).parameters
        for campaign in known[:1]:
            yield reader.__name__
            given = {"campaign_id": campaign.id, "today": TODAY}
            asked = {name: value for name, value in given.items() if name in needed}
            with contextlib.suppress(PlannerError):
                document.read(lambda session, ask=asked, call=reader: call(session, **ask))
    for name, look in (
        ("history", lambda: document.history()),
        ("search", lambda: document.search("ministry")),
        ("last change", lambda: document.last_change()),
        ("next undo", lambda: document.next_undo()),
        ("verify", lambda: document.verify()),
    ):
        yield name
        with contextlib.suppress(PlannerError):
            look()


def work_on(document: Document) -> Iterator[str]:
    """Change the file, as far as it lets itself be changed."""

    def rename(session: Any) -> None:
        for row in session.query(Stakeholder).limit(3):
            row.name = "Another name"
        for (office,) in session.query(Office.id).limit(1):
            session.add(Stakeholder(office_id=office, name="New"))

    for name, step in (
        ("undo", document.undo),
        ("edit", lambda: document.edit(Label("stakeholder.change"), rename)),
        ("undo it", document.undo),
        ("redo it", document.redo),
    ):
        yield name
        with contextlib.suppress(PlannerError):
            step()


def tried(path: Path, secret: str | None, *, whole: bool) -> tuple[bool, str]:
    """Open a file and use it; whether it opened, and what went wrong."""
    before, ways = digest_of(path), ["opening"]
    try:
        with Document.open(path, author="Ben", passphrase=secret, read_only=True) as document:
            for way in use(document, whole=whole):
                ways.append(way)  # noqa: PERF402  the last one counts where it ends in an error
    except PlannerError:
        pass
    except Exception:
        return len(ways) > 1, f"read-only, {ways[-1]}: {traceback.format_exc()}"
    if digest_of(path) != before:
        return len(ways) > 1, "a file opened read-only was changed"
    return len(ways) > 1, _worked_on(path, secret, before) if whole else ""


def _worked_on(path: Path, secret: str | None, before: str) -> str:
    ways = ["opening"]
    try:
        with Document.open(path, author="Ben", passphrase=secret) as document:
            for way in work_on(document):
                ways.append(way)  # noqa: PERF402
    except PlannerError:
        return "a refused file was changed" if len(ways) == 1 and digest_of(path) != before else ""
    except Exception:
        return f"writing, {ways[-1]}: {traceback.format_exc()}"
    return ""


def brought_in(base: Path, path: Path, secret: str | None) -> str:
    """Merge a file that was tampered with into a good one, and go back to it as to a version of it."""
    good = path.with_name("good-x.hdplan")
    shutil.copyfile(base, good)
    ways = ["opening"]
    try:
        with Document.open(good, author="Ben", passphrase=secret) as document:
            ways.append("merge")
            with contextlib.suppress(PlannerError):
                document.merge(document.plan_merge(path, passphrase=secret), path, {}, passphrase=secret)
            wrong = document.verify()
            ways.append("version")
            with contextlib.suppress(PlannerError):
                _gone_back(document, path)
            wrong += document.verify()
    except Exception:
        return f"brought in, {ways[-1]}: {traceback.format_exc()}"
    finally:
        shutil.rmtree(versions.folder_of(good), ignore_errors=True)
    return f"brought in: {wrong[0]}" if wrong else ""


def _gone_back(document: Document, path: Path) -> None:
    source = document.on_file(versions.source_of)
    assert source is not None
    source.folder.mkdir()
    shutil.copyfile(path, source.folder / "20260101T000000000Z-abcdef-kept.hdplan")
    for version in versions.listed(source).versions:
        restore(document, version)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def mutated(mutation: Mutation, path: Path, chance: random.Random) -> None:
    """Tamper in another process, whose memory does not count as ours."""
    child = os.fork()
    if child == 0:
        try:
            mutation(path, chance)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def main(base: Path, folder: Path, kind: str, first: int, count: int) -> None:
    """Try mutations number ``first`` and on, and print what was found."""
    encrypted = kind == "encrypted"
    mutations = ROWS if kind == "rows" else BYTES
    secret = SECRET if encrypted else None
    path, mark = folder / "x.hdplan", folder / "at.txt"
    n_opened, wrong = 0, []
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    for number in range(first, first + count):
        mark.write_text(str(number))
        chance = random.Random(number)
        for left in folder.glob("*x.*"):
            left.unlink()
        shutil.copyfile(base, path)
        mutation = chance.choice(mutations)
        mutated(mutation, path, chance)
        used = peak()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        whole = n_opened % WHOLE_EVERY == 0
        is_open, found = tried(path, secret, whole=whole)
        if whole and not found:
            found = brought_in(base, path, secret)
        signal.setitimer(signal.ITIMER_PROF, 0)
        n_opened += is_open
        if not found and peak() > max(used, MOST_MEMORY):
            found = f"{peak() >> 20} MB of memory, for a file of {path.stat().st_size >> 20} MB"
        if found:
            wrong.append(f"{kind} {number} ({mutation.__name__}): {found}")
    mark.unlink()
    sys.stdout.write(json.dumps({"tried": count, "opened": n_opened, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
