"""The register: copies that left the house, what they told, and who holds a fact that holds no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from hdplanner.domain.values import Audience, PackForm, PackKind, Sensitivity
from hdplanner.errors import InvalidValueError
from hdplanner.services import handing_out, packs, parts
from hdplanner.storage import Document, Label

DAY = date(2026, 11, 20)
Undoable = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def pack(plan: Any, undoable: Undoable) -> str:
    return str(undoable(lambda s: packs.add_pack(s, campaign_id=plan.campaign, title="For the President")))


@pytest.fixture
def fact(plan: Any, undoable: Undoable) -> str:
    return str(
        undoable(
            lambda s: parts.add_part(
                s, part="proof_point", parent_id=plan.campaign, text="Nine of ten wells are dry."
            )
        )
    )


def hand(session: Any, pack: str, *recipients: str, facts: tuple[str, ...] = ()) -> list[str]:
    first = handing_out.next_copy_number(session, pack)
    return handing_out.hand_out(
        session,
        pack,
        copies=[handing_out.Copy(first + place, name, "c" * 64) for place, name in enumerate(recipients)],
        on=DAY,
        by="HD adviser",
        audience=Audience.PRINCIPAL,
        marking=Sensitivity.CONFIDENTIAL,
        facts=facts,
    )


def test_a_copy_number_is_given_once(document: Document, pack: str, undoable: Undoable) -> None:
    undoable(lambda s: hand(s, pack, "President"))
    with pytest.raises(InvalidValueError):
        document.edit(
            Label("pack.hand_out"),
            lambda s: handing_out.hand_out(
                s,
                pack,
                copies=[handing_out.Copy(1, "Minister", "d" * 64)],
                on=DAY,
                by="",
                audience=Audience.PUBLIC,
                marking=Sensitivity.PUBLIC,
            ),
        )


def test_copies_are_numbered_on_when_they_are_handed_out(
    document: Document, plan: Any, pack: str, undoable: Undoable
) -> None:
    undoable(lambda s: hand(s, pack, "Secretary General", "President"))
    undoable(lambda s: hand(s, pack, "Minister"))
    rows = document.read(lambda s: handing_out.hand_out_rows(s, plan.campaign))
    assert [(row.copy_number, row.recipient) for row in rows] == [
        (3, "Minister"),
        (2, "President"),
        (1, "Secretary General"),
    ]


def test_a_copy_without_a_recipient_is_refused_whole(document: Document, plan: Any, pack: str) -> None:
    with pytest.raises(InvalidValueError):
        document.edit(Label("pack.hand_out"), lambda s: hand(s, pack, "President", " "))
    assert document.read(lambda s: handing_out.hand_out_rows(s, plan.campaign)) == []


def test_the_register_outlives_the_pack(document: Document, plan: Any, pack: str, undoable: Undoable) -> None:
    undoable(lambda s: hand(s, pack, "President"))
    undoable(lambda s: packs.delete_pack(s, pack))
    rows = document.read(lambda s: handing_out.hand_out_rows(s, plan.campaign))
    assert [(row.pack_id, row.title) for row in rows] == [(None, "For the President")]
    assert document.read(lambda s: packs.pack_rows(s, plan.campaign)) == []


def test_a_copy_says_what_it_was_a_copy_of(
    document: Document, plan: Any, pack: str, undoable: Undoable
) -> None:
    undoable(lambda s: packs.update_pack(s, pack, kind=PackKind.PARTNER, language="ar", expires_on=DAY))
    undoable(lambda s: hand(s, pack, "Ambassador"))
    (row,) = document.read(lambda s: handing_out.hand_out_rows(s, plan.campaign))
    assert (row.kind, row.language, row.form, row.encrypted) == (PackKind.PARTNER, "ar", PackForm.PDF, False)
    assert row.is_expired(DAY + timedelta(days=1))
    assert not row.is_expired(DAY)


def test_who_holds_a_withdrawn_fact_is_known_until_the_copy_is_back(
    document: Document, plan: Any, pack: str, fact: str, undoable: Undoable
) -> None:
    first, second = undoable(lambda s: hand(s, pack, "President", "Minister", facts=(fact,)))
    undoable(lambda s: hand(s, pack, "Ambassador"))
    assert document.read(lambda s: handing_out.withdrawn_rows(s, plan.campaign)) == []

    undoable(lambda s: parts.update_parts(s, part="proof_point", ids=[fact], withdrawn_on=DAY))
    (row,) = document.read(lambda s: handing_out.withdrawn_rows(s, plan.campaign))
    assert (row.text, row.withdrawn_on) == ("Nine of ten wells are dry.", DAY)
    assert {copy.id for copy in row.held} == {first, second}

    undoable(lambda s: handing_out.take_back(s, first, on=DAY))
    (row,) = document.read(lambda s: handing_out.withdrawn_rows(s, plan.campaign))
    assert [copy.recipient for copy in row.held] == ["Minister"]
    undoable(lambda s: handing_out.take_back(s, second, on=DAY))
    assert document.read(lambda s: handing_out.withdrawn_rows(s, plan.campaign)) == []


def test_a_fact_is_told_in_the_words_of_the_day_even_when_it_was_deleted_since(
    document: Document, plan: Any, pack: str, fact: str, undoable: Undoable
) -> None:
    undoable(lambda s: hand(s, pack, "President", facts=(fact,)))
    undoable(lambda s: parts.update_parts(s, part="proof_point", ids=[fact], text="Eight of ten."))
    undoable(lambda s: parts.delete_parts(s, part="proof_point", ids=[fact]))
    (row,) = document.read(lambda s: handing_out.withdrawn_rows(s, plan.campaign))
    assert (row.proof_id, row.text) == (None, "Nine of ten wells are dry.")


def test_a_copy_does_not_come_back_before_it_left(document: Document, pack: str, undoable: Undoable) -> None:
    (copy,) = undoable(lambda s: hand(s, pack, "President"))
    with pytest.raises(InvalidValueError):
        document.edit(
            Label("pack.take_back"), lambda s: handing_out.take_back(s, copy, on=DAY - timedelta(days=1))
        )
    undoable(lambda s: handing_out.take_back(s, copy, on=DAY))
    undoable(lambda s: handing_out.take_back(s, copy, on=None))
