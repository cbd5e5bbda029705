"""The quiet strip above the drawing while a scenario is shown: it says so, and leads back to today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.wrap_layout import WrapLayout


class WhatIfStrip(QFrame):
    """Hidden while the drawing shows how things stand."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self._words = label("", "heading")
        self._hint = label("", "muted")
        row = WrapLayout(self, 10)
        row.setContentsMargins(20, 5, 14, 5)
        row.addWidget(self._words)
        row.addWidget(self._hint)
        row.push()
        row.addWidget(button(_("Back to today"), self.back_wanted.emit, "link"))
        self.hide()

    def show_scenario(self, name: str) -> None:
        """Name the scenario; nothing hides the strip."""
        self.setVisible(bool(name))
        text = _("What if: {scenario}").format(scenario=shortened(name, 60))
        self._words.setText(text)
        self._hint.setText(_("Nothing here changes an assessment."))
        self.setAccessibleName(text if name else "")
