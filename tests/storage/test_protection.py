"""Another passphrase, or none: the file is the same afterwards, and before it is whole the old one stays."""

from __future__ import annotations

import gc
import os
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.errors import (
    DiskFullError,
    FileVanishedError,
    InvalidValueError,
    PlannerError,
    ReadOnlyFileError,
    WrongPassphraseError,
)
from hdplanner.errors_secret import OldPassphraseError, UnfaithfulCopyError
from hdplanner.storage import Document, access_log, copies, protection, recovery, versions
from hdplanner.storage.keys import FileKey
from hdplanner.storage.protection import Change, WithVersions

SECRET, OTHER = "a long secret", "quite another secret"
NAME = "Ministry of Secrets"


def test_a_plain_file_is_encrypted_and_work_goes_on(path: Path, new_desk: Callable[..., Any]) -> None:
    with Document.open(path, author="Ann") as document:
        desk = new_desk(document)
        desk.stakeholder(NAME)
        before = desk.content()
        document.protect(Change(None, SECRET))
        assert document.encrypted
        assert desk.content() == before
        document.undo()
        assert desk.names() == ["Ministry of Health"]
        desk.stakeholder("Ministry of Finance")

    assert NAME.encode() not in path.read_bytes()
    with Document.open(path, author="Ann", passphrase=SECRET) as document:
        assert document.verify() == []
        assert new_desk(document).names() == ["Ministry of Health", "Ministry of Finance"]
        assert next(step.label.key for step in document.history()) == "stakeholder.add"


def test_after_a_change_only_the_new_passphrase_opens(locked_up: Path, new_desk: Callable[..., Any]) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        copy_id, head = document.copy_id, locked_up.read_bytes()[:16]
        document.protect(Change(SECRET, OTHER))
        assert document.copy_id == copy_id
        new_desk(document).stakeholder("Ministry of Finance")

    assert locked_up.read_bytes()[:16] != head, "the new key has a salt of its own"
    with pytest.raises(WrongPassphraseError):
        Document.open(locked_up, author="Ann", passphrase=SECRET)
    with Document.open(locked_up, author="Ann", passphrase=OTHER) as document:
        assert document.verify() == []
        assert len(new_desk(document).names()) == 2


def test_other_programs_open_the_changed_file_with_the_new_passphrase(locked_up: Path) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        document.protect(Change(SECRET, OTHER))
    theirs = driver.connect(str(locked_up))
    theirs.execute(f"PRAGMA hexkey='{OTHER.encode().hex()}'")  # SQLCipher's own way from passphrase to key
    assert theirs.execute("SELECT name FROM stakeholder").fetchall() == [(NAME,)]
    assert theirs.execute("PRAGMA cipher_integrity_check").fetchall() == []
    theirs.close()


def test_the_encryption_is_removed(locked_up: Path, new_desk: Callable[..., Any]) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        document.protect(Change(SECRET, None))
        assert not document.encrypted

    with Document.open(locked_up, author="Ann") as document:
        assert document.verify() == []
        assert new_desk(document).names() == [NAME]


@pytest.mark.parametrize(
    ("given", "refusal"), [(None, OldPassphraseError), ("", InvalidValueError), (OTHER, OldPassphraseError)]
)
def test_who_does_not_know_the_passphrase_changes_nothing(
    locked_up: Path, given: str | None, refusal: type[PlannerError]
) -> None:
    before = locked_up.read_bytes()
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        with pytest.raises(refusal):
            document.protect(Change(given, OTHER))
        assert document.encrypted

    assert locked_up.read_bytes() == before


def test_a_change_makes_the_recovery_sheet_void(locked_up: Path) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        document.set_setting(recovery.MADE, "2026-03-01")
        document.set_setting("campaign", "of the office")
        document.protect(Change(SECRET, OTHER))
        assert document.setting(recovery.MADE) is None
        assert document.setting("campaign") == "of the office"


@pytest.mark.parametrize(
    ("now", "then"), [(None, SECRET), (SECRET, OTHER), (SECRET, None)], ids=["encrypt", "change", "remove"]
)
def test_the_versions_follow_the_file(
    tmp_path: Path, new_desk: Callable[..., Any], now: str | None, then: str | None
) -> None:
    path = tmp_path / "campaign.hdplan"
    with Document.create(path, author="Ann", passphrase=now) as document:
        new_desk(document).stakeholder(NAME)
        assert versions.keep(document, Why.NAMED, "Before")
        assert document.protect(Change(now, then)) == []
    for one in [path, *versions.all_of(path)]:
        assert (NAME.encode() in one.read_bytes()) == (then is None)
        with Document.open(one, author="Ann", passphrase=then, read_only=True) as version:
            assert new_desk(version).names() == [NAME]
    assert len(versions.all_of(path)) == 1


def test_versions_under_a_passphrase_of_long_ago_are_told(locked_up: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.hdplan"
    Document.create(older, author="Ann", passphrase="of long ago").close()
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        assert versions.keep(document, Why.NAMED, "Before")
        stray = versions.folder_of(locked_up) / older.name
        older.rename(stray)
        assert document.protect(Change(SECRET, OTHER)) == [stray]


def test_versions_can_stay_encrypted_or_go_when_the_encryption_is_removed(locked_up: Path) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        assert versions.keep(document, Why.NAMED, "Before")
        (version,) = versions.all_of(locked_up)
        before = version.read_bytes()
        assert document.protect(Change(SECRET, None, WithVersions.KEEP)) == []
        assert version.read_bytes() == before
        assert document.protect(Change(None, OTHER)) == [version], "it is under the passphrase of before"
        assert document.protect(Change(OTHER, None, WithVersions.DELETE)) == []
        assert versions.all_of(locked_up) == []


def test_a_disk_that_fills_up_amid_the_versions_is_told_and_the_file_is_safe(
    locked_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_more: object) -> None:
        raise DiskFullError(path)

    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        assert versions.keep(document, Why.NAMED, "Before")
        monkeypatch.setattr(versions, "copy_under", full)
        assert document.protect(Change(SECRET, OTHER)) == versions.all_of(locked_up)
    Document.open(locked_up, author="Ann", passphrase=OTHER).close()


def test_the_access_log_tells_of_the_change_and_not_of_the_passphrase(locked_up: Path) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        document.protect(Change(SECRET, OTHER))
        (entry,) = document.on_file(lambda hand: access_log.entries(hand.link.raw))
    assert (entry.kind, entry.facts) == ("protection", {"how": "passphrase", "versions_left": 0})


def test_the_lock_is_held_all_the_time(locked_up: Path) -> None:
    lock = locked_up.with_name(f".{locked_up.name}.lock")
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        held = lock.read_bytes()
        document.protect(Change(SECRET, OTHER))
        assert lock.read_bytes() == held
    assert not lock.exists()


def test_the_rights_of_the_file_stay(path: Path) -> None:
    path.chmod(0o640)
    with Document.open(path, author="Ann") as document:
        document.protect(Change(None, SECRET))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.hdplan"
    link.symlink_to(path)
    with Document.open(link, author="Ann") as document:
        document.protect(Change(None, SECRET))
        document.set_setting("campaign", "still writable")
    assert link.is_symlink()
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_the_bytes_of_the_plain_file_are_overwritten(path: Path) -> None:
    with path.open("rb") as old, Document.open(path, author="Ann") as document:
        document.protect(Change(None, SECRET))
        assert set(old.read()) == {0}


def test_another_name_of_the_plain_file_is_left_alone(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "backup-of-the-night"
    os.link(path, kept)
    before = kept.read_bytes()
    with Document.open(path, author="Ann") as document:
        document.protect(Change(None, SECRET))
    assert kept.read_bytes() == before


def test_a_new_file_that_lacks_a_row_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, new_desk: Callable[..., Any]
) -> None:
    whole = copies.export

    def lossy(link: Any, making: Path, key: FileKey | None, settle: Callable[[], None]) -> None:
        def lose() -> None:
            settle()
            link.raw.execute("DELETE FROM copy.stakeholder")

        whole(link, making, key, lose)

    monkeypatch.setattr(copies, "export", lossy)
    before = path.read_bytes()
    with Document.open(path, author="Ann") as document:
        with pytest.raises(UnfaithfulCopyError) as refused:
            document.protect(Change(None, SECRET))
        assert refused.value.part == "stakeholder"
        new_desk(document).stakeholder("Ministry of Finance")
    assert before[:16] == path.read_bytes()[:16]
    assert list(path.parent.iterdir()) == [path]


def test_a_change_that_another_program_left_half_done_never_reaches_the_new_file(
    locked_up: Path, monkeypatch: pytest.MonkeyPatch, new_desk: Callable[..., Any]
) -> None:
    magic, sector, page, one = bytes.fromhex("d9d505f920a163d7"), 512, 4096, 1
    cut_to_one_page = magic + struct.pack(">5I", 0xFFFFFFFF, 0, one, sector, page)
    whole = copies.export

    def disturbed(*arguments: Any) -> None:
        whole(*arguments)
        locked_up.with_name(f"{locked_up.name}-journal").write_bytes(cut_to_one_page.ljust(sector, b"\0"))

    monkeypatch.setattr(copies, "export", disturbed)
    monkeypatch.setattr(protection, "_compare", lambda *_arguments: None)  # it would read, and roll back
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        document.protect(Change(SECRET, None))
        assert document.verify() == []
        assert new_desk(document).names() == [NAME]


def test_a_file_that_cannot_be_put_in_place_goes_on_as_it_was(
    locked_up: Path, monkeypatch: pytest.MonkeyPatch, new_desk: Callable[..., Any]
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        with pytest.raises(ReadOnlyFileError):
            document.protect(Change(SECRET, OTHER))
        new_desk(document).stakeholder("Ministry of Finance")
        assert document.encrypted
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        assert len(new_desk(document).names()) == 2
        assert document.verify() == []


def test_a_full_disk_leaves_the_file_as_it_is(
    locked_up: Path, monkeypatch: pytest.MonkeyPatch, new_desk: Callable[..., Any]
) -> None:
    def full(*_arguments: object) -> None:
        error = driver.OperationalError("database or disk is full")
        error.sqlite_errorcode = 13  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(copies, "stamp", full)
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        with pytest.raises(DiskFullError):
            document.protect(Change(SECRET, OTHER))
        new_desk(document).stakeholder("Ministry of Finance")
    assert [one.name for one in locked_up.parent.iterdir()] == [locked_up.name]


def test_a_file_replaced_underneath_is_not_written_over(path: Path, tmp_path: Path) -> None:
    with Document.open(path, author="Ann") as document:
        other = tmp_path / "other"
        other.write_bytes(b"somebody else's")
        other.replace(path)
        with pytest.raises(FileVanishedError):
            document.protect(Change(None, SECRET))
    assert path.read_bytes() == b"somebody else's"


def test_what_a_killed_change_left_is_removed_at_the_next_opening(path: Path) -> None:
    left = path.with_name(f".{path.name}.0123456789ab.tmp")
    other = path.with_name(f".{path.name}.notes.tmp")
    left.write_bytes(b"half a file")
    other.write_bytes(b"somebody's own")
    with Document.open(path, author="Ann", read_only=True):
        assert left.exists(), "who only reads removes nothing"
    with Document.open(path, author="Ann"):
        assert not left.exists()
    assert other.exists()


def test_no_key_stays_in_memory_of_ours_after_closing(locked_up: Path) -> None:
    document = Document.open(locked_up, author="Ann", passphrase=SECRET)
    document.protect(Change(SECRET, OTHER))
    keys = [one for one in gc.get_objects() if isinstance(one, FileKey)]
    link = document._link
    assert link.key is not None
    key = bytes(link.key.key)
    document.close()
    gc.collect()
    keys += [one for one in gc.get_objects() if isinstance(one, FileKey)]
    assert set(link.key.key) == {0}
    assert key not in [bytes(one.key) for one in keys]


def test_neither_key_nor_passphrase_shows(locked_up: Path) -> None:
    with Document.open(locked_up, author="Ann", passphrase=SECRET) as document:
        key = document._link.key
        assert key is not None
        shown = "".join(
            [
                *map(repr, (document, document._link, key, vars(document._link), document._link.engine)),
                str(document.__dict__),
                repr(Change(SECRET, OTHER)),
                Path("/proc/self/cmdline").read_text() if sys.platform == "linux" else "",
            ]
        )
        assert key.key.hex() not in shown
        assert SECRET not in shown
        assert key.key.hex() not in str(dict(os.environ))
