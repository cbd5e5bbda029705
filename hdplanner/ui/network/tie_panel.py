"""One tie in the inspector: between whom, of what kind, how strong, how sure, and how we know. Each field saves at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.values import Confidence, Sensitivity, Strength, TieKind, TieSign
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.choices import choices_of, steps_of
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, ProseField, WrapField
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.parts import MARGINS, column_of, link, prose, row_of

if TYPE_CHECKING:
    from hdplanner.services.ties import TieRow

Fields = dict[str, ChoiceField | ProseField | WrapField | DateField]


class TiePanel(QWidget):
    """Shows one tie, or says how many are chosen."""

    chosen = Signal(str)
    """The person wants to go to a stakeholder."""

    def __init__(self, edits: NetworkEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._ids: tuple[str, ...] = ()
        self._title = prose("", "lead")
        self._ends = QVBoxLayout()
        self._ends.setSpacing(0)
        self._grid = FactGrid()
        self.fields = self._make_fields(theme)
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_committed, name))
        self._reminder = prose(_("Write as if those it is about will read it."), "small")
        self.away = button("", self._on_away, "link")
        self.away.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._ends)
        column.addWidget(self._grid)
        column.addWidget(self._reminder)
        column.addWidget(self.away)
        column.addStretch(1)

    def show_ties(self, ties: Sequence[TieRow], *, editable: bool) -> None:
        """Show the tie, or of several what they have in common."""
        self._ids = tuple(tie.id for tie in ties)
        one = ties[0] if len(ties) == 1 else None
        count = ngettext("{count} tie", "{count} ties", len(ties)).format(count=len(ties))
        self._title.setText(_("Tie") if one else count)
        self._show_ends(one)
        shared = ("kind", "sign", "strength", "confidence")
        for name, field in self.fields.items():
            field.setEnabled(editable)
            self._grid.show_field(field, one is not None or name in shared)
            values = {getattr(tie, name) for tie in ties}
            if len(values) == 1:
                field.show_value(values.pop())
            elif isinstance(field, ChoiceField):
                field.setCurrentIndex(-1)
        self._reminder.setVisible(one is not None)
        self.away.setText(_("Take this tie away") if one else _("Take these ties away"))
        self.away.setEnabled(editable)

    def begin(self) -> None:
        """Go where one says of what kind a new tie is."""
        self.fields["kind"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_fields(self, theme: Theme) -> Fields:
        add = self._grid.add
        unsaid: list[tuple[object, str]] = [(None, _("Not said, counts as low"))]
        markings = choices_of(Sensitivity, empty=_("As the plan"))
        return {
            "kind": add(_("Kind"), ChoiceField(_("Kind of tie"), choices_of(TieKind))),
            "sign": add(_("Effect"), ChoiceField(_("Effect of the tie"), choices_of(TieSign))),
            "strength": add(_("Strength"), ChoiceField(_("Strength"), unsaid + list(steps_of(Strength)))),
            "confidence": add(
                _("Confidence"), ChoiceField(_("Confidence"), unsaid + list(steps_of(Confidence)))
            ),
            "evidence": add(_("Evidence"), ProseField(_("Evidence of the tie"), _("How we know"), 2)),
            "origin": add(_("Source"), WrapField(_("Source of the tie"), _("Who or what says so"))),
            "checked_on": add(_("Checked"), DateField(_("Checked on"), theme)),
            "review_by": add(_("Review by"), DateField(_("Review by"), theme)),
            "sensitivity": add(_("Marking"), ChoiceField(_("Marking of the tie"), markings)),
        }

    def _show_ends(self, tie: TieRow | None) -> None:
        while (item := self._ends.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if tie is None:
            return
        ends = ((_("From"), tie.source, tie.source_id), (_("To"), tie.target, tie.target_id))
        lines = [self._end(word, name, key) for word, name, key in ends]
        self._ends.addWidget(column_of(*lines))

    def _end(self, word: str, name: str, key: str) -> QWidget:
        said: QLabel = label(word, "small")
        said.setMinimumWidth(40)
        return row_of(said, link(name, partial(self.chosen.emit, key)), QWidget(), stretch=2)

    def _on_committed(self, name: str, value: Any) -> None:
        if self._ids:
            self._edits.update_ties(self._ids, **{name: value})

    def _on_away(self) -> None:
        if self._ids:
            self._edits.delete_ties(self._ids)
