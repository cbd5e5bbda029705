from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table
from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.base import CleanText
from hdplanner.errors import DamagedFileError, NewerFileError, ReadOnlyFileError
from hdplanner.storage import Document, GroupKind, Label
from hdplanner.storage.document import default_layout
from hdplanner.storage.engine import connect
from hdplanner.storage.layout import SCHEMA, Layout, layout_of
from hdplanner.storage.opening import create_in_memory
from hdplanner.storage.upgrade import _take_steps, frozen_statements, row_counts, schema_statements

RENAME = """
    with op.batch_alter_table("ministry") as batch:
        batch.alter_column("name", new_column_name="title")
        batch.add_column(sa.Column("rank", sa.Integer, nullable=False, server_default="3"))
"""
COUNT = 500


def tables(version: int) -> MetaData:
    """Return a small schema: ministries with posts that go when their ministry goes."""
    metadata = MetaData()
    second = [Column("title", CleanText(60)), Column("rank", Integer, nullable=False, server_default="3")]
    Table(
        "ministry",
        metadata,
        Column("id", String(36), primary_key=True),
        *(second if version == 2 else [Column("name", CleanText(60))]),
    )
    Table(
        "post",
        metadata,
        Column("id", String(36), primary_key=True),
        Column("ministry_id", ForeignKey("ministry.id", ondelete="CASCADE")),
    )
    return metadata


@pytest.fixture
def old(tmp_path: Path, passphrase: str | None) -> Path:
    """Return the path of a file of schema 1 with ministries and posts."""
    path = tmp_path / "old.hdplan"
    with Document.create(
        path, author="Ann", passphrase=passphrase, layout=layout_of(tables(1), schema=1)
    ) as document:

        def fill(session: Any) -> None:
            run = session.connection().exec_driver_sql
            for number in range(COUNT):
                run("INSERT INTO ministry (id, name) VALUES (?, ?)", (f"m{number}", f"Ministry {number}"))
                run("INSERT INTO post (id, ministry_id) VALUES (?, ?)", (f"p{number}", f"m{number}"))

        document.edit(Label("fill"), fill)
    return path


@pytest.fixture
def second(tmp_path: Path) -> Callable[..., Layout]:
    """Return a function that gives schema 2, with a step of the body it is given."""

    def make(body: str, more: str = "") -> Layout:
        steps = tmp_path / "50% steps"
        steps.mkdir(exist_ok=True)
        (steps / "0001.py").write_text("revision, down_revision = '0001', None\ndef upgrade(): pass\n")
        head = "import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = '0002', '0001'\n"
        (steps / "0002.py").write_text(f"{head}{more}\ndef upgrade():\n    {body.strip()}\n")
        return layout_of(tables(2), schema=2, steps=steps)

    return make


def test_a_step_keeps_every_row(old: Path, passphrase: str | None, second: Callable[..., Layout]) -> None:
    with Document.open(old, author="Ann", passphrase=passphrase, layout=second(RENAME)) as document:
        assert row_counts(document._link.raw)["post"] == COUNT
        assert document._link.value("SELECT title || rank FROM ministry WHERE id = 'm7'") == "Ministry 73"
        assert document.schema == document._link.value("PRAGMA user_version") == 2
        assert document._link.value("PRAGMA foreign_keys") == 1
        assert len(document.search("ministry 77")) == 1
        assert document.verify() == []
        assert document.history(limit=1)[0].kind is GroupKind.SCHEMA


def test_a_version_is_kept_before_a_step(
    old: Path, passphrase: str | None, second: Callable[..., Layout]
) -> None:
    with Document.open(old, author="Ann", passphrase=passphrase, layout=second(RENAME)) as document:
        kept = document.kept_copy

    assert kept is not None
    assert kept.parent.name == "old.hdplan-versions"
    with Document.open(
        kept, author="Ann", passphrase=passphrase, layout=layout_of(tables(1), schema=1)
    ) as copy:
        assert copy.schema == 1
        assert row_counts(copy._link.raw)["post"] == COUNT


def test_a_file_of_today_takes_no_step_and_loads_no_alembic(path: Path) -> None:
    program = (
        "import sys; from hdplanner.storage import Document\n"
        "Document.open(sys.argv[1], author='Ann').close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 0


@pytest.mark.parametrize("passphrase", [None])
def test_the_trap_of_batch_mode_is_real(old: Path, passphrase: str | None) -> None:
    """With foreign keys on, rebuilding the parent carries every child away: why upgrade turns them off."""
    connection = driver.connect(str(old), isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    for statement in (
        *("BEGIN", "CREATE TABLE new_ministry (id VARCHAR(36) PRIMARY KEY, name TEXT)"),
        *("INSERT INTO new_ministry SELECT id, name FROM ministry", "DROP TABLE ministry"),
        *("ALTER TABLE new_ministry RENAME TO ministry", "COMMIT"),
    ):
        connection.execute(statement)
    assert connection.execute("SELECT count(*) FROM post").fetchone() == (0,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"{RENAME.strip()}\n    op.execute('DELETE FROM post')", "post"),
        (f"{RENAME.strip()}\n    op.execute('DELETE FROM post WHERE id = \"p9\"')", "post"),
        (f"{RENAME.strip()}\n    op.drop_table('post')", "post"),
        (
            f'{RENAME.strip()}\n    op.execute(\'UPDATE post SET ministry_id = "none" WHERE id = "p9"\')',
            "post",
        ),
    ],
)
def test_a_step_that_would_lose_rows_changes_nothing(
    old: Path, passphrase: str | None, second: Callable[..., Layout], body: str, why: str
) -> None:
    before = old.read_bytes()

    with pytest.raises(DamagedFileError, match=why):
        Document.open(old, author="Ann", passphrase=passphrase, layout=second(body))

    assert old.read_bytes() == before
    Document.open(old, author="Ann", passphrase=passphrase, layout=layout_of(tables(1), schema=1)).close()


def test_a_step_may_say_which_rows_it_means_to_change(
    old: Path, passphrase: str | None, second: Callable[..., Layout]
) -> None:
    body = f"{RENAME.strip()}\n    op.execute('DELETE FROM post')"
    layout = second(body, "ROWS_CHANGE = ('post',)")

    with Document.open(old, author="Ann", passphrase=passphrase, layout=layout) as document:
        assert row_counts(document._link.raw)["post"] == 0


def test_a_step_that_fails_rolls_everything_back(
    old: Path, passphrase: str | None, second: Callable[..., Layout]
) -> None:
    before = old.read_bytes()

    with pytest.raises(ZeroDivisionError):
        Document.open(old, author="Ann", passphrase=passphrase, layout=second(f"{RENAME.strip()}\n    1 / 0"))

    assert old.read_bytes() == before
    with Document.open(
        old, author="Ann", passphrase=passphrase, layout=layout_of(tables(1), schema=1)
    ) as document:
        assert document.verify() == []
        assert "alembic_version" not in row_counts(document._link.raw)


def test_a_step_that_ends_in_another_shape_changes_nothing(
    old: Path, passphrase: str | None, second: Callable[..., Layout]
) -> None:
    before = old.read_bytes()

    with pytest.raises(DamagedFileError):
        Document.open(old, author="Ann", passphrase=passphrase, layout=second("pass"))
    assert old.read_bytes() == before


def test_an_older_file_that_can_only_be_read_takes_no_step(
    old: Path, passphrase: str | None, second: Callable[..., Layout]
) -> None:
    before = old.read_bytes()

    with pytest.raises(ReadOnlyFileError):
        Document.open(old, author="Ann", passphrase=passphrase, layout=second(RENAME), read_only=True)
    assert old.read_bytes() == before


def test_a_file_of_the_next_schema_is_newer_for_us(
    old: Path, passphrase: str | None, second: Callable[..., Layout]
) -> None:
    Document.open(old, author="Ann", passphrase=passphrase, layout=second(RENAME)).close()

    with pytest.raises(NewerFileError):
        Document.open(old, author="Ann", passphrase=passphrase, layout=layout_of(tables(1), schema=1))


def test_the_models_make_the_frozen_schema() -> None:
    """Where this fails, the models have changed since they were released: write a schema step."""
    link = create_in_memory(default_layout()).link

    made = {" ".join(statement.split()) for statement in schema_statements(link.raw)}
    frozen = {" ".join(statement.split()) for statement in frozen_statements(SCHEMA)}

    assert made == frozen
    link.close()


def shape_of(raw: Any) -> dict[str, object]:
    """Return what every table is made of. An added column stands last, with a default: that makes no difference."""
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: (
            sorted(raw.execute('SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?)', (name,))),
            sorted(
                raw.execute(
                    'SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list(?)', (name,)
                )
            ),
            sorted(raw.execute('SELECT name, "unique", origin FROM pragma_index_list(?)', (name,))),
        )
        for name in names
    }


def test_the_steps_from_nothing_make_the_schema_of_today() -> None:
    link, made = connect(None), create_in_memory(default_layout()).link

    with link.engine.begin() as connection:
        _take_steps(connection, default_layout(), 0)

    assert shape_of(link.raw) == shape_of(made.raw)
    link.close()
    made.close()


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_a_file_of_every_released_schema_opens_and_its_last_edit_is_undone_and_redone(
    tmp_path: Path, schema: int
) -> None:
    kept = Path(__file__).parent / "files" / f"schema-{schema}.hdplan.gz"
    path = tmp_path / "old.hdplan"
    path.write_bytes(gzip.decompress(kept.read_bytes()))

    with Document.open(path, author="Ann") as document:
        assert document.schema == SCHEMA
        assert row_counts(document._link.raw)["stakeholder"] == 3
        document.undo()
        assert row_counts(document._link.raw)["stakeholder"] == 0
        document.redo()
        assert row_counts(document._link.raw)["stakeholder"] == 3
        assert document.verify() == []


def test_an_older_file_with_a_part_that_was_never_released_is_refused_before_anything_is_copied(
    tmp_path: Path,
) -> None:
    path = tmp_path / "odd.hdplan"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "files" / "schema-1.hdplan.gz").read_bytes()))
    connection = driver.connect(str(path))
    connection.execute("CREATE TABLE surprise (a)")
    connection.commit()
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DamagedFileError, match="surprise"):
        Document.open(path, author="Ann")

    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
