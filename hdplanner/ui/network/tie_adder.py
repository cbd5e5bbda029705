"""The line in which a tie is written instead of drawn: from whom, what kind, to whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from hdplanner.domain.values import TieKind
from hdplanner.i18n import _
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.network.picker import StakeholderPicker


class TieAdder(QFrame):
    """Enter or the button adds; Esc closes. Stays open for the next tie, from the same one."""

    added = Signal(str, str, object)
    """From whom, to whom, and the kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self.source = StakeholderPicker(_("From whom the tie goes"))
        self.kind = ChoiceField(_("Kind of tie"), choices_of(TieKind))
        self.target = StakeholderPicker(_("To whom the tie goes"))
        self._hint = label("", "warning")
        row = WrapLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        for part in (self.source, self.kind, self.target):
            part.setMinimumWidth(150)
            row.addWidget(part)
        row.addWidget(button(_("Add tie"), self._on_add, "primary"))
        row.addWidget(button(_("Close"), self.hide))
        row.addWidget(self._hint)
        self.source.picked.connect(lambda _id: self.target.setFocus())
        self.target.picked.connect(lambda _id: self._on_add())
        self._hint.hide()
        self.hide()

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these stakeholders at both ends."""
        self.source.offer(entries)
        self.target.offer(entries)

    def start(self, source_id: str | None = None) -> None:
        """Open, with one end filled in where it is known."""
        self.show()
        if source_id is not None:
            self.source.show_value(source_id)
        (self.target if source_id is not None else self.source).setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        """The tie is made: be ready for the next one."""
        self.target.clear()
        self._say("")
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_add(self) -> None:
        ends = (self.source.value(), self.target.value())
        for field, found in zip((self.source, self.target), ends, strict=True):
            if found is None:
                field.complain()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self._say(_("Pick two stakeholders of this plan."))
                return
        if ends[0] == ends[1]:
            self._say(self_tie_words())
            self.target.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("")
        self.added.emit(*ends, self.kind.value())

    def _say(self, words: str) -> None:
        self._hint.setText(words)
        self._hint.setVisible(bool(words))


def self_tie_words() -> str:
    """Why a tie to oneself is not made."""
    return _("A tie needs two ends: pick another stakeholder as its end.")
