"""What every benchmark stands on: an empty home, no screen, and `measure`, which times and notes the aim beside.

Nothing here asserts a time: `table.py` prints what was reached.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks import large

# Without a platform and a display Qt aborts the process; set before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and caches go to an empty folder, never to the person's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HDPLANNER_HOME", str(home))
    monkeypatch.setenv("HDPLANNER_AUTHOR", "Benchmark")
    return home


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """A file of this test's own with 10,000 stakeholders."""
    return Path(shutil.copy(large.file_of(large.CROWD), tmp_path / "crowd.hdplan"))


class Measure(Protocol):
    """Times `work`; see `measure`."""

    def __call__(self, what: str, work: Callable[..., object], **facts: Any) -> Any: ...


@pytest.fixture
def measure(benchmark: BenchmarkFixture) -> Measure:
    """Time some work, and note for the table: what it is, its aim in milliseconds, or as so many times another.

    ``setup`` and ``teardown`` are not timed and run around every round; ``beside`` names the other measurement,
    ``key`` the name by which others name this one.
    """

    def run(
        what: str,
        work: Callable[..., object],
        *,
        key: str = "",
        aim_ms: float | None = None,
        aim_times: float | None = None,
        beside: str = "",
        rounds: int = 15,
        setup: Callable[[], Any] | None = None,
        teardown: Callable[..., Any] | None = None,
        warm: bool = True,
    ) -> Any:
        benchmark.extra_info.update(what=what, key=key, aim_ms=aim_ms, aim_times=aim_times, beside=beside)
        return benchmark.pedantic(
            work, setup=setup, teardown=teardown, rounds=rounds, warmup_rounds=int(warm), iterations=1
        )

    return run
