from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from hdplanner import files
from hdplanner.errors import (
    DiskFailedError,
    DiskFullError,
    LockedFileError,
    LockLostError,
    NotFoundError,
    ReadOnlyFileError,
)
from hdplanner.files import LockFile, atomic_writer, write_atomically


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "pack.pdf"


def test_a_new_file_has_all_its_bytes(target: Path) -> None:
    write_atomically(target, b"x" * 3_000_000)
    assert target.read_bytes() == b"x" * 3_000_000


def test_an_existing_file_is_replaced_and_keeps_its_permissions(target: Path) -> None:
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_atomically(target, b"new")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_link_is_followed_and_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_short_write_is_gone_on_with(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(files.os, "write", lambda descriptor, data: real(descriptor, bytes(data[:7])))
    write_atomically(target, b"0123456789" * 10)
    assert target.read_bytes() == b"0123456789" * 10


@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    target.write_bytes(b"old")

    def full(*arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, failing, full)
    with pytest.raises(DiskFullError):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in target.parent.iterdir()] == ["pack.pdf"]


def test_a_write_that_takes_nothing_counts_as_a_full_disk(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files.os, "write", lambda descriptor, data: 0)
    with pytest.raises(DiskFullError):
        write_atomically(target, b"new")
    assert not target.exists()


def test_an_error_in_the_block_leaves_the_old_file(target: Path) -> None:
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), atomic_writer(target) as sink:
        sink.write(b"half")
        _ = 1 / 0
    assert target.read_bytes() == b"old"
    assert len(list(target.parent.iterdir())) == 1


def test_a_folder_that_refuses_is_told_as_read_only(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(files.os, "open", refuse)
    with pytest.raises(ReadOnlyFileError):
        write_atomically(target, b"new")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="folder"):
        write_atomically(tmp_path / "none" / "pack.pdf", b"new")


def lock(target: Path, author: str = "Ana") -> LockFile:
    return LockFile(target, author=author)


def leave(target: Path, **facts: object) -> Path:
    """A lock file as another process would have left it."""
    path = target.with_name(f".{target.name}.lock")
    whole = {
        "pid": 4_000_000,
        "host": socket.gethostname(),
        "program": "HD Planner",
        "author": "Bilal",
        "since": "2026-05-03T12:00:00+00:00",
        "token": "theirs",
        **facts,
    }
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_a_lock_keeps_a_second_writer_out_and_says_who(target: Path) -> None:
    first = lock(target)
    first.acquire()
    with pytest.raises(LockedFileError) as refused:
        lock(target, "Bilal").acquire()
    assert (refused.value.holder.author, refused.value.holder.pid) == ("Ana", os.getpid())
    first.release()
    assert list(target.parent.iterdir()) == []


def test_a_released_lock_can_be_taken_by_the_next(target: Path) -> None:
    first, second = lock(target), lock(target, "Bilal")
    first.acquire()
    first.release()
    second.acquire()
    assert second.held
    assert not first.held


def test_acquiring_twice_is_one_lock(target: Path) -> None:
    mine = lock(target)
    mine.acquire()
    mine.acquire()
    assert mine.held


def test_the_same_file_by_another_name_is_the_same_lock(target: Path, tmp_path: Path) -> None:
    target.touch()
    link = tmp_path / "link.hdplan"
    link.symlink_to(target)
    lock(target).acquire()
    with pytest.raises(LockedFileError):
        lock(link).acquire()


def test_a_lock_of_a_dead_process_here_is_taken_over(target: Path) -> None:
    leave(target)
    mine = lock(target)
    mine.acquire()
    assert mine.held
    assert mine.holder().author == "Ana"  # type: ignore[union-attr]


def test_a_number_given_again_to_another_process_is_not_mistaken_for_the_holder(target: Path) -> None:
    leave(target, pid=os.getpid(), born="another boot:1")
    lock(target).acquire()


def test_a_lock_of_another_machine_is_never_taken_over_unasked(target: Path) -> None:
    path = leave(target, host="desk-2")
    with pytest.raises(LockedFileError) as refused:
        lock(target).acquire()
    assert refused.value.holder.host == "desk-2"
    assert "theirs" in path.read_text(encoding="utf-8")


def test_a_person_may_take_over_a_lock(target: Path) -> None:
    leave(target, host="desk-2")
    mine = lock(target)
    holder = mine.holder()
    assert holder is not None
    mine.break_lock(holder)
    mine.acquire()
    assert mine.held


def test_only_the_lock_that_a_person_was_asked_about_is_broken(target: Path) -> None:
    leave(target, host="desk-2")
    mine = lock(target)
    holder = mine.holder()
    assert holder is not None
    path = leave(target, host="desk-3")

    with pytest.raises(LockedFileError) as refused:
        mine.break_lock(holder)
    assert refused.value.holder.host == "desk-3"
    assert path.exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"pid": "x"}', b'{"pid": 1, "host": "a"}', b"null"]
)
def test_a_lock_that_cannot_be_understood_holds(target: Path, content: bytes) -> None:
    target.with_name(f".{target.name}.lock").write_bytes(content)
    with pytest.raises(LockedFileError, match="another program"):
        lock(target).acquire()


def test_a_lock_that_was_taken_from_us_is_not_removed(target: Path) -> None:
    mine = lock(target)
    mine.acquire()
    path = leave(target, host="desk-2")
    mine.release()
    assert path.exists()


def test_a_full_disk_leaves_no_half_written_lock(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "write", lambda descriptor, data: 0)
    with pytest.raises(DiskFullError):
        lock(target).acquire()
    assert list(target.parent.iterdir()) == []


def test_a_killed_process_leaves_a_lock_that_the_next_one_takes(target: Path) -> None:
    script = textwrap.dedent("""
        import os, signal, sys
        from hdplanner.files import LockFile
        LockFile(sys.argv[1], author="Killed").acquire()
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    subprocess.run([sys.executable, "-c", script, str(target)], check=False)
    mine = lock(target)
    assert mine.holder().author == "Killed"  # type: ignore[union-attr]
    mine.acquire()
    assert mine.held


def test_a_stale_lock_that_another_has_just_taken_is_put_back(target: Path) -> None:
    path = leave(target, token="fresh")
    lock(target)._set_aside(b"the stale content")
    assert "fresh" in path.read_text(encoding="utf-8")
    assert len(list(target.parent.iterdir())) == 1


def test_a_lock_that_this_process_left_behind_is_taken_again(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        raise OSError(errno.EIO, "Input/output error")

    first = lock(target)
    first.acquire()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        first.release()
    assert first.path.exists()

    second = lock(target)
    second.acquire()
    assert second.held


def test_a_lock_that_was_taken_over_is_noticed(target: Path) -> None:
    mine = lock(target)
    mine.acquire()
    leave(target, host="desk-2")

    with pytest.raises(LockLostError, match="taken over by Bilal on desk-2") as lost:
        mine.keep()
    assert lost.value.holder.host == "desk-2"


def test_a_lock_that_is_gone_is_taken_again(target: Path) -> None:
    mine = lock(target)
    mine.acquire()
    assert not mine.keep()
    mine.path.unlink()

    assert mine.keep()
    assert mine.holder().author == "Ana"  # type: ignore[union-attr]
    mine.release()
    assert list(target.parent.iterdir()) == []


def test_a_holder_leaves_word_that_it_is_still_there(target: Path) -> None:
    mine = lock(target)
    mine.acquire()
    os.utime(mine.path, (0, 0))
    assert mine.holder().seen.year == 1970  # type: ignore[union-attr]

    mine.touch()
    assert mine.holder().seen.year > 2000  # type: ignore[union-attr]

    leave(target, host="desk-2")
    os.utime(mine.path, (0, 0))
    mine.touch()
    assert mine.path.stat().st_mtime == 0  # another's word is not ours to give


@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ESTALE])
def test_a_disk_that_fails_is_told_as_such(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    target.write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(DiskFailedError):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"


def test_a_lock_that_nobody_got_to_sign_is_taken(target: Path) -> None:
    path = target.with_name(f".{target.name}.lock")
    path.touch()
    with pytest.raises(LockedFileError):
        lock(target).acquire()

    os.utime(path, (0, 0))
    mine = lock(target)
    mine.acquire()
    assert mine.held


def test_what_a_process_left_that_died_while_it_took_the_lock_is_removed(target: Path) -> None:
    left = target.with_name(f".{target.name}.lock.0123abcd")
    other = target.with_name(f".{target.name}.lock.notes")
    left.touch()
    other.touch()
    lock(target).acquire()
    assert (left.exists(), other.exists()) == (False, True)


def test_a_disk_without_links_takes_locks_as_well(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(files.os, "link", refuse)
    first = lock(target)
    first.acquire()
    with pytest.raises(LockedFileError, match="Ana"):
        lock(target, "Bilal").acquire()
    first.release()
    assert list(target.parent.iterdir()) == []
