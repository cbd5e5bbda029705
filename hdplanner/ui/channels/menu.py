"""The "More" button of the room: sequences, moving a decision, and the plan for elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme


class PlanMenu(QToolButton):
    """Says what is wanted; shows and writes nothing itself."""

    sequence_wanted = Signal()
    window_wanted = Signal()
    leads_wanted = Signal(object)
    """The id of the decision whose lead times are to be marked; None for the next one."""
    copy_wanted = Signal()
    picture_wanted = Signal()
    calendar_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("More for the plan"))
        self.setToolTip(_("Sequences, moving a decision, the plan for elsewhere"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.sequence = self._act(menu, _("Add a sequence…"), self.sequence_wanted)
        self.move_window = self._act(menu, _("Move a decision…"), self.window_wanted)
        self.leads = menu.addMenu(_("Lead times of"))
        self._leads = QActionGroup(self)
        menu.addSeparator()
        self.copy_picture = self._act(menu, _("Copy picture"), self.copy_wanted)
        self.picture = self._act(menu, _("Export picture…"), self.picture_wanted)
        self.calendar = self._act(menu, _("Export calendar (iCalendar)…"), self.calendar_wanted)
        self.sheet = self._act(menu, _("Export table (Excel)…"), self.sheet_wanted)
        self.setMenu(menu)
        self.wear(theme)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse what changes the plan."""
        self.sequence.setEnabled(editable)
        self.move_window.setEnabled(editable)

    def show_windows(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer the decisions whose lead times can be marked."""
        held = next((one.data() for one in self._leads.actions() if one.isChecked()), None)
        self.leads.clear()
        for key, text in ((None, _("The next decision")), *entries):
            action = self.leads.addAction(text, partial(self.leads_wanted.emit, key))
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == held)
            self._leads.addAction(action)

    def show_pictured(self, pictured: bool) -> None:
        """Offer the picture only beside a view that is one."""
        self.copy_picture.setEnabled(pictured)
        self.picture.setEnabled(pictured)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setIcon(icon("more", theme))

    def _act(self, menu: QMenu, text: str, signal: SignalInstance) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: signal.emit())
        return action
