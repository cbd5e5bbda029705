"""A small card that opens below a button and closes when one clicks elsewhere or presses Esc."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from hdplanner.ui.common.pieces import named, with_look


class Popover(QFrame):
    """Takes the keyboard while it is open, and gives it back to the button."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        with_look(self, "card")
        named(self, name)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)

    def open_below(self, button: QWidget) -> None:
        """Come up below a button, aligned with its near edge, inside the screen."""
        self.setLayoutDirection(button.layoutDirection())
        self.adjustSize()
        mirrored = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = button.width() - self.width() if mirrored else 0
        place = button.mapToGlobal(QPoint(edge, button.height() + 4))
        screen = button.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - self.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()
