"""The card in which one says how close one of our messengers is to a stakeholder, as seen on a day. One step to undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hdplanner.domain.values import Relationship
from hdplanner.i18n import _, pgettext
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, FlagField, WrapField
from hdplanner.ui.common.pieces import button, with_look
from hdplanner.ui.common.scales import StepBars
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.parts import row_of

if TYPE_CHECKING:
    from hdplanner.services.relations import MessengerRow, RelationRow


class RelationCard(QWidget):
    """Closed it is one button."""

    def __init__(self, edits: NetworkEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._of = ""
        self._day: date | None = None
        self._level: int | None = None
        self.opener = button(_("Record who knows them"), self.start, "link")
        self.frame = with_look(QFrame(), "sunken")
        grid = FactGrid()
        self.messenger = grid.add(_("Who of us"), ChoiceField(_("Messenger"), []))
        self.level = grid.add(_("How close"), StepBars(_("How close"), Relationship, theme))
        self.strained = grid.add("", FlagField(_("Strained")))
        self.seen_on = grid.add(_("Seen on"), DateField(_("Seen on"), theme))
        self.note = grid.add(_("Note"), WrapField(_("Note"), _("How we know")))
        self.level.committed.connect(self._on_level)
        self.seen_on.committed.connect(self._on_day)
        self.record = button(pgettext("button", "Record"), self._on_record, "primary")
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(grid)
        inside.addWidget(row_of(QWidget(), button(_("Cancel"), self.close_card), self.record))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.frame)
        self.frame.hide()

    def show_for(
        self, stakeholder_id: str, messengers: Sequence[MessengerRow], *, editable: bool, renew: bool
    ) -> None:
        """Be about a stakeholder; another one closes the card."""
        self._of = stakeholder_id
        self.messenger.set_choices([(row.id, row.name) for row in messengers])
        self.setVisible(editable and bool(messengers))
        if renew:
            self.close_card()

    def start(self, row: RelationRow | None = None) -> None:
        """Open empty, or with what was seen last."""
        self._level = row.level if row else None
        self._day = self._edits.today()
        if row is not None:
            self.messenger.show_value(row.messenger_id)
        self.level.show_value(self._level)
        self.strained.show_value(bool(row and row.strained))
        self.seen_on.show_value(self._day)
        self.note.show_value("")
        self.opener.hide()
        self.frame.show()
        self.record.setEnabled(self._level is not None)
        (self.level if row else self.messenger).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Be one button again."""
        self.frame.hide()
        self.opener.show()

    def _on_level(self, step: int) -> None:
        self._level = step
        self.record.setEnabled(True)

    def _on_day(self, day: date | None) -> None:
        self._day = day

    def _on_record(self) -> None:
        messenger = self.messenger.value()
        level = self.level.step
        if messenger is None or level is None:
            return
        made = self._edits.set_relation(
            messenger,
            self._of,
            level=level,
            strained=self.strained.isChecked(),
            seen_on=self._day,
            note=self.note.toPlainText().strip(),
        )
        if made is not None:
            self.close_card()
