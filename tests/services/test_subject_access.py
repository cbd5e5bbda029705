from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.meetings import Commitment, Delegate, Meeting, MeetingRecord
from hdplanner.domain.merging import MergeConflict
from hdplanner.domain.messages import BankLine
from hdplanner.domain.models import METADATA
from hdplanner.domain.network import Tie
from hdplanner.domain.office import TeamMember
from hdplanner.domain.rules_rights import PERSON
from hdplanner.domain.stakeholders import Assessment, Contact, PostHolder, Stakeholder
from hdplanner.domain.values import StakeholderKind, TieKind
from hdplanner.services import access_words, campaigns, rights, stakeholders, subject_access
from hdplanner.storage import Document, Label, erasure

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _fill(session: Session) -> str:
    office, campaign = campaigns.start_office(session, name="HD office", campaign_title="Disaster law")
    person = stakeholders.add_stakeholder(
        session,
        name="Ilmara Vosk",
        campaign_id=campaign,
        kind=StakeholderKind.PERSON,
        note="Works with Oren Lade",
    )
    other = stakeholders.add_stakeholder(
        session,
        name="Oren Lade",
        campaign_id=campaign,
        kind=StakeholderKind.PERSON,
        note="Dislikes Ilmara Vosk",
    )
    post = stakeholders.add_stakeholder(
        session,
        name="Minister of Rivers",
        campaign_id=campaign,
        kind=StakeholderKind.POST,
        note="Ilmara Vosk soon",
    )
    session.add(TeamMember(office_id=office, name="Ann Smith"))
    meeting = Meeting(office_id=office, title="Rivers")
    session.add_all(
        [
            meeting,
            Delegate(meeting_id=meeting.id, stakeholder_id=person, name="Ilmara Vosk"),
            Delegate(meeting_id=meeting.id, name="Tam Orro"),
            MeetingRecord(meeting_id=meeting.id, written_by="Ann Smith", their_words="Water first, Tam Orro said"),
            Assessment(
                campaign_id=campaign, stakeholder_id=person, made_on=date(2026, 3, 1), author="Ann Smith",
                influence=4, source="Oren Lade told us",
            ),
            Assessment(
                campaign_id=campaign, stakeholder_id=other, made_on=date(2026, 3, 1), author="Ann Smith",
                evidence="Ilmara Vosk fears him",
            ),
            BankLine(campaign_id=campaign, stakeholder_id=person, text="Water is life", said_by="Ilmara Vosk"),
            Commitment(office_id=office, stakeholder_id=person, wording="A law in spring", made_by="Ilmara Vosk"),
            Contact(stakeholder_id=person, value="ilmara@example.org"),
            PostHolder(post_id=post, person_id=person, name="Ilmara Vosk"),
            Tie(campaign_id=campaign, source_id=person, target_id=other, kind=TieKind.ADVISES),
            MergeConflict(of_table="stakeholder", of_row=person, of_field="note", first='"A"', second='"B"'),
        ]
    )  # fmt: skip
    session.flush()
    return person


@pytest.fixture
def access(document: Document) -> subject_access.Access:
    person = document.edit(Label("office.start"), _fill).result
    document.edit(
        Label("test"), lambda session: stakeholders.update_stakeholders(session, [person], title="Professor")
    )
    subject = document.read(lambda session: rights.subject_of(session, person))
    return subject_access.everything_on(document, subject)


def test_everything_on_a_person_is_there_table_by_table(access: subject_access.Access) -> None:
    tables = {one.table for one in access.records}

    assert tables >= {
        "stakeholder", "involvement", "assessment", "bank_line", "commitment", "contact", "delegate", "meeting",
        "meeting_record", "merge_conflict", "post_holder", "tie",
    }  # fmt: skip
    assert access.records[0].fields["name"] == "Ilmara Vosk"
    assert [one.text for one in access.passages if one.text] == ["Ilmara Vosk soon"]
    assert access.count == len(access.records) + 3


def test_other_persons_are_masked_and_judgements_on_them_are_left_out(access: subject_access.Access) -> None:
    told = json.dumps(access_words.as_data(access, AT), ensure_ascii=False)

    assert not any(
        name in told for name in ("Oren", "Lade", "Tam Orro", "Ann Smith", "fears him", "Dislikes")
    )
    assert "Works with another person" in told
    assert access.withheld == 2


def test_the_answer_says_what_was_before(access: subject_access.Access) -> None:
    changed = next(one for one in access.history if one.before and one.after and "title" in one.after)

    assert (changed.before, changed.after) == ({"title": ""}, {"title": "Professor"})


def test_the_answer_can_be_read_as_a_text(document: Document, access: subject_access.Access) -> None:
    text = document.read(lambda session: access_words.as_text(session, access, AT))

    assert text.startswith("What we hold on Ilmara Vosk\n")
    assert "  Influence: " in text
    assert "2 passages are left out: they judge other persons." in text
    assert not any(name in text for name in ("Oren", "Tam Orro", "Ann Smith"))


def test_no_table_that_belongs_to_a_stakeholder_is_forgotten(document: Document) -> None:
    """One row in every table that belongs to a stakeholder, made from the declared columns alone, is found."""
    person = document.edit(Label("office.start"), _fill).result
    parts = {
        table.name
        for table in METADATA.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == PERSON and not column.nullable
    }
    raw = document._link.raw
    raw.execute("PRAGMA query_only = OFF")
    raw.execute("PRAGMA foreign_keys = OFF")
    for name in parts:
        table = METADATA.tables[name]
        values: dict[str, Any] = {column.name: "0" for column in table.columns if not column.nullable}
        values |= {"id": f"row-of-{name}"}
        values |= {
            column.name: person
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table.name == PERSON and not column.nullable
        }
        names = ", ".join(f'"{one}"' for one in values)
        raw.execute(
            f'INSERT INTO "{name}" ({names}) VALUES ({", ".join("?" * len(values))})', [*values.values()]
        )

    found = document.on_file(lambda hand: erasure.reach(hand.link.raw, [(PERSON, person)]))

    assert {name for name in parts if f"row-of-{name}" in found.get(name, ())} == parts


def test_somebody_who_only_sits_at_a_meeting_gets_the_meeting(document: Document) -> None:
    document.edit(Label("office.start"), _fill)
    subject = document.read(lambda session: rights.find_subject(session, "Tam Orro"))

    access = subject_access.everything_on(document, subject)

    assert {"delegate", "meeting", "meeting_record"} <= {one.table for one in access.records}
    assert "Ilmara" not in json.dumps(access_words.as_data(access, AT))


def test_reading_changes_nothing(document: Document, access: subject_access.Access) -> None:
    before = document.history()
    subject_access.everything_on(document, access.subject)

    assert document.history() == before
    assert document.read(lambda session: session.query(Stakeholder).count()) == 3
    assert document.read(lambda session: session.query(Involvement).count()) == 3
