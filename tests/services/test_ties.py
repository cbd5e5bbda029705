"""Ties: what may be said of who reaches whom, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.values import Audience, Relationship, TieKind, TieSign
from hdplanner.errors import InvalidValueError, NotFoundError, PlannerError, TextTooLongError
from hdplanner.services import stakeholders, ties
from hdplanner.services.disclosure import lens_for
from hdplanner.services.tie_words import RELATIONSHIPS, TIES, relation_why, tie_why
from hdplanner.services.ties import add_tie, delete_ties, tie_rows, update_ties
from hdplanner.storage import Label


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ties, "today_here", lambda: date(2026, 11, 22))


@pytest.fixture
def tie(document, plan) -> str:
    return document.edit(
        Label("tie.add"),
        lambda session: add_tie(
            session,
            campaign_id=plan.campaign,
            source_id=plan.ally,
            target_id=plan.ministry,
            kind=TieKind.FINANCES,
            strength=3,
            confidence=2,
            checked_on=date(2026, 5, 3),
            source="Budget law",
        ),
    ).result


def test_a_tie_is_added_and_read_with_the_names_of_its_ends(undoable, document, plan):
    values: dict[str, Any] = {"kind": TieKind.ADVISES, "strength": 2, "evidence": "Weekly talks"}
    key = undoable(
        lambda s: add_tie(
            s, campaign_id=plan.campaign, source_id=plan.ally, target_id=plan.minister, **values
        )
    )
    (row,) = document.read(lambda s: tie_rows(s, plan.campaign))
    assert (row.id, row.source, row.target) == (key, "Union of mayors", "Minister of Finance")
    assert (row.kind, row.strength, row.sign) == (TieKind.ADVISES, 2, TieSign.SUPPORTIVE)
    assert (row.confidence, row.evidence, row.origin, row.checked_on) == (None, "Weekly talks", "", None)


def test_both_ends_become_part_of_the_campaign(undoable, document, plan):
    outsider = document.edit(
        Label("stakeholder.add"), lambda s: stakeholders.add_stakeholder(s, name="Bank")
    ).result
    undoable(lambda s: add_tie(s, campaign_id=plan.campaign, source_id=outsider, target_id=plan.ministry))
    involved = document.read(lambda s: set(s.scalars(select(Involvement.stakeholder_id))))
    assert outsider in involved


def refusal(document, work) -> str:
    with pytest.raises(PlannerError) as caught:
        document.edit(Label("test.edit"), work)
    return str(caught.value)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"target_id": "ally"}, "nobody has a tie to itself"),
        ({"strength": 4}, "it goes from 1 to 3"),
        ({"confidence": 0}, "it goes from 1 to 3"),
        ({"checked_on": date(2026, 11, 23)}, "the day lies in the future"),
        ({"checked_on": date(1899, 12, 31)}, "the day lies before 1900"),
        ({"review_by": date(1899, 12, 31)}, "the day lies before 1900"),
        ({"target_id": "nowhere"}, "There is no stakeholder “nowhere”."),
        ({"source_id": "nowhere"}, "There is no stakeholder “nowhere”."),
        ({"campaign_id": "nowhere"}, "There is no plan “nowhere”."),
        ({"weight": 3}, "there is no such field"),
        ({"evidence": "x" * 20_001}, "the text is too long"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(document, plan, values, words):
    whole = {"campaign_id": plan.campaign, "source_id": plan.ally, "target_id": plan.ministry, **values}
    whole["target_id"] = plan.ally if whole["target_id"] == "ally" else whole["target_id"]
    assert words in refusal(document, lambda s: add_tie(s, **whole))
    assert document.read(lambda s: tie_rows(s, plan.campaign)) == []


def test_a_second_tie_of_one_kind_is_refused_by_its_name(document, plan, tie):
    ends = {"campaign_id": plan.campaign, "source_id": plan.ally, "target_id": plan.ministry}
    words = refusal(document, lambda s: add_tie(s, **ends, kind=TieKind.FINANCES))
    assert "“Union of mayors finances Ministry of Finance” is there already" in words
    other = document.edit(Label("tie.add"), lambda s: add_tie(s, **ends, kind=TieKind.TRUST)).result
    words = refusal(document, lambda s: update_ties(s, [other], kind=TieKind.FINANCES))
    assert "is there already" in words
    turned = {"campaign_id": plan.campaign, "source_id": plan.ministry, "target_id": plan.ally}
    document.edit(Label("tie.add"), lambda s: add_tie(s, **turned, kind=TieKind.FINANCES))
    assert len(document.read(lambda s: tie_rows(s, plan.campaign))) == 3


def test_several_ties_are_changed_at_once(undoable, document, plan, tie):
    other = document.edit(
        Label("tie.add"),
        lambda s: add_tie(s, campaign_id=plan.campaign, source_id=plan.minister, target_id=plan.ministry),
    ).result
    undoable(lambda s: update_ties(s, [tie, other], sign=TieSign.OBSTRUCTING, strength=1))
    rows = document.read(lambda s: tie_rows(s, plan.campaign, ids=[tie, other]))
    assert {(row.sign, row.strength) for row in rows} == {(TieSign.OBSTRUCTING, 1)}


def test_a_tie_cannot_be_turned_onto_itself_and_stays_what_it_was(document, plan, tie):
    before = document.read(lambda s: tie_rows(s, plan.campaign))
    with pytest.raises(InvalidValueError):
        document.edit(Label("tie.update"), lambda s: update_ties(s, [tie], target_id=plan.ally))
    with pytest.raises(NotFoundError):
        document.edit(Label("tie.update"), lambda s: update_ties(s, ["gone"], strength=1))
    with pytest.raises(TextTooLongError):
        document.edit(Label("tie.update"), lambda s: update_ties(s, [tie], evidence="x" * 20_001))
    assert document.read(lambda s: tie_rows(s, plan.campaign)) == before


def test_a_tie_given_another_end_brings_it_into_the_campaign(undoable, document, plan, tie):
    outsider = document.edit(
        Label("stakeholder.add"), lambda s: stakeholders.add_stakeholder(s, name="Bank")
    ).result
    undoable(lambda s: update_ties(s, [tie], source_id=outsider))
    (row,) = document.read(lambda s: tie_rows(s, plan.campaign, ids=[tie]))
    assert row.source == "Bank"


def test_ties_are_deleted_and_counted(undoable, document, plan, tie):
    assert undoable(lambda s: delete_ties(s, [tie, "gone"])) == 1
    assert document.read(lambda s: tie_rows(s, plan.campaign)) == []


def test_a_principal_sees_a_tie_without_its_source_and_a_partner_sees_none(document, plan, tie):
    def read(session, audience):
        return tie_rows(session, plan.campaign, lens=lens_for(session, audience, plan.campaign))

    (row,) = document.read(lambda s: read(s, Audience.PRINCIPAL))
    assert (row.kind, row.origin) == (TieKind.FINANCES, "")
    assert document.read(lambda s: read(s, Audience.PARTNER)) == []


def test_every_kind_of_tie_and_every_level_has_a_sentence_of_its_own():
    assert set(TIES) == set(TieKind)
    assert set(RELATIONSHIPS) == set(Relationship)
    for table in (TIES, RELATIONSHIPS):
        assert len(set(table.values())) == len(table)
    assert all("{source}" in one and "{target}" in one for one in TIES.values())
    assert all("{messenger}" in one and "{stakeholder}" in one for one in RELATIONSHIPS.values())


def test_a_sentence_says_what_a_tie_rests_on():
    whole = {"strength": 3, "confidence": 3, "checked_on": date(2026, 5, 3)}
    assert (
        tie_why("A", "B", TieKind.FINANCES, **whole)
        == "A finances B: strong tie, high confidence, last checked in May 2026."
    )
    empty = {"strength": None, "confidence": None, "checked_on": None}
    assert tie_why("A", "B", TieKind.UNSPECIFIED, **empty) == (
        "A has a tie to B: strength not assessed, confidence not assessed, no check recorded."
    )


def test_a_sentence_says_how_close_a_messenger_is():
    said = relation_why("Secretary General", "A", 3, ally=False, strained=True, seen_on=date(2026, 3, 1))
    assert (
        said == "Our Secretary General has a cooperative relationship with A, seen in March 2026; strained."
    )
    said = relation_why("Union of mayors", "A", 0, ally=True, strained=False, seen_on=None)
    assert said == "Union of mayors has no relationship with A yet, date not recorded."
