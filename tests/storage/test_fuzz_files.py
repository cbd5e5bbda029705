"""Campaign files that somebody tampered with: opened and worked on, or refused in a sentence; never worse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.paths import resource
from hdplanner.services import interchange
from hdplanner.storage import Document, Label, keys
from tests.storage.mutations import DEEP_ONES, EXTREMES

SECRET = "a long secret"
BATCH, PART = 1_000, 5_000
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs limits of Linux")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A file with some rows of nearly every table, and a log with an edit, a deletion and an undo."""
    path, source = tmp_path / "base.hdplan", resource("samples", "disaster-law.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    with Document.create(path, author="Ann") as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data, source))
    _shrink(path)
    with Document.open(path, author="Ann") as document:
        document.edit(Label("stakeholder.change"), _annotate)
        document.edit(Label("stakeholder.delete"), lambda s: s.delete(s.query(Stakeholder).limit(1).one()))
        document.undo()
        assert document.verify() == []
    return path


@pytest.fixture
def encrypted(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    with Document.open(plain, author="Ann") as document:
        document.save_copy(tmp_path / "secret.hdplan", SECRET)
    return tmp_path / "secret.hdplan"


@pytest.mark.parametrize(("kind", "count"), [("bytes", 150), ("rows", 40)])
def test_a_file_that_was_tampered_with_opens_or_is_refused(
    plain: Path, tmp_path: Path, kind: str, count: int
) -> None:
    found = _fuzz(plain, tmp_path, kind, count)

    assert found["wrong"] == []
    assert 0 < found["opened"] < found["tried"] == count


def test_an_encrypted_file_that_was_tampered_with_opens_or_is_refused(
    encrypted: Path, tmp_path: Path
) -> None:
    found = _fuzz(encrypted, tmp_path, "encrypted", 20)

    assert found["wrong"] == []


def test_a_file_with_a_long_or_deep_value_opens_or_is_refused(plain: Path, tmp_path: Path) -> None:
    found = _fuzz(plain, tmp_path, "extremes", len(DEEP_ONES))

    assert found["wrong"] == []


@pytest.mark.soak
def test_a_file_with_100_mb_in_one_value_opens_or_is_refused(plain: Path, tmp_path: Path) -> None:
    count = len(EXTREMES) - len(DEEP_ONES)
    found = _fuzz(plain, tmp_path, "extremes", count, first=len(DEEP_ONES))

    print(f"values of 100 MB: {count} files, opened: {found['opened']}, crashed: {len(found['wrong'])}")
    assert found["wrong"] == []


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_100_000_files_that_were_tampered_with_open_or_are_refused(
    plain: Path, encrypted: Path, tmp_path: Path, part: int
) -> None:
    """In parts of 5,000, for cores side by side (-n 2) and one at a time (-k "100_000 and 7")."""
    kind = "bytes" if part < 14 else "encrypted" if part < 18 else "rows"
    found = _fuzz(encrypted if kind == "encrypted" else plain, tmp_path, kind, PART, first=part * PART)

    opened, wrong = found["opened"], len(found["wrong"])
    print(
        f"mutations ({kind}, part {part}): {PART}, opened: {opened}, refused: {PART - opened}, crashed: {wrong}"
    )
    assert found["wrong"] == []


def _fuzz(base: Path, folder: Path, kind: str, count: int, first: int = 0) -> dict[str, Any]:
    """Try mutations in processes of their own; one that dies is a finding, and the next one goes on behind it."""
    total: dict[str, Any] = {"tried": 0, "opened": 0, "wrong": []}
    at, end, room = first, first + count, folder / f"{kind}-{first}"
    room.mkdir(exist_ok=True)
    while at < end:
        size = min(BATCH, end - at)
        command = [sys.executable, "-m", "tests.storage.fuzz_worker", base, room, kind, str(at), str(size)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            part = json.loads(done.stdout)
        else:
            died = int((room / "at.txt").read_text())
            size = died - at + 1
            words = f"{kind} {died}: ended with {done.returncode}: {done.stderr[-2000:]}"
            part = {"tried": size, "opened": 0, "wrong": [words]}
        at += size
        for key in total:
            total[key] += part[key]
    return total


def _shrink(path: Path) -> None:
    """Keep eight stakeholders and what hangs on them: a small file is tried more often in the same time."""
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("DELETE FROM stakeholder WHERE id NOT IN (SELECT id FROM stakeholder ORDER BY id LIMIT 8)")
    for table in ("log_row", "log_parent", "log_group"):
        raw.execute(f"DELETE FROM {table}")
    raw.execute("UPDATE meta SET value = '' WHERE key = 'fold'")  # the search is made anew at opening
    raw.execute("PRAGMA page_size = 1024")  # fewer bytes that hold nothing: each mutation bites
    raw.execute("VACUUM")
    raw.close()


def _annotate(session: Any) -> None:
    for row in session.query(Stakeholder).limit(3):
        row.note = "An old note"
