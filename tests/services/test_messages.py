from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hdplanner.domain.values import MessageStatus, Principle
from hdplanner.errors import InvalidValueError, NotFoundError, TextTooLongError
from hdplanner.services import message_house, messages, parts
from hdplanner.services.message_house import House
from hdplanner.services.values import today_here
from hdplanner.storage import Document, Label

TODAY = today_here()


@pytest.fixture
def message(undoable: Any, plan: Any) -> str:
    return str(
        undoable(
            lambda s: messages.add_message(
                s, campaign_id=plan.campaign, title="Speed saves money", core_line="Waive duties now."
            )
        )
    )


def house(document: Document, message: str) -> House:
    return document.read(lambda s: message_house.house(s, message))


def approve(document: Document, message: str, **more: Any) -> None:
    document.edit(
        Label("test.edit"),
        lambda s: messages.approve_message(s, message, by="Secretary General", on=TODAY, **more),
    )


def test_a_message_is_a_draft_until_somebody_approves_it(
    document: Document, undoable: Any, message: str
) -> None:
    assert house(document, message).row.status is MessageStatus.DRAFT
    undoable(lambda s: messages.send_to_review(s, message))
    undoable(
        lambda s: messages.approve_message(
            s, message, by=" Secretary General ", on=TODAY, expires_on=TODAY + timedelta(days=90)
        )
    )

    row = house(document, message).row
    assert (row.status, row.approved_by, row.approved_on) == (
        MessageStatus.APPROVED,
        "Secretary General",
        TODAY,
    )
    assert row.state(TODAY) is MessageStatus.APPROVED
    assert row.state(TODAY + timedelta(days=91)) is MessageStatus.EXPIRED


def test_a_change_to_approved_words_opens_a_new_version_and_keeps_the_old(
    document: Document, undoable: Any, message: str
) -> None:
    undoable(lambda s: parts.add_part(s, part="support", parent_id=message, text="It is fast"))
    approve(document, message)

    assert undoable(lambda s: messages.update_message(s, message, core_line="Waive all duties now."))

    found = house(document, message)
    assert (found.row.status, found.row.version, found.row.approved_by) == (MessageStatus.DRAFT, 2, "")
    (kept,) = found.versions
    assert (kept.version, kept.core_line, kept.supports, kept.approved_by) == (
        1,
        "Waive duties now.",
        "It is fast",
        "Secretary General",
    )
    assert not undoable(lambda s: messages.update_message(s, message, core_line="Waive duties for good."))
    assert house(document, message).row.version == 2


@pytest.mark.parametrize("act", ["add", "change", "delete", "move"])
def test_a_change_to_the_pillars_of_an_approved_message_opens_a_new_version(
    document: Document, undoable: Any, message: str, act: str
) -> None:
    one, two = (
        undoable(lambda s, t=text: parts.add_part(s, part="support", parent_id=message, text=t))
        for text in ("Fast", "Cheap")
    )
    approve(document, message)
    acts = {
        "add": lambda s: parts.add_part(s, part="support", parent_id=message, text="Fair"),
        "change": lambda s: parts.update_parts(s, part="support", ids=[one], text="Very fast"),
        "delete": lambda s: parts.delete_parts(s, part="support", ids=[one]),
        "move": lambda s: parts.move_part(s, part="support", row_id=two, place=0),
    }
    undoable(acts[act])

    found = house(document, message)
    assert (found.row.version, found.row.status) == (2, MessageStatus.DRAFT)
    assert found.versions[0].supports == "Fast\nCheap"


def test_what_is_not_the_wording_leaves_the_approval(document: Document, undoable: Any, message: str) -> None:
    one = undoable(lambda s: parts.add_part(s, part="support", parent_id=message, text="Fast"))
    approve(document, message)

    assert not undoable(lambda s: messages.update_message(s, message, note="For the press officer"))
    undoable(lambda s: parts.update_parts(s, part="support", ids=[one], disclosure="if-raised"))

    assert house(document, message).row.status is MessageStatus.APPROVED


def test_an_earlier_version_is_taken_up_again(document: Document, undoable: Any, message: str) -> None:
    approve(document, message)
    undoable(lambda s: messages.update_message(s, message, core_line="Something else"))
    undoable(lambda s: message_house.restore_version(s, message, 1))

    assert house(document, message).row.core_line == "Waive duties now."
    with pytest.raises(InvalidValueError, match="no such version"):
        document.edit(Label("test.edit"), lambda s: message_house.restore_version(s, message, 7))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"by": " "}, "who approved"),
        ({"by": "SG", "expires_on": TODAY - timedelta(days=1)}, "expire before"),
        ({"by": "SG", "on": TODAY + timedelta(days=2)}, "in the future"),
    ],
)
def test_an_approval_that_makes_no_sense_is_refused(
    document: Document, message: str, values: dict[str, Any], why: str
) -> None:
    with pytest.raises(InvalidValueError, match=why):
        document.edit(Label("test.edit"), lambda s: messages.approve_message(s, message, **values))
    assert house(document, message).row.status is MessageStatus.DRAFT


def test_nothing_is_not_approved(document: Document, undoable: Any, message: str) -> None:
    undoable(lambda s: messages.update_message(s, message, core_line=" "))
    for act in (messages.send_to_review, lambda s, m: messages.approve_message(s, m, by="SG")):
        with pytest.raises(InvalidValueError, match="nothing to approve"):
            document.edit(Label("test.edit"), lambda s, act=act: act(s, message))


@pytest.mark.parametrize("field", ["status", "version", "approved_by"])
def test_approval_is_not_written_past_its_own_act(document: Document, message: str, field: str) -> None:
    with pytest.raises(InvalidValueError):
        document.edit(
            Label("test.edit"), lambda s: messages.update_message(s, message, **{field: "approved"})
        )


def test_a_language_that_does_not_exist_is_refused(document: Document, message: str) -> None:
    with pytest.raises(InvalidValueError, match="no such language"):
        document.edit(Label("test.edit"), lambda s: messages.update_message(s, message, language="qq"))


def test_a_text_of_a_megabyte_is_refused_and_the_old_one_stays(document: Document, message: str) -> None:
    with pytest.raises(TextTooLongError):
        document.edit(
            Label("test.edit"), lambda s: messages.update_message(s, message, core_line="x" * 1_000_000)
        )
    assert house(document, message).row.core_line == "Waive duties now."


def test_a_core_line_longer_than_a_breath_says_so(document: Document, undoable: Any, message: str) -> None:
    undoable(lambda s: messages.update_message(s, message, core_line="word " * 27))
    assert not house(document, message).row.is_long
    undoable(lambda s: messages.update_message(s, message, core_line="word " * 28))
    assert house(document, message).row.is_long


def test_proof_points_are_shared_and_lie_under_one_pillar_or_all(
    plan: Any, document: Document, undoable: Any, message: str
) -> None:
    other = undoable(lambda s: messages.add_message(s, campaign_id=plan.campaign, title="Another"))
    pillar = undoable(lambda s: parts.add_part(s, part="support", parent_id=message, text="Fast"))
    proof = undoable(
        lambda s: parts.add_part(
            s, part="proof_point", parent_id=plan.campaign, text="11 days lost in 2024", source="Audit"
        )
    )
    undoable(lambda s: message_house.lay_proof(s, message_id=message, proof_id=proof))
    undoable(lambda s: message_house.lay_proof(s, message_id=message, proof_id=proof, support_id=pillar))
    undoable(lambda s: message_house.lay_proof(s, message_id=other, proof_id=proof))

    (laid,) = house(document, message).floor
    assert (laid.support_id, laid.proof.text) == (pillar, "11 days lost in 2024")
    assert set(laid.proof.used_by) == {message, other}
    with pytest.raises(InvalidValueError, match="another message"):
        document.edit(
            Label("test.edit"),
            lambda s: message_house.lay_proof(s, message_id=other, proof_id=proof, support_id=pillar),
        )

    undoable(lambda s: message_house.lift_proof(s, message_id=message, proof_id=proof))
    assert house(document, message).floor == ()
    assert len(document.read(lambda s: message_house.proof_rows(s, plan.campaign))) == 1


def test_a_variant_knows_that_its_master_changed_since(
    plan: Any, document: Document, undoable: Any, message: str
) -> None:
    key = undoable(
        lambda s: message_house.add_variant(
            s, message_id=message, language="ar", stakeholder_id=plan.ministry, core_line="أعفوا المساعدات"
        )
    )
    approve(document, message)
    undoable(lambda s: messages.update_message(s, message, core_line="Waive all duties."))

    (variant,) = house(document, message).variants
    assert (variant.audience_name, variant.behind) == ("Ministry of Finance", True)
    undoable(lambda s: message_house.renew_variant(s, key))
    assert not house(document, message).variants[0].behind


def test_there_is_one_variant_for_an_audience_and_a_language(
    plan: Any, document: Document, undoable: Any, message: str
) -> None:
    def add(language: str, audience: str) -> Any:
        return lambda s: message_house.add_variant(
            s, message_id=message, language=language, audience=audience
        )

    undoable(add("fr", "Members of parliament"))
    undoable(add("es", "Members of parliament"))
    with pytest.raises(InvalidValueError, match="already"):
        document.edit(Label("test.edit"), add("FR", " members of Parliament "))


def test_a_change_to_an_approved_variant_makes_it_a_draft(
    document: Document, undoable: Any, message: str
) -> None:
    key = undoable(lambda s: message_house.add_variant(s, message_id=message, language="fr"))
    undoable(lambda s: message_house.update_variant(s, key, core_line="Levez", status=MessageStatus.APPROVED))
    assert house(document, message).variants[0].status is MessageStatus.APPROVED
    undoable(lambda s: message_house.update_variant(s, key, core_line="Levez les droits"))
    assert house(document, message).variants[0].status is MessageStatus.DRAFT
    undoable(lambda s: message_house.delete_variant(s, key))
    assert house(document, message).variants == ()


def test_the_principles_are_checked_in_one_act_with_or_without_concerns(
    document: Document, undoable: Any, message: str
) -> None:
    undoable(lambda s: message_house.check_principles(s, message, by="HD adviser", on=TODAY))
    assert house(document, message).row.checked
    assert house(document, message).checks[0].concerns == ()

    undoable(
        lambda s: message_house.check_principles(
            s,
            message,
            by="HD adviser",
            on=TODAY,
            concerns=[(Principle.NEUTRALITY, "Said beside a party", "")],
        )
    )
    row = house(document, message).row
    assert (row.concerns, len(house(document, message).checks)) == (1, 2)
    with pytest.raises(InvalidValueError, match="what the concern is"):
        document.edit(
            Label("test.edit"),
            lambda s: message_house.check_principles(
                s, message, by="X", concerns=[(Principle.UNITY, " ", "")]
            ),
        )


def test_a_copy_is_a_draft_with_all_words_and_shared_proof(
    plan: Any, document: Document, undoable: Any, message: str
) -> None:
    pillar = undoable(lambda s: parts.add_part(s, part="support", parent_id=message, text="Fast"))
    proof = undoable(lambda s: parts.add_part(s, part="proof_point", parent_id=plan.campaign, text="11 days"))
    undoable(lambda s: message_house.lay_proof(s, message_id=message, proof_id=proof, support_id=pillar))
    undoable(lambda s: parts.add_part(s, part="counter_argument", parent_id=message, argument="It costs"))
    undoable(lambda s: message_house.add_variant(s, message_id=message, language="fr"))
    approve(document, message)

    key = undoable(lambda s: messages.copy_message(s, message, title="For parliament"))

    copy = house(document, key)
    assert (copy.row.title, copy.row.status, copy.row.version) == ("For parliament", MessageStatus.DRAFT, 1)
    assert [one.text for one in copy.supports] == ["Fast"]
    assert [one.support_id for one in copy.floor] == [copy.supports[0].id]
    assert (len(copy.variants), len(copy.answers), copy.checks) == (1, 1, ())
    assert house(document, message).row.status is MessageStatus.APPROVED


def test_messages_are_put_in_order_and_deleted(
    plan: Any, document: Document, undoable: Any, message: str
) -> None:
    second = undoable(lambda s: messages.add_message(s, campaign_id=plan.campaign, title="Second"))
    undoable(lambda s: messages.move_message(s, second, 0))
    rows = document.read(lambda s: messages.message_rows(s, plan.campaign))
    assert [row.title for row in rows] == ["Second", "Speed saves money"]

    assert undoable(lambda s: messages.delete_messages(s, [message, second])) == 2
    with pytest.raises(NotFoundError):
        house(document, message)
