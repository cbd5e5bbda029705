from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from hdplanner.errors import PlanLockedError
from hdplanner.progress import Progress
from hdplanner.services import stakeholders
from hdplanner.storage import Document
from hdplanner.ui.shell.main_window import MainWindow
from tests.ui.file.locking import (
    PASSPHRASE,
    RADIO,
    choose,
    is_locked,
    lock,
    names,
    page_of,
    settle,
    unlock,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_locked_window_shows_the_lock_screen_and_nothing_of_the_plan(
    secret: MainWindow, qapp: QApplication
) -> None:
    lock(secret, qapp)
    assert not secret.context.gateway.is_open
    assert secret.guard.lock.screen.isVisible()
    assert secret.guard.lock.screen.title.text() == "plan.hdplan is locked"
    assert secret.guard.lock.screen.field.hasFocus()
    hidden = (secret.top_bar, secret.banner, secret.status, secret.sidebar, secret.inspector, page_of(secret))
    assert not any(part.isVisible() for part in hidden)
    assert secret.windowTitle() == "HD Planner"
    assert secret.actions_by_key["undo"].text() == "Undo"
    greyed = ("undo", "redo", "open", "new", "export", "search", "add", "settings", "save_version", "lock")
    assert not any(secret.actions_by_key[key].isEnabled() for key in greyed)
    assert all(secret.actions_by_key[key].isEnabled() for key in ("close", "quit", "about"))


def test_a_locked_file_is_closed_so_that_another_program_may_open_it(
    secret: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    lock(secret, qapp)
    with Document.open(tmp_path / "plan.hdplan", author="A colleague", passphrase=PASSPHRASE) as document:
        assert not document.read_only


def test_reading_a_locked_file_is_refused_with_a_sentence(secret: MainWindow, qapp: QApplication) -> None:
    lock(secret, qapp)
    with pytest.raises(PlanLockedError, match="Unlock it first"):
        names(secret)


def test_a_wrong_passphrase_leaves_it_locked_and_is_told(secret: MainWindow, qapp: QApplication) -> None:
    lock(secret, qapp)
    unlock(secret, qapp, "another road")
    screen = secret.guard.lock.screen
    assert screen.isVisible()
    assert screen.wrong.isVisible()
    assert "wrong passphrase" in screen.wrong.text()
    unlock(secret, qapp)
    assert secret.context.gateway.is_open
    assert screen.field.text() == ""


def test_undo_room_selection_scrolling_and_filter_are_as_they_were(
    secret: MainWindow, qapp: QApplication
) -> None:
    page = page_of(secret)
    page.pose("table")
    chosen = choose(secret, RADIO)
    page.header.words.setText("varenia")
    secret.resize(1000, 600)
    settle(qapp)
    bar = page.table_pane.table.horizontalScrollBar()
    bar.setValue(bar.maximum() // 2)
    undo = secret.actions_by_key["undo"].toolTip()
    place = bar.value()
    assert place > 0
    lock(secret, qapp)
    unlock(secret, qapp)
    assert page_of(secret) is page
    assert page.isVisible()
    assert page.selection == (chosen,) or list(page.selection) == [chosen]
    assert page.header.words.text() == "varenia"
    assert bar.value() == place
    assert secret.actions_by_key["undo"].toolTip() == undo
    secret.actions_by_key["undo"].trigger()
    assert secret.actions_by_key["redo"].isEnabled()


def _title(window: MainWindow) -> Any:
    choose(window, RADIO)
    return page_of(window).panel.one.name


def _line_of_the_inspector(window: MainWindow) -> Any:
    choose(window, RADIO)
    panel = page_of(window).panel.one
    return next(
        one
        for one in panel.findChildren(QLineEdit)
        if one.isVisible() and not one.isReadOnly() and one.objectName() != "qt_spinbox_lineedit"
    )


def _quick_add(window: MainWindow) -> Any:
    window.actions_by_key["add"].trigger()
    return page_of(window).add_card.name


def _filter_field(window: MainWindow) -> Any:
    return page_of(window).header.words


def _message_title(window: MainWindow) -> Any:
    window.show_room("messages")
    page_of(window).first.click()
    return page_of(window).header.title


def _core_line(window: MainWindow) -> Any:
    window.show_room("messages")
    page_of(window).first.click()
    from hdplanner.ui.messages.house_parts import Beam

    return page_of(window).findChild(Beam).text


PLACES = (_title, _line_of_the_inspector, _quick_add, _filter_field, _message_title, _core_line)


def _read(field: Any) -> str:
    return str(field.text() if isinstance(field, QLineEdit) else field.toPlainText())


@pytest.mark.parametrize("place", PLACES)
def test_half_typed_text_is_not_saved_by_locking_and_comes_back_with_its_cursor(
    secret: MainWindow, qapp: QApplication, place: Callable[[MainWindow], Any]
) -> None:
    field = place(secret)
    settle(qapp)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClicks(field, " half typed")
    QTest.keyClick(field, Qt.Key.Key_Left)
    written = _read(field)
    assert written.endswith("half typed")
    steps = len(secret.context.gateway.document.history())
    lock(secret, qapp)
    unlock(secret, qapp)
    assert len(secret.context.gateway.document.history()) == steps
    assert _read(field) == written
    assert field.hasFocus()
    QTest.keyClicks(field, "X")
    assert _read(field).endswith("half typeXd")


def test_a_name_that_was_half_typed_is_saved_when_it_is_left_after_unlocking(
    secret: MainWindow, qapp: QApplication
) -> None:
    field = _title(secret)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClicks(field, " Two")
    lock(secret, qapp)
    unlock(secret, qapp)
    assert "Radio Varenia Two" not in names(secret)
    QTest.keyClicks(field, "!")
    field.clearFocus()
    assert "Radio Varenia Two!" in names(secret)


def test_a_cell_that_is_being_edited_comes_back_open(secret: MainWindow, qapp: QApplication) -> None:
    page = page_of(secret)
    page.pose("table")
    table = page.table_pane.table
    chosen = choose(secret, RADIO)
    settle(qapp)
    table.edit_cell(chosen, "owner")
    settle(qapp)
    editor = qapp.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Press office")
    lock(secret, qapp)
    unlock(secret, qapp)
    assert qapp.focusWidget() is editor
    assert editor.text() == "Press office"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qapp)
    assert page.source.row(chosen).owner == "Press office"


def test_what_a_colleague_did_meanwhile_is_shown_and_the_half_typed_stays(
    secret: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    from hdplanner.storage import Label

    field = _title(secret)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClicks(field, " Two")
    campaign = secret.context.gateway.campaign_id
    lock(secret, qapp)
    with Document.open(tmp_path / "plan.hdplan", author="A colleague", passphrase=PASSPHRASE) as document:
        document.edit(
            Label("stakeholder.add"),
            lambda session: stakeholders.add_stakeholder(
                session, campaign_id=campaign, name="Chamber of Trade"
            ),
        )
    unlock(secret, qapp)
    assert "Chamber of Trade" in {row.name for row in page_of(secret).source.rows}
    assert _read(field) == "Radio Varenia Two"


def test_a_file_that_was_put_in_its_place_is_shown_from_its_beginning(
    secret: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    page = page_of(secret)
    lock(secret, qapp)
    path = tmp_path / "plan.hdplan"
    path.unlink()
    Document.create(path, author="Somebody", passphrase=PASSPHRASE).close()
    unlock(secret, qapp)
    assert secret.context.gateway.is_open
    assert page not in secret.pages.values()
    assert names(secret) == []


def test_a_file_that_is_gone_when_it_is_unlocked_is_told_and_stays_locked(
    secret: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    lock(secret, qapp)
    (tmp_path / "plan.hdplan").rename(tmp_path / "elsewhere.hdplan")
    unlock(secret, qapp)
    assert "plan.hdplan" in secret.guard.lock.screen.wrong.text()
    (tmp_path / "elsewhere.hdplan").rename(tmp_path / "plan.hdplan")
    unlock(secret, qapp)
    assert secret.context.gateway.is_open


def test_a_plain_file_is_not_locked_and_encrypting_it_is_offered(
    lockable: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    assert lockable.files.make(tmp_path / "plain.hdplan", title="Plan", office="", passphrase="")
    lock(lockable, qapp)
    assert lockable.context.gateway.is_open
    assert "not encrypted" in lockable.banner.text()
    assert lockable.banner._verb.text() == "Encrypt…"


def test_work_that_is_under_way_is_cancelled_before_the_file_is_locked(
    secret: MainWindow, qapp: QApplication
) -> None:
    begun, ended = Event(), []

    def job(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 1)

    task = secret.context.start("Long work", job)
    task.cancelled.connect(lambda: ended.append(secret.context.gateway.is_open))
    assert begun.wait(10)
    lock(secret, qapp)
    assert ended == [True]
    assert is_locked(secret)


def test_a_neutral_window_names_no_file_on_its_lock_screen_nor_in_its_title(
    secret: MainWindow, qapp: QApplication
) -> None:
    assert secret.windowTitle() == "plan – HD Planner"
    secret.context.settings.neutral_titles = True
    secret.context.gateway.state_changed.emit()
    assert secret.windowTitle() == "HD Planner"
    lock(secret, qapp)
    assert secret.guard.lock.screen.title.text() == "The plan is locked"
