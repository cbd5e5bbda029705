"""Background work: a job on a worker thread that reports progress and can be cancelled.

The one way to leave the window's thread. The job is plain Python, takes a `Progress` and touches no widget.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, Qt, QThreadPool, Signal

from hdplanner.progress import Cancelled, Progress

Job = Callable[[Progress], Any]

_REPORT_EVERY = 0.05


class _Reporter:
    """The Progress of a task: passes on what a person can follow, and raises Cancelled when asked to stop."""

    def __init__(self, report: Callable[[int, int, str], None], stop: threading.Event) -> None:
        self._report = report
        self._stop = stop
        self._last = 0.0

    def step(self, done: int, total: int, label: str = "") -> None:
        """Report at most twenty times a second; the end always."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _REPORT_EVERY or done >= total:
            self._last = now
            self._report(done, total, label)


class Task(QObject):
    """One piece of work. Its signals come in the window's thread, `finished` last."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _ended = Signal(object, object)
    _reported = Signal(int, int, str)

    def __init__(self, title: str, job: Job, on_cancel: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.title = title
        self._job = job
        self._on_cancel = on_cancel
        self._stop = threading.Event()
        # Queued, so that both arrive in the thread of this object and in the order of their sending.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next step."""
        self._stop.set()
        if self._on_cancel is not None:
            self._on_cancel()

    def work(self) -> None:
        """Do the job, in whatever thread this is called."""
        try:
            result = self._job(_Reporter(self._reported.emit, self._stop))
        except BaseException as error:  # handed on to the window's thread, which tells bugs from the rest
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _on_ended(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.finished.emit()


class _Run(QRunnable):
    """Carries a task to a thread of the pool."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        """Called by the pool."""
        self._task.work()


class Tasks(QObject):
    """The work that is under way, one at a time, so that two jobs never ask for the file at once."""

    started = Signal(object)
    """The Task that begins."""
    ended = Signal(object)
    """The Task that is over, whichever way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: list[Task] = []

    def start(self, task: Task) -> Task:
        """Begin (or queue) the work."""
        self._tasks.append(task)
        task.finished.connect(self._on_finished)
        self.started.emit(task)
        self._pool.start(_Run(task))
        return task

    def busy(self) -> bool:
        """Whether work is under way or waiting."""
        return bool(self._tasks)

    def stop_all(self) -> None:
        """Cancel everything and wait for its end: before the window closes."""
        for task in self._tasks:
            task.cancel()
        self._pool.waitForDone()

    def hear_out(self) -> None:
        """Let work that has ended say so now: what it has to say waits in the queue of this thread."""
        for task in list(self._tasks):
            QCoreApplication.sendPostedEvents(task, QEvent.Type.MetaCall)

    def _on_finished(self) -> None:
        task = self.sender()
        if isinstance(task, Task) and task in self._tasks:
            self._tasks.remove(task)
            self.ended.emit(task)
