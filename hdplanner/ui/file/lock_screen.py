"""What a locked window shows: which file it is, a field for the passphrase, and a way out. Opens nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import pixmap
from hdplanner.ui.common.pieces import button, frame, label, named
from hdplanner.ui.common.secret_fields import emptied, secret_field, show_letters
from hdplanner.ui.common.theme import Theme


class LockScreen(QWidget):
    """Says what the person wants; who made it opens or closes the file."""

    unlock_wanted = Signal(str)
    """The passphrase that was written. It is not kept here."""
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Locked"))
        self._theme = theme
        self._mark = QLabel()
        self.title = label("", "title", wrap=True)
        self.kept = label("", "muted", wrap=True)
        self.field = secret_field(_("Passphrase"))
        self.field.returnPressed.connect(self._ask)
        self.letters = show_letters(self.field)
        self.wrong = label("", "danger", wrap=True)
        self.unlock = button(_("Unlock"), self._ask, "primary")
        self.close_file = button(_("Close file"), self.close_wanted.emit)
        self._card = self._lay_out()
        self.wear(theme)

    def show_file(self, name: str) -> None:
        """Begin anew for a file; "" keeps its name off the screen."""
        self.title.setText(_("{file} is locked").format(file=name) if name else _("The plan is locked"))
        self.kept.setText(
            _(
                "Its key is gone from this program. What you were writing is kept and comes back, not saved yet."
            )
        )
        self.clear()

    def enter(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what is written."""
        emptied(self.field)
        self.letters.setChecked(False)
        self.wrong.hide()

    def refuse(self, sentence: str) -> None:
        """Say why the file stays locked."""
        self.wrong.setText(sentence)
        self.wrong.show()
        self.field.selectAll()
        self.enter()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._card.setFixedWidth(round(460 * theme.scale))
        self._mark.setPixmap(pixmap("lock", theme, theme.pixels("icon_large") * 2, self.devicePixelRatioF()))

    def _ask(self) -> None:
        if self.field.text():
            self.unlock_wanted.emit(self.field.text())
        else:
            self.enter()

    def _lay_out(self) -> QFrame:
        inner = QVBoxLayout()
        inner.setContentsMargins(32, 28, 32, 24)
        inner.setSpacing(8)
        inner.addWidget(self._mark)
        inner.addSpacing(4)
        inner.addWidget(self.title)
        inner.addWidget(self.kept)
        inner.addSpacing(12)
        words = label(_("Passphrase"), "small")
        words.setBuddy(self.field)
        for widget in (words, self.field, self.letters, self.wrong):
            inner.addWidget(widget)
        inner.addSpacing(12)
        row = QHBoxLayout()
        row.addWidget(self.close_file)
        row.addStretch(1)
        row.addWidget(self.unlock)
        inner.addLayout(row)
        card = frame("panel", inner)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        return card


class LockWindow(QDialog):
    """The lock screen over open dialogs, which would keep the keyboard from the window's own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("HD Planner"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.screen_ = LockScreen(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screen_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does not lead past the lock."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the passphrase, or closing the file, takes it away."""
        event.ignore()
