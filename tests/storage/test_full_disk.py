"""A disk without room: told in a sentence that names the file; the plan and every older export stay whole."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hdplanner import files
from hdplanner.__main__ import main
from hdplanner.domain.rules_kept_versions import Why
from hdplanner.errors import DiskFullError
from hdplanner.storage import Document, versions
from hdplanner.storage.protection import Change
from hdplanner.ui.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which file a number stands for")

EXPORTS = {
    "plan.json": "export {file} {out}",
    "stakeholders.csv": "export --what stakeholders {file} {out}",
    "plan.xlsx": "export --what plan {file} {out}",
    "plan.ics": "export --what plan {file} {out}",
    "grid.svg": "grid --force {file} -o {out}",
    "grid.png": "grid --force {file} -o {out}",
    "grid.pdf": "grid --force {file} -o {out}",
    "pack.pdf": "pack --force --kind campaign {file} -o {out}",
    "pack.docx": "pack --force --kind campaign {file} -o {out}",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.hdplan"
    assert main(["new", str(path), "--title", "Our plan"]) == 0
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with four megabytes, where we may have one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG], ids=["full", "too large for it"])
def test_an_export_that_finds_no_room_leaves_the_older_one(
    file: Path,
    tmp_path: Path,
    name: str,
    number: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out" / name
    out.parent.mkdir()
    assert _export(file, out) == 0
    good = out.read_bytes()
    capsys.readouterr()
    monkeypatch.setattr(files.os, "write", _with_room_for(100, out.parent, number))

    assert _export(file, out) not in (0, 1)
    assert f"The disk that holds {name} is full" in capsys.readouterr().err
    assert out.read_bytes() == good
    assert list(out.parent.iterdir()) == [out]


def test_settings_that_find_no_room_stay_as_they_were(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings(author="Ann").save()
    monkeypatch.setattr(files.os, "write", _with_room_for(10, own_home, errno.ENOSPC))

    Settings(author="Ben").save()
    assert Settings.load().author == "Ann"


@pytest.mark.soak
@pytest.mark.parametrize("secret", [None, "a long secret"], ids=["plain", "encrypted"])
def test_a_real_disk_that_is_full_loses_nothing(
    small_disk: Path, new_desk: Callable[..., Any], secret: str | None
) -> None:
    with Document.create(small_disk / "plan.hdplan", author="Ann", passphrase=secret) as document:
        desk = new_desk(document)
        key = desk.stakeholder("Ministry of Health", note="x" * 20_000)
        desk.change(key, note="y" * 20_000)
        filler = _fill(small_disk)
        before, there = desk.content(), sorted(small_disk.iterdir())
        source = document.on_file(versions.source_of)
        assert source is not None
        for act in (
            lambda: desk.stakeholder("Too much", note="z" * 20_000),
            document.undo,
            lambda: document.backup(small_disk / "copy.hdplan"),
            lambda: document.save_copy(small_disk / "copy.hdplan", "another secret"),
            lambda: versions.make(source, Why.NAMED, "Before the visit"),
            lambda: document.protect(Change(secret, "another secret")),
        ):
            with pytest.raises(DiskFullError):
                act()
            assert desk.content() == before
        left = [path for path in small_disk.iterdir() if path not in there]
        assert [path.name for path in left if not path.is_dir()] == []
        assert [path for folder in left for path in folder.iterdir()] == []
        filler.unlink()
        desk.stakeholder("Room again", note="z" * 20_000)
        assert document.verify() == []


@pytest.mark.soak
@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_on_a_real_disk_that_is_full_leaves_the_older_one(
    file: Path, small_disk: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = small_disk / name
    assert _export(file, out) == 0
    good = out.read_bytes()
    capsys.readouterr()
    filler = _fill(small_disk)

    assert _export(file, out) not in (0, 1)
    assert f"The disk that holds {name} is full" in capsys.readouterr().err
    assert out.read_bytes() == good
    assert sorted(small_disk.iterdir()) == sorted([out, filler])


def _export(file: Path, out: Path) -> int:
    return main([word.format(file=file, out=out) for word in EXPORTS[out.name].split()])


def _fill(disk: Path) -> Path:
    """Use up all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as sink, contextlib.suppress(OSError):
        while True:
            sink.write(b"\0" * 4096)
    return filler


def _with_room_for(count: int, folder: Path, number: int) -> Callable[[int, Any], int]:
    """``os.write`` on a disk that takes so many bytes more, in one folder."""
    real, room = os.write, [count]

    def write(descriptor: int, data: Any) -> int:
        if folder not in Path(f"/proc/self/fd/{descriptor}").readlink().parents:
            return real(descriptor, data)
        if not room[0]:
            raise OSError(number, os.strerror(number))
        done = real(descriptor, bytes(data[: room[0]]))
        room[0] -= done
        return done

    return write
