from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hdplanner.domain.meetings import Meeting
from hdplanner.domain.messages import Message
from hdplanner.domain.objectives import Ask, Objective
from hdplanner.domain.stakeholders import Assessment, Contact, Stakeholder
from hdplanner.domain.values import ContactKind, StakeholderRoleValue, TieKind
from hdplanner.errors import DamagedFileError
from hdplanner.errors_bin import NotInBinError, OwnerDeletedError, OwnerGoneError
from hdplanner.services import assessments, contacts, stakeholders, ties
from hdplanner.services import bin as bin_service
from hdplanner.services.bin import BinRow, Restored
from hdplanner.storage import Document, Label
from tests.services.conftest import content

Act = Callable[..., Any]


@pytest.fixture
def act(document: Document) -> Act:
    """Make one edit, and return what the service gave."""
    return lambda service, *given, **more: (
        document.edit(Label("test.edit"), lambda s: service(s, *given, **more)).result
    )


@pytest.fixture
def worked(plan: Any, act: Act) -> Any:
    """The plan, with work on the ministry: a contact, an assessment, a tie, a meeting that names it."""
    plan.contact = act(
        contacts.add_contact, plan.ministry, kind=ContactKind.PRIVATE_OFFICE, value="desk@example.org"
    )
    plan.assessment = act(
        assessments.assess,
        campaign_id=plan.campaign,
        moves={plan.ministry: {"influence": 4}},
        made_on=date(2026, 5, 3),
        author="Ann",
    )[0]
    plan.tie = act(
        ties.add_tie,
        campaign_id=plan.campaign,
        source_id=plan.ifrc,
        target_id=plan.ministry,
        kind=TieKind.ADVISES,
    )

    def meet(session: Any) -> str:
        office = session.get_one(Stakeholder, plan.ministry).office_id
        row = Meeting(office_id=office, title="Hearing", stakeholder_id=plan.ministry)
        session.add(row)
        return str(row.id)

    plan.meeting = act(meet)
    act(stakeholders.update_stakeholders, [plan.minister], parent_id=plan.ministry)
    return plan


def binned(document: Document) -> list[BinRow]:
    return document.read(bin_service.bin_rows)


def restore(document: Document, table: str, key: str, **more: Any) -> Restored:
    edit = document.edit(Label("bin.restore"), lambda s: bin_service.restore(s, table=table, key=key, **more))
    return edit.result


def test_the_bin_holds_what_was_deleted_by_whom_and_with_how_much(
    document: Document, worked: Any, act: Act
) -> None:
    assert binned(document) == []
    document.author = "Ben"
    act(contacts.delete_contact, worked.contact)
    act(stakeholders.delete_stakeholders, [worked.ministry])
    ministry, contact = binned(document)
    assert (ministry.noun, ministry.name, ministry.author) == ("Stakeholder", "Ministry of Finance", "Ben")
    assert ministry.parts >= 2
    assert ministry.owner == ""
    assert (contact.noun, contact.owner, contact.owner_gone) == ("Contact", "Ministry of Finance", False)


def test_all_comes_back_as_it_was_with_its_parts_and_the_pointers_to_it(
    document: Document, worked: Any, act: Act, undoable: Any
) -> None:
    before = content(document)
    act(stakeholders.delete_stakeholders, [worked.ministry])
    assert content(document) != before
    back = undoable(lambda s: bin_service.restore(s, table="stakeholder", key=worked.ministry))
    assert content(document) == before
    assert (back.left, back.emptied) == (0, 0)
    assert binned(document) == []


def test_a_pointer_that_was_filled_since_stays_as_it_is(document: Document, worked: Any, act: Act) -> None:
    act(stakeholders.delete_stakeholders, [worked.ministry])
    act(stakeholders.update_stakeholders, [worked.minister], parent_id=worked.ally)
    restore(document, "stakeholder", worked.ministry)
    parent = document.read(lambda s: s.get_one(Stakeholder, worked.minister).parent_id)
    assert parent == worked.ally
    assert document.read(lambda s: s.get_one(Meeting, worked.meeting).stakeholder_id) == worked.ministry


def test_a_pointer_to_what_is_gone_comes_back_empty_and_is_told(
    document: Document, worked: Any, act: Act
) -> None:
    act(stakeholders.delete_stakeholders, [worked.minister])
    act(stakeholders.delete_stakeholders, [worked.ministry])
    assert restore(document, "stakeholder", worked.minister).emptied == 1
    assert document.read(lambda s: s.get_one(Stakeholder, worked.minister).parent_id) is None


def test_a_part_of_two_comes_back_with_the_second_of_them(document: Document, worked: Any, act: Act) -> None:
    before = content(document)
    act(stakeholders.delete_stakeholders, [worked.ministry, worked.ifrc])
    first = restore(document, "stakeholder", worked.ministry)
    assert first.left >= 1
    restore(document, "stakeholder", worked.ifrc)
    assert content(document)["tie"] == before["tie"]
    assert content(document) == before


def test_what_belongs_to_something_deleted_asks_for_that_first_and_brings_it_on_request(
    document: Document, worked: Any, act: Act
) -> None:
    before = content(document)
    act(contacts.delete_contact, worked.contact)
    act(stakeholders.delete_stakeholders, [worked.ministry])
    with pytest.raises(OwnerDeletedError, match="Ministry of Finance"):
        restore(document, "contact", worked.contact)
    assert len(binned(document)) == 2
    restore(document, "contact", worked.contact, with_owners=True)
    assert content(document) == before


def test_what_belongs_to_somebody_erased_cannot_come_back(document: Document, worked: Any, act: Act) -> None:
    act(contacts.delete_contact, worked.contact)
    act(stakeholders.delete_stakeholders, [worked.ministry])
    bury(document, "stakeholder", worked.ministry)
    (contact,) = [row for row in binned(document) if row.table == "contact"]
    assert (contact.owner, contact.owner_gone) == ("an erased record", True)
    with pytest.raises(OwnerGoneError):
        restore(document, "contact", worked.contact, with_owners=True)


def test_an_erased_record_is_never_in_the_bin(document: Document, worked: Any, act: Act) -> None:
    act(stakeholders.delete_stakeholders, [worked.person])
    bury(document, "stakeholder", worked.person)
    assert binned(document) == []
    with pytest.raises(NotInBinError):
        restore(document, "stakeholder", worked.person)


def test_what_was_undone_is_not_deleted_and_what_was_redone_is(
    document: Document, worked: Any, act: Act
) -> None:
    act(stakeholders.add_stakeholder, name="New body")
    document.undo()
    assert binned(document) == []
    act(stakeholders.delete_stakeholders, [worked.ally])
    document.undo()
    assert binned(document) == []
    document.redo()
    assert [row.name for row in binned(document)] == ["Union of mayors"]


def test_undoing_a_return_puts_it_into_the_bin_again(document: Document, worked: Any, act: Act) -> None:
    act(stakeholders.delete_stakeholders, [worked.ally])
    restore(document, "stakeholder", worked.ally)
    document.undo()
    assert [row.name for row in binned(document)] == ["Union of mayors"]
    restore(document, "stakeholder", worked.ally)
    assert binned(document) == []


def test_taking_one_value_away_is_no_deletion(document: Document, worked: Any, act: Act) -> None:
    roles = {StakeholderRoleValue.ALLY}
    act(stakeholders.set_roles, campaign_id=worked.campaign, stakeholder_id=worked.ally, roles=roles)
    act(stakeholders.set_roles, campaign_id=worked.campaign, stakeholder_id=worked.ally, roles=set())
    assert binned(document) == []


def test_several_of_one_step_come_back_one_by_one(document: Document, worked: Any, act: Act) -> None:
    act(stakeholders.delete_stakeholders, [worked.ally, worked.person])
    assert {row.name for row in binned(document)} == {"Union of mayors", "A. Person"}
    restore(document, "stakeholder", worked.ally)
    assert [row.name for row in binned(document)] == ["A. Person"]


def test_what_came_back_changed_another_way_is_not_brought_back_twice(
    document: Document, worked: Any, act: Act
) -> None:
    act(assessments.delete_assessment, worked.assessment)
    document.undo()
    with pytest.raises(NotInBinError):
        restore(document, "assessment", worked.assessment)
    assert document.read(lambda s: s.get(Assessment, worked.assessment)) is not None


def test_an_objective_comes_back_with_its_asks_and_what_pointed_to_it(
    document: Document, worked: Any, act: Act
) -> None:
    def make(session: Any) -> str:
        made = Objective(campaign_id=worked.campaign, title="A law on relief")
        session.add_all([made, Ask(objective_id=made.id, action="Table the bill")])
        session.add(Message(campaign_id=worked.campaign, objective_id=made.id, title="Relief saves time"))
        return str(made.id)

    made = act(make)
    before = content(document)
    act(lambda session: session.delete(session.get_one(Objective, made)))
    assert [(row.noun, row.parts) for row in binned(document)] == [("Objective", 1)]
    restore(document, "objective", made)
    assert content(document) == before


def test_a_log_that_was_tampered_with_is_told_as_damage(document: Document, worked: Any, act: Act) -> None:
    act(contacts.delete_contact, worked.contact)

    def tamper(hand: Any) -> None:
        with hand.link.writable(), hand.link.immediate():
            hand.link.raw.execute("""UPDATE log_row SET before = '{"id": "1"}' WHERE after IS NULL""")

    document.on_file(tamper, writing=True)
    with pytest.raises(DamagedFileError):
        restore(document, "contact", worked.contact)
    assert document.read(lambda s: s.get(Contact, worked.contact)) is None


def test_a_thousand_deleted_at_once_are_listed_and_one_of_them_comes_back(
    document: Document, worked: Any, act: Act
) -> None:
    def many(session: Any) -> list[str]:
        return [stakeholders.add_stakeholder(session, name=f"Body {n}") for n in range(1_100)]

    made = act(many)
    act(stakeholders.delete_stakeholders, made)
    listed = {row.key for row in binned(document)}
    assert len(listed) == bin_service.MOST
    beyond = next(key for key in made if key not in listed)
    assert document.read(lambda session: bin_service.bin_row(session, beyond)).name.startswith("Body")
    assert restore(document, "stakeholder", made[0]).rows >= 1


def bury(document: Document, table: str, key: str) -> None:
    """Leave a tombstone, as an erasure does last of all."""

    def act(hand: Any) -> None:
        with hand.link.writable(), hand.link.immediate():
            hand.link.raw.execute("INSERT INTO tombstone (tbl, row_id) VALUES (?, ?)", (table, key))

    document.on_file(act, writing=True)
