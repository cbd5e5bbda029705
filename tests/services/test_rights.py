from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Delegate, Meeting
from hdplanner.domain.packs import HandOut
from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.values import AccessKind, StakeholderKind
from hdplanner.errors import DiskFullError, NotFoundError
from hdplanner.progress import Cancelled
from hdplanner.services import campaigns, rights, stakeholders
from hdplanner.storage import Document, Label, access_log, versions


def _office(session: Session) -> tuple[str, str]:
    """A plan with one person in it; return both keys."""
    _, campaign = campaigns.start_office(session, name="HD office", campaign_title="Disaster law")
    person = stakeholders.add_stakeholder(
        session, name="Ilmara Vosk", campaign_id=campaign, kind=StakeholderKind.PERSON, note="A river expert"
    )
    stakeholders.add_stakeholder(session, name="Ministry", campaign_id=campaign, note="Ask Ilmara Vosk")
    return campaign, person


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.hdplan"


def _made(path: Path, passphrase: str | None) -> tuple[str, str]:
    with Document.create(path, author="Ann", passphrase=passphrase) as document:
        made = document.edit(Label("office.start"), _office).result
        versions.keep(document, Why.NAMED, "Before Ilmara Vosk asked")
        document.edit(
            Label("test"),
            lambda session: stakeholders.update_stakeholders(session, [made[1]], short_name="Voska"),
        )
        versions.keep(document, Why.NAMED)
    return made


def _bytes_of_versions(path: Path, passphrase: str | None, folder: Path) -> bytes:
    found = b""
    for number, one in enumerate(versions.all_of(path)):
        found += one.read_bytes()
        if passphrase is not None:
            plain = folder / f"{number}.plain"
            with Document.open(one, author="Ann", passphrase=passphrase, read_only=True) as document:
                document.save_copy(plain, None)
            found += plain.read_bytes()
    return found


@pytest.mark.parametrize("passphrase", [None, "a long secret"], ids=["plain", "encrypted"])
def test_an_erasure_reaches_every_version_of_the_file(
    path: Path, tmp_path: Path, passphrase: str | None
) -> None:
    _made(path, passphrase)
    before = tmp_path / "before"
    after = tmp_path / "after"
    before.mkdir()
    after.mkdir()
    assert b"Ilmara Vosk" in _bytes_of_versions(path, passphrase, before)

    with Document.open(path, author="Ann", passphrase=passphrase) as document:
        subject = document.read(lambda session: rights.find_subject(session, "ilmara vosk"))
        done = rights.erase(document, subject)
        assert document.verify() == []

    assert (done.versions, done.out_of_reach) == (2, ())
    found = _bytes_of_versions(path, passphrase, after)
    assert not any(name in found.lower() for name in (b"vosk", b"ilmara"))
    for one in versions.all_of(path):
        with Document.open(one, author="Ann", passphrase=passphrase, read_only=True) as document:
            assert document.verify() == []


def test_a_version_that_does_not_open_is_listed_as_out_of_reach(path: Path) -> None:
    _made(path, None)
    locked = versions.folder_of(path) / "20260101T000000000Z-abcdef.hdplan"
    with Document.create(locked, author="Ann", passphrase="another secret"):
        pass

    with Document.open(path, author="Ann") as document:
        subject = document.read(lambda session: rights.find_subject(session, "Ilmara Vosk"))
        done = rights.erase(document, subject)

    assert [one.kind for one in done.out_of_reach] == ["version"]
    assert locked.name in done.out_of_reach[0].what


def test_where_the_disk_is_full_in_a_version_the_person_is_still_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made(path, None)

    def full(version: Path, *_arguments: object) -> None:
        raise DiskFullError(version)

    with Document.open(path, author="Ann") as document:
        subject = document.read(lambda session: rights.find_subject(session, "Ilmara Vosk"))
        with monkeypatch.context() as patched:
            patched.setattr(versions, "rewritten", full)
            with pytest.raises(DiskFullError):
                rights.erase(document, subject)
        assert document.read(lambda session: rights.find_subject(session, "Ilmara Vosk")) == subject


def test_cancelled_in_the_versions_the_person_is_still_there_and_a_second_time_does_all(path: Path) -> None:
    _made(path, None)

    class Stopping:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done == 1:
                raise Cancelled

    with Document.open(path, author="Ann") as document:
        subject = document.read(lambda session: rights.find_subject(session, "Ilmara Vosk"))
        with pytest.raises(Cancelled):
            rights.erase(document, subject, Stopping())
        assert document.read(lambda session: rights.find_subject(session, "Ilmara Vosk")) == subject
        rights.erase(document, subject)
        with pytest.raises(NotFoundError):
            document.read(lambda session: rights.find_subject(session, "Ilmara Vosk"))


def test_what_left_the_file_is_told_before_and_after(document: Document) -> None:
    campaign, person = document.edit(Label("office.start"), _office).result
    document.log_access(AccessKind.EXPORT, form="csv")
    document.edit(
        Label("test"),
        lambda session: session.add(
            HandOut(
                campaign_id=campaign, title="Brief", recipient="The President", copy_number=3,
                handed_on=date(2026, 10, 1),
            )
        ),
    )  # fmt: skip
    subject = document.read(lambda session: rights.subject_of(session, person))

    plan = rights.plan_erasure(document, subject)

    assert [one.kind for one in plan.out_of_reach] == ["hand-out", "export"]
    assert "The President" in plan.out_of_reach[0].what
    assert plan.rows == {"stakeholder": 1, "involvement": 1}
    assert [one.text for one in plan.passages] == ["Ask Ilmara Vosk"]
    assert rights.erase(document, subject).out_of_reach == plan.out_of_reach


def test_an_erasure_stands_in_the_access_log_without_a_name(document: Document) -> None:
    _campaign, person = document.edit(Label("office.start"), _office).result
    subject = document.read(lambda session: rights.subject_of(session, person))

    done = rights.erase(document, subject)

    (entry,) = document.on_file(lambda hand: access_log.entries(hand.link.raw))
    assert entry.kind == "erasure"
    assert entry.facts == {"ids": [person], "rows": 2, "texts": 1, "versions": 0, "out_of_reach": 0}
    assert done.changes.keys["stakeholder"] > {person}
    assert not done.changes.group


def test_somebody_known_by_name_only_can_be_erased(document: Document) -> None:
    def fill(session: Session) -> None:
        _office(session)
        office = campaigns.office(session)
        assert office is not None
        meeting = Meeting(office_id=office.id, title="Rivers, with Oren Lade")
        session.add_all([meeting, Delegate(meeting_id=meeting.id, name="Oren Lade", function="Note-taker")])

    document.edit(Label("office.start"), fill)
    subject = document.read(lambda session: rights.find_subject(session, "oren lade"))

    assert rights.erase(document, subject).count == 1
    titles = document.read(lambda session: [one.title for one in session.query(Meeting)])
    assert titles == ["Rivers, with [erased]"]


def test_a_name_that_somebody_else_bears_is_said_to_stay(document: Document) -> None:
    _campaign, person = document.edit(Label("office.start"), _office).result
    document.edit(Label("test"), lambda session: stakeholders.add_stakeholder(session, name="Ilmara Vosk"))
    subject = document.read(lambda session: rights.subject_of(session, person))

    done = rights.erase(document, subject)

    assert [one.kind for one in done.out_of_reach] == ["namesake"]
    assert document.read(lambda session: rights.find_subject(session, "Ilmara Vosk")).id != person


def test_nobody_of_that_name_is_not_found(document: Document, plan: Any) -> None:
    with pytest.raises(NotFoundError):
        document.read(lambda session: rights.find_subject(session, "Nobody"))


ERASER = """
import os, signal, sys
from hdplanner.services import rights
from hdplanner.storage import Document
path, limit = sys.argv[1], int(sys.argv[2])
steps = 0
def tick():
    global steps
    steps += 1
    if steps == limit:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0
with Document.open(path, author="Ann") as document:
    document.on_file(lambda hand: hand.link.raw.set_progress_handler(tick, 50))
    rights.erase(document, document.read(lambda session: rights.find_subject(session, "Ilmara Vosk")))
print(steps)
"""


def _erased_and_killed(path: Path, limit: int) -> str:
    asked = [sys.executable, "-c", ERASER, str(path), str(limit)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def _killed(path: Path, tmp_path: Path, kills: int) -> int:
    """Kill as many erasures, each at another moment of the database's work; return how many left nothing behind."""
    _made(path, None)
    whole = tmp_path / "whole"
    shutil.copytree(path.parent, whole, ignore=shutil.ignore_patterns("whole"))
    steps = int(_erased_and_killed(path, 0))
    survived = 0
    for place in range(kills):
        shutil.rmtree(versions.folder_of(path))
        shutil.copytree(whole, path.parent, dirs_exist_ok=True)
        assert _erased_and_killed(path, 1 + place * (steps - 1) // kills) == "", "it was not killed"
        with Document.open(path, author="Ann") as document:
            assert document.verify() == []
            with contextlib.suppress(NotFoundError):
                rights.erase(document, document.read(lambda s: rights.find_subject(s, "Ilmara Vosk")))
            assert document.verify() == []
        held = path.read_bytes() + b"".join(one.read_bytes() for one in versions.all_of(path))
        survived += not any(name in held.lower() for name in (b"vosk", b"ilmara"))
    return survived


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such kill")
def test_an_erasure_that_is_killed_is_whole_or_can_be_asked_for_again(path: Path, tmp_path: Path) -> None:
    assert _killed(path, tmp_path, 5) == 5


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such kill")
def test_many_killed_erasures_leave_nothing_behind(path: Path, tmp_path: Path) -> None:
    kills = 40
    survived = _killed(path, tmp_path, kills)
    print(f"erasures killed and ended: {survived} of {kills}")
    assert survived == kills
