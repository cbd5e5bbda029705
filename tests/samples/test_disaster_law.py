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
from hdplanner.services import checks, interchange, movement, network, raters, scenarios, stakeholders
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
        "bank_line": 6,
        "change_step": 4,
        "activity": 30,
        "meeting": 12,
        "commitment": 12,
        "risk": 5,
    }
    assert {name: count for name, count in least.items() if len(tables[name]) < count} == {}


def test_it_fills_every_table_but_those_for_files_and_choices_of_an_office(
    tables: dict[str, list[Row]],
) -> None:
    assert set(METADATA.tables) - set(tables) == {
        *("attachment", "blob", "pack_section", "distinct_pair", "network_place", "saved_view"),
        *("audience_profile", "marking_word", "merge_conflict"),
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
    assert not spared & {row["stakeholder_id"] for row in tables["scenario_move"]}


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


def test_a_quote_is_of_an_institution_and_says_where_and_when(tables: dict[str, list[Row]]) -> None:
    stakeholders = by_key(tables, "stakeholder")
    for row in tables["bank_line"]:
        assert row["source"]
        assert date.fromisoformat(row["said_on"]) <= TODAY
        if row.get("kind") == "quote":
            one = stakeholders[row["stakeholder_id"]]
            assert (one["name"], one.get("kind", "institution") in ("institution", "group")) == (
                row["said_by"],
                True,
            )
    assert {row.get("kind", "line") for row in tables["bank_line"]} == {"line", "quote"}


def test_each_step_of_change_rests_on_an_assumption(tables: dict[str, list[Row]]) -> None:
    assert all(row["text"] and row["assumption"] for row in tables["change_step"])


def test_every_wording_that_was_approved_before_is_kept(tables: dict[str, list[Row]]) -> None:
    kept = sorted((row["message_id"], row.get("value", 1)) for row in tables["message_version"])
    assert kept == sorted(
        (row["id"], version) for row in tables["message"] for version in range(1, row.get("version", 1))
    )
    now = by_key(tables, "message")
    for row in tables["message_version"]:
        assert row["core_line"] != now[row["message_id"]]["core_line"]
        assert row["approved_on"] < now[row["message_id"]]["approved_on"]
        assert len(row["core_line"].split()) <= CORE_LINE_WORDS


def test_a_withdrawn_proof_point_carries_no_message(tables: dict[str, list[Row]]) -> None:
    withdrawn = {row["id"] for row in tables["proof_point"] if row.get("withdrawn_on")}
    assert len(withdrawn) == 1
    assert not withdrawn & {row["proof_id"] for row in tables["message_proof"]}


def test_the_checks_use_what_the_plan_agreed_and_keep_silent_where_told(document: Document) -> None:
    def read(session: Any) -> list[checks.Finding]:
        return checks.findings(session, campaign_of(session), today=TODAY)

    found = document.read(read)
    assert {"ASK006", "CNT002", "LVL001"} <= {one.code for one in found if not one.silenced}
    assert [one.code for one in found if one.silenced] == ["CAL001"]
    spared = [one.message for one in found if one.code in ("PUB002", "PUB003")]
    assert not [text for text in spared if "Hearing of the law committee" in text]


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


def campaign_of(session: Any) -> str:
    return str(interchange.dump(session)["tables"]["campaign"][0]["id"])


def routes_to(document: Document, name: str) -> network.RoutesFound:
    def read(session: Any) -> network.RoutesFound:
        found = network.network(session, campaign_of(session), today=TODAY)
        return network.routes(found, stakeholders.find_stakeholder(session, name))

    return document.read(read)


def test_the_best_route_to_the_minister_of_finance_is_an_allys_and_the_displaced_are_no_route(
    document: Document,
) -> None:
    found = routes_to(document, "Minister of Finance")
    assert found.routes[0].steps[0].from_name == "Patron of the flood appeal"
    assert len(found.routes) == 5
    assert [one.name for one in found.missing_links] == ["Budget support unit"]
    assert [one.name for one in found.avoided] == ["Families displaced by the 2024 floods"]


def test_all_that_reaches_the_finance_committee_hangs_on_its_rapporteur(document: Document) -> None:
    found = routes_to(document, "Parliament finance committee")
    assert [one.name for one in found.single_points] == ["Rapporteur of the finance committee"]


def test_the_mayors_are_not_reached_through_those_who_are_not_to_be_approached(document: Document) -> None:
    found = routes_to(document, "Union of mayors")
    assert [one.name for one in found.avoided] == ["Committees of the river settlements"]


def test_a_coalition_holds_one_who_thinks_otherwise(document: Document) -> None:
    def read(session: Any) -> list[Any]:
        return network.coalition_standings(network.network(session, campaign_of(session), today=TODAY))

    tariff = next(one for one in document.read(read) if one.row.name == "Tariff working group")
    assert (tariff.supporting, tariff.reserved) == (1, 3)


def test_two_scenarios_move_the_balance_each_its_way_and_suppose_only_what_is_not(
    document: Document,
) -> None:
    def read(session: Any) -> tuple[Any, Any, Any]:
        campaign = campaign_of(session)
        hope, worry = scenarios.scenario_rows(session, campaign)
        compared = scenarios.compare_scenarios(session, campaign, hope.id, worry.id, today=TODAY)
        for one in (hope, worry):
            beside = scenarios.compare_scenarios(session, campaign, None, one.id, today=TODAY)
            assert all(row.differs for row in beside.rows), one.name
        return scenarios.balance_of(session, campaign, today=TODAY), compared.first, compared.second

    today, hope, worry = document.read(read)
    assert hope.support > today.support
    assert worry.opposition > today.opposition
    assert today.unknown_count == hope.unknown_count == worry.unknown_count == 10


def test_ours_are_furthest_apart_on_the_majority_group(document: Document) -> None:
    def read(session: Any) -> Any:
        return raters.disagreements(session, campaign_of(session), since=date(2026, 8, 24), today=TODAY)

    found = document.read(read)
    assert (found[0].name, found[0].field, found[0].range) == (
        "Majority group in the Assembly",
        "position",
        2,
    )
    assert {one.name for one in found} == {
        "Majority group in the Assembly",
        "Customs administration",
        "Embassy of Nordia",
    }


def test_since_the_last_briefing_a_post_has_changed_hands_and_some_have_moved(document: Document) -> None:
    def read(session: Any) -> Any:
        last = movement.briefing_days(session, campaign_of(session))[-1]
        return movement.moved_since(session, campaign_of(session), since=last, today=TODAY)

    found = document.read(read)
    assert [(one.name, one.assessed) for one in found.holders] == [
        ("Secretary General of the Government", False)
    ]
    assert "Customs administration" in {row.name for row in found.moved}
    assert found.stale


def test_the_file_verifies_and_finds_arabic_and_french(document: Document) -> None:
    assert document.verify() == []
    assert document.search("وزارة المالية")
    assert document.search("Ministère des Finances")
