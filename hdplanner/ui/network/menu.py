"""The "More" button of the network: measures, sums, the unconnected, and the picture for elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme


class NetworkMenu(QToolButton):
    """Says what is wanted; shows and writes nothing itself."""

    untied_wanted = Signal(bool)
    measures_wanted = Signal()
    feasibility_wanted = Signal()
    copy_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("More for the network"))
        self.setToolTip(_("Measures, feasibility sums, the picture"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.untied = menu.addAction(_("Show those without a tie"))
        self.untied.setCheckable(True)
        self.untied.triggered.connect(self.untied_wanted)
        menu.addSeparator()
        self.measures = self._act(menu, _("Measures…"), self.measures_wanted)
        self.feasibility = self._act(menu, _("Feasibility sums…"), self.feasibility_wanted)
        menu.addSeparator()
        self.copy = self._act(menu, _("Copy picture"), self.copy_wanted)
        self.export = self._act(menu, _("Export picture…"), self.export_wanted)
        self.setMenu(menu)
        self.wear(theme)

    def use_words_only(self, words_only: bool) -> None:
        """Offer no numbers in a plan that uses words only."""
        self.measures.setVisible(not words_only)
        self.feasibility.setVisible(not words_only)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setIcon(icon("more", theme))

    def _act(self, menu: QMenu, text: str, signal: SignalInstance) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: signal.emit())
        return action
