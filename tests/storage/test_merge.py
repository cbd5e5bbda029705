"""Two copies of one file, kind by kind: what comes in, what is a conflict, and that both ways give the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.meetings import Commitment
from hdplanner.domain.packs import Attachment, Blob
from hdplanner.domain.stakeholders import Assessment, Stakeholder, StakeholderName
from hdplanner.domain.values import ConflictKind
from hdplanner.errors_merge import (
    SettledConflictError,
)
from hdplanner.storage import Document
from hdplanner.storage.merge_rows import Answer, Decision
from tests.storage.merge_pair import Pair, add, change, delete, is_there, same_content, value
from tests.storage.merging import content


@pytest.fixture
def pair(tmp_path: Path, new_desk: Callable[[Document], Any]) -> Iterator[Pair]:
    made = Pair(tmp_path, new_desk)
    yield made
    made.close()


def test_what_only_one_side_changed_comes_in(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, short_name="MoW")
    change(pair.bob, pair.agency, note="Bob's")
    new = add(pair.bob, Stakeholder(office_id=pair.office, name="Union of mayors"))
    delete(pair.bob, pair.name, StakeholderName)

    plan = pair.plan()
    report = pair.merge()
    pair.merge(back=True)

    assert plan.conflicts == ()
    assert plan.authors == {"Bob": 4}
    assert {change.row_id for change in plan.incoming} == {pair.ministry, pair.agency, new, pair.name}
    assert report.incoming == plan.incoming
    assert (value(pair.ann, pair.ministry, "note"), value(pair.ann, pair.ministry, "short_name")) == (
        "Ann's",
        "MoW",
    )
    assert is_there(pair.ann, new)
    assert not is_there(pair.ann, pair.name, StakeholderName)
    assert same_content(pair)


def test_the_same_change_on_both_sides_is_one_change(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Said twice")
    change(pair.bob, pair.ministry, note="Said twice")

    assert pair.plan().nothing_new
    pair.merge()
    change(pair.ann, pair.ministry, note="Said anew")
    pair.merge(back=True)

    assert value(pair.bob, pair.ministry, "note") == "Said anew"


def test_both_different_is_a_conflict_with_who_when_and_the_old_value(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")

    (conflict,) = pair.plan().conflicts

    assert (conflict.kind, conflict.field, conflict.base) == (ConflictKind.FIELD, "note", "")
    assert (conflict.mine.value, conflict.mine.author) == ("Ann's", "Ann")
    assert (conflict.theirs.value, conflict.theirs.author) == ("Bob's", "Bob")
    assert conflict.mine.at is not None
    assert Answer.BOTH in conflict.answers


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (Decision(Answer.MINE), "Ann's"),
        (Decision(Answer.THEIRS), "Bob's"),
        (Decision(Answer.BOTH), "Ann's\n\nBob's"),
        (Decision(Answer.EDITED, "Written anew"), "Written anew"),
    ],
)
def test_a_decision_travels_and_is_never_asked_again(pair: Pair, decision: Decision, expected: str) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")

    report = pair.merge(decision)
    assert (len(report.decided), report.conflicts) == (1, ())
    assert pair.bob.plan_merge(pair.here).conflicts == ()
    pair.merge(back=True)

    assert value(pair.ann, pair.ministry, "note") == value(pair.bob, pair.ministry, "note") == expected
    assert pair.ann.open_conflicts() == pair.bob.open_conflicts() == []
    assert same_content(pair)


def test_what_is_left_open_is_kept_in_both_copies_and_resolved_later(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")
    pair.merge()
    pair.merge(back=True)

    (open_here,), (open_there,) = pair.ann.open_conflicts(), pair.bob.open_conflicts()
    assert open_here.key == open_there.key
    assert (open_here.mine.value, open_there.mine.value) == ("Ann's", "Bob's")

    before = content(pair.ann)
    pair.ann.resolve(open_here.key, Decision(Answer.THEIRS))
    assert value(pair.ann, pair.ministry, "note") == "Bob's"
    pair.ann.undo()
    assert content(pair.ann) == before
    pair.ann.redo()
    pair.merge(back=True)

    assert pair.bob.open_conflicts() == []
    assert same_content(pair)
    with pytest.raises(SettledConflictError):
        pair.bob.resolve(open_there.key, Decision(Answer.MINE))


def test_an_open_conflict_may_be_decided_on_both_sides_and_that_is_a_new_one(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")
    pair.merge()
    pair.merge(back=True)
    key = pair.ann.open_conflicts()[0].key
    pair.ann.resolve(key, Decision(Answer.MINE))
    pair.bob.resolve(key, Decision(Answer.EDITED, "Bob's again"))

    (conflict,) = pair.plan().conflicts

    assert conflict.key != key
    assert {conflict.mine.value, conflict.theirs.value} == {"Ann's", "Bob's again"}


@pytest.mark.parametrize(("answer", "stays"), [(Answer.MINE, True), (Answer.THEIRS, False)])
def test_delete_against_edit_is_one_conflict_with_all_that_hangs_on_it(
    pair: Pair, answer: Answer, stays: bool
) -> None:
    promise = add(
        pair.ann, Commitment(office_id=pair.office, stakeholder_id=pair.ministry, wording="More water")
    )
    change(pair.ann, pair.ministry, note="Edited")
    delete(pair.bob, pair.ministry)

    (conflict,) = pair.plan().conflicts
    assert (conflict.kind, conflict.row_id) == (ConflictKind.DELETED, pair.ministry)
    assert conflict.hanging == (("stakeholder_name", pair.name),)
    assert conflict.theirs.value is None

    pair.merge(answer)
    pair.merge(back=True)

    for document in (pair.ann, pair.bob):
        assert is_there(document, pair.ministry) == is_there(document, pair.name, StakeholderName) == stays
        expected = pair.ministry if stays else None
        assert value(document, promise, "stakeholder_id", Commitment) == expected
    assert same_content(pair)


def test_a_deleted_record_comes_back_later_with_what_hung_on_it(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Edited")
    delete(pair.bob, pair.ministry)
    pair.merge(back=True)
    (conflict,) = pair.bob.open_conflicts()
    assert (conflict.mine.value, is_there(pair.bob, pair.ministry)) == (None, False)

    pair.bob.resolve(conflict.key, Decision(Answer.THEIRS))
    pair.merge()

    assert value(pair.bob, pair.ministry, "note") == "Edited"
    assert is_there(pair.bob, pair.name, StakeholderName)
    assert same_content(pair)


def test_a_deletion_left_open_is_kept_alike_in_both_copies_and_shows_the_record_as_it_is(pair: Pair) -> None:
    delete(pair.ann, pair.ministry)
    change(pair.bob, pair.ministry, note="Edited")
    pair.merge()
    pair.merge(back=True)

    here, there = (
        {key: row for key, row in content(one).items() if key[0] == "merge_conflict"}
        for one in (pair.ann, pair.bob)
    )
    assert here == there
    assert pair.ann.open_conflicts()[0].theirs.value["note"] == "Edited"
    change(pair.bob, pair.ministry, note="Edited again")
    assert pair.bob.open_conflicts()[0].mine.value["note"] == "Edited again"


@pytest.mark.parametrize("answer", [Answer.MINE, Answer.THEIRS])
def test_a_child_added_to_a_deleted_parent_is_a_conflict(pair: Pair, answer: Answer) -> None:
    delete(pair.ann, pair.ministry)
    new = add(pair.bob, StakeholderName(stakeholder_id=pair.ministry, name="Water house"))

    (conflict,) = pair.plan().conflicts
    assert (conflict.kind, conflict.row_id) == (ConflictKind.ORPHAN, pair.ministry)
    assert set(conflict.hanging) == {("stakeholder_name", pair.name), ("stakeholder_name", new)}

    pair.merge(answer)
    pair.merge(back=True)

    assert (
        is_there(pair.ann, new, StakeholderName)
        == is_there(pair.ann, pair.ministry)
        == (answer is Answer.THEIRS)
    )
    assert same_content(pair)


def test_a_pointer_to_a_deleted_record_is_a_conflict(pair: Pair) -> None:
    delete(pair.ann, pair.agency)
    change(pair.bob, pair.ministry, parent_id=pair.agency)

    (conflict,) = pair.plan().conflicts
    assert (conflict.kind, conflict.row_id) == (ConflictKind.ORPHAN, pair.agency)

    pair.merge()
    assert value(pair.ann, pair.ministry, "parent_id") is None
    pair.ann.resolve(conflict.key, Decision(Answer.THEIRS))
    assert value(pair.ann, pair.ministry, "parent_id") == pair.agency
    pair.merge(back=True)
    assert same_content(pair)


def test_a_deletion_that_nobody_minds_comes_in_with_its_cascade(pair: Pair) -> None:
    delete(pair.bob, pair.ministry)

    assert pair.plan().conflicts == ()
    pair.merge()

    assert not is_there(pair.ann, pair.ministry)
    assert not is_there(pair.ann, pair.name, StakeholderName)


@pytest.mark.parametrize("answer", [Answer.MINE, Answer.THEIRS, None])
def test_moves_that_make_a_circle_together_are_a_conflict(pair: Pair, answer: Answer | None) -> None:
    change(pair.ann, pair.ministry, parent_id=pair.agency)
    change(pair.bob, pair.agency, parent_id=pair.ministry)

    (conflict,) = pair.plan().conflicts
    assert conflict.kind is ConflictKind.CIRCLE
    assert {conflict.row_id, conflict.second_id} == {pair.ministry, pair.agency}

    pair.merge(answer)
    if answer is None:
        assert value(pair.ann, pair.ministry, "parent_id") == pair.agency
        pair.ann.resolve(pair.ann.open_conflicts()[0].key, Decision(Answer.THEIRS))
    mine = answer is Answer.MINE
    assert value(pair.ann, pair.ministry, "parent_id") == (pair.agency if mine else None)
    assert value(pair.ann, pair.agency, "parent_id") == (None if mine else pair.ministry)
    pair.merge(back=True)
    assert same_content(pair)


@pytest.mark.parametrize("answer", [Answer.MINE, Answer.THEIRS])
def test_a_circle_that_is_left_open_on_both_sides_is_one_conflict(pair: Pair, answer: Answer) -> None:
    change(pair.ann, pair.ministry, parent_id=pair.agency)
    change(pair.bob, pair.agency, parent_id=pair.ministry)
    pair.merge()
    pair.merge(back=True)

    (here,), (there,) = pair.ann.open_conflicts(), pair.bob.open_conflicts()
    assert here.key == there.key
    pair.bob.resolve(there.key, Decision(answer))
    pair.merge()

    assert (pair.ann.open_conflicts(), pair.bob.open_conflicts()) == ([], [])
    assert same_content(pair)
    ours = answer is Answer.MINE
    assert value(pair.ann, pair.agency, "parent_id") == (pair.ministry if ours else None)


@pytest.mark.parametrize("answer", [Answer.MINE, Answer.THEIRS, Answer.BOTH])
def test_a_stakeholder_entered_twice_is_asked_about(pair: Pair, answer: Answer) -> None:
    ours = add(pair.ann, Stakeholder(office_id=pair.office, name="National Red Aid Society", note="Ours"))
    theirs = add(pair.bob, Stakeholder(office_id=pair.office, name="National Red Aid Society", note="Theirs"))

    (conflict,) = pair.plan().conflicts
    assert conflict.kind is ConflictKind.DUPLICATE
    assert (conflict.row_id, conflict.second_id) == (ours, theirs)

    pair.merge(answer)
    pair.merge(back=True)

    left = [is_there(pair.ann, key) for key in (ours, theirs)]
    assert left == [answer is not Answer.THEIRS, answer is not Answer.MINE]
    assert same_content(pair)


def test_assessments_are_dated_facts_and_both_are_kept(pair: Pair) -> None:
    campaign = add(pair.ann, Campaign(office_id=pair.office, title="Plan"))
    pair.merge(back=True)
    for document, author in ((pair.ann, "Ann"), (pair.bob, "Bob")):
        row = Assessment(
            campaign_id=campaign, stakeholder_id=pair.ministry, made_on=date(2026, 3, 1), author=author
        )
        add(document, row)

    assert pair.plan().conflicts == ()
    pair.merge()

    assert pair.ann.read(lambda s: sorted(name for (name,) in s.query(Assessment.author))) == ["Ann", "Bob"]


def test_what_was_undone_is_no_change(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")
    pair.bob.undo()

    assert pair.plan().nothing_new
    pair.bob.redo()
    assert len(pair.plan().conflicts) == 1


def test_undoing_what_others_have_seen_is_a_change(pair: Pair) -> None:
    change(pair.bob, pair.ministry, note="Bob's")
    pair.merge()
    pair.bob.undo()

    pair.merge()

    assert value(pair.ann, pair.ministry, "note") == ""


def test_a_merge_is_undone_as_one_and_offers_the_same_again(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")
    add(pair.bob, Stakeholder(office_id=pair.office, name="Union of mayors"))
    before, plan = content(pair.ann), pair.plan()
    pair.merge(Answer.THEIRS)
    after = content(pair.ann)

    pair.ann.undo()
    assert content(pair.ann) == before
    again = pair.plan()
    assert (again.incoming, again.conflicts) == (plan.incoming, plan.conflicts)
    pair.ann.redo()
    assert content(pair.ann) == after
    assert pair.plan().nothing_new
    pair.ann.undo()
    pair.merge(Answer.MINE)
    assert value(pair.ann, pair.ministry, "note") == "Ann's"


def test_a_merge_takes_the_history_in_and_names_its_authors(pair: Pair) -> None:
    change(pair.bob, pair.ministry, note="Bob's")
    pair.merge()

    steps = [(row.author, row.kind.value) for row in pair.ann.history(of=pair.ministry)]
    assert steps[:2] == [("Ann", "merge"), ("Bob", "edit")]


def test_files_that_attachments_name_come_along(pair: Pair) -> None:
    import hashlib

    data = b"a letter"
    digest = hashlib.sha256(data).hexdigest()
    add(pair.bob, Blob(id=digest, content=data))
    add(pair.bob, Attachment(office_id=pair.office, name="letter.txt", size=8, digest=digest))

    pair.merge()

    assert pair.ann.read(lambda s: s.get(Blob, digest).content) == data


def test_what_is_added_to_a_record_in_an_open_conflict_hangs_on_that_conflict(pair: Pair) -> None:
    first = add(pair.ann, StakeholderName(stakeholder_id=pair.ministry, name="Water house"))
    delete(pair.bob, pair.ministry)
    pair.merge()
    pair.merge(back=True)
    second = add(pair.ann, StakeholderName(stakeholder_id=pair.ministry, name="House of water"))
    pair.merge(back=True)

    (conflict,) = pair.bob.open_conflicts()
    assert {("stakeholder_name", first), ("stakeholder_name", second)} < set(conflict.hanging)
    pair.bob.resolve(conflict.key, Decision(Answer.THEIRS))
    pair.merge()

    assert all(is_there(pair.bob, key, StakeholderName) for key in (pair.name, first, second))
    assert same_content(pair)
