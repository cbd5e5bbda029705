"""A view of the room that scrolls and holds records: the arrow keys go through them, the chosen one is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.records import RecordCard
from hdplanner.ui.objectives.settling import Settling

_LATE_MS = 50
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class RecordsPane(QScrollArea):
    """Subclasses fill `column` and show what the source holds."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._content = content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(20, 4, 20, 20)
        self.column.setSpacing(12)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)  # now: taking it in has switched it on
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.settling = Settling(content)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._bring_into_sight)
        desk.chosen.connect(self.show_chosen)
        desk.context.findings.changed.connect(self.settling.start)

    def show_all(self) -> None:
        """Show what the source holds now."""

    def add(self) -> None:
        """Add what this view is about."""

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""

    def begin(self) -> None:
        """Put the focus where work begins: on the chosen record, else on the first."""
        cards = self.cards()
        chosen = next((one for one in cards if (one.kind, one.row_id) == self.desk.selection), None)
        found = chosen or (cards[0] if cards else None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def cards(self) -> list[RecordCard]:
        """The records that are shown, as one reads them."""
        found = [one for one in self._content.findChildren(RecordCard) if one.isVisibleTo(self._content)]
        way = -1 if is_mirrored() else 1

        def place(card: RecordCard) -> tuple[int, int]:
            corner = card.mapTo(self._content, QPoint(0, 0))
            return corner.y(), corner.x() * way

        return sorted(found, key=place)

    def show_chosen(self) -> None:
        """Mark the chosen record."""
        for card in self._content.findChildren(RecordCard):
            card.show_chosen()

    def reveal(self) -> None:
        """Bring the chosen record into sight; where the keyboard was on another one, it comes along."""
        self._late.start()  # and again when all is laid out that was just made
        card = self._bring_into_sight()
        if card is not None and isinstance(self.window().focusWidget(), RecordCard):
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_sight(self) -> RecordCard | None:
        for card in self.cards():
            if (card.kind, card.row_id) == self.desk.selection:
                self.ensureWidgetVisible(card)
                return card
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        step = step or (-sideways if is_mirrored() else sideways)
        cards = self.cards()
        held = next((place for place, card in enumerate(cards) if card.hasFocus()), None)
        if not step or held is None:
            super().keyPressEvent(event)
        elif 0 <= held + step < len(cards):
            cards[held + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(cards[held + step])


def empty_state(lead: str, hint: str, verb: str, act: Callable[[], object]) -> QWidget:
    """What a view says while there is nothing in it, with the one button that begins."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(24, 64, 24, 64)
    first = label(lead, "lead", wrap=True)
    second = label(hint, "muted", wrap=True)
    for one in (first, second):
        one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(one)
    column.addSpacing(8)
    begin = button(verb, act, "primary")
    begin.setObjectName("begin")
    column.addWidget(begin, 0, _CENTRE)
    return made


def pill(text: str, look: str = "pill") -> QWidget:
    """A few words in a rounded frame."""
    made = label(text, look)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def stack_of(parts: Sequence[QWidget], spacing: int = 4) -> QVBoxLayout:
    """Widgets below each other without air around them."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    return column
