from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.rules_retention import Care, Fate, Lack, lacks
from hdplanner.domain.stakeholders import Assessment, Contact, Stakeholder, StakeholderName
from hdplanner.domain.values import LegalBasis, NoticeStatus, StakeholderKind
from hdplanner.i18n import catalogue, speaking
from hdplanner.services import campaigns, retention, stakeholders
from hdplanner.storage import Document, Label, access_log

TODAY = date(2026, 11, 22)
DUE = date(2026, 11, 21)


def _care(**values: Any) -> Care:
    good = {
        "data_source": "Directory",
        "notice": NoticeStatus.INFORMED,
        "notice_why": "",
        "objected": False,
        "review_on": None,
        "retain_until": date(2028, 1, 1),
    }
    return Care(**(good | values))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, ()),
        ({"retain_until": TODAY, "review_on": TODAY}, ()),
        ({"retain_until": DUE}, (Lack.EXPIRED,)),
        ({"review_on": DUE}, (Lack.REVIEW_DUE,)),
        ({"objected": True, "data_source": " "}, (Lack.OBJECTED, Lack.NO_SOURCE)),
        ({"notice": NoticeStatus.NOT_DECIDED}, (Lack.NOT_INFORMED,)),
        ({"notice": NoticeStatus.DEFERRED}, (Lack.NO_REASON,)),
        ({"notice": NoticeStatus.EXEMPT, "notice_why": "Office held in public"}, ()),
        ({"retain_until": None}, (Lack.NO_LIMIT,)),
    ],
)
def test_what_is_missing_or_due_is_named_what_presses_most_first(
    values: dict[str, Any], found: tuple[Lack, ...]
) -> None:
    assert lacks(_care(**values), TODAY) == found


def _fill(session: Session) -> dict[str, str]:
    _, campaign = campaigns.start_office(session, name="HD office", campaign_title="Disaster law")
    made = {"campaign": campaign}
    for name in ("Ilmara Vosk", "Oren Lade", "Tam Orro"):
        made[name] = stakeholders.add_stakeholder(
            session, name=name, campaign_id=campaign, kind=StakeholderKind.PERSON, retain_until=DUE
        )
    made["ministry"] = stakeholders.add_stakeholder(
        session, name="Ministry", campaign_id=campaign, note="Oren Lade knows Tam Orro and Ilmara Vosk"
    )
    session.add_all(
        [
            Assessment(
                campaign_id=campaign, stakeholder_id=made["Oren Lade"], made_on=date(2026, 1, 1), author="A"
            ),
            StakeholderName(stakeholder_id=made["Oren Lade"], name="О. Ладе"),
            Contact(stakeholder_id=made["Oren Lade"], value="oren@example.org"),
        ]
    )
    return made


@pytest.fixture
def keys(document: Document) -> dict[str, str]:
    return document.edit(Label("office.start"), _fill).result


def test_persons_are_listed_what_is_due_first_institutions_only_where_something_is_said(
    document: Document, keys: dict[str, str]
) -> None:
    document.edit(
        Label("test"),
        lambda session: retention.set_care(
            session, [keys["Ilmara Vosk"]], retain_until=date(2030, 1, 1), notice=NoticeStatus.INFORMED
        ),
    )

    rows = document.read(lambda session: retention.person_rows(session, today=TODAY))

    assert [row.name for row in rows] == ["Oren Lade", "Tam Orro", "Ilmara Vosk"]
    assert rows[0].stale_judgements == 1
    assert (rows[0].is_due, rows[2].is_due) == (True, False)


def test_the_care_for_several_persons_is_set_as_one_act(undoable: Any, keys: dict[str, str]) -> None:
    ids = [keys["Oren Lade"], keys["Tam Orro"]]
    undoable(
        lambda session: retention.set_care(session, ids, notice=NoticeStatus.EXEMPT, notice_why="Public")
    )


def test_what_is_decided_is_carried_out_person_by_person(document: Document, keys: dict[str, str]) -> None:
    until = date(2028, 6, 30)
    done = retention.carry_out(
        document,
        {
            keys["Ilmara Vosk"]: retention.Decided(Fate.KEEP, until),
            keys["Oren Lade"]: retention.Decided(Fate.PSEUDONYMISE),
            keys["Tam Orro"]: retention.Decided(Fate.ERASE),
        },
    )

    def left(session: Session) -> dict[str, tuple[Any, ...]]:
        return {one.id: (one.name, one.retain_until, one.note) for one in session.query(Stakeholder)}

    found = document.read(left)
    assert (done.kept, done.pseudonymised, done.erased) == (1, 1, 1)
    assert found[keys["Ilmara Vosk"]][:2] == ("Ilmara Vosk", until)
    assert found[keys["Oren Lade"]][0] == "Person 1"
    assert keys["Tam Orro"] not in found
    assert found[keys["ministry"]][2] == "Person 1 knows [erased] and Ilmara Vosk"
    assert document.read(lambda session: session.query(Assessment).count()) == 1
    assert document.read(lambda session: session.query(Contact).count()) == 0
    assert document.verify() == []


def test_no_undo_brings_a_name_back_from_behind_its_code_name(
    document: Document, keys: dict[str, str]
) -> None:
    document.edit(
        Label("test"),
        lambda session: stakeholders.update_stakeholders(session, [keys["Oren Lade"]], name="Oren L."),
    )
    retention.carry_out(document, {keys["Oren Lade"]: retention.Decided(Fate.PSEUDONYMISE)})

    while document.next_undo() is not None:
        document.undo()
    while document.next_redo() is not None:
        document.redo()

    raw = document._link.raw
    held = str(raw.execute("SELECT * FROM log_row").fetchall()) + str(
        raw.execute("SELECT * FROM stakeholder").fetchall()
    )
    assert not any(name in held for name in ("Oren", "Ладе"))
    assert document.verify() == []


def test_carrying_out_stands_in_the_access_log(document: Document, keys: dict[str, str]) -> None:
    retention.carry_out(document, {keys["Tam Orro"]: retention.Decided(Fate.KEEP, date(2029, 1, 1))})

    (entry,) = document.on_file(lambda hand: access_log.entries(hand.link.raw))
    assert (entry.kind, dict(entry.facts)) == ("retention", {"keep": 1, "pseudonymise": 0, "erase": 0})


def test_the_notice_says_who_keeps_what_why_and_what_one_may_ask(
    document: Document, keys: dict[str, str]
) -> None:
    document.edit(
        Label("test"),
        lambda session: campaigns.update_campaign(
            session, keys["campaign"], purpose="A law on disasters", legal_basis=LegalBasis.PUBLIC_INTEREST
        ),
    )

    text = document.read(lambda session: retention.notice_text(session, keys["campaign"], keys["Oren Lade"]))

    assert text.startswith("To Oren Lade\n\nHD office keeps information on you")
    assert "A law on disasters" in text
    assert "Important grounds of public interest" in text
    assert "object" in text
    assert "Where it is from: [to be filled in]" in text


def test_the_notice_speaks_the_language_it_is_asked_in(document: Document, keys: dict[str, str]) -> None:
    with speaking(catalogue("fr")):
        text = document.read(lambda session: retention.notice_text(session, keys["campaign"]))

    assert "Disaster" not in text
    assert text.count("\n\n") == 8
