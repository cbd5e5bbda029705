"""The worked sample is whole, true to the rules of the house, and survives the way in and out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from hdplanner.domain.models import METADATA
from hdplanner.domain.rules_assessment import RATINGS
from hdplanner.domain.values import MOVEMENT
from hdplanner.paths import resource
from hdplanner.services import interchange
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.storage import Document, Label

TODAY = date(2026, 11, 22)
CORE_LINE_WORDS = 27

Row = dict[str, Any]


@pytest.fixture(scope="module")
def text() -> str:
    return resource("samples", "disaster-law.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tables(text: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = json.loads(text)["tables"]
    return found


@pytest.fixture
def document(text: str) -> Document:
    doc = Document.in_memory()
    doc.edit(Label("file.import", {}), lambda session: interchange.load(session, json.loads(text)))
    return doc


def by_key(tables: dict[str, list[Row]], table: str) -> dict[str, Row]:
    return {row["id"]: row for row in tables[table]}


def test_it_comes_out_as_it_went_in_to_the_byte(document: Document, text: str) -> None:
    again = document.read(interchange.dump)
    assert json.dumps(again, ensure_ascii=False, indent=1) + "\n" == text


def test_it_holds_what_a_campaign_of_this_kind_holds(tables: dict[str, list[Row]]) -> None:
    least = {
        "stakeholder": 60,
        "assessment": 150,
        "tie": 70,
        "objective": 3,
        "ask": 6,
        "decision_window": 4,
        "message": 6,
        "activity": 30,
        "meeting": 12,
        "commitment": 12,
        "risk": 5,
    }
    assert {name: count for name, count in least.items() if len(tables[name]) < count} == {}


def test_it_fills_every_table_but_those_for_files_and_chosen_sections(tables: dict[str, list[Row]]) -> None:
    assert set(METADATA.tables) - set(tables) == {
        *("attachment", "blob", "pack_section", "distinct_pair", "network_place", "saved_view"),
        *("scenario", "scenario_move", "ask_conflict", "bank_line", "change_step", "level_step"),
        *("message_version", "silenced_finding"),
    }


def test_it_names_no_person(tables: dict[str, list[Row]]) -> None:
    assert {row.get("kind", "institution") for row in tables["stakeholder"]} == {
        "institution",
        "post",
        "group",
    }
    assert not [row for row in tables["post_holder"] if row.get("person_id")]


def test_components_of_the_movement_are_present_and_not_rated(tables: dict[str, list[Row]]) -> None:
    movement = {row["id"] for row in tables["stakeholder"] if row.get("actor_type") in MOVEMENT}
    assert len(movement) == 3
    assert not movement & {row["stakeholder_id"] for row in tables["assessment"]}


def test_people_at_risk_and_those_not_to_be_approached_are_not_rated(tables: dict[str, list[Row]]) -> None:
    spared = {row["id"] for row in tables["stakeholder"] if row.get("at_risk") or row.get("do_not_approach")}
    assert spared
    assert not spared & {row["stakeholder_id"] for row in tables["assessment"]}
    assert not spared & {row.get("stakeholder_id") for row in tables["activity"]}


def test_every_judgement_has_its_day_evidence_and_source(tables: dict[str, list[Row]]) -> None:
    for row in tables["assessment"]:
        assert date(2025, 11, 1) <= date.fromisoformat(row["made_on"]) <= TODAY
        assert row["evidence"]
        assert row["evidence_type"]
        assert row["source"]
        assert row["author"]
        assert row["confidence"] in (1, 2, 3)
        assert any(row.get(name) is not None for name in RATINGS), row["evidence"]


def test_a_position_is_always_on_an_objective_and_a_target_one_step_away(
    tables: dict[str, list[Row]],
) -> None:
    for row in tables["assessment"]:
        positions = [row.get(f"{name}_position") for name in ("stated", "assessed", "target")]
        assert any(value is not None for value in positions) == ("objective_id" in row), row["evidence"]
        if row.get("target_position") is not None:
            assert abs(row["target_position"] - row["assessed_position"]) <= 1, row["evidence"]


def test_a_judgement_made_at_a_meeting_has_the_day_of_the_meeting(tables: dict[str, list[Row]]) -> None:
    meetings = by_key(tables, "meeting")
    linked = [row for row in tables["assessment"] if row.get("meeting_id")]
    assert len(linked) > 10
    for row in linked:
        assert meetings[row["meeting_id"]]["starts_at"].startswith(row["made_on"]), row["evidence"]


def test_a_core_line_is_said_in_one_breath(tables: dict[str, list[Row]]) -> None:
    long = [row["title"] for row in tables["message"] if len(row["core_line"].split()) > CORE_LINE_WORDS]
    assert long == []


def test_messages_speak_english_french_and_arabic(tables: dict[str, list[Row]]) -> None:
    languages = {row.get("language", "en") for row in tables["message"] + tables["variant"]}
    assert languages == {"en", "fr", "ar"}


def test_the_plan_holds_faults_that_a_check_can_find(tables: dict[str, list[Row]]) -> None:
    acts = {row["title"]: row for row in tables["activity"]}
    release = acts["Press release: a law before the next flood"]
    meeting = acts["Private meeting with the Minister of Finance"]
    assert release["mode"] == "public"
    assert release["starts_at"] < meeting["starts_at"]
    paper = acts["Paper on the annex of contingent exemptions"]
    assert paper["starts_at"][:10] > by_key(tables, "decision_window")[paper["window_id"]]["decides_on"]
    ours = [row for row in tables["commitment"] if row.get("side") == "ours"]
    assert [row["due_on"] for row in ours if row.get("status", "made-oral") == "made-oral"] == ["2026-11-10"]


def rows_of(document: Document) -> dict[str, StakeholderRow]:
    def read(session: Any) -> list[StakeholderRow]:
        campaign = interchange.dump(session)["tables"]["campaign"][0]["id"]
        return stakeholder_rows(session, campaign, today=TODAY)

    return {row.name: row for row in document.read(read)}


def test_the_ministry_of_finance_stands_where_the_story_says(document: Document) -> None:
    ministry = rows_of(document)["Ministry of Finance"]
    assert (ministry.influence, ministry.interest, ministry.position) == (5, 4, -1)
    assert (ministry.target_position, ministry.relationship, ministry.made_on) == (0, 2, date(2026, 11, 3))


def test_the_new_minister_does_not_inherit_the_refusal_of_the_one_before(document: Document) -> None:
    def read(session: Any) -> list[StakeholderRow]:
        campaign = interchange.dump(session)["tables"]["campaign"][0]["id"]
        return stakeholder_rows(session, campaign, today=TODAY, on=date(2026, 3, 20))

    minister = {row.name: row for row in document.read(read)}["Minister of Finance"]
    assert (minister.influence, minister.position) == (5, None)


def test_eleven_wait_beside_the_grid_and_the_union_of_mayors_is_stale(document: Document) -> None:
    rows = rows_of(document)
    assert sum(row.influence is None for row in rows.values()) == 11
    assert rows["Union of mayors"].made_on == date(2026, 3, 24)


def test_the_file_verifies_and_finds_arabic_and_french(document: Document) -> None:
    assert document.verify() == []
    assert document.search("وزارة المالية")
    assert document.search("Ministère des Finances")
