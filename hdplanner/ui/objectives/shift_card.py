"""A small card below the day of a decision: it moves, so does what hangs on it move too? Changes nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_date, format_number, ngettext
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pieces import button, empty, label, named, with_look
from hdplanner.ui.common.wrap_layout import WrapLayout

if TYPE_CHECKING:
    from hdplanner.services.windows import HangingRow

_MOST = 4


class ShiftCard(QFrame):
    """Asks once: move all, move the decision alone, or leave it. Esc leaves it."""

    answered = Signal(object, bool)
    """The new day, and whether what hangs on the decision goes along."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        named(self, _("The decision moves"))
        self._day: date | None = None
        self._lead = label("", "heading", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.together = button("", lambda: self._answer(True), "primary")
        self.alone = button(_("Move the decision only"), lambda: self._answer(False))
        self.stay = button(_("Cancel"), self._on_left, "link")
        choices = WrapLayout()
        for one in (self.together, self.alone, self.stay):
            choices.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self._lead)
        column.addLayout(self._lines)
        column.addLayout(choices)
        self.hide()

    def ask(self, before: date, day: date, hanging: Sequence[HangingRow]) -> None:
        """Open, and say by how many days the decision moves and what hangs on it."""
        self._day = day
        days = (day - before).days
        later = ngettext(
            "The decision moves {count} day later.", "The decision moves {count} days later.", days
        )
        sooner = ngettext(
            "The decision moves {count} day earlier.", "The decision moves {count} days earlier.", -days
        )
        self._lead.setText((later if days > 0 else sooner).format(count=format_number(abs(days))))
        empty(self._lines)
        for row in hanging[:_MOST]:
            text = _("{title}: {day}").format(title=row.title or _("Untitled"), day=format_date(row.on))
            self._lines.addWidget(label(in_own_direction(text), "small", wrap=True))
        if (left := len(hanging) - _MOST) > 0:
            more = ngettext("and {count} more", "and {count} more", left)
            self._lines.addWidget(label(more.format(count=format_number(left)), "small"))
        verb = ngettext("Move {count} thing with it", "Move {count} things with it", len(hanging))
        self.together.setText(verb.format(count=format_number(len(hanging))))
        self.show()
        self.together.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_left()
        else:
            super().keyPressEvent(event)

    def _answer(self, together: bool) -> None:
        day, self._day = self._day, None
        self.hide()
        if day is not None:
            self.answered.emit(day, together)

    def _on_left(self) -> None:
        self._day = None
        self.hide()
        self.left.emit()
