"""Which rooms the window shows: few at first. A room that is hidden until it is used comes when it holds something, or is chosen.

Numbers the rooms that are shown, for Ctrl and the number; holds no page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from hdplanner.i18n import _
from hdplanner.ui.context import AppContext
from hdplanner.ui.room import Room
from hdplanner.ui.shell.sidebar import Sidebar

_CHOSEN = "rooms.chosen"


class RoomList(QObject):
    """The actions of the View menu, one a room, in the order of the rooms."""

    chosen = Signal(str)
    """The key of the room that the person picks."""

    def __init__(self, context: AppContext, rooms: Sequence[Room], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rooms = tuple(rooms)
        self._used: set[str] = set()
        self.actions = [self._action(room) for room in self._rooms]
        self._number()

    def shown(self) -> list[str]:
        """The keys of the rooms that are shown, in their order."""
        known = self._used | set(self._context.settings.views.get(_CHOSEN, "").split())
        return [room.key for room in self._rooms if room.in_use is None or room.key in known]

    def renew(self, sidebar: Sidebar) -> None:
        """Look which rooms hold something by now; one that was seen in a file stays while that is open."""
        for room in self._rooms:
            if room.in_use is not None and room.key not in self._used and room.in_use(self._context):
                self._used.add(room.key)
        self._number()
        sidebar.show_rooms(self.shown())

    def forget(self) -> None:
        """Another file: what was in use in the one before does not count."""
        self._used = set()

    def mark(self, key: str) -> None:
        """A room was gone to: it is shown from now on, in other files too where it was hidden."""
        for action, room in zip(self.actions, self._rooms, strict=True):
            action.setChecked(room.key == key)
        if key in self.shown():
            return
        settings = self._context.settings
        settings.views[_CHOSEN] = " ".join([*settings.views.get(_CHOSEN, "").split(), key])
        settings.save()

    def _action(self, room: Room) -> QAction:
        action = QAction(_(room.title), self)
        action.setCheckable(True)
        action.triggered.connect(lambda _on=False: self.chosen.emit(room.key))
        return action

    def _number(self) -> None:
        shown = self.shown()
        for action, room in zip(self.actions, self._rooms, strict=True):
            number = shown.index(room.key) + 1 if room.key in shown else 0
            action.setShortcut(QKeySequence(f"Ctrl+{number}") if number else QKeySequence())
