"""What an import of stakeholders will do, before it does it: sheet, columns to fields, counts, what was not understood.

Reads nothing itself: it is given the sheets and a way to plan, and says what the person decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.fields import field_label
from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, label, named

if TYPE_CHECKING:
    from hdplanner.exchange.plan import ImportPlan, Problem

Planner = Callable[[str | None, Mapping[str, str] | None], "ImportPlan"]
"""Plans the import of a sheet (None: the best understood), with columns to fields (None: matched by themselves)."""

_SHOWN = 200


class ImportDialog(QDialog):
    """`plan` is what will be done once the dialog is accepted."""

    def __init__(
        self,
        source: str,
        sheets: Sequence[str],
        fields: Sequence[str],
        plan: Planner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import stakeholders"))
        self._planner = plan
        self._fields = [("", _("Leave out")), *[(field, field_label(field)) for field in fields]]
        self.plan: ImportPlan | None = None
        self._columns: list[str] = []
        self.sheet = ChoiceField(_("Sheet"), [(name, name) for name in sheets])
        self.sheet.setVisible(len(sheets) > 1)
        self.sheet.committed.connect(lambda name: self._replan(name, None))
        self.columns = named(QTableWidget(0, 2), _("Columns of the source and fields of the plan"))
        self.columns.setHorizontalHeaderLabels([_("Column"), _("Field")])
        self.columns.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.columns.verticalHeader().hide()
        self.columns.setShowGrid(False)
        self.columns.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.columns.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.counts = label("", wrap=True)
        self.problems = named(QListWidget(), _("What was left out or not understood"))
        self.act = button("", self.accept, "primary")
        self._lay_out(source)
        self._replan(None, None)

    def mapping(self) -> dict[str, str]:
        """The columns that go to a field, as they stand in the dialog."""
        chosen: dict[str, str] = {}
        for row, column in enumerate(self._columns):
            field = self.field_of(row).value()
            if field:
                chosen[column] = field
        return chosen

    def field_of(self, row: int) -> ChoiceField:
        """The list in which the field of a column is chosen."""
        found = self.columns.cellWidget(row, 1)
        assert isinstance(found, ChoiceField)
        return found

    def _replan(self, sheet: str | None, mapping: Mapping[str, str] | None) -> None:
        try:
            self.plan = self._planner(sheet, mapping)
        except PlannerError as error:
            self.counts.setText(str(error))
            self.problems.clear()
            self.act.setEnabled(False)
            return
        self._show(self.plan, renew=mapping is None)

    def _show(self, plan: ImportPlan, *, renew: bool) -> None:
        self.sheet.show_value(plan.sheet)
        if renew:
            self._show_columns(plan)
        self.counts.setText(_summary(plan))
        self.problems.clear()
        for problem in (*plan.skipped, *plan.errors)[:_SHOWN]:
            self.problems.addItem(_place(problem))
        self.problems.setVisible(self.problems.count() > 0)
        count = len(plan.drafts)
        verb = ngettext("Import {count} stakeholder", "Import {count} stakeholders", count)
        self.act.setText(verb.format(count=format_number(count)))
        self.act.setEnabled(count > 0)

    def _show_columns(self, plan: ImportPlan) -> None:
        self._columns = [*plan.mapping, *plan.unmapped]
        self.columns.setRowCount(len(self._columns))
        for row, column in enumerate(self._columns):
            self.columns.setItem(row, 0, QTableWidgetItem(column))
            field = ChoiceField(_("Field of column {column}").format(column=column), self._fields)
            field.show_value(plan.mapping.get(column, ""))
            field.committed.connect(lambda _field: self._replan(self.sheet.value(), self.mapping()))
            self.columns.setCellWidget(row, 1, field)
            self.columns.setRowHeight(row, 36)

    def _lay_out(self, source: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Import stakeholders from {file}").format(file=source), "lead"), 1)
        head.addWidget(self.sheet)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.columns, 2)
        column.addWidget(self.counts)
        column.addWidget(self.problems, 1)
        hint = _("All is one step, which can be undone.")
        column.addWidget(label(hint, "small"))
        column.addLayout(foot)
        self.resize(720, 620)


def _summary(plan: ImportPlan) -> str:
    """How many rows come in, and what to look at."""
    said = _("{count} of {rows} rows will be imported.")
    parts = [said.format(count=format_number(len(plan.drafts)), rows=format_number(plan.rows))]
    if plan.errors:
        count = len(plan.errors)
        cells = ngettext("{count} cell was not understood.", "{count} cells were not understood.", count)
        parts.append(cells.format(count=format_number(count)))
    if plan.duplicates:
        count = len(plan.duplicates)
        doubles = ngettext("{count} likely duplicate.", "{count} likely duplicates.", count)
        parts.append(doubles.format(count=format_number(count)))
    return " ".join(parts)


def _place(problem: Problem) -> str:
    """Where in the source, and what."""
    if problem.column:
        place = _("Row {row}, {column}: {message}")
        return place.format(row=problem.row, column=problem.column, message=problem.message)
    return _("Row {row}: {message}").format(row=problem.row, message=problem.message)
