"""A merge through the window on real files: asked for, decided, done, undone; and what stands in its way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.values import ConflictKind
from hdplanner.storage import Document, versions
from hdplanner.storage.merge_rows import Answer, Decision
from hdplanner.ui.common import prompts
from hdplanner.ui.common.task import Task
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.conflicts import ConflictsDialog
from hdplanner.ui.file.merge import MergeCommand, ask_merge
from hdplanner.ui.file.merge_passphrase import CopyPassphraseDialog
from hdplanner.ui.file.merge_window import MergeDialog
from tests.ui.file.copies import MINISTRY, RADIO, apart, change, deciding, every_kind, mandate, merge


def test_what_was_changed_there_alone_comes_in_and_what_was_decided_stands_as_one_step(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
    told: list[str],
) -> None:
    seen: list[MergeDialog] = []

    def decide(dialog: MergeDialog) -> int:
        seen.append(dialog)
        dialog.take(Answer.THEIRS, list(dialog._conflicts))
        return 1

    deciding(monkeypatch, decide)
    merge(qtbot, opened, window, apart(opened, tmp_path / "kesh.hdplan"))
    assert [one.record for one in seen[0]._shown.conflicts] == [MINISTRY]
    assert mandate(opened, MINISTRY) == "Leads the drafting"
    assert mandate(opened, RADIO) == "Broadcasts"
    assert told[-1] == "kesh.hdplan was merged."
    assert "1 conflict was decided." in reports[0]
    assert "by whom: Field office: 2." in reports[0]
    assert opened.gateway.state().undo == "Merge a copy"
    opened.gateway.undo()
    assert mandate(opened, MINISTRY) == "Drafts the law"
    assert mandate(opened, RADIO) == ""


def test_nothing_is_changed_where_the_person_thinks_again(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    deciding(monkeypatch, lambda _dialog: 0)
    merge(qtbot, opened, window, apart(opened, tmp_path / "kesh.hdplan"))
    assert mandate(opened, MINISTRY) == "Drafts the law"
    assert mandate(opened, RADIO) == ""


def test_a_copy_without_anything_new_is_said_to_have_nothing(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    copy = tmp_path / "copy.hdplan"
    opened.gateway.document.save_copy(copy, None)
    merge(qtbot, opened, window, copy)
    assert told == ["copy.hdplan has nothing that is not here already. Nothing was changed."]


def test_a_file_of_another_campaign_is_refused(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    Document.create(tmp_path / "other.hdplan", author="Somebody").close()
    merge(qtbot, opened, window, tmp_path / "other.hdplan")
    assert told[-1].startswith("other.hdplan is not a copy of this file")


def test_the_passphrase_of_the_copy_is_asked_for_until_it_fits(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> None:
    asked: list[str] = []
    given = iter(("wrong words here", "river lamp seven"))

    def write(dialog: CopyPassphraseDialog) -> int:
        asked.append(dialog.wrong.text())
        dialog.field.setText(next(given))
        return 1

    monkeypatch.setattr(CopyPassphraseDialog, "exec", write)
    deciding(monkeypatch, lambda _dialog: 1)
    path = apart(opened, tmp_path / "kesh.hdplan", "river lamp seven")
    merge(qtbot, opened, window, path)
    assert asked[0] == ""
    assert "wrong passphrase" in asked[1]
    assert len(asked) == 2
    assert mandate(opened, RADIO) == "Broadcasts"
    assert reports


def test_who_gives_no_passphrase_merges_nothing(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CopyPassphraseDialog, "exec", lambda _dialog: 0)
    merge(qtbot, opened, window, apart(opened, tmp_path / "kesh.hdplan", "river lamp seven"))
    assert mandate(opened, RADIO) == ""


def test_a_file_that_went_meanwhile_is_told_and_nothing_merged(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
) -> None:
    path = apart(opened, tmp_path / "kesh.hdplan")

    def change_it(_dialog: MergeDialog) -> int:
        with Document.open(path, author="Field office") as other:
            change(other, RADIO, mandate="Something else")
        return 1

    deciding(monkeypatch, change_it)
    merge(qtbot, opened, window, path)
    assert told[-1].startswith("This file or kesh.hdplan was changed after the merge was prepared.")
    assert mandate(opened, RADIO) == ""


def test_a_merge_that_is_cancelled_leaves_the_file_as_it_was(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> None:
    def cancel(task: Task) -> None:
        if task.title.startswith("Merging"):
            task.cancel()

    opened.tasks.started.connect(cancel)
    deciding(monkeypatch, lambda _dialog: 1)
    merge(qtbot, opened, window, apart(opened, tmp_path / "kesh.hdplan"))
    assert (mandate(opened, RADIO), reports) == ("", [])
    change(opened.gateway.document, RADIO, mandate="The file is the window's again")


def test_a_version_is_kept_before_a_merge(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> None:
    deciding(monkeypatch, lambda _dialog: 1)
    merge(qtbot, opened, window, apart(opened, tmp_path / "kesh.hdplan"))
    source = opened.gateway.document.on_file(versions.source_of)
    assert source is not None
    assert Why.MERGE in [one.why for one in versions.listed(source).versions]


def test_code_names_stand_in_the_window_while_they_are_shown(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(dialog: MergeDialog) -> int:
        seen.append(repr(dialog._shown))
        return 0

    path = apart(opened, tmp_path / "kesh.hdplan")
    opened.gateway.show_code_names(on=True)
    deciding(monkeypatch, look)
    merge(qtbot, opened, window, path)
    assert MINISTRY not in seen[0]
    assert "Stakeholder 1" in seen[0]


def test_an_answer_that_does_not_fit_is_mended_with_all_others_as_they_were(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> None:
    refusals: list[str] = []

    def decide(dialog: MergeDialog) -> int:
        refusals.append(dialog.refusal.text())
        (key,) = dialog._conflicts
        if len(refusals) == 1:
            dialog.decisions[key] = Decision(Answer.EDITED, 12)
            return 1
        assert dialog.decisions == {key: Decision(Answer.EDITED, 12)}
        dialog.take(Answer.THEIRS, [key])
        return 1

    deciding(monkeypatch, decide)
    merge(qtbot, opened, window, apart(opened, tmp_path / "kesh.hdplan"))
    qtbot.waitUntil(lambda: bool(reports), timeout=20_000)
    assert refusals[0] == ""
    assert refusals[1].startswith("This answer does not fit")
    assert mandate(opened, MINISTRY) == "Leads the drafting"


def test_a_merge_waits_for_other_work_on_the_file(
    opened: AppContext, window: QWidget, tmp_path: Path, told: list[str]
) -> None:
    loan = opened.gateway.document.lend()
    MergeCommand(opened, window, tmp_path / "kesh.hdplan").plan()
    assert told[-1].startswith("Another task is working on the file.")
    with loan:
        pass


def test_the_menu_asks_for_a_copy(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> None:
    path = apart(opened, tmp_path / "kesh.hdplan")
    monkeypatch.setattr(prompts, "choose_open", lambda *_what: path)
    deciding(monkeypatch, lambda _dialog: 1)
    ask_merge(opened, window)
    qtbot.waitUntil(lambda: not opened.tasks.busy(), timeout=20_000)
    assert mandate(opened, RADIO) == "Broadcasts"


@pytest.mark.parametrize("answer", [Answer.MINE, Answer.THEIRS])
def test_every_kind_of_conflict_can_be_answered_at_once(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
    answer: Answer,
) -> None:
    kinds: set[ConflictKind] = set()

    def decide(dialog: MergeDialog) -> int:
        for one in dialog._shown.conflicts:
            kinds.add(one.kind)
            dialog.conflicts.go_to(one.key)
        dialog.take(answer, list(dialog._conflicts))
        return 1

    deciding(monkeypatch, decide)
    merge(qtbot, opened, window, every_kind(opened, tmp_path / "kesh.hdplan"))
    assert kinds == set(ConflictKind)
    assert "6 conflicts were decided." in reports[0]
    assert opened.gateway.document.verify() == []
    assert ConflictsDialog(opened, window).count() == 0
