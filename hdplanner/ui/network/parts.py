"""What the panels of this room are put together from: names to go to, lists of lines, a question for a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _
from hdplanner.ui.common.direction import in_own_direction, is_mirrored
from hdplanner.ui.common.form import LineField
from hdplanner.ui.common.pieces import button, empty, label

_NAME = 38
_EDGE = 6  # the padding of a link
MARGINS = (16, 12, 16, 16)


def link(text: str, go: Callable[[], object], *, quiet: bool = False) -> QPushButton:
    """A name that one can go to, in its own direction; a long one is shortened, and told whole by its tip."""
    made = button(in_own_direction(shortened(text, _NAME)), go, "quiet-link" if quiet else "link")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(40)
    made.setToolTip(text if len(text) > _NAME else "")
    made.setAccessibleName(text)
    return made


def prose(text: str, look: str = "") -> QLabel:
    """A wrapped paragraph that takes the height it needs, and no more."""
    made = label(text, look, wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def under(text: str) -> QLabel:
    """Small words below a name that one can go to, at the same edge."""
    made = prose(text, "small")
    made.setIndent(_EDGE)
    return made


def led_on(before: str, after: str) -> str:
    """Two words with an arrow from the one to the other, in the direction in which the window is read."""
    arrow = "\N{LEFTWARDS ARROW}" if is_mirrored() else "\N{RIGHTWARDS ARROW}"
    return f"{before} {arrow} {after}"


def row_of(*parts: QWidget, stretch: int = 0) -> QWidget:
    """Parts side by side; the one at `stretch` takes the room that is left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for place, part in enumerate(parts):
        row.addWidget(part, 1 if place == stretch else 0)
    return made


def column_of(*parts: QWidget, spacing: int = 0) -> QWidget:
    """Parts below each other, without air around them."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    return made


class Lines(QWidget):
    """A heading and lines below it; hidden, or with a few words, where there is none."""

    def __init__(self, title: str, none: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._none = none
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        self.title = prose(title, "heading")
        outer.addWidget(self.title)
        outer.addLayout(self._column)

    def show_lines(self, lines: Iterable[QWidget]) -> None:
        """Show other lines."""
        empty(self._column)
        made = list(lines)
        for line in made:
            self._column.addWidget(line)
        if not made and self._none:
            self._column.addWidget(prose(self._none, "muted"))
        self.setVisible(bool(made) or bool(self._none))

    def lines(self) -> list[QWidget]:
        """The widgets that are shown."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        return [found for item in items if item is not None and (found := item.widget()) is not None]


class NameLine(QWidget):
    """A line that asks for a name, with a button that says what happens then. Esc closes it."""

    named = Signal(str)

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineField(name, hint)
        self.line.returnPressed.connect(self._on_done)
        self.button = button("", self._on_done, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.hide()

    def ask(self, verb: str, text: str = "") -> None:
        """Open with a text to begin with."""
        self.button.setText(verb)
        self.line.setText(text)
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_done(self) -> None:
        text = self.line.text().strip()
        if text:
            self.hide()
            self.named.emit(text)
        else:
            self.line.setPlaceholderText(_("Write a name first"))
