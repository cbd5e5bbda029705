"""The inspector of the room: the plan's own facts, or the form of the chosen record with what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import N_, _
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pieces import empty, hairline, icon_button, label
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.extras import (
    BelongsExtra,
    ConflictExtra,
    FindingsExtra,
    LinkedExtra,
    MovementExtra,
    PlannedExtra,
)
from hdplanner.ui.objectives.fields import fields_of, ground_fields, mandate_fields, plan_fields
from hdplanner.ui.objectives.form import RecordForm
from hdplanner.ui.objectives.settling import Settling
from hdplanner.ui.objectives.shift_card import ShiftCard

KINDS = {
    "objective": N_("Objective"),
    "ask": N_("Ask"),
    "decision_window": N_("Decision window"),
    "decision_step": N_("Step of a decision"),
    "bottom_line": N_("Bottom line"),
    "red_line": N_("Red line"),
    "change_step": N_("Link of the change"),
    "movement_consultation": N_("In the Movement"),
}
_ORDERED = frozenset({"objective", "ask", "decision_step", "bottom_line", "red_line", "change_step"})
_MARGINS = (16, 16, 16, 16)


class PlanPanel(QWidget):
    """Stage, goals, the ground on which persons may be rated, and the mandate."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = label("", "lead", wrap=True)
        self.plan = RecordForm(desk, "campaign", plan_fields())
        self.ground = RecordForm(desk, "campaign", ground_fields())
        self.mandate = RecordForm(desk, "campaign", mandate_fields())
        self._rated = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.plan)
        column.addWidget(hairline())
        column.addWidget(label(_("Ground for data about persons"), "heading"))
        column.addWidget(self._rated)
        column.addWidget(self.ground)
        column.addWidget(hairline())
        column.addWidget(label(_("Mandate"), "heading"))
        column.addWidget(self.mandate)
        column.addStretch(1)

    def show_row(self, row: Any) -> None:
        """Show the facts of the plan."""
        self._title.setText(in_own_direction(row.title))
        self._rated.setText(
            _("Purpose and legal basis are recorded: persons can be rated in this plan.")
            if row.rates_persons
            else _("Persons are shown and rated only when purpose and legal basis are recorded.")
        )
        for form in (self.plan, self.ground, self.mandate):
            form.show_row(row)

    def begin(self) -> None:
        """Begin with the first field."""
        self.plan.begin()


class RecordPanel(QWidget):
    """The form of one kind of record."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self.row_id = ""
        self.form = RecordForm(desk, kind, fields_of(kind))
        self.extras = [make(desk) for make in _EXTRAS.get(kind, ())]
        self._head = QHBoxLayout()
        self._foot = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(8)
        column.addLayout(self._head)
        for extra in self.extras:
            if isinstance(extra, BelongsExtra):
                column.addWidget(extra)
        self.found = FindingsExtra(desk, kind)
        column.addWidget(self.found)
        column.addWidget(self.form)
        self.after_form(column)
        for extra in self.extras:
            if not isinstance(extra, BelongsExtra):
                column.addWidget(hairline())
                column.addWidget(extra)
        if kind in ("bottom_line", "red_line"):
            column.addWidget(hairline())
            self._foot.setText(
                _(
                    "Strictly confidential unless you mark it otherwise. It leaves this file in no pack for others."
                )
            )
            column.addWidget(self._foot)
        column.addStretch(1)
        self.wear(desk.theme)

    def after_form(self, column: QVBoxLayout) -> None:
        """Put something right below the form."""

    def show_row(self, row: Any) -> None:
        """Show a record and what belongs to it."""
        self.row_id = row.id
        self.form.show_row(row)
        self.found.show_row(row)
        for extra in self.extras:
            extra.show_row(row)

    def begin(self) -> None:
        """Begin with the first field."""
        self.form.begin()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme: the tools at the head have icons."""
        empty(self._head)
        self._head.addWidget(label(_(KINDS[self.kind]), "small"), 1)
        if not self.desk.source.editable:
            return
        if self.kind in _ORDERED:
            self._head.addWidget(self._tool("chevron-up", _("Move up"), lambda: self._shift(-1)))
            self._head.addWidget(self._tool("chevron-down", _("Move down"), lambda: self._shift(1)))
        self._head.addWidget(self._tool("delete", _("Delete"), self.desk.delete))

    def _tool(self, icon_name: str, name: str, act: Callable[[], object]) -> QWidget:
        return icon_button(self.desk.theme, icon_name, name, act)

    def _shift(self, by: int) -> None:
        self.desk.shift(self.kind, self.row_id, by)


class WindowPanel(RecordPanel):
    """A decision: its day moves with a question, where something hangs on it."""

    def after_form(self, column: QVBoxLayout) -> None:
        self.shift = ShiftCard()
        self.shift.answered.connect(self._on_answered)
        self.form.fields["decides_on"].committed.connect(self._on_day)
        column.addWidget(self.shift)

    def show_row(self, row: Any) -> None:
        """Show a decision; a question about another one is dropped."""
        if row.id != self.row_id:
            self.shift.hide()
        super().show_row(row)

    def _on_day(self, day: date | None) -> None:
        row = self.desk.source.row(self.kind, self.row_id)
        if row is None:
            return
        hanging = self.desk.source.hanging(row.id) if day and row.decides_on else []
        if day is None or row.decides_on is None:
            self.desk.edits.update(self.kind, row.id, decides_on=day)
        elif hanging:
            self.shift.ask(row.decides_on, day, hanging)
        else:
            self.desk.edits.move_window(row.id, day, with_hanging=False)

    def _on_answered(self, day: date, together: bool) -> None:
        self.desk.edits.move_window(self.row_id, day, with_hanging=together)


_EXTRAS: dict[str, tuple[Callable[[Desk], Any], ...]] = {
    "objective": (MovementExtra,),
    "ask": (lambda desk: BelongsExtra(desk, "objective", "objective_id"), ConflictExtra),
    "decision_window": (LinkedExtra,),
    "decision_step": (lambda desk: BelongsExtra(desk, "decision_window", "window_id"), PlannedExtra),
    "bottom_line": (lambda desk: BelongsExtra(desk, "objective", "objective_id"),),
    "red_line": (lambda desk: BelongsExtra(desk, "objective", "objective_id"),),
    "movement_consultation": (lambda desk: BelongsExtra(desk, "objective", "objective_id"),),
}


class ObjectivePanel(QWidget):
    """What the shell puts into its inspector. The page of a kind is made when it is first needed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pages: dict[str, Any] = {}
        self._settling = Settling(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown = ""

    def show_selected(self, fallback: Any) -> None:
        """Show the chosen record; the plan itself, ``fallback``, where none is."""
        kind, row_id = self._desk.selection
        row = self._desk.source.row(kind, row_id)
        if row is None:
            kind, row = "campaign", fallback
        if row is None:
            return
        page = self.pages.get(kind)
        if page is None:
            page = self.pages[kind] = self._make(kind)
            self._column.addWidget(page)
        self._shown = kind
        for name, one in self.pages.items():
            one.setVisible(name == kind)
        page.show_row(row)
        self._settling.start()

    def begin(self) -> None:
        """Go into the first field of what is shown."""
        if self._shown:
            self.pages[self._shown].begin()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for page in self.pages.values():
            if isinstance(page, RecordPanel):
                page.wear(theme)
        self.show_selected(self._desk.source.frame)

    def _make(self, kind: str) -> PlanPanel | RecordPanel:
        if kind == "campaign":
            return PlanPanel(self._desk)
        return WindowPanel(self._desk, kind) if kind == "decision_window" else RecordPanel(self._desk, kind)
