"""The plan through time, without a window: reading it once, a step of the slider, what moved since a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import pytest

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.services import movement, raters
from hdplanner.services.timeline import Timeline, read_timeline
from hdplanner.storage import Document

TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def crowd_file() -> Iterator[Document]:
    """10,000 stakeholders, each judged twice on a day of two years."""
    with Document.open(large.file_of(large.CROWD), author="Benchmark", read_only=True) as document:
        yield document


@pytest.fixture(scope="module")
def timeline(crowd_file: Document) -> Timeline:
    """All of them through time, told for today."""
    found = crowd_file.read(lambda s: read_timeline(s, large.CAMPAIGN))
    assert len(found.rows_on(TODAY)) == large.STAKEHOLDERS
    return found


def test_reading_it_all(measure: Measure, crowd_file: Document) -> None:
    measure(
        "the timeline of 10,000 read",
        lambda: crowd_file.read(lambda s: read_timeline(s, large.CAMPAIGN)),
        rounds=5,
    )


def test_a_step_to_a_week_before(measure: Measure, timeline: Timeline) -> None:
    weeks = count(1)

    def step() -> None:
        timeline.rows_on(TODAY - timedelta(weeks=next(weeks)))
        assert timeline.changed_ids

    measure("a week's step of the time slider, 10,000 stakeholders", step, aim_ms=100, rounds=30)


def test_a_jump_over_a_year(measure: Measure, timeline: Timeline) -> None:
    days = [TODAY, TODAY - timedelta(days=365)]

    def jump() -> None:
        days.reverse()
        timeline.rows_on(days[0])

    measure("a jump of the slider over a year and back, seen before", jump, aim_ms=100)


def test_what_moved_since_a_month_ago(measure: Measure, crowd_file: Document) -> None:
    since = TODAY - timedelta(days=31)
    measure(
        "what moved since a month ago among 10,000",
        lambda: crowd_file.read(lambda s: movement.moved_since(s, large.CAMPAIGN, since=since, today=TODAY)),
        aim_ms=150,
        rounds=8,
    )


def test_where_raters_are_apart(measure: Measure, crowd_file: Document) -> None:
    since = date(2024, 1, 1)
    measure(
        "where raters are apart among 10,000",
        lambda: crowd_file.read(lambda s: raters.disagreements(s, large.CAMPAIGN, since=since, today=TODAY)),
        aim_ms=150,
        rounds=8,
    )
