"""The line at the foot: when the file was saved, which it is, what is filtered away, and long work with Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStatusBar, QWidget

from hdplanner.i18n import _, active_language, format_datetime, format_number
from hdplanner.ui.common.pieces import button, label, named, set_margins, with_look
from hdplanner.ui.common.task import Task, Tasks
from hdplanner.ui.gateway import FileState

_PATIENCE_MS = 1_000


class StatusLine(QStatusBar):
    """What stands in it comes from outside; `cleared` asks for all rows again."""

    cleared = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._saved = label("", "fine")
        self._file = label("", "small")
        self._scale = label("", "small")
        self._shown = label("", "small")
        self._clear = button(_("clear"), self.cleared.emit, "link")
        named(self._clear, _("Clear the filter"))
        self._work = WorkBar(tasks)
        for widget in (self._saved, self._file):
            self.addWidget(widget)
        filtered = QWidget()
        row = QHBoxLayout(filtered)
        set_margins(row, 8, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._shown)
        row.addWidget(self._clear)
        self._filtered = filtered
        self.addWidget(filtered)
        self.addPermanentWidget(self._work)
        self.addPermanentWidget(self._scale)
        self.setContentsMargins(16, 0, 16, 0)
        filtered.hide()

    def show_file(self, state: FileState | None, *, named: bool = True) -> None:
        """Say when the file was last saved and what it is; without its name where that would tell too much."""
        if state is None:
            self._saved.clear()
            self._file.clear()
            self.show_filter(0, 0)
            return
        self._saved.setText(_saved(state))
        self._saved.setToolTip(format_datetime(state.saved_at) if state.saved_at else "")
        kinds = [state.name] if named else []
        kinds += [_("encrypted")] if state.encrypted else []
        self._file.setText(" · ".join(kinds))
        self._file.setToolTip(str(state.path) if state.path and named else "")

    def show_filter(self, shown: int, total: int) -> None:
        """Say that rows are filtered away; nothing where all are shown."""
        self._filtered.setVisible(shown < total)
        if shown < total:
            words = _("{shown} of {total} shown")
            self._shown.setText(words.format(shown=format_number(shown), total=format_number(total)))

    def show_scale(self, scale: float) -> None:
        """Say the language and the size of the text."""
        percent = format_number(round(scale * 100))
        self._scale.setText(
            _("{language} {percent} %").format(language=active_language().upper(), percent=percent)
        )


class WorkBar(QWidget):
    """The work that is under way: shown once it has taken a second, so that nothing flickers.

    What waits behind it is shown when its turn comes: Cancel stops what one reads.
    """

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Task] = []
        self._title = label("", "small")
        self._bar = with_look(QProgressBar(), "")
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(_("Cancel"))
        with_look(self._cancel, "link")
        self._cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        set_margins(row, 0, 0, 16, 0)
        row.setSpacing(8)
        for widget in (self._title, self._bar, self._cancel):
            row.addWidget(widget)
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._on_patience_ended)
        tasks.started.connect(self._on_started)
        tasks.ended.connect(self._on_ended)
        self.hide()

    @property
    def _task(self) -> Task | None:
        """What is done now; the work is done in the order in which it came."""
        return self._waiting[0] if self._waiting else None

    def _on_started(self, task: Task) -> None:
        self._waiting.append(task)
        task.progressed.connect(self._on_progressed)
        if task is self._task:
            self._begin(task)

    def _begin(self, task: Task) -> None:
        self._title.setText(task.title)
        self._bar.setRange(0, 0)
        named(self._bar, task.title)
        named(self._cancel, _("Cancel: {work}").format(work=task.title))
        self._cancel.setEnabled(True)
        self._patience.start()

    def _on_patience_ended(self) -> None:
        if self._task is not None:
            self.show()

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        if self.sender() is not self._task:
            return
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        if text and self._task is not None:
            self._title.setText(_("{work}: {step}").format(work=self._task.title, step=text))

    def _on_ended(self, task: Task) -> None:
        was_shown = task is self._task
        if task in self._waiting:
            self._waiting.remove(task)
        if was_shown:
            self._patience.stop()
            self.hide()
            if self._task is not None:
                self._begin(self._task)

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._cancel.setEnabled(False)
            self._title.setText(_("Cancelling"))
            self._task.cancel()


def _saved(state: FileState) -> str:
    if state.read_only:
        return _("Read-only")
    if state.saved_at is None:
        return _("Saved")
    return _("Saved {time}").format(time=state.saved_at.strftime("%H:%M"))
