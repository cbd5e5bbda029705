"""The files that were opened last, in the menu and on the start screen. Opens none itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from hdplanner.i18n import _
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.welcome import Welcome


class RecentFiles(QObject):
    """Shows what the settings remember, and forgets it when the person says so."""

    chosen = Signal(object)
    """A Path, from either place."""
    shown = Signal()
    """The list may be empty now, or no longer."""

    def __init__(self, settings: Settings, menu: QMenu, welcome: Welcome, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._menu = menu
        self._welcome = welcome
        welcome.recent_chosen.connect(self.chosen)
        welcome.forget_wanted.connect(self.forget)

    def show_all(self) -> None:
        """Fill the menu and the start screen."""
        paths = self._settings.recent_files()
        self._menu.clear()
        for path in paths:
            action = self._menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _on=False, chosen=path: self.chosen.emit(chosen))
        if paths:
            self._menu.addSeparator()
            self._menu.addAction(_("Forget Them"), self.forget)
        self._welcome.show_recent(paths)
        self.shown.emit()

    def forget(self) -> None:
        """Remember none of them."""
        self._settings.forget_files()
        self.show_all()
