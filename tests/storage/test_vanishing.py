"""What a file under our hands may turn into: another's, read-only, or gone with its disk. No edit goes astray."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hdplanner.errors import FileVanishedError, LockLostError, PlannerError, ReadOnlyFileError
from hdplanner.storage import Document


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, where we may have one."""
    place = tmp_path / "stick"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


@pytest.fixture
def at_work(tmp_path: Path, passphrase: str | None, new_desk: Callable[..., Any]) -> Iterator[Any]:
    with Document.create(tmp_path / "plan.hdplan", author="Ann", passphrase=passphrase) as document:
        desk = new_desk(document)
        desk.stakeholder("Ministry of Health")
        yield desk


def test_a_file_that_was_taken_over_takes_no_edit_from_us(at_work: Any, tmp_path: Path) -> None:
    path = at_work.document.path
    content = path.read_bytes()
    _sign_lock(path, host="desk-2", author="Bilal", token="theirs")

    for edit in (at_work.stakeholder, at_work.document.undo):
        with pytest.raises(LockLostError, match="taken over by Bilal on desk-2"):
            edit()
    assert path.read_bytes() == content
    at_work.document.save_copy(tmp_path / "copy.hdplan", None)
    with Document.open(tmp_path / "copy.hdplan", author="Ann") as copy:
        assert copy.verify() == []


def test_a_file_that_was_worked_in_elsewhere_meanwhile_takes_no_edit_from_us(
    at_work: Any, passphrase: str | None, new_desk: Callable[..., Any]
) -> None:
    lock = _lock_of(at_work.document.path)
    lock.unlink()
    with Document.open(at_work.document.path, author="Bilal", passphrase=passphrase) as theirs:
        new_desk(theirs).stakeholder("Ministry of Finance")

    for _attempt in range(2):
        with pytest.raises(LockLostError, match="changed elsewhere"):
            at_work.stakeholder("Lost?")
        assert not lock.exists()


def test_a_lock_that_was_removed_is_taken_again(at_work: Any) -> None:
    lock = _lock_of(at_work.document.path)
    lock.unlink()

    at_work.stakeholder("Ministry of Finance")
    assert json.loads(lock.read_bytes())["author"] == "Ann"


def test_a_folder_that_goes_and_comes_back_loses_nothing(
    tmp_path: Path, new_desk: Callable[..., Any]
) -> None:
    folder, aside = tmp_path / "share", tmp_path / "aside"
    folder.mkdir()
    with Document.create(folder / "plan.hdplan", author="Ann") as document:
        desk = new_desk(document)
        desk.stakeholder("Ministry of Health")
        folder.rename(aside)
        with pytest.raises(FileVanishedError):
            desk.stakeholder("While it was gone")
        assert desk.names() == ["Ministry of Health"]
        assert not folder.exists()
        aside.rename(folder)
        desk.stakeholder("Ministry of Finance")
        assert document.verify() == []


@pytest.mark.soak
def test_a_stick_that_is_pulled_out_takes_no_edit_and_the_rest_can_be_saved(
    stick: Path, tmp_path: Path, new_desk: Callable[..., Any]
) -> None:
    with Document.create(stick / "plan.hdplan", author="Ann") as document:
        desk = new_desk(document)
        desk.stakeholder("Ministry of Health")
        subprocess.run(["umount", "-l", str(stick)], check=True)
        with pytest.raises(FileVanishedError):
            desk.stakeholder("After the stick was gone")
        assert list(stick.iterdir()) == []  # nothing is written where it used to be
        document.backup(tmp_path / "saved.hdplan")
    with Document.open(tmp_path / "saved.hdplan", author="Ann") as saved:
        assert new_desk(saved).names() == ["Ministry of Health"]
        assert saved.verify() == []


@pytest.mark.soak
def test_a_disk_that_becomes_read_only_takes_no_edit_until_it_can_be_written_again(
    stick: Path, new_desk: Callable[..., Any]
) -> None:
    with Document.create(stick / "plan.hdplan", author="Ann") as document:
        desk = new_desk(document)
        before = desk.content()
        # An open file keeps a disk from being made read-only as a whole, so the folder is bound to itself first.
        subprocess.run(["mount", "--bind", str(stick), str(stick)], check=True)
        try:
            subprocess.run(["mount", "-o", "remount,bind,ro", str(stick)], check=True)
            for edit in (desk.stakeholder, document.undo):
                with pytest.raises(PlannerError) as told:
                    edit()
                assert isinstance(told.value, ReadOnlyFileError | FileVanishedError)
            assert desk.content() == before
            subprocess.run(["mount", "-o", "remount,bind,rw", str(stick)], check=True)
            desk.stakeholder("It can be written again")
        finally:
            subprocess.run(["umount", "-l", str(stick)], check=True)
        assert document.verify() == []


def _lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _sign_lock(path: Path, **facts: str) -> None:
    lock = _lock_of(path)
    lock.write_text(json.dumps(json.loads(lock.read_bytes()) | facts))
