"""Keeps versions by itself: soon after opening, after every hour of work; and tells once where none can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hdplanner.errors import FileVanishedError, PlannerError
from hdplanner.i18n import _
from hdplanner.ui.common.task import Task, Tasks
from hdplanner.ui.file.versions_words import size_words

if TYPE_CHECKING:
    from hdplanner.domain.rules_kept_versions import Why
    from hdplanner.progress import Progress
    from hdplanner.storage.compaction import LogSize
    from hdplanner.storage.versions import Source
    from hdplanner.ui.context import AppContext

FIRST_MS, HOUR_MS = 3_000, 3_600_000
"""Milliseconds: the rooms are painted first; and how long the work is that one may have to do again."""


class VersionKeeper(QObject):
    """Works in the background beside the person, and gives way to whatever else is to be done with the file."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.tasks = Tasks(self)
        self._told = False
        self.first = QTimer(self, interval=FIRST_MS, singleShot=True)
        self.hour = QTimer(self, interval=HOUR_MS)
        self.first.timeout.connect(self.keep_at_opening)
        self.hour.timeout.connect(self.keep_after_an_hour)
        context.tasks.started.connect(lambda _task: self.tasks.stop_all())
        gateway = context.gateway
        gateway.opened.connect(self._on_opened)
        gateway.unlocked.connect(self.hour.start)
        gateway.closed.connect(self._rest)
        gateway.locked.connect(self._rest)
        gateway.changed.connect(lambda _changes: self._tell_of_trouble())

    def keep_at_opening(self) -> None:
        """Keep the file as it was opened, if it is not kept so already; then look how long its history is."""
        from hdplanner.domain.rules_kept_versions import Why

        self._keep(Why.OPENED, self.first)

    def keep_after_an_hour(self) -> None:
        """Keep the file where something was done."""
        from hdplanner.domain.rules_kept_versions import Why

        self._keep(Why.HOUR, self.hour)

    def _on_opened(self) -> None:
        self._rest()
        self._told = False
        if self._context.gateway.can_edit:
            self.first.start()
            self.hour.start()

    def _rest(self) -> None:
        """The file is closed: what is still copied of it is not wanted any more."""
        self.first.stop()
        self.hour.stop()
        self.tasks.stop_all()

    def _keep(self, why: Why, again: QTimer) -> None:
        gateway = self._context.gateway
        if not gateway.can_edit or self.tasks.busy():
            return
        if self._context.tasks.busy():
            again.start()
            return
        from hdplanner.storage import versions

        source = gateway.document.on_file(versions.source_of)
        if source is not None:
            self._start(source, why, again)

    def _start(self, source: Source, why: Why, again: QTimer) -> None:
        def job(progress: Progress) -> LogSize | None:
            from hdplanner.storage import compaction, versions

            versions.make(source, why, progress=progress)
            return compaction.large_log(source) if again is self.first else None

        task = Task(_("Keeping a version"), job)
        task.succeeded.connect(self._on_kept)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(lambda: self._again(again))
        self.tasks.start(task)

    def _on_kept(self, log: LogSize | None) -> None:
        """Say once a file that its history has grown long."""
        if log is None or self._told or not self._context.gateway.can_edit:
            return
        self._told = True
        said = _("The history takes {log} of the {file} of this file. What is old in it can be taken out.")
        window = self.parent()
        self._context.tell(
            said.format(log=size_words(log.log), file=size_words(log.file)),
            _("Compact the history…"),
            lambda: _compact(self._context, window),
        )

    def _on_failed(self, error: object) -> None:
        if not isinstance(error, PlannerError):
            self._context.broke.emit(error)
        elif self._context.gateway.can_edit and not isinstance(error, FileVanishedError):
            self._tell(error)

    def _again(self, timer: QTimer) -> None:
        """Try later, where the file is still open: it had to give way."""
        if self._context.gateway.can_edit:
            timer.start()

    def _tell_of_trouble(self) -> None:
        """Say that no version could be kept before what was just done."""
        if self._context.gateway.is_open:
            document = self._context.gateway.document
            trouble, document.version_trouble = document.version_trouble, None
            if trouble is not None:
                self._tell(trouble)

    def _tell(self, error: PlannerError) -> None:
        if not self._told:
            self._told = True
            said = _("No version could be kept: {reason} Your work goes on and is saved.")
            self._context.tell(said.format(reason=error))


def _compact(context: AppContext, window: QObject | None) -> None:
    from PySide6.QtWidgets import QWidget

    from hdplanner.ui.file.compaction import ask_compact

    if isinstance(window, QWidget):
        ask_compact(context, window)
