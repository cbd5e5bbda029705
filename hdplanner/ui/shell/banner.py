"""A sentence above the room that stops nobody: an error with what was kept, with a button where one can act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon, pixmap
from hdplanner.ui.common.pieces import frame, icon_button, label, set_margins, with_look
from hdplanner.ui.common.theme import Theme


class Banner(QWidget):
    """Hidden until `tell`; the newest sentence stays until it is closed or the next one comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action: Callable[[], object] | None = None
        self._mark = label()
        self._sentence = label("", wrap=True)
        self._verb = with_look(QPushButton(), "link")
        self._verb.clicked.connect(self._on_verb)
        self._close = icon_button(theme, "close", _("Close this message"), self.hide)
        row = QHBoxLayout()
        set_margins(row, 12, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._verb)
        row.addWidget(self._close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 8, 24, 0)
        outer.addWidget(frame("card", row))
        self.wear(theme)
        self.hide()

    def tell(self, sentence: str, verb: str = "", action: Callable[[], object] | None = None) -> None:
        """Show a sentence, and a button that does something about it."""
        self._sentence.setText(sentence)
        self._action = action
        self._verb.setText(verb)
        self._verb.setVisible(bool(verb))
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """The sentence that stands there; "" while hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        side = theme.pixels("icon")
        self._mark.setPixmap(pixmap("warning", theme, side, self.devicePixelRatioF(), "warning"))
        self._close.setIcon(icon("close", theme, "muted"))
        self._close.setIconSize(QSize(side, side))

    def _on_verb(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
