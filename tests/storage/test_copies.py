from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from hdplanner.errors import (
    DiskFullError,
    FileExistsRefusedError,
    InvalidValueError,
    NotFoundError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from hdplanner.storage import Document
from hdplanner.storage.layout import APPLICATION_ID


@pytest.fixture
def source(tmp_path: Path, passphrase: str | None, new_desk: Callable[..., Any]) -> Any:
    with Document.create(tmp_path / "source.hdplan", author="Ann", passphrase=passphrase) as document:
        desk = new_desk(document)
        desk.alias(desk.stakeholder("Ministry of Health"), "وزارة الصحة")
        yield desk


def test_a_backup_is_the_same_file_again(
    source: Any, tmp_path: Path, passphrase: str | None, new_desk: Callable[..., Any]
) -> None:
    target = tmp_path / "backup.hdplan"
    source.document.backup(target)

    with Document.open(target, author="Ben", passphrase=passphrase) as copy:
        assert new_desk(copy).content() == source.content()
        assert copy.verify() == []
        assert copy.copy_id == source.document.copy_id
        copy.undo()
    assert source.document.next_redo() is None


@pytest.mark.parametrize("new", [None, "another secret"], ids=["to plain", "to encrypted"])
def test_a_copy_has_its_own_passphrase(
    source: Any, tmp_path: Path, new: str | None, new_desk: Callable[..., Any]
) -> None:
    target = tmp_path / "copy.hdplan"
    source.document.save_copy(target, new)

    with Document.open(target, author="Ben", passphrase=new) as copy:
        assert new_desk(copy).content() == source.content()
        assert copy.verify() == []
        assert copy.search("صحة")
        assert copy.copy_id != source.document.copy_id
        assert copy._link.value("PRAGMA application_id") == APPLICATION_ID
        copy.undo()
        copy.redo()
    assert (b"Ministry of Health" in target.read_bytes()) is (new is None)
    if new:
        with pytest.raises(PassphraseNeededError):
            Document.open(target, author="Ben")
        with pytest.raises(WrongPassphraseError):
            Document.open(target, author="Ben", passphrase="a long secret")


def test_the_source_goes_on_as_before(source: Any, tmp_path: Path) -> None:
    source.document.save_copy(tmp_path / "a.hdplan", None)
    source.document.backup(tmp_path / "b.hdplan")

    source.stakeholder("Later")
    source.document.undo()
    assert source.names() == ["Ministry of Health"]
    with pytest.raises(OperationalError):  # reads can still not write
        source.document.read(lambda s: s.connection().exec_driver_sql("DELETE FROM office"))


def test_a_copy_never_replaces_a_file(source: Any, tmp_path: Path) -> None:
    target = tmp_path / "there.hdplan"
    target.write_bytes(b"precious")

    for copy in (source.document.backup, lambda path: source.document.save_copy(path, None)):
        with pytest.raises(FileExistsRefusedError):
            copy(target)
        with pytest.raises(FileExistsRefusedError):
            copy(source.document.path)
    assert target.read_bytes() == b"precious"


def test_a_copy_that_fails_leaves_nothing(source: Any, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        source.document.backup(tmp_path / "none" / "x.hdplan")
    with pytest.raises(InvalidValueError):
        source.document.save_copy(tmp_path / "x.hdplan", "")

    assert not [entry for entry in tmp_path.iterdir() if "source" not in entry.name]


def test_a_read_only_document_can_be_copied(path: Path, tmp_path: Path, new_desk: Callable[..., Any]) -> None:
    with Document.open(path, author="Ann", read_only=True) as document:
        document.backup(tmp_path / "a.hdplan")
        document.save_copy(tmp_path / "b.hdplan", None)

    for name in "ab":
        with Document.open(tmp_path / f"{name}.hdplan", author="Ann") as copy:
            assert new_desk(copy).names() == ["Ministry of Health"]


def test_a_document_in_memory_can_be_saved(desk: Any, tmp_path: Path, new_desk: Callable[..., Any]) -> None:
    desk.stakeholder()
    desk.document.save_copy(tmp_path / "x.hdplan", None)

    with Document.open(tmp_path / "x.hdplan", author="Ann") as copy:
        assert new_desk(copy).content() == desk.content()


def test_odd_names_are_no_trouble(source: Any, tmp_path: Path) -> None:
    for name in ("it's 100% #1?.hdplan", "ملف.hdplan", 'a"b.hdplan'):
        source.document.save_copy(tmp_path / name, None)
        Document.open(tmp_path / name, author="Ann").close()


def test_a_disk_that_knows_no_links_takes_a_copy_all_the_same(
    source: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_desk: Callable[..., Any]
) -> None:
    def refuse(_made: Path, _path: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    source.document.save_copy(tmp_path / "x.hdplan", None)

    assert not [entry for entry in tmp_path.iterdir() if entry.suffix == ".tmp"]
    with Document.open(tmp_path / "x.hdplan", author="Ann") as copy:
        assert new_desk(copy).content() == source.content()


def test_a_full_disk_leaves_no_half_copy(
    source: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hdplanner.storage import new_file

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_file, "_to_disk", full)
    with pytest.raises(DiskFullError):
        source.document.backup(tmp_path / "x.hdplan")
    assert not [entry for entry in tmp_path.iterdir() if "source" not in entry.name]
