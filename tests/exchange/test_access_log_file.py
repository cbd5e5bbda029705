"""The access log as a table."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hdplanner.exchange import access_log_file
from hdplanner.storage.access_log import AccessEntry


@pytest.mark.parametrize("author", ["=1+1", "＠Ann", " \r=1+1"])
def test_no_author_of_an_entry_is_taken_for_a_formula(tmp_path: Path, author: str) -> None:
    at = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
    entries = [AccessEntry(number, at, author, "export", {"rows": 3}, "digest") for number in (2, 1)]

    access_log_file.write(tmp_path / "log.csv", entries)

    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as table:
        head, first, second = csv.reader(table)
    assert tuple(head) == access_log_file.COLUMNS
    assert (first[0], second[0]) == ("1", "2")
    assert first[2] == "'" + author
