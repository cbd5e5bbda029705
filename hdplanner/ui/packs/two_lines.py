"""Paints an item of a list in two lines: what it is called, and below it, quietly, what there is to say of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from hdplanner.ui.common.direction import TextDelegate, at_start, in_own_direction
from hdplanner.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex

SECOND = Qt.ItemDataRole.UserRole + 1
"""The role of the second line."""
_PAD, _SIDE = 5, 10


def _of_role(index: Index) -> str:
    return str(index.data(SECOND) or "")


class TwoLines(TextDelegate):
    """An item without a second line is one line high."""

    def __init__(
        self, view: QAbstractItemView, theme: Theme, second: Callable[[Index], str] = _of_role
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._second = second

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = _height(QFontMetrics(option.font), str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        second = self._second(index)
        if second:
            high += _height(QFontMetrics(self._small_font(option)), second)
        return QSize(0, high + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        second = self._second(index)
        if not second:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        first, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(_SIDE, _PAD, -_SIDE, -_PAD)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._theme.colour("text"))
        room.setTop(room.top() + _draw_line(painter, room, first))
        painter.setFont(self._small_font(option))
        painter.setPen(self._theme.colour("muted"))
        _draw_line(painter, room, in_own_direction(second))
        painter.restore()

    def _small_font(self, option: QStyleOptionViewItem) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(self._theme.pixels("text_small"))
        return font


def _height(letters: QFontMetrics, text: str) -> int:
    """Of a line with all its letters: those of another script may be higher than the font's own."""
    return letters.size(Qt.TextFlag.TextSingleLine, text).height()


def _draw_line(painter: QPainter, room: QRect, text: str) -> int:
    """Draw a line at the top of a room, and tell how high it is."""
    letters = painter.fontMetrics()
    fitted = letters.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    way = (at_start() & ~Qt.AlignmentFlag.AlignVCenter) | Qt.AlignmentFlag.AlignTop
    painter.drawText(room, int(way) | int(Qt.TextFlag.TextSingleLine), fitted)
    return _height(letters, text)
