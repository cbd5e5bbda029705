"""Files that were locked, cut short or not closed well: opened as they stood, or refused and left alone."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import (
    DamagedFileError,
    LockedFileError,
    PlannerError,
)
from hdplanner.storage import Document

SECRET = "a long secret"


def test_a_file_cut_short_is_refused(path: Path, locked_up: Path) -> None:
    for file, passphrase in ((path, None), (locked_up, SECRET)):
        os.truncate(file, file.stat().st_size // 2)
        _leave_unclean(file)
        with pytest.raises(DamagedFileError):
            Document.open(file, author="Ann", passphrase=passphrase)


def test_every_page_is_read_after_an_unclean_close(path: Path) -> None:
    _damage_a_row(path)
    Document.open(path, author="Ann").close()  # nothing is read that is damaged

    _leave_unclean(path)
    with pytest.raises(DamagedFileError):
        Document.open(path, author="Ann")


def test_a_file_left_by_a_dead_process_opens(path: Path, new_desk: Callable[..., Any]) -> None:
    _leave_unclean(path)

    with Document.open(path, author="Ann") as document:
        assert new_desk(document).names() == ["Ministry of Health"]
    assert _folder(path) == {path.name}


def test_a_second_writer_is_told_who_has_the_file(path: Path) -> None:
    with Document.open(path, author="Ann"):
        with pytest.raises(LockedFileError) as error:
            Document.open(path, author="Ben")
        assert (error.value.holder.author, error.value.holder.pid) == ("Ann", os.getpid())
        assert error.value.holder.host == socket.gethostname()
    Document.open(path, author="Ben").close()


def test_a_lock_of_another_machine_is_kept(path: Path) -> None:
    with Document.open(path, author="Ann") as document:
        assert document._lock is not None
        lock = document._lock.path
        facts = json.loads(lock.read_bytes()) | {"host": "elsewhere", "pid": 1}
    lock.write_text(json.dumps(facts))

    with pytest.raises(LockedFileError) as error:
        Document.open(path, author="Ben")
    assert error.value.holder.host == "elsewhere"
    assert lock.exists()
    Document.open(path, author="Ben", read_only=True).close()


def test_another_program_that_writes_is_told_as_a_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Document.open(path, author="Ann") as document:
        document._link.raw.execute("PRAGMA busy_timeout = 10")
        other = driver.connect(str(path), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedFileError):
            document.undo()
        other.execute("ROLLBACK")
        other.close()
        document.undo()


def test_a_hot_journal_is_rolled_back_on_opening(path: Path, new_desk: Callable[..., Any]) -> None:
    _crash_inside_an_edit(path)
    assert path.with_name(f"{path.name}-journal").exists()

    with Document.open(path, author="Ann") as document:
        assert new_desk(document).names() == ["Ministry of Health"]
        assert document.verify() == []


def test_a_hot_journal_is_rolled_back_before_reading_only(path: Path, new_desk: Callable[..., Any]) -> None:
    _crash_inside_an_edit(path)

    with Document.open(path, author="Ann", read_only=True) as document:
        assert new_desk(document).names() == ["Ministry of Health"]


def test_a_changed_byte_is_refused_or_harmless(path: Path, tmp_path: Path, soaking: bool) -> None:
    original, chance = path.read_bytes(), random.Random(2)
    copy = tmp_path / "y.hdplan"
    for _round in range(2_000 if soaking else 60):
        content = bytearray(original)
        for _change in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        copy.write_bytes(content)
        try:
            with Document.open(copy, author="Ann", read_only=True) as document:
                document.verify()
        except PlannerError:
            pass
        assert copy.read_bytes() == content


def _folder(path: Path) -> set[str]:
    return {entry.name for entry in path.parent.iterdir() if entry.suffix != ".other"}


def _leave_unclean(path: Path) -> None:
    """Leave a lock as a process does that is no more."""
    program = (
        "import sys; from hdplanner.files import LockFile; LockFile(sys.argv[1], author='Ann').acquire()"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)


def _damage_a_row(path: Path) -> None:
    """Overwrite the root page of a table that opening does not read."""
    connection = driver.connect(str(path))
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'word_choice'").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def _crash_inside_an_edit(path: Path) -> None:
    """Die with pages written and the transaction open, so that a hot journal stays."""
    program = """
import os, sys
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.storage import Document, Label
document = Document.open(sys.argv[1], author="Ann")
document._link.raw.execute("PRAGMA cache_size = 5")
office = document.read(lambda s: s.connection().exec_driver_sql("SELECT id FROM office").scalar())
def work(session):
    session.add_all([Stakeholder(office_id=office, name=f"Half {n}", note="x" * 2000) for n in range(300)])
    session.flush()
    os._exit(9)
document.edit(Label("x"), work)
"""
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 9
