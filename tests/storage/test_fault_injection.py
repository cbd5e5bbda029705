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
EVERY = 0

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


@pytest.mark.parametrize(
    ("failure", "secret"),
    [
        ("an error once", None),
        ("full from then on", None),
        ("killed", None),
        ("an error once", "a long secret"),
        ("full from then on", "a long secret"),
    ],
)
def test_a_call_that_fails_loses_nothing(
    tmp_path: Path, shim: Path, failure: str, secret: str | None
) -> None:
    found = _try(tmp_path, shim, failure, secret, sample=7)

    assert (found["tried"], found["wrong"]) == (7, [])


@pytest.mark.parametrize("secret", [None, "a long secret"], ids=["plain", "encrypted"])
def test_writes_that_are_cut_short_are_gone_on_with(tmp_path: Path, shim: Path, secret: str | None) -> None:
    found = _run(tmp_path, shim, 0, ALL_SHORT, secret, EVERY)

    assert found["wrong"] == []
    assert found["calls"] > 2_000


@pytest.mark.soak
@pytest.mark.parametrize("secret", [None, "a long secret"], ids=["plain", "encrypted"])
@pytest.mark.parametrize("failure", FAILURES)
def test_each_call_that_fails_loses_nothing(
    tmp_path: Path, shim: Path, failure: str, secret: str | None
) -> None:
    found = _try(tmp_path, shim, failure, secret, sample=EVERY)

    kind = "plain" if secret is None else "encrypted"
    print(
        f"faults injected ({failure}, {kind}): {found['tried']} of {found['calls']}, lost: {len(found['wrong'])}"
    )
    assert found["wrong"] == []
    assert found["tried"] == found["calls"]


def _try(folder: Path, shim: Path, failure: str, secret: str | None, sample: int) -> dict[str, Any]:
    code, way = FAILURES[failure]
    return _run(folder, shim, code, way, secret, sample)


def _run(folder: Path, shim: Path, code: int, way: int, secret: str | None, sample: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, HERE / "fault_story.py", folder, secret or "", str(code), str(way), str(sample)],
        env={**os.environ, "LD_PRELOAD": str(shim)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
