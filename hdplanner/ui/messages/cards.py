"""The stones of a house: a proof point with its source, and a pillar with the proof points that carry it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.grip import Entry, Grip, step_of
from hdplanner.ui.messages.models import proof_line
from hdplanner.ui.messages.pills import DisclosurePill
from hdplanner.ui.messages.texts import MessageText, WordMarks

if TYPE_CHECKING:
    from hdplanner.services.message_house import FloorRow, SupportRow

_BAND = 4
"""The height of the capital and the base of a pillar, in pixels at 100 %."""


class _Card(QFrame):
    """What proof points and pillars share: a handle, a text, whether it may be said, and the keys that move it."""

    stepped = Signal(str, int, int)
    """Alt with an arrow key: which one, columns onwards, rows down."""
    entered = Signal(str)
    """The focus came into it."""

    def __init__(self, kind: str, name: str, text: MessageText, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.key = ""
        self.text = text
        self.more: Callable[[], Sequence[Entry]] = tuple
        self.grip = Grip(theme, kind, name, self._offered)
        self.grip.card = self
        self.pill = DisclosurePill(theme, name)
        for part in (self.grip, self.text, self.pill):
            part.installEventFilter(self)

    def _offered(self) -> Sequence[Entry]:
        return self.more()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.grip.wear(theme)
        self.pill.wear(theme)
        self.update()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes."""
        self.text.setReadOnly(not editable)
        self.grip.setEnabled(editable)
        self.pill.setEnabled(editable)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button would take the arrow for its own: it gives the focus on."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.key)
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._steps(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._steps(event):
            super().keyPressEvent(event)

    def _steps(self, event: QKeyEvent) -> bool:
        """Whether a key moves the card."""
        step = step_of(event, mirrored=is_mirrored())
        if step is None or not self.grip.isEnabled():
            return False
        self.stepped.emit(self.key, *step)
        return True


class ProofCard(_Card):
    """A proof point in the floor. Its source and date are changed in the inspector."""

    def __init__(
        self, edits: MessageEdits, marks: WordMarks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        self._edits = edits
        self._proof = ""
        self._message = ""
        name = _("Proof point")
        super().__init__("proof", name, MessageText(name, _("A fact"), self._take, marks), theme, parent)
        with_look(self, "card")
        self._source = label("", "small", wrap=True)
        self._shared = label("", "small", wrap=True)
        self._shared.setContentsMargins(5, 0, 0, 0)
        self.pill.committed.connect(self._on_disclosure)
        self._lay_out()

    @property
    def proof_id(self) -> str:
        """The proof point, which other messages may stand on, too."""
        return self._proof

    def show_row(self, row: FloorRow, message_id: str) -> None:
        """Show a proof point."""
        self.key = self.grip.key = row.id
        self._proof, self._message = row.proof.id, message_id
        self.text.show_text(row.proof.id, row.proof.text)
        self.pill.show_value(row.proof.disclosure)
        words, look = proof_line(row.proof)
        self._source.setText(words)
        if look != self._source.property("look"):
            set_look(self._source, look)
        others = len(row.proof.used_by) - 1
        text = ngettext("also in {number} message", "also in {number} messages", others)
        self._shared.setText(text.format(number=format_number(others)))
        self._shared.setToolTip(_("Other messages that stand on this proof point, too"))
        self._shared.setVisible(others > 0)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self.grip)
        foot.addWidget(self.pill)
        foot.addStretch(1)
        foot.setContentsMargins(0, 4, 0, 0)
        self._source.setContentsMargins(5, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 4, 6, 4)
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addWidget(self._source)
        column.addWidget(self._shared)
        column.addLayout(foot)

    def _take(self, proof_id: str, text: str) -> bool:
        return self._edits.update_part("proof_point", proof_id, self._message, text=text)

    def _on_disclosure(self, value: object) -> None:
        self._edits.update_part("proof_point", self._proof, self._message, disclosure=value)


class PillarCard(_Card):
    """A pillar: its words, and below them the proof points that carry it alone."""

    add_wanted = Signal(str)
    pick_wanted = Signal(str)

    def __init__(
        self, edits: MessageEdits, marks: WordMarks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        self._edits = edits
        self._theme = theme
        self._message = ""
        name = _("Pillar")
        text = MessageText(name, _("One reason that carries the core line"), self._take, marks, lines=3)
        super().__init__("support", name, text, theme, parent)
        with_look(self, "plain")
        self._number = label("", "heading")
        self.proofs = QVBoxLayout()
        self.proofs.setSpacing(8)
        self.add = button(_("Add a proof point"), lambda: self.add_wanted.emit(self.key), "link")
        self.pick = button(_("From the bank"), lambda: self.pick_wanted.emit(self.key), "link")
        named(self.pick, _("Put a proof point of the bank under this pillar"))
        self.pill.committed.connect(self._on_disclosure)
        self._lay_out()

    def show_row(self, row: SupportRow, number: int, message_id: str) -> None:
        """Show a pillar."""
        self.key = self.grip.key = row.id
        self._message = message_id
        self._number.setText(format_number(number))
        self.text.show_text(row.id, row.text)
        self.pill.show_value(row.disclosure)

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.add.setVisible(editable)
        self.pick.setVisible(editable)

    def wear(self, theme: Theme) -> None:
        self._theme = theme
        super().wear(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A shaft between a capital and a base."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = _BAND * self._theme.scale
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRect(whole.adjusted(4, band, -4, -band))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(whole.left(), whole.top(), whole.width(), band), 2, 2)
        painter.setBrush(self._theme.colour("line_strong"))
        painter.drawRoundedRect(QRectF(whole.left(), whole.bottom() - band, whole.width(), band), 2, 2)
        painter.end()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.grip)
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self.pill)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 8, 9, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(self.proofs)
        column.addStretch(1)
        for link in (self.add, self.pick):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        column.setSpacing(6)

    def _take(self, support_id: str, text: str) -> bool:
        return self._edits.update_part("support", support_id, self._message, text=text)

    def _on_disclosure(self, value: object) -> None:
        self._edits.update_part("support", self.key, self._message, disclosure=value)
