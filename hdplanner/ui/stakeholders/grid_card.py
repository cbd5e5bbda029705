"""The card that opens beside a marker when the pointer rests on it: who, how rated, on what evidence, how old.

Shows plain text only; never takes the mouse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, Influence, Interest, Position, Relationship
from hdplanner.figures.scene import Placed
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.theme import set_look
from hdplanner.ui.stakeholders.placing import place_beside


class GridCard(QFrame):
    """A quiet card with four lines at most."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = [QLabel(self) for _number in range(4)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        for label, look in zip(self._lines, ("heading", "muted", "", "small"), strict=True):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            set_look(label, look)
            layout.addWidget(label)
        self.hide()

    def show_row(self, row: Placed, beside: QRect, within: QRect) -> None:
        """Open beside a marker, inside a rectangle of the parent."""
        texts = (shortened(row.name, 120), rating_words(row), shortened(row.evidence, 240), age_words(row))
        self.show_texts(texts, beside, within)

    def show_texts(self, texts: Sequence[str], beside: QRect, within: QRect) -> None:
        """Open with these lines: the name of the thing, what is said of it, and what is said more quietly."""
        lines = (*texts, *[""] * (len(self._lines) - len(texts)))
        for label, text in zip(self._lines, lines, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._fit(lines)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(place_beside(self.size(), beside, within, mirrored=mirrored))
        self.show()
        self.raise_()

    def _fit(self, texts: Iterable[str]) -> None:
        """As wide as the longest line, within bounds, and as high as that needs."""
        advances = (
            label.fontMetrics().horizontalAdvance(text)
            for label, text in zip(self._lines, texts, strict=True)
        )
        scale = self.fontMetrics().height() / 18
        width = round(min(320 * scale, max(180 * scale, *advances))) + 30
        layout = self.layout()
        height = self.sizeHint().height() if layout is None else layout.heightForWidth(width)
        self.resize(width, height)


class Hover(QObject):
    """Waits until the pointer rests on something."""

    rested = Signal(object)
    """The thing on which the pointer has rested for a moment: the number of a mark, or a zone."""

    def __init__(self, parent: QWidget, milliseconds: int = 280) -> None:
        super().__init__(parent)
        self._thing: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self._on_timeout)

    def move_over(self, thing: object) -> bool:
        """The pointer is over a thing, or over none; True if that is a change."""
        if thing == self._thing:
            return False
        self._thing = thing
        self._timer.start() if thing is not None else self._timer.stop()
        return True

    def _on_timeout(self) -> None:
        if self._thing is not None:
            self.rested.emit(self._thing)


def rating_words(row: Placed) -> str:
    """The ratings in words, those that are assessed: "Reserved · influence decisive"."""
    parts = [step_label(Position, row.position)]
    named = (
        (_("Influence"), Influence, row.influence),
        (_("Interest"), Interest, row.interest),
        (_("Relationship"), Relationship, row.relationship),
    )
    sentence = _("{rating}: {step}")
    parts += [
        sentence.format(rating=name, step=step_label(scale, value))
        for name, scale, value in named
        if value is not None
    ]
    return " · ".join(parts)


def age_words(row: Placed) -> str:
    """How sure and how old the judgement is."""
    parts = [shortened(row.detail, 80)] if row.detail else []
    if row.holder:
        parts.append(_("held by {name}").format(name=shortened(row.holder, 60)))
    if row.confidence is not None:
        parts.append(_("Confidence: {step}").format(step=step_label(Confidence, row.confidence)))
    if row.age_days is not None:
        days = ngettext("assessed {count} day ago", "assessed {count} days ago", row.age_days)
        parts.append(_("assessed today") if row.age_days == 0 else days.format(count=row.age_days))
    if row.stale:
        parts.append(_("due for review"))
    return " · ".join(parts)
