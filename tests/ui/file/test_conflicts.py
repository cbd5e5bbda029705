"""Conflicts that a merge left open: told after opening, looked at, and decided one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.merging import MergeConflict
from hdplanner.domain.values import ConflictKind
from hdplanner.storage import Label
from hdplanner.storage.merge_rows import Answer
from hdplanner.ui import app as application
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import conflicts
from hdplanner.ui.file.conflicts import ConflictsDialog
from hdplanner.ui.settings import Settings
from tests.ui.file.copies import MINISTRY, apart, deciding, every_kind, mandate, merge


@pytest.mark.parametrize("answer", [Answer.MINE, Answer.THEIRS])
def test_every_kind_of_conflict_can_be_left_open_and_decided_later(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
    answer: Answer,
) -> None:
    deciding(monkeypatch, lambda _dialog: 1)
    merge(qtbot, opened, window, every_kind(opened, tmp_path / "kesh.hdplan"))
    assert "6 conflicts were left open." in reports[0]
    dialog = ConflictsDialog(opened, window)
    assert {one.kind for one in dialog._shown.values()} == set(ConflictKind)
    for left in range(6, 0, -1):
        assert dialog.count() == left
        dialog.pane.answer(answer)
        dialog.decide()
        assert dialog.refusal.text() == ""
    assert dialog.title.text() == "No open conflicts"
    assert opened.gateway.document.verify() == []


@pytest.fixture
def left_open(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> AppContext:
    """A file in which a merge left its one conflict open."""
    deciding(monkeypatch, lambda _dialog: 1)
    merge(qtbot, opened, window, apart(opened, tmp_path / "kesh.hdplan"))
    assert "1 conflict was left open." in reports[0]
    return opened


def test_a_conflict_that_was_left_open_keeps_what_stands_here_and_is_decided_later(
    left_open: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    assert mandate(left_open, MINISTRY) == "Drafts the law"
    dialog = ConflictsDialog(left_open, window)
    assert dialog.title.text() == "1 open conflict"
    assert not dialog.act.isEnabled()
    dialog.pane.answer(Answer.THEIRS)
    dialog.act.click()
    assert mandate(left_open, MINISTRY) == "Leads the drafting"
    assert dialog.title.text() == "No open conflicts"
    assert left_open.gateway.state().undo == "Decide a conflict"
    left_open.gateway.undo()
    assert mandate(left_open, MINISTRY) == "Drafts the law"
    dialog.reload()
    assert dialog.count() == 1


def test_a_new_wording_can_be_written_later(left_open: AppContext, window: QWidget) -> None:
    dialog = ConflictsDialog(left_open, window)
    dialog.pane.answer(Answer.EDITED)
    dialog.pane.draft.text.setPlainText("Drafts the law and leads the committee")
    dialog.decide()
    assert mandate(left_open, MINISTRY) == "Drafts the law and leads the committee"


def test_an_answer_that_comes_too_late_is_told_in_the_window(left_open: AppContext, window: QWidget) -> None:
    dialog, other = ConflictsDialog(left_open, window), ConflictsDialog(left_open, window)
    other.pane.answer(Answer.MINE)
    other.decide()
    dialog.pane.answer(Answer.THEIRS)
    dialog.decide()
    assert dialog.refusal.text().startswith("This conflict was decided already")
    assert mandate(left_open, MINISTRY) == "Drafts the law"


def test_open_conflicts_are_told_gently_when_a_file_is_opened(
    left_open: AppContext, window: QWidget, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QDialog] = []

    def look(dialog: ConflictsDialog) -> int:
        shown.append(dialog)
        return 1

    monkeypatch.setattr(ConflictsDialog, "exec", look)
    conflicts.tell_open(left_open, window)
    assert told[-1] == "1 conflict of an earlier merge is open."
    conflicts.show_conflicts(left_open, window)
    assert len(shown) == 1


def test_conflicts_that_nobody_can_have_written_are_told_as_damage(
    opened: AppContext, window: QWidget, told: list[str]
) -> None:
    bent = MergeConflict(of_table="nowhere", of_row="x", of_field="y", first="{", second="1")
    opened.gateway.document.edit(Label("test.edit"), lambda session: session.add(bent))
    conflicts.tell_open(opened, window)
    conflicts.show_conflicts(opened, window)
    assert [sentence.partition(" (")[0] for sentence in told] == ["plan.hdplan is damaged"] * 2


def test_a_file_without_open_conflicts_says_so_only_when_asked(
    opened: AppContext, window: QWidget, told: list[str]
) -> None:
    conflicts.tell_open(opened, window)
    assert told == []
    conflicts.show_conflicts(opened, window)
    assert told == ["No conflict is open in this file."]


def test_conflicts_are_looked_at_and_not_decided_in_a_file_open_for_reading(
    left_open: AppContext, window: QWidget
) -> None:
    path = left_open.gateway.document.path
    assert path is not None
    left_open.gateway.close()
    left_open.gateway.open(path, read_only=True)
    dialog = ConflictsDialog(left_open, window)
    assert dialog.count() == 1
    dialog.pane.answer(Answer.THEIRS)
    assert not dialog.act.isEnabled()


def test_the_banner_says_after_opening_that_conflicts_are_open(
    left_open: AppContext, qapp: QApplication, qtbot: QtBot
) -> None:
    path = left_open.gateway.document.path
    assert path is not None
    left_open.gateway.close()
    shell = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(shell)
    assert shell.files.open(path)
    assert shell.banner.text() == "1 conflict of an earlier merge is open."
    shell.close()
