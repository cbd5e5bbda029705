"""The card that opens beside a node or a tie when the pointer rests on it: who, where they stand, the strongest ties.

Shows plain text only; never takes the mouse.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from hdplanner.ui.common.theme import set_look

_LOOKS = ("heading", "muted", "small", "muted")


class NetworkCard(QFrame):
    """A quiet card with four parts at most."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = [QLabel(self) for _look in _LOOKS]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        for label, look in zip(self._lines, _LOOKS, strict=True):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            set_look(label, look)
            layout.addWidget(label)
        self.hide()

    def show_texts(self, texts: tuple[str, str, str, str], beside: QRect, within: QRect) -> None:
        """Open beside a place, inside a rectangle of the parent."""
        for label, text in zip(self._lines, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._fit(texts)
        forward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        after, before = beside.right() + 10, beside.left() - 10 - self.width()
        fits = [
            x for x in ((after, before) if forward else (before, after)) if _holds(within, x, self.width())
        ]
        x = fits[0] if fits else max(within.left(), within.right() - self.width())
        y = max(within.top(), min(beside.bottom() + 8, within.bottom() - self.height()))
        if QRect(QPoint(x, y), self.size()).intersects(beside):
            y = max(within.top(), beside.top() - 8 - self.height())
        self.move(x, y)
        self.show()
        self.raise_()

    def _fit(self, texts: Iterable[str]) -> None:
        """As wide as the longest line, within bounds, and as high as that needs."""
        lines = zip(self._lines, texts, strict=True)
        advances = (
            label.fontMetrics().horizontalAdvance(line) for label, text in lines for line in text.split("\n")
        )
        scale = self.fontMetrics().height() / 18
        width = round(min(380 * scale, max(180 * scale, *advances))) + 30
        layout = self.layout()
        height = self.sizeHint().height() if layout is None else layout.heightForWidth(width)
        self.resize(width, height)


def _holds(within: QRect, x: int, width: int) -> bool:
    return within.left() <= x <= within.right() - width
