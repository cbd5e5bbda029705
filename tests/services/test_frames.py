from __future__ import annotations

from typing import Any

import pytest

from hdplanner.domain.values import ActivityStatus, CampaignGoal, LegalBasis
from hdplanner.errors import NotFoundError
from hdplanner.services import activities, campaigns, frames, team
from hdplanner.storage import Document


def framed(document: Document, plan: Any) -> frames.FrameRow:
    return document.read(lambda s: frames.frame(s, plan.campaign))


def test_goals_are_exactly_those_that_were_said(plan: Any, document: Document, undoable: Any) -> None:
    undoable(lambda s: frames.set_goals(s, plan.campaign, [CampaignGoal.LAW, CampaignGoal.ACCESS]))
    assert framed(document, plan).goals == (CampaignGoal.ACCESS, CampaignGoal.LAW)
    undoable(lambda s: frames.set_goals(s, plan.campaign, [CampaignGoal.LAW]))
    assert framed(document, plan).goals == (CampaignGoal.LAW,)


def test_a_plan_that_is_gone_has_no_frame(document: Document) -> None:
    with pytest.raises(NotFoundError):
        document.read(lambda s: frames.frame(s, "nowhere"))


def test_who_leads_joins_the_team_once(plan: Any, document: Document, undoable: Any) -> None:
    first = undoable(lambda s: frames.set_lead(s, plan.campaign, name=" HD adviser "))
    undoable(lambda s: frames.set_lead(s, plan.campaign, name=""))
    assert framed(document, plan).lead == ""
    assert undoable(lambda s: frames.set_lead(s, plan.campaign, name="hd ADVISER")) == first
    assert [row.name for row in document.read(team.member_rows)] == ["HD adviser"]


def test_persons_can_be_asked_only_where_the_ground_is_recorded(
    plan: Any, document: Document, undoable: Any
) -> None:
    def names() -> list[str]:
        return [name for _key, name in document.read(lambda s: frames.addressable(s, plan.campaign))]

    assert "A. Person" not in names()
    assert "Ministry of Finance" in names()
    assert not framed(document, plan).rates_persons
    undoable(
        lambda s: campaigns.update_campaign(
            s, plan.campaign, purpose="A law", legal_basis=LegalBasis.PUBLIC_INTEREST
        )
    )
    assert "A. Person" in names()
    assert framed(document, plan).rates_persons


def test_what_is_planned_towards_somebody_is_what_is_still_open(
    plan: Any, document: Document, undoable: Any
) -> None:
    def add(title: str, **values: Any) -> None:
        undoable(
            lambda s: activities.add_activity(
                s, campaign_id=plan.campaign, title=title, stakeholder_id=plan.ministry, **values
            )
        )

    add("Letter")
    add("Call", status=ActivityStatus.CANCELLED)
    found = document.read(lambda s: frames.planned_towards(s, plan.campaign, plan.ministry))
    assert [row.title for row in found] == ["Letter"]
    assert document.read(lambda s: frames.planned_towards(s, plan.campaign, plan.ally)) == []
