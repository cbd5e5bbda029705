"""The list of steps: a heading for each day, and for each step its time, its sentence and who made it."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hdplanner.i18n import _, format_time
from hdplanner.ui.common.direction import in_own_direction, is_mirrored
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.file.history_model import DayLine, HistoryModel, day_word

Index = QModelIndex | QPersistentModelIndex

_ROW, _PAD, _WHO = 32, 12, 130
"""Pixels at 100 % text: a line, the air at its ends, the place of the author."""
_LONG_TIMES = (time(10, 58), time(22, 58))


class StepDelegate(QStyledItemDelegate):
    """Paints a line of the history; all have one height, so that fifty thousand scroll well."""

    def __init__(self, model: HistoryModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._size(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.line_at(index.row())
        painter.save()
        inside = option.rect.adjusted(self._size(_PAD), 0, -self._size(_PAD), 0)
        font = QFont(option.font)
        if isinstance(line, DayLine):
            self._paint_day(painter, inside, font, line)
        else:
            self._paint_ground(painter, option)
            moment, sentence, who = self._places(inside, painter.fontMetrics())
            painter.setPen(self.theme.colour("muted"))
            self._write(painter, moment, format_time(line.at.time()))
            self._write(painter, who, line.author, near_end=True)
            font.setStrikeOut(line.undone)
            painter.setFont(font)
            painter.setPen(self.theme.colour("muted" if line.undone else "text"))
            self._write(painter, sentence, line.sentence)
        painter.restore()

    def _paint_day(self, painter: QPainter, inside: QRect, font: QFont, line: DayLine) -> None:
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self.theme.colour("text"))
        self._write(painter, inside.adjusted(0, self._size(6), 0, 0), day_word(line.day))
        painter.setPen(self.theme.colour("line"))
        painter.drawLine(inside.bottomLeft(), inside.bottomRight())

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, flag = option.state, QStyle.StateFlag
        role = "selection" if state & flag.State_Selected else "hover" if state & flag.State_MouseOver else ""
        if role:
            painter.fillRect(option.rect, self.theme.colour(role))
        if state & flag.State_HasFocus and state & flag.State_Active:
            painter.setPen(QPen(self.theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def _places(self, inside: QRect, metrics: QFontMetrics) -> tuple[QRect, QRect, QRect]:
        """Where time, sentence and author stand, from the side where lines begin."""
        wide = max(metrics.horizontalAdvance(format_time(one)) for one in _LONG_TIMES) + self._size(4)
        who, air = min(self._size(_WHO), inside.width() // 4), self._size(12)
        left, top, width, height = inside.left(), inside.top(), inside.width(), inside.height()
        middle = width - wide - who - 2 * air
        if is_mirrored():
            return (
                QRect(left + width - wide, top, wide, height),
                QRect(left + who + air, top, middle, height),
                QRect(left, top, who, height),
            )
        return (
            QRect(left, top, wide, height),
            QRect(left + wide + air, top, middle, height),
            QRect(left + width - who, top, who, height),
        )

    def _write(self, painter: QPainter, box: QRect, text: str, *, near_end: bool = False) -> None:
        at_right = is_mirrored() is not near_end
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(in_own_direction(text), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)

    def _size(self, pixels: int) -> int:
        return round(pixels * self.theme.scale)


class HistoryList(QListView):
    """Says `chosen` with the step that is looked at."""

    chosen = Signal(object)
    """A StepRow, or None."""

    def __init__(self, model: HistoryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Steps, the newest first"))
        self.steps = model
        self.setModel(model)
        self.setItemDelegate(StepDelegate(model, theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of another theme."""
        self.setItemDelegate(StepDelegate(self.steps, theme, self))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.steps.step_at(current))

    def go_to_first(self) -> None:
        """Look at the newest step."""
        for row in range(min(2, self.steps.rowCount())):
            index = self.steps.index(row, 0)
            if self.steps.step_at(index) is not None:
                self.setCurrentIndex(index)
                return

    def go_to(self, number: int) -> bool:
        """Look at a step; tell whether it is in the list."""
        row = self.steps.row_of(number)
        if row >= 0:
            self.setCurrentIndex(self.steps.index(row, 0))
        return row >= 0
