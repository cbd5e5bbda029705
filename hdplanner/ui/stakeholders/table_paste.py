"""Pasting a table from Excel or Word: read the clipboard, show what will be done, do it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from hdplanner.domain.labels import NOT_ASSESSED
from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.progress import Progress
from hdplanner.ui.common.on_loan import on_loan
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.source import StakeholderSource
from hdplanner.ui.stakeholders.table_extras import Extras

if TYPE_CHECKING:
    from hdplanner.exchange.paste_plan import Known, PastePlan, Place
    from hdplanner.storage import Changes, Document

_AT_ONCE = 300
"""So many stakeholders are written while the window waits; more of them in the background."""


class PasteCommand(QObject):
    """Pastes into the table of the room."""

    def __init__(
        self,
        context: AppContext,
        source: StakeholderSource,
        extras: Extras,
        edits: StakeholderEdits,
        table: TableView,
    ) -> None:
        super().__init__(table)
        self._context = context
        self._source = source
        self._extras = extras
        self._edits = edits
        self._table = table

    def ask(self) -> None:
        """Show what pasting the clipboard will do, and do it if the person wants that."""
        from hdplanner.ui.stakeholders.table_paste_dialog import PasteDialog

        if not self._context.gateway.can_edit:
            return
        try:
            rows = self.rows()
        except PlannerError as error:
            self._context.tell(str(error))
            return
        dialog = PasteDialog(self.planner(rows), self._table.window())
        if dialog.exec() and dialog.plan is not None:
            self.apply(dialog.plan)

    def rows(self) -> list[list[str]]:
        """The table on the clipboard. Raises ``NotPastedError``."""
        from hdplanner.exchange.pasted import read_pasted

        # PySide says that there always is one; an emptied clipboard gives None.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None:
            return read_pasted("")
        return read_pasted(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")

    def planner(self, rows: list[list[str]]) -> Any:
        """A function that plans the pasting of these rows, with headings or not, and with fields as they are chosen."""
        from hdplanner.exchange.paste_plan import plan_paste
        from hdplanner.services import assessments

        gateway = self._context.gateway
        known = self._known()
        lawful = gateway.read(assessments.may_rate_persons, campaign_id=gateway.campaign_id)
        titles = {column.title: column.key for column in self._table.columns()}

        def plan(headings: bool | None, fields: Sequence[str] | None) -> PastePlan:
            return plan_paste(
                rows,
                known,
                place=self._place(),
                titles=titles,
                current=self._current,
                persons_rated=lawful,
                headings=headings,
                fields=fields,
                blanks=(_(NOT_ASSESSED), _("Not rated"), _("Not said")),
            )

        return plan

    def apply(self, plan: PastePlan) -> None:
        """Do what was planned: at once, or on the file that is lent to a worker where it is much."""
        from hdplanner.services import pasting

        count = plan.changed + len(plan.drafts)
        gateway = self._context.gateway
        values: dict[str, Any] = {
            "campaign_id": gateway.campaign_id,
            "drafts": plan.drafts,
            "cells": plan.cells,
            "made_on": self._edits.today(),
            "author": self._context.settings.author_name(),
            "objective_id": self._edits.objective_id,
        }
        about = {"number": str(count)}
        if count > _AT_ONCE:
            self._apply_aside(about, values, plan)
        elif gateway.run("stakeholder.paste", pasting.paste_table, about=about, **values) is not None:
            self._report(plan)

    def _apply_aside(self, about: dict[str, str], values: dict[str, Any], plan: PastePlan) -> None:
        from hdplanner.services import pasting
        from hdplanner.storage import Label

        def work(lent: Document, _progress: Progress) -> Changes:
            label = Label("stakeholder.paste", about)
            return lent.edit(label, lambda session: pasting.paste_table(session, **values)).changes

        def done(changes: Changes) -> None:
            self._context.gateway.announce(changes)
            self._report(plan)

        on_loan(self._context, _("Pasting"), work, done)

    def _report(self, plan: PastePlan) -> None:
        self._context.tell(report(plan), _("Undo"), self._context.gateway.undo)

    def _known(self) -> list[Known]:
        """Every stakeholder of the file with its names; code names and what may be rated come from the rows."""
        from hdplanner.exchange.paste_plan import Known
        from hdplanner.services import assessments, importing

        gateway = self._context.gateway
        lawful = gateway.read(assessments.may_rate_persons, campaign_id=gateway.campaign_id)
        found = []
        for one in gateway.read(importing.known_stakeholders):
            row = self._source.row(one.id)
            code = row.code_name if row is not None else ""
            rated = row is None or assessments.is_rated(row.kind, row.actor_type, persons_rated=lawful)
            found.append(Known(one.id, (*one.names, one.short_name, code), row is not None, rated))
        return found

    def _place(self) -> Place:
        """From the current cell onwards: the columns as they stand, the rows as they are shown."""
        from hdplanner.exchange.paste_plan import Place

        current = self._table.currentIndex()
        if not current.isValid():
            return Place()
        numbers = self._table.arrangement.numbers()
        if current.column() not in numbers:
            return Place()
        columns = [self._table.columns()[number].key for number in numbers[numbers.index(current.column()) :]]
        return Place(tuple(columns), self._table.ids_from(current.row()))

    def _current(self, row_id: str, field: str) -> Any:
        from hdplanner.exchange.paste_plan import UNKNOWN

        if self._extras.holds(field):
            found = self._extras.value(field, row_id)
            return "" if found is None else found
        return getattr(self._source.row(row_id), field, UNKNOWN)


def report(plan: PastePlan) -> str:
    """What was done, and what was not understood, in a line."""
    made, changed = len(plan.drafts), plan.changed
    parts = []
    if changed:
        said = ngettext("{count} stakeholder was changed.", "{count} stakeholders were changed.", changed)
        parts.append(said.format(count=format_number(changed)))
    if made:
        said = ngettext("{count} stakeholder was added.", "{count} stakeholders were added.", made)
        parts.append(said.format(count=format_number(made)))
    if plan.problems:
        count = len(plan.problems)
        said = ngettext(
            "{count} cell or row was not taken as it stood.",
            "{count} cells or rows were not taken as they stood.",
            count,
        )
        parts.append(said.format(count=format_number(count)))
    return " ".join(parts)
