"""Files that others have, or that are no longer what they were: what the person is told, and the way out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.errors import LockedFileError
from hdplanner.services import stakeholders
from hdplanner.ui import app as application
from hdplanner.ui.common import prompts
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.shell.taking_over import Choice, LockedDialog, may_take_over


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    made = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def at_work(window: MainWindow, tmp_path: Path) -> MainWindow:
    (tmp_path / "stick").mkdir()
    path = tmp_path / "stick" / "plan.hdplan"
    assert window.files.make(path, title="Disaster law", office="Varenia", passphrase="")
    add(window, "Ministry of Finance")
    return window


@pytest.fixture
def path(at_work: MainWindow) -> Path:
    found = at_work.context.gateway.document.path
    assert found is not None
    return found


def add(window: MainWindow, name: str) -> str | None:
    gateway = window.context.gateway
    return gateway.run(
        "stakeholder.add",
        stakeholders.add_stakeholder,
        about={},
        made="stakeholder",
        name=name,
        campaign_id=gateway.campaign_id,
    )


def lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def locked_elsewhere(path: Path, author: str = "Bilal") -> None:
    """A lock as another machine leaves it, whose power went."""
    facts = {"pid": 7, "host": "desk-2", "program": "HD Planner", "author": author}
    lock_of(path).write_text(json.dumps({**facts, "since": "2026-05-03T12:00:00+00:00", "token": "theirs"}))


def choosing(monkeypatch: pytest.MonkeyPatch, choice: Choice, *, sure: bool = False) -> list[str]:
    """Answer what is asked about a lock; returns what was said."""
    said: list[str] = []

    def choose(dialog: LockedDialog) -> int:
        dialog._choose(choice)
        return dialog.result()

    def ask(_parent: object, title: str, sentence: str, verb: str, *, cautious: bool = False) -> bool:
        said.append(f"{title} {sentence} [{verb}]{' cautious' if cautious else ''}")
        return sure

    monkeypatch.setattr(LockedDialog, "exec", choose)
    monkeypatch.setattr(prompts, "ask", ask)
    return said


def test_a_file_in_use_here_can_be_read_and_not_taken_over(
    at_work: MainWindow, path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choosing(monkeypatch, Choice.READ)
    second = application.make_window(qapp, Settings(theme="light"))
    qtbot.addWidget(second)
    assert second.files.open(path)
    assert not second.context.gateway.can_edit
    assert not second.actions_by_key["add"].isEnabled()

    with pytest.raises(LockedFileError) as locked:
        second.context.gateway.open(path)
    assert not may_take_over(locked.value.holder)
    assert not hasattr(LockedDialog(locked.value), "take_over")
    second.close()


def test_a_lock_of_another_machine_is_taken_over_when_a_person_is_sure(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work.context.gateway.close()
    locked_elsewhere(path)
    said = choosing(monkeypatch, Choice.TAKE_OVER, sure=True)

    assert at_work.files.open(path)
    assert at_work.context.gateway.can_edit
    assert add(at_work, "Radio Varenia")
    assert "Bilal on desk-2 has had plan.hdplan open since" in said[0]
    assert said[0].endswith("[Take Over] cautious")


def test_a_lock_stays_where_the_person_is_not_sure(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work.context.gateway.close()
    locked_elsewhere(path)
    choosing(monkeypatch, Choice.TAKE_OVER, sure=False)

    assert not at_work.files.open(path)
    assert "theirs" in lock_of(path).read_text()


def test_a_lock_that_changes_hands_while_we_ask_is_asked_about_again(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work.context.gateway.close()
    locked_elsewhere(path)
    said = choosing(monkeypatch, Choice.TAKE_OVER, sure=True)
    real, turns = prompts.ask, iter(["Chen", ""])

    def ask(*words: object, cautious: bool = False) -> bool:
        if other := next(turns):
            locked_elsewhere(path, other)
            lock_of(path).write_text(lock_of(path).read_text().replace("05-03", "05-04"))
        return bool(real(*words, cautious=cautious))  # type: ignore[arg-type]

    monkeypatch.setattr(prompts, "ask", ask)
    assert at_work.files.open(path)
    assert ["Bilal" in said[0], "Chen" in said[1]] == [True, True]


def test_who_lost_the_file_is_refused_and_offered_a_copy(
    at_work: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    locked_elsewhere(path)

    assert add(at_work, "Radio Varenia") is None
    assert "taken over by Bilal on desk-2" in at_work.banner.text()
    _save_copy_and_work_in_it(at_work, tmp_path / "copy.hdplan", monkeypatch, qtbot)
    assert "theirs" in lock_of(path).read_text()


@pytest.mark.parametrize("what", ["removed", "replaced", "the folder is gone"])
def test_work_on_a_file_that_is_gone_goes_on_in_a_copy(
    at_work: MainWindow, path: Path, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    if what == "the folder is gone":
        path.parent.rename(tmp_path / "elsewhere")
    else:
        path.unlink()
    if what == "replaced":
        path.write_bytes(b"another file")

    assert add(at_work, "Radio Varenia") is None
    assert "no longer where it was" in at_work.banner.text()
    assert at_work.page().count() == 1  # what is there is still shown
    _save_copy_and_work_in_it(at_work, tmp_path / "copy.hdplan", monkeypatch, qtbot)
    if what == "replaced":
        assert path.read_bytes() == b"another file"


def test_when_the_file_comes_back_work_goes_on(at_work: MainWindow, path: Path, tmp_path: Path) -> None:
    path.rename(tmp_path / "aside")
    assert add(at_work, "Radio Varenia") is None

    (tmp_path / "aside").rename(path)
    assert add(at_work, "Radio Varenia")


def test_the_lock_shows_that_we_are_still_here(at_work: MainWindow, path: Path) -> None:
    os.utime(lock_of(path), (0, 0))
    at_work.files.leave_word()
    assert lock_of(path).stat().st_mtime > 0


def _save_copy_and_work_in_it(
    window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    QApplication.processEvents()  # what the room still reads
    monkeypatch.setattr(prompts, "choose_save", lambda *_words: copy)
    assert window.banner._verb.text() == "Save a Copy…"
    with qtbot.waitSignal(window.context.tasks.ended):
        window.banner._verb.click()
    assert window.banner.text() == "A copy was saved as copy.hdplan."
    window.banner._verb.click()
    assert window.context.gateway.document.path == copy
    assert add(window, "Radio Varenia")
    assert window.page().count() == 2
