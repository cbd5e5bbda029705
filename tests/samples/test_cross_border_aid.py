"""The sample of public votes holds no person and no judgement, names a source for all, and survives in and out."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from hdplanner.domain.checks.findings import Severity
from hdplanner.domain.rules_words import BREATH
from hdplanner.domain.values import MOVEMENT, Audience
from hdplanner.paths import resource
from hdplanner.services import interchange, network
from hdplanner.services.activity_rows import ActivityRow, activity_rows
from hdplanner.services.checks import findings
from hdplanner.services.plan_rows import PlanView
from hdplanner.services.plan_view import plan_view
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.storage import Document, Label

TODAY = date(2026, 11, 22)
JUDGED = {
    *("assessed_position", "target_position", "influence", "interest", "relationship", "strained"),
    *("legitimacy", "urgency", "engagement", "desired_engagement"),
}
ADOPTED = {
    "2165": "2014-07-14",
    "2191": "2014-12-17",
    "2258": "2015-12-22",
    "2332": "2016-12-21",
    "2393": "2017-12-19",
    "2449": "2018-12-13",
    "2504": "2020-01-10",
    "2533": "2020-07-11",
    "2585": "2021-07-09",
    "2642": "2022-07-12",
    "2672": "2023-01-09",
}
TALLIES = {
    "Draft S/2020/654 of Belgium and Germany": (13, 2, 0),
    "Draft S/2020/658 of the Russian Federation": (4, 7, 4),
    "Draft S/2020/667 of Belgium and Germany": (13, 2, 0),
    "Draft S/2020/683 of the Russian Federation": (4, 7, 4),
    "Resolution 2504: two crossings, six months": (11, 0, 4),
    "Resolution 2533: one crossing, twelve months": (12, 0, 3),
    "Draft of Ireland and Norway, July 2022": (13, 1, 1),
    "Draft of the Russian Federation, July 2022": (2, 3, 10),
    "Resolution 2642: renewal to 10 January 2023": (12, 0, 3),
    "Resolution 2672: renewal to 10 July 2023": (15, 0, 0),
    "Draft of Brazil and Switzerland, July 2023": (13, 1, 1),
    "Draft of the Russian Federation, July 2023": (2, 3, 10),
}
"""In favour, against, abstained: the tallies that the press releases of the Council give."""

Row = dict[str, Any]


@pytest.fixture(scope="module")
def text() -> str:
    return resource("samples", "cross-border-aid.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tables(text: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = json.loads(text)["tables"]
    return found


@pytest.fixture(scope="module")
def document(text: str) -> Document:
    doc = Document.in_memory()
    doc.edit(Label("file.import", {}), lambda session: interchange.load(session, json.loads(text)))
    return doc


def names(tables: dict[str, list[Row]]) -> dict[str, str]:
    return {row["id"]: row["name"] for row in tables["stakeholder"]}


def campaign_of(tables: dict[str, list[Row]]) -> str:
    return str(tables["campaign"][0]["id"])


def test_it_comes_out_as_it_went_in_to_the_byte_and_verifies(document: Document, text: str) -> None:
    again = document.read(interchange.dump)
    assert json.dumps(again, ensure_ascii=False, indent=1) + "\n" == text
    assert document.verify() == []


def test_it_holds_what_was_asked_of_it(tables: dict[str, list[Row]]) -> None:
    least = {
        "stakeholder": 25,
        "message": 5,
        "activity": 20,
        "objective": 3,
        "tie": 20,
        "meeting": 5,
        "risk": 3,
    }
    assert {name: count for name, count in least.items() if len(tables[name]) < count} == {}


def test_it_holds_states_and_institutions_and_no_person(tables: dict[str, list[Row]]) -> None:
    assert {row.get("kind", "institution") for row in tables["stakeholder"]} == {"institution"}
    assert not {"post_holder", "contact", "delegate", "relation"} & set(tables)


def test_nothing_is_assessed_by_us(tables: dict[str, list[Row]]) -> None:
    assert not {name for row in tables["assessment"] for name in JUDGED & set(row)}
    assert not {"assessment_basis", "stakeholder_motive", "progress_marker", "scenario"} & set(tables)
    assert not [row for row in tables["tie"] if "strength" in row or "confidence" in row]
    assert not [row for row in tables["involvement"] if "reasoning" in row or "interests" in row]
    assert not [row for row in tables["meeting_record"] if "our_reading" in row]


def test_each_stated_position_has_words_a_day_an_objective_and_a_source_that_can_be_found(
    tables: dict[str, list[Row]],
) -> None:
    for row in tables["assessment"]:
        assert row["author"] == "Public record"
        assert row["stated_position"] in range(-2, 3)
        assert row["confidence"] in (2, 3)
        assert row["stated_words"]
        assert row["evidence"]
        assert row["objective_id"]
        assert "2014-07-14" <= row["made_on"] <= "2023-12-31"
        assert row["evidence_type"] in ("official-act", "public-statement", "media")
        assert re.search(
            r"\.(org|gov|int|com|eu|ch|cn|net|tr|ru|my|no|nz|pk|uk|es|lu)\b|S/RES/", row["source"]
        )


def test_their_words_are_a_vote_or_a_quotation(tables: dict[str, list[Row]]) -> None:
    words = {row["stated_words"] for row in tables["assessment"]} - {"In favour", "Against", "Abstention"}
    assert len(words) > 15
    assert [one for one in words if not (one.startswith("“") and one.endswith("”"))] == []


def test_what_is_claimed_elsewhere_names_its_source_too(tables: dict[str, list[Row]]) -> None:
    assert not [row["text"] for row in tables["proof_point"] if not row["source"]]
    assert not [row["text"] for row in tables["bank_line"] if not row.get("source") or not row.get("said_on")]
    assert not [row["evidence"] for row in tables["tie"] if not row["source"]]
    assert not [row["title"] for row in tables["decision_window"] if "Source" not in row["note"]]
    assert not [
        row["wording"]
        for row in tables["commitment"]
        if row.get("side") != "ours" and "Source" not in row["verification"]
    ]


def test_the_windows_stand_on_the_days_of_the_votes(tables: dict[str, list[Row]]) -> None:
    windows = tables["decision_window"]
    assert {row.get("certainty") for row in windows} == {"fixed"}
    adopted = {
        row["title"][11:15]: row["decides_on"] for row in windows if row["title"].startswith("Resolution")
    }
    assert adopted == ADOPTED


def test_the_decision_paths_add_up_to_the_tallies_of_the_record(tables: dict[str, list[Row]]) -> None:
    titles = {row["id"]: row["title"] for row in tables["decision_window"]}
    counted: dict[str, Counter[str]] = {}
    for row in tables["decision_step"]:
        if row.get("action", "drafts") in ("votes", "can-veto"):
            counted.setdefault(titles[row["window_id"]], Counter())[row["note"]] += 1
    found = {
        title: (count["Voted in favour."], count["Voted against."], count["Abstained."])
        for title, count in counted.items()
        if title in TALLIES
    }
    full = {
        title: tally
        for title, tally in TALLIES.items()
        if title != "Resolution 2672: renewal to 10 July 2023"
    }
    assert {title: found[title] for title in full} == full
    assert found["Resolution 2672: renewal to 10 July 2023"] == (15, 0, 0)


def test_only_permanent_members_can_veto(tables: dict[str, list[Row]]) -> None:
    called = names(tables)
    found = {
        called[row["stakeholder_id"]] for row in tables["decision_step"] if row.get("action") == "can-veto"
    }
    assert found == {
        f"Mission of {one}"
        for one in ("China", "France", "the Russian Federation", "the United Kingdom", "the United States")
    }


def test_the_same_rule_reads_every_vote(tables: dict[str, list[Row]]) -> None:
    for row in tables["assessment"]:
        if row["evidence_type"] != "official-act":
            continue
        act = row["evidence"]
        expected = 2 if act.startswith("Drafted") else 1 if act.startswith("Voted in favour") else 0
        expected = -2 if act.startswith("Voted against") else expected
        assert row["stated_position"] == expected, act


def rows_on(document: Document, tables: dict[str, list[Row]], objective: int) -> dict[str, StakeholderRow]:
    chosen = sorted(tables["objective"], key=lambda row: row["rank"])[objective]["id"]

    def read(session: Any) -> list[StakeholderRow]:
        return stakeholder_rows(session, campaign_of(tables), today=TODAY, objective_id=chosen)

    return {row.name: row for row in document.read(read)}


def test_a_state_can_stand_differently_on_two_texts_of_one_day(
    document: Document, tables: dict[str, list[Row]]
) -> None:
    longer, any_length = rows_on(document, tables, 0), rows_on(document, tables, 1)
    russia, france = "Mission of the Russian Federation", "Mission of France"
    assert (longer[russia].position, any_length[russia].position) == (-2, 2)
    assert (longer[france].position, any_length[france].position) == (1, -2)
    assert longer["Mission of China"].position == 0


def test_the_stated_position_is_shown_where_none_was_assessed_and_no_influence_is_guessed(
    document: Document, tables: dict[str, list[Row]]
) -> None:
    for row in rows_on(document, tables, 0).values():
        assert row.position == row.stated_position
        assert row.assessed_position is None
        assert (row.influence, row.interest, row.relationship) == (None, None, None)
        assert row.stale == (row.made_on is not None)  # the last decision was in 2023


def test_an_official_record_is_trusted_more_than_a_report_of_it(tables: dict[str, list[Row]]) -> None:
    for row in tables["assessment"]:
        if "press.un.org" in row["source"].split(";")[0]:
            assert row["confidence"] == 3 or "TASS" in row["source"], row["source"]
        if "reported by" in row["source"].split(";")[0]:
            assert row["confidence"] == 2, row["source"]


def test_a_grid_of_position_by_confidence_shows_everybody_who_said_something(
    document: Document, tables: dict[str, list[Row]]
) -> None:
    said = [row for row in rows_on(document, tables, 0).values() if row.position is not None]
    assert len(said) > 40
    assert [row.name for row in said if row.confidence is None] == []


def test_components_of_the_movement_are_present_and_not_rated(tables: dict[str, list[Row]]) -> None:
    components = {row["id"] for row in tables["stakeholder"] if row.get("actor_type") in MOVEMENT}
    assert len(components) == 2
    assert not components & {row["stakeholder_id"] for row in tables["assessment"]}
    assert not components & {row.get("stakeholder_id") for row in tables["activity"]}


def test_the_plan_says_everywhere_that_it_is_an_exercise(tables: dict[str, list[Row]]) -> None:
    assert "invented" in tables["office"][0]["name"]
    assert tables["campaign"][0]["problem"].startswith("An exercise: ")  # the field that every audience reads
    for table, field in (
        ("activity", "purpose"),
        ("risk", "title"),
        ("decision", "question"),
        ("follow_up", "text"),
    ):
        assert [row[field] for row in tables[table] if not row[field].startswith("Exercise: ")] == []


def test_a_core_line_is_said_in_one_breath_in_three_languages(tables: dict[str, list[Row]]) -> None:
    lines = tables["message"] + tables["variant"]
    assert [row["core_line"] for row in lines if len(row["core_line"].split()) > BREATH] == []
    assert {row.get("language", "en") for row in lines} == {"en", "fr", "ar"}


def test_our_own_lines_keep_to_the_words_that_judge_nobody(tables: dict[str, list[Row]]) -> None:
    ours = [row["core_line"] for row in tables["message"] + tables["variant"]]
    ours += [row["text"] for row in tables["support"]] + [row["reply"] for row in tables["counter_argument"]]
    avoided = [row["word"] for row in tables["word_choice"] if row.get("advice", "avoid") == "avoid"]
    assert avoided
    assert [line for line in ours for word in avoided if word in line.lower()] == []


def test_activities_stand_before_the_decision_they_are_planned_against(
    document: Document, tables: dict[str, list[Row]]
) -> None:
    def read(session: Any) -> list[ActivityRow]:
        return activity_rows(session, campaign_of(tables))

    rows = {row.title: row for row in document.read(read)}
    assert rows["Letter to the President of the Council"].on == date(2022, 7, 1)
    assert rows["General line after the renewal"].on == date(2022, 7, 13)
    assert [row.title for row in rows.values() if row.on is None] == [
        "Session with the training group: reading the 22 decision paths"
    ]


def test_a_pack_says_on_which_day_a_planned_activity_stood_and_which_group_it_met(
    document: Document, tables: dict[str, list[Row]]
) -> None:
    def read(session: Any) -> PlanView:
        return plan_view(session, campaign_of(tables), Audience.INTERNAL, today=TODAY)

    planned = {row.title: row for row in document.read(read).activities}
    starts = planned["Letter to the President of the Council"].starts_at
    assert starts is not None
    assert starts.date() == date(2022, 7, 1)
    assert planned["Briefing on checks at loading"].audience == "Ten elected members, 2022"


def test_it_has_findings_ties_engagements_and_open_commitments(
    document: Document, tables: dict[str, list[Row]]
) -> None:
    found = document.read(lambda session: findings(session, campaign_of(tables), today=TODAY))
    assert {one.code for one in found if one.severity is Severity.ERROR} == {"COM001", "MSG002"}
    held = [row for row in tables["meeting"] if row.get("status") == "held"]
    assert len(held) == len(tables["meeting_record"]) == 9
    closed = ("fulfilled", "lapsed", "reneged")
    assert [row for row in tables["commitment"] if row.get("status", "made-oral") not in closed]
    measured = document.read(lambda session: network.network(session, campaign_of(tables), today=TODAY))
    assert measured is not None
