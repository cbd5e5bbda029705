"""The tray of the unscheduled: drag from it onto a view to plan, drag into it to take off the calendar.

A list of titles; knows no file. The keyboard has Enter to open, and the room's menu to schedule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QMimeData,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.channels.drops import ACTIVITIES, carried
from hdplanner.ui.common.direction import at_start, in_own_direction
from hdplanner.ui.common.pieces import label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.tray import Index, TrayList, TrayRows

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow

_LOW, _HIGH, _LINE = 46, 56, 36
"""Pixels at 100 % text: the tray where there is little height, with one line of cards, and each further line."""
_CARD = 196


class TrayModel(TrayRows["ActivityRow"]):
    """Titles of the unscheduled, draggable as ids."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shortened(row.title, 60)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(shortened(text, 200) for text in (row.title, row.audience_name) if text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{activity}, not scheduled").format(activity=shortened(row.title, 200))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.audience_name
        return None


class UnscheduledTray(QFrame):
    """The tray with its heading, as high as one or two lines of cards. It stays when it is empty, so that there is somewhere to drag to."""

    activated = Signal(str)
    """Enter or a double click on a title."""
    chosen = Signal(list)
    """The ids that are chosen in the tray."""
    dropped = Signal(list)
    """The ids of activities that were dragged here from a view."""
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.setAcceptDrops(True)
        self._editable = True
        self._is_low = False
        self._title = label("", "heading")
        self._hint = label("", "small")
        self.model = TrayModel(ACTIVITIES, self)
        self.list = _TrayList(self)
        self._delegate = _CardDelegate(theme, self.list)
        self._dress()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        words.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 10, 12, 8)
        layout.setSpacing(16)
        layout.addLayout(words, 0)
        layout.addWidget(self.list, 1)
        self.list.activated.connect(lambda index: self.activated.emit(self.model.rows[index.row()].id))
        self.list.selectionModel().selectionChanged.connect(
            lambda _on, _off: self.chosen.emit(self.chosen_ids())
        )
        self.list.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.list.viewport().mapToGlobal(place))
        )
        self.show_rows(())

    def show_rows(self, rows: Sequence[ActivityRow]) -> None:
        """Show what is not scheduled."""
        held = self.chosen_ids()
        self.model.show_rows(rows)
        self.choose_quietly(held)
        count = len(rows)
        said = ngettext("{count} not scheduled", "{count} not scheduled", count)
        self._title.setText(said.format(count=format_number(count)) if count else _("All are scheduled"))
        self._hint.setText(_("Drag onto a row or a day") if count else _("Drag here what has no day yet"))
        self.fit()

    def chosen_ids(self) -> list[str]:
        """The ids that are chosen in the tray."""
        return [self.model.rows[index.row()].id for index in self.list.selectionModel().selectedIndexes()]

    def choose_quietly(self, ids: Sequence[str]) -> None:
        """Show what is chosen elsewhere. Emits nothing."""
        blocked = self.blockSignals(True)
        self.list.choose(self.model.rows, ids)
        self.blockSignals(blocked)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse dragging."""
        self._editable = editable
        self.list.setDragEnabled(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._delegate.theme = theme
        self.fit()
        self.list.doItemsLayout()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        ids = self._new(event.mimeData())
        if ids and self._editable:
            event.acceptProposedAction()
            self.dropped.emit(ids)

    def _take(self, event: QDragMoveEvent) -> None:
        if self._editable and self._new(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def _new(self, data: QMimeData) -> list[str]:
        """Of what is carried, what does not lie here already."""
        here = {row.id for row in self.model.rows}
        return [one for one in carried(data) if one not in here]

    def _dress(self) -> None:
        self.list.dress(self.model, _("Not scheduled"), spacing=3)
        self.list.setItemDelegate(self._delegate)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.fit()

    def set_low(self, low: bool) -> None:
        """Give way to the views where there is little height: one line, the rest by scrolling."""
        if low != self._is_low:
            self._is_low = low
            self.fit()

    def fit(self) -> None:
        """Be as high as the cards need at the width that there is."""
        scale = self._delegate.theme.scale
        beside = max(1, self.list.width() // round((_CARD + 6) * scale))
        further = 0 if self._is_low else min(1, (max(1, len(self.model.rows)) - 1) // beside)
        self._hint.setVisible(not self._is_low)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(20, *((5, 12, 4) if self._is_low else (10, 12, 8)))
        self.setFixedHeight(round((_LOW if self._is_low else _HIGH + _LINE * further) * scale))
        self._title.setMinimumWidth(round(150 * scale))


class _TrayList(TrayList):
    """Takes drops as the tray around it does: the list itself has no place for them."""

    def __init__(self, tray: UnscheduledTray) -> None:
        super().__init__(tray)
        self._tray = tray
        self.setAcceptDrops(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tray.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._tray.dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._tray.dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._tray.dropEvent(event)


class _CardDelegate(QStyledItemDelegate):
    """A title on a small card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(round(_CARD * self.theme.scale), self.theme.pixels("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect.adjusted(0, 0, -1, -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("accent" if chosen else "line"))
        painter.setBrush(self.theme.colour("selection" if chosen else "hover" if hovered else "raised"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self.theme.colour("text"))
        inner = box.adjusted(10, 0, -10, 0)
        text = in_own_direction(str(index.data()))
        painter.drawText(
            inner,
            at_start(),
            painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width()),
        )
        painter.restore()
