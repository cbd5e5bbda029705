"""A merge in words, over plans made by hand: what people read of each kind of conflict and of what comes in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.merging import MergeConflict
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import ConflictKind
from hdplanner.services.merge_report import report_rows, report_text, result_text
from hdplanner.services.merge_rows import Act, Outcome, ShownConflict, ShownMerge
from hdplanner.services.merge_words import open_conflict_count, shown_conflicts, shown_merge
from hdplanner.storage import Document, Label, RowChange
from hdplanner.storage.merge_rows import Answer, Claim, Conflict, Decision, MergePlan, Past
from tests.services.conftest import PlanIds

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ALL = tuple(Answer)


def _plan(*conflicts: Conflict, incoming: tuple[RowChange, ...] = (), **other: Any) -> MergePlan:
    facts: dict[str, Any] = {"authors": {}, "past": Past.SHARED, "shared_until": AT, **other}
    return MergePlan(incoming, conflicts, here="h", there="t", **facts)


def _field(row_id: str, field: str, base: object, mine: object, theirs: object, **more: Any) -> Conflict:
    sides = (Claim(mine, "HD adviser", AT), Claim(theirs, "Field office", AT))
    return Conflict(
        f"{row_id}:{field}", ConflictKind.FIELD, "stakeholder", row_id, field, base, *sides, ALL, **more
    )


def _image(document: Document, key: str, **changed: object) -> dict[str, object]:
    def read(session: Session) -> dict[str, object]:
        columns = Stakeholder.__table__.columns
        return dict(session.execute(select(*columns).where(columns.id == key)).mappings().one())

    return {**document.read(read), **changed}


def _shown(document: Document, conflict: Conflict, *, coded: bool = False) -> ShownConflict:
    (shown,) = document.read(lambda session: shown_conflicts(session, [conflict], coded=coded))
    return shown


def test_a_conflict_names_its_record_and_field_and_says_both_values_with_who_and_when(
    document: Document, plan: PlanIds
) -> None:
    shown = _shown(document, _field(plan.ministry, "sensitivity", "internal", "confidential", "public"))
    assert (shown.record, shown.noun, shown.title) == ("Ministry of Finance", "Stakeholder", "Sensitivity")
    assert (shown.mine.text, shown.theirs.text) == ("Confidential", "Public")
    assert shown.base is not None
    assert shown.base.text == "Internal"
    assert (shown.mine.by, shown.theirs.by) == ("HD adviser", "Field office")
    assert "2026" in shown.theirs.when


def test_a_list_is_chosen_from_and_a_text_is_written_from_both(document: Document, plan: PlanIds) -> None:
    chosen = _shown(document, _field(plan.ministry, "sensitivity", "internal", "confidential", "public"))
    assert chosen.draft is not None
    assert ("strictly-confidential", "Strictly confidential") in chosen.draft.options
    written = _shown(document, _field(plan.ministry, "mandate", "", "Drafts the law", "Leads the drafting"))
    assert written.draft is not None
    assert written.draft.value == "Drafts the law\n\nLeads the drafting"
    named = _shown(document, _field(plan.ministry, "name", "A", "Finance", "Ministry"))
    assert named.draft is not None
    assert named.draft.value == "Finance", "two names in one would be no name"


def test_two_texts_that_are_too_long_together_cannot_both_be_taken(document: Document, plan: PlanIds) -> None:
    shown = _shown(document, _field(plan.ministry, "mandate", "", "x" * 12_000, "y" * 12_000))
    assert Answer.BOTH not in shown.verbs
    assert shown.draft is not None
    assert shown.draft.value == "x" * 12_000


def test_without_a_common_past_no_earlier_value_is_claimed(document: Document, plan: PlanIds) -> None:
    conflict = Conflict(
        *("c", ConflictKind.FIELD, "stakeholder", plan.ministry, "mandate", None),
        *(Claim("A"), Claim("B"), ALL),
    )
    shown = _shown(document, conflict)
    assert (shown.base, shown.why) == (None, "The two copies differ here.")


def test_a_day_takes_one_of_both_and_is_not_written_anew(document: Document, plan: PlanIds) -> None:
    shown = _shown(document, _field(plan.person, "review_on", None, "2026-12-01", "2027-01-01"))
    assert shown.mine.text == "1 Dec 2026"
    assert shown.draft is None
    assert Answer.EDITED not in shown.verbs


def test_an_emptied_field_says_that_it_is_empty(document: Document, plan: PlanIds) -> None:
    shown = _shown(document, _field(plan.ministry, "mandate", "Old", "", "New"))
    assert shown.mine.nothing
    assert shown.mine.text == "empty"


def test_a_pointer_is_shown_as_the_name_of_its_record(document: Document, plan: PlanIds) -> None:
    shown = _shown(document, _field(plan.minister, "parent_id", None, plan.ministry, plan.ifrc))
    assert (shown.mine.text, shown.theirs.text) == ("Ministry of Finance", "IFRC delegation")


@pytest.mark.parametrize("here", [True, False])
def test_a_deletion_against_a_change_says_which_side_deleted_and_what_goes_with_it(
    document: Document, plan: PlanIds, here: bool
) -> None:
    base = _image(document, plan.ally)
    changed = {**base, "mandate": "Speaks for the mayors"}
    claims = (Claim(None, "HD adviser", AT), Claim(changed, "Field office", AT))
    mine, theirs = claims if here else claims[::-1]
    conflict = Conflict(
        *("c", ConflictKind.DELETED, "stakeholder", plan.ally, "", base, mine, theirs),
        (Answer.MINE, Answer.THEIRS),
        hanging=(("tie", "1"), ("tie", "2"), ("contact", "3")),
    )
    shown = _shown(document, conflict)
    deleted, kept = (Answer.MINE, Answer.THEIRS) if here else (Answer.THEIRS, Answer.MINE)
    assert (shown.verbs[deleted], shown.verbs[kept]) == ("Delete it", "Keep it")
    assert shown.why.startswith("It was deleted in this file" if here else "It was changed in this file")
    assert "Tie: 2" in shown.hanging
    assert "Contact: 1" in shown.hanging
    assert [(one.label, one.second) for one in shown.fields] == [("Mandate", "Speaks for the mayors")]


def test_a_deleted_record_to_which_the_other_copy_added_can_come_back(
    document: Document, plan: PlanIds
) -> None:
    image = _image(document, plan.ally, id="gone", name="Water board")
    conflict = Conflict(
        *("c", ConflictKind.ORPHAN, "stakeholder", "gone", "", image),
        *(Claim(None, "HD adviser", AT), Claim(image, "Field office", AT)),
        (Answer.MINE, Answer.THEIRS),
        hanging=(("contact", "new"),),
    )
    shown = _shown(document, conflict)
    assert shown.record == "Water board", "only the other copy has it"
    assert shown.verbs == {Answer.MINE: "Delete it", Answer.THEIRS: "Keep it"}
    assert (shown.mine.text, shown.theirs.text) == ("Deleted", "Kept, with what was added to it")
    assert shown.why.startswith("It was deleted in this file, while the other copy added")


def test_two_moves_that_make_a_circle_name_both_records(document: Document, plan: PlanIds) -> None:
    conflict = Conflict(
        *("c", ConflictKind.CIRCLE, "stakeholder", plan.minister, "parent_id", None),
        *(Claim(plan.ministry, "HD adviser", AT), Claim(plan.ally, "Field office", AT)),
        (Answer.MINE, Answer.THEIRS),
        second_id=plan.ministry,
    )
    shown = _shown(document, conflict)
    assert shown.record == "Minister of Finance and Ministry of Finance"
    assert (shown.title, shown.base) == ("Belongs to", None)
    assert shown.mine.text == "Minister of Finance belongs to Ministry of Finance."
    assert shown.theirs.text == "Minister of Finance belongs to Union of mayors."


def test_a_question_that_was_settled_elsewhere_comes_in_with_its_answer(
    document: Document, plan: PlanIds
) -> None:
    image = {"of_table": "stakeholder", "of_row": plan.ally, "of_field": "mandate", "first": '"A"'}
    settled = {**image, "taken": "first", "decided_by": "Field office"}
    incoming = (RowChange("merge_conflict", "q", {**image, "taken": None, "decided_by": ""}, settled),)
    (change,) = document.read(lambda s: shown_merge(s, _plan(incoming=incoming), "kesh.hdplan")).changes
    assert change.record == "Union of mayors"
    assert [line.after for line in change.lines] == ["The earlier one", "Field office"]


def test_a_pair_entered_twice_stands_side_by_side_and_is_one_or_two(
    document: Document, plan: PlanIds
) -> None:
    mine = _image(document, plan.ally)
    theirs = {**mine, "id": "other", "name": "Union of Mayors (UM)", "country": "VR"}
    conflict = Conflict(
        *("c", ConflictKind.DUPLICATE, "stakeholder", plan.ally, "", None),
        *(Claim(mine, "HD adviser", AT), Claim(theirs, "Field office", AT)),
        (Answer.MINE, Answer.THEIRS, Answer.BOTH),
        second_id="other",
    )
    shown = _shown(document, conflict)
    assert shown.record == "Union of mayors and Union of Mayors (UM)"
    assert shown.verbs[Answer.BOTH] == "They are two"
    assert ("Country", "empty", "VR") in [(one.label, one.first, one.second) for one in shown.fields]


def test_what_comes_in_says_its_fields_and_leaves_out_what_says_nothing(
    document: Document, plan: PlanIds
) -> None:
    image = _image(document, plan.ally, id="new", name="River union", note="Met in Kesh")
    before = _image(document, plan.ministry)
    incoming = (
        RowChange("stakeholder", "new", None, image),
        RowChange("stakeholder", plan.ministry, before, {**before, "mandate": "Budget"}),
        RowChange("stakeholder", plan.ifrc, _image(document, plan.ifrc), None),
    )
    shown = document.read(lambda s: shown_merge(s, _plan(incoming=incoming), "kesh.hdplan"))
    changes = {one.record: one for one in shown.changes}
    assert [changes[name].act for name in ("River union", "Ministry of Finance", "IFRC delegation")] == [
        *(Act.ADDED, Act.CHANGED, Act.DELETED)
    ]
    assert {line.label for line in changes["River union"].lines} >= {"Name", "Note"}
    assert "At risk" not in {line.label for line in changes["River union"].lines}
    assert [(one.label, one.before, one.after) for one in changes["Ministry of Finance"].lines] == [
        ("Mandate", "empty", "Budget")
    ]


def test_a_middle_that_was_judged_is_told_of_a_new_assessment(document: Document, plan: PlanIds) -> None:
    image = {"id": "a", "stakeholder_id": plan.ally, "assessed_position": 0, "influence": None, "strained": 0}
    made = _plan(incoming=(RowChange("assessment", "a", None, image),))
    (change,) = document.read(lambda s: shown_merge(s, made, "kesh.hdplan")).changes
    assert ("Assessed position", "Uncommitted (0)") in [(line.label, line.after) for line in change.lines]
    assert "Influence" not in {line.label for line in change.lines}


def test_what_was_shared_is_said_and_so_is_a_past_that_is_gone(document: Document, plan: PlanIds) -> None:
    shared = document.read(lambda s: shown_merge(s, _plan(authors={"Kesh": 3, "": 1}), "kesh.hdplan"))
    assert shared.past.startswith("Both copies shared everything until 20 Nov 2026")
    assert shared.from_whom.endswith("Kesh: 3, nobody named: 1.")
    gone = _plan(past=Past.COMPACTED, shared_until=None)
    assert "compacted" in document.read(lambda s: shown_merge(s, gone, "kesh.hdplan")).past


def test_on_a_coded_screen_no_name_is_read_not_even_of_whom_only_the_other_copy_knows(
    document: Document, plan: PlanIds
) -> None:
    arrival = _image(document, plan.ally, id="new", name="Vera Kolm", code_name="", short_name="")
    conflict = _field(plan.ministry, "mandate", "", "Led by A. Person", "Vera Kolm leads it")
    made = _plan(conflict, incoming=(RowChange("stakeholder", "new", None, arrival),))
    shown = document.read(lambda s: shown_merge(s, made, "kesh.hdplan", coded=True))
    said = repr(shown)
    for name in ("Ministry of Finance", "A. Person", "Vera Kolm"):
        assert name not in said
    assert shown.conflicts[0].draft is None, "a code name must not be written into the file"


def test_a_conflict_that_was_left_open_before_says_so(document: Document, plan: PlanIds) -> None:
    shown = _shown(document, _field(plan.ministry, "mandate", "", "A", "B", left_open=True))
    assert shown.left_open
    assert shown.why.endswith("It was left open by an earlier merge.")


def test_open_conflicts_are_counted(document: Document, plan: PlanIds) -> None:
    assert document.read(open_conflict_count) == 0
    document.edit(Label("test.edit"), lambda session: session.add(MergeConflict(of_table="stakeholder")))
    assert document.read(open_conflict_count) == 1


def _outcome(document: Document, plan: PlanIds) -> Outcome:
    written = _field(plan.ministry, "mandate", "Old", "Drafts the law", "Leads the drafting")
    chosen = _field(plan.ministry, "sensitivity", "internal", "confidential", "public")
    left = _field(plan.ally, "mandate", "", "One", "Two")
    before = _image(document, plan.ifrc)
    incoming = (RowChange("stakeholder", plan.ifrc, before, {**before, "mandate": "Coordinates"}),)
    made = _plan(written, chosen, left, incoming=incoming)
    shown: ShownMerge = document.read(lambda s: shown_merge(s, made, "kesh.hdplan"))
    decided = {
        written.key: Decision(Answer.EDITED, "Drafts and leads"),
        chosen.key: Decision(Answer.EDITED, "strictly-confidential"),
    }
    return Outcome(shown, decided)


def test_the_report_says_what_came_what_was_decided_and_what_is_open(
    document: Document, plan: PlanIds
) -> None:
    text = report_text(_outcome(document, plan))
    for line in (
        "Merge of kesh.hdplan",
        "1 record came in.",
        "    Mandate: Coordinates (before: empty)",
        "2 conflicts were decided.",
        "    Now: Drafts and leads",
        "    Now: Strictly confidential",
        "1 conflict was left open.",
        "  Stakeholder Union of mayors, Mandate",
    ):
        assert line in text.splitlines()


def test_the_report_as_a_table_has_a_row_for_each_field_and_each_conflict(
    document: Document, plan: PlanIds
) -> None:
    head, *rows = report_rows(_outcome(document, plan))
    assert {len(row) for row in rows} == {len(head)}
    assert [(row[0], row[2]) for row in rows] == [
        ("Changed", "IFRC delegation"),
        ("Write anew", "Ministry of Finance"),
        ("Write anew", "Ministry of Finance"),
        ("Left open", "Union of mayors"),
    ]


def test_the_result_of_a_decision_is_what_people_read(document: Document, plan: PlanIds) -> None:
    shown = _shown(document, _field(plan.ministry, "mandate", "", "A", "B"))
    assert result_text(shown, Decision(Answer.MINE)) == "A"
    assert result_text(shown, Decision(Answer.THEIRS)) == "B"
    assert result_text(shown, Decision(Answer.EDITED, "")) == "empty"
