"""Packs beside other typesetters on the same content: seconds, pages, memory and size, each in a process of its own.

Others at 1,000 sections take minutes and gigabytes: only with HDPLANNER_BENCH_ALL=1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.typesetters import NOT_HERE

ROOT = Path(__file__).parents[1]
OURS = ("bare", "latin", "arabic", "justified", "word")
OTHERS = ("weasyprint", "typst", "libreoffice")
COUNTS = (10, 100, 1000)
AIMS = {("latin", 1000): 25, ("arabic", 1000): 25}
"""Seconds."""


@pytest.mark.parametrize("engine", OURS + OTHERS)
@pytest.mark.parametrize("count", COUNTS)
def test_a_typesetter(benchmark: BenchmarkFixture, engine: str, count: int) -> None:
    if engine in OTHERS and count == max(COUNTS) and os.environ.get("HDPLANNER_BENCH_ALL") != "1":
        pytest.skip("takes minutes: set HDPLANNER_BENCH_ALL=1")
    found: dict[str, Any] = benchmark.pedantic(lambda: _measured(engine, count), rounds=1, iterations=1)
    benchmark.extra_info["typesetter"] = {"engine": engine, "sections": count, **found}
    if aim := AIMS.get((engine, count)):
        benchmark.extra_info["typesetter"]["aim"] = aim
    assert found.get("not_run") or found["kilobytes"] > 5


def _measured(engine: str, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.typesetters", engine, str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == NOT_HERE:
        return {"not_run": done.stderr.strip().splitlines()[-1]}
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
