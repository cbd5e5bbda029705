"""The checks of a plan with 2,000 activities and 10,000 stakeholders: all of them once, and after an edit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from benchmarks import large
from benchmarks.conftest import Measure
from benchmarks.test_network import key, web
from hdplanner.services import activities, interchange, messages, stakeholders, windows
from hdplanner.services.checks import FindingSource
from hdplanner.storage import Document, Label

ACTIVITIES, WINDOWS, MESSAGES, AUDIENCES = 2_000, 20, 30, 200
TODAY = date(2026, 11, 22)


def plan() -> large.Tables:
    """A plan as large as any: activities towards 200 audiences before 20 decisions, with 30 messages."""
    dice = random.Random(7)
    tables = web(large.STAKEHOLDERS) | {
        "assessment": large.tables(large.STAKEHOLDERS, large.STAKEHOLDERS)["assessment"]
    }
    own = {"campaign_id": large.CAMPAIGN}
    tables["decision_window"] = [
        {"id": key("window", n), **own, "title": f"Vote {n}", "decides_on": f"2027-{1 + n % 12:02}-15"}
        for n in range(WINDOWS)
    ]
    tables["message"] = [
        {"id": key("message", n), **own, "title": f"Message {n}", "core_line": "Fast aid is cheap aid"}
        for n in range(MESSAGES)
    ]
    tables["stakeholder_role"] = [
        {**own, "stakeholder_id": key("stakeholder", n), "value": "decision-maker"} for n in range(AUDIENCES)
    ]
    tables["activity"] = [_activity(n, dice) | own for n in range(ACTIVITIES)]
    tables["activity_dependency"] = [
        {"activity_id": key("activity", n), "depends_on_id": key("activity", n - 1)}
        for n in range(1, ACTIVITIES)
        if n % 10
    ]
    return tables


def _activity(number: int, dice: random.Random) -> large.Row:
    return {
        "id": key("activity", number),
        "title": f"Activity {number}",
        "stakeholder_id": key("stakeholder", number % AUDIENCES),
        "message_id": key("message", dice.randrange(MESSAGES)),
        "messenger_id": key("messenger", dice.randrange(10)),
        "window_id": key("window", dice.randrange(WINDOWS)),
        "mode": dice.choice(["bilateral-confidential", "closed-group", "public"]),
        "starts_at": f"2027-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}T10:00:00",
    }


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    path: Path = tmp_path_factory.mktemp("checks") / "plan.hdplan"
    with Document.create(path, author="Benchmark") as made:
        data = {"format": interchange.FORMAT, "version": interchange.VERSION, "tables": plan()}
        made.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        yield made


@pytest.fixture(scope="module")
def source(document: Document) -> FindingSource:
    return checked(document)


def checked(document: Document) -> FindingSource:
    made = FindingSource(large.CAMPAIGN, today=TODAY)
    document.read(made.read)
    for _step in made.look():
        pass
    return made


def test_all_checks_once(measure: Measure, document: Document) -> None:
    what = "check 2,000 activities and 10,000 stakeholders for the first time"
    found = measure(what, lambda: checked(document).findings(), rounds=3)
    assert len(found) > 1_000


def test_the_longest_time_between_two_turns(measure: Measure, document: Document) -> None:
    made = FindingSource(large.CAMPAIGN, today=TODAY)
    document.read(made.read)
    steps: list[Any] = [made.look()]

    def turn() -> None:
        if next(steps[0], "over") == "over":
            steps[0] = made.look()

    measure("one turn of checking, between which the window answers", turn, aim_ms=50, rounds=20)


EDITS = {
    "an activity is moved": lambda s, n: activities.move_activities(s, [key("activity", n)], days=1),
    "an activity is renamed": lambda s, n: activities.update_activities(
        s, [key("activity", n)], title=f"N{n}"
    ),
    "a stakeholder is marked": lambda s, n: stakeholders.update_stakeholders(
        s, [key("stakeholder", n % AUDIENCES)], do_not_approach=True
    ),
    "a message is renamed": lambda s, n: messages.update_message(
        s, key("message", n % MESSAGES), title=f"New {n}"
    ),
    "a decision is moved": lambda s, n: windows.move_window(
        s, key("window", n % WINDOWS), date(2027, 6, 1 + n % 28), with_hanging=False
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit(measure: Measure, document: Document, source: FindingSource, what: str) -> None:
    numbers = count(3)

    def edit() -> tuple[tuple[Any, ...], dict[str, Any]]:
        number = next(numbers)
        done = document.edit(Label("activity.update"), lambda session: EDITS[what](session, number))
        return (done.changes.keys,), {}

    def again(keys: Any) -> object:
        document.read(lambda session: source.update(session, keys))
        return source.findings()

    measure(f"check again after {what}", again, setup=edit, aim_ms=50, rounds=15, warm=False)
