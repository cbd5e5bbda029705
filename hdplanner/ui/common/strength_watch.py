"""Judges a passphrase while it is written, beside the window's thread: the newest text only, and keeps none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from hdplanner.domain.rules_passphrase import Strength, strength
from hdplanner.progress import Progress
from hdplanner.ui.common.task import Task, Tasks

_PAUSE_MS = 150
"""Milliseconds after a letter in which another one may come."""


class StrengthWatch(QObject):
    """`found` is None from the first letter until the judgement is there."""

    judged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: Strength | None = None
        self._text = ""
        self._about: tuple[str, ...] = ()
        self._asked = 0
        self._tasks = Tasks(self)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._on_pause)

    def ask(self, text: str, about: Sequence[str] = ()) -> None:
        """Judge a text, soon; `about` are words that an attacker tries first."""
        self.found = None
        self._text, self._about = text, tuple(about)
        self._asked += 1
        self._pause.start()

    def set_found(self, found: Strength) -> None:
        """Take a judgement that is known already."""
        self._asked += 1
        self._pause.stop()
        self._take(found)

    def forget(self) -> None:
        """Keep nothing of what was written."""
        self._asked += 1
        self._pause.stop()
        self._text, self._about, self.found = "", (), None

    def _on_pause(self) -> None:
        text, about, number = self._text, self._about, self._asked

        def job(_progress: Progress) -> Strength:
            return strength(text, about)

        task = Task("", job)
        task.succeeded.connect(lambda found: self._take(found) if number == self._asked else None)
        task.failed.connect(_raise)
        self._tasks.start(task)

    def _take(self, found: Strength) -> None:
        self.found, self._text = found, ""
        self.judged.emit()


def _raise(error: BaseException) -> None:
    raise error
