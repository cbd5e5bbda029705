"""The form of a record in the inspector: a grid of fields, each of which commits its own column and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import FlagField
from hdplanner.ui.common.pick_field import PickField
from hdplanner.ui.objectives.desk import Desk


@dataclass(frozen=True)
class Field:
    """One field: the column, its title, how it is made, and how it is written where that is more than a column.

    ``named`` is the attribute that holds the name of whom a key points to.
    """

    name: str
    title: str
    make: Callable[[Desk, str], Any]
    put: Callable[[Desk, str, Any], object] | None = None
    named: str = ""


class RecordForm(QWidget):
    """Shows one record of a kind; which one, `show_row` says."""

    def __init__(self, desk: Desk, kind: str, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._fields = tuple(fields)
        self._id = ""
        self.fields: dict[str, Any] = {}
        grid = FactGrid()
        for one in fields:
            field = one.make(desk, one.title)
            self.fields[one.name] = field
            if isinstance(field, FlagField):
                grid.add_wide(field)
            else:
                grid.add(one.title, field)
            field.committed.connect(partial(self._on_committed, one))
            if isinstance(field, PickField):
                field.unknown.connect(partial(self._on_unknown, one))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)

    def show_row(self, row: Any) -> None:
        """Show a record. What was half written about another one goes there first."""
        if row.id != self._id:
            self._leave()
        self._id = row.id
        self.setEnabled(self._desk.source.editable)
        for one in self._fields:
            field = self.fields[one.name]
            if isinstance(field, PickField):
                field.offer(self._desk.source.names)
                field.show_value(getattr(row, one.name), getattr(row, one.named))
            else:
                if hasattr(field, "renew"):
                    field.renew()
                field.show_value(getattr(row, one.name))

    def begin(self) -> None:
        """The first field is where one begins; what stands there can be written over at once."""
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if hasattr(first, "selectAll"):
            first.selectAll()

    def _leave(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()

    def _on_unknown(self, field: Field, name: str) -> None:
        """Offer to add somebody who is not in the plan yet."""
        kind, row_id = self._kind, self._id

        def add() -> None:
            self._desk.edits.add_named(kind, row_id, field.name, name)

        sentence = _("{name} is not among the stakeholders of this plan yet.").format(name=name)
        self._desk.context.tell(sentence, _("Add it"), add)

    def _on_committed(self, field: Field, value: Any) -> None:
        row_id = self._id
        if not row_id:
            return
        if field.put is not None:
            field.put(self._desk, row_id, value)
        elif self._kind == "campaign":
            self._desk.edits.plan(**{field.name: value})
        else:
            self._desk.edits.update(self._kind, row_id, **{field.name: value})
        row = self._desk.source.row(self._kind, row_id)
        if row is not None and row_id == self._id:
            self.show_row(row)  # a refusal leaves the value of the file
