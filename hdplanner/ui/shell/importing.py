"""The way of an import: pick a file, read it in the background, show what will be done, do it on the borrowed file.

After it, whoever was brought in and looks like another is shown beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.progress import Progress
from hdplanner.ui.common import prompts
from hdplanner.ui.common.on_loan import on_loan
from hdplanner.ui.context import AppContext
from hdplanner.ui.shell.rooms import open_duplicates

if TYPE_CHECKING:
    from hdplanner.exchange.cells import Sheet
    from hdplanner.exchange.plan import ImportPlan, TiePlan
    from hdplanner.storage import Changes, Document, Label
    from hdplanner.ui.shell.import_dialog import Way


@dataclass(frozen=True, slots=True)
class _Done:
    """What an import did: its changes, the stakeholders it made, and how many pairs of those look alike."""

    changes: Changes
    new: frozenset[str]
    alike: int


class ImportCommand(QObject):
    """Imports stakeholders or ties from a table as one step, and looks for duplicates."""

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._source = Path()

    def ask(self) -> None:
        """Let the person pick a table."""
        from hdplanner.exchange import registry

        kinds = _("Tables ({endings})").format(endings=" ".join(f"*{ending}" for ending in registry.TABLES))
        path = prompts.choose_open(self._window, _("Import"), kinds)
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

    def find_duplicates(self) -> None:
        """Look at the likely duplicates of the file."""
        open_duplicates(self._context, self._window)

    def _on_read(self, sheets: Sequence[Sheet]) -> None:
        from hdplanner.ui.shell.import_dialog import STAKEHOLDERS, TIES, ImportDialog

        if not self._context.gateway.can_edit:
            return
        ways = {STAKEHOLDERS: self._stakeholders(sheets), TIES: self._ties(sheets)}
        names = [sheet.name for sheet in sheets]
        dialog = ImportDialog(self._source.name, names, ways, self._window)
        if dialog.exec() and dialog.plan is not None:
            self.apply(dialog.plan)

    def _stakeholders(self, sheets: Sequence[Sheet]) -> Way:
        from hdplanner.exchange import fields, stakeholder_table
        from hdplanner.services import assessments, importing
        from hdplanner.ui.shell.import_dialog import Way

        gateway = self._context.gateway
        known = gateway.read(importing.known_stakeholders)
        rated = gateway.read(assessments.may_rate_persons, campaign_id=gateway.campaign_id)

        def plan(sheet: str | None, mapping: Mapping[str, str] | None) -> ImportPlan:
            return stakeholder_table.plan_stakeholders(
                self._source, sheets, known, sheet=sheet, mapping=mapping, persons_rated=rated
            )

        return Way(fields.FIELDS, plan)

    def _ties(self, sheets: Sequence[Sheet]) -> Way:
        from hdplanner.exchange import tie_fields, tie_table
        from hdplanner.services import importing
        from hdplanner.ui.shell.import_dialog import Way

        gateway = self._context.gateway
        known = gateway.read(importing.known_stakeholders)
        ties = gateway.read(importing.known_ties, campaign_id=gateway.campaign_id)

        def plan(sheet: str | None, mapping: Mapping[str, str] | None) -> TiePlan:
            return tie_table.plan_ties(self._source, sheets, known, ties, sheet=sheet, mapping=mapping)

        return Way(tie_fields.FIELDS, plan)

    def apply(self, plan: ImportPlan | TiePlan) -> None:
        """Make what a plan holds, on the file that is lent to a worker; Cancel takes all back."""
        from hdplanner.storage import GroupKind

        label, make = self._work(plan)

        def work(lent: Document, _progress: Progress) -> _Done:
            from hdplanner.services.duplicates import likely_duplicates

            changes = lent.edit(label, make, kind=GroupKind.IMPORT).changes
            new = frozenset(changes.keys.get("stakeholder", ()))
            alike = lent.read(lambda session: likely_duplicates(session, ids=new)) if new else []
            return _Done(changes, new, len(alike))

        on_loan(self._context, _("Importing {file}").format(file=plan.source), work, self._on_applied)

    def _work(self, plan: ImportPlan | TiePlan) -> tuple[Label, Callable[[Any], object]]:
        """What the edit is called, and what it does."""
        from hdplanner.exchange.plan import TiePlan
        from hdplanner.services import importing
        from hdplanner.services.values import today_here
        from hdplanner.storage import Label

        campaign_id, author = self._context.gateway.campaign_id, self._context.settings.author_name()
        if isinstance(plan, TiePlan):
            drafts, made = plan.drafts, plan.made
            return Label("import.ties", {"campaign": campaign_id}), lambda session: importing.apply_ties(
                session, drafts, made, campaign_id=campaign_id
            )
        rows = plan.drafts
        return Label("import.stakeholders", {"campaign": campaign_id}), lambda session: importing.apply(
            session, rows, campaign_id=campaign_id, author=author, today=today_here()
        )

    def _on_applied(self, done: _Done) -> None:
        gateway = self._context.gateway
        gateway.announce(done.changes)
        count = len(done.new)
        said = ngettext("{count} stakeholder was imported.", "{count} stakeholders were imported.", count)
        if ties := len(done.changes.keys.get("tie", ())):
            count = ties
            said = ngettext("{count} tie was imported.", "{count} ties were imported.", count)
        sentence = said.format(count=format_number(count))
        if not done.alike:
            self._context.tell(sentence, _("Undo"), gateway.undo)
            return
        verb = ngettext(
            "Look at {count} likely duplicate", "Look at {count} likely duplicates", done.alike
        ).format(count=format_number(done.alike))
        new = done.new
        self._context.tell(sentence, verb, lambda: open_duplicates(self._context, self._window, new))
