"""What the room shows while the plan has no stakeholder: what goes here, and the one button that starts it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import button, label, with_look


class EmptyRoom(QFrame):
    """One sentence, one button."""

    def __init__(self, on_add: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.first = button(_("Add the first stakeholder"), on_add, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addWidget(label(_("Here stand those who decide, and those whom they listen to."), "lead"))
        sentence = _("Add ministries, posts and groups first; rate them when you know more.")
        column.addWidget(label(sentence, "muted"))
        column.addSpacing(8)
        column.addWidget(self.first)
        column.addStretch(3)
        for place in range(column.count()):
            item = column.itemAt(place)
            if item is not None and item.widget() is not None:
                item.setAlignment(Qt.AlignmentFlag.AlignHCenter)
