"""A process that edits is killed at random moments: what it was told is saved, is saved."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.errors import PassphraseNeededError, WrongPassphraseError
from hdplanner.storage import Document, keys, versions

SECRET = "a long secret"

OTHER_SECRET = "another long secret"
NAME = "campaign.hdplan"

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.errors import PassphraseNeededError, WrongPassphraseError
from hdplanner.storage import Document, Label, keys, versions
from hdplanner.storage.compaction import compact
from hdplanner.storage.protection import Change
from hdplanner.storage.versions_restore import restore
keys.ITERATIONS = 1  # what is tried here is the file
path, office, first = Path(sys.argv[1]), sys.argv[3], int(sys.argv[4])
secrets = [secret or None for secret in sys.argv[2].split("|")]
for now in secrets:
    try:
        document = Document.open(path, author="Ann", passphrase=now)
        break
    except (PassphraseNeededError, WrongPassphraseError):
        pass
def add(number):
    def work(session):
        session.add_all([Stakeholder(office_id=office, name=f"{number}/{part}", note="x" * 3000) for part in range(4)])
    return work
def rename(session):
    for row in session.query(Stakeholder).limit(2):
        row.note = row.note[::-1]
def source():
    return document.on_file(versions.source_of)
def there_and_back(number):
    versions.make(source(), Why.NAMED, str(number))
    document.edit(Label("add"), lambda s: s.add(Stakeholder(office_id=office, name="passing")))
    restore(document, versions.listed(source()).versions[0])
def protect(number):
    global now
    then = secrets[(secrets.index(now) + 1) % len(secrets)]
    if then != now:
        document.protect(Change(now, then))
        now = then
def merge(number):
    other = path.with_name("other.hdplan")
    other.unlink(missing_ok=True)
    document.save_copy(other, None)
    with Document.open(other, author="Cleo") as theirs:
        theirs.edit(Label("change"), rename)
    document.merge(document.plan_merge(other), other, {})
def undo_and_redo(number):
    document.undo()
    document.redo()
also = [
    lambda number: document.edit(Label("change"), rename),
    undo_and_redo,
    there_and_back,
    protect,
    merge,
    lambda number: compact(document, datetime(2100, 1, 1, tzinfo=UTC)),
    lambda number: versions.make(source(), Why.HOUR),
]
for number in range(first, first + 10_000):
    document.edit(Label("add"), add(number))
    print(number, flush=True)
    if number % 3 == 2:
        also[number // 3 % len(also)](number)
"""


@pytest.mark.parametrize("secrets", [(None,), (SECRET, OTHER_SECRET)], ids=["plain", "encrypted"])
def test_no_acknowledged_edit_is_lost_to_a_kill(
    tmp_path: Path,
    new_desk: Callable[..., Any],
    secrets: tuple[str | None, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    _kill(tmp_path / NAME, new_desk, secrets, kills=2)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(10))
def test_no_acknowledged_edit_is_lost_to_500_kills(
    tmp_path: Path, new_desk: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Ten files, plain, encrypted and both in turn, with 50 kills each."""
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    secrets = [(None,), (SECRET, OTHER_SECRET), (None, SECRET)][number % 3]
    survived = _kill(tmp_path / NAME, new_desk, secrets, kills=50, seed=number)
    print(f"kills survived (file {number}): {survived} of 50")
    assert survived == 50


def _kill(
    path: Path, new_desk: Callable[..., Any], secrets: tuple[str | None, ...], *, kills: int, seed: int = 0
) -> int:
    """Kill so many times; returns how often all was there that had been acknowledged, and nothing by half."""
    chance = random.Random(seed)
    with Document.create(path, author="Ann", passphrase=secrets[0]) as document:
        office = new_desk(document).office
    known: set[str] = set()
    whole: set[tuple[str, int, int]] = set()
    for kill in range(kills):
        told = _write_and_die(path, office, secrets, chance.randrange(21) + kill * 10_000, chance)
        with _opened(path, secrets) as document:
            names = set(new_desk(document).names()) - {"passing"}
            assert document.verify() == []
        groups = {name.split("/")[0] for name in names}
        assert set(told) <= groups, "an acknowledged edit is gone"
        assert known <= names, "an older edit is gone"
        assert len(names) == 4 * len(groups), "an edit is there by half"
        for version in versions.all_of(path):
            state = version.stat()
            if (mark := (version.name, state.st_ino, state.st_mtime_ns)) in whole:
                continue
            whole.add(mark)
            with _opened(version, secrets, read_only=True) as document:
                assert document.verify() == [], "a version is there by half"
        known = names
    return kills


def _opened(path: Path, secrets: tuple[str | None, ...], *, read_only: bool = False) -> Document:
    """Open by whichever passphrase fits: a change of it may have come to its end or not."""
    for secret in secrets:
        with contextlib.suppress(PassphraseNeededError, WrongPassphraseError):
            return Document.open(path, author="Ann", passphrase=secret, read_only=read_only)
    raise AssertionError("no passphrase fits")


def _write_and_die(
    path: Path, office: str, secrets: tuple[str | None, ...], first: int, chance: random.Random
) -> list[str]:
    """Run the writer until it has told of some edits, kill it in the midst, and return what it told."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), "|".join(one or "" for one in secrets), office, str(first)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _edit in range(chance.randint(1, 12))]
    _burn(chance.randint(0, 60_000))
    process.send_signal(signal.SIGKILL)
    rest, _none = process.communicate()
    whole = rest.rpartition("\n")[0].split("\n") if "\n" in rest else []
    assert process.returncode == -signal.SIGKILL
    return [number for number in told + whole if number]


def _burn(steps: int) -> None:
    """Let a random, short while pass, so that the kill falls anywhere in an edit."""
    for _step in range(steps):
        pass
