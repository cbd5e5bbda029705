"""Somebody renames, rates and deletes, closes, comes back another day, and finds and undoes all of it from the menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.services.stakeholders import find_stakeholder
from hdplanner.ui.file.bin_window import BinWindow
from hdplanner.ui.file.history_trail import TrailDialog
from hdplanner.ui.file.history_window import HistoryWindow
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.stakeholders.history_panel import HistoryPanel
from hdplanner.ui.stakeholders.page import StakeholdersPage
from tests.flows.conftest import Start


def _names(window: MainWindow) -> set[str]:
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    return {row.name for row in page.source.rows}


def _history(window: MainWindow) -> HistoryWindow:
    window.actions_by_key["history"].trigger()
    (shown,) = window.findChildren(HistoryWindow)
    return shown


def test_undo_history_and_bin_outlive_a_restart(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "plan.hdplan"
    window = start()
    assert window.files.make(path, title="Disaster law", office="Varenia National Society", passphrase="")
    window.show_room("stakeholders")
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    mayors = page.edits.add("Union of mayors")
    radio = page.edits.add("Radio Varenia")
    assert mayors is not None
    assert radio is not None
    page.edits.fact([mayors], name="Union of all mayors")
    page.edits.delete([radio])
    window.close()

    again = start()
    assert again.files.open(path)
    again.show_room("stakeholders")
    assert _names(again) == {"Union of all mayors"}
    shown = _history(again)
    told = [shown.model.data(shown.model.index(row, 0)) for row in range(1, shown.model.rowCount())]
    assert told[:2] == ["Delete Radio Varenia", "Change Union of all mayors"]

    again.actions_by_key["undo"].trigger()
    again.actions_by_key["undo"].trigger()
    assert _names(again) == {"Union of mayors", "Radio Varenia"}
    again.actions_by_key["redo"].trigger()
    again.actions_by_key["redo"].trigger()
    assert _names(again) == {"Union of all mayors"}

    again.actions_by_key["bin"].trigger()
    (deleted,) = again.findChildren(BinWindow)
    qtbot.waitUntil(lambda: deleted.model.rowCount() == 1)
    deleted.restore.click()
    assert _names(again) == {"Union of all mayors", "Radio Varenia"}
    assert again.context.gateway.document.read(lambda s: find_stakeholder(s, "Radio Varenia")) == radio
    again.close()
    assert not any(isinstance(one, HistoryWindow | BinWindow) and one.isVisible() for one in _tops())


def _tops() -> list[object]:
    return list(QApplication.topLevelWidgets())


def test_the_profile_opens_its_history_and_the_way_of_its_rating(start: Start, qtbot: QtBot) -> None:
    window = start()
    window.welcome.sample_wanted.emit()
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    minister = next(row.id for row in page.source.rows if row.name == "Minister of Finance")
    window.context.navigate("stakeholder", minister)
    qtbot.waitUntil(lambda: bool(window.findChildren(HistoryPanel)))
    (panel,) = window.findChildren(HistoryPanel)
    panel.whole.click()
    (shown,) = window.findChildren(HistoryWindow)
    assert shown.title.text() == "History of Minister of Finance"
    shown.close()
    panel.came.click()
    (dialog,) = window.findChildren(TrailDialog)
    assert dialog.title.text() == "Assessed position: Minister of Finance"
    dialog.reject()
    window.context.gateway.show_code_names(on=True)
    assert not any(one.whole.isVisible() for one in window.findChildren(HistoryPanel))
