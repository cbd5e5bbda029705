"""Texts of a message: they run in their own direction, mark words that serve or harm, and lose nothing that is refused.

A text commits when it is left and when the writing pauses. Knows no service: it asks whoever made it to take the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QToolTip, QWidget

from hdplanner.domain.rules_words import find_words
from hdplanner.domain.values import WordAdvice
from hdplanner.i18n import _
from hdplanner.ui.common.form import ProseField
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.bank import WordRow

PAUSE_MS = 1500
_LONGEST = 20_000
"""Letters of a paragraph above which no words are marked: it will be refused anyway."""
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)

Take = Callable[[str, str], bool]
"""Asks to keep a text: of which record, and the text; says whether it was taken."""


class WordMarks(QObject):
    """The words of the plan that are marked in every text of the room."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words: dict[str, WordRow] = {}

    def set_words(self, rows: list[WordRow]) -> None:
        """Mark these from now on."""
        words = {row.word: row for row in rows}
        if words != self._words:
            self._words = words
            self.changed.emit()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.changed.emit()

    def found(self, text: str) -> list[tuple[int, int, WordRow]]:
        """Where which of the words stand in a text: start, end, word."""
        if not self._words or len(text) > _LONGEST:
            return []
        return [(one.start, one.end, self._words[one.word]) for one in find_words(text, self._words)]


def why(row: WordRow) -> str:
    """What is said of a marked word: what to say instead, and why."""
    avoid = row.advice is WordAdvice.AVOID
    parts = [_("Word to avoid: {word}.") if avoid else _("Word to use: {word}.")]
    if row.instead and avoid:
        parts.append(_("Say instead: {instead}."))
    said = " ".join(parts).format(word=row.word, instead=row.instead.rstrip("."))
    return f"{said} {row.why}".strip()


class WordHighlighter(QSyntaxHighlighter):
    """Underlines words: a wave below those to avoid, a line below those to use."""

    def __init__(self, document: QTextDocument, marks: WordMarks) -> None:
        super().__init__(document)
        self._marks = marks
        marks.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        for start, end, row in self._marks.found(text):
            avoid = row.advice is WordAdvice.AVOID
            look = QTextCharFormat()
            style = QTextCharFormat.UnderlineStyle
            look.setUnderlineStyle(style.WaveUnderline if avoid else style.DotLine)
            look.setUnderlineColor(self._marks.theme.colour("danger" if avoid else "fine"))
            self.setFormat(start, end - start, look)


class MessageText(ProseField):
    """A text of one record. What is refused stays in the field, and is offered again when it is changed."""

    def __init__(
        self,
        name: str,
        hint: str,
        take: Take,
        marks: WordMarks,
        *,
        lines: int = 1,
        look: str = "bare",
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, hint, lines, parent)
        with_look(self, look)
        self._most = most
        self._take = take
        self._marks = marks
        self._key = ""
        self._refused: str | None = None
        self._highlighter = WordHighlighter(self.document(), marks)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._on_written)

    @property
    def is_refused(self) -> bool:
        """Whether it holds a text that was not taken."""
        return self._refused is not None

    def show_text(self, key: str, text: str) -> None:
        """Show the text of a record. One that is being written goes to its own record first."""
        if key != self._key:
            old, pending = self._key, self.toPlainText().strip()
            unsaved = bool(old) and pending not in (self._shown, self._refused)
            self._key = key
            if unsaved:
                self._take(old, pending)
            self._accept(text)
            self.setPlainText(text)
        elif self._refused is None:
            self.show_value(text)

    def commit(self) -> None:
        """Offer the text, where it is another one than the file has."""
        self._commit()

    def event(self, event: QEvent) -> bool:
        """The tip of a marked word says why."""
        if isinstance(event, QHelpEvent):
            tip = self.tip_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), tip, self) if tip else QToolTip.hideText()
            return True
        return super().event(event)

    def tip_at(self, place: int) -> str:
        """What is said of the word at a place of the text; "" where it is not marked."""
        block = self.document().findBlock(place)
        inside = place - block.position()
        found = self._marks.found(block.text())
        return next((why(row) for start, end, row in found if start <= inside <= end), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves what the text belongs to: that is not ours."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)
        if self._refused is not None and self.toPlainText() == self._shown:
            self._accept(self._shown)

    def _on_written(self) -> None:
        if self._key and self.hasFocus() and self.toPlainText() != self._shown:
            self._pause.start()

    def _commit(self) -> None:
        self._pause.stop()
        text = self.toPlainText().strip()
        if not self._key or text == self._refused:
            return
        if text == self._shown or self._take(self._key, text):
            self._accept(text)
        else:
            self._refused = text
            self._show_wrong(wrong=True)

    def _accept(self, text: str) -> None:
        self._shown = text
        self._refused = None
        self._show_wrong(wrong=False)

    def _show_wrong(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.setAccessibleDescription(_("Not kept yet") if wrong else "")
            self.style().unpolish(self)
            self.style().polish(self)
