"""An office starts from nothing: it frames the issue, asks for something, plans a decision, and the day moves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.services.values import today_here
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.page import ObjectivesPage
from hdplanner.ui.shell.main_window import MainWindow
from tests.flows.conftest import Start


def _room(window: MainWindow) -> ObjectivesPage:
    window.show_room("objectives")
    page = window.page()
    assert isinstance(page, ObjectivesPage)
    return page


def _write(text: str, key: Qt.Key) -> None:
    """Write over what stands in the field that has the focus."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)


def test_an_office_frames_asks_and_plans_a_decision_that_then_moves(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    window = start()
    window.context.gateway.create(tmp_path / "new.hdplan", title="Disaster law", office="HD office")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert "objectives" not in window.room_list.shown(), "few rooms at first"
    page = _room(window)
    window.actions_by_key["add"].trigger()
    _write("A law before the floods", Qt.Key.Key_Return)
    assert [row.title for row in page.source.objectives] == ["A law before the floods"]

    objective = page.source.objectives[0].id
    page.desk.add("ask", objective)
    _write("Vote for article 14", Qt.Key.Key_Return)
    (ask,) = page.source.asks()
    assert models.missing(ask).startswith("Not said yet: who is asked")

    page.view.choose(models.WINDOWS)
    window.actions_by_key["add"].trigger()
    _write("Committee vote", Qt.Key.Key_Return)
    (vote,) = page.source.windows
    today = today_here()
    panel = page.panel.pages["decision_window"]
    panel.form.fields["decides_on"]._take(today + timedelta(days=20))
    page.edits.update("ask", ask.id, window_id=vote.id, due_on=today + timedelta(days=10))

    page.desk.choose("decision_window", vote.id)
    panel.form.fields["decides_on"]._take(today + timedelta(days=25))
    panel.shift.together.click()
    assert page.source.asks()[0].due_on == today + timedelta(days=15)
    window.actions_by_key["undo"].trigger()
    assert page.source.asks()[0].due_on == today + timedelta(days=10)
    assert page.source.windows[0].decides_on == today + timedelta(days=20)
    window.close()

    again = start()
    again.files.open(tmp_path / "new.hdplan")
    assert "objectives" in again.room_list.shown(), "it is in use by now"
    page = _room(again)
    again.actions_by_key["redo"].trigger()
    assert page.source.asks()[0].due_on == today + timedelta(days=15)
    assert again.context.gateway.document.verify() == []
