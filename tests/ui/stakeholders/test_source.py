"""The rows of the room are read again for what they show, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hdplanner.domain.values import LegalBasis, TieKind
from hdplanner.services import activities, campaigns, stakeholders, team, ties, windows
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.source import StakeholderSource

DAY = date(2027, 3, 1)


class Heard:
    """The source on a file, with what it said and how often it read all."""

    def __init__(self, context: AppContext) -> None:
        self.gateway = context.gateway
        self.source = StakeholderSource(context)
        self.source.reload()
        self.changed: list[Any] = []
        self.touched: list[Any] = []
        self.source.changed.connect(self.changed.append)
        self.source.touched.connect(self.touched.append)

    def find(self, name: str) -> str:
        return next(row.id for row in self.source.rows if row.name == name)

    def run(self, key: str, service: Callable[..., Any], **values: Any) -> Any:
        return self.gateway.run(key, service, about={}, **values)

    def forget(self) -> None:
        self.changed.clear()
        self.touched.clear()


@pytest.fixture
def heard(opened: AppContext) -> Heard:
    return Heard(opened)


def test_an_activity_leaves_the_rows_and_tells_whom_it_touches(heard: Heard) -> None:
    rows, radio = heard.source.rows, heard.find("Radio Varenia")
    plan = heard.gateway.campaign_id
    heard.run("activity.add", activities.add_activity, campaign_id=plan, title="Call", stakeholder_id=radio)
    assert heard.source.rows is rows
    assert (heard.changed, heard.touched) == ([], [frozenset({radio})])
    heard.gateway.undo()
    assert heard.touched == [frozenset({radio})] * 2


def test_an_activity_for_nobody_says_nothing(heard: Heard) -> None:
    heard.run("activity.add", activities.add_activity, campaign_id=heard.gateway.campaign_id, title="Paper")
    assert (heard.changed, heard.touched) == ([], [])


def test_a_tie_touches_both_ends(heard: Heard) -> None:
    ends = heard.find("Radio Varenia"), heard.find("Ministry of Finance")
    plan, rows = heard.gateway.campaign_id, heard.source.rows
    values = {"source_id": ends[0], "target_id": ends[1], "kind": TieKind.ADVISES}
    heard.run("tie.add", ties.add_tie, campaign_id=plan, **values)
    assert heard.source.rows is rows
    assert heard.touched == [frozenset(ends)]


def test_a_renamed_decision_leaves_the_rows_and_another_day_reads_them_all(heard: Heard) -> None:
    plan = heard.gateway.campaign_id
    vote = heard.run("window.add", windows.add_window, campaign_id=plan, title="Vote", decides_on=DAY)
    assert heard.changed == [None]
    heard.forget()
    heard.run("window.update", windows.update_window, window_id=vote, title="Final vote")
    assert heard.changed == []
    heard.run("window.update", windows.update_window, window_id=vote, decides_on=date(2027, 4, 1))
    assert heard.changed == [None]


def test_a_plan_with_another_ground_for_rating_persons_reads_all(heard: Heard) -> None:
    plan = heard.gateway.campaign_id
    heard.run("campaign.update", campaigns.update_campaign, campaign_id=plan, title="Another title")
    assert heard.changed == []
    heard.run(
        "campaign.update",
        campaigns.update_campaign,
        campaign_id=plan,
        purpose="P",
        legal_basis=LegalBasis.CONSENT,
    )
    assert heard.changed == [None]


def test_a_new_colleague_as_owner_reads_the_one_row(heard: Heard) -> None:
    plan, radio = heard.gateway.campaign_id, heard.find("Radio Varenia")
    values = {"campaign_id": plan, "stakeholder_id": radio, "name": "Desk A"}
    heard.run("stakeholder.update", team.set_owner, **values)
    assert heard.changed == [frozenset({radio})]
    row = heard.source.row(radio)
    assert row is not None
    assert row.owner == "Desk A"
    heard.gateway.undo()
    row = heard.source.row(radio)
    assert row is not None
    assert row.owner == ""


def test_a_fact_of_one_reads_that_one(heard: Heard) -> None:
    radio = heard.find("Radio Varenia")
    heard.run("stakeholder.update", stakeholders.update_stakeholders, ids=[radio], country="VA")
    assert heard.changed == [frozenset({radio})]
    row = heard.source.row(radio)
    assert row is not None
    assert row.country == "VA"
