"""Values that no program of ours writes are told as damage; a bug on a sound file stays a bug."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.errors import DamagedFileError
from hdplanner.storage import Document


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "'no kind of ours'"),
        ("kind", "7"),
        ("review_on", "'never'"),
        ("review_on", "'2026-02-30'"),
        ("review_on", "'0000-01-01'"),
        ("name", "x'00ff'"),
        ("name", "'a' || char(0)"),
        ("note", "char(27)"),
        ("note", "hex(zeroblob(50000))"),
        ("parent_id", "id"),
    ],
)
def test_a_value_that_is_none_of_ours_is_found(path: Path, column: str, value: str) -> None:
    _write(path, f"UPDATE stakeholder SET {column} = {value}")

    with Document.open(path, author="Ann") as document:
        assert document.verify()
        with pytest.raises(DamagedFileError, match="stakeholder"):
            document.read(lambda session: [len(row.name) // 0 for row in session.query(Stakeholder)])


def test_a_bug_on_a_sound_file_stays_a_bug(path: Path) -> None:
    with Document.open(path, author="Ann") as document:
        with pytest.raises(ZeroDivisionError):
            document.read(lambda session: session.query(Stakeholder).count() // 0)
        assert document.verify() == []


def test_a_row_that_points_nowhere_is_told_where_a_reader_stumbles(path: Path) -> None:
    _write(path, "DELETE FROM office")

    with Document.open(path, author="Ann") as document, pytest.raises(DamagedFileError, match="office"):
        document.read(lambda session: [][session.query(Stakeholder).count()])


def test_a_search_index_that_does_not_fit_is_told_where_an_edit_stumbles(
    path: Path, new_desk: Callable[..., Any]
) -> None:
    _write(path, "DELETE FROM search_doc")

    with Document.open(path, author="Ann") as document, pytest.raises(DamagedFileError, match="search index"):
        new_desk(document).stakeholder("Ministry of Finance")


def test_a_label_nested_deeper_than_anybody_reads_is_damage_to_the_log(path: Path) -> None:
    _write(path, "UPDATE log_group SET label_ids = printf('%.10000c%.10000c', '[', ']')")

    with Document.open(path, author="Ann") as document, pytest.raises(DamagedFileError, match="change log"):
        document.history()


def _write(path: Path, statement: str) -> None:
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute(statement)
    raw.close()
