"""A process is killed while it keeps versions, goes back to them and writes them under another key."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.storage import Document, versions
from hdplanner.storage.keys import FileKey
from hdplanner.storage.versions_open import look_at
from tests.storage.test_kills import _burn

KEEPER = """
import sys
from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.storage import Document, Label, versions
from hdplanner.storage.versions_restore import restore
document = Document.open(sys.argv[1], author="Ann")
office = sys.argv[2]
for number in range(10_000):
    rows = [Stakeholder(office_id=office, name=f"{number}/{part}", note="x" * 3000) for part in range(4)]
    document.edit(Label("add"), lambda session: session.add_all(rows))
    version = versions.keep(document, Why.HOUR)
    print(version.id, flush=True)
    source = document.on_file(versions.source_of)
    restore(document, versions.listed(source).versions[-1])
    print("back", flush=True)
"""

REKEYER = """
import sys
from hdplanner.storage import Document, versions
from hdplanner.storage.keys import FileKey
first, second = (FileKey(bytearray([number]) * 32, bytes([number]) * 16) for number in (1, 2))
document = Document.open(sys.argv[1], author="Ann")
print("begun", flush=True)
for number in range(10_000):
    keys = (first, second) if number % 2 else (second, first)
    document.on_file(lambda hand: versions.rekey(hand, *keys))
    document.on_file(lambda hand: versions.rekey(hand, *reversed(keys)))
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_no_version_is_there_by_half_after_a_kill(tmp_path: Path, new_desk: Callable[..., Any]) -> None:
    _kill_keeping(tmp_path / "plan.hdplan", new_desk, kills=2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_killed_while_versions_are_rekeyed_each_is_under_one_key_or_the_other(
    tmp_path: Path, new_desk: Callable[..., Any]
) -> None:
    _kill_rekeying(tmp_path / "plan.hdplan", new_desk, kills=2)


@pytest.mark.soak
def test_100_kills_leave_every_version_whole(tmp_path: Path, new_desk: Callable[..., Any]) -> None:
    whole = _kill_keeping(tmp_path / "a.hdplan", new_desk, kills=50)
    whole += _kill_rekeying(tmp_path / "b.hdplan", new_desk, kills=50)
    print(
        f"kills while versions were kept, gone back to and rekeyed: 100, versions found whole: {whole}, broken: 0"
    )


def _kill_keeping(path: Path, new_desk: Callable[..., Any], *, kills: int) -> int:
    chance = random.Random(kills)
    with Document.create(path, author="Ann") as document:
        office = new_desk(document).office
    whole = 0
    for _kill in range(kills):
        told = _run_and_die([KEEPER, str(path), office], chance)
        with Document.open(path, author="Ann") as document:
            assert document.verify() == []
            assert len(new_desk(document).names()) % 4 == 0
            source = document.on_file(versions.source_of)
            assert source is not None
            found = versions.listed(source)
            assert found.unreadable == ()
            kept = [line for line in told if line != "back"]
            assert {one.id for one in found.versions} >= set(kept[-1:])
            for version in found.versions[:3]:
                with look_at(source, version) as copy:
                    assert copy.verify() == []
            whole += len(found.versions)
    return whole


def _kill_rekeying(path: Path, new_desk: Callable[..., Any], *, kills: int) -> int:
    keys = [FileKey(bytearray([number]) * 32, bytes([number]) * 16) for number in (1, 2)]
    chance = random.Random(kills)
    with Document.create(path, author="Ann") as document:
        new_desk(document).stakeholder("Ministry")
        source = document.on_file(versions.source_of)
        assert source is not None
        for number in range(3):
            versions.make(source, versions.Why.NAMED, str(number))
        document.on_file(lambda hand: versions.rekey(hand, None, keys[1]))
    whole = 0
    for _kill in range(kills):
        _run_and_die([REKEYER, str(path)], chance)
        names = set()
        for one in versions.all_of(path):
            key = next(key for key in keys if versions.opens(one, key))
            names.add(versions.read(one, key).name)
            whole += 1
        assert names == {"0", "1", "2"}
    return whole


def _run_and_die(program: list[str], chance: random.Random) -> list[str]:
    """Run a program until it has told of something, kill it in the midst, and return what it told."""
    process = subprocess.Popen([sys.executable, "-c", *program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _line in range(chance.randint(1, 4))]
    _burn(chance.randint(0, 600_000))
    process.send_signal(signal.SIGKILL)
    rest, _none = process.communicate()
    assert process.returncode == -signal.SIGKILL, rest
    whole = rest.rpartition("\n")[0].split("\n") if "\n" in rest else []
    return [line for line in told + whole if line]
