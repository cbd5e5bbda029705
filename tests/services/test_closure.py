from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign, Involvement
from hdplanner.domain.meetings import FollowUp, Meeting, MeetingCampaign
from hdplanner.domain.packs import HandOut
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import CampaignStatus, StakeholderKind
from hdplanner.services import campaigns, certificate, closure, stakeholders
from hdplanner.services.closure import How
from hdplanner.services.values import derived
from hdplanner.storage import Document, Label

ON = date(2026, 11, 22)


def _fill(session: Session) -> dict[str, str]:
    """Two plans: a person of the first alone, a ministry of both, and what was said of them."""
    office, first = campaigns.start_office(session, name="HD office", campaign_title="Rivers law")
    second = campaigns.add_campaign(session, title="Visas")
    campaigns.update_campaign(
        session, first, purpose="A law on rivers", why_us="Because Ilmara Vosk asked us"
    )
    person = stakeholders.add_stakeholder(
        session, name="Ilmara Vosk", campaign_id=first, kind=StakeholderKind.PERSON
    )
    ministry = stakeholders.add_stakeholder(
        session, name="Ministry", campaign_id=first, note="Ask Ilmara Vosk"
    )
    session.add(derived(Involvement(campaign_id=second, stakeholder_id=ministry)))
    alone, shared = Meeting(office_id=office, title="Tea"), Meeting(office_id=office, title="Round table")
    session.add_all([alone, shared, FollowUp(office_id=office, meeting_id=alone.id, text="Send the draft")])
    session.add_all(
        derived(MeetingCampaign(meeting_id=meeting.id, campaign_id=campaign))
        for meeting, campaign in ((alone, first), (shared, first), (shared, second))
    )
    session.add_all(
        Assessment(campaign_id=campaign, stakeholder_id=ministry, made_on=date(2026, 3, 1), author="Ann")
        for campaign in (first, second)
    )
    session.add(HandOut(campaign_id=first, title="Brief", recipient="The President", copy_number=1))
    session.flush()
    return {"first": first, "second": second, "person": person, "ministry": ministry}


@pytest.fixture
def keys(document: Document) -> dict[str, str]:
    return document.edit(Label("office.start"), _fill).result


def _left(document: Document, mapped: type[Any], name: str) -> list[Any]:
    return sorted(document.read(lambda session: [getattr(one, name) for one in session.query(mapped)]))


def test_deleting_takes_what_is_of_the_plan_alone_and_leaves_what_others_need(
    document: Document, keys: dict[str, str]
) -> None:
    done = closure.close(document, keys["first"], How.DELETE, on=ON)

    assert _left(document, Stakeholder, "name") == ["Ministry"]
    assert _left(document, Stakeholder, "note") == ["Ask [erased]"]
    assert _left(document, Meeting, "title") == ["Round table"]
    assert _left(document, FollowUp, "text") == []
    assert _left(document, Assessment, "campaign_id") == [keys["second"]]
    assert (done.persons, done.shared, done.rows["stakeholder"], done.rows["assessment"]) == (1, 1, 1, 1)
    assert [one.kind for one in done.out_of_reach] == ["hand-out"]
    assert document.verify() == []


def test_of_a_deleted_plan_stays_what_the_office_owes_an_account_of(
    document: Document, keys: dict[str, str]
) -> None:
    closure.close(document, keys["first"], How.DELETE, on=ON)

    plan = document.read(lambda session: session.get_one(Campaign, keys["first"]))
    assert (plan.title, plan.purpose, plan.why_us) == ("Rivers law", "A law on rivers", "")
    assert (plan.status, plan.closed_on) == (CampaignStatus.ARCHIVED, ON)


def test_nothing_of_a_deleted_plan_comes_back(document: Document, keys: dict[str, str]) -> None:
    closure.close(document, keys["first"], How.DELETE, on=ON)

    while document.next_undo() is not None:
        document.undo()
    while document.next_redo() is not None:
        document.redo()

    assert _left(document, Stakeholder, "name") == ["Ministry"]
    raw = document._link.raw
    assert "Vosk" not in str(raw.execute("SELECT before, after FROM log_row").fetchall())
    assert document.verify() == []


def test_under_code_names_the_plan_stays_and_its_persons_lose_their_names(
    document: Document, keys: dict[str, str]
) -> None:
    done = closure.close(document, keys["first"], How.PSEUDONYMISE, on=ON)

    assert _left(document, Stakeholder, "name") == ["Ministry", "Person 1"]
    assert _left(document, Campaign, "why_us") == ["", "Because Person 1 asked us"]
    assert (done.persons, dict(done.rows)) == (1, {})
    assert document.read(lambda s: s.get_one(Campaign, keys["first"]).status) is CampaignStatus.CLOSED


def test_an_archived_plan_is_whole_and_can_be_opened_again_by_undo(
    document: Document, keys: dict[str, str]
) -> None:
    closure.close(document, keys["first"], How.ARCHIVE, on=ON)
    assert _left(document, Campaign, "status").count(CampaignStatus.ARCHIVED) == 1

    document.undo()

    assert _left(document, Campaign, "status") == [CampaignStatus.DRAFT, CampaignStatus.DRAFT]


def test_the_scope_tells_before_what_would_go(document: Document, keys: dict[str, str]) -> None:
    scope = closure.scope(document, keys["first"])

    done = closure.close(document, keys["first"], How.DELETE, on=ON)
    assert (dict(scope.rows), scope.persons, scope.shared) == (dict(done.rows), done.persons, done.shared)


def test_the_certificate_says_what_was_done_when_by_whom_and_on_what_ground(
    document: Document, keys: dict[str, str]
) -> None:
    done = closure.close(document, keys["first"], How.DELETE, on=ON)
    data, text = certificate.as_data(done), certificate.as_text(done)

    assert (data["how"], data["on"], data["by"], data["plan"]) == (
        "delete",
        "2026-11-22",
        "Test",
        "Rivers law",
    )
    assert data["access_log"]["entries"] == 2
    assert data["access_log"]["digest"] in text
    assert "1 stakeholder stays: another plan works with them" in text
    assert "Copy 1 of “Brief” was handed to The President" in text
    assert "Vosk" not in text
