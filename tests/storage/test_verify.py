from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.storage import Document, Label


def test_a_file_in_order_has_no_problems(desk: Any) -> None:
    key = desk.stakeholder()
    desk.alias(key, "Alias")
    desk.delete(key)
    desk.document.undo()

    assert desk.document.verify() == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE stakeholder SET name = 'X'", "not as the change log says"),
        ("DELETE FROM stakeholder", "not as the change log says"),
        ("PRAGMA foreign_keys = OFF; UPDATE stakeholder SET office_id = 'none'", "points to a missing row"),
        ("UPDATE log_row SET after = 'nonsense' WHERE seq = 1", "cannot be read"),
        ("UPDATE log_group SET label_ids = '{' WHERE seq = 1", "cannot be read"),
        ("UPDATE log_group SET target = 'none' WHERE seq = 1", "not there"),
        ("DELETE FROM search_index", "missing from the search"),
    ],
)
def test_what_is_wrong_is_said(desk: Any, statement: str, finding: str) -> None:
    desk.stakeholder()
    raw = desk.document._link.raw
    raw.execute("PRAGMA query_only = OFF")
    for part in statement.split("; "):
        raw.execute(part)

    assert any(finding in problem for problem in desk.document.verify())


def test_a_changed_byte_of_an_encrypted_file_is_found(tmp_path: Path, new_desk: Callable[..., Any]) -> None:
    path = tmp_path / "secret.hdplan"
    with Document.create(path, author="Ann", passphrase="secret") as document:
        new_desk(document).stakeholder(note="x" * 9_000)
    content = bytearray(path.read_bytes())
    content[-2_000] ^= 1
    path.write_bytes(content)

    with Document.open(path, author="Ann", passphrase="secret") as document:
        assert document.verify()


def test_a_damaged_page_is_a_finding_and_no_crash(path: Path) -> None:
    with Document.open(path, author="Ann") as document:
        page = document._link.value("SELECT rootpage FROM sqlite_master WHERE name = 'log_row'")
    content = bytearray(path.read_bytes())
    content[(int(str(page)) - 1) * 4096 : int(str(page)) * 4096] = b"\xa5" * 4096
    path.write_bytes(content)

    with Document.open(path, author="Ann", read_only=True) as document:
        assert document.verify()


def test_a_length_in_the_search_index_that_is_made_up_is_a_finding(desk: Any) -> None:
    """SQLite asks for as much memory as the index says, and does not get it."""
    desk.document.edit(
        Label("test"),
        lambda s: s.add_all(Stakeholder(office_id=desk.office, name=f"Ministry {n * 7}") for n in range(500)),
    )
    raw = desk.document._link.raw
    raw.execute("PRAGMA query_only = OFF")
    made_up = "substr(block, 1, 2000) || ? || substr(block, 2101)"
    raw.execute(f"UPDATE search_index_data SET block = {made_up} WHERE length(block) > 4000", [b"\xff" * 100])

    assert "A page of the file is damaged: out of memory." in desk.document.verify()
