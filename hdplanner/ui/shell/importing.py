"""The way of an import: pick a file, read it in the background, show what will be done, do it on the borrowed file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.progress import Progress
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.exchange.cells import Sheet
    from hdplanner.exchange.plan import ImportPlan
    from hdplanner.storage import Changes


class ImportCommand(QObject):
    """Imports stakeholders from a table as one step."""

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._source = Path()

    def ask(self) -> None:
        """Let the person pick a table."""
        from hdplanner.exchange import registry

        kinds = _("Tables ({endings})").format(endings=" ".join(f"*{ending}" for ending in registry.TABLES))
        path = prompts.choose_open(self._window, _("Import stakeholders"), kinds)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a table in the background, then show what an import will do."""
        self._source = path

        def job(_progress: Progress) -> Sequence[Sheet]:
            from hdplanner.exchange.tables import read_tables

            return read_tables(path)

        title = _("Reading {file}").format(file=path.name)
        self._context.start(title, job).succeeded.connect(self._on_read)

    def _on_read(self, sheets: Sequence[Sheet]) -> None:
        from hdplanner.exchange import fields, stakeholder_table
        from hdplanner.services import assessments, importing
        from hdplanner.ui.shell.import_dialog import ImportDialog

        gateway = self._context.gateway
        if not gateway.can_edit:
            return
        known = gateway.read(importing.known_stakeholders)
        rated = gateway.read(assessments.may_rate_persons, campaign_id=gateway.campaign_id)

        def plan(sheet: str | None, mapping: Mapping[str, str] | None) -> ImportPlan:
            return stakeholder_table.plan_stakeholders(
                self._source, sheets, known, sheet=sheet, mapping=mapping, persons_rated=rated
            )

        names = [sheet.name for sheet in sheets]
        dialog = ImportDialog(self._source.name, names, fields.FIELDS, plan, self._window)
        if dialog.exec() and dialog.plan is not None:
            self.apply(dialog.plan)

    def apply(self, plan: ImportPlan) -> None:
        """Make the stakeholders of a plan, on the file that is lent to a worker; Cancel takes all back."""
        from hdplanner.services import importing
        from hdplanner.services.values import today_here
        from hdplanner.storage import GroupKind, Label

        gateway = self._context.gateway
        campaign_id, author = gateway.campaign_id, self._context.settings.author_name()
        document = gateway.document
        loan = document.lend()

        def make(session: Any) -> object:
            return importing.apply(
                session, plan.drafts, campaign_id=campaign_id, author=author, today=today_here()
            )

        def job(_progress: Progress) -> Changes:
            with loan as lent:
                label = Label("import.stakeholders", {"campaign": campaign_id})
                return lent.edit(label, make, kind=GroupKind.IMPORT).changes

        title = _("Importing {file}").format(file=plan.source)
        task = self._context.start(title, job, document.interrupt)
        task.succeeded.connect(self._on_applied)

    def _on_applied(self, changes: Changes) -> None:
        self._context.gateway.announce(changes)
        count = len(changes.keys.get("stakeholder", ()))
        said = ngettext("{count} stakeholder was imported.", "{count} stakeholders were imported.", count)
        self._context.tell(said.format(count=format_number(count)), _("Undo"), self._context.gateway.undo)
