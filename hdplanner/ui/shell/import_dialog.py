"""What an import will do, before it does it: stakeholders or ties, sheet, columns to fields, what was not understood.

Reads nothing itself: it is given the sheets and ways to plan, and says what the person decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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
from hdplanner.ui.common.segmented import Segmented

if TYPE_CHECKING:
    from hdplanner.exchange.plan import ImportPlan, Problem, TiePlan

Planner = Callable[[str | None, Mapping[str, str] | None], "ImportPlan | TiePlan"]
"""Plans the import of a sheet (None: the best understood), with columns to fields (None: matched by themselves)."""

STAKEHOLDERS: Final = "stakeholders"
TIES: Final = "ties"
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Way:
    """What a table can be taken as: the fields that its columns may go to, and how the import is planned."""

    fields: Sequence[str]
    plan: Planner


class ImportDialog(QDialog):
    """`plan` is what will be done once the dialog is accepted."""

    def __init__(
        self, source: str, sheets: Sequence[str], ways: Mapping[str, Way], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import"))
        self._ways = ways
        self.plan: ImportPlan | TiePlan | None = None
        self._columns: list[str] = []
        titles = {STAKEHOLDERS: _("Stakeholders"), TIES: _("Ties")}
        self.way = Segmented([(key, titles[key]) for key in ways], _("What the table holds"))
        self.way.setVisible(len(ways) > 1)
        self.way.chosen.connect(self._on_way)
        self.sheet = ChoiceField(_("Sheet"), [(name, name) for name in sheets])
        self.sheet.setVisible(len(sheets) > 1)
        self.sheet.committed.connect(lambda name: self._replan(name, None))
        self._make_parts()
        self._lay_out(source)
        self._replan(None, None)
        if self.plan is None:
            self._try_other_ways()
        self.act.setFocus()

    def _on_way(self, _key: str) -> None:
        self._replan(None, None)

    def _make_parts(self) -> None:
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

    def _try_other_ways(self) -> None:
        """A table that cannot be what it was first taken for may be something else; else it stays the first."""
        first, *others = self._ways
        for way in (*others, first):
            self.way.choose(way)
            if self.plan is not None:
                return

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
        self.plan = None
        try:
            self.plan = self._ways[self.way.current()].plan(sheet, mapping)
        except PlannerError as error:
            self.counts.setText(str(error))
            self.problems.clear()
            self.act.setEnabled(False)
            return
        self._show(self.plan, renew=mapping is None)

    def _show(self, plan: ImportPlan | TiePlan, *, renew: bool) -> None:
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
        if self.way.current() == TIES:
            verb = ngettext("Import {count} tie", "Import {count} ties", count)
        self.act.setText(verb.format(count=format_number(count)))
        self.act.setEnabled(count > 0)

    def _show_columns(self, plan: ImportPlan | TiePlan) -> None:
        self._columns = [*plan.mapping, *plan.unmapped]
        fields = self._ways[self.way.current()].fields
        entries = [("", _("Leave out")), *[(field, field_label(field)) for field in fields]]
        self.columns.setRowCount(len(self._columns))
        for row, column in enumerate(self._columns):
            self.columns.setItem(row, 0, QTableWidgetItem(column))
            field = ChoiceField(_("Field of column {column}").format(column=column), entries)
            field.show_value(plan.mapping.get(column, ""))
            field.committed.connect(lambda _field: self._replan(self.sheet.value(), self.mapping()))
            self.columns.setCellWidget(row, 1, field)
            self.columns.setRowHeight(row, 36)

    def _lay_out(self, source: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Import from {file}").format(file=source), "lead"), 1)
        head.addWidget(self.way)
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


def _summary(plan: ImportPlan | TiePlan) -> str:
    """How many rows come in, and what to look at."""
    said = _("{count} of {rows} rows will be imported.")
    parts = [said.format(count=format_number(len(plan.drafts)), rows=format_number(plan.rows))]
    if made := len(getattr(plan, "made", ())):
        new = ngettext(
            "{count} name is not known yet and becomes a new organisation.",
            "{count} names are not known yet and become new organisations.",
            made,
        )
        parts.append(new.format(count=format_number(made)))
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
