"""The end of the change log: what is older than a date goes, that it was done stays, and a version is kept before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.errors import NothingToUndoError, PlannerError
from hdplanner.progress import Cancelled
from hdplanner.services import attachments
from hdplanner.storage import Document, Label, versions
from hdplanner.storage.compaction import LARGE_SETTING, compact, large_log, log_size
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.versions_open import look_at
from hdplanner.storage.versions_restore import restore

CUT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, passphrase: str | None) -> Iterator[Document]:
    with Document.create(tmp_path / "plan.hdplan", author="Ann", passphrase=passphrase) as document:
        yield document


def set_back(document: Document) -> None:
    """Make all that was done so far a year older than the date of the tests' compaction."""
    at = (CUT - timedelta(days=365)).isoformat(timespec="milliseconds")

    def work(hand: InHand) -> None:
        with hand.link.writable(), hand.link.immediate():
            hand.link.raw.execute("UPDATE log_group SET at = ?", (at,))

    document.on_file(work, writing=True)


def images(document: Document) -> int:
    return document.read(lambda s: int(s.execute(text("SELECT count(*) FROM log_row")).scalar_one()))


def test_old_images_go_and_that_it_was_done_stays(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    old = desk.stakeholder("Ministry", note="x" * 10_000)
    for number in range(40):
        desk.change(old, note=f"{number}" * 10_000)
    set_back(file)
    desk.change(old, name="Ministry of Health")
    before, steps, size = desk.content(), len(file.history()), file.path.stat().st_size

    done = compact(file, CUT)

    assert done.groups == steps - 1
    assert done.packed
    assert done.after < done.before == size
    assert file.path.stat().st_size == done.after
    assert images(file) == 1
    assert len(file.history()) == steps
    assert desk.content() == before
    assert file.verify() == []


def test_undo_stops_where_the_log_was_compacted(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    key = desk.stakeholder("Ministry")
    set_back(file)
    desk.change(key, name="Ministry of Health")
    compact(file, CUT)
    file.undo()
    assert file.next_undo() is None
    with pytest.raises(NothingToUndoError):
        file.undo()
    assert desk.names() == ["Ministry"]
    file.redo()
    assert desk.names() == ["Ministry of Health"]


def test_what_was_undone_before_the_cut_is_not_redone(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    desk.stakeholder("Ministry")
    set_back(file)
    file.undo()
    assert file.next_redo() is not None
    compact(file, CUT)
    assert file.next_redo() is None


def test_the_version_before_holds_the_whole_log(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    key = desk.stakeholder("Ministry")
    set_back(file)
    compact(file, CUT)
    source = file.on_file(versions.source_of)
    assert source is not None
    (version,) = versions.listed(source).versions
    assert version.why is Why.COMPACTION
    desk.delete(key)
    restore(file, version)
    assert desk.names() == ["Ministry"]
    assert file.verify() == []


def test_nothing_is_compacted_where_no_version_can_be_kept(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    new_desk(file).stakeholder("Ministry")
    set_back(file)
    versions.folder_of(file.path).write_text("in the way", encoding="utf-8")
    count = images(file)
    with pytest.raises(PlannerError):
        compact(file, CUT)
    assert images(file) == count


def test_cancelled_the_log_is_whole(file: Document, new_desk: Callable[..., Any]) -> None:
    class Stop:
        """Lets the version be made, and stops after it."""

        def step(self, done: int, total: int, label: str = "") -> None:
            if total < 3:
                raise Cancelled

    new_desk(file).stakeholder("Ministry")
    set_back(file)
    count = images(file)
    with pytest.raises(Cancelled):
        compact(file, CUT, Stop())
    assert images(file) == count
    assert file.verify() == []


def test_bytes_that_nothing_names_any_more_go_and_stay_in_the_version(
    file: Document, new_desk: Callable[..., Any]
) -> None:
    new_desk(file)

    def attach(name: str) -> str:
        content = name.encode() * 5_000
        return file.edit(
            Label("attachment.add"),
            lambda s: attachments.add_attachment(s, name=name, media_type="text/plain", content=content),
        ).result

    taken = attach("taken.txt")
    attach("stays.txt")
    file.edit(Label("attachment.delete"), lambda s: attachments.delete_attachment(s, taken))
    set_back(file)
    blobs = "SELECT count(*) FROM blob"
    assert file.read(lambda s: s.execute(text(blobs)).scalar_one()) == 2
    compact(file, CUT)
    assert file.read(lambda s: s.execute(text(blobs)).scalar_one()) == 1
    source = file.on_file(versions.source_of)
    assert source is not None
    with look_at(source, versions.listed(source).versions[0]) as copy:
        assert copy.read(lambda s: s.execute(text(blobs)).scalar_one()) == 2


def test_a_second_time_finds_nothing(file: Document, new_desk: Callable[..., Any]) -> None:
    new_desk(file).stakeholder("Ministry")
    set_back(file)
    assert compact(file, CUT).groups > 0
    assert compact(file, CUT).groups == 0


def test_a_large_log_is_called_large(file: Document, new_desk: Callable[..., Any]) -> None:
    desk = new_desk(file)
    key = desk.stakeholder("Ministry", note="x" * 20_000)
    for number in range(20):
        desk.change(key, note=f"{number % 10}" * 20_000)
    source = file.on_file(versions.source_of)
    assert source is not None
    found = log_size(source)
    assert 20 * 20_000 < found.log <= found.file
    assert found.oldest is not None
    assert not found.large
    assert large_log(source) is None
    file.set_setting(LARGE_SETTING, "1000")
    assert log_size(source).large


def test_a_small_file_is_not_even_read(file: Document) -> None:
    source = file.on_file(versions.source_of)
    assert source is not None
    assert large_log(source) is None
    assert large_log(replace(source, path=source.path.with_name("gone.hdplan"))) is None


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from hdplanner.storage import Document
from hdplanner.storage.compaction import compact
class Kill:
    def step(self, done, total, label=""):
        if total == 3 and done >= int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
document = Document.open(sys.argv[1], author="Ann")
compact(document, datetime(2026, 1, 1, tzinfo=UTC), Kill())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("place", [0, 1])
def test_killed_in_the_middle_the_log_is_whole(
    tmp_path: Path, new_desk: Callable[..., Any], place: int
) -> None:
    path = tmp_path / "plan.hdplan"
    with Document.create(path, author="Ann") as document:
        desk = new_desk(document)
        key = desk.stakeholder("Ministry")
        for number in range(205):
            desk.change(key, note=str(number))
        set_back(document)
        count = images(document)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path), str(place)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with Document.open(path, author="Bob") as document:
        assert images(document) == count
        assert document.verify() == []
        assert compact(document, CUT).groups > 200
    assert not list(versions.folder_of(path).glob(f"{os.curdir}*-journal"))
