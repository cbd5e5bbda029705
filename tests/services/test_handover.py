"""What a successor takes over, read for an audience: letters, contacts, care, things to do, copies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from hdplanner.domain.channels import Activity
from hdplanner.domain.meetings import FollowUp, Meeting, MeetingCampaign
from hdplanner.domain.messages import WordChoice
from hdplanner.domain.packs import HandOut
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import (
    ActivityStatus,
    Audience,
    Channel,
    FollowUpStatus,
    MeetingStatus,
    PackKind,
    Sensitivity,
    WordAdvice,
)
from hdplanner.services import campaigns
from hdplanner.services.pack_rows import PackView
from hdplanner.services.pack_view import pack_view
from hdplanner.services.values import derived
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds

TODAY = date(2026, 11, 22)
PARTS = frozenset({"letters", "contacts", "care", "follow_ups", "copies", "network", "findings", "movement"})


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 9)  # noqa: DTZ001  planned times are local


def put(document: Document, *rows: Any) -> None:
    document.edit(Label("x"), lambda session: session.add_all(rows))


def office_of(session: Any) -> str:
    home = campaigns.office(session)
    assert home is not None
    return home.id


def letter(plan: PlanIds, day: int, **values: Any) -> Activity:
    given = {"stakeholder_id": plan.ministry, "channel": Channel.LETTER, "status": ActivityStatus.DONE}
    return Activity(
        campaign_id=plan.campaign, title=f"Letter of {day}", starts_at=at(day), **(given | values)
    )


def held(document: Document, plan: PlanIds, stakeholder_id: str, day: int, **values: Any) -> str:
    """A meeting with somebody that serves the plan."""

    def add(session: Any) -> str:
        given = {"title": f"Meeting of {day}", "status": MeetingStatus.HELD}
        row = Meeting(
            office_id=office_of(session), stakeholder_id=stakeholder_id, starts_at=at(day), **(given | values)
        )
        session.add(row)
        session.flush()
        session.add(derived(MeetingCampaign(meeting_id=row.id, campaign_id=plan.campaign)))
        return row.id

    return str(document.edit(Label("x"), add).result)


def handed_over(
    document: Document, plan: PlanIds, audience: Audience = Audience.INTERNAL, **values: Any
) -> PackView:
    return document.read(
        lambda s: pack_view(s, plan.campaign, PackKind.HANDOVER, audience, today=TODAY, parts=PARTS, **values)
    )


def test_a_letter_waits_until_the_ministry_or_its_minister_spoke_with_us(
    document: Document, plan: PlanIds
) -> None:
    put(document, letter(plan, 3), letter(plan, 17))
    waiting = handed_over(document, plan).handover.letters
    assert [(one.title, one.stakeholder) for one in waiting] == [
        ("Letter of 3", "Ministry of Finance"),
        ("Letter of 17", "Ministry of Finance"),
    ]
    document.edit(
        Label("x"),
        lambda s: setattr(s.get(Stakeholder, plan.minister), "parent_id", plan.ministry),
    )
    held(document, plan, plan.minister, 9)
    assert [one.title for one in handed_over(document, plan).handover.letters] == ["Letter of 17"]


def test_what_was_not_sent_or_was_handed_over_at_a_meeting_waits_for_nothing(
    document: Document, plan: PlanIds
) -> None:
    meeting = held(document, plan, plan.ministry, 2)
    put(
        document,
        letter(plan, 5, status=ActivityStatus.PLANNED),
        letter(plan, 2, meeting_id=meeting),
        letter(plan, 6, stakeholder_id=None, audience="Everybody"),
        letter(plan, 7, channel=Channel.MEDIA),
    )
    assert handed_over(document, plan).handover.letters == ()


def test_the_last_contact_is_the_newest_meeting_or_activity_and_no_letter(
    document: Document, plan: PlanIds
) -> None:
    held(document, plan, plan.ministry, 2)
    held(document, plan, plan.ministry, 4, status=MeetingStatus.CANCELLED)
    put(document, letter(plan, 17), letter(plan, 12, stakeholder_id=plan.ally, channel=Channel.CALL))
    found = handed_over(document, plan).handover.contacts
    assert [(one.stakeholder, one.held_on.day, one.table) for one in found] == [
        ("Union of mayors", 12, "activity"),
        ("Ministry of Finance", 2, "meeting"),
    ]


def test_care_tells_whom_to_spare_which_words_to_avoid_and_what_was_called_off(
    document: Document, plan: PlanIds
) -> None:
    def spare(session: Any) -> None:
        row = session.get(Stakeholder, plan.ally)
        row.do_not_approach, row.do_not_approach_why = True, "A case is before the court."

    document.edit(Label("x"), spare)
    put(
        document,
        WordChoice(campaign_id=plan.campaign, word="scandal", instead="delay"),
        WordChoice(campaign_id=plan.campaign, word="list", advice=WordAdvice.USE),
        letter(plan, 5, status=ActivityStatus.CANCELLED, follow_up="Withdrawn at their request."),
        letter(plan, 6, status=ActivityStatus.CANCELLED),
    )
    care = handed_over(document, plan).handover.care
    assert [(one.name, one.why) for one in care.spared] == [
        ("Union of mayors", "A case is before the court.")
    ]
    assert [one.word for one in care.words] == ["scandal"]
    assert [one.told for one in care.setbacks] == ["Withdrawn at their request."]


def test_only_what_is_open_is_to_be_done(document: Document, plan: PlanIds) -> None:
    office = document.read(office_of)
    put(
        document,
        FollowUp(office_id=office, text="Send the list", due_on=date(2026, 11, 25)),
        FollowUp(office_id=office, text="Call them", status=FollowUpStatus.DONE),
    )
    assert [one.text for one in handed_over(document, plan).handover.follow_ups] == ["Send the list"]


def test_a_copy_that_came_back_is_held_by_nobody(document: Document, plan: PlanIds) -> None:
    put(
        document,
        HandOut(campaign_id=plan.campaign, title="Briefing", recipient="President", handed_on=TODAY),
        HandOut(
            campaign_id=plan.campaign, title="Briefing", recipient="Press", returned_on=TODAY, handed_on=TODAY
        ),
    )
    assert [one.recipient for one in handed_over(document, plan).handover.copies] == ["President"]


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_outsiders_are_told_nothing_that_is_ours_alone(
    document: Document, plan: PlanIds, audience: Audience
) -> None:
    put(
        document,
        WordChoice(campaign_id=plan.campaign, word="scandal"),
        letter(plan, 17, sensitivity=Sensitivity.STRICTLY_CONFIDENTIAL),
    )
    view = handed_over(document, plan, audience)
    assert view.handover.care.words == ()
    assert view.handover.letters == ()
    assert view.findings == ()
    assert view.network is None
    assert "Ministry of Finance" not in str(view.handover)


def test_what_no_section_asks_for_is_not_read(document: Document, plan: PlanIds) -> None:
    put(document, letter(plan, 17))
    view = document.read(
        lambda s: pack_view(s, plan.campaign, PackKind.CAMPAIGN, Audience.INTERNAL, today=TODAY)
    )
    assert view.handover.letters == ()
    assert view.network is None
    assert "letters" not in view.markings


def test_a_part_is_marked_by_what_was_read_for_it(document: Document, plan: PlanIds) -> None:
    put(document, letter(plan, 17, sensitivity=Sensitivity.STRICTLY_CONFIDENTIAL))
    assert handed_over(document, plan).markings["letters"] is Sensitivity.STRICTLY_CONFIDENTIAL


def test_what_moved_is_told_from_the_chosen_day_and_not_before_the_first_pack(
    document: Document, plan: PlanIds
) -> None:
    assert handed_over(document, plan).movement is None
    put(document, HandOut(campaign_id=plan.campaign, title="Briefing", handed_on=date(2026, 10, 12)))
    moved = handed_over(document, plan).movement
    assert moved is not None
    assert moved.since == date(2026, 10, 12)
    chosen = handed_over(document, plan, since_on=date(2026, 9, 1)).movement
    assert chosen is not None
    assert chosen.since == date(2026, 9, 1)


def test_a_pack_handed_out_today_hides_nothing_that_moved_before(document: Document, plan: PlanIds) -> None:
    put(
        document,
        HandOut(campaign_id=plan.campaign, title="Briefing", handed_on=date(2026, 10, 12)),
        HandOut(campaign_id=plan.campaign, title="Briefing", handed_on=TODAY),
    )
    moved = handed_over(document, plan).movement
    assert moved is not None
    assert moved.since == date(2026, 10, 12)
