"""Files that go along with a pack, and what a pack can be about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from hdplanner.domain.meetings import Meeting, MeetingCampaign, Visit
from hdplanner.domain.packs import Attachment
from hdplanner.domain.values import MeetingStatus, PackKind, Sensitivity
from hdplanner.errors import InvalidValueError
from hdplanner.services import annexes, attachments, campaigns, pack_choices, packs
from hdplanner.services.pack_rows import Subject
from hdplanner.services.packs import SectionChoice
from hdplanner.storage import Document, Label

Undoable = Callable[[Callable[[Any], Any]], Any]
TODAY = date(2026, 11, 22)
OWN = (SectionChoice("scene"), SectionChoice("text", heading="Note", text="Read this."))


@pytest.fixture
def pack(plan: Any, undoable: Undoable) -> str:
    return str(undoable(lambda s: packs.add_pack(s, campaign_id=plan.campaign, title="A", sections=OWN)))


@pytest.fixture
def annex(plan: Any, pack: str, undoable: Undoable) -> str:
    file = {"name": "costs.pdf", "media_type": "application/pdf", "content": b"%PDF-1.7", "heading": "Costs"}
    return str(
        undoable(lambda s: annexes.add_annex(s, pack, campaign_id=plan.campaign, sections=OWN, **file))
    )


def test_an_annex_stands_behind_the_sections(document: Document, pack: str, annex: str, plan: Any) -> None:
    last = document.read(lambda s: packs.pack_row(s, pack)).sections[-1]
    assert (last.section, last.heading, last.attachment_id) == ("file", "Costs", annex)
    (file,) = document.read(lambda s: attachments.attachment_rows(s, plan.campaign))
    assert (file.id, file.name, file.campaign_id) == (annex, "costs.pdf", plan.campaign)


def test_an_annex_that_is_taken_out_takes_its_file_along(
    document: Document, pack: str, annex: str, plan: Any, undoable: Undoable
) -> None:
    undoable(lambda s: annexes.drop_annex(s, pack, sections=OWN, attachment_id=annex))
    assert document.read(lambda s: attachments.attachment_rows(s, plan.campaign)) == []
    assert len(document.read(lambda s: packs.pack_row(s, pack)).sections) == 2


def test_a_file_that_another_pack_needs_stays(
    document: Document, pack: str, annex: str, plan: Any, undoable: Undoable
) -> None:
    also = (SectionChoice("file", attachment_id=annex),)
    undoable(lambda s: packs.add_pack(s, campaign_id=plan.campaign, title="B", sections=also))
    undoable(lambda s: annexes.drop_annex(s, pack, sections=OWN, attachment_id=annex))
    assert len(document.read(lambda s: attachments.attachment_rows(s, plan.campaign))) == 1


def test_a_file_that_lies_beside_a_meeting_stays(
    document: Document, pack: str, annex: str, plan: Any, undoable: Undoable
) -> None:
    def beside(session: Any) -> None:
        meeting = Meeting(office_id=campaigns.office(session).id, title="First call")  # type: ignore[union-attr]  # there is one
        session.add(meeting)
        session.flush()
        session.get(Attachment, annex).meeting_id = meeting.id
        session.flush()

    undoable(beside)
    undoable(lambda s: annexes.drop_annex(s, pack, sections=OWN, attachment_id=annex))
    assert len(document.read(lambda s: attachments.attachment_rows(s, plan.campaign))) == 1


def test_a_file_is_marked_and_named_and_nothing_else(
    document: Document, annex: str, plan: Any, undoable: Undoable
) -> None:
    undoable(lambda s: attachments.update_attachment(s, annex, sensitivity=Sensitivity.PUBLIC, name="a.pdf"))
    (file,) = document.read(lambda s: attachments.attachment_rows(s, plan.campaign))
    assert (file.name, file.sensitivity) == ("a.pdf", Sensitivity.PUBLIC)
    for wrong in ({"digest": "0"}, {"name": " "}):
        with pytest.raises(InvalidValueError):
            document.edit(
                Label("attachment.update"),
                lambda s, wrong=wrong: attachments.update_attachment(s, annex, **wrong),
            )


def test_a_pack_of_another_kind_has_the_sections_it_is_given(
    document: Document, pack: str, undoable: Undoable
) -> None:
    wanted = (SectionChoice("met"), OWN[1])
    undoable(lambda s: packs.set_kind(s, pack, kind=PackKind.READ_OUT, sections=wanted, stakeholder_id=None))
    row = document.read(lambda s: packs.pack_row(s, pack))
    assert row.kind is PackKind.READ_OUT
    assert [one.section for one in row.sections] == ["met", "text"]


# -- what a pack can be about


@pytest.fixture
def meetings(plan: Any, undoable: Undoable) -> None:
    def make(session: Any) -> None:
        home = campaigns.office(session).id  # type: ignore[union-attr]  # there is one
        visit = Visit(office_id=home, title="River provinces", starts_on=date(2026, 12, 2))
        session.add(visit)
        session.flush()
        for title, day, status in (
            ("Second call", datetime.fromisoformat("2026-12-03T09:00"), MeetingStatus.PLANNED),
            ("First call", datetime.fromisoformat("2026-11-22T09:00"), MeetingStatus.CONFIRMED),
            ("Some day", None, MeetingStatus.REQUESTED),
            ("Long ago", datetime.fromisoformat("2026-01-03T09:00"), MeetingStatus.HELD),
            ("Last week", datetime.fromisoformat("2026-11-15T09:00"), MeetingStatus.HELD),
            ("Nobody came", datetime.fromisoformat("2026-12-09T09:00"), MeetingStatus.CANCELLED),
        ):
            row = Meeting(office_id=home, title=title, starts_at=day, status=status)
            row.visit_id = visit.id if title == "Second call" else None
            session.add(row)
            session.flush()
            session.add(MeetingCampaign(meeting_id=row.id, campaign_id=plan.campaign))
        session.add(
            Meeting(
                office_id=home, title="Of another plan", starts_at=datetime.fromisoformat("2026-12-01T09:00")
            )
        )
        session.flush()

    undoable(make)


def test_a_pack_can_be_about_what_the_campaign_has(document: Document, plan: Any, meetings: None) -> None:
    rows = document.read(lambda s: pack_choices.about_rows(s, plan.campaign, today=TODAY))
    titles: dict[str, list[str]] = {}
    for row in rows:
        titles.setdefault(row.group, []).append(row.title)
    assert set(titles["to-come"]) == {"First call", "Second call", "Some day"}
    assert [one for one in titles["to-come"] if one != "Some day"] == ["First call", "Second call"]
    assert titles["held"] == ["Last week", "Long ago"]
    assert titles["visit"] == ["River provinces"]
    assert titles["counterpart"] == sorted(titles["counterpart"], key=str.casefold)
    assert all(row.subject != Subject() for row in rows)


def test_persons_are_offered_only_where_the_ground_for_it_is_recorded(document: Document, plan: Any) -> None:
    rows = document.read(lambda s: pack_choices.about_rows(s, plan.campaign, today=TODAY))
    offered = {row.subject.stakeholder_id for row in rows}
    assert plan.ministry in offered
    assert plan.person not in offered
