"""The theory of change as a drawn chain: if this, then that, on an assumption. Both texts are written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.fact_grid import bare
from hdplanner.ui.common.form import ProseField
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.pane import RecordsPane, empty_state
from hdplanner.ui.objectives.records import RecordCard, RecordList

if TYPE_CHECKING:
    from hdplanner.services.objectives import ChangeStepRow

_WIDEST = 720  # pixels at 100 % text: a chain is read downwards


class ChangeView(RecordsPane):
    """The links in their order, joined by arrows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = RecordList(desk, "change_step", lambda: ChangeCard(desk), chained=True)
        self._empty = empty_state(
            _("Why should this work?"),
            _("If we do this, then that follows, as long as we are right about something. One link each."),
            _("Write the first link"),
            self.add,
        )
        self._add = button(_("Add a link"), self.add, "link")
        self.column.addWidget(self._empty)
        self.column.addWidget(self.list)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.wear(desk.theme)

    def show_all(self) -> None:
        rows = self.desk.source.changes
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._add.setVisible(bool(rows) and self.desk.source.editable)
        self.list.show_rows(rows)

    def add(self) -> None:
        made = self.desk.edits.add("change_step", self.desk.source.campaign_id)
        if made is not None:
            self.desk.choose("change_step", made)
            self.list.cards()[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._write(made)

    def wear(self, theme: Theme) -> None:
        self.list.setMaximumWidth(round(_WIDEST * theme.scale))

    def _write(self, row_id: str) -> None:
        for card in self.list.cards():
            if isinstance(card, ChangeCard) and card.row_id == row_id:
                card.text.setFocus(Qt.FocusReason.OtherFocusReason)


class ChangeCard(RecordCard):
    """One link of the chain."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "change_step", parent)
        self._word = label("", "heading")
        self.text = ProseField(_("What happens"), _("What we do, or what follows from it"), 1)
        self.assumption = ProseField(_("Assumption"), _("What must be true for the next to follow"), 1)
        assuming = label(_("Assuming"), "small")
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 10, 8)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 72)
        grid.setColumnStretch(1, 1)
        for place, (word, field) in enumerate(((self._word, self.text), (assuming, self.assumption))):
            bare(field)
            self.watch(field)
            word.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(word, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, place, 1, 1, 2 if field is self.assumption else 1)
        grid.addWidget(self.mark, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.text.committed.connect(lambda text: self._change(text=text))
        self.assumption.committed.connect(lambda text: self._change(assumption=text))

    def show_row(self, row: ChangeStepRow) -> None:
        """Show a link; the first begins with "If"."""
        super().show_row(row)
        first = self.desk.source.changes[:1] == (row,)
        self._word.setText(_("If") if first else _("Then"))
        named(self, f"{self._word.text()} {row.text}".strip())
        for field, value in ((self.text, row.text), (self.assumption, row.assumption)):
            field.setReadOnly(not self.desk.source.editable)
            field.show_value(value)

    def _change(self, **values: str) -> None:
        self.desk.edits.update("change_step", self.row_id, **values)
        row = self.desk.source.row("change_step", self.row_id)
        if row is not None:
            self.show_row(row)  # a refusal leaves the value of the file
