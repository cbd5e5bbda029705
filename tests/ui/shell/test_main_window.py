from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from hdplanner.ui import app as application
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    made = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def at_work(window: MainWindow, tmp_path: Path) -> MainWindow:
    assert window.files.make(tmp_path / "plan.hdplan", title="Disaster law", office="Varenia", passphrase="")
    return window


def test_without_a_file_the_start_screen_shows_and_commands_on_a_file_are_greyed(window: MainWindow) -> None:
    assert window.welcome.isVisible()
    assert not window.top_bar.isVisible()
    actions = window.actions_by_key
    greyed = ("close", "copy_file", "export", "undo", "redo", "delete", "add", "search", "select_all", "copy")
    assert not any(actions[key].isEnabled() for key in greyed)
    assert all(actions[key].isEnabled() for key in ("new", "open", "settings", "quit", "about"))


def test_a_new_plan_opens_in_its_first_room_and_is_remembered(at_work: MainWindow, tmp_path: Path) -> None:
    assert not at_work.welcome.isVisible()
    assert at_work.room_key == "stakeholders"
    assert at_work.windowTitle().startswith("plan")
    assert at_work.top_bar.plan.text() == "Disaster law"
    assert at_work.top_bar.marking.text() == "CONFIDENTIAL"
    assert Settings.load().recent_files() == [tmp_path / "plan.hdplan"]


def test_closing_the_file_brings_the_start_screen_back_with_the_file_on_it(at_work: MainWindow) -> None:
    at_work.actions_by_key["close"].trigger()
    assert at_work.welcome.isVisible()
    assert not at_work.context.gateway.is_open
    assert at_work.context.settings.recent_files()[0].name == "plan.hdplan"


def test_undo_carries_the_name_of_the_step(at_work: MainWindow) -> None:
    at_work.page().add_card.name.setText("Ministry of Health & Care")
    at_work.page().add_card._on_add()
    undo = at_work.actions_by_key["undo"]
    assert undo.isEnabled()
    assert undo.toolTip() == "Undo add Ministry of Health & Care"
    undo.trigger()
    assert at_work.page().count() == 0
    assert at_work.actions_by_key["redo"].isEnabled()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\x00" * 5_000, b"junk" * 4_000])
def test_a_file_that_is_none_of_ours_is_told_in_a_sentence(
    window: MainWindow, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hdplanner.ui.shell.passphrase import PassphraseDialog

    monkeypatch.setattr(PassphraseDialog, "exec", lambda dialog: 0)
    path = tmp_path / "other.hdplan"
    path.write_bytes(content)
    assert not window.files.open(path)
    assert window.welcome.isVisible()
    assert path.read_bytes() == content


def test_a_file_that_is_gone_is_told(window: MainWindow, tmp_path: Path) -> None:
    assert not window.files.open(tmp_path / "gone.hdplan")
    assert "gone.hdplan" in window.banner.text()


def test_an_encrypted_file_asks_until_the_passphrase_fits(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hdplanner.ui.shell.passphrase import PassphraseDialog

    path = tmp_path / "secret.hdplan"
    assert window.files.make(path, title="Plan", office="", passphrase="correct horse")
    window.context.gateway.close()
    wrong: list[str] = []

    def answer(dialog: PassphraseDialog) -> int:
        dialog.field.setText("battery")
        dialog.attempt()
        wrong.append(dialog.wrong.text())
        dialog.field.setText("correct horse")
        dialog.attempt()
        return dialog.result()

    monkeypatch.setattr(PassphraseDialog, "exec", answer)
    assert window.files.open(path)
    assert "wrong passphrase" in wrong[0]
    assert window.context.gateway.state().encrypted
    assert "encrypted" in window.status._file.text()


def test_the_search_finds_stakeholders_rooms_and_commands_and_goes_there(
    at_work: MainWindow, qtbot: QtBot
) -> None:
    page = at_work.page()
    for name in ("Ministry of Finance", "Radio Varenia"):
        page.edits.add(name)
    at_work.actions_by_key["search"].trigger()
    assert "Stakeholders" in at_work.search.shown()
    at_work.search.setText("finan")
    at_work.search.refresh()
    assert at_work.search.shown() == ["Ministry of Finance"]
    qtbot.keyClick(at_work.search, Qt.Key.Key_Return)
    assert at_work.search.shown() == []
    assert [page.source.row(one).name for one in page.selection] == ["Ministry of Finance"]
    at_work.search.setText("larger")
    at_work.search.refresh()
    assert at_work.search.shown() == ["Larger Text"]
    at_work.search.setText("zzz")
    at_work.search.refresh()
    assert at_work.search.shown() == []


def test_several_plans_share_a_file_and_the_switch_goes_between_them(at_work: MainWindow) -> None:
    from hdplanner.services import campaigns

    gateway = at_work.context.gateway
    first = gateway.campaign_id
    at_work.page().edits.add("Ministry of Finance")
    second = gateway.run("campaign.add", campaigns.add_campaign, made="campaign", title="Second")
    assert second is not None
    gateway.choose_campaign(second)
    assert (at_work.top_bar.plan.text(), at_work.page().count()) == ("Second", 0)
    gateway.choose_campaign(first)
    assert at_work.page().count() == 1
    gateway.choose_campaign(second)
    while gateway.state().undo != "Add plan Second":
        gateway.undo()
    gateway.undo()
    assert gateway.campaign_id == first
    assert at_work.page().count() == 1


def test_delete_belongs_to_the_room_and_not_to_the_inspector(at_work: MainWindow, qtbot: QtBot) -> None:
    at_work.activateWindow()
    qtbot.waitUntil(at_work.isActiveWindow)
    page = at_work.page()
    page.edits.add("Ministry of Finance")
    page.select_all()
    page.grid.setFocus()
    assert at_work.actions_by_key["delete"].isEnabled()
    page.panel.one.name.setFocus()
    assert not at_work.actions_by_key["delete"].isEnabled()
    page.grid.setFocus()
    at_work.actions_by_key["delete"].trigger()
    assert page.count() == 0


def test_text_grows_in_steps_and_themes_change_while_a_file_is_open(at_work: MainWindow) -> None:
    for key in ("zoom_in", "zoom_in", "zoom_out"):
        at_work.actions_by_key[key].trigger()
    assert at_work.context.appearance.theme.scale == 1.25
    for _step in range(9):
        at_work.actions_by_key["zoom_in"].trigger()
    assert at_work.context.settings.scale == 2.0
    at_work.actions_by_key["zoom_reset"].trigger()
    assert at_work.context.appearance.theme.scale == 1.0
    at_work._choose_theme("dark")
    assert at_work.context.appearance.theme.name == "dark"
    at_work._choose_theme("light")


def test_every_button_says_its_name_to_a_screen_reader(at_work: MainWindow) -> None:
    at_work.page().edits.add("Ministry of Finance")
    at_work.page().select_all()
    own = [b for b in at_work.findChildren(QToolButton) if not b.objectName().startswith("qt_")]
    nameless = [b for b in own if not (b.accessibleName() or b.text() or b.toolTip())]
    assert [b.parent() for b in nameless] == []


def test_the_window_keeps_its_place_and_commits_the_field_in_hand_when_it_closes(
    at_work: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    at_work.activateWindow()
    qtbot.waitUntil(at_work.isActiveWindow)
    page = at_work.page()
    page.edits.add("Ministry of Finance")
    page.select_all()
    field = page.panel.one.work.next_step
    field.setFocus()
    field.setPlainText("Send the costing note")
    at_work.close()
    assert Settings.load().geometry
    again = application.make_window(QApplication.instance(), Settings(theme="light"))
    qtbot.addWidget(again)
    assert again.files.open(tmp_path / "plan.hdplan")
    assert again.page().source.rows[0].next_step == "Send the costing note"
    again.close()


def test_a_double_click_on_the_grid_brings_the_inspector_back(at_work: MainWindow) -> None:
    page = at_work.page()
    made = page.edits.add("Ministry of Finance")
    at_work.actions_by_key["inspector"].setChecked(False)
    at_work.toggle_inspector()
    assert not at_work.inspector.isVisible()
    page.tray.activated.emit(made)
    assert at_work.inspector.isVisible()
    assert at_work.actions_by_key["inspector"].isChecked()


def test_forgotten_files_are_on_neither_list(at_work: MainWindow) -> None:
    assert len(at_work.recent._menu.actions()) == 3
    at_work.recent.forget()
    assert at_work.recent._menu.actions() == []
    assert Settings.load().recent_files() == []
    assert not at_work.actions_by_key["recent"].isEnabled()
