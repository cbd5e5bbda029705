from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pytestqt.qtbot import QtBot

from hdplanner.domain.values import (
    Confidence,
    ContactKind,
    Motive,
    NoticeStatus,
    StakeholderKind,
    TieKind,
)
from hdplanner.errors import PlannerError

# -- why, ties, routes


def test_motives_carry_how_sure_we_are(shown: Any) -> None:
    body = shown.body("motives")
    body.choose.actions_of[Motive.ECONOMIC].trigger()
    body.choose.actions_of[Motive.SECURITY].trigger()
    body._set(Motive.ECONOMIC, int(Confidence.HIGH))
    assert [(one.value, one.confidence) for one in shown.profile().motives] == [
        (Motive.ECONOMIC, 3),
        (Motive.SECURITY, None),
    ]
    assert not body.choose.actions_of[Motive.ECONOMIC].isVisible()
    body._drop(Motive.ECONOMIC)
    assert [one.value for one in shown.profile().motives] == [Motive.SECURITY]
    assert shown.undo() == "Change the motives of Ministry of Finance"


def test_a_tie_is_added_by_name_mended_and_taken_away(shown: Any) -> None:
    body = shown.body("ties")
    body.adder.kind.show_value(TieKind.ADVISES)
    body.adder.way.show_value(False)
    body.adder.name.setText("union of MAYORS")
    body.adder.name.enter()
    (tie,) = shown.profile().ties
    assert (tie.other, tie.outgoing, tie.kind) == ("Union of mayors", False, TieKind.ADVISES)
    body.card.start(shown.id, tie)
    body.card.fields["strength"].committed.emit(3)
    body.card.fields["checked_on"].committed.emit(date(2026, 5, 1))
    (tie,) = shown.profile().ties
    assert (tie.strength, tie.checked_on) == (3, date(2026, 5, 1))
    assert "checked 1 May 2026" in shown.words_in(body)
    shown.panel.edits.delete_tie(shown.id, tie.id)
    assert shown.profile().ties == ()
    assert not body.card.isVisibleTo(shown.panel)


def test_a_tie_to_oneself_or_to_nobody_is_refused_in_words(shown: Any) -> None:
    told: list[PlannerError] = []
    shown.context.gateway.failed.connect(told.append)
    body = shown.body("ties")
    for name in ("Ministry of Finance", "Nobody at all"):
        body.adder.name.setText(name)
        body.adder.name.enter()
    assert len(told) == 2
    assert shown.profile().ties == ()


def test_the_other_end_of_a_tie_is_one_click_away(shown: Any, qtbot: QtBot) -> None:
    body = shown.body("ties")
    body.adder.name.setText("Radio Varenia")
    body.adder.name.enter()
    from PySide6.QtWidgets import QPushButton

    link = next(one for one in body.lines.findChildren(QPushButton) if one.text() == "Radio Varenia")
    with qtbot.waitSignal(shown.context.navigated) as went:
        link.click()
    assert went.args == ["stakeholder", shown.find("Radio Varenia")]


def reach(shown: Any) -> None:
    from hdplanner.services import relations

    def work(session: Any, stakeholder_id: str, campaign_id: str) -> None:
        messenger = relations.add_messenger(session, name="President")
        relations.set_relation(
            session,
            campaign_id=campaign_id,
            messenger_id=messenger,
            stakeholder_id=stakeholder_id,
            level=3,
            seen_on=date(2026, 3, 1),
        )

    shown.context.gateway.run(
        "stakeholder.involvement",
        work,
        stakeholder_id=shown.id,
        campaign_id=shown.context.gateway.campaign_id,
    )


def test_the_best_route_becomes_a_plan_in_one_step(shown: Any) -> None:
    reach(shown)
    body = shown.body("routes")
    body.look()
    assert "President" in shown.words_in(body)
    body.why.click()
    assert "cooperative" in shown.words_in(body)
    told: list[str] = []
    shown.context.told.connect(lambda sentence, _verb, _action: told.append(sentence))
    body.plan.click()
    assert [line.table for line in shown.profile().engagements] == ["activity"]
    assert "Ministry of Finance" in told[-1]
    shown.context.gateway.undo()
    assert shown.profile().engagements == ()


def test_the_network_is_read_again_for_a_tie_and_not_for_a_judgement(shown: Any) -> None:
    edits = shown.panel.edits
    edits.routes(shown.id)
    read = edits._network
    shown.one.judgement.fields["influence"].committed.emit(1)
    edits.routes(shown.id)
    assert edits._network is read
    edits.add_tie(shown.id, "Radio Varenia", outgoing=False)
    edits.routes(shown.id)
    assert edits._network is not read


def test_where_nobody_reaches_them_or_nobody_may_the_section_says_so(shown: Any) -> None:
    body = shown.body("routes")
    body.look()
    assert "Nobody of ours" in shown.words_in(body)
    assert not body.plan.isVisibleTo(shown.panel)
    reach(shown)
    shown.edits.fact([shown.id], at_risk=True)
    body.look()
    assert "off every route" in shown.words_in(body)
    assert not body.plan.isVisibleTo(shown.panel)


# -- protocol, contacts, data


def test_personal_contacts_are_shown_when_asked_for_and_not_for_the_next_one(shown: Any) -> None:
    contacts = shown.body("protocol").bodies[2]
    for kind, value in ((ContactKind.PROTOCOL, "Room 5"), (ContactKind.PERSONAL, "at home")):
        shown.panel.edits.add_contact(shown.id, kind, value)
    assert "Room 5" in shown.words_in(contacts)
    assert "at home" not in shown.words_in(contacts)
    contacts.reveal.click()
    assert "at home" in shown.words_in(contacts)
    shown.choose("Radio Varenia")
    shown.choose("Ministry of Finance")
    assert "at home" not in shown.words_in(contacts)


def test_a_holder_is_mended_and_taken_away(shown: Any) -> None:
    shown.edits.fact([shown.id], kind=StakeholderKind.POST)
    shown.edits.hold(shown.id, "Minister", date(2024, 1, 1))
    holders = shown.body("protocol").bodies[1]
    holders._start(shown.profile().holders[0])
    holders.card.fields["until_on"].committed.emit(date(2025, 1, 1))
    assert shown.profile().holders[0].until_on == date(2025, 1, 1)
    holders.card.fields["name"].committed.emit("")
    assert shown.profile().holders[0].name == "Minister"
    shown.panel.edits.delete_holder(shown.id, shown.profile().holders[0].id)
    assert shown.profile().holders == ()
    assert not holders.card.isVisibleTo(shown.panel)


def test_the_state_of_the_data_is_one_column_each(shown: Any) -> None:
    fields = shown.body("care").fields
    fields["data_source"].committed.emit("State directory")
    fields["notice"].committed.emit(NoticeStatus.INFORMED)
    fields["notice_why"].committed.emit("Told at the round table")
    fields["objected"].committed.emit(True)
    fields["restricted"].committed.emit(True)
    fields["review_on"].committed.emit(date(2027, 1, 1))
    fields["retain_until"].committed.emit(date(2028, 1, 1))
    profile = shown.profile()
    assert (profile.notice_why, profile.objected, profile.restricted, profile.review_on) == (
        "Told at the round table",
        True,
        True,
        date(2027, 1, 1),
    )
    assert (profile.data_source, profile.notice, profile.retain_until) == (
        "State directory",
        NoticeStatus.INFORMED,
        date(2028, 1, 1),
    )


# -- record


def test_overdue_promises_are_said_on_the_closed_line(shown: Any) -> None:
    from hdplanner.domain.meetings import Commitment, Meeting
    from hdplanner.services.campaigns import office

    def fill(session: Any, stakeholder_id: str) -> None:
        home = office(session)
        assert home is not None
        session.add(
            Commitment(
                office_id=home.id, stakeholder_id=stakeholder_id, wording="A note", due_on=date(2020, 1, 1)
            )
        )
        session.add(
            Meeting(
                office_id=home.id,
                stakeholder_id=stakeholder_id,
                title="First call",
                starts_at=datetime.fromisoformat("2026-03-01T10:00"),
            )
        )
        session.flush()

    shown.context.gateway.run("stakeholder.update", fill, stakeholder_id=shown.id)
    assert shown.one.sections["promises"]._told.text() == "1 overdue"
    assert "First call" in shown.words_in(shown.body("engagements"))


# -- several


def test_several_show_what_they_share_and_change_as_one_step(shown: Any) -> None:
    ids = [shown.find("Ministry of Finance"), shown.find("Union of mayors")]
    shown.id = ""
    panel = shown.panel.several
    shown.panel.show_several(ids, True)
    assert panel.fields["kind"].currentText() == "Mixed"
    assert panel.fields["country"].text() == ""
    panel.fields["country"].committed.emit("VA")
    panel.fields["kind"].committed.emit(StakeholderKind.GROUP)
    assert shown.undo() == "Change 2 stakeholders"
    shown.panel.show_several(ids, True)
    assert (panel.fields["kind"].value(), panel.fields["country"].text()) == (StakeholderKind.GROUP, "VA")
    panel.owner.committed.emit("HD adviser")
    assert shown.undo() == "Change 2 stakeholders"
    for key in ids:
        shown.id = key
        assert shown.profile().row.owner == "HD adviser"
