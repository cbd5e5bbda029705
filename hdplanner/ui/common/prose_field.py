"""Text of several lines in the inspector: it grows with what it holds, and commits when it is left.

Runs in its own direction, keeps its own undo until it commits, and never changes the file itself.
"""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from hdplanner.ui.common.direction import at_start, direct
from hdplanner.ui.common.pieces import named

_MOST_PASTED: Final = 100_000
"""Letters: five times what the longest field of a record takes."""


def is_history(event: QEvent) -> bool:
    """Whether a key is about to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class ProseField(QPlainTextEdit):
    """Text of several lines that grows with what it holds. Ctrl+Enter commits as leaving does."""

    committed = Signal(str)
    _most = 12

    def __init__(self, name: str, hint: str = "", lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lines = lines
        self._shown = ""
        self.textChanged.connect(self._on_text_changed)
        self._align()
        self._fit()

    def show_value(self, text: str) -> None:
        """Show the value of the file, unless the person is in the middle of writing."""
        if self.hasFocus() and self.toPlainText() != self._shown:
            return
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        if is_history(event) and self.toPlainText() == self._shown:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(160, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What no record can hold is not laid out, which may take minutes: it goes on, to be refused with a sentence."""
        if len(source.text()) > _MOST_PASTED:
            self.committed.emit(source.text())
        else:
            super().insertFromMimeData(source)

    def _on_text_changed(self) -> None:
        direct(self, self.toPlainText())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Qt lets a text that runs from right to left begin at the left edge here, unless told otherwise."""
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)

    def _height(self) -> int:
        """As high as the text, up to `_most` lines. Lines of another script may be higher than those of the font."""
        line = self.fontMetrics().lineSpacing()
        count = max(1, round(self.document().size().height()))
        if count <= self._most:
            block, high = self.document().firstBlock(), 0.0
            while block.isValid():
                high += self.blockBoundingRect(block).height()
                block = block.next()
        else:
            high = self._most * line
        return max(self._lines * line, math.ceil(high)) + (12 if self.property("look") else 20)

    def _fit(self) -> None:
        full = self.document().size().height() > self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff)
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _commit(self) -> None:
        text = self.toPlainText().strip()
        if text != self._shown:
            self._shown = text
            self.committed.emit(text)


class WrapField(ProseField):
    """One line of text that may be long: it wraps instead of hiding its end. Enter commits."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, 1, parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted comes without its line ends."""
        flat = QMimeData()
        flat.setText(" ".join(source.text().split()))
        super().insertFromMimeData(flat)


class TitleField(WrapField):
    """A name as a heading: it begins where lines of the window do, beside its sign, whatever its own direction."""

    def _align(self) -> None:
        option = self.document().defaultTextOption()
        option.setAlignment(at_start())
        self.document().setDefaultTextOption(option)
