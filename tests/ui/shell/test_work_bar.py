"""The line at the foot while several pieces of work wait for each other."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hdplanner.progress import Progress
from hdplanner.ui.common.task import Task, Tasks
from hdplanner.ui.shell.status import WorkBar


def test_work_that_waits_does_not_take_the_place_of_work_that_is_done(qtbot: QtBot) -> None:
    owner = QObject()
    tasks = Tasks(owner)
    bar = WorkBar(tasks)
    qtbot.addWidget(bar)
    go_on = threading.Event()

    def long_work(progress: Progress) -> None:
        go_on.wait(10)
        progress.step(0, 1)

    first, second = Task("Export PDF", long_work), Task("Preview", lambda _progress: None)
    title, cancel = bar.findChild(QLabel), bar.findChild(QPushButton)
    tasks.start(first)
    tasks.start(second)
    assert title.text() == "Export PDF"
    with qtbot.waitSignals([first.cancelled, second.succeeded], timeout=10_000):
        cancel.click()
        go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert bar.isHidden()
