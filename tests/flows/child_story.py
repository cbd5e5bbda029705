"""A whole story through the real window, in a process of its own: `child_story.py FILE PASSPHRASE`.

For tests that look at what the process leaves behind and whom it speaks to. An empty passphrase makes a plain file.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from hdplanner.paths import resource
from hdplanner.services import interchange
from hdplanner.storage import Document, Label
from hdplanner.ui import app as application
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.shell.rooms import ROOMS

_PATIENCE = 60.0


def main(path: Path, passphrase: str) -> None:
    """Make the sample at `path`, work on it, lock it, meet a bug, and close it."""
    _make(path, passphrase)
    app = application.make_application()
    settings = Settings.load()
    settings.author, settings.theme = "Somebody here", "light"
    window = application.make_window(app, settings)
    watch = application.watch_crashes(window)
    window.show()
    window.context.gateway.open(path, passphrase=passphrase or None)
    settings.remember_file(path)
    for room in ROOMS:
        window.show_room(room.key)
        for pose in window.page().poses():
            window.page().pose(pose)
            _rest(app, window)
    _work(app, window)
    _pick_a_file(app, window)
    if passphrase:
        _lock(app, window, passphrase)
    watch.broke.disconnect()  # its dialog would wait for somebody
    try:
        raise KeyError(_names(window)[0])
    except KeyError as error:
        watch.take_error(error)
    window.close()
    watch.remove()
    sys.stdout.write("told to the end\n")


def _make(path: Path, passphrase: str) -> None:
    source = resource("samples", "disaster-law.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    with Document.create(path, author="HD adviser", passphrase=passphrase or None) as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data, source))


def _rest(app: QApplication, window: MainWindow) -> None:
    until = time.monotonic() + _PATIENCE
    window.context.findings.finish()
    app.processEvents()
    while window.context.tasks.busy() and time.monotonic() < until:
        app.processEvents()


def _names(window: MainWindow) -> list[str]:
    from hdplanner.services import profiles

    return window.context.gateway.read(profiles.stakeholder_names)


def _work(app: QApplication, window: MainWindow) -> None:
    """Search, edit, undo, copy: what goes through the most hands."""
    window.show_room("stakeholders")
    page: Any = window.page()
    page.pose("table")
    row = page.source.rows[0]
    page.select([row.id])
    page.edits.add("Chamber of Shipowners of Varenia")
    window.context.gateway.undo()
    window.search.setText(row.name)
    window.search.refresh()
    page.header.words.setText(row.name)
    page.select_all()
    page.copy()
    _rest(app, window)


def _pick_a_file(app: QApplication, window: MainWindow) -> None:
    """Save a copy, by Qt's own dialog, which likes to remember folders."""

    def choose() -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QFileDialog) and one.isVisible():
                one.reject()

    QTimer.singleShot(300, choose)
    window.actions_by_key["copy_file"].trigger()
    _rest(app, window)


def _lock(app: QApplication, window: MainWindow, passphrase: str) -> None:
    """Lock in the middle of a name, and unlock."""
    page: Any = window.page()
    field = page.header.words
    field.setFocus()
    QTest.keyClicks(field, " and more")
    window.actions_by_key["lock"].trigger()
    screen = window.guard.lock.screen
    line = screen.findChild(QLineEdit)
    assert line is screen.field
    screen.field.setText(passphrase)
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    QCoreApplication.sendPostedEvents()
    assert window.context.gateway.is_open
    _rest(app, window)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
