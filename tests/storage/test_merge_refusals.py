"""What a merge refuses or cannot finish leaves the file as it was; old, compacted and erased content."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.errors import DamagedFileError, NewerFileError, PlannerError, WrongPassphraseError
from hdplanner.errors_merge import (
    AnotherCampaignError,
    MergeOutdatedError,
    UnfitAnswerError,
    UnmergeableFileError,
)
from hdplanner.progress import Cancelled
from hdplanner.storage import Document
from hdplanner.storage.merge_rows import Answer, Decision, Past
from tests.storage.merge_pair import EDIT, Pair, add, change, delete, is_there, value
from tests.storage.merging import content


@pytest.fixture
def pair(tmp_path: Path, new_desk: Callable[[Document], Any]) -> Iterator[Pair]:
    made = Pair(tmp_path, new_desk)
    yield made
    made.close()


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


def test_what_differs_without_a_common_past_is_asked_about_once_in_both_copies(pair: Pair) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")
    _as_compacted(pair.bob)
    pair.merge()
    pair.merge(back=True)

    (here,), (there,) = pair.ann.open_conflicts(), pair.bob.open_conflicts()
    assert here.key == there.key
    assert (here.mine.value, there.mine.value) == ("Ann's", "Bob's")
    pair.bob.resolve(there.key, Decision(Answer.MINE))
    pair.merge()

    assert pair.ann.open_conflicts() == []
    assert value(pair.ann, pair.ministry, "note") == value(pair.bob, pair.ministry, "note") == "Bob's"


@pytest.mark.parametrize("answer", [Answer.MINE, Answer.THEIRS])
def test_what_was_decided_without_a_common_past_is_not_asked_again(pair: Pair, answer: Answer) -> None:
    change(pair.ann, pair.ministry, note="Ann's")
    change(pair.bob, pair.ministry, note="Bob's")
    _as_compacted(pair.bob)
    pair.merge(answer)

    assert pair.bob.plan_merge(pair.here).conflicts == ()
    pair.merge(back=True)

    expected = "Ann's" if answer is Answer.MINE else "Bob's"
    assert value(pair.ann, pair.ministry, "note") == value(pair.bob, pair.ministry, "note") == expected


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
