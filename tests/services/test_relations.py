"""Messengers and how close they are: dated, of a holder, newest first."""

from __future__ import annotations

from datetime import date

import pytest

from hdplanner.domain.values import Audience, MessengerLevel
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services import profiles, relations
from hdplanner.services.disclosure import lens_for
from hdplanner.services.relations import (
    add_messenger,
    delete_relation,
    messenger_rows,
    relation_rows,
    relations_now,
    set_relation,
)
from hdplanner.storage import Document, Label

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "today_here", lambda: TODAY)


@pytest.fixture
def president(document, plan) -> str:
    return document.edit(
        Label("messenger.add"),
        lambda s: add_messenger(s, name=" President ", level=MessengerLevel.MOVEMENT_PRESIDENT),
    ).result


def test_a_messenger_is_added_by_name(undoable, document, plan):
    key = undoable(lambda s: add_messenger(s, name="Mayors", stakeholder_id=plan.ally))
    (row,) = document.read(messenger_rows)
    assert (row.id, row.name, row.stakeholder_id, row.level) == (key, "Mayors", plan.ally, None)


def test_a_messenger_without_a_name_an_ally_or_an_office_is_refused(document, plan):
    with pytest.raises(InvalidValueError):
        document.edit(Label("messenger.add"), lambda s: add_messenger(s, name="  "))
    with pytest.raises(NotFoundError):
        document.edit(Label("messenger.add"), lambda s: add_messenger(s, name="A", stakeholder_id="gone"))
    with Document.in_memory() as empty, pytest.raises(NotFoundError):
        empty.edit(Label("messenger.add"), lambda s: add_messenger(s, name="A"))


def test_on_one_day_a_relation_is_changed_on_another_it_is_new(undoable, document, plan, president):
    ends = {"campaign_id": plan.campaign, "messenger_id": president, "stakeholder_id": plan.ministry}
    first = undoable(lambda s: set_relation(s, **ends, level=2, seen_on=date(2026, 3, 1)))
    assert undoable(lambda s: set_relation(s, **ends, level=3, seen_on=date(2026, 3, 1))) == first
    second = undoable(lambda s: set_relation(s, **ends, strained=True))
    rows = document.read(lambda s: relation_rows(s, plan.campaign))
    assert [(row.id, row.level, row.strained, row.seen_on) for row in rows] == [
        (second, 3, True, TODAY),
        (first, 3, False, date(2026, 3, 1)),
    ]
    assert [row.messenger for row in rows] == ["President", "President"]
    (now,) = document.read(lambda s: relations_now(s, plan.campaign, today=TODAY))
    assert now.id == second
    (then,) = document.read(lambda s: relations_now(s, plan.campaign, today=date(2026, 4, 1)))
    assert then.id == first


@pytest.mark.parametrize(
    "values",
    [
        {"level": 5},
        {"level": -1},
        {"seen_on": date(2026, 11, 23)},
        {"seen_on": date(1899, 1, 1)},
        {"mood": 1},
    ],
)
def test_what_cannot_be_is_refused(document, plan, president, values):
    ends = {"campaign_id": plan.campaign, "messenger_id": president, "stakeholder_id": plan.ministry}
    with pytest.raises(InvalidValueError):
        document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, **values))
    assert document.read(lambda s: relation_rows(s, plan.campaign)) == []


@pytest.mark.parametrize("end", ["campaign_id", "messenger_id", "stakeholder_id"])
def test_an_end_that_is_gone_is_named(document, plan, president, end):
    ends = {"campaign_id": plan.campaign, "messenger_id": president, "stakeholder_id": plan.ministry}
    with pytest.raises(NotFoundError):
        document.edit(Label("relation.set"), lambda s: set_relation(s, **{**ends, end: "gone"}, level=1))


def test_a_person_needs_a_recorded_ground(document, plan, president):
    ends = {"campaign_id": plan.campaign, "messenger_id": president, "stakeholder_id": plan.person}
    with pytest.raises(InvalidValueError, match="legal basis"):
        document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, level=1))
    document.edit(Label("campaign.update"), plan.lawful)
    document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, level=1))


def test_a_new_holder_of_a_post_starts_without_a_relation(document, plan, president):
    ends = {"campaign_id": plan.campaign, "messenger_id": president, "stakeholder_id": plan.minister}

    def hold(name: str, since: date) -> None:
        document.edit(
            Label("stakeholder.holder"),
            lambda s: profiles.add_holder(s, plan.minister, name=name, since_on=since),
        )

    hold("First", date(2025, 1, 1))
    document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, level=4, seen_on=date(2026, 2, 1)))
    assert len(document.read(lambda s: relations_now(s, plan.campaign, today=TODAY))) == 1
    hold("Second", date(2026, 9, 1))
    assert document.read(lambda s: relations_now(s, plan.campaign, today=TODAY)) == []
    document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, note="First call"))
    newest = document.read(lambda s: relation_rows(s, plan.campaign))[0]
    assert (newest.level, newest.note) == (None, "First call")
    document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, level=1))
    (now,) = document.read(lambda s: relations_now(s, plan.campaign, today=TODAY))
    assert now.level == 1


def test_a_relation_is_taken_back(undoable, document, plan, president):
    ends = {"campaign_id": plan.campaign, "messenger_id": president, "stakeholder_id": plan.ministry}
    key = document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, level=2)).result
    undoable(lambda s: delete_relation(s, key))
    assert document.read(lambda s: relation_rows(s, plan.campaign)) == []


def test_a_partner_sees_no_relation(document, plan, president):
    ends = {"campaign_id": plan.campaign, "messenger_id": president, "stakeholder_id": plan.ministry}
    document.edit(Label("relation.set"), lambda s: set_relation(s, **ends, level=2))
    seen = document.read(
        lambda s: relation_rows(s, plan.campaign, lens=lens_for(s, Audience.PARTNER, plan.campaign))
    )
    assert seen == []
