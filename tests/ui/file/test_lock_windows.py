from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.ui.common import prompts
from hdplanner.ui.file import lock_clipboard
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.stakeholders.table_dialogs import NameDialog
from tests.ui.file.locking import (
    RADIO,
    choose,
    is_locked,
    lock,
    make_secret,
    page_of,
    screen_of,
    settle,
    unlock,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _title(window: MainWindow) -> Any:
    choose(window, RADIO)
    return page_of(window).panel.one.name


def test_an_open_dialog_is_covered_and_comes_back_with_what_was_written(
    secret: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    seen: list[object] = []
    dialog = NameDialog("Save the view of Radio Varenia", "Save", "", secret)

    def story() -> None:
        QTest.keyClicks(dialog.line, "Press and radio")
        secret.guard.lock.lock()
        screen = screen_of(secret)
        seen.append(dialog.windowTitle())
        seen.append(screen is secret.guard.lock.screen)
        seen.append(QApplication.activeModalWidget() is screen.window())
        centre = dialog.rect().center()
        seen.append(dialog.childAt(centre) is dialog.line)
        unlock(secret, qapp)
        seen.append(dialog.windowTitle())
        seen.append(QApplication.activeModalWidget() is dialog)
        dialog.act.click()

    QTimer.singleShot(0, story)
    assert dialog.exec() == NameDialog.DialogCode.Accepted
    assert dialog.name() == "Press and radio"
    assert seen == ["HD Planner", False, True, False, "Save the view of Radio Varenia", True]


def test_the_keys_lock_from_within_a_dialog(secret: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    dialog = NameDialog("Save a view", "Save", "", secret)
    locked: list[bool] = []

    def story() -> None:
        handle = dialog.windowHandle()
        secret.guard.watch.follow(handle)
        QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        locked.append(is_locked(secret))
        unlock(secret, qapp)
        dialog.reject()

    QTimer.singleShot(0, story)
    dialog.exec()
    assert locked == [True]


def test_esc_and_the_close_button_do_not_lead_past_the_lock(secret: MainWindow, qapp: QApplication) -> None:
    dialog = NameDialog("Save a view", "Save", "", secret)
    still: list[bool] = []

    def story() -> None:
        secret.guard.lock.lock()
        over = screen_of(secret).window()
        QTest.keyClick(over, Qt.Key.Key_Escape)
        over.close()
        still.append(over.isVisible())
        unlock(secret, qapp)
        dialog.reject()

    QTimer.singleShot(0, story)
    dialog.exec()
    assert still == [True]


def test_a_question_is_answered_with_cancel_when_the_file_is_locked(
    secret: MainWindow, qapp: QApplication
) -> None:
    QTimer.singleShot(0, secret.guard.lock.lock)
    assert not prompts.ask(secret, "Erase", "Erase Radio Varenia?", "Erase person")
    assert is_locked(secret)


def test_closing_a_locked_file_asks_only_where_something_was_half_typed(
    secret: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, sentence: str, _verb: str) -> bool:
        asked.append(sentence)
        return len(asked) > 1

    monkeypatch.setattr(prompts, "ask", ask)
    field = _title(secret)
    field.setFocus()
    QTest.keyClicks(field, "x")
    lock(secret, qapp)
    secret.guard.lock.screen.close_file.click()
    assert is_locked(secret)
    secret.guard.lock.screen.close_file.click()
    settle(qapp)
    assert not is_locked(secret)
    assert secret.welcome.isVisible()
    assert secret.pages == {}
    assert len(asked) == 2
    assert "It will be lost" in asked[0]


def test_closing_a_locked_file_answers_its_open_dialogs_with_cancel(
    secret: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask", lambda *_words: True)
    dialog = NameDialog("Save a view", "Save", "", secret)

    def story() -> None:
        secret.guard.lock.lock()
        screen_of(secret).close_file.click()

    QTimer.singleShot(0, story)
    assert dialog.exec() == NameDialog.DialogCode.Rejected
    assert secret.welcome.isVisible()


@pytest.fixture
def owned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a screen Qt does not say whose the clipboard is: it is ours."""
    monkeypatch.setattr(lock_clipboard, "is_ours", lambda mode: mode is QClipboard.Mode.Clipboard)


@pytest.mark.usefixtures("owned")
def test_what_was_copied_leaves_the_clipboard_when_the_file_is_locked(
    secret: MainWindow, qapp: QApplication
) -> None:
    clipboard = QGuiApplication.clipboard()
    page = page_of(secret)
    page.pose("table")
    choose(secret, RADIO)
    page.copy()
    assert RADIO in clipboard.text()
    lock(secret, qapp)
    assert clipboard.text() == ""


@pytest.mark.usefixtures("owned")
def test_the_clipboard_stays_where_the_person_wants_that(secret: MainWindow, qapp: QApplication) -> None:
    secret.context.settings.clear_clipboard = False
    QGuiApplication.clipboard().setText("for the minutes")
    lock(secret, qapp)
    assert QGuiApplication.clipboard().text() == "for the minutes"


@pytest.mark.usefixtures("owned")
def test_what_was_copied_before_the_file_was_open_stays(
    lockable: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setText("a recipe")
    make_secret(lockable, tmp_path / "plan.hdplan")
    lock(lockable, qapp)
    assert QGuiApplication.clipboard().text() == "a recipe"
