"""The way into a campaign file: what opens, what is refused, and that nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import (
    DamagedFileError,
    FileExistsRefusedError,
    InvalidValueError,
    LockedFileError,
    NewerFileError,
    NotACampaignFileError,
    NotFoundError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from hdplanner.storage import Document
from hdplanner.storage.layout import APPLICATION_ID, SCHEMA

SECRET = "a long secret"


def test_a_new_file_never_replaces_another(path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(FileExistsRefusedError):
        Document.create(path, author="Ann")

    assert path.read_bytes() == before
    assert _folder(path) == {path.name}


def test_a_new_file_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Document.create(tmp_path / "none" / "x.hdplan", author="Ann")


@pytest.mark.parametrize("passphrase", ["", "x'" + "0" * 64 + "'"])
def test_a_bad_passphrase_makes_no_file(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(InvalidValueError):
        Document.create(tmp_path / "x.hdplan", author="Ann", passphrase=passphrase)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_beside_a_closed_file(path: Path) -> None:
    with Document.open(path, author="Ann"):
        assert len(_folder(path)) == 2  # the lock
    assert _folder(path) == {path.name}


def test_a_plain_file_is_known_by_its_head(path: Path) -> None:
    head = path.read_bytes()[:100]

    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == SCHEMA


def test_an_encrypted_file_shows_nothing(locked_up: Path) -> None:
    content = locked_up.read_bytes()

    assert b"Ministry" not in content
    assert b"CREATE TABLE" not in content
    assert content[:15] != b"SQLite format 3"


def test_an_encrypted_file_wants_its_passphrase(locked_up: Path) -> None:
    before = locked_up.read_bytes()

    with pytest.raises(PassphraseNeededError):
        Document.open(locked_up, author="Ann")
    with pytest.raises(WrongPassphraseError):
        Document.open(locked_up, author="Ann", passphrase="a wrong secret")

    assert locked_up.read_bytes() == before
    assert _folder(locked_up) == {locked_up.name}


def test_a_wrong_passphrase_prints_nothing(locked_up: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WrongPassphraseError):
        Document.open(locked_up, author="Ann", passphrase="wrong")

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("secret", ["a'b\"c;--", "a\0b", "geheim ß مرحبا 中", "x" * 5_000, " "])
def test_any_passphrase_opens_what_it_closed(tmp_path: Path, secret: str) -> None:
    path = tmp_path / "x.hdplan"
    Document.create(path, author="Ann", passphrase=secret).close()

    Document.open(path, author="Ann", passphrase=secret).close()
    with pytest.raises(WrongPassphraseError):
        Document.open(path, author="Ann", passphrase=secret + "a")


def test_other_programs_open_the_file_with_the_same_passphrase(locked_up: Path) -> None:
    connection = driver.connect(str(locked_up))
    connection.execute(f"PRAGMA hexkey = '{SECRET.encode().hex()}'")

    assert connection.execute("SELECT name FROM stakeholder").fetchall() == [("Ministry of Secrets",)]
    connection.close()


def test_the_passphrase_is_not_kept(locked_up: Path) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        assert SECRET not in repr(vars(document))
        assert document._link.key is not None
        assert SECRET.encode() not in document._link.key.key


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Document.open(tmp_path / "none.hdplan", author="Ann")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0", b"x" * 5_000, b"PK\3\4" * 4_096])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.hdplan"
    path.write_bytes(content)

    for passphrase in (None, SECRET):
        with pytest.raises((NotACampaignFileError, PassphraseNeededError, WrongPassphraseError)):
            Document.open(path, author="Ann", passphrase=passphrase)

    assert path.read_bytes() == content
    assert _folder(path) == {path.name}


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotACampaignFileError):
        Document.open(tmp_path, author="Ann")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.hdplan"
    _write(path, "CREATE TABLE meta (key, value)", "CREATE TABLE a (b)")
    before = path.read_bytes()

    with pytest.raises(NotACampaignFileError):
        Document.open(path, author="Ann")
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_before_anything_else(path: Path) -> None:
    _write(path, "PRAGMA user_version = 99", "CREATE TRIGGER t AFTER INSERT ON office BEGIN SELECT 1; END")

    with pytest.raises(NewerFileError) as error:
        Document.open(path, author="Ann")
    assert (error.value.found, error.value.known) == (99, SCHEMA)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON office BEGIN DELETE FROM stakeholder; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE stranger (id)",
        "CREATE VIRTUAL TABLE stranger USING fts5(a)",
        "DROP TABLE search_index; CREATE VIRTUAL TABLE search_index USING fts5(names, texts, content = 'office')",
        "CREATE INDEX stranger ON office (name)",
        "DROP TABLE tie",
        "DROP TABLE log_row",
        "DROP TABLE search_index",
        "DROP INDEX ix_log_group_target",
        "ALTER TABLE office ADD COLUMN stranger",
        "ALTER TABLE office ADD COLUMN stranger AS (1)",
        "ALTER TABLE office DROP COLUMN note",
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = 'nonsense' WHERE name = 'office'",
        "CREATE TABLE stranger (id); PRAGMA journal_mode = WAL",
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = CAST(sql AS BLOB) WHERE name = 'office'",
    ],
)
def test_a_file_of_another_shape_is_refused_and_left_alone(path: Path, statement: str) -> None:
    _write(path, *(statement.split("; ") if "TRIGGER" not in statement else [statement]))
    before = path.read_bytes()

    with pytest.raises(DamagedFileError):
        Document.open(path, author="Ann")

    assert path.read_bytes() == before
    assert _folder(path) == {path.name}


def test_a_trigger_of_a_hostile_file_never_runs(path: Path) -> None:
    _write(path, "CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM stakeholder; END")
    with pytest.raises(DamagedFileError):
        Document.open(path, author="Ann")

    connection = driver.connect(str(path))
    assert connection.execute("SELECT count(*) FROM stakeholder").fetchone() == (1,)
    connection.close()


def test_text_that_is_no_text_is_damage(path: Path) -> None:
    _write(path, "UPDATE meta SET value = CAST(x'ff41' AS TEXT) WHERE key = 'copy_id'")

    with pytest.raises(DamagedFileError):
        Document.open(path, author="Ann")
    assert _folder(path) == {path.name}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_group SET label_ids = '['",
        "UPDATE log_group SET label_ids = '[1]'",
        "UPDATE log_row SET after = '{'",
        "UPDATE log_row SET after = '{\"id\": 1}'",
        "UPDATE log_row SET tbl = 'sqlite_master'",
        "UPDATE log_row SET after = json_set(after, '$.name\" = 1 --', 'x')",
    ],
)
def test_a_log_that_we_never_wrote_is_damage_and_runs_nothing(path: Path, statement: str) -> None:
    _write(path, statement)

    with Document.open(path, author="Ann") as document:
        with pytest.raises(DamagedFileError):
            document.undo()
        document.verify()


@pytest.mark.parametrize(
    "statement", ["UPDATE log_group SET at = 'never'", "UPDATE log_group SET kind = 'new'"]
)
def test_a_history_that_we_never_wrote_is_damage(path: Path, statement: str) -> None:
    _write(path, statement)

    with Document.open(path, author="Ann") as document, pytest.raises(DamagedFileError):
        document.history()


def test_a_file_that_another_program_keeps_a_journal_for_gets_ours(path: Path) -> None:
    _write(path, "PRAGMA journal_mode = WAL")

    with Document.open(path, author="Ann") as document:
        assert document._link.value("PRAGMA journal_mode") == "delete"
    assert _folder(path) == {path.name}


def test_a_link_to_a_file_is_the_file(path: Path, tmp_path: Path, new_desk: Callable[..., Any]) -> None:
    link = tmp_path / "link.hdplan"
    link.symlink_to(path)

    with Document.open(link, author="Ann") as document:
        new_desk(document).stakeholder("Through the link")
        with pytest.raises(LockedFileError):
            Document.open(path, author="Ben")
    assert link.is_symlink()


def test_a_file_opened_by_a_relative_name_stays_the_same_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_desk: Callable[..., Any]
) -> None:
    monkeypatch.chdir(path.parent)
    with Document.open(path.name, author="Ann") as document:
        monkeypatch.chdir("/")
        new_desk(document).stakeholder()


def _folder(path: Path) -> set[str]:
    return {entry.name for entry in path.parent.iterdir() if entry.suffix != ".other"}


def _write(path: Path, *statements: str) -> None:
    connection = driver.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
