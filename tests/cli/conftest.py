from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hdplanner.__main__ import main


@dataclass(frozen=True)
class Outcome:
    """What one command left: its exit code, what it printed, and what it complained about."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Hdplanner = Callable[..., Outcome]


@pytest.fixture
def hdplanner(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Hdplanner:
    """Run a command inside this process, in a folder of its own. Any error is one line, never a traceback."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert len(err.splitlines()) <= 1, err
        assert bool(err) or code in (0, 1)
        return Outcome(code, out, err)

    return run


@pytest.fixture
def plan(hdplanner: Hdplanner, tmp_path: Path) -> Path:
    """A new file with an empty plan."""
    assert hdplanner("new", "plan.hdplan", "--title", "Our plan").code == 0
    return tmp_path / "plan.hdplan"
