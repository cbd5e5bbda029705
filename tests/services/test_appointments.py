"""Meetings as packs read them: last encounters, promises of a house and of predecessors, and what was said in public."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Commitment, Delegate, FollowUp, Meeting, MeetingRecord, Visit
from hdplanner.domain.office import Office, TeamMember
from hdplanner.domain.rules_disclosure import PROFILES
from hdplanner.domain.stakeholders import PostHolder, Stakeholder
from hdplanner.domain.values import (
    Audience,
    CommitmentForm,
    CommitmentSide,
    CommitmentStatus,
    DelegateRole,
    DelegateSide,
    MeetingStatus,
    Sensitivity,
)
from hdplanner.services.appointments import AppointmentReader
from hdplanner.services.disclosure import lens_for
from hdplanner.services.pack_rows import AppointmentView, PromiseView, VisitView
from hdplanner.services.plan_view import Names
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds

TODAY = date(2026, 11, 22)


def add(document: Document, *rows: Any) -> list[str]:
    """Put rows into the file; those of the office get its key."""

    def put(session: Session) -> list[str]:
        for row in rows:
            if "office_id" in row.__table__.c:
                row.office_id = session.scalars(select(Office.id)).one()
            session.add(row)
            session.flush()
        return [str(row.id) for row in rows]

    return document.edit(Label("meeting.add"), put).result


def meeting(key: str | None, day: int, month: int = 11, **values: Any) -> Meeting:
    row = Meeting(stakeholder_id=key, zone="Africa/Tunis", **values)
    row.starts_at = datetime(2026, month, day, 10, 0)  # noqa: DTZ001  planned times are local times
    return row


def reader(session: Session, plan: PlanIds, audience: Audience) -> AppointmentReader:
    lens = lens_for(session, audience, plan.campaign, profile=PROFILES[audience])
    return AppointmentReader(session, lens, Names(session, lens, {}), TODAY)


def read(
    document: Document, plan: PlanIds, key: str, audience: Audience = Audience.INTERNAL
) -> AppointmentView:
    return document.read(lambda s: reader(s, plan, audience).meetings([key])[0])


def promises(
    document: Document, plan: PlanIds, key: str, audience: Audience = Audience.INTERNAL
) -> tuple[PromiseView, ...]:
    return document.read(lambda s: reader(s, plan, audience).promises(key))


@pytest.fixture
def minister(document: Document, plan: PlanIds) -> str:
    """The minister, a post of the ministry that changed hands in March."""
    document.edit(
        Label("stakeholder.update"),
        lambda s: setattr(s.get(Stakeholder, plan.minister), "parent_id", plan.ministry),
    )
    add(
        document,
        PostHolder(post_id=plan.minister, name="The one before", until_on=date(2026, 3, 12)),
        PostHolder(post_id=plan.minister, name="The one now", since_on=date(2026, 3, 12)),
    )
    return plan.minister


def test_the_last_encounter_tells_the_day_whom_of_ours_and_their_words(
    document: Document, plan: PlanIds, minister: str
) -> None:
    (member,) = add(document, TeamMember(name="The President", function="President"))
    old, last, soon = add(
        document,
        meeting(minister, 1, 9, status=MeetingStatus.HELD),
        meeting(plan.ministry, 3, status=MeetingStatus.HELD),
        meeting(minister, 5, 12),
    )
    add(
        document,
        Delegate(meeting_id=last, member_id=member, role=DelegateRole.PRINCIPAL, rank="a"),
        Delegate(
            meeting_id=last,
            stakeholder_id=minister,
            side=DelegateSide.THEIRS,
            role=DelegateRole.PRINCIPAL,
            rank="b",
        ),
        MeetingRecord(meeting_id=last, their_words="“Not this year.”"),
        MeetingRecord(meeting_id=old, their_words="“Perhaps.”"),
    )
    found = read(document, plan, soon).last
    assert found is not None
    assert (found.meeting_id, found.met_on, found.ours) == (last, date(2026, 11, 3), "The President")
    assert found.their_words == "“Not this year.”"
    assert not found.predecessor


def test_a_meeting_that_may_not_be_seen_gives_way_to_the_one_before(
    document: Document, plan: PlanIds, minister: str
) -> None:
    old, _hidden, soon = add(
        document,
        meeting(minister, 1, 9, status=MeetingStatus.HELD),
        meeting(minister, 3, status=MeetingStatus.HELD, sensitivity=Sensitivity.STRICTLY_CONFIDENTIAL),
        meeting(minister, 5, 12),
    )
    found = read(document, plan, soon, Audience.PARTNER).last
    assert found is not None
    assert found.meeting_id == old


def test_whoever_only_sat_there_is_not_quoted(document: Document, plan: PlanIds, minister: str) -> None:
    last, soon = add(document, meeting(minister, 3, status=MeetingStatus.HELD), meeting(plan.ally, 5, 12))
    add(
        document,
        Delegate(meeting_id=last, stakeholder_id=plan.ally, side=DelegateSide.THEIRS, rank="a"),
        MeetingRecord(meeting_id=last, their_words="“Not this year.”"),
    )
    found = read(document, plan, soon).last
    assert found is not None
    assert found.their_words == ""


def test_who_has_never_been_met_or_only_been_invited_has_no_encounter(
    document: Document, plan: PlanIds, minister: str
) -> None:
    add(document, meeting(minister, 3, status=MeetingStatus.CANCELLED))
    (soon,) = add(document, meeting(minister, 5, 12))
    assert read(document, plan, soon).last is None


def test_an_encounter_with_the_holder_before_says_so(
    document: Document, plan: PlanIds, minister: str
) -> None:
    _old, soon = add(document, meeting(minister, 20, 1, status=MeetingStatus.HELD), meeting(minister, 5, 12))
    found = read(document, plan, soon).last
    assert found is not None
    assert found.predecessor


def test_a_promise_to_the_ministry_is_one_to_its_minister_and_ours_come_first(
    document: Document, plan: PlanIds, minister: str
) -> None:
    add(
        document,
        Commitment(stakeholder_id=minister, wording="An answer", made_on=date(2026, 11, 3)),
        Commitment(stakeholder_id=minister, wording="A deferral", made_on=date(2026, 1, 20)),
        Commitment(
            stakeholder_id=plan.ministry,
            side=CommitmentSide.OURS,
            wording="A costing",
            due_on=date(2026, 11, 10),
        ),
        Commitment(stakeholder_id=plan.ally, wording="Of others"),
    )
    found = promises(document, plan, minister)
    assert found[0].wording == "A costing"
    assert found[0].overdue
    assert {one.wording for one in found} == {"A costing", "An answer", "A deferral"}
    assert {one.wording: one.predecessor for one in found} == {
        "A costing": False,
        "An answer": False,
        "A deferral": True,
    }


def test_a_partner_reads_only_what_was_promised_in_public_and_not_how_it_is_followed_up(
    document: Document, plan: PlanIds
) -> None:
    add(
        document,
        Commitment(stakeholder_id=plan.ally, wording="In a low voice"),
        Commitment(
            stakeholder_id=plan.ally,
            wording="Before the press",
            form=CommitmentForm.PUBLIC,
            made_by="A. Person",
            conditions="If paid",
            verification="We count",
        ),
        Commitment(stakeholder_id=plan.ally, wording="In the gazette", status=CommitmentStatus.ANNOUNCED),
    )
    found = promises(document, plan, plan.ally, Audience.PARTNER)
    assert {one.wording for one in found} == {"Before the press", "In the gazette"}
    assert all(one.is_public for one in found)
    assert {(one.conditions, one.verification, one.made_by, one.owner) for one in found} == {("", "", "", "")}


def test_the_public_reads_no_promise_that_is_not_marked_as_public(document: Document, plan: PlanIds) -> None:
    add(
        document,
        Commitment(stakeholder_id=plan.ally, wording="For partners", form=CommitmentForm.PUBLIC),
        Commitment(
            stakeholder_id=plan.ally,
            wording="For all",
            form=CommitmentForm.PUBLIC,
            sensitivity=Sensitivity.PUBLIC,
        ),
    )
    found = promises(document, plan, plan.ally, Audience.PUBLIC)
    assert [one.wording for one in found] == ["For all"]


def test_our_delegates_are_called_by_function_where_names_may_not_be_read(
    document: Document, plan: PlanIds
) -> None:
    (member,) = add(document, TeamMember(name="A. Name", function="Legal adviser"))
    (key,) = add(document, meeting(plan.ally, 24))
    add(document, Delegate(meeting_id=key, member_id=member, rank="a"))
    inside = read(document, plan, key).delegates[0]
    outside = read(document, plan, key, Audience.PARTNER).delegates[0]
    assert (inside.name, inside.function) == ("A. Name", "Legal adviser")
    assert (outside.name, outside.function) == ("", "Legal adviser")


def test_a_visit_has_its_meetings_in_the_order_of_time(document: Document, plan: PlanIds) -> None:
    (visit,) = add(document, Visit(title="River towns"))
    add(
        document,
        meeting(plan.ally, 25, title="Second", visit_id=visit),
        meeting(plan.ministry, 24, title="First", visit_id=visit),
    )

    def seen(session: Session, audience: Audience) -> VisitView | None:
        return reader(session, plan, audience).visit(visit)

    inside = document.read(lambda s: seen(s, Audience.INTERNAL))
    assert inside is not None
    assert [one.title for one in inside.meetings] == ["First", "Second"]
    assert document.read(lambda s: seen(s, Audience.PUBLIC)) is None


def test_what_is_to_be_done_comes_by_its_day_and_late_ones_are_marked(
    document: Document, plan: PlanIds
) -> None:
    (key,) = add(document, meeting(plan.ally, 3, status=MeetingStatus.HELD))
    add(
        document,
        FollowUp(meeting_id=key, text="Later", due_on=date(2026, 12, 1)),
        FollowUp(meeting_id=key, text="Late", due_on=date(2026, 11, 20)),
        FollowUp(meeting_id=key, text="Some day"),
    )
    found = read(document, plan, key).follow_ups
    assert [(one.text, one.overdue) for one in found] == [
        ("Late", True),
        ("Later", False),
        ("Some day", False),
    ]
