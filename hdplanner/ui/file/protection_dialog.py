"""The frame of the dialogs that change who can open a file: they stay until it is done, and can be cancelled.

The file is lent to a worker meanwhile; what it refuses is said in the dialog, and the fields stay.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.progress import Progress
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.sheet import sheet
from hdplanner.ui.common.task import Task
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.storage.protection import Change

_WIDE = 520


class ProtectionDialog(QDialog):
    """Fill `content` and connect `act`; `protect` does the work, and `left` names the versions that did not follow."""

    protected = Signal()

    def __init__(self, context: AppContext, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left: list[Path] = []
        self._context = context
        self._task: Task | None = None
        self.setWindowTitle(title)
        self.content = QWidget()
        self.inside = QVBoxLayout(self.content)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(8)
        self.wrong = label("", "danger", wrap=True)
        self.working = label(
            _("The file is written anew. Until that is done it stays as it is."), "muted", wrap=True
        )
        self.bar = named(QProgressBar(), title)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.act = button(verb, self._on_act, "primary")
        self.act.setDefault(True)
        self.cancel = button(_("Cancel"), self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.act)
        column = sheet(self, foot, _WIDE)
        column.addWidget(label(title, "title", wrap=True))
        column.addWidget(self.content)
        for part in (self.wrong, self.working, self.bar):
            column.addWidget(part)
            part.hide()
        for gone in (context.gateway.locked, context.gateway.closed):
            gone.connect(self.reject)  # what was written here must not outlive the key

    @property
    def is_working(self) -> bool:
        """Whether the file is being written."""
        return self._task is not None

    def attempt(self) -> None:
        """Do what the main button says; subclasses read their fields and call `protect`."""
        raise NotImplementedError

    def forget(self) -> None:
        """Keep nothing that was written in the fields."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the keyboard into the first field."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field."""
        super().showEvent(event)
        self.enter()

    def protect(self, change: Change) -> None:
        """Change the file's protection beside the window's thread."""
        document = self._context.gateway.document
        loan = document.lend()

        def job(progress: Progress) -> list[Path]:
            with loan as lent:
                return lent.protect(change, progress)

        task = Task(self.windowTitle(), job, document.interrupt)
        task.succeeded.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(lambda: self._rest(_("Cancelled. The file is as it was.")))
        self._task = task
        self.content.setEnabled(False)
        self.act.setEnabled(False)
        self.wrong.hide()
        self._show_work(on=True)
        self._context.tasks.start(task)

    def reject(self) -> None:
        """Stop the work first; its end is told, and only then the dialog can be left."""
        if self._task is None:
            super().reject()
        else:
            self.cancel.setEnabled(False)
            self._task.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The button of the window's frame is another Cancel."""
        if self._task is not None:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def done(self, result: int) -> None:
        """Keep nothing of a passphrase."""
        self.forget()
        super().done(result)

    def _on_act(self) -> None:
        if self._task is None:
            self.attempt()

    def _on_done(self, left: list[Path]) -> None:
        self._task = None
        self.left = left
        self._context.gateway.state_changed.emit()
        self.protected.emit()
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._rest(str(error) if isinstance(error, PlannerError) else "")
        if not isinstance(error, PlannerError):
            self._context.broke.emit(error)

    def _rest(self, sentence: str) -> None:
        self._task = None
        self.content.setEnabled(True)
        self.act.setEnabled(True)
        self.cancel.setEnabled(True)
        self._show_work(on=False)
        self.say(sentence)
        self.enter()

    def say(self, sentence: str) -> None:
        """Say what is to be mended; "" takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _show_work(self, *, on: bool) -> None:
        self.working.setVisible(on)
        self.bar.setVisible(on)
