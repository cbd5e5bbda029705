"""Two copies of one file, kind by kind: what comes in, what is a conflict, and that both ways give the same."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.meetings import Commitment
from hdplanner.domain.packs import Attachment, Blob
from hdplanner.domain.stakeholders import Assessment, Stakeholder, StakeholderName
from hdplanner.domain.values import ConflictKind
from hdplanner.errors import DamagedFileError, NewerFileError, PlannerError, WrongPassphraseError
from hdplanner.errors_merge import (
    AnotherCampaignError,
    MergeOutdatedError,
    SettledConflictError,
    UnfitAnswerError,
    UnmergeableFileError,
)
from hdplanner.progress import Cancelled
from hdplanner.services.duplicates import merge_stakeholders
from hdplanner.storage import Document, Label
from hdplanner.storage.merge_rows import Answer, Decision, MergePlan, MergeReport, Past
from tests.storage.merging import content

EDIT = Label("stakeholder.update")


class Pair:
    """Two offices, Ann here and Bob there, with a ministry, an agency and a name of the ministry that both know."""

    def __init__(self, folder: Path, new_desk: Callable[[Document], Any]) -> None:
        self.here = folder / "here.hdplan"
        self.there = folder / "there.hdplan"
        with Document.create(self.here, author="Ann") as document:
            desk = new_desk(document)
            self.office = desk.office
            self.ministry = desk.stakeholder("Ministry of Water")
            self.agency = desk.stakeholder("Agency for roads")
            self.name = desk.alias(self.ministry, "The ministry")
        shutil.copy(self.here, self.there)
        self.ann = Document.open(self.here, author="Ann")
        self.bob = Document.open(self.there, author="Bob")

    def close(self) -> None:
        self.ann.close()
        self.bob.close()

    def plan(self) -> MergePlan:
        return self.ann.plan_merge(self.there)

    def merge(self, answer: Answer | Decision | None = None, *, back: bool = False) -> MergeReport:
        """Merge Bob's copy into Ann's (or ``back``) with one answer to all; check what holds of every merge."""
        mine, path = (self.bob, self.here) if back else (self.ann, self.there)
        plan = mine.plan_merge(path)
        decision = Decision(answer) if isinstance(answer, Answer) else answer
        decisions = {} if decision is None else {one.key: decision for one in plan.conflicts}
        report = mine.merge(plan, path, decisions, join=merge_stakeholders)
        assert mine.verify() == []
        assert mine.plan_merge(path).nothing_new
        return report


@pytest.fixture
def pair(tmp_path: Path, new_desk: Callable[[Document], Any]) -> Iterator[Pair]:
    made = Pair(tmp_path, new_desk)
    yield made
    made.close()


def change(document: Document, key: str, kind: type[Any] = Stakeholder, **values: Any) -> None:
    def work(session: Any) -> None:
        row = session.get_one(kind, key)
        for name, value in values.items():
            setattr(row, name, value)

    document.edit(EDIT, work)


def add(document: Document, row: Any) -> str:
    key = str(row.id)
    document.edit(EDIT, lambda session: session.add(row))
    return key


def delete(document: Document, key: str, kind: type[Any] = Stakeholder) -> None:
    document.edit(EDIT, lambda session: session.delete(session.get_one(kind, key)))


def value(document: Document, key: str, name: str, kind: type[Any] = Stakeholder) -> Any:
    return document.read(lambda session: getattr(session.get(kind, key), name, None))


def is_there(document: Document, key: str, kind: type[Any] = Stakeholder) -> bool:
    return document.read(lambda session: session.get(kind, key) is not None)


def same_content(pair: Pair) -> bool:
    return content(pair.ann) == content(pair.bob)


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


def test_both_texts_that_are_too_long_together_are_refused(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="a" * 15_000)
    change(pair.bob, pair.ministry, note="b" * 15_000)
    before = content(pair.ann)

    with pytest.raises(UnfitAnswerError):
        pair.merge(Answer.BOTH)

    assert content(pair.ann) == before


def test_a_plan_holds_for_the_files_it_was_made_from(pair: Pair) -> None:
    change(pair.bob, pair.ministry, note="Bob's")
    plan = pair.plan()
    change(pair.bob, pair.ministry, note="Bob's, later")

    with pytest.raises(MergeOutdatedError):
        pair.ann.merge(plan, pair.there, {})

    assert value(pair.ann, pair.ministry, "note") == ""


def test_a_cancelled_merge_leaves_nothing(pair: Pair) -> None:
    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            raise Cancelled

    change(pair.bob, pair.ministry, note="Bob's")
    plan, before = pair.plan(), content(pair.ann)

    with pytest.raises(Cancelled):
        pair.ann.merge(plan, pair.there, {}, progress=Stop())

    assert content(pair.ann) == before
    assert len(pair.ann.history()) == 4


def test_merging_a_file_into_itself_brings_nothing(pair: Pair) -> None:
    assert pair.ann.plan_merge(pair.here).nothing_new


def test_an_erased_record_never_comes_back_and_leaves_the_other_copy(pair: Pair) -> None:
    from hdplanner.storage import erasure

    change(pair.bob, pair.ministry, note="Bob's words on the ministry")
    pair.ann.on_file(lambda hand: erasure.erase(hand, [("stakeholder", pair.ministry)]), writing=True)

    pair.merge()
    assert not is_there(pair.ann, pair.ministry)
    pair.merge(back=True)

    assert not is_there(pair.bob, pair.ministry)
    for path in (pair.here, pair.there):
        assert b"Ministry of Water" not in path.read_bytes()
    pair.ann.undo()
    assert not is_there(pair.ann, pair.ministry)


def test_where_the_log_was_compacted_rows_are_compared_as_they_stand(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's", short_name="")
    delete(pair.ann, pair.agency)
    new = add(pair.bob, Stakeholder(office_id=pair.office, name="Union of mayors"))
    _as_compacted(pair.bob)

    plan = pair.plan()

    assert plan.past is Past.COMPACTED
    assert {one.row_id for one in plan.incoming} == {new, pair.agency}
    assert [(one.field, one.mine.value, one.theirs.value) for one in plan.conflicts] == [
        ("note", "Ann's", "Bob's")
    ]
    pair.merge(Answer.THEIRS)
    assert value(pair.ann, pair.ministry, "note") == "Bob's"


def _as_compacted(document: Document) -> None:
    def act(hand: Any) -> None:
        with hand.link.writable(), hand.link.immediate():
            hand.link.raw.execute("DELETE FROM log_row")
            hand.link.raw.execute("UPDATE log_group SET compacted = 1")

    document.on_file(act, writing=True)


@pytest.mark.parametrize("secret", [None, "another long secret"], ids=["plain", "other passphrase"])
def test_the_other_copy_is_read_whatever_its_passphrase(
    pair: Pair, tmp_path: Path, secret: str | None
) -> None:
    change(pair.bob, pair.ministry, note="Bob's")
    copy = tmp_path / "copy.hdplan"
    pair.bob.save_copy(copy, secret)
    raw = copy.read_bytes()
    if secret:
        with pytest.raises(WrongPassphraseError):
            pair.ann.plan_merge(copy, passphrase="wrong")

    plan = pair.ann.plan_merge(copy, passphrase=secret)
    pair.ann.merge(plan, copy, {}, passphrase=secret)

    assert value(pair.ann, pair.ministry, "note") == "Bob's"
    assert copy.read_bytes() == raw


def test_another_campaign_is_refused(pair: Pair, path: Path) -> None:
    with pytest.raises(AnotherCampaignError):
        pair.ann.plan_merge(path)


HOSTILE = [
    ("UPDATE stakeholder SET name = 7 WHERE name = 'New'; UPDATE log_row SET after = json_set(after, '$.name', 7) "
     "WHERE after LIKE '%\"New\"%'", UnmergeableFileError),
    ("UPDATE stakeholder SET kind = 'ghost' WHERE name = 'New'; UPDATE log_row SET after = "
     "json_set(after, '$.kind', 'ghost') WHERE after LIKE '%\"New\"%'", UnmergeableFileError),
    ("UPDATE log_row SET after = 'nonsense' WHERE after LIKE '%\"New\"%'", DamagedFileError),
    ("UPDATE log_row SET after = json_remove(after, '$.name') WHERE after LIKE '%\"New\"%'", DamagedFileError),
    ("UPDATE log_row SET tbl = 'sqlite_master' WHERE after LIKE '%\"New\"%'", DamagedFileError),
    ("UPDATE log_parent SET parent_id = 'none'", DamagedFileError),
    ("UPDATE log_group SET kind = 'ghost' WHERE seq = 5", DamagedFileError),
    ("UPDATE log_group SET schema = 99 WHERE seq = 5", PlannerError),
    ("UPDATE log_group SET at = 'yesterday' WHERE seq = 5", PlannerError),
    ("UPDATE log_group SET id = char(10) || 'x' WHERE seq = 5", PlannerError),
    ("PRAGMA foreign_keys = OFF; UPDATE stakeholder SET office_id = 'none' WHERE name = 'New'; UPDATE log_row "
     "SET after = json_set(after, '$.office_id', 'none') WHERE after LIKE '%\"New\"%'", UnmergeableFileError),
    ("PRAGMA user_version = 99", NewerFileError),
    ("CREATE VIEW v AS SELECT 1", DamagedFileError),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "refusal"), HOSTILE)
def test_what_we_never_wrote_is_refused_and_nothing_changes(
    pair: Pair, statements: str, refusal: type[PlannerError]
) -> None:
    from sqlcipher3 import dbapi2 as driver

    add(pair.bob, Stakeholder(office_id=pair.office, name="New"))
    pair.bob.close()
    raw = driver.connect(str(pair.there), isolation_level=None)
    for statement in statements.split("; "):
        raw.execute(statement)
    raw.close()
    before, bytes_there = content(pair.ann), pair.there.read_bytes()

    with pytest.raises(refusal):
        pair.ann.merge(pair.ann.plan_merge(pair.there), pair.there, {})

    assert content(pair.ann) == before
    assert pair.ann.verify() == []
    assert len(pair.ann.history()) == 4
    assert pair.there.read_bytes() == bytes_there


MERGER = """
import sys
from hdplanner.storage import Document
document = Document.open(sys.argv[1], author="Ann")
plan = document.plan_merge(sys.argv[2])
print("go", flush=True)
document.merge(plan, sys.argv[2], {})
print("done", flush=True)
"""


@pytest.mark.parametrize("delay", [0, 20_000, 80_000])
def test_a_kill_while_merging_leaves_all_or_nothing(pair: Pair, delay: int) -> None:
    def many(session: Any) -> None:
        session.add_all(Stakeholder(office_id=pair.office, name=f"Body {n}") for n in range(400))
        session.execute(update(Stakeholder).values(note="Bob's"))

    pair.bob.edit(EDIT, many)
    pair.ann.close()
    process = subprocess.Popen(
        [sys.executable, "-c", MERGER, str(pair.here), str(pair.there)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    for _step in range(delay):
        pass
    process.send_signal(signal.SIGKILL)
    told, _none = process.communicate()

    pair.ann = Document.open(pair.here, author="Ann")
    assert pair.ann.verify() == []
    count = pair.ann.read(lambda s: s.query(Stakeholder).count())
    assert count in ((402,) if told else (2, 402))
    pair.merge()
    assert pair.ann.read(lambda s: s.query(Stakeholder).count()) == 402


def test_an_older_copy_is_brought_up_to_date_beside_and_left_as_it_is(tmp_path: Path) -> None:
    import gzip

    packed = sorted((Path(__file__).parent / "files").glob("schema-*.hdplan.gz"))[-1]
    here, there = tmp_path / "here" / "plan.hdplan", tmp_path / "there" / "plan.hdplan"
    for path in (here, there):
        path.parent.mkdir()
        path.write_bytes(gzip.decompress(packed.read_bytes()))
    before = there.read_bytes()

    with Document.open(here, author="Ann") as document:
        lying = {path.name for path in here.parent.iterdir()}
        plan = document.plan_merge(there)
        assert plan.nothing_new
        document.merge(plan, there, {})
        assert document.plan_merge(there).nothing_new
        assert document.verify() == []
        assert {path.name for path in here.parent.iterdir()} == lying

    assert there.read_bytes() == before
    assert [path.name for path in there.parent.iterdir()] == [there.name]


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
