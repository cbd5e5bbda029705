"""The side of a message that is its house: the board, scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.house_board import HouseBoard
from hdplanner.ui.messages.pane import Pane
from hdplanner.ui.messages.texts import WordMarks

if TYPE_CHECKING:
    from hdplanner.ui.messages.source import MessageSource

_REST_MS = 30


class HousePane(Pane):
    """Holds the board."""

    def __init__(
        self,
        source: MessageSource,
        edits: MessageEdits,
        marks: WordMarks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.board = HouseBoard(source, edits, marks, theme)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.board)
        self.board.view_wanted.connect(self._on_view_wanted)

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        if source.house is not None:
            self.board.show_house(source.house, editable=editable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.board.fit(self.viewport().width())

    def wear(self, theme: Theme) -> None:
        self.board.wear(theme)

    def _on_view_wanted(self, widget: QWidget) -> None:
        """When the layout has come to rest."""
        QTimer.singleShot(_REST_MS, widget, lambda: self.ensureWidgetVisible(widget, 0, 24))
