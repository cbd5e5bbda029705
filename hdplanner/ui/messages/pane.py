"""What the sides of a message share: a column that scrolls, and lists of cards that stay while their rows change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hdplanner.ui.common.column_kinds import HasId
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.ui.messages.source import MessageSource

R = TypeVar("R", bound=HasId)


class _Inside(QWidget):
    """Is never squeezed: a field may be lower than its text, and a pane scrolls anyway."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class Pane(QScrollArea):
    """One side of a message. It reads what it shows from the source, and scrolls where that is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = _Inside()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(20, 4, 20, 20)
        self.column.setSpacing(10)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        """Show what the source has now."""
        raise NotImplementedError

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""

    def say(self, sentence: str, look: str = "muted") -> None:
        """Put a sentence into the column."""
        self.column.addWidget(label(sentence, look, wrap=True))


class CardList(QWidget, Generic[R]):
    """Cards in a column, one a row; each row keeps its card."""

    def __init__(self, make: Callable[[str], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self.cards: dict[str, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_rows(self, rows: Sequence[R], *, editable: bool) -> None:
        """Show these rows, in their order; a card has `show_row` and `set_editable`."""
        for key in set(self.cards) - {row.id for row in rows}:
            card = self.cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, row in enumerate(rows):
            card = self.cards.get(row.id)
            if card is None:
                card = self.cards[row.id] = self._make(row.id)
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
                card.show()
            card.show_row(row)
            card.set_editable(editable)
        self.setVisible(bool(rows))

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        for card in self.cards.values():
            card.wear(theme)
