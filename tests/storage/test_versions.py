"""Versions of a file: made beside it while it is worked on, listed, looked into, gone back to, kept by the rule."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.stakeholders import Stakeholder, StakeholderName
from hdplanner.errors import NotFoundError, ReadOnlyFileError
from hdplanner.progress import Cancelled
from hdplanner.storage import Document, GroupKind, Label, versions
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import make_key
from hdplanner.storage.versions_between import steps_after
from hdplanner.storage.versions_open import look_at
from hdplanner.storage.versions_restore import restore

FILES = Path(__file__).parent / "files"


@pytest.fixture
def file(tmp_path: Path, passphrase: str | None) -> Iterator[Document]:
    with Document.create(tmp_path / "plan.hdplan", author="Ann", passphrase=passphrase) as document:
        yield document


def source(document: Document) -> versions.Source:
    found = document.on_file(versions.source_of)
    assert found is not None
    return found


def kept(document: Document, why: Why = Why.HOUR, name: str = "") -> versions.Version:
    found = versions.keep(document, why, name)
    assert found is not None, document.version_trouble
    return found


def test_a_version_lies_in_a_folder_beside_the_file_and_says_what_it_is(
    file: Document, new_desk: Callable[..., Any], passphrase: str | None
) -> None:
    new_desk(file).stakeholder("Ministry of Secrets")
    version = kept(file, Why.NAMED, "Before the meeting")

    folder = file.path.parent / "plan.hdplan-versions"
    assert version.path.parent == folder
    assert (version.why, version.name, version.author) == (Why.NAMED, "Before the meeting", "Ann")
    assert version.head == file.history(limit=1)[0].group
    assert versions.listed(source(file)).versions == (version,)
    assert b"meeting" not in version.path.name.encode()
    if passphrase:
        assert b"Ministry" not in version.path.read_bytes()
        assert b"meeting" not in version.path.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_version_opens_with_the_passphrase_of_the_file(
    file: Document, new_desk: Callable[..., Any], passphrase: str | None
) -> None:
    new_desk(file).stakeholder("Ministry of Health")
    path = kept(file).path
    with Document.open(path, author="Bob", passphrase=passphrase, read_only=True) as copy:
        assert new_desk(copy).names() == ["Ministry of Health"]
        assert copy.verify() == []


def test_nothing_new_makes_no_second_version_but_one_by_hand_does(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    new_desk(file).stakeholder()
    first = kept(file)
    assert kept(file, Why.OPENED) == first
    assert kept(file, Why.NAMED).id != first.id


def test_there_is_no_version_in_memory(document: Document) -> None:
    assert versions.keep(document, Why.HOUR) is None
    assert document.version_trouble is None


def test_a_version_is_whole_though_the_file_is_written_meanwhile(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    desk = new_desk(file)
    for number in range(60):
        desk.stakeholder(f"Ministry {number}", note="x" * 20_000)

    class Writer:
        """Writes an edit whenever the copy says how far it is."""

        calls = 0

        def step(self, done: int, total: int, label: str = "") -> None:
            self.calls += 1
            if self.calls <= 8 and done < total:
                desk.stakeholder(f"Meanwhile {self.calls}")

    writer = Writer()
    version = versions.make(source(file), Why.HOUR, progress=writer)
    assert writer.calls > 1
    with look_at(source(file), version) as copy:
        assert copy.verify() == []
        assert copy.history(limit=1)[0].group == version.head


def test_a_version_that_is_cancelled_leaves_nothing(file: Document, new_desk: Callable[..., Any]) -> None:
    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            raise Cancelled

    new_desk(file).stakeholder()
    with pytest.raises(Cancelled):
        versions.make(source(file), Why.HOUR, progress=Stop())
    assert list(source(file).folder.iterdir()) == []


def test_work_goes_on_where_no_version_can_be_made(file: Document, new_desk: Callable[..., Any]) -> None:
    new_desk(file).stakeholder()
    source(file).folder.write_text("a file is in the way", encoding="utf-8")
    assert versions.keep(file, Why.HOUR) is None
    assert "plan.hdplan-versions" in str(file.version_trouble)
    new_desk(file).stakeholder("Another")


def test_an_import_keeps_the_file_as_it_was(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    desk.stakeholder("Before")
    row = Stakeholder(office_id=desk.office, name="Imported")
    file.edit(Label("import.stakeholders"), lambda s: s.add(row), kind=GroupKind.IMPORT)
    (version,) = versions.listed(source(file)).versions
    assert version.why is Why.IMPORT
    with look_at(source(file), version) as copy:
        assert new_desk(copy).names() == ["Before"]


def test_going_back_is_one_act_that_can_be_undone_and_redone(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    desk = new_desk(file)
    ministry, radio = desk.stakeholder("Ministry"), desk.stakeholder("Radio")
    desk.alias(radio, "FM 101")
    version = kept(file)
    before = desk.content()
    desk.change(ministry, name="Ministry of Health")
    desk.delete(radio)
    desk.alias(desk.stakeholder("Union"), "UoM")
    after, steps = desk.content(), len(file.history())

    changes = restore(file, version)

    assert desk.content() == before
    assert changes.keys["stakeholder"] >= {ministry, radio}
    assert len(file.history()) == steps + 1
    assert file.history(limit=1)[0].kind is GroupKind.RESTORE
    assert file.search("FM 101")
    assert file.verify() == []
    assert versions.listed(source(file)).versions[0].why is Why.RESTORE
    file.undo()
    assert desk.content() == after
    file.redo()
    assert desk.content() == before
    assert file.verify() == []


def test_going_back_to_what_is_there_already_changes_nothing(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    new_desk(file).stakeholder()
    assert not restore(file, kept(file))


def test_what_was_erased_never_comes_back(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    person, above = desk.stakeholder("A person"), desk.stakeholder("A post", code_name="K1")
    desk.alias(person, "Another name")
    desk.change(above, parent_id=person)
    version = kept(file)

    def erase(hand: InHand) -> None:
        with hand.link.writable(), hand.link.immediate():
            hand.link.raw.execute("DELETE FROM stakeholder WHERE id = ?", (person,))
            hand.link.raw.execute("INSERT INTO tombstone VALUES ('stakeholder', ?)", (person,))

    file.on_file(erase, writing=True)
    desk.delete(above)

    restore(file, version)

    assert desk.names() == ["A post"]
    assert file.read(lambda s: s.query(StakeholderName).count()) == 0
    assert file.read(lambda s: s.get_one(Stakeholder, above).parent_id) is None


def test_a_version_of_an_older_format_is_looked_into_and_gone_back_to(
    tmp_path: Path, new_desk: Callable[..., Any]
) -> None:
    path = tmp_path / "old.hdplan"
    path.write_bytes(gzip.decompress((FILES / "schema-1.hdplan.gz").read_bytes()))
    with Document.open(path, author="Ann") as document:
        desk = new_desk(document)
        before = desk.content()
        (version,) = versions.listed(source(document)).versions
        assert (version.why, version.schema, version.path) == (Why.SCHEMA, 1, document.kept_copy)
        with look_at(source(document), version) as copy:
            assert new_desk(copy).content() == before
            with pytest.raises(ReadOnlyFileError):
                new_desk(copy).stakeholder("Not here")
        desk.stakeholder("New")
        restore(document, version)
        assert desk.content() == before
        assert [one.name for one in source(document).folder.iterdir() if one.suffix == ".tmp"] == []


def test_a_version_of_another_file_is_neither_listed_nor_gone_back_to_nor_dropped(
    file: Document, tmp_path: Path, new_desk: Callable[..., Any]
) -> None:
    with Document.create(tmp_path / "other.hdplan", author="Bob") as other:
        strange = kept(other)
    new_desk(file).stakeholder()
    kept(file)
    placed = source(file).folder / "20200101T000000000Z-aaaaaa.hdplan"
    shutil.copy(strange.path, placed)
    found = versions.listed(source(file))
    assert found.unreadable == (placed,)
    with pytest.raises(NotFoundError):
        restore(file, strange)
    for number in range(12):
        new_desk(file).stakeholder(f"Ministry {number}")
        kept(file)
    assert placed.exists()


def test_the_rule_drops_old_ones_but_never_one_kept_by_hand(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    desk = new_desk(file)
    by_hand = kept(file, Why.NAMED, "First")
    for number in range(13):
        desk.stakeholder(f"Ministry {number}")
        last = kept(file)
    found = versions.listed(source(file)).versions
    assert found[0] == last
    assert found[-1] == by_hand
    assert len(found) == 11


def test_what_lies_in_the_folder_may_be_anything(file: Document, new_desk: Callable[..., Any]) -> None:
    new_desk(file).stakeholder()
    version = kept(file)
    folder = source(file).folder
    (folder / "junk.hdplan").write_bytes(os.urandom(9_000))
    (folder / "empty.hdplan").touch()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    acting = driver.connect(str(folder / "acting.hdplan"))
    acting.executescript(
        "PRAGMA application_id = 0x48445031; PRAGMA user_version = 4; "
        "CREATE VIEW meta AS WITH RECURSIVE r(key, value) AS (SELECT 1, 1 UNION ALL SELECT * FROM r) SELECT * FROM r"
    )
    acting.close()
    found = versions.listed(source(file))
    assert found.versions == (version,)
    assert [one.name for one in found.unreadable] == ["acting.hdplan", "empty.hdplan", "junk.hdplan"]
    assert (folder / "notes.txt").exists()


def test_one_is_found_by_the_end_of_its_id_or_by_its_name(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    new_desk(file).stakeholder()
    version = kept(file, Why.NAMED, "Draft")
    for name in (version.id, version.id.split("-")[1], "Draft"):
        assert versions.find(source(file), name) == version
    for name in ("", "nothing"):
        with pytest.raises(NotFoundError):
            versions.find(source(file), name)


@pytest.mark.parametrize("new", ["another secret", None], ids=["encrypted", "plain"])
def test_versions_follow_the_key_of_the_file(
    file: Document, new_desk: Callable[..., Any], new: str | None, passphrase: str | None
) -> None:
    desk = new_desk(file)
    desk.stakeholder("Ministry of Secrets")
    versions_made = [kept(file, Why.NAMED, "One"), kept(file, Why.NAMED, "Two")]
    key = None if new is None else make_key(new)
    (source(file).folder / "strange.hdplan").write_bytes(os.urandom(9_000))

    for _time in range(2):  # a second time finds nothing left to do
        left = file.on_file(lambda hand: versions.rekey(hand, hand.link.key, key))
        assert [one.name for one in left] == ["strange.hdplan"]
    for version in versions_made:
        with Document.open(version.path, author="Ann", passphrase=new, read_only=True) as copy:
            assert new_desk(copy).names() == ["Ministry of Secrets"]
            assert copy.verify() == []
        assert (b"Ministry of Secrets" in version.path.read_bytes()) is (new is None)
        assert versions.read(version.path, key).name == version.name


def test_a_version_written_anew_holds_nothing_of_what_was_taken_out(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    desk = new_desk(file)
    person = desk.stakeholder("Unforgettable")
    version = kept(file)

    def forget(hand: InHand) -> int:
        with hand.link.immediate():
            hand.link.raw.execute("DELETE FROM log_row WHERE row_id = ?", (person,))
            return hand.link.raw.execute("DELETE FROM stakeholder WHERE id = ?", (person,)).rowcount

    key = source(file).key
    assert versions.rewritten(version.path, key, file._layout, forget) == 1
    assert b"nforgettable" not in version.path.read_bytes()
    with look_at(source(file), version) as copy:
        assert new_desk(copy).names() == []
        assert copy.search("Unforgettable") == []
    assert versions.read(version.path, key).at == version.at


def test_an_act_that_fails_leaves_the_version_as_it_was(file: Document, new_desk: Callable[..., Any]) -> None:
    new_desk(file).stakeholder()
    version = kept(file)
    before = version.path.read_bytes()

    def fail(_hand: InHand) -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        versions.rewritten(version.path, source(file).key, file._layout, fail)
    assert version.path.read_bytes() == before
    assert len(list(source(file).folder.iterdir())) == 1


def test_what_a_dead_process_left_half_made_is_swept(file: Document, new_desk: Callable[..., Any]) -> None:
    new_desk(file).stakeholder()
    folder = source(file).folder
    folder.mkdir()
    left, fresh = folder / ".20260101-a.hdplan.0123456789ab.tmp", folder / ".new.0123456789ab.tmp"
    left.touch()
    fresh.touch()
    long_ago = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    os.utime(left, (long_ago, long_ago))
    kept(file)
    assert not left.exists()
    assert fresh.exists()


def test_what_was_done_between_two_versions_is_told(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    key = desk.stakeholder("Ministry")
    kept(file)
    desk.change(key, name="Ministry of Health")
    desk.change(key, note="A note")
    kept(file)
    desk.delete(key)
    found = versions.listed(source(file)).versions
    told = file.on_file(lambda hand: steps_after(hand, found))
    newest, first = (told[one.id] for one in found)
    assert (newest.steps, [label.key for label in newest.labels]) == (1, ["stakeholder.delete"])
    assert (first.steps, first.authors) == (2, ("Ann",))
    assert [label.key for label in first.labels] == ["stakeholder.change"] * 2


def test_a_version_that_the_log_does_not_know_is_said_to_be_so(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    new_desk(file).stakeholder("Ministry")
    version = replace(kept(file), head="not in the log")
    assert not file.on_file(lambda hand: steps_after(hand, [version]))[version.id].known
