"""Coalitions: who acts together, where they stand, how closely they are tied."""

from __future__ import annotations

import pytest

from hdplanner.domain.values import Audience
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services.coalitions import (
    CoalitionRow,
    add_coalition,
    coalition_rows,
    delete_coalitions,
    set_members,
    standing_of,
    update_coalition,
)
from hdplanner.services.disclosure import lens_for
from hdplanner.storage import Label


@pytest.fixture
def coalition(document, plan) -> str:
    return document.edit(
        Label("coalition.add"),
        lambda s: add_coalition(
            s, campaign_id=plan.campaign, name=" Friends of the law ", members=[plan.ministry, plan.ally]
        ),
    ).result


def test_a_coalition_is_added_with_its_members(undoable, document, plan):
    key = undoable(
        lambda s: add_coalition(
            s, campaign_id=plan.campaign, name="Friends", note="Loose", members=[plan.ally, plan.ministry]
        )
    )
    assert document.read(lambda s: coalition_rows(s, plan.campaign)) == [
        CoalitionRow(key, "Friends", "Loose", (plan.ministry, plan.ally))
    ]


def test_members_are_exactly_those_that_are_said(undoable, document, plan, coalition):
    undoable(lambda s: set_members(s, coalition, [plan.ally, plan.minister, plan.ally]))
    (row,) = document.read(lambda s: coalition_rows(s, plan.campaign))
    assert row.members == (plan.minister, plan.ally)


def test_names_change_and_an_empty_one_is_refused(undoable, document, plan, coalition):
    undoable(lambda s: update_coalition(s, coalition, name="Allies", note="New"))
    (row,) = document.read(lambda s: coalition_rows(s, plan.campaign))
    assert (row.name, row.note) == ("Allies", "New")
    for work in (
        lambda s: update_coalition(s, coalition, name="  "),
        lambda s: add_coalition(s, campaign_id=plan.campaign, name=""),
        lambda s: update_coalition(s, coalition, colour="red"),
    ):
        with pytest.raises(InvalidValueError):
            document.edit(Label("coalition.update"), work)


def test_who_is_not_there_cannot_join(document, plan, coalition):
    with pytest.raises(NotFoundError):
        document.edit(Label("coalition.members"), lambda s: set_members(s, coalition, ["gone"]))
    with pytest.raises(NotFoundError):
        document.edit(Label("coalition.add"), lambda s: add_coalition(s, campaign_id="gone", name="A"))
    assert len(document.read(lambda s: coalition_rows(s, plan.campaign))[0].members) == 2


def test_a_coalition_goes_and_its_members_stay(undoable, document, plan, coalition):
    assert undoable(lambda s: delete_coalitions(s, [coalition])) == 1
    assert document.read(lambda s: coalition_rows(s, plan.campaign)) == []


def test_a_partner_sees_no_coalition(document, plan, coalition):
    seen = document.read(
        lambda s: coalition_rows(s, plan.campaign, lens=lens_for(s, Audience.PARTNER, plan.campaign))
    )
    assert seen == []


def test_a_standing_counts_those_who_count():
    row = CoalitionRow("c", "Friends", "", ("a", "b", "d", "e", "movement"))
    positions = {"a": 2, "b": -1, "d": 0, "e": None, "x": 2}
    found = standing_of(row, positions, [("a", "b"), ("b", "a"), ("b", "x")])
    assert (found.supporting, found.reserved, found.uncommitted, found.unknown) == (1, 1, 1, 1)
    assert (found.inside_ties, found.outside_ties, found.cohesion) == (1, 1, 0)
    assert standing_of(row, positions, []).cohesion is None
