"""A damaged file: what can be read is saved into a new one, and the damaged one is left as it was."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.stakeholders import Stakeholder, StakeholderName
from hdplanner.errors import (
    DamagedFileError,
    FileExistsRefusedError,
    PassphraseNeededError,
    PlannerError,
    WrongPassphraseError,
)
from hdplanner.storage import Document, Label, versions
from hdplanner.storage.document import default_layout
from hdplanner.storage.salvage import Salvaged, copy_version, last_good_version, salvage
from tests.storage.test_versions import FILES

PAGE = 4_096
NUMBER = 400
EMPTY = 345
"""So many pages an empty file has, with the list of its tables among them."""


@pytest.fixture
def path(tmp_path: Path, passphrase: str | None, new_desk: Callable[..., Any]) -> Path:
    """Return a closed file with many stakeholders, each with another name."""
    path = tmp_path / "plan.hdplan"
    with Document.create(path, author="Ann", passphrase=passphrase) as document:
        desk = new_desk(document)
        rows: list[Any] = []
        for number in range(NUMBER):
            row = Stakeholder(office_id=desk.office, name=f"Ministry {number}", note=f"Note {number} " * 40)
            rows += [row, StakeholderName(stakeholder_id=row.id, name=f"Name {number}")]
        document.edit(Label("stakeholder.add"), lambda s: s.add_all(rows))
    return path


def damage(path: Path, *pages: int) -> bytes:
    """Write noise over whole pages, counted from 1; return what the file is now."""
    noise = random.Random(7)
    with path.open("rb+") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(noise.randbytes(PAGE))
    return path.read_bytes()


def pages_of(path: Path, table: str) -> list[int]:
    """Return which pages of a plain file hold rows of a table: those with its names, found by reading."""
    content = path.read_bytes()
    mark = {"stakeholder": b"Note 2", "log_row": b'"Ministry 2'}[table]
    return [
        number + 1
        for number in range(len(content) // PAGE)
        if mark in (page := content[number * PAGE : (number + 1) * PAGE])
        and (table == "log_row") == (b'{"' in page)
    ]


def saved(path: Path, passphrase: str | None) -> Salvaged:
    return salvage(path, path.with_name("saved.hdplan"), passphrase, default_layout())


def names(document: Document) -> set[str]:
    return document.read(lambda s: {name for (name,) in s.query(Stakeholder.name)})


def test_a_whole_file_is_saved_whole(path: Path, passphrase: str | None) -> None:
    before = path.read_bytes()
    done = saved(path, passphrase)
    assert (done.lost, done.history) == (0, True)
    assert done.saved == 2 * NUMBER + 1
    assert path.read_bytes() == before
    with Document.open(done.path, author="Bob", passphrase=passphrase) as document:
        assert len(names(document)) == NUMBER
        assert document.search("Ministry 77")
        assert document.verify() == []
        document.undo()
        assert names(document) == set()


@pytest.mark.parametrize("seed", range(4))
def test_what_is_saved_of_a_damaged_file_is_in_order(path: Path, passphrase: str | None, seed: int) -> None:
    count = path.stat().st_size // PAGE
    broken = random.Random(seed).sample(range(EMPTY, count), 8)
    before = damage(path, *broken)
    done = saved(path, passphrase)
    assert path.read_bytes() == before
    with Document.open(done.path, author="Bob", passphrase=passphrase) as document:
        assert names(document) <= {f"Ministry {number}" for number in range(NUMBER)}
        assert [one for one in document.verify() if "access" not in one] == []
        assert done.saved + done.lost >= 2 * NUMBER + 1
        assert len(names(document)) >= NUMBER // 2


@pytest.mark.parametrize("passphrase", [None])
def test_rows_on_broken_pages_come_back_from_the_change_log(path: Path, passphrase: str | None) -> None:
    found = pages_of(path, "stakeholder")
    assert len(found) > 4
    damage(path, *found[1:4])
    done = saved(path, None)
    (stakeholders,) = (one for one in done.tables if one.table == "stakeholder")
    assert stakeholders.from_log > 10
    assert (stakeholders.saved, stakeholders.lost) == (NUMBER, 0)
    with Document.open(done.path, author="Bob") as document:
        assert len(names(document)) == NUMBER
        assert document.verify() == []


@pytest.mark.parametrize("passphrase", [None])
def test_where_images_are_lost_undo_stops_and_the_steps_stay(path: Path, passphrase: str | None) -> None:
    damage(path, *pages_of(path, "log_row")[2:4])
    done = saved(path, None)
    assert not done.history
    with Document.open(done.path, author="Bob") as document:
        assert len(names(document)) == NUMBER
        assert document.next_undo() is None
        assert document.history()


@pytest.mark.parametrize("passphrase", [None])
def test_rows_that_are_nowhere_are_counted_by_table(path: Path, passphrase: str | None) -> None:
    with Document.open(path, author="Ann") as document:
        document.on_file(
            lambda hand: hand.link.raw.executescript("PRAGMA query_only = OFF; DELETE FROM log_row"),
            writing=True,
        )
    found = pages_of(path, "stakeholder")
    damage(path, *found[1:3])
    done = saved(path, None)
    lost = {one.table: one.lost for one in done.tables}
    assert lost["stakeholder"] > 5
    assert lost["stakeholder_name"] == lost["stakeholder"]
    with Document.open(done.path, author="Bob") as document:
        assert len(names(document)) == NUMBER - lost["stakeholder"]
        assert document.verify() == []


def test_a_file_that_was_cut_short_is_saved_as_far_as_it_goes(path: Path, passphrase: str | None) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size * 2 // 3 + 100)
    done = saved(path, passphrase)
    assert done.saved > NUMBER // 4
    with Document.open(done.path, author="Bob", passphrase=passphrase) as document:
        assert names(document)


def test_an_edit_that_was_half_made_is_taken_back_in_the_copy(
    path: Path, passphrase: str | None, new_desk: Callable[..., Any]
) -> None:
    journal = path.with_name(f"{path.name}-journal")
    with Document.open(path, author="Ann", passphrase=passphrase) as document:

        def spill(hand: Any) -> tuple[bytes, bytes]:
            raw = hand.link.raw
            raw.executescript("PRAGMA query_only = OFF; PRAGMA cache_spill = 1; PRAGMA cache_size = 1")
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE stakeholder SET name = 'half made', note = name")
            left = path.read_bytes(), journal.read_bytes()
            raw.execute("ROLLBACK")
            return left

        content, left = document.on_file(spill)
    path.write_bytes(content)
    journal.write_bytes(left)
    done = saved(path, passphrase)
    assert journal.read_bytes() == left
    with Document.open(done.path, author="Bob", passphrase=passphrase) as document:
        assert "half made" not in names(document)
        assert len(names(document)) == NUMBER


def test_an_older_format_is_saved_as_it_is_and_opens(tmp_path: Path) -> None:
    path = tmp_path / "old.hdplan"
    path.write_bytes(gzip.decompress((FILES / "schema-2.hdplan.gz").read_bytes()))
    done = saved(path, None)
    with Document.open(done.path, author="Bob") as document:
        assert document.verify() == []
        assert names(document)


def test_what_cannot_be_saved_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.hdplan"
    path.write_bytes(b"SQLite format 3\0" + bytes(9_000))
    with pytest.raises(PlannerError):
        saved(path, None)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.hdplan"]
    path.write_bytes(random.Random(1).randbytes(9_000))
    with pytest.raises(PassphraseNeededError):
        saved(path, None)
    with pytest.raises(WrongPassphraseError):
        saved(path, "a long secret")


@pytest.mark.parametrize("passphrase", [None])
def test_where_the_list_of_tables_is_lost_that_is_said(path: Path, passphrase: str | None) -> None:
    content = path.read_bytes()
    damage(path, content.index(b"CREATE TABLE stakeholder (") // PAGE + 1)
    with pytest.raises(DamagedFileError, match="list of its tables"):
        saved(path, None)


def test_nothing_is_replaced(path: Path, passphrase: str | None) -> None:
    path.with_name("saved.hdplan").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsRefusedError):
        saved(path, passphrase)


def test_the_last_good_version_is_found_past_a_damaged_one(
    path: Path, passphrase: str | None, new_desk: Callable[..., Any]
) -> None:
    with Document.open(path, author="Ann", passphrase=passphrase) as document:
        good = versions.keep(document, Why.NAMED, "Good")
        new_desk(document).stakeholder("Later")
        bad = versions.keep(document, Why.HOUR)
    assert good is not None
    assert bad is not None
    damage(bad.path, bad.path.stat().st_size // PAGE // 2)
    damage(path, 20)
    assert last_good_version(path, passphrase) == good.path
    out = path.with_name("copy.hdplan")
    copy_version(good.path, out, path, passphrase)
    with Document.open(out, author="Bob", passphrase=passphrase) as document:
        assert len(names(document)) == NUMBER
        assert document.setting("name") is None
        assert document.verify() == []
    assert last_good_version(path.with_name("copy.hdplan"), passphrase) is None


def test_a_file_without_any_row_is_no_rescue(tmp_path: Path) -> None:
    path = tmp_path / "plan.hdplan"
    Document.create(path, author="Ann").close()
    with pytest.raises(DamagedFileError):
        saved(path, None)
