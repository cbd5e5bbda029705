"""The rooms at the left: icon, name and how much each holds. Knows no room but by its entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import label, named, set_margins, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.room import Room

_MARGINS = 40  # of the list, of a button, and between a name and its count
_GAP = "\u2005"  # Qt leaves four pixels between icon and name, half of what belongs there


class _RoomButton(QToolButton):
    """One room, with its count at the far end."""

    def __init__(self, room: Room, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.room = room
        with_look(self, "room")
        self.setText(_GAP + _(room.title))
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_number(number)
        self.count = label("", "small")
        row = QHBoxLayout(self)
        set_margins(row, 8, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(self.count)
        self.show_count(None)

    def show_number(self, number: int) -> None:
        """Say with which number the keyboard goes there."""
        self.setToolTip(_("{room} (Ctrl+{number})").format(room=_(self.room.title), number=number))

    def show_count(self, count: int | None) -> None:
        """Show how much the room holds."""
        self.count.setText("" if count is None else format_number(count))
        title = _(self.room.title)
        named(self, title if count is None else _("{room}, {count}").format(room=title, count=count))

    @property
    def wanted_width(self) -> int:
        """The width with which name and count stand clear of each other."""
        return self.sizeHint().width() + self.count.sizeHint().width()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        self.count.setVisible(not narrow)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        side = theme.pixels("icon_large")
        self.setIcon(icon(self.room.icon, theme, "text"))
        self.setIconSize(QSize(side, side))
        self.setFixedHeight(theme.pixels("row_tall"))


class Sidebar(QFrame):
    """The list of rooms. `chosen` comes with the key of the room that the person picks."""

    chosen = Signal(str)

    def __init__(self, rooms: Sequence[Room], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sidebar")
        named(self, _("Rooms"))
        self._theme = theme
        self._narrow = False
        self._group = QButtonGroup(self)
        self._buttons = [_RoomButton(room, number, self) for number, room in enumerate(rooms, start=1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 16)
        column.setSpacing(4)
        for number, button in enumerate(self._buttons):
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(rooms[number].key))
        self.wear(theme)

    def show_room(self, key: str) -> None:
        """Mark the room that is shown."""
        for button in self._buttons:
            if button.room.key == key:
                button.setChecked(True)

    def show_rooms(self, keys: Sequence[str]) -> None:
        """Show these rooms only, numbered in their order."""
        for button in self._buttons:
            button.setVisible(button.room.key in keys)
            if button.room.key in keys:
                button.show_number(keys.index(button.room.key) + 1)

    def show_counts(self, counts: Mapping[str, int | None]) -> None:
        """Show how much each room holds."""
        for button in self._buttons:
            button.show_count(counts.get(button.room.key))
        self.set_narrow(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or names and counts too."""
        self._narrow = narrow
        for button in self._buttons:
            button.set_narrow(narrow)
        widest = 0 if narrow else max(button.wanted_width for button in self._buttons) + _MARGINS
        self.setFixedWidth(max(round((56 if narrow else 176) * self._theme.scale), widest))

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.set_narrow(self._narrow)
        for button in self._buttons:
            button.wear(theme)
