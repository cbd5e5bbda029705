"""The "More" button of the grid: what it can show besides, and its picture for elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme


class GridMenu(QToolButton):
    """Says what is wanted; shows and writes nothing itself."""

    coalitions_wanted = Signal(bool)
    spread_wanted = Signal(bool)
    disagreements_wanted = Signal()
    copy_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("More for the grid"))
        self.setToolTip(_("Coalitions, several raters, the picture"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.coalitions = self._switch(menu, _("Outline coalitions"), self.coalitions_wanted)
        self.spread = self._switch(menu, _("Spread of ratings"), self.spread_wanted)
        self._act(menu, _("Largest disagreements…"), self.disagreements_wanted)
        menu.addSeparator()
        self.copy = self._act(menu, _("Copy picture"), self.copy_wanted)
        self.export = self._act(menu, _("Export picture…"), self.export_wanted)
        self.setMenu(menu)
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setIcon(icon("more", theme))

    def _switch(self, menu: QMenu, text: str, signal: SignalInstance) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.toggled.connect(signal)
        return action

    def _act(self, menu: QMenu, text: str, signal: SignalInstance) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: signal.emit())
        return action
