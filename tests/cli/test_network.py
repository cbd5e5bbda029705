from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.paths import resource

Hdplanner = Callable[..., Any]


@pytest.fixture
def sample(hdplanner: Hdplanner, tmp_path: Path) -> Path:
    hdplanner("sample", "disaster-law", "sample.hdplan")
    return tmp_path / "sample.hdplan"


@pytest.fixture(scope="module")
def stakeholders() -> list[dict[str, Any]]:
    tables = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))["tables"]
    found: list[dict[str, Any]] = tables["stakeholder"]
    return found


def small(tmp_path: Path, plan: Path, hdplanner: Hdplanner, **changes: Any) -> None:
    """Fill an empty plan: President - cooperative -> Bank - finances -> Ministry; ``changes`` are the Bank's."""
    tables = {
        "office": [{"id": "of", "name": "Office"}],
        "campaign": [{"id": "ca", "office_id": "of", "title": "Plan"}],
        "messenger": [{"id": "me", "office_id": "of", "name": "President"}],
        "stakeholder": [
            {"id": "ba", "office_id": "of", "name": "Bank", **changes},
            {"id": "mi", "office_id": "of", "name": "Ministry", "code_name": "Oak"},
            {"id": "pe", "office_id": "of", "name": "A. Person", "kind": "person"},
            {"id": "el", "office_id": "of", "name": "Elsewhere"},
        ],
        "involvement": [{"campaign_id": "ca", "stakeholder_id": key} for key in ("ba", "mi", "pe")],
        "relation": [
            {"id": "re", "campaign_id": "ca", "messenger_id": "me", "stakeholder_id": "ba", "level": 3}
        ],
        "tie": [
            {
                "id": "ti",
                "campaign_id": "ca",
                "source_id": "ba",
                "target_id": "mi",
                "kind": "finances",
                "strength": 3,
                "confidence": 3,
                "checked_on": "2026-05-03",
            }
        ],
    }
    text = json.dumps({"format": "hdplanner", "version": 1, "tables": tables})
    (tmp_path / "small.json").write_text(text, encoding="utf-8")
    assert hdplanner("import", plan, "small.json").code == 0


def test_measures_are_listed_for_every_stakeholder(
    hdplanner: Hdplanner, sample: Path, stakeholders: list[dict[str, Any]]
) -> None:
    rows = hdplanner("network", sample, "--measures", "--json").json
    assert {row["id"] for row in rows} <= {row["id"] for row in stakeholders}
    assert list(rows[0]) == ["id", "name", "degree", "betweenness", "closeness"]
    assert max(row["degree"] for row in rows) > 5
    told = hdplanner("network", sample, "--measures")
    assert len(told.out.splitlines()) == len(rows)
    assert "betweenness 0." in told.out


def test_ties_are_told_as_sentences_and_as_json(hdplanner: Hdplanner, plan: Path, tmp_path: Path) -> None:
    assert hdplanner("network", plan).out == "No tie is recorded yet.\n"
    assert hdplanner("network", plan, "--json").json == []
    assert hdplanner("network", plan, "--measures", "--json").json == []
    small(tmp_path, plan, hdplanner)
    assert hdplanner("network", plan).out == (
        "Bank finances Ministry: strong tie, high confidence, last checked in May 2026.\n"
    )
    (tie,) = hdplanner("network", plan, "--json").json
    assert (tie["from"], tie["to"], tie["kind"], tie["strength"], tie["sign"]) == (
        "Bank",
        "Ministry",
        "finances",
        3,
        "supportive",
    )


@pytest.mark.parametrize("name", ["Ministry", "ministry", "Oak", "mi"])
def test_a_route_is_found_by_name_code_name_and_id(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path, name: str
) -> None:
    small(tmp_path, plan, hdplanner)
    found = hdplanner("routes", plan, "--to", name, "--json").json
    assert list(found) == ["routes", "missing_links", "single_points", "avoided"]
    (route,) = found["routes"]
    assert route["score"] == pytest.approx(0.8)
    assert [(step["from"], step["to"], step["kind"], step["strength"]) for step in route["steps"]] == [
        ("President", "Bank", "relationship", None),
        ("Bank", "Ministry", "finances", 3),
    ]
    assert route["steps"][1]["why"] == (
        "Bank finances Ministry: strong tie, high confidence, last checked in May 2026."
    )
    assert [one["name"] for one in found["single_points"]] == ["Bank"]
    assert found["missing_links"] == found["avoided"] == []


def test_who_is_not_to_be_approached_is_named_and_on_no_route(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    small(tmp_path, plan, hdplanner, do_not_approach=True)
    found = hdplanner("routes", plan, "--to", "Ministry", "--json").json
    assert found["routes"] == []
    assert [one["name"] for one in found["avoided"]] == ["Bank"]
    told = hdplanner("routes", plan, "--to", "Ministry")
    assert (told.code, told.out) == (0, "No route was found.\nBank is marked “Do not approach”.\n")


def test_fewer_steps_find_fewer_routes(hdplanner: Hdplanner, plan: Path, tmp_path: Path) -> None:
    small(tmp_path, plan, hdplanner)
    assert hdplanner("routes", plan, "--to", "Oak", "--steps", "1", "--json").json["routes"] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nobody", "There is no stakeholder “Nobody”."),
        ("Elsewhere", "There is no stakeholder “Elsewhere”."),
        ("A. Person", "purpose and legal basis"),
    ],
)
def test_who_cannot_be_reached_is_said_in_a_line(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path, name: str, words: str
) -> None:
    small(tmp_path, plan, hdplanner)
    outcome = hdplanner("routes", plan, "--to", name, "--json")
    assert (outcome.code, outcome.out) == (3, "")
    assert words in outcome.err


def test_two_of_one_name_are_not_guessed(hdplanner: Hdplanner, plan: Path, tmp_path: Path) -> None:
    small(tmp_path, plan, hdplanner, short_name="Oak")
    outcome = hdplanner("routes", plan, "--to", "Oak")
    assert outcome.code == 3
    assert "any of these" in outcome.err


@pytest.mark.parametrize("wrong", [[], ["--to", "Oak", "--steps", "0"], ["--to", "Oak", "--steps", "7"]])
def test_what_is_typed_wrongly_is_said(hdplanner: Hdplanner, plan: Path, wrong: list[str]) -> None:
    assert hdplanner("routes", plan, *wrong).code == 2


def test_the_sample_is_reached_in_at_most_three_steps_and_left_as_it_is(
    hdplanner: Hdplanner, sample: Path
) -> None:
    before = sample.read_bytes()
    found = hdplanner("routes", sample, "--to", "Minister of Finance", "--json").json
    assert 3 <= len(found["routes"]) <= 5
    scores = [route["score"] for route in found["routes"]]
    assert scores == sorted(scores, reverse=True)
    for route in found["routes"]:
        assert 1 <= len(route["steps"]) <= 3
        assert route["steps"][-1]["to"] == "Minister of Finance"
    assert hdplanner("routes", sample, "--to", "Minister of Finance").out.startswith("Route 1, score 0.")
    assert sample.read_bytes() == before
