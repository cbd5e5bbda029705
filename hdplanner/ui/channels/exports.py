"""The plan for elsewhere: the picture of a view, an iCalendar file, a workbook. Files come whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.values import AccessKind, Audience, Sensitivity
from hdplanner.figures.shapes import Figure
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.paths import documents_dir
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.common import picture_file, prompts
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.progress import Progress
    from hdplanner.services.plan_records import PlanRecords
    from hdplanner.ui.common.task import Task


class AudienceDialog(QDialog):
    """Asks for whose eyes a file is: what they may not see is not written into it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.audience = ChoiceField(_("For whom"), choices_of(Audience))
        self.audience.show_value(Audience.INTERNAL)
        self.act = button(_("Export…"), self.accept, "primary")
        self.act.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(_("For whom is this file?"), "lead"))
        column.addWidget(self.audience)
        column.addWidget(label(_("What they may not see is left out."), "small", wrap=True))
        column.addLayout(foot)
        self.setMinimumWidth(380)


class PlanExports(QObject):
    """Reads what is to be written now, and writes it in the background."""

    def __init__(self, context: AppContext, source: PlanSource, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._source = source
        self._page = page
        self.default_marking = Sensitivity.CONFIDENTIAL

    def marking(self) -> Sensitivity:
        """How confidential a picture of the plan is."""
        return picture_file.marking_of((row.sensitivity for row in self._source.rows), self.default_marking)

    def copy_picture(self, figure: Figure) -> None:
        """Put the picture of a view on the clipboard."""
        picture_file.copy_picture(figure, self.marking())

    def export_picture(self, figure: Figure) -> None:
        """Ask where to, and write the picture of a view."""
        picture_file.ask_and_export(self._context, self._page, figure, self.marking(), _("plan.svg"))

    def ask_calendar(self) -> None:
        """Ask for whom and where to, and write the calendar."""
        self._ask(_("Export calendar"), _("plan.ics"), _("Calendar files (*.ics)"), self.write_calendar)

    def ask_sheet(self) -> None:
        """Ask for whom and where to, and write the workbook."""
        self._ask(_("Export table"), _("plan.xlsx"), _("Excel workbooks (*.xlsx)"), self.write_sheet)

    def write_calendar(self, path: Path, audience: Audience = Audience.INTERNAL) -> Task:
        """Write what an audience may see as an iCalendar file."""
        from hdplanner.services.plan_records import TABLES

        changed = self._context.gateway.document.last_changes(TABLES)

        def write(target: Path, records: PlanRecords) -> int:
            from hdplanner.exchange import calendar

            return calendar.write(target, records, changed)

        return self._write(_("Export calendar"), path, audience, write)

    def write_sheet(self, path: Path, audience: Audience = Audience.INTERNAL) -> Task:
        """Write what an audience may see as a workbook."""

        def write(target: Path, records: PlanRecords) -> int:
            from hdplanner.exchange import plan_sheet

            return plan_sheet.write(target, records)

        return self._write(_("Export table"), path, audience, write)

    def _ask(self, title: str, name: str, filters: str, write: Callable[[Path, Audience], Task]) -> None:
        dialog = AudienceDialog(title, self._page.window())
        if not dialog.exec():
            return
        path = prompts.choose_save(self._page, title, documents_dir() / name, filters)
        if path is not None:
            write(path, dialog.audience.value())

    def _write(
        self, title: str, path: Path, audience: Audience, write: Callable[[Path, PlanRecords], int]
    ) -> Task:
        from hdplanner.services.plan_records import plan_records

        gateway = self._context.gateway
        records = gateway.read(plan_records, campaign_id=gateway.campaign_id, audience=audience)

        def work(progress: Progress) -> int:
            progress.step(0, 1)
            count = write(path, records)
            progress.step(1, 1)
            return count

        task = self._context.start(title, work)
        task.succeeded.connect(lambda count: self._on_written(count, path, audience))
        return task

    def _on_written(self, count: int, path: Path, audience: Audience) -> None:
        form = path.suffix.lower()[1:]
        self._context.gateway.log_access(
            AccessKind.EXPORT, what="plan", form=form, audience=audience.value, rows=count
        )
        self._tell(count, path)

    def _tell(self, count: int, path: Path) -> None:
        words = ngettext("{count} entry is saved in {name}.", "{count} entries are saved in {name}.", count)
        self._context.tell(words.format(count=format_number(count), name=path.name))
