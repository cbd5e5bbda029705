"""What pasting a table will do, before it does it: columns to fields, who is recognised, who is new, what is left out.

Reads nothing itself: it is given a way to plan, and says what the person decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
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
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, label, named

if TYPE_CHECKING:
    from hdplanner.exchange.paste_plan import PastePlan
    from hdplanner.exchange.plan import Problem

Planner = Callable[[bool | None, Sequence[str] | None], "PastePlan"]
"""Plans with the first row as headings or not (None: find out), and each column to a field (None: matched)."""

_SHOWN = 200


class PasteDialog(QDialog):
    """`plan` is what will be done once the dialog is accepted."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from hdplanner.exchange.paste_plan import OURS, TARGETS

        self.setWindowTitle(_("Paste a table"))
        self._planner = planner
        own = {"owner": _("Owner"), "next_step": _("Next step"), "id": _("Key of the stakeholder")}
        self._fields: list[tuple[object, str]] = [("", _("Leave out"))]
        self._fields += [(one, own[one] if one in (*OURS, "id") else field_label(one)) for one in TARGETS]
        self.plan: PastePlan | None = None
        self.headings = QCheckBox(_("The first row holds headings"))
        self.headings.clicked.connect(lambda on: self._replan(on, None))
        self.columns = named(QTableWidget(0, 2), _("Columns of the table and fields of the plan"))
        self.columns.setHorizontalHeaderLabels([_("Column"), _("Field")])
        self.columns.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.columns.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.columns.verticalHeader().hide()
        self.columns.setShowGrid(False)
        self.columns.setItemDelegate(TextDelegate(self.columns))
        self.columns.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.columns.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.counts = label("", wrap=True)
        self.how = label("", "small", wrap=True)
        self.problems = named(QListWidget(), _("What was left out or not understood"))
        self.act = button("", self.accept, "primary")
        self._lay_out()
        self._replan(None, None)

    def fields(self) -> list[str]:
        """The field of each column, as they stand in the dialog."""
        return [str(self.field_of(row).value() or "") for row in range(self.columns.rowCount())]

    def field_of(self, row: int) -> ChoiceField:
        """The list in which the field of a column is chosen."""
        found = self.columns.cellWidget(row, 1)
        assert isinstance(found, ChoiceField)
        return found

    def _replan(self, headings: bool | None, fields: Sequence[str] | None) -> None:
        self.plan = self._planner(headings, fields)
        if fields is None:
            self._show_columns(self.plan)
        self._show(self.plan)

    def _show(self, plan: PastePlan) -> None:
        self.headings.setChecked(plan.headings)
        self.how.setText(
            _("The rows go to the stakeholders from the current cell on. Empty cells change nothing.")
            if plan.by_place
            else _("Rows are recognised by name, short name, code name or key. Empty cells change nothing.")
        )
        self.counts.setText(_summary(plan))
        self.problems.clear()
        for problem in plan.problems[:_SHOWN]:
            self.problems.addItem(_where(problem))
        self.problems.setVisible(self.problems.count() > 0)
        count = plan.changed + len(plan.drafts)
        verb = ngettext("Paste {count} stakeholder", "Paste {count} stakeholders", count)
        self.act.setText(verb.format(count=format_number(count)))
        self.act.setEnabled(count > 0)

    def _show_columns(self, plan: PastePlan) -> None:
        self.columns.setRowCount(len(plan.titles))
        for row, (title, chosen) in enumerate(zip(plan.titles, plan.fields, strict=True)):
            self.columns.setItem(row, 0, QTableWidgetItem(title))
            field = ChoiceField(_("Field of column {column}").format(column=title), self._fields)
            field.show_value(chosen)
            field.committed.connect(lambda _field: self._replan(self.headings.isChecked(), self.fields()))
            self.columns.setCellWidget(row, 1, field)
            self.columns.setRowHeight(row, field.sizeHint().height() + 6)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(label(_("All is one step, which can be undone."), "small"), 1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(_("Paste a table"), "lead"))
        column.addWidget(self.headings)
        column.addWidget(self.columns, 2)
        column.addWidget(self.counts)
        column.addWidget(self.how)
        column.addWidget(self.problems, 1)
        column.addLayout(foot)
        self.resize(680, 600)


def _summary(plan: PastePlan) -> str:
    """What will be done, in numbers."""
    rows = ngettext("{count} row:", "{count} rows:", plan.rows).format(count=format_number(plan.rows))
    said = _("{rows} {changed} changed, {new} new, {same} as they are.").format(
        rows=rows,
        changed=format_number(plan.changed),
        new=format_number(len(plan.drafts)),
        same=format_number(plan.unchanged),
    )
    if not plan.problems:
        return said
    count = len(plan.problems)
    left = ngettext(
        "{count} cell or row is not taken as it stands.",
        "{count} cells or rows are not taken as they stand.",
        count,
    )
    return f"{said} {left.format(count=format_number(count))}"


def _where(problem: Problem) -> str:
    """Where in the table, and what."""
    if problem.column:
        place = _("Row {row}, {column}: {message}")
        return place.format(row=problem.row, column=problem.column, message=problem.message)
    return _("Row {row}: {message}").format(row=problem.row, message=problem.message)
