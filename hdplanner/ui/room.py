"""What a room is to the shell: a page with a title, an icon, an inspector and a few commands.

A room subclasses `RoomPage` and is listed in `shell/rooms.py`; it never imports another room or the shell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hdplanner.ui.context import AppContext


class RoomPage(QWidget):
    """The page of a room. What a room does not have (an inspector, a filter) it leaves as it is here."""

    shown_changed = Signal(int, int)
    """How many rows are shown, of how many: the status bar says so while a filter is on."""
    commands_changed = Signal()
    """What `can_delete` and the like say may have changed."""
    inspector_wanted = Signal()
    """The person wants to go on in the inspector, which may be hidden."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def inspector(self) -> QWidget | None:
        """The content of the inspector at the right, or None: the room then has the whole width."""
        return None

    def count(self) -> int | None:
        """The number beside the room's name, or None."""
        return None

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show and select something of this room; False where it is not here."""
        return False

    def enter(self) -> None:
        """Called each time the room is shown: put the focus where work begins."""

    def poses(self) -> tuple[str, ...]:
        """The views of this room that a set of pictures should show; "" stands for the room as it opens."""
        return ("",)

    def pose(self, name: str) -> None:
        """Take up one of the poses."""

    def clear_filter(self) -> None:
        """Show all rows again."""

    def can_filter(self) -> bool:
        """Whether this room has a filter field."""
        return False

    def focus_filter(self) -> None:
        """Put the focus into the room's own filter field."""

    def can_add(self) -> bool:
        """Whether `add` does something here."""
        return False

    def add(self) -> None:
        """Start to add what this room holds."""

    def can_delete(self) -> bool:
        """Whether `delete` would delete something."""
        return False

    def delete(self) -> None:
        """Delete what is selected, as one step that can be undone."""

    def can_select(self) -> bool:
        """Whether there is something to select."""
        return False

    def select_all(self) -> None:
        """Select all that is shown."""

    def can_copy(self) -> bool:
        """Whether `copy` would copy something."""
        return False

    def copy(self) -> None:
        """Put what is selected on the clipboard."""


@dataclass(frozen=True)
class Room:
    """An entry of the sidebar. `title` is marked with N_ and translated when shown; `kinds` it can reveal."""

    key: str
    title: str
    icon: str
    make_page: Callable[[AppContext], RoomPage]
    kinds: tuple[str, ...] = ()
    in_use: Callable[[AppContext], bool] | None = None
    """For a room that is hidden until it is used: whether the open file holds something for it."""
