"""The frame at the right in which every room shows what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import SPLIT_MARGINS, named, with_look


class Inspector(QWidget):
    """Holds one scrolling page a room; hidden for a room that has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Inspector"))
        panel = with_look(QFrame(), "panel")
        self._stack = QStackedWidget()
        self._pages: dict[str, QScrollArea] = {}
        column = QVBoxLayout(panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._stack)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*SPLIT_MARGINS)
        outer.addWidget(panel)

    def add(self, key: str, content: QWidget) -> None:
        """Take the content that a room shows here."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._pages[key] = area
        self._stack.addWidget(area)

    def empty(self) -> None:
        """Throw all pages away: another file is opened."""
        for area in self._pages.values():
            self._stack.removeWidget(area)
            area.deleteLater()
        self._pages = {}

    def show_room(self, key: str) -> bool:
        """Show the content of a room; False where it has none."""
        area = self._pages.get(key)
        if area is not None:
            self._stack.setCurrentWidget(area)
        return area is not None
