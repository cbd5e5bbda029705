"""A process that edits is killed at random moments: what it was told is saved, is saved."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.storage import Document

SECRET = "a long secret"

WRITER = """
import sys
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.storage import Document, Label
document = Document.open(sys.argv[1], author="Ann", passphrase=sys.argv[2] or None)
office, first = sys.argv[3], int(sys.argv[4])
def work(number):
    def add(session):
        session.add_all([Stakeholder(office_id=office, name=f"{number}/{part}", note="x" * 3000) for part in range(4)])
    return add
for number in range(first, first + 10_000):
    document.edit(Label("add"), work(number))
    print(number, flush=True)
    if number % 5 == 4:
        document.undo()
        document.redo()
"""


@pytest.mark.parametrize("secret", [None, SECRET], ids=["plain", "encrypted"])
def test_no_acknowledged_edit_is_lost_to_a_kill(
    tmp_path: Path, new_desk: Callable[..., Any], secret: str | None
) -> None:
    _kill(tmp_path / "campaign.hdplan", new_desk, secret, kills=3)


@pytest.mark.soak
@pytest.mark.parametrize("secret", [None, SECRET], ids=["plain", "encrypted"])
def test_no_acknowledged_edit_is_lost_to_250_kills(
    tmp_path: Path, new_desk: Callable[..., Any], secret: str | None
) -> None:
    _kill(tmp_path / "campaign.hdplan", new_desk, secret, kills=250)


def _kill(path: Path, new_desk: Callable[..., Any], secret: str | None, *, kills: int) -> None:
    chance = random.Random(kills)
    with Document.create(path, author="Ann", passphrase=secret) as document:
        office = new_desk(document).office
    known: set[str] = set()
    for kill in range(kills):
        told = _write_and_die(path, office, secret, kill * 10_000, chance)
        with Document.open(path, author="Ann", passphrase=secret) as document:
            names = set(new_desk(document).names())
            assert document.verify() == []
        groups = {name.split("/")[0] for name in names}
        assert set(told) <= groups, "an acknowledged edit is gone"
        assert known <= names, "an older edit is gone"
        assert len(names) == 4 * len(groups), "an edit is there by half"
        known = names


def _write_and_die(
    path: Path, office: str, secret: str | None, first: int, chance: random.Random
) -> list[str]:
    """Run the writer until it has told of some edits, kill it in the midst, and return what it told."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), secret or "", office, str(first)],
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
