"""Search or go to: one field for stakeholders, rooms and commands, with its list right below (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import named, with_look
from hdplanner.ui.common.theme import Theme

_PAUSE_MS = 100
_LIMIT = 12


@dataclass(frozen=True)
class Target:
    """Something one can go to: what it is called, what kind of thing it is, and how to go."""

    title: str
    detail: str
    icon: str
    go: Callable[[], object]


Finder = Callable[[str], Sequence[Target]]


class SearchBox(QLineEdit):
    """Asks `find` for targets while one writes. Up and Down choose, Enter goes, Esc leaves."""

    def __init__(self, find: Finder, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._theme = theme
        self._targets: Sequence[Target] = ()
        named(
            self, _("Search or go to"), _("Stakeholders, rooms and commands. Up and Down choose, Enter goes.")
        )
        self.setPlaceholderText(_("Search or go to …   Ctrl+K"))
        self._mark = QAction(icon("search", theme, "muted"), _("Search"), self)
        self.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(180)
        self.setMaximumWidth(round(420 * theme.scale))
        self._popup: _Popup | None = None
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        self.textEdited.connect(lambda _text: self._pause.start())

    def wear(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._mark.setIcon(icon("search", theme, "muted"))
        self.setMaximumWidth(round(420 * theme.scale))

    def start(self) -> None:
        """Put the cursor here and show the list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.refresh()

    def refresh(self) -> None:
        """Find anew what the text asks for."""
        self._pause.stop()
        self._targets = list(self._find(self.text().strip()))[:_LIMIT]
        popup = self._open_popup()
        popup.show_targets(self._targets, self._theme)
        popup.place_below(self)

    def shown(self) -> list[str]:
        """The titles in the list; none while it is closed."""
        if self._popup is None or self._popup.isHidden():
            return []
        return [target.title for target in self._targets]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive() or popup is None or popup.isHidden():
                self.refresh()
            self._go(self._popup.list.currentRow() if self._popup else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and popup is not None and popup.isVisible():
            popup.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._popup is not None:
            self._popup.hide()

    def leave(self) -> None:
        """Close the list and forget the text."""
        self.clear()
        if self._popup is not None:
            self._popup.hide()
        self.clearFocus()

    def _open_popup(self) -> _Popup:
        if self._popup is None:
            self._popup = _Popup(self.window())
            self._popup.list.itemClicked.connect(lambda item: self._go(self._popup_row(item)))
            self.window().installEventFilter(self)
        return self._popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._popup is not None:
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _popup_row(self, item: QListWidgetItem) -> int:
        return self._popup.list.row(item) if self._popup is not None else -1

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._targets):
            target = self._targets[place]
            self.leave()
            target.go()


class _Popup(QFrame):
    """The list below the field: a child of the window, so that the field keeps the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        with_look(self, "card")
        self.list = QListWidget()
        named(self.list, _("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)

    def show_targets(self, targets: Sequence[Target], theme: Theme) -> None:
        """Fill the list and choose its first entry."""
        self.list.clear()
        side = theme.pixels("icon")
        self.list.setIconSize(QSize(side, side))
        for target in targets:
            item = QListWidgetItem(icon(target.icon, theme, "muted"), _line(target))
            item.setSizeHint(QSize(10, theme.pixels("row") + 2))
            self.list.addItem(item)
        if not targets:
            item = QListWidgetItem(_("Nothing found"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = max(1, len(targets))
        self.setFixedHeight(rows * (theme.pixels("row") + 2) + 18)

    def step(self, by: int) -> None:
        """Choose the next entry, round the ends."""
        count = self.list.count()
        self.list.setCurrentRow((self.list.currentRow() + by) % count)

    def place_below(self, field: QWidget) -> None:
        """Come up right below the field, as wide as it is."""
        corner = field.mapTo(field.window(), QPoint(0, field.height() + 4))
        width = max(field.width(), 320)
        self.setGeometry(corner.x(), corner.y(), width, self.height())
        self.show()
        self.raise_()


def _line(target: Target) -> str:
    return (
        _("{title}  ·  {detail}").format(title=target.title, detail=target.detail)
        if target.detail
        else target.title
    )
