from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.channels import Activity
from hdplanner.domain.meetings import Commitment, Delegate, Meeting
from hdplanner.domain.messages import CounterArgument, Message, Variant
from hdplanner.domain.network import Coalition, CoalitionMember, Tie
from hdplanner.domain.values import (
    ActivityStatus,
    ActorType,
    Channel,
    CommitmentSide,
    CommitmentStatus,
    ContactKind,
    MeetingStatus,
    Motive,
    StakeholderKind,
    TieKind,
)
from hdplanner.errors import InvalidValueError
from hdplanner.services import assessments, contacts, profiles, stakeholders, tags
from hdplanner.services.campaigns import office
from hdplanner.services.profile_rows import ProfileRow
from hdplanner.services.values import derived
from hdplanner.storage import Document, Label

TODAY = date(2026, 11, 22)
at = datetime.fromisoformat


def page(document: Document, plan: Any, key: str) -> ProfileRow:
    return document.read(lambda s: profiles.profile(s, plan.campaign, key, today=TODAY))


def add(document: Document, *rows: Any) -> None:
    def work(session: Session) -> None:
        for row in rows:
            session.add(row)
            session.flush()

    document.edit(Label("test.fill"), work)


def home(document: Document) -> str:
    found = document.read(office)
    assert found is not None
    return found.id


def test_promises_stand_ours_first_and_the_overdue_before_the_rest(document: Document, plan: Any) -> None:
    def promise(wording: str, side: CommitmentSide, due: date | None, **values: Any) -> Commitment:
        return Commitment(
            office_id=home(document),
            stakeholder_id=plan.ministry,
            wording=wording,
            side=side,
            due_on=due,
            **values,
        )

    ours, theirs = CommitmentSide.OURS, CommitmentSide.THEIRS
    add(
        document,
        promise("theirs, overdue", theirs, date(2026, 11, 1)),
        promise("ours, later", ours, date(2026, 12, 1)),
        promise("ours, kept", ours, date(2026, 10, 1), status=CommitmentStatus.FULFILLED),
        promise("ours, overdue", ours, date(2026, 11, 10)),
        promise("ours, no day", ours, None),
    )
    found = page(document, plan, plan.ministry).commitments
    assert [one.wording for one in found] == [
        "ours, overdue",
        "ours, later",
        "ours, no day",
        "ours, kept",
        "theirs, overdue",
    ]
    assert [one.is_overdue(TODAY) for one in found] == [True, False, False, False, True]


def test_the_next_engagement_comes_first_and_what_became_a_meeting_is_told_once(
    document: Document, plan: Any
) -> None:
    message = Message(campaign_id=plan.campaign, title="Speed saves money", rank="a")
    held = Meeting(
        office_id=home(document),
        stakeholder_id=plan.ministry,
        title="First call",
        starts_at=at("2026-03-01T10:00"),
        status=MeetingStatus.HELD,
    )
    at_table = Meeting(office_id=home(document), title="Round table", starts_at=at("2026-12-09T09:00"))

    def act(title: str, when: datetime | None, status: ActivityStatus, **values: Any) -> Activity:
        return Activity(
            campaign_id=plan.campaign,
            stakeholder_id=plan.ministry,
            title=title,
            starts_at=when,
            status=status,
            **values,
        )

    add(
        document,
        message,
        held,
        at_table,
        Delegate(meeting_id=at_table.id, stakeholder_id=plan.ministry),
        act("Letter", at("2026-12-05"), ActivityStatus.PLANNED, message_id=message.id),
        act("Idea", None, ActivityStatus.IDEA),
        act("The same call", at("2026-03-01"), ActivityStatus.DONE, meeting_id=held.id),
        act("Radio", at("2026-09-01"), ActivityStatus.CANCELLED, channel=Channel.MEDIA),
    )
    found = page(document, plan, plan.ministry).engagements
    assert [line.title for line in found] == ["Letter", "Round table", "Idea", "Radio", "First call"]
    assert found[0].message == "Speed saves money"
    assert [line.held for line in found] == [False, False, False, False, True]
    assert [line.cancelled for line in found] == [False, False, False, True, False]


def test_what_was_written_for_them_and_what_they_say_against_it_is_there(
    document: Document, plan: Any
) -> None:
    message = Message(campaign_id=plan.campaign, title="Speed saves money", rank="a")
    add(
        document,
        message,
        Variant(message_id=message.id, stakeholder_id=plan.ministry, language="fr", core_line="Vite"),
        Variant(message_id=message.id, stakeholder_id=plan.ally, core_line="For others"),
        CounterArgument(
            message_id=message.id, stakeholder_id=plan.ministry, argument="No money.", reply="None needed."
        ),
    )
    found = page(document, plan, plan.ministry)
    assert [(one.title, one.language, one.core_line) for one in found.messages] == [
        ("Speed saves money", "fr", "Vite")
    ]
    assert [(one.argument, one.reply) for one in found.arguments] == [("No money.", "None needed.")]


def test_ties_are_told_from_this_end_with_coalitions_and_how_many_are_in_them(
    document: Document, plan: Any
) -> None:
    union = Coalition(campaign_id=plan.campaign, name="Friends of the law")
    add(
        document,
        Tie(campaign_id=plan.campaign, source_id=plan.ally, target_id=plan.ministry, kind=TieKind.ADVISES),
        Tie(campaign_id=plan.campaign, source_id=plan.ministry, target_id=plan.minister, strength=3),
        union,
        derived(CoalitionMember(coalition_id=union.id, stakeholder_id=plan.ministry)),
        derived(CoalitionMember(coalition_id=union.id, stakeholder_id=plan.ally)),
    )
    found = page(document, plan, plan.ministry)
    assert [(tie.other, tie.outgoing) for tie in found.ties] == [
        ("Minister of Finance", True),
        ("Union of mayors", False),
    ]
    assert [(one.name, one.members) for one in found.coalitions] == [("Friends of the law", 2)]


def test_a_person_has_no_judgements_on_the_page_before_a_ground_is_recorded(
    document: Document, plan: Any
) -> None:
    def judge(session: Session) -> None:
        plan.lawful(session)
        assessments.assess(
            session,
            campaign_id=plan.campaign,
            moves={plan.person: {"influence": 3}},
            made_on=TODAY,
            author="A",
        )
        profiles.set_motives(session, plan.campaign, plan.person, {Motive.SECURITY: 1})

    document.edit(Label("test"), judge)
    lawful = page(document, plan, plan.person)
    assert lawful.rated
    assert (len(lawful.assessments), len(lawful.motives), len(lawful.trail)) == (1, 1, 1)
    from hdplanner.services import campaigns

    document.edit(
        Label("test"), lambda s: campaigns.update_campaign(s, plan.campaign, purpose="", legal_basis=None)
    )
    hidden = page(document, plan, plan.person)
    assert not hidden.rated
    assert (hidden.assessments, hidden.motives, hidden.trail) == ((), (), ())
    assert not page(document, plan, plan.ifrc).rated


def test_motives_keep_how_sure_we_are_and_the_surest_comes_first(
    document: Document, plan: Any, undoable: Any
) -> None:
    for wanted in (
        {Motive.ECONOMIC: 1, Motive.REPUTATION: 3, Motive.OTHER: None},
        {Motive.ECONOMIC: 2, Motive.OTHER: None},
        {},
    ):
        undoable(lambda s, value=wanted: profiles.set_motives(s, plan.campaign, plan.ministry, value))
        found = page(document, plan, plan.ministry).motives
        assert {one.value: one.confidence for one in found} == wanted
        assert [one.confidence or 0 for one in found] == sorted(
            (one.confidence or 0 for one in found), reverse=True
        )


def test_a_holder_is_corrected_or_taken_away_and_cannot_end_before_it_begins(
    document: Document, plan: Any, undoable: Any
) -> None:
    key = undoable(
        lambda s: profiles.add_holder(s, plan.minister, name="Minister", since_on=date(2024, 1, 1))
    )
    undoable(lambda s: profiles.update_holder(s, key, name="Acting minister", until_on=date(2025, 1, 1)))
    assert page(document, plan, plan.minister).holders[0].name == "Acting minister"
    for wrong in ({"until_on": date(2023, 1, 1)}, {"since_on": date(1890, 1, 1)}):
        with pytest.raises(InvalidValueError):
            document.edit(Label("test"), lambda s, wrong=wrong: profiles.update_holder(s, key, **wrong))
    undoable(lambda s: profiles.delete_holder(s, key))
    assert page(document, plan, plan.minister).holders == ()


def test_tags_are_exactly_those_said_and_case_makes_no_second_one(
    document: Document, plan: Any, undoable: Any
) -> None:
    undoable(lambda s: tags.set_tags(s, plan.ministry, ["Finance", " finance ", "Budget", ""]))
    assert page(document, plan, plan.ministry).tags == ("Budget", "Finance")
    undoable(lambda s: tags.set_tags(s, plan.ally, ["FINANCE"]))
    assert document.read(tags.tag_names) == ["Budget", "Finance"]
    undoable(lambda s: tags.set_tags(s, plan.ministry, ["Budget"]))
    assert page(document, plan, plan.ministry).tags == ("Budget",)
    assert page(document, plan, plan.ally).tags == ("Finance",)


def test_personal_contacts_are_off_until_asked_for(document: Document, plan: Any, undoable: Any) -> None:
    def kinds(*, personal: bool) -> list[ContactKind]:
        rows = document.read(lambda s: contacts.contact_rows(s, plan.minister, personal=personal))
        return [row.kind for row in rows]

    key = undoable(
        lambda s: contacts.add_contact(s, plan.minister, kind=ContactKind.PERSONAL, value="at home")
    )
    undoable(lambda s: contacts.add_contact(s, plan.minister, kind=ContactKind.PROTOCOL, value="Room 5"))
    undoable(
        lambda s: contacts.add_contact(s, plan.minister, kind=ContactKind.PRIVATE_OFFICE, value="Room 3")
    )
    assert kinds(personal=False) == [ContactKind.PRIVATE_OFFICE, ContactKind.PROTOCOL]
    assert kinds(personal=True) == [ContactKind.PRIVATE_OFFICE, ContactKind.PROTOCOL, ContactKind.PERSONAL]
    undoable(lambda s: contacts.update_contact(s, key, kind=ContactKind.WORK_PHONE, value=" 5 55 "))
    assert kinds(personal=False)[-1] is ContactKind.WORK_PHONE
    undoable(lambda s: contacts.delete_contact(s, key))
    assert len(kinds(personal=True)) == 2


def test_an_empty_contact_is_refused(document: Document, plan: Any) -> None:
    with pytest.raises(InvalidValueError):
        document.edit(
            Label("test"),
            lambda s: contacts.add_contact(s, plan.minister, kind=ContactKind.PROTOCOL, value="  "),
        )


def test_several_have_in_common_what_all_have_and_the_rest_is_mixed(document: Document, plan: Any) -> None:
    document.edit(
        Label("test"),
        lambda s: stakeholders.update_stakeholders(s, [plan.ministry, plan.ally], country="VA"),
    )
    ids = [plan.ministry, plan.ally]
    shared = document.read(lambda s: profiles.shared_facts(s, ids))
    assert (shared["kind"], shared["country"]) == (StakeholderKind.INSTITUTION, "VA")
    assert shared["actor_type"] is profiles.MIXED
    alone = document.read(lambda s: profiles.shared_facts(s, [plan.ministry]))
    assert alone["actor_type"] is ActorType.MINISTRY
