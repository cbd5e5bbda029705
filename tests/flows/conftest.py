"""The real window, as a person starts it, with a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.ui import app as application
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow

Start = Callable[[], MainWindow]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Start]:
    """Starts the window; called again, it is another start of the same person."""
    windows: list[MainWindow] = []

    def begin() -> MainWindow:
        settings = Settings.load()
        settings.theme = "light"
        window = application.make_window(qapp, settings)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        windows.append(window)
        return window

    yield begin
    for window in windows:
        window.close()
