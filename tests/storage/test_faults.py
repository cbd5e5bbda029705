from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.errors import DiskFullError, FileVanishedError
from hdplanner.storage import Document


@pytest.fixture
def open_desk(tmp_path: Path, passphrase: str | None, new_desk: Callable[..., Any]) -> Any:
    with Document.create(tmp_path / "campaign.hdplan", author="Ann", passphrase=passphrase) as document:
        desk = new_desk(document)
        desk.stakeholder("Ministry of Health")
        yield desk


def test_a_full_disk_loses_nothing_and_ends_with_room(open_desk: Any) -> None:
    document, before = open_desk.document, open_desk.content()
    raw = document._link.raw
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")

    for _attempt in range(2):
        with pytest.raises(DiskFullError):
            open_desk.stakeholder("Too much", note="x" * 20_000)
        assert open_desk.content() == before
        assert not raw.in_transaction

    raw.execute("PRAGMA max_page_count = 1000000")
    open_desk.stakeholder("Enough room", note="x" * 20_000)
    assert open_desk.names() == ["Ministry of Health", "Enough room"]
    assert document.verify() == []


def test_an_undo_on_a_full_disk_changes_nothing(open_desk: Any) -> None:
    key = open_desk.stakeholder("Large", note="x" * 20_000)
    open_desk.delete(key)
    before, raw = open_desk.content(), open_desk.document._link.raw
    pages = (
        raw.execute("PRAGMA page_count").fetchone()[0] - raw.execute("PRAGMA freelist_count").fetchone()[0]
    )
    raw.execute(f"PRAGMA max_page_count = {pages}")
    for _filler in range(60):  # use up what is free
        try:
            open_desk.stakeholder("Filler", note="y" * 20_000)
        except DiskFullError:
            break
        before = open_desk.content()

    with pytest.raises(DiskFullError):
        while True:
            open_desk.document.undo()
            open_desk.document.redo()
    assert not raw.in_transaction
    assert open_desk.document.verify() == []
    assert set(before) == set(open_desk.content())


@pytest.mark.parametrize("what", ["deleted", "moved", "replaced"])
def test_a_file_gone_underneath_takes_no_edit(open_desk: Any, tmp_path: Path, what: str) -> None:
    path = open_desk.document.path
    aside = tmp_path / "aside.hdplan"
    content = path.read_bytes()
    if what == "deleted":
        path.unlink()
    else:
        path.rename(aside)
    if what == "replaced":
        path.write_bytes(content)

    for edit in (open_desk.stakeholder, open_desk.document.undo):
        with pytest.raises(FileVanishedError):
            edit()
    assert open_desk.names() == ["Ministry of Health"]

    if what != "deleted":
        assert aside.read_bytes() == content
        os.replace(aside, path)
        open_desk.stakeholder("After it came back")


def test_what_is_left_of_a_vanished_file_can_be_saved(open_desk: Any, tmp_path: Path) -> None:
    open_desk.document.path.unlink()
    open_desk.document.save_copy(tmp_path / "saved.hdplan", None)

    with Document.open(tmp_path / "saved.hdplan", author="Ann") as document:
        assert document.search("ministry")
