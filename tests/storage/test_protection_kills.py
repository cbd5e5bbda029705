"""A change of passphrase on a disk that is really full, and killed at random moments."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.errors import DiskFullError, WrongPassphraseError
from hdplanner.storage import Document
from hdplanner.storage.protection import Change

SECRET, OTHER = "a long secret", "quite another secret"


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts a small disk")
def test_a_small_disk_that_is_really_full_leaves_the_file_as_it_is(
    tmp_path: Path, new_desk: Callable[..., Any]
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk may be mounted here")
    try:
        path = disk / "campaign.hdplan"
        with Document.create(path, author="Ann", passphrase=SECRET) as document:
            desk = new_desk(document)
            for number in range(8):
                desk.stakeholder(f"Ministry {number}", note="x" * 20_000)
            before = desk.content()
            room = shutil.disk_usage(disk).free - path.stat().st_size // 2
            (disk / "ballast").write_bytes(bytes(room))
            for change in (Change(SECRET, OTHER), Change(SECRET, None)):
                with pytest.raises(DiskFullError):
                    document.protect(change)
                with pytest.raises(DiskFullError):
                    document.save_copy(disk / "copy.hdplan", OTHER)
                assert [one.name for one in disk.iterdir() if one.suffix == ".tmp"] == []
            assert desk.content() == before
        with Document.open(path, author="Ann", passphrase=SECRET) as document:
            assert document.verify() == []
            assert new_desk(document).content() == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


WRITER = """
import sys
from hdplanner.storage import Document
from hdplanner.storage.protection import Change
path, old, new = sys.argv[1], sys.argv[2] or None, sys.argv[3] or None
document = Document.open(path, author="Ann", passphrase=old)
print("open", flush=True)
while True:
    document.protect(Change(old, new))
    old, new = new, old
    print("done", flush=True)
"""


@pytest.mark.parametrize("secrets", [(None, SECRET), (SECRET, OTHER)], ids=["plain", "encrypted"])
def test_a_kill_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, new_desk: Callable[..., Any], secrets: tuple[str | None, str]
) -> None:
    _kill(tmp_path / "campaign.hdplan", new_desk, secrets, kills=2)


@pytest.mark.soak
@pytest.mark.parametrize("secrets", [(None, SECRET), (SECRET, OTHER)], ids=["plain", "encrypted"])
def test_100_kills_leave_the_old_file_or_the_new_one(
    tmp_path: Path, new_desk: Callable[..., Any], secrets: tuple[str | None, str]
) -> None:
    kills = 100
    _kill(tmp_path / "campaign.hdplan", new_desk, secrets, kills=kills)
    print(f"kills amid a change of passphrase survived: {kills} of {kills}")


def _kill(path: Path, new_desk: Callable[..., Any], secrets: tuple[str | None, str], *, kills: int) -> None:
    chance = random.Random(kills)
    with Document.create(path, author="Ann", passphrase=secrets[0]) as document:
        desk = new_desk(document)
        for number in range(60):
            desk.stakeholder(f"Ministry {number}", note="x" * 20_000)
        before = desk.content()
    now, then = secrets
    for _kill in range(kills):
        _change_and_die(path, now, then, chance)
        now, then = (now, then) if _opens(path, now) else (then, now)
        with Document.open(path, author="Ann", passphrase=now) as document:
            assert document.verify() == []
            assert new_desk(document).content() == before
        assert list(path.parent.glob(".*")) == [], "neither a lock nor half a file is left"


def _change_and_die(path: Path, now: str | None, then: str | None, chance: random.Random) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), now or "", then or ""], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    for _change in range(chance.randint(0, 1)):
        assert process.stdout.readline() == "done\n"
    for _step in range(chance.randint(0, 12_000_000)):
        pass  # a change takes about so long; where in it the kill falls is what chance is for
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def _opens(path: Path, secret: str | None) -> bool:
    try:
        Document.open(path, author="Ann", passphrase=secret or "no secret", read_only=True).close()
    except WrongPassphraseError:
        return False
    return (secret is None) == path.read_bytes().startswith(b"SQLite format 3")
