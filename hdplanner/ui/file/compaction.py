"""The end of the history: says how large it is, asks up to which day, and takes what is older out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from hdplanner.i18n import _, format_date, format_number, ngettext
from hdplanner.ui.common.form import DateField
from hdplanner.ui.common.on_loan import on_loan
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.sheet import sheet
from hdplanner.ui.file.versions import source_of
from hdplanner.ui.file.versions_words import size_words

if TYPE_CHECKING:
    from hdplanner.progress import Progress
    from hdplanner.storage import Document
    from hdplanner.storage.compaction import Compacted, LogSize
    from hdplanner.ui.common.task import Task
    from hdplanner.ui.context import AppContext

_KEPT, _WIDE = timedelta(days=365), 520


class CompactDialog(QDialog):
    """`wanted` names the day; steps before it keep their line in the history and lose what they changed."""

    wanted = Signal(object)

    def __init__(self, context: AppContext, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compact the history"))
        self._day: date | None = today - _KEPT
        self._today = today
        self.size_line = label(_("Measuring the history…"), wrap=True)
        self.field = DateField(_("Older than"), context.appearance.theme)
        self.field.show_value(self._day)
        self.field.committed.connect(self._on_day)
        self.wrong = label("", "danger", wrap=True)
        self.act = button(_("Compact the history"), self.attempt, "primary")
        self._lay_out()
        context.gateway.closed.connect(self.reject)
        context.gateway.locked.connect(self.reject)

    def show_size(self, size: LogSize) -> None:
        """Say how large the history is, and how far back it goes."""
        said = _("The history takes {log} of the {file} of this file.").format(
            log=size_words(size.log), file=size_words(size.file)
        )
        if size.oldest is not None:
            since = format_date(size.oldest.astimezone().date())
            said += " " + _("It goes back to {date}.").format(date=since)
        self.size_line.setText(said)

    def attempt(self) -> None:
        """Accept the day, or say what is wrong with it."""
        self.field.line.clearFocus()
        sentence = ""
        if self._day is None:
            sentence = _("Say up to which day the history is compacted.")
        elif self._day > self._today:
            sentence = _("This day has not come yet.")
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        if not sentence:
            self.wanted.emit(self._day)
            self.accept()

    def choose(self, day: date | None) -> None:
        """Take a day."""
        self.field.show_value(day)
        self._on_day(day)

    def _on_day(self, day: date | None) -> None:
        self._day = day

    def _lay_out(self) -> None:
        self.wrong.hide()
        self.act.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(label(_("Steps older than")))
        row.addWidget(self.field, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = sheet(self, foot, _WIDE)
        column.addWidget(label(_("Compact the history"), "title"))
        column.addWidget(self.size_line)
        said = _(
            "What older steps changed is taken out: that they were made, when and by whom stays. "
            "They can no longer be undone, and what was deleted before that day leaves the bin. "
            "A colleague whose copy parted from yours before that day merges field by field."
        )
        column.addWidget(label(said, "small", wrap=True))
        column.addLayout(row)
        column.addWidget(self.wrong)
        column.addWidget(label(_("A version is kept before."), "small", wrap=True))


def ask_compact(context: AppContext, window: QWidget) -> CompactDialog:
    """Ask up to which day, and say meanwhile how large the history is."""
    from hdplanner.services.values import today_here

    dialog = CompactDialog(context, today_here(), window)
    dialog.wanted.connect(lambda day: compact(context, day))
    dialog.finished.connect(dialog.deleteLater)
    source = source_of(context)
    if source is not None:

        def measure(_progress: Progress) -> LogSize:
            from hdplanner.storage.compaction import log_size

            return log_size(source)

        task = context.start(_("Measuring the history"), measure)
        task.succeeded.connect(dialog.show_size)
    dialog.open()
    return dialog


def compact(context: AppContext, day: date) -> Task:
    """Take out what steps before a day changed, on the borrowed file; Cancel leaves the history whole."""
    before = datetime.combine(day, datetime.min.time()).astimezone(UTC)

    def work(lent: Document, progress: Progress) -> Compacted:
        from hdplanner.storage.compaction import compact

        return compact(lent, before, progress)

    def done(result: Compacted) -> None:
        context.gateway.state_changed.emit()
        context.tell(_told(result))

    return on_loan(context, _("Compacting the history"), work, done)


def _told(done: Compacted) -> str:
    """What came of it."""
    if not done.groups:
        return _("No step is older than that, so nothing was done.")
    said = ngettext("{count} step was compacted.", "{count} steps were compacted.", done.groups)
    sentence = said.format(count=format_number(done.groups))
    if not done.packed:
        more = _("The disk has no room to make the file smaller. Free some space and try again.")
    else:
        more = _("The file takes {after} now, {before} before.").format(
            after=size_words(done.after), before=size_words(done.before)
        )
    return f"{sentence} {more}"
