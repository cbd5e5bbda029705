"""What every part of the window is given: the file, the settings, the look, background work, and a way to go places."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from hdplanner.errors import (
    DiskFailedError,
    DiskFullError,
    FileVanishedError,
    LockLostError,
    PlannerError,
    ReadOnlyFileError,
)
from hdplanner.i18n import _
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.common.task import Job, Task, Tasks
from hdplanner.ui.findings import Findings
from hdplanner.ui.gateway import Gateway
from hdplanner.ui.settings import Settings

_CALL_FOR_A_COPY = (DiskFailedError, DiskFullError, FileVanishedError, LockLostError, ReadOnlyFileError)


class AppContext(QObject):
    """Made once, by `app`, and handed down. There is nothing global beside it."""

    navigated = Signal(str, str)
    """Go to a row: the name of its table, and its id. The shell finds the room."""
    told = Signal(str, str, object)
    """Say something without stopping the person: sentence, verb of a button (or ""), what the button does."""
    broke = Signal(object)
    """A bug came up in background work: an exception, for the crash report."""

    def __init__(self, settings: Settings, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.appearance = appearance
        self.gateway = Gateway(settings.author_name, self)
        self.findings = Findings(self.gateway, self)
        self.tasks = Tasks(self)
        self.rescue: Callable[[], object] | None = None
        """Saves a copy of the open file elsewhere; set by who can ask where."""
        self.gateway.failed.connect(self._on_failed)

    def navigate(self, kind: str, row_id: str) -> None:
        """Show a row in its room: the only way from one room into another."""
        self.navigated.emit(kind, row_id)

    def tell(self, sentence: str, verb: str = "", action: object = None) -> None:
        """Show a sentence in the bar above the room, with a button where there is something to do about it."""
        self.told.emit(self.gateway.shown(sentence), verb, action)

    def start(self, title: str, job: Job, on_cancel: Callable[[], None] | None = None) -> Task:
        """Do long work in the background; what goes wrong is told, and a bug goes to the crash report.

        `on_cancel` helps work to stop that sits in one long call.
        """
        task = Task(title, job, on_cancel)
        task.failed.connect(self._on_failed)
        return self.tasks.start(task)

    def tell_error(self, error: PlannerError) -> None:
        """Show what went wrong; where the open file takes no more changes, with the way out of it."""
        document = self.gateway.document if self.gateway.is_open else None
        about_ours = (
            isinstance(error, _CALL_FOR_A_COPY) and document is not None and error.path == document.path
        )
        if about_ours and self.rescue is not None:
            self.tell(str(error), _("Save a Copy…"), self.rescue)
        else:
            self.tell(str(error))

    def _on_failed(self, error: object) -> None:
        if isinstance(error, PlannerError):
            self.tell_error(error)
        else:
            self.broke.emit(error)
