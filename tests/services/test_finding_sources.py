"""From what a pack prints to the room that shows it."""

from __future__ import annotations

import json

import pytest

from hdplanner.paths import resource
from hdplanner.services import finding, interchange
from hdplanner.storage import Document, Label

KINDS = ("message", "stakeholder", "objective")


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, object]]]:
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    made: dict[str, list[dict[str, object]]] = data["tables"]
    return made


@pytest.fixture
def document(tables: dict[str, list[dict[str, object]]]) -> Document:
    data = {"format": interchange.FORMAT, "version": interchange.VERSION, "tables": tables}
    made = Document.in_memory()
    made.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    return made


def test_a_proof_leads_to_a_message_and_a_meeting_to_its_counterpart(
    document: Document, tables: dict[str, list[dict[str, object]]]
) -> None:
    use = tables["message_proof"][0]
    proof = str(use["proof_id"])
    meeting = next(row for row in tables["meeting"] if row.get("stakeholder_id"))
    found = document.read(lambda s: finding.shown_by(s, "proof_point", proof, KINDS))
    assert found is not None
    assert found[0] == "message"
    with_whom = document.read(lambda s: finding.shown_by(s, "meeting", str(meeting["id"]), KINDS))
    assert with_whom == ("stakeholder", meeting["stakeholder_id"])


def test_what_no_room_shows_leads_nowhere(
    document: Document, tables: dict[str, list[dict[str, object]]]
) -> None:
    member = str(tables["team_member"][0]["id"])
    assert document.read(lambda s: finding.shown_by(s, "team_member", member, KINDS)) is None
    assert document.read(lambda s: finding.shown_by(s, "no such table", member, KINDS)) is None
    assert document.read(lambda s: finding.shown_by(s, "message", member, KINDS)) == ("message", member)


def test_rows_are_named_in_their_order_and_unknown_ones_left_out(
    document: Document, tables: dict[str, list[dict[str, object]]]
) -> None:
    stakeholder, message = tables["stakeholder"][0], tables["message"][0]
    wanted = [("stakeholder", str(stakeholder["id"])), ("nothing", "x"), ("message", str(message["id"]))]
    rows = document.read(lambda s: finding.named_rows(s, wanted))
    assert [(row.kind, row.id) for row in rows] == [wanted[0], wanted[2]]
    assert rows[0].title == stakeholder["name"]
