"""What the room shows besides, under "More": how central each is, and PolicyMaker's sums with the caution of its authors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.parts import row_of

if TYPE_CHECKING:
    from hdplanner.domain.rules_feasibility import Feasibility
    from hdplanner.services.network import MeasureRow


class MeasuresDialog(QDialog):
    """A table of the measures, to be sorted and copied. Choosing a row chooses the stakeholder on the drawing."""

    chosen = Signal(list)

    def __init__(self, rows: Sequence[MeasureRow], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Measures of the network"))
        self.model: RowModel[MeasureRow] = RowModel(measure_columns(), self)
        self.model.can_edit = False
        self.table = TableView(self.model, theme, _("Measures of the network"))
        self.model.set_rows(rows)
        self.model.sort_by([("betweenness", True)])
        self.table.selected.connect(lambda: self.chosen.emit(list(self.table.selected_ids())))
        words = _(
            "How a network is drawn says who can pass things on, not who decides. "
            "Ties count once, whatever their direction and strength."
        )
        column = QVBoxLayout(self)
        column.addWidget(label(words, "muted", wrap=True))
        column.addWidget(self.table, 1)
        copy = button(_("Copy"), self._copy)
        column.addWidget(row_of(QWidget(), copy, button(_("Close"), self.accept)))
        self.resize(round(640 * theme.scale), round(460 * theme.scale))

    def _copy(self) -> None:
        if not self.table.selected_ids():
            self.table.selectAll()
        self.table.copy()


class FeasibilityDialog(QDialog):
    """Three sums side by side, and below them what they do not say."""

    def __init__(self, sums: Feasibility, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Feasibility sums"))
        grid = FactGrid()
        for title, value in (
            (_("Supporters"), sums.supporters),
            (_("Opponents"), sums.opponents),
            (_("Not mobilised"), sums.non_mobilised),
            (_("Left out, for want of a rating"), sums.left_out),
        ):
            grid.add(title, label(format_number(value), "heading"))
        self.caution = label(_(sums.caution), "muted", wrap=True)
        source = label(_("After M. Reich and D. Cooper, PolicyMaker."), "small", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for part in (grid, self.caution, source):
            column.addWidget(part)
        column.addWidget(row_of(QWidget(), button(_("Close"), self.accept)))
        self.setMinimumWidth(420)


def measure_columns() -> tuple[Column[MeasureRow], ...]:
    """The measures, with the words that explain them as tips."""
    return (
        Column("name", _("Name"), lambda row: row.name, width=240),
        Column(
            "degree",
            _("Neighbours"),
            lambda row: format_number(row.degree),
            sort=lambda row: row.degree,
            tip=lambda row: _("Degree: with how many there is a tie"),
            number=True,
        ),
        Column(
            "betweenness",
            _("Between"),
            lambda row: format_number(row.betweenness, 3),
            sort=lambda row: row.betweenness,
            tip=lambda row: _("Betweenness: the share of shortest ways between others that pass here"),
            number=True,
        ),
        Column(
            "closeness",
            _("Near"),
            lambda row: format_number(row.closeness, 3),
            sort=lambda row: row.closeness,
            tip=lambda row: _("Closeness: how few steps lead to all others"),
            number=True,
        ),
    )
