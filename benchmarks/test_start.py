"""From the start of the process to the first painted window, and to a file that can be worked with; its memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.__main__ import main

SCRIPT = Path(__file__).with_name("start.py")
ROOT = SCRIPT.parents[1]
COLD_PACKAGES = ("PySide6", "shiboken6")
"""Mapped by the running tests, and so never out of the cache: a cold start reads a copy of them."""


class Started:
    """One start in a process of its own, up to the word that is waited for."""

    def __init__(self, word: str, *arguments: str | Path, path: Path | None = None) -> None:
        self.word = word
        self.megabytes = 0.0
        self._command = [sys.executable, str(SCRIPT), *map(str, arguments)]
        self._environment = dict(os.environ) | ({"PYTHONPATH": str(path)} if path else {})
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
        self._process: subprocess.Popen[str] | None = None

    def run(self) -> None:
        """What is timed: from nothing to the word."""
        self._process = subprocess.Popen(
            self._command, env=self._environment, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            word, megabytes = line.split()
            if word == self.word:
                self.megabytes = float(megabytes)
                return
        raise RuntimeError(f"{self._command} ended before it was {self.word}")

    def end(self) -> None:
        """Let it close by itself, so that it gives its lock back."""
        if self._process is not None:
            self._process.communicate(timeout=60)
            self._process = None


def timed(measure: Measure, benchmark: BenchmarkFixture, what: str, start: Started, **facts: object) -> None:
    """Time a start and note its memory."""
    megabytes = facts.pop("aim_megabytes", None)
    setup = facts.pop("before", None)

    def prepare() -> None:
        start.end()
        if callable(setup):
            setup()

    measure(what, start.run, setup=prepare, **{"rounds": 9, **facts})
    start.end()
    benchmark.extra_info.update(megabytes=start.megabytes, aim_megabytes=megabytes)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The worked sample as a file."""
    path = tmp_path / "sample.hdplan"
    assert main(["sample", "disaster-law", str(path)]) == 0
    return path


def test_a_bare_window(measure: Measure, benchmark: BenchmarkFixture) -> None:
    timed(measure, benchmark, "bare QMainWindow painted, warm", Started("painted", "bare"), key="bare")


def test_the_first_painted_window(measure: Measure, benchmark: BenchmarkFixture) -> None:
    timed(
        measure,
        benchmark,
        "first painted window, warm",
        Started("painted", "shell"),
        aim_times=2,
        beside="bare",
    )


def test_the_sample_to_work_with(measure: Measure, benchmark: BenchmarkFixture, sample: Path) -> None:
    timed(
        measure,
        benchmark,
        "start with the sample to the painted grid",
        Started("usable", "file", sample),
        aim_ms=800,
        aim_megabytes=150,
        beside="bare",
    )


def test_10_000_stakeholders_from_the_start(
    measure: Measure, benchmark: BenchmarkFixture, crowd: Path
) -> None:
    timed(
        measure,
        benchmark,
        f"start with {large.STAKEHOLDERS:,} stakeholders to the painted grid",
        Started("usable", "file", crowd),
        rounds=5,
    )


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of what the running tests hold in memory."""
    target = tmp_path_factory.mktemp("cold")
    import PySide6

    source = Path(PySide6.__file__).parents[1]
    for name in COLD_PACKAGES:
        shutil.copytree(source / name, target / name)
    os.sync()
    yield target
    shutil.rmtree(target)


def out_of_cache(folders: Iterable[Path]) -> None:
    """Ask the system to forget what it holds of these files, as after it was switched on."""
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                with file.open("rb") as handle:
                    os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@pytest.mark.parametrize(("what", "kind"), [("bare QMainWindow", "bare"), ("first window", "shell")])
def test_cold(measure: Measure, benchmark: BenchmarkFixture, packages: Path, what: str, kind: str) -> None:
    folders = [packages, ROOT / "hdplanner", ROOT / "resources", Path(os.__file__).parent]
    timed(
        measure,
        benchmark,
        f"{what} painted, cold",
        Started("painted", kind, path=packages),
        key=f"cold-{kind}",
        beside="" if kind == "bare" else "cold-bare",
        aim_times=None if kind == "bare" else 2,
        before=lambda: out_of_cache(folders),
        rounds=4,
        warm=False,
    )
