"""The window of a merge, what it tells and what its reports say."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.ui.context import AppContext
from hdplanner.ui.file.merge_report import MergeReportDialog


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
