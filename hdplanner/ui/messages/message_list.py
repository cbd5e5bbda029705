"""The messages of the plan at the left: title, how far each has come, version, language, length; found by any word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _
from hdplanner.ui.common.direction import in_own_direction, is_mirrored
from hdplanner.ui.common.filter import FilterField
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages.grip import step_of
from hdplanner.ui.messages.models import STATUS_ROLES, columns, facts_line, length_line

if TYPE_CHECKING:
    from hdplanner.services.messages import MessageRow

_PAD = 10


class MessageDelegate(QStyledItemDelegate):
    """Paints a message: its title, then its status as a pill and the facts beside it."""

    def __init__(self, model: RowModel[MessageRow], theme: Theme, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._today = today
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        small = QFontMetrics(self._small(option.font))
        return QSize(0, option.fontMetrics.height() + 2 * small.height() + round(30 * self.theme.scale))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._model.row_at(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        inside = option.rect.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 2)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        small = self._small(option.font)
        painter.setFont(bold)
        painter.setPen(self.theme.colour("text"))
        high = QFontMetrics(bold).height()
        self._write(painter, QRect(inside.left(), inside.top(), inside.width(), high), row.title)
        painter.setFont(small)
        line = QFontMetrics(small).height()
        top = inside.top() + high + round(5 * self.theme.scale)
        self._pill(painter, row, QRect(inside.left(), top, inside.width(), line + 4))
        painter.setPen(self.theme.colour("muted"))
        below = QRect(inside.left(), top + line + round(8 * self.theme.scale), inside.width(), line)
        self._write(painter, below, length_line(row, self._today))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, flag = option.state, QStyle.StateFlag
        role = "selection" if state & flag.State_Selected else "hover" if state & flag.State_MouseOver else ""
        painter.setPen(Qt.PenStyle.NoPen)
        box = option.rect.adjusted(1, 1, -2, -2)
        if role:
            painter.setBrush(self.theme.colour(role))
            painter.drawRoundedRect(box, 6, 6)
        if state & flag.State_HasFocus and state & flag.State_Active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _pill(self, painter: QPainter, row: MessageRow, area: QRect) -> None:
        """The status in a rounded frame at the near edge."""
        state = row.state(self._today)
        colour = self.theme.colour(STATUS_ROLES[state])
        text = words_for(state)
        wide = min(area.width(), painter.fontMetrics().horizontalAdvance(text) + 16)
        near = area.right() - wide + 1 if is_mirrored() else area.left()
        box = QRect(near, area.top(), wide, area.height())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(self.theme.colour("muted"))
        rest = area.adjusted(0, 0, -wide - 8, 0) if is_mirrored() else area.adjusted(wide + 8, 0, 0, 0)
        self._write(painter, rest, facts_line(row))

    def _write(self, painter: QPainter, box: QRect, text: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(
            in_own_direction(text), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)

    def _small(self, font: QFont) -> QFont:
        made = QFont(font)
        made.setPixelSize(self.theme.pixels("text_small"))
        return made


class _View(QListView):
    """Alt with an arrow key moves the current message."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event, mirrored=False)
        if step is not None and step[1]:
            self.stepped.emit(step[1])
        else:
            super().keyPressEvent(event)


class MessageList(QFrame):
    """Says which message the person wants to see."""

    chosen = Signal(str)
    add_wanted = Signal()
    filtered = Signal(str)
    moved = Signal(str, int)
    """A message, and the place in the list that it is to have."""

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.model: RowModel[MessageRow] = RowModel(columns(today), self)
        self.model.sort_by([])  # the order that people made
        self.words = FilterField(_("Find messages by any word in them"), theme)
        self.words.setPlaceholderText(_("Find by any word"))
        self.list = _View()
        self.list.setModel(self.model)
        self._delegate = MessageDelegate(self.model, theme, today, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        named(self.list, _("Messages"), _("Alt with an arrow key moves a message."))
        self.new = button(_("New"), self.add_wanted.emit)
        named(self.new, _("New message"))
        self._nothing = label(_("No message has these words."), "muted", wrap=True)
        self._lay_out()
        self.words.filtered.connect(self.filtered)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.stepped.connect(self._on_stepped)

    def show_rows(self, rows: list[MessageRow], chosen: str) -> None:
        """Show messages, and which one is shown beside the list."""
        self.model.set_rows(rows)
        self.show_chosen(chosen)
        self._nothing.setVisible(bool(rows) and not self.model.shown_rows())

    def show_chosen(self, chosen: str) -> None:
        """Mark the one that is shown."""
        place = self.model.place_of(chosen)
        selection = self.list.selectionModel()
        if place is None:
            selection.clear()
        elif self.list.currentIndex().row() != place or not selection.hasSelection():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self.model.index(place, 0), flag)

    def keep(self, ids: set[str] | None) -> None:
        """Show these only; None shows all."""
        self.model.filter(None if ids is None else lambda row: row.id in ids)
        self._nothing.setVisible(bool(self.model.all_rows()) and not self.model.shown_rows())

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.words.wear(theme)
        self._delegate.theme = theme
        self.list.doItemsLayout()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(label(_("Messages"), "lead"))
        head.addStretch(1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        self._nothing.hide()

    def _on_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.chosen.emit(self.model.row_at(index.row()).id)

    def _on_stepped(self, step: int) -> None:
        """Only where the whole list is shown is the next place the next one of the plan."""
        index = self.list.currentIndex()
        place = index.row() + step
        whole = len(self.model.shown_rows()) == len(self.model.all_rows())
        if index.isValid() and whole and 0 <= place < len(self.model.all_rows()):
            self.moved.emit(self.model.row_at(index.row()).id, place)
