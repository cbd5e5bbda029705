"""The bar under the menus: the plan one works in, undo and redo by name, the search, the marking of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import label, named, set_margins, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.gateway import FileState

_MARKING_LOOKS = {
    "public": "marking-public",
    "internal": "marking-internal",
    "confidential": "marking-confidential",
    "strictly-confidential": "marking-strict",
}


@dataclass(frozen=True, slots=True)
class CampaignEntry:
    """A campaign in the switch: its marking is a value of the sensitivities, and the words for it."""

    id: str
    title: str
    sensitivity: str
    marking: str


class TopBar(QFrame):
    """Shows what it is told; the commands are the shell's."""

    campaign_chosen = Signal(str)
    campaign_wanted = Signal()
    """The person wants a new campaign in this file."""
    rename_wanted = Signal()

    def __init__(
        self, theme: Theme, action: Callable[[str], QAction], search: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        with_look(self, "bar")
        self._theme = theme
        self._undo, self._redo = action("undo"), action("redo")
        self.plan = _menu_button(_("Plan"))
        self.undo_button = _step_button(self._undo)
        self.redo_button = _step_button(self._redo)
        self.share_button = _quiet_button(action("screen_share"))
        self.lock_button = _quiet_button(action("lock"))
        self.plain = _plain_button(action("encrypt"))
        action("screen_share").toggled.connect(self._show_sharing)
        self.marking = label("", "marking-confidential")
        named(self.marking, _("Marking of this plan"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # never squeezed by a room
        row = QHBoxLayout(self)
        set_margins(row, 2, 7, 24, 7)
        row.setSpacing(8)
        row.addWidget(self.plan)
        row.addSpacing(8)
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)
        row.addSpacing(16)
        row.addWidget(search, 1)
        row.addStretch(1)
        row.addWidget(self.share_button)
        row.addWidget(self.lock_button)
        row.addWidget(self.plain)
        row.addWidget(self.marking)
        self.wear(theme)

    def show_campaigns(self, campaigns: Sequence[CampaignEntry], current: str) -> None:
        """Fill the switch, and show title and marking of the current campaign."""
        menu = QMenu(self.plan)
        group = QActionGroup(menu)
        for entry in campaigns:
            action = menu.addAction(entry.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(entry.id == current)
            action.triggered.connect(lambda _on=False, key=entry.id: self.campaign_chosen.emit(key))
            group.addAction(action)
            if entry.id == current:
                self._show_campaign(entry)
        menu.addSeparator()
        menu.addAction(_("Rename this plan…"), self.rename_wanted.emit)
        menu.addAction(_("New plan in this file…"), self.campaign_wanted.emit)
        old = self.plan.menu()
        self.plan.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def show_state(self, state: FileState | None) -> None:
        """Name the steps that undo and redo would take."""
        undo = state.undo if state and not state.read_only else None
        redo = state.redo if state and not state.read_only else None
        _name_step(self._undo, self.undo_button, _("Undo"), undo)
        _name_step(self._redo, self.redo_button, _("Redo"), redo)
        encrypted = state is None or state.encrypted
        self.lock_button.setVisible(encrypted)
        self.plain.setVisible(not encrypted)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        side = theme.pixels("icon")
        for button, name in ((self.undo_button, "undo"), (self.redo_button, "redo")):
            button.defaultAction().setIcon(icon(name, theme, "text"))
            button.setIconSize(QSize(side, side))
            button.setMaximumWidth(round(240 * theme.scale))
        for button in (self.share_button, self.lock_button, self.plain):
            button.setIconSize(QSize(side, side))
        self.plain.setIcon(icon("unlock", theme, "warning"))
        self.lock_button.defaultAction().setIcon(icon("lock", theme, "muted"))
        self._show_sharing(self.share_button.defaultAction().isChecked())

    def _show_sharing(self, on: bool) -> None:
        """Say in words that code names are shown: nobody should wonder who these are."""
        action = self.share_button.defaultAction()
        action.setIcon(icon("eye-off" if on else "eye", self._theme, "accent" if on else "muted"))
        style = Qt.ToolButtonStyle
        self.share_button.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if on else style.ToolButtonIconOnly
        )
        tip = _("Show the real names again") if on else _("Show code names, for a screen that others see")
        action.setIconText(_("Code names"))
        action.setToolTip(tip)
        named(self.share_button, _("Code names"), tip)

    def _show_campaign(self, entry: CampaignEntry) -> None:
        shown = self.plan.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, 300)
        self.plan.setText(shown.replace("&", "&&"))
        self.plan.setToolTip(entry.title)
        named(self.plan, _("Plan: {title}").format(title=entry.title), _("Choose another plan of this file"))
        self.marking.setText(entry.marking.upper())
        self.marking.setProperty("look", _MARKING_LOOKS[entry.sensitivity])
        self.marking.style().unpolish(self.marking)
        self.marking.style().polish(self.marking)


def _menu_button(name: str) -> QToolButton:
    made = with_look(named(QToolButton(), name), "plan")
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _step_button(action: QAction) -> QToolButton:
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _quiet_button(action: QAction) -> QToolButton:
    made = with_look(QToolButton(), "quiet")
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return named(made, action.text())


def _plain_button(encrypt: QAction) -> QToolButton:
    """Says of a plain file that it is one; a click encrypts it."""
    made = with_look(QToolButton(), "quiet")
    made.setText(_("Not encrypted"))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    tip = _("Whoever gets hold of this file can read it. Encrypt it with a passphrase.")
    made.setToolTip(tip)
    made.clicked.connect(lambda _checked=False: encrypt.trigger())
    return named(made, _("Not encrypted"), tip)


def _name_step(action: QAction, button: QToolButton, verb: str, step: str | None) -> None:
    """Undo and Redo carry the name of the step; the button a shortened one."""
    whole = verb if step is None else _("{verb} {step}").format(verb=verb, step=step[:1].lower() + step[1:])
    action.setEnabled(step is not None)
    action.setText(whole.replace("&", "&&"))
    short = button.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, 180)
    action.setIconText(short.replace("&", "&&"))
    action.setToolTip(whole)
    named(button, whole)
