"""The office and its campaigns, and the sentence that each edit is called by."""

from __future__ import annotations

import pytest

from hdplanner import i18n
from hdplanner.domain.values import CampaignStage, Sensitivity
from hdplanner.errors import AmbiguousNameError, InvalidValueError, NotFoundError
from hdplanner.services import campaigns, edit_labels, stakeholders
from hdplanner.storage import Label


def test_an_empty_file_has_no_office_and_no_campaign(document):
    assert document.read(campaigns.office) is None
    assert document.read(campaigns.campaign_rows) == []
    with pytest.raises(NotFoundError):
        document.read(campaigns.find_campaign)
    with pytest.raises(NotFoundError):
        document.edit(Label("x"), lambda s: campaigns.add_campaign(s, title="No office"))


def test_a_started_office_has_one_campaign_with_careful_defaults(document, plan):
    (row,) = document.read(campaigns.campaign_rows)
    assert row.title == "Disaster law"
    assert row.default_sensitivity is Sensitivity.CONFIDENTIAL
    assert row.review_days == 180


def test_campaigns_stand_in_the_order_they_were_added(document, plan, undoable):
    for title in ("Second", "Third"):
        undoable(lambda s, t=title: campaigns.add_campaign(s, title=t))
    titles = [row.title for row in document.read(campaigns.campaign_rows)]
    assert titles == ["Disaster law", "Second", "Third"]


def test_a_campaign_is_found_by_title_or_key_and_two_of_one_title_are_not_guessed(document, plan, undoable):
    key = undoable(lambda s: campaigns.add_campaign(s, title="Access"))
    assert document.read(lambda s: campaigns.find_campaign(s, "ACCESS")).id == key
    assert document.read(lambda s: campaigns.find_campaign(s, key)).title == "Access"
    assert document.read(campaigns.find_campaign).title == "Disaster law"
    with pytest.raises(NotFoundError):
        document.read(lambda s: campaigns.find_campaign(s, "Nothing"))
    undoable(lambda s: campaigns.add_campaign(s, title="Access"))
    with pytest.raises(AmbiguousNameError):
        document.read(lambda s: campaigns.find_campaign(s, "access"))


def test_the_frame_of_a_campaign_can_be_changed(document, plan, undoable):
    undoable(
        lambda s: campaigns.update_campaign(
            s, plan.campaign, problem="Relief waits at the border", stage=CampaignStage.ENGAGE
        )
    )
    assert document.read(campaigns.find_campaign).stage is CampaignStage.ENGAGE
    with pytest.raises(InvalidValueError):
        document.edit(Label("x"), lambda s: campaigns.update_campaign(s, plan.campaign, mood="good"))


def test_counts_tell_what_the_file_holds(document, plan):
    numbers = document.read(campaigns.counts)
    assert numbers["stakeholders"] == 5
    assert numbers["engagements"] == numbers["ties"] == 0


def test_an_edit_is_called_by_what_it_was_about(document, plan):
    label = Label("stakeholder.assess", {"stakeholder": plan.ministry})
    assert document.read(lambda s: edit_labels.sentence(s, label)) == "Move Ministry of Finance"
    several = Label("stakeholder.assess", {"number": "7"})
    assert document.read(lambda s: edit_labels.sentence(s, several)) == "Move 7 stakeholders"


def test_the_sentence_of_an_edit_holds_nothing_of_who_is_gone(document, plan):
    label = Label("stakeholder.update", {"stakeholder": plan.person})
    document.edit(Label("x"), lambda s: stakeholders.delete_stakeholders(s, [plan.person]))
    assert document.read(lambda s: edit_labels.sentence(s, label)) == "Change a deleted record"


def test_an_unknown_edit_still_has_a_name(document, plan):
    assert document.read(lambda s: edit_labels.sentence(s, Label("from.a.newer.version"))) == "Edit"


def test_every_sentence_of_an_edit_can_be_filled(document, plan):
    i18n.activate("en")
    for key in edit_labels.SENTENCES:
        shown = document.read(lambda s, k=key: edit_labels.sentence(s, Label(k)))
        assert shown
        assert "{" not in shown
