"""What the room shows where no pack is kept: what one is, and the button that starts it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import button, label, with_look

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyPage(QFrame):
    """Copies may be out of packs that are gone: the register is within reach."""

    def __init__(
        self, add: Callable[[], object], show_register: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.first = button(_("Make the first pack"), add, "primary")
        self.holdings = button(_("Who holds what"), show_register, "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        lead = _("A pack is what you hand to a minister, or to your own principal.")
        column.addWidget(label(lead, "lead"), 0, _CENTRE)
        sentence = _("Choose for whom it is; what they may not see is not in it.")
        column.addWidget(label(sentence, "muted"), 0, _CENTRE)
        column.addSpacing(8)
        column.addWidget(self.first, 0, _CENTRE)
        column.addWidget(self.holdings, 0, _CENTRE)
        column.addStretch(3)
