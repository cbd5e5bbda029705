from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.services import stakeholders
from hdplanner.storage import Document, Label

Hdplanner = Callable[..., Any]


@pytest.fixture
def bank(plan: Path) -> str:
    """A stakeholder of the plan, with one change made to it."""
    with Document.open(plan, author="Ann") as document:
        key = document.edit(
            Label("stakeholder.add"), lambda session: stakeholders.add_stakeholder(session, name="Bank")
        ).result
        document.edit(
            Label("stakeholder.update", {"stakeholder": key}),
            lambda session: stakeholders.update_stakeholders(session, [key], country="KE"),
        )
    return key


def test_steps_are_taken_back_and_made_again_by_name(hdplanner: Hdplanner, plan: Path, bank: str) -> None:
    assert hdplanner("undo", plan, "--json").json == {"label": "Change Bank"}
    assert hdplanner("undo", plan).code == 0
    assert hdplanner("info", plan, "--json").json["counts"]["stakeholders"] == 0
    assert hdplanner("redo", plan).code == 0
    assert hdplanner("redo", plan, "--json").json == {"label": "Change Bank"}
    assert hdplanner("info", plan, "--json").json["counts"]["stakeholders"] == 1


def test_with_nothing_to_undo_or_redo_nothing_happens(hdplanner: Hdplanner, plan: Path) -> None:
    assert hdplanner("undo", plan).code == 3
    assert hdplanner("redo", plan).code == 3
    assert hdplanner("info", plan, "--json").json["title"] == "Our plan"


def test_history_lists_the_newest_first_and_can_follow_one_record(
    hdplanner: Hdplanner, plan: Path, bank: str
) -> None:
    steps = hdplanner("history", plan, "--json").json

    assert steps[0]["label"] == "Change Bank"
    assert [step["author"] for step in steps] == ["Ann", "Ann", "Test Author"]
    assert all(step["at"].endswith("Z") and step["changes"] > 0 and step["group"] for step in steps)
    assert len(hdplanner("history", plan, "--of", bank, "--json").json) == 2
    assert len(hdplanner("history", plan, "--limit", "1", "--json").json) == 1
    assert hdplanner("history", plan).out.count("\n") == 3
