"""Likely duplicates among 10,000 stakeholders: every name compared with those that share its words."""

from __future__ import annotations

from pathlib import Path

from benchmarks.conftest import Measure
from hdplanner.services.duplicates import likely_duplicates
from hdplanner.storage import Document


def test_likely_duplicates_of_10_000(measure: Measure, crowd: Path) -> None:
    with Document.open(crowd, author="Benchmark") as document:
        measure(
            "look for likely duplicates among 10,000",
            lambda: document.read(likely_duplicates),
            aim_ms=2_000,
            rounds=3,
        )
