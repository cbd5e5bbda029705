"""The tray below the grid: who is not assessed yet. Drag from it onto the grid to assess, or press Enter.

A list of names; knows no file and no rating.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from hdplanner.figures.markers import PLAIN, marker_shapes
from hdplanner.figures.scene import Placed
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import at_start, in_own_direction
from hdplanner.ui.common.figure_view import paint_shapes
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.common.tray import Index, TrayList, TrayRows
from hdplanner.ui.stakeholders.grid_drops import STAKEHOLDERS

_LOW, _HIGH = 50, 88  # pixels at 100 % text
_HINT_LENGTH = 46  # letters that two lines of the hint hold


class TrayModel(TrayRows[Placed]):
    """Names of the unassessed, draggable as ids."""

    def show_rows(self, rows: Sequence[Placed]) -> None:
        """Show other rows, in the order of their names."""
        super().show_rows(sorted(rows, key=lambda row: row.name.casefold()))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shortened(row.name, 40)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (shortened(row.name, 200), shortened(row.detail, 200))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{name}, not assessed").format(name=shortened(row.name, 200))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.detail
        return None


class UnassessedTray(QFrame):
    """The tray with its heading. Hidden by the page when there is nobody in it and nobody apart."""

    activated = Signal(str)
    """Enter or a double click on a name: the page opens it, to be assessed in the inspector."""
    chosen = Signal(list)
    """The ids that are chosen in the tray."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "panel")
        self._is_low = False
        self._title = QLabel(self)
        set_look(self._title, "heading")
        self._hint = QLabel(self)
        set_look(self._hint, "small")
        self._hint.setWordWrap(True)
        self.model = TrayModel(STAKEHOLDERS, self)
        self.list = TrayList(self)
        self._delegate = _TrayDelegate(theme, self.list)
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
        self.list.activated.connect(self._on_activated)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.show_rows((), ())

    def show_rows(self, unassessed: Sequence[Placed], apart: Sequence[Placed]) -> None:
        """Show who is not assessed, and name the components of the Movement, who are not rated."""
        self.model.show_rows(unassessed)
        count = len(unassessed)
        self._title.setText(
            ngettext("{count} not assessed yet", "{count} not assessed yet", count).format(count=count)
            if count
            else _("All are assessed")
        )
        whole = ""
        hints = [_("Drop on the grid to assess")] if count else []
        if apart:
            names = ", ".join(shortened(row.name, 40) for row in apart[:20])
            sentence = _("Of the Movement, not rated: {names}")
            whole = sentence.format(names=names)
            fits = len(whole) <= _HINT_LENGTH
            hints.append(whole if fits else sentence.format(names=format_number(len(apart))))
        self._hint.setToolTip(whole)
        self._hint.setText("\n".join(hints))

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._delegate.theme = theme
        self._fit()
        self.list.doItemsLayout()

    def hints(self) -> str:
        """What stands below the heading."""
        return self._hint.text()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse dragging."""
        self.list.setDragEnabled(editable)

    def chosen_ids(self) -> list[str]:
        """The ids that are chosen in the tray."""
        return [self.model.rows[index.row()].id for index in self.list.selectionModel().selectedIndexes()]

    def choose_quietly(self, ids: Sequence[str]) -> None:
        """Show what is chosen elsewhere. Emits nothing."""
        blocked = self.blockSignals(True)
        self.list.choose(self.model.rows, ids)
        self.blockSignals(blocked)

    def _dress(self) -> None:
        self.list.dress(self.model, _("Not assessed yet"), spacing=2)
        self.list.setItemDelegate(self._delegate)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self._fit()

    def set_low(self, low: bool) -> None:
        """Give way to the grid where there is little height: one line of names, the rest by scrolling."""
        if low != self._is_low:
            self._is_low = low
            self._fit()

    def _fit(self) -> None:
        """Room for two lines of names."""
        scale = self._delegate.theme.scale
        self.setFixedHeight(round((_LOW if self._is_low else _HIGH) * scale))
        self._hint.setVisible(not self._is_low)
        self._title.setMinimumWidth(round(150 * scale))
        self._hint.setMaximumWidth(round(240 * scale))

    def _on_activated(self, index: QModelIndex) -> None:
        self.activated.emit(self.model.rows[index.row()].id)

    def _on_selected(self) -> None:
        self.chosen.emit(self.chosen_ids())


class _TrayDelegate(QStyledItemDelegate):
    """A dotted circle and a name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(round(212 * self.theme.scale), self.theme.pixels("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            role = "selection" if state & QStyle.StateFlag.State_Selected else "hover"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour(role))
            painter.drawRoundedRect(box, 4, 4)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        x = box.right() - 16 if mirrored else box.left() + 16
        paint_shapes(painter, marker_shapes(PLAIN, x, box.center().y() + 0.5, halo=False), self.theme)
        painter.setPen(self.theme.colour("text"))
        text_box = box.adjusted(6, 0, -32, 0) if mirrored else box.adjusted(32, 0, -6, 0)
        text = painter.fontMetrics().elidedText(
            in_own_direction(str(index.data())), Qt.TextElideMode.ElideRight, text_box.width()
        )
        painter.drawText(text_box, at_start(), text)
        painter.restore()
