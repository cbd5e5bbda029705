from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hdplanner.domain.values import AccessKind
from hdplanner.storage import Document, access_log


@pytest.fixture
def logged(document: Document) -> Document:
    """A document whose access log has four entries."""
    for number in range(4):
        document.log_access(AccessKind.EXPORT, form="csv", rows=number)
    return document


def _entries(document: Document, limit: int | None = None) -> list[access_log.AccessEntry]:
    return document.on_file(lambda hand: access_log.entries(hand.link.raw, limit))


def test_what_was_let_out_is_listed_with_who_and_what_the_newest_first(logged: Document) -> None:
    found = _entries(logged, limit=2)

    assert [entry.number for entry in found] == [4, 3]
    assert [entry.facts["rows"] for entry in found] == [3, 2]
    assert {(entry.kind, entry.author) for entry in found} == {("export", "Test")}


def test_an_untouched_access_log_is_in_order_and_each_entry_has_a_digest_of_its_own(logged: Document) -> None:
    assert logged.verify() == []
    assert len({entry.digest for entry in _entries(logged)}) == 4


def test_the_head_stands_for_all_entries(logged: Document) -> None:
    head = logged.on_file(lambda hand: access_log.head(hand.link.raw))

    assert (head.count, head.digest) == (4, _entries(logged)[0].digest)


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE access_log SET facts = '{}' WHERE seq = 2", "Entry 2 of the access log was changed"),
        ("UPDATE access_log SET author = 'Nobody' WHERE seq = 1", "Entry 1 of the access log was changed"),
        ("UPDATE access_log SET at = '2026-01-01T00:00:00+00:00' WHERE seq = 3", "Entry 3"),
        ("UPDATE access_log SET at = x'00' WHERE seq = 3", "Entry 3"),
        ("DELETE FROM access_log WHERE seq = 2", "1 entry before number 3"),
        ("DELETE FROM access_log WHERE seq > 2", "last 2 entries of the access log are missing"),
        ("DELETE FROM access_log", "last 4 entries of the access log are missing"),
        ("UPDATE access_log SET seq = 9 WHERE seq = 1; UPDATE access_log SET seq = 1 WHERE seq = 2; "
         "UPDATE access_log SET seq = 2 WHERE seq = 9", "Entry 1 of the access log was changed or moved"),
        ("UPDATE meta SET value = 'x' WHERE key = 'access.head'", "not as the file remembers it"),
    ],
)  # fmt: skip
def test_a_changed_missing_or_moved_entry_is_named(logged: Document, statement: str, finding: str) -> None:
    raw = logged._link.raw
    raw.execute("PRAGMA query_only = OFF")
    for part in statement.split("; "):
        raw.execute(part)

    assert any(finding in problem for problem in logged.verify())


def test_what_is_logged_is_no_step_that_could_be_undone(document: Document) -> None:
    document.log_access(AccessKind.COPY)

    assert document.next_undo() is None
    assert document.history() == []


def test_a_file_that_takes_no_changes_is_not_written_to(path: Path, new_desk: Callable[..., object]) -> None:
    with Document.open(path, author="Ann", read_only=True) as document:
        document.log_access(AccessKind.EXPORT)
        assert _entries(document) == []


def test_entries_that_nobody_could_have_written_are_still_listed(logged: Document) -> None:
    raw = logged._link.raw
    raw.execute("PRAGMA query_only = OFF")
    raw.execute("UPDATE access_log SET facts = '[', at = 'yesterday' WHERE seq = 4")

    assert _entries(logged)[0].facts == {}
