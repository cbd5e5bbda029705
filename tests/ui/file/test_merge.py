"""A merge through the window on real files: asked for, decided, done, undone; and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import ConflictKind
from hdplanner.services import stakeholders
from hdplanner.storage import Document, Label, versions
from hdplanner.storage.merge_rows import Answer
from hdplanner.ui import app as application
from hdplanner.ui.common import prompts
from hdplanner.ui.common.task import Task
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import conflicts
from hdplanner.ui.file.conflicts import ConflictsDialog
from hdplanner.ui.file.merge import MergeCommand, ask_merge
from hdplanner.ui.file.merge_passphrase import CopyPassphraseDialog
from hdplanner.ui.file.merge_report import MergeReportDialog
from hdplanner.ui.file.merge_window import MergeDialog
from hdplanner.ui.settings import Settings

MINISTRY, RADIO = "Ministry of Finance", "Radio Varenia"


@pytest.fixture
def window(opened: AppContext, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def told(opened: AppContext) -> list[str]:
    said: list[str] = []
    opened.told.connect(lambda sentence, _verb, _action: said.append(sentence))
    return said


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the reports said that were shown."""
    seen: list[str] = []

    def read(dialog: MergeReportDialog) -> int:
        seen.append(dialog.text.toPlainText())
        return 1

    monkeypatch.setattr(MergeReportDialog, "exec", read)
    return seen


def _change(document: Document, name: str, **values: Any) -> None:
    def work(session: Session) -> None:
        key = session.execute(select(Stakeholder.id).where(Stakeholder.name == name)).scalar_one()
        stakeholders.update_stakeholders(session, [key], **values)

    document.edit(Label("stakeholder.update"), work)


def _mandate(context: AppContext, name: str) -> str:
    found = context.gateway.document.read(
        lambda session: session.execute(
            select(Stakeholder.mandate).where(Stakeholder.name == name)
        ).scalar_one_or_none()
    )
    return str(found)


def _apart(context: AppContext, path: Path, passphrase: str | None = None) -> Path:
    """A copy in which the field office changed both bodies; here the ministry was changed otherwise."""
    context.gateway.document.save_copy(path, passphrase)
    with Document.open(path, author="Field office", passphrase=passphrase) as other:
        _change(other, MINISTRY, mandate="Leads the drafting")
        _change(other, RADIO, mandate="Broadcasts")
    _change(context.gateway.document, MINISTRY, mandate="Drafts the law")
    return path


def _deciding(monkeypatch: pytest.MonkeyPatch, decide: Callable[[MergeDialog], int]) -> None:
    monkeypatch.setattr(MergeDialog, "exec", decide)


def _merge(qtbot: QtBot, context: AppContext, window: QWidget, path: Path) -> None:
    MergeCommand(context, window, path).plan()
    qtbot.waitUntil(lambda: not context.tasks.busy(), timeout=20_000)


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

    _deciding(monkeypatch, decide)
    _merge(qtbot, opened, window, _apart(opened, tmp_path / "kesh.hdplan"))
    assert [one.record for one in seen[0]._shown.conflicts] == [MINISTRY]
    assert _mandate(opened, MINISTRY) == "Leads the drafting"
    assert _mandate(opened, RADIO) == "Broadcasts"
    assert told[-1] == "kesh.hdplan was merged."
    assert "1 conflict was decided." in reports[0]
    assert "by whom: Field office: 2." in reports[0]
    assert opened.gateway.state().undo == "Merge a copy"
    opened.gateway.undo()
    assert _mandate(opened, MINISTRY) == "Drafts the law"
    assert _mandate(opened, RADIO) == ""


def test_nothing_is_changed_where_the_person_thinks_again(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _deciding(monkeypatch, lambda _dialog: 0)
    _merge(qtbot, opened, window, _apart(opened, tmp_path / "kesh.hdplan"))
    assert _mandate(opened, MINISTRY) == "Drafts the law"
    assert _mandate(opened, RADIO) == ""


def test_a_copy_without_anything_new_is_said_to_have_nothing(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    copy = tmp_path / "copy.hdplan"
    opened.gateway.document.save_copy(copy, None)
    _merge(qtbot, opened, window, copy)
    assert told == ["copy.hdplan has nothing that is not here already. Nothing was changed."]


def test_a_file_of_another_campaign_is_refused(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    Document.create(tmp_path / "other.hdplan", author="Somebody").close()
    _merge(qtbot, opened, window, tmp_path / "other.hdplan")
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
    _deciding(monkeypatch, lambda _dialog: 1)
    path = _apart(opened, tmp_path / "kesh.hdplan", "river lamp seven")
    _merge(qtbot, opened, window, path)
    assert asked[0] == ""
    assert "wrong passphrase" in asked[1]
    assert len(asked) == 2
    assert _mandate(opened, RADIO) == "Broadcasts"
    assert reports


def test_who_gives_no_passphrase_merges_nothing(
    opened: AppContext, window: QWidget, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CopyPassphraseDialog, "exec", lambda _dialog: 0)
    _merge(qtbot, opened, window, _apart(opened, tmp_path / "kesh.hdplan", "river lamp seven"))
    assert _mandate(opened, RADIO) == ""


def test_a_file_that_went_meanwhile_is_told_and_nothing_merged(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
) -> None:
    path = _apart(opened, tmp_path / "kesh.hdplan")

    def change_it(_dialog: MergeDialog) -> int:
        with Document.open(path, author="Field office") as other:
            _change(other, RADIO, mandate="Something else")
        return 1

    _deciding(monkeypatch, change_it)
    _merge(qtbot, opened, window, path)
    assert told[-1].startswith("This file or kesh.hdplan was changed after the merge was prepared.")
    assert _mandate(opened, RADIO) == ""


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
    _deciding(monkeypatch, lambda _dialog: 1)
    _merge(qtbot, opened, window, _apart(opened, tmp_path / "kesh.hdplan"))
    assert (_mandate(opened, RADIO), reports) == ("", [])
    _change(opened.gateway.document, RADIO, mandate="The file is the window's again")


def test_a_version_is_kept_before_a_merge(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> None:
    _deciding(monkeypatch, lambda _dialog: 1)
    _merge(qtbot, opened, window, _apart(opened, tmp_path / "kesh.hdplan"))
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

    path = _apart(opened, tmp_path / "kesh.hdplan")
    opened.gateway.show_code_names(on=True)
    _deciding(monkeypatch, look)
    _merge(qtbot, opened, window, path)
    assert MINISTRY not in seen[0]
    assert "Stakeholder 1" in seen[0]


def test_the_menu_asks_for_a_copy(
    opened: AppContext,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    reports: list[str],
) -> None:
    path = _apart(opened, tmp_path / "kesh.hdplan")
    monkeypatch.setattr(prompts, "choose_open", lambda *_what: path)
    _deciding(monkeypatch, lambda _dialog: 1)
    ask_merge(opened, window)
    qtbot.waitUntil(lambda: not opened.tasks.busy(), timeout=20_000)
    assert _mandate(opened, RADIO) == "Broadcasts"


def _add(document: Document, name: str, campaign_id: str) -> str:
    return document.edit(
        Label("stakeholder.add"),
        lambda session: stakeholders.add_stakeholder(session, name=name, campaign_id=campaign_id),
    ).result


def _key(document: Document, name: str) -> str:
    return document.read(
        lambda session: session.execute(select(Stakeholder.id).where(Stakeholder.name == name)).scalar_one()
    )


def _delete(document: Document, name: str) -> None:
    keys = [_key(document, name)]
    document.edit(
        Label("stakeholder.delete"), lambda session: stakeholders.delete_stakeholders(session, keys)
    )


def _every_kind(context: AppContext, path: Path) -> Path:
    """A copy that went apart in each way there is: a field, a deletion, an addition to what went, a circle, a double."""
    mine, campaign = context.gateway.document, context.gateway.campaign_id
    names = ("North league", "South league", "Press council", "Wells board")
    ids = {name: _add(mine, name, campaign) for name in names}
    mine.save_copy(path, None)
    with Document.open(path, author="Field office") as other:
        _change(other, MINISTRY, mandate="Leads the drafting")
        _change(other, RADIO, mandate="Broadcasts")
        _change(other, "North league", parent_id=ids["South league"])
        _change(other, _name_of(other, _add(other, "Local desk", campaign)), parent_id=ids["Press council"])
        _delete(other, "Wells board")
        _add(other, "Ministry of Water and Rivers", campaign)
    _change(mine, MINISTRY, mandate="Drafts the law")
    _delete(mine, RADIO)
    _change(mine, "South league", parent_id=ids["North league"])
    _delete(mine, "Press council")
    _change(mine, "Wells board", note="Asked for our paper")
    _add(mine, "Ministry of Water and Rivers", campaign)
    return path


def _name_of(document: Document, key: str) -> str:
    return document.read(
        lambda session: session.execute(select(Stakeholder.name).where(Stakeholder.id == key)).scalar_one()
    )


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

    _deciding(monkeypatch, decide)
    _merge(qtbot, opened, window, _every_kind(opened, tmp_path / "kesh.hdplan"))
    assert kinds == set(ConflictKind)
    assert "6 conflicts were decided." in reports[0]
    assert opened.gateway.document.verify() == []
    assert ConflictsDialog(opened, window).count() == 0


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
    _deciding(monkeypatch, lambda _dialog: 1)
    _merge(qtbot, opened, window, _every_kind(opened, tmp_path / "kesh.hdplan"))
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
    _deciding(monkeypatch, lambda _dialog: 1)
    _merge(qtbot, opened, window, _apart(opened, tmp_path / "kesh.hdplan"))
    assert "1 conflict was left open." in reports[0]
    return opened


def test_a_conflict_that_was_left_open_keeps_what_stands_here_and_is_decided_later(
    left_open: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    assert _mandate(left_open, MINISTRY) == "Drafts the law"
    dialog = ConflictsDialog(left_open, window)
    assert dialog.title.text() == "1 open conflict"
    assert not dialog.act.isEnabled()
    dialog.pane.answer(Answer.THEIRS)
    dialog.act.click()
    assert _mandate(left_open, MINISTRY) == "Leads the drafting"
    assert dialog.title.text() == "No open conflicts"
    assert left_open.gateway.state().undo == "Decide a conflict"
    left_open.gateway.undo()
    assert _mandate(left_open, MINISTRY) == "Drafts the law"
    dialog.reload()
    assert dialog.count() == 1


def test_a_new_wording_can_be_written_later(left_open: AppContext, window: QWidget) -> None:
    dialog = ConflictsDialog(left_open, window)
    dialog.pane.answer(Answer.EDITED)
    dialog.pane.draft.text.setPlainText("Drafts the law and leads the committee")
    dialog.decide()
    assert _mandate(left_open, MINISTRY) == "Drafts the law and leads the committee"


def test_an_answer_that_comes_too_late_is_told_in_the_window(left_open: AppContext, window: QWidget) -> None:
    dialog, other = ConflictsDialog(left_open, window), ConflictsDialog(left_open, window)
    other.pane.answer(Answer.MINE)
    other.decide()
    dialog.pane.answer(Answer.THEIRS)
    dialog.decide()
    assert dialog.refusal.text().startswith("This conflict was decided already")
    assert _mandate(left_open, MINISTRY) == "Drafts the law"


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
