"""The list in which a person chooses the columns of a table and their order: to tick, to search, to drag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _
from hdplanner.ui.common.direction import TextDelegate, is_mirrored
from hdplanner.ui.common.filter import holds_all
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(QFrame):
    """Pops up beside what opened it. The first column is always shown, and is not on the list."""

    chosen = Signal(list)
    """Keys of the columns to be shown, in order."""
    standard_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(with_look(self, "card"), _("Columns"))
        self._quiet = False
        self.words = named(QLineEdit(), _("Search the columns"))
        self.words.setPlaceholderText(_("Search the columns"))
        self.words.textChanged.connect(self._on_words)
        self.list = named(QListWidget(), _("Columns"), _("Space shows or hides, Alt with an arrow moves"))
        self.list.setItemDelegate(TextDelegate(self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.model().rowsMoved.connect(lambda *_moved: self._tell())
        for part in (self.list, self.words):
            part.installEventFilter(self)
        self._lay_out()
        self.resize(round(280 * theme.scale), round(420 * theme.scale))

    def show_columns(self, columns: Iterable[tuple[str, str]], shown: Sequence[str]) -> None:
        """List columns (key and title), those that are `shown` first and in that order."""
        titles = dict(columns)
        self._quiet = True
        self.list.clear()
        for key in (*(key for key in shown if key in titles), *(key for key in titles if key not in shown)):
            item = QListWidgetItem(titles[key], self.list)
            item.setData(_KEY, key)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(_CHECKED if key in shown else _UNCHECKED)
        self.list.setCurrentRow(0)
        self._quiet = False
        self._on_words(self.words.text())

    def keys(self) -> list[str]:
        """The columns that are ticked, in order."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return [item.data(_KEY) for item in items if item.checkState() == _CHECKED]

    def open_at(self, opener: QWidget) -> None:
        """Pop up below what opened it, inside the screen."""
        corner = opener.rect().bottomRight() if is_mirrored() else opener.rect().bottomLeft()
        place = opener.mapToGlobal(corner + QPoint(0, 4))
        if is_mirrored():
            place -= QPoint(self.width(), 0)
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.words.clear()
        self.show()
        self.words.setFocus()

    def move_current(self, by: int) -> None:
        """Move the entry that the keyboard is on up or down."""
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            self._quiet = True
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentItem(item)
            self._quiet = False
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves; the arrow down goes from the words into the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            key = Qt.Key(event.key())
            if key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_current(steps[key])
                return True
            if watched is self.words and key == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(button(_("Standard columns"), self.standard_wanted.emit, "quiet"))
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(label(_("Drag to move, or Alt with an arrow"), "small"))
        column.addLayout(foot)

    def _on_words(self, words: str) -> None:
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(not holds_all(words, item.text()))

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.keys())
