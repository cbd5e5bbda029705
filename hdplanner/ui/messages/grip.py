"""The handle of a pillar, a proof point or an answer: drag it, press Alt with an arrow key, or click for what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import named, with_look
from hdplanner.ui.common.theme import Theme

MIME = "application/x-hdplanner-message-part"
"""What is dragged: the kind of part and its key, with a space between."""

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def step_of(event: QKeyEvent, *, mirrored: bool) -> tuple[int, int] | None:
    """The way that Alt with an arrow key points: columns onwards, rows down; None for any other key."""
    step = _STEPS.get(Qt.Key(event.key()))
    if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _ALT:
        return None
    return (-step[0] if mirrored else step[0], step[1])


_ALT = Qt.KeyboardModifier.AltModifier

Entry = tuple[str, Callable[[], object]]


class Grip(QToolButton):
    """`entries` are asked for when the menu opens: a verb and what it does."""

    def __init__(
        self,
        theme: Theme,
        kind: str,
        name: str,
        entries: Callable[[], Sequence[Entry]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        with_look(self, "grip")
        self.kind = kind
        self.key = ""
        self.card: QWidget | None = None
        """What is seen while it is dragged."""
        self._entries = entries
        self._pressed: QPoint | None = None
        self.setToolTip(_("Drag to move, click for more. Alt with an arrow key moves it, too."))
        named(self, _("{part}: move or more").format(part=name))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.clicked.connect(self.open_menu)
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        side = theme.pixels("icon")
        self.setIcon(icon("grip", theme, "muted"))
        self.setIconSize(QSize(side, side))

    def open_menu(self) -> None:
        """Offer what can be done."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, act in self._entries():
            menu.addAction(title, act)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def entries(self) -> dict[str, Callable[[], object]]:
        """What the menu offers now."""
        return dict(self._entries())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.setDown(False)
            self._drag()

    def _drag(self) -> None:
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, QByteArray(f"{self.kind} {self.key}".encode()))
        drag.setMimeData(data)
        if self.card is not None:
            drag.setPixmap(self.card.grab())
            drag.setHotSpot(self.mapTo(self.card, QPoint(8, 8)))
        drag.exec(Qt.DropAction.MoveAction)


def dragged(data: QMimeData) -> tuple[str, str] | None:
    """The kind and the key of what is dragged, where it is one of ours."""
    kind, _space, key = bytes(data.data(MIME).data()).decode("utf-8", "replace").partition(" ")
    return (kind, key) if kind and key else None
