"""What a pack is about where nobody said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Meeting, MeetingCampaign
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import MeetingStatus, PackKind
from hdplanner.services.pack_rows import THE_CAMPAIGN, Subject
from hdplanner.services.pack_subject import kin_of, resolved
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds

TODAY = date(2026, 11, 22)


def add_meeting(document: Document, plan: PlanIds, key: str | None, day: int, **values: Any) -> str:
    def add(session: Session) -> str:
        row = Meeting(office_id=session.scalars(select(Office.id)).one(), stakeholder_id=key, **values)
        row.starts_at = datetime(2026, 11, day, 10, 0)  # noqa: DTZ001  planned times are local times
        session.add(row)
        session.flush()
        session.add(MeetingCampaign(meeting_id=row.id, campaign_id=plan.campaign))
        return str(row.id)

    return document.edit(Label("meeting.add"), add).result


def about(document: Document, plan: PlanIds, kind: PackKind, given: Subject = THE_CAMPAIGN) -> Subject:
    return document.read(lambda s: resolved(s, plan.campaign, kind, given, TODAY))


@pytest.fixture
def in_one_house(document: Document, plan: PlanIds) -> PlanIds:
    """The minister is a post of the ministry."""
    document.edit(
        Label("stakeholder.update"),
        lambda s: setattr(s.get(Stakeholder, plan.minister), "parent_id", plan.ministry),
    )
    return plan


def test_a_brief_is_about_the_next_meeting_and_a_record_about_the_last_one_held(
    document: Document, plan: PlanIds
) -> None:
    add_meeting(document, plan, plan.ally, 3, status=MeetingStatus.HELD)
    held = add_meeting(document, plan, plan.minister, 10, status=MeetingStatus.HELD)
    soon = add_meeting(document, plan, plan.ministry, 24)
    add_meeting(document, plan, plan.ally, 28)
    assert about(document, plan, PackKind.MEETING_BRIEF).meeting_id == soon
    assert about(document, plan, PackKind.RECORD).meeting_id == held
    assert about(document, plan, PackKind.RECORD).stakeholder_id == plan.minister


def test_a_meeting_of_today_is_still_to_come_and_a_cancelled_one_is_not(
    document: Document, plan: PlanIds
) -> None:
    add_meeting(document, plan, plan.ally, 22, status=MeetingStatus.CANCELLED)
    today = add_meeting(document, plan, plan.minister, 22)
    assert about(document, plan, PackKind.SPEAKING_CARD).meeting_id == today


def test_a_meeting_with_a_ministry_is_one_with_its_minister(
    document: Document, in_one_house: PlanIds
) -> None:
    soon = add_meeting(document, in_one_house, in_one_house.ministry, 24)
    found = about(
        document, in_one_house, PackKind.MEETING_BRIEF, Subject(stakeholder_id=in_one_house.minister)
    )
    assert found.meeting_id == soon
    assert found.stakeholder_id == in_one_house.minister
    assert found.kin == {in_one_house.minister, in_one_house.ministry}


def test_kin_are_the_house_above_and_what_stands_below(document: Document, in_one_house: PlanIds) -> None:
    def kin(key: str | None) -> frozenset[str]:
        return document.read(lambda s: kin_of(s, key))

    both = {in_one_house.ministry, in_one_house.minister}
    assert kin(in_one_house.ministry) == both
    assert kin(in_one_house.ally) == {in_one_house.ally}
    assert kin(None) == frozenset()


def test_where_there_is_no_meeting_a_brief_is_for_somebody_who_counts(
    document: Document, plan: PlanIds
) -> None:
    found = about(document, plan, PackKind.MEETING_BRIEF)
    assert found.meeting_id is None
    assert found.stakeholder_id is not None


def test_a_campaign_pack_stays_about_what_was_chosen(document: Document, plan: PlanIds) -> None:
    soon = add_meeting(document, plan, plan.ally, 24)
    assert about(document, plan, PackKind.CAMPAIGN) == THE_CAMPAIGN
    chosen = about(document, plan, PackKind.CAMPAIGN, Subject(meeting_id=soon))
    assert (chosen.meeting_id, chosen.stakeholder_id, chosen.kin) == (soon, None, frozenset({plan.ally}))


def test_a_visit_stays_a_visit(document: Document, plan: PlanIds) -> None:
    add_meeting(document, plan, plan.ally, 24)
    chosen = Subject(visit_id="a visit")
    assert about(document, plan, PackKind.MEETING_BRIEF, chosen) == chosen
