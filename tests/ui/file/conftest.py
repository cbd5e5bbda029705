"""The window of a merge, what it tells and what its reports say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.ui import app as application
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.merge_report import MergeReportDialog
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow
from tests.ui.file.locking import make_secret


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


@pytest.fixture
def lockable(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window, before a file is opened."""
    made = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.context.gateway.close()
    made.close()


@pytest.fixture
def secret(lockable: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The real window with an encrypted file in it."""
    make_secret(lockable, tmp_path / "plan.hdplan")
    lockable.activateWindow()
    qtbot.waitUntil(lockable.isActiveWindow)
    return lockable
