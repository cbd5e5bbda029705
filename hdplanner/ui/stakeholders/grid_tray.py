"""The tray below the grid: who is not assessed yet. Drag from it onto the grid to assess, or press Enter.

A list of names; knows no file and no rating.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
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
    QListView,
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
from hdplanner.ui.stakeholders.grid_drops import MIME_TYPE, carry

_Index = QModelIndex | QPersistentModelIndex
_LOW, _HIGH = 50, 88  # pixels at 100 % text
_HINT_LENGTH = 46  # letters that two lines of the hint hold


class TrayModel(QAbstractListModel):
    """Names of the unassessed, draggable as ids."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Placed, ...] = ()

    def show_rows(self, rows: Sequence[Placed]) -> None:
        """Show other rows, in the order of their names."""
        self.beginResetModel()
        self.rows = tuple(sorted(rows, key=lambda row: row.name.casefold()))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else base

    def mimeTypes(self) -> list[str]:
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return carry(self.rows[index.row()].id for index in indexes)


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
        self.model = TrayModel(self)
        self.list = QListView(self)
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
        wanted = set(ids)
        selection = self.list.selectionModel()
        chosen = QItemSelection()
        for number, row in enumerate(self.model.rows):
            if row.id in wanted:
                index = self.model.index(number)
                chosen.select(index, index)
        blocked = self.blockSignals(True)
        selection.select(chosen, selection.SelectionFlag.ClearAndSelect)
        self.blockSignals(blocked)

    def _dress(self) -> None:
        view = self.list
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setFlow(QListView.Flow.LeftToRight)
        view.setWrapping(True)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setUniformItemSizes(True)
        view.setSpacing(2)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setAccessibleName(_("Not assessed yet"))
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

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(round(212 * self.theme.scale), self.theme.pixels("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
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
