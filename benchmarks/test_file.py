"""The file without a window: search, an edit and its undo, reading 10,000 rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.services import assessments, stakeholders
from hdplanner.storage import Document, Label

TODAY = dt.date(2026, 1, 15)


@pytest.fixture(scope="module")
def archive() -> Iterator[Document]:
    """The file with 100,000 notes."""
    with Document.open(large.file_of(large.ARCHIVE), author="Benchmark", read_only=True) as document:
        yield document


@pytest.mark.parametrize(
    ("kind", "text", "least"),
    [
        ("a rare word", large.RARE, 20),
        ("two words", "fidor kanor", 1),
        ("a word in half of them", large.COMMON, 50),
        ("a beginning", "qui", 20),
    ],
)
def test_search_100_000_notes(measure: Measure, archive: Document, kind: str, text: str, least: int) -> None:
    assert len(archive.search(text)) >= least, f"the file does not hold what is searched for: {text}"
    measure(f"search 100,000 notes: {kind}", lambda: archive.search(text), aim_ms=20, rounds=30)


def test_read_10_000_stakeholders(measure: Measure, crowd: Path) -> None:
    with Document.open(crowd, author="Benchmark") as document:

        def read() -> int:
            rows = document.read(
                lambda session: stakeholders.stakeholder_rows(session, large.CAMPAIGN, today=TODAY)
            )
            return len(rows)

        assert measure("read 10,000 stakeholders with their judgements", read, rounds=5) == large.STAKEHOLDERS


def test_save_an_assessment(measure: Measure, crowd: Path) -> None:
    with Document.open(crowd, author="Benchmark") as document:
        first = document.read(
            lambda session: stakeholders.stakeholder_rows(session, large.CAMPAIGN, today=TODAY)
        )[0].id
        label = Label("stakeholder.assess", {"stakeholder": first})

        def assess() -> object:
            moves = {first: {"influence": 4, "interest": 2}}
            return document.edit(
                label,
                lambda session: assessments.assess(
                    session, campaign_id=large.CAMPAIGN, moves=moves, made_on=TODAY, author="Benchmark"
                ),
            )

        measure("save one assessment in a file of 10,000", assess, key="save", aim_ms=50)
