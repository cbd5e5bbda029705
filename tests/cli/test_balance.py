"""The balance of support from the command line: sums, and the unknown apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.values import StakeholderKind
from hdplanner.services import assessments, campaigns, scenarios, stakeholders
from hdplanner.services.values import today_here
from hdplanner.storage import Document, Label

Hdplanner = Callable[..., Any]


@pytest.fixture
def weighed(hdplanner: Hdplanner, plan: Path) -> Path:
    """A plan with a reserved ministry, its head, an ally, one not assessed, and a scenario."""

    def fill(session: Any) -> None:
        campaign = campaigns.find_campaign(session).id
        made = [
            ("Ministry", {"assessed_position": -1, "influence": 5}),
            ("Minister", {"assessed_position": -2, "influence": 4}),
            ("Ally", {"assessed_position": 2, "influence": 2}),
            ("Unknown", {"influence": 3}),
        ]
        keys = {
            name: stakeholders.add_stakeholder(session, name=name, campaign_id=campaign)
            for name, _values in made
        }
        stakeholders.update_stakeholders(
            session, [keys["Minister"]], parent_id=keys["Ministry"], kind=StakeholderKind.POST
        )
        assessments.assess(
            session,
            campaign_id=campaign,
            moves={keys[name]: values for name, values in made},
            made_on=min(today_here(), date(2026, 1, 1)),
            author="Test",
        )
        scenario = scenarios.add_scenario(session, campaign_id=campaign, name="The Minister agrees")
        scenarios.move_in_scenario(session, scenario_id=scenario, moves={keys["Minister"]: {"position": 1}})

    with Document.open(plan, author="Test") as document:
        document.edit(Label("x"), fill)
    return plan


def test_it_weighs_today_with_the_unknown_apart(hdplanner: Hdplanner, weighed: Path) -> None:
    found = hdplanner("balance", weighed, "--json")
    assert found.code == 0
    assert {name: found.json[name] for name in ("support", "opposition", "uncommitted", "unknown")} == {
        "support": 4,
        "opposition": 13,
        "uncommitted": 0,
        "unknown": {"influence": 3, "count": 1},
    }
    assert [(one["name"], one["parent"]) for one in found.json["counted_twice"]] == [("Minister", "Ministry")]
    assert "%" not in found.out


def test_a_scenario_is_weighed_beside_today(hdplanner: Hdplanner, weighed: Path) -> None:
    found = hdplanner("balance", weighed, "--scenario", "the minister agrees", "--json").json
    assert (found["support"], found["opposition"]) == (8, 5)
    assert (found["today"]["support"], found["today"]["opposition"]) == (4, 13)
    assert found["scenario"]["name"] == "The Minister agrees"


def test_it_is_told_to_people_too(hdplanner: Hdplanner, weighed: Path) -> None:
    said = hdplanner("balance", weighed, "--scenario", "The Minister agrees").out
    assert "In the scenario “The Minister agrees”" in said
    assert "Position not known: 1 stakeholder, influence 3" in said
    assert "Minister and Ministry are both in the sums." in said
    assert hdplanner("balance", weighed).out.startswith("In favour: 4\n")


@pytest.mark.parametrize("option", ["--scenario", "--objective", "--campaign"])
def test_a_name_that_nothing_has_is_refused(hdplanner: Hdplanner, weighed: Path, option: str) -> None:
    refused = hdplanner("balance", weighed, option, "Nothing", "--json")
    assert (refused.code, refused.out) == (3, "")
    assert "Nothing" in refused.err


def test_an_objective_is_named_by_title_or_key(hdplanner: Hdplanner, tmp_path: Path) -> None:
    hdplanner("sample", "disaster-law", "s.hdplan")
    first = hdplanner("balance", "s.hdplan", "--json").json
    title = "Disaster law adopted with article 14"
    assert hdplanner("balance", "s.hdplan", "--objective", title, "--json").json == first
    other = "Auxiliary role and protection of volunteers written in"
    assert hdplanner("balance", "s.hdplan", "--objective", other, "--json").json != first
