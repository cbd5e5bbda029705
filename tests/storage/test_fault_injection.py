"""Each call that changes a file fails once in a short day's work: nothing is lost, nothing is half there."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ONCE, FROM_NOW_ON, KILL, ALL_SHORT = range(4)
EVERY, PARTS = 0, 20

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None, reason="needs Linux and a C compiler"
)

FAILURES = {
    "an error once": (errno.EIO, ONCE),
    "an interruption once": (errno.EINTR, ONCE),
    "full from then on": (errno.ENOSPC, FROM_NOW_ON),
    "killed": (errno.EIO, KILL),
}


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("shim") / "shim.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", made, HERE / "fault_shim.c", "-ldl"]
    subprocess.run(command, check=True)
    return made


SECRET = "a long secret"
KINDS = pytest.mark.parametrize("secret", [None, SECRET], ids=["plain", "encrypted"])


@pytest.mark.parametrize(
    ("story", "failure", "secret", "sample"),
    [
        ("day", "an error once", None, 6),
        ("day", "an error once", SECRET, 6),
        ("day", "full from then on", SECRET, 6),
        ("day", "killed", None, 6),
        ("keeping", "an error once", None, 4),
        ("keeping", "killed", SECRET, 4),
    ],
)
def test_a_call_that_fails_loses_nothing(
    tmp_path: Path, shim: Path, story: str, failure: str, secret: str | None, sample: int
) -> None:
    found = _run(tmp_path, shim, story, *FAILURES[failure], secret, sample)

    assert (found["tried"], found["wrong"]) == (sample, [])


@KINDS
def test_writes_that_are_cut_short_are_gone_on_with(tmp_path: Path, shim: Path, secret: str | None) -> None:
    found = _run(tmp_path, shim, "day", 0, ALL_SHORT, secret, EVERY)

    assert found["wrong"] == []
    assert found["calls"] > 2_000


@pytest.mark.soak
@KINDS
@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("story", ["day", "keeping"])
@pytest.mark.parametrize("part", range(PARTS), ids=lambda part: f"part{part}")
def test_each_call_that_fails_loses_nothing(
    tmp_path: Path, shim: Path, story: str, failure: str, secret: str | None, part: int
) -> None:
    """In parts, each of every 20th call, for cores side by side (-n 2) and a part at a time (-k "each_call and part7")."""
    found = _run(tmp_path, shim, story, *FAILURES[failure], secret, EVERY, part)

    kind = "plain" if secret is None else "encrypted"
    count, lost = found["tried"], len(found["wrong"])
    print(f"faults injected ({story}, {kind}, {failure}): {count} of {found['calls']} calls, lost: {lost}")
    assert found["wrong"] == []


def _run(
    folder: Path,
    shim: Path,
    story: str,
    code: int,
    way: int,
    secret: str | None,
    sample: int,
    part: int | None = None,
) -> dict[str, Any]:
    command = [sys.executable, HERE / "fault_story.py", folder, story, secret or ""]
    done = subprocess.run(
        [*command, *map(str, (code, way, sample, part or 0, 1 if part is None else PARTS))],
        env={**os.environ, "LD_PRELOAD": str(shim)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
