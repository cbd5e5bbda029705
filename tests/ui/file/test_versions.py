"""Versions in the window: kept by itself and by hand, listed, looked into, gone back to, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.errors import DamagedFileError
from hdplanner.services import stakeholders
from hdplanner.storage import versions as kept_versions
from hdplanner.storage.versions import Listing, Source, Version
from hdplanner.storage.versions_between import Between
from hdplanner.storage.versions_open import VersionDocument
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import rescue, versions
from hdplanner.ui.file.versions_keeper import VersionKeeper
from hdplanner.ui.file.versions_words import done_words, size_words
from hdplanner.ui.kept_before import MANY
from tests.ui.conftest import DAY


@pytest.fixture
def window(qapp: object) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.deleteLater()


@pytest.fixture
def told(opened: AppContext) -> list[str]:
    """What the bar above the room says, in its order."""
    said: list[str] = []
    opened.told.connect(lambda sentence, _verb, _action: said.append(sentence))
    return said


def settle(context: AppContext | VersionKeeper, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not context.tasks.busy(), timeout=10_000)


def source(context: AppContext) -> Source:
    found = versions.source_of(context)
    assert found is not None
    return found


def listed(context: AppContext) -> Listing:
    return kept_versions.listed(source(context))


def keep(context: AppContext, name: str = "First") -> Version:
    return kept_versions.make(source(context), Why.NAMED, name)


def rename_all(context: AppContext, name: str) -> None:
    for row in context.gateway.read(
        stakeholders.stakeholder_rows, campaign_id=context.gateway.campaign_id, today=DAY
    ):
        context.gateway.run(
            "stakeholder.update",
            stakeholders.update_stakeholders,
            about={"stakeholder": row.id},
            ids=[row.id],
            name=f"{name} {row.name}",
        )


def names(context: AppContext) -> set[str]:
    rows = context.gateway.read(
        stakeholders.stakeholder_rows, campaign_id=context.gateway.campaign_id, today=DAY
    )
    return {row.name for row in rows}


def test_a_version_is_kept_under_the_name_that_was_written(
    opened: AppContext, window: QWidget, qtbot: QtBot, told: list[str]
) -> None:
    dialog = versions.save_version(opened, window)
    dialog.write("  Before   the meeting ")
    dialog.accept()
    settle(opened, qtbot)
    (version,) = listed(opened).versions
    assert (version.why, version.name) == (Why.NAMED, "Before the meeting")
    assert told == ["The version “Before the meeting” was kept."]


def test_the_list_shows_what_was_done_after_each(opened: AppContext, window: QWidget, qtbot: QtBot) -> None:
    keep(opened)
    rename_all(opened, "New")
    shown = versions.show_versions(opened, window)
    settle(opened, qtbot)
    row = shown.model.row_at(0)
    assert row.why == "“First”"
    assert row.done.startswith("3 steps by Test Author: Change New Union of mayors; ")
    assert shown.look.isEnabled()
    assert shown.restore.isEnabled()
    assert versions.show_versions(opened, window) is shown
    settle(opened, qtbot)


def test_a_plan_without_versions_says_where_it_looked(
    opened: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    shown = versions.show_versions(opened, window)
    settle(opened, qtbot)
    assert "plan.hdplan-versions" in shown.none.text()
    assert not shown.none.isHidden()
    assert not shown.look.isEnabled()
    assert not shown.folder.isEnabled()


def test_going_back_is_announced_and_undone_like_any_step(
    opened: AppContext, window: QWidget, qtbot: QtBot, told: list[str]
) -> None:
    before = names(opened)
    version = keep(opened)
    rename_all(opened, "New")
    after = names(opened)
    with qtbot.waitSignal(opened.gateway.changed):
        versions.go_back(opened, version)
    settle(opened, qtbot)
    assert names(opened) == before
    assert told[-1].startswith("The plan is as it was on ")
    assert opened.gateway.state().undo == "Go back to a version"
    opened.gateway.undo()
    assert names(opened) == after


def test_a_version_is_looked_into_and_left_again(
    opened: AppContext, window: QWidget, told: list[str]
) -> None:
    before = names(opened)
    version = keep(opened)
    rename_all(opened, "New")
    path = opened.gateway.document.path
    assert versions.look(opened, window, version)
    assert isinstance(opened.gateway.document, VersionDocument)
    assert names(opened) == before
    assert not opened.gateway.can_edit
    assert opened.gateway.state().name == "plan.hdplan"
    assert told[-1].startswith("You are looking at the version of ")
    assert versions.leave(opened)
    assert opened.gateway.document.path == path
    assert opened.gateway.can_edit
    assert names(opened) != before
    assert not versions.leave(opened)


def test_of_an_encrypted_file_too_and_the_passphrase_is_not_asked_again(
    context: AppContext, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "secret.hdplan"
    context.gateway.create(path, title="Disaster law", office="Office", passphrase="a long secret")
    assert versions.look(context, window, keep(context))
    assert versions.leave(context)
    assert context.gateway.document.encrypted
    assert context.gateway.can_edit


def test_a_version_that_is_gone_is_said_so_and_the_file_stays_open(
    opened: AppContext, window: QWidget, told: list[str]
) -> None:
    version = keep(opened)
    version.path.unlink()
    assert not versions.look(opened, window, version)
    assert opened.gateway.can_edit
    assert told


def test_a_version_is_deleted_when_the_person_has_said_so(
    opened: AppContext, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = keep(opened)
    shown = versions.show_versions(opened, window)
    settle(opened, qtbot)
    for says in (False, True):
        monkeypatch.setattr(prompts, "ask", lambda *_words, says=says: says)
        shown.delete.click()
        settle(opened, qtbot)
        assert version.path.exists() is not says
    assert shown.model.rowCount() == 0


def test_the_list_is_forgotten_when_the_file_is_closed(
    opened: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    keep(opened)
    shown = versions.show_versions(opened, window)
    settle(opened, qtbot)
    opened.gateway.close()
    assert shown.model.rowCount() == 0
    assert not shown.isVisible()


def test_a_version_is_kept_by_itself_after_opening_and_after_an_hour_of_work(
    opened: AppContext, window: QWidget, qtbot: QtBot, told: list[str]
) -> None:
    keeper = VersionKeeper(opened, window)
    keeper.keep_at_opening()
    settle(keeper, qtbot)
    assert [one.why for one in listed(opened).versions] == [Why.OPENED]
    keeper.keep_after_an_hour()
    settle(keeper, qtbot)
    assert len(listed(opened).versions) == 1
    rename_all(opened, "New")
    keeper.keep_after_an_hour()
    settle(keeper, qtbot)
    assert [one.why for one in listed(opened).versions] == [Why.HOUR, Why.OPENED]
    assert told == []


def test_the_keeper_waits_while_a_file_is_open_to_be_changed_and_rests_when_not(
    opened: AppContext, window: QWidget
) -> None:
    keeper = VersionKeeper(opened, window)
    path = opened.gateway.document.path
    assert path is not None
    opened.gateway.close()
    opened.gateway.open(path)
    assert keeper.first.isActive()
    assert keeper.hour.isActive()
    opened.gateway.open(path, read_only=True)
    assert not keeper.first.isActive()
    assert not keeper.hour.isActive()


def test_the_keeper_gives_way_to_other_work_and_tries_again(
    opened: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    keeper = VersionKeeper(opened, window)
    keeper.keep_at_opening()
    with qtbot.waitSignal(keeper.tasks.ended):
        opened.start("Other work", lambda _progress: None)
        assert not keeper.tasks._pool.activeThreadCount()
    settle(opened, qtbot)
    assert keeper.first.isActive() or len(listed(opened).versions) == 1


def test_a_disk_that_takes_no_version_is_told_once_and_work_goes_on(
    opened: AppContext, window: QWidget, qtbot: QtBot, told: list[str]
) -> None:
    source(opened).folder.write_text("in the way", encoding="utf-8")
    keeper = VersionKeeper(opened, window)
    for _time in range(2):
        keeper.keep_at_opening()
        settle(keeper, qtbot)
    assert len(told) == 1
    assert told[0].startswith("No version could be kept: ")
    rename_all(opened, "New")


def test_a_version_is_kept_before_many_records_change(
    opened: AppContext, window: QWidget, told: list[str]
) -> None:
    def change(_session: object, ids: list[str], name: str) -> None:
        assert name == "x" * 100

    for count, kept in ((MANY, 0), (MANY + 1, 1)):
        opened.gateway.run("stakeholder.update", change, ids=["id"] * count, name="x" * 100)
        assert len(listed(opened).versions) == kept
    assert listed(opened).versions[0].why is Why.BULK


def test_of_a_damaged_file_the_last_good_version_is_taken(
    opened: AppContext, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = names(opened)
    keep(opened)
    path, out = tmp_path / "plan.hdplan", tmp_path / "whole.hdplan"
    opened.gateway.close()
    monkeypatch.setattr(prompts, "choose_save", lambda *_more: out)
    done: list[Path] = []
    dialog = rescue.offer(opened, window, path, DamagedFileError(path, "page 7"), done.append)
    assert dialog.field.parent() is None
    dialog.version.click()
    settle(opened, qtbot)
    assert done == [out]
    opened.gateway.open(out)
    assert names(opened) == before


def test_of_a_damaged_file_what_can_be_read_is_saved_and_told(
    opened: AppContext,
    window: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    told: list[str],
) -> None:
    path, out = tmp_path / "plan.hdplan", tmp_path / "saved.hdplan"
    before = names(opened)
    opened.gateway.close()

    def open_it(made: Path) -> bool:
        opened.gateway.open(made)
        return True

    monkeypatch.setattr(prompts, "choose_save", lambda *_more: out)
    rescue.offer(opened, window, path, DamagedFileError(path, "page 7"), open_it).salvage.click()
    settle(opened, qtbot)
    assert names(opened) == before
    assert told[-1].endswith("records were saved. None is lost.")


def test_a_damaged_file_without_a_version_says_so(
    opened: AppContext, window: QWidget, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    path = tmp_path / "plan.hdplan"
    opened.gateway.close()
    rescue.take_version(opened, path, tmp_path / "out.hdplan", "", lambda _path: True)
    settle(opened, qtbot)
    assert "good version" in told[-1]
    assert not (tmp_path / "out.hdplan").exists()


def test_an_encrypted_damaged_file_asks_for_its_passphrase(qapp: object) -> None:
    dialog = rescue.RescueDialog(DamagedFileError("secret.hdplan", "page 7"), encrypted=True)
    asked: list[str] = []
    dialog.salvage_wanted.connect(asked.append)
    dialog.salvage.click()
    assert asked == []
    dialog.field.setText("a long secret")
    dialog.salvage.click()
    assert asked == ["a long secret"]
    dialog.reject()
    assert dialog.field.text() == ""


def test_what_was_done_is_said_in_words() -> None:
    assert done_words(Between(0, (), ()), []) == "Nothing"
    assert done_words(Between(0, (), (), known=False), []) == "The history does not go back so far."
    assert done_words(Between(1, ("Ann",), ()), ["Add a tie"]) == "1 step by Ann: Add a tie"
    assert done_words(Between(5, (), ()), ["A", "B"]) == "5 steps by an unnamed author: A; B…"
    assert (size_words(1_234_000), size_words(123_400_000)) == ("1.2 MB", "123 MB")
