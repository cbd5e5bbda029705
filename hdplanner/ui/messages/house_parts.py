"""The roof with the ask, the beam with the core line, and the plinth below all: the shapes that make a message a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hdplanner.domain.rules_words import word_count
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.models import breath_line
from hdplanner.ui.messages.texts import MessageText, WordMarks

if TYPE_CHECKING:
    from hdplanner.services.messages import MessageRow
    from hdplanner.services.objectives import AskRow

_GABLE = 34
"""How far the top of the roof stands above its eaves, in pixels at 100 %."""
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_LONGEST = 90


class Roof(QWidget):
    """The ask: what the message is for, and who is to do it."""

    chosen = Signal(object)
    """The id of an ask, or None."""
    addressee_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._addressee = ""
        self._title = label(_("Ask"), "small")
        self.words = label("", "lead", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.who = button("", lambda: self.addressee_wanted.emit(self._addressee), "quiet-link")
        self.who.setToolTip(_("Go to who is asked"))
        self.when = label("", "muted")
        self.picker = with_look(QToolButton(), "quiet")
        self.picker.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.picker.setMenu(QMenu(self.picker))
        named(self.picker, _("Choose the ask of this message"))
        self._lay_out()

    def show_ask(self, ask: AskRow | None, asks: list[AskRow], *, editable: bool) -> None:
        """Show the ask of a message, and offer the others."""
        self._addressee = (ask.addressee_id or "") if ask else ""
        self.words.setText(
            in_own_direction(ask.action) if ask else _("No ask yet: who is to do what, by when?")
        )
        set_look(self.words, "lead" if ask else "muted")
        self.who.setText(in_own_direction(ask.addressee) if ask else "")
        self.who.setVisible(bool(self._addressee))
        self.when.setText(_("by {day}").format(day=format_date(ask.due_on)) if ask and ask.due_on else "")
        self.when.setVisible(bool(self.when.text()))
        self.picker.setText(_("Change the ask") if ask else _("Choose the ask"))
        self.picker.setVisible(editable)
        self.picker.setEnabled(bool(asks))
        self.picker.setToolTip("" if asks else _("The plan has no ask yet."))
        self._fill(ask, asks)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self._fit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A low gable."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        eaves = _GABLE * self._theme.scale
        left, right, foot = 1.0, self.width() - 1.0, float(self.height())
        top, near, far = QPointF(self.width() / 2, 2), QPointF(left, eaves), QPointF(right, eaves)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("selection"))
        painter.drawPolygon(QPolygonF([top, far, QPointF(right, foot), QPointF(left, foot), near]))
        pen = QPen(self._theme.colour("accent"), 2 * self._theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([near, top, far]))
        painter.end()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addStretch(1)
        for one in (self.who, self.when, self.picker):
            line.addWidget(one)
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addWidget(self._title, 0, _CENTRE)
        self._column.addWidget(self.words)
        self._column.addLayout(line)
        self._fit()

    def _fit(self) -> None:
        gap = round(_GABLE * self._theme.scale)
        self._column.setContentsMargins(gap, gap // 2, gap, 8)

    def _fill(self, ask: AskRow | None, asks: list[AskRow]) -> None:
        menu = self.picker.menu()
        menu.clear()
        for one in asks:
            text = " – ".join(filter(None, (one.action, one.addressee)))
            text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            entry = menu.addAction(in_own_direction(text.replace("&", "&&")))
            entry.setCheckable(True)
            entry.setChecked(ask is not None and one.id == ask.id)
            entry.triggered.connect(lambda _on=False, key=one.id: self.chosen.emit(key))
        menu.addSeparator()
        menu.addAction(_("No ask"), lambda: self.chosen.emit(None))


class Beam(QFrame):
    """The core line, large, with the words that it has."""

    def __init__(
        self, edits: MessageEdits, marks: WordMarks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        with_look(self, "card")
        self._edits = edits
        hint = _("What you want to be remembered, said in one breath")
        self.text = MessageText(_("Core line"), hint, self._take, marks, lines=2, look="core")
        self.count = label("", "small")
        self.count.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.text.textChanged.connect(self._show_count)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(label(_("Core line"), "small"))
        head.addStretch(1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.text)

    def show_row(self, row: MessageRow, *, editable: bool) -> None:
        """Show the core line of a message."""
        self.text.setReadOnly(not editable)
        self.text.show_text(row.id, row.core_line)
        self._show_count()

    def _show_count(self) -> None:
        words, look = breath_line(word_count(self.text.toPlainText()))
        self.count.setText(words)
        if look != self.count.property("look"):
            set_look(self.count, look)

    def _take(self, message_id: str, text: str) -> bool:
        return self._edits.update(message_id, core_line=text)


class Plinth(QFrame):
    """Two steps on which the house stands; holds the proof points that carry all pillars."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        with_look(self, "plain")

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = 10 * self._theme.scale
        painter.setPen(QPen(self._theme.colour("line"), 1))
        whole = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRect(whole.adjusted(10, 0, -10, -step))
        painter.setBrush(self._theme.colour("line"))
        painter.drawRect(whole.adjusted(0, whole.height() - step, 0, 0))
        painter.end()
