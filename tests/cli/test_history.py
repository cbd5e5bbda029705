from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.values import ContactKind
from hdplanner.services import contacts, stakeholders
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


def test_history_follows_a_record_by_its_name_with_its_parts(
    hdplanner: Hdplanner, plan: Path, bank: str
) -> None:
    with Document.open(plan, author="Ben") as document:
        document.edit(
            Label("stakeholder.contacts"),
            lambda session: contacts.add_contact(
                session, bank, kind=ContactKind.PRIVATE_OFFICE, value="desk@example.org"
            ),
        )
    by_name = hdplanner("history", plan, "--of", "bank", "--json").json
    assert [step["author"] for step in by_name] == ["Ben", "Ann", "Ann"]
    assert hdplanner("history", plan, "--of", bank, "--json").json == by_name
    assert len(hdplanner("history", plan, "--of", bank, "--limit", "2", "--json").json) == 2
    assert hdplanner("history", plan, "--of", "nobody").code == 3


def test_history_goes_into_a_file_field_by_field_and_says_so_in_the_access_log(
    hdplanner: Hdplanner, plan: Path, bank: str, tmp_path: Path
) -> None:
    given = hdplanner("history", plan, "--export", "out.csv", "--of", "Bank", "--json")
    assert given.json == {"file": "out.csv", "steps": 2}
    first, *_rest = csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines())
    assert (first["record"], first["field"], first["before"], first["after"]) == (
        "Bank",
        "Country",
        "empty",
        "KE",
    )
    assert hdplanner("history", plan, "--export", "out.json").out == "3 steps were written to out.json.\n"
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))["steps"]) == 3
    with Document.open(plan, author="Ann") as document:
        kinds = document.on_file(
            lambda hand: [row[0] for row in hand.link.raw.execute("SELECT kind FROM access_log")]
        )
    assert kinds.count("export") == 2


def test_history_is_not_written_over_the_file_itself_or_in_an_unknown_form(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    assert hdplanner("history", plan, "--export", "out.pdf").code == 2
    plan.rename(tmp_path / "plan.json")
    refused = hdplanner("history", tmp_path / "plan.json", "--export", "plan.json")
    assert refused.code == 3
    assert hdplanner("info", tmp_path / "plan.json").code == 0


def test_what_was_deleted_is_listed_and_comes_back(hdplanner: Hdplanner, plan: Path, bank: str) -> None:
    assert hdplanner("bin", plan, "--json").json == []
    with Document.open(plan, author="Ben") as document:
        document.edit(
            Label("stakeholder.delete"),
            lambda session: stakeholders.delete_stakeholders(session, [bank]),
        )
    (found,) = hdplanner("bin", plan, "--json").json
    assert (found["id"], found["kind"], found["name"], found["author"]) == (
        bank,
        "stakeholder",
        "Bank",
        "Ben",
    )
    assert "Stakeholder: Bank" in hdplanner("bin", plan).out
    assert hdplanner("bin", plan, "--restore", bank, "--json").json == {
        "id": bank,
        "rows": 1,
        "left": 0,
        "emptied": 0,
    }
    assert hdplanner("bin", plan, "--json").json == []
    assert hdplanner("undo", plan).out == "Undone: Bring back what was deleted\n"
    assert hdplanner("bin", plan, "--restore", bank).out.startswith("Brought back: Bank")
    assert hdplanner("bin", plan, "--restore", bank).code == 3


def test_a_part_comes_back_with_its_owner_only_where_that_is_asked_for(
    hdplanner: Hdplanner, plan: Path, bank: str
) -> None:
    with Document.open(plan, author="Ben") as document:
        contact = document.edit(
            Label("stakeholder.contacts"),
            lambda session: contacts.add_contact(
                session, bank, kind=ContactKind.PRIVATE_OFFICE, value="desk@example.org"
            ),
        ).result
        document.edit(
            Label("stakeholder.contacts"), lambda session: contacts.delete_contact(session, contact)
        )
        document.edit(
            Label("stakeholder.delete"),
            lambda session: stakeholders.delete_stakeholders(session, [bank]),
        )
    refused = hdplanner("bin", plan, "--restore", contact)
    assert refused.code == 3
    assert "Bank" in refused.err
    assert len(hdplanner("bin", plan, "--json").json) == 2
    assert hdplanner("bin", plan, "--restore", contact, "--with-owners").code == 0
    assert hdplanner("bin", plan, "--json").json == []
