"""A part that was sent out comes back: what it never held is neither lost nor overwritten in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import ConflictKind
from hdplanner.errors_merge import PartOfFileError
from hdplanner.storage import Document
from hdplanner.storage.merge_rows import Answer, Decision
from hdplanner.storage.part_copy import LeftOut, write_part
from tests.storage.conftest import Desk


class Sent:
    """An office's file, and a part of it without notes and without one stakeholder."""

    def __init__(self, document: Document, path: Path) -> None:
        self.desk = Desk(document)
        self.kept = self.desk.stakeholder("Ministry of Health", note="Fears the vote")
        self.hidden = self.desk.stakeholder("A. Witness")
        self.path = path
        left_out = LeftOut({"stakeholder": {self.hidden}}, {"stakeholder": {"note": ""}})
        document.on_file(lambda hand: write_part(hand, path, None, left_out, "internal"))

    def row(self, key: str) -> Any:
        return self.desk.document.read(lambda s: s.get(Stakeholder, key))

    def change_there(self, key: str, **values: Any) -> None:
        with Document.open(self.path, author="Ben") as part:
            Desk(part).change(key, **values)


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[Sent]:
    with Document.create(tmp_path / "whole.hdplan", author="Ann") as document:
        yield Sent(document, tmp_path / "part.hdplan")


def test_nothing_comes_in_from_a_part_that_nobody_worked_in(sent: Sent) -> None:
    assert sent.desk.document.plan_merge(sent.path).nothing_new


def test_what_was_changed_in_a_part_comes_in_and_what_it_never_held_stays(sent: Sent) -> None:
    sent.change_there(sent.kept, mandate="Drafts the law")
    document = sent.desk.document
    plan = document.plan_merge(sent.path)
    assert plan.conflicts == ()
    document.merge(plan, sent.path, {})
    assert sent.row(sent.kept).mandate == "Drafts the law"
    assert sent.row(sent.kept).note == "Fears the vote"
    assert sent.row(sent.hidden).name == "A. Witness"
    assert document.verify() == []
    document.undo()
    assert sent.row(sent.kept).mandate == ""


@pytest.mark.parametrize(
    ("answer", "note"),
    [(Answer.MINE, "Fears the vote"), (Answer.THEIRS, "Met in May"), (None, "Fears the vote")],
)
def test_a_field_that_was_empty_in_the_part_only_is_asked_about(
    sent: Sent, answer: Answer | None, note: str
) -> None:
    sent.change_there(sent.kept, note="Met in May")
    document = sent.desk.document
    plan = document.plan_merge(sent.path)
    assert plan.incoming == ()
    (conflict,) = plan.conflicts
    assert (conflict.kind, conflict.field) == (ConflictKind.FIELD, "note")
    assert (conflict.mine.value, conflict.theirs.value) == ("Fears the vote", "Met in May")
    assert conflict.theirs.author == "Ben"
    document.merge(plan, sent.path, {conflict.key: Decision(answer)} if answer else {})
    assert sent.row(sent.kept).note == note
    assert document.verify() == []
    assert document.plan_merge(sent.path).nothing_new
    assert [one.key for one in document.open_conflicts()] == ([] if answer else [conflict.key])


def test_a_field_that_the_part_did_hold_comes_in_without_a_question(sent: Sent) -> None:
    sent.change_there(sent.kept, name="Ministry of Health and Care")
    plan = sent.desk.document.plan_merge(sent.path)
    assert plan.conflicts == ()
    assert [change.after["name"] for change in plan.incoming if change.after] == [
        "Ministry of Health and Care"
    ]


def test_nothing_is_merged_into_a_part(sent: Sent) -> None:
    whole = sent.desk.document.path
    assert whole is not None
    with Document.open(sent.path, author="Ben") as part:
        with pytest.raises(PartOfFileError, match="part"):
            part.plan_merge(whole)
        assert part.verify() == []
