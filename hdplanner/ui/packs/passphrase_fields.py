"""A passphrase for a file that leaves the house: wanted or not, written twice, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.form import stacked
from hdplanner.ui.common.pieces import label, set_margins
from hdplanner.ui.common.secret_fields import secret_field, show_letters

_LONGEST = 127
"""Bytes: what is longer the format would cut, in silence."""
_STRONG = 16


class PassphraseFields(QWidget):
    """A box, and what goes with it once it is ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox(_("Open with a passphrase only"))
        self.first, self.second = secret_field(_("Passphrase")), secret_field(_("Passphrase again"))
        self.hint = label("", "small", wrap=True)
        self._more = QWidget()
        inside = QVBoxLayout(self._more)
        set_margins(inside, 26, 0, 0, 4)
        inside.setSpacing(8)
        inside.addWidget(stacked(_("Passphrase"), self.first))
        inside.addWidget(stacked(_("Passphrase again"), self.second))
        inside.addWidget(show_letters(self.first, self.second))
        inside.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.wanted)
        column.addWidget(self._more)
        self.wanted.toggled.connect(self._on_toggled)
        for field in (self.first, self.second):
            field.textChanged.connect(self._on_text)
        self._more.hide()

    def passphrase(self) -> str:
        """What was written; "" where none is wanted."""
        return self.first.text() if self.wanted.isChecked() else ""

    def problem(self) -> str:
        """What is still to be mended, as a sentence; "" where nothing is."""
        if not self.wanted.isChecked():
            return ""
        if not self.first.text():
            return _("Write a passphrase.")
        if len(self.first.text().encode()) > _LONGEST:
            return _("The passphrase is too long.")
        if self.first.text() != self.second.text():
            return _("The two passphrases differ.")
        return ""

    def _on_toggled(self, on: bool) -> None:
        self._more.setVisible(on)
        if on:
            self.first.setFocus()
        self._on_text()

    def _on_text(self) -> None:
        said = self.problem()
        if not said and len(self.first.text()) < _STRONG:
            said = _("Short. Four words or more hold better.")
        self.hint.setText(
            said
            or _(
                "Tell it to the recipient by another way. It is kept nowhere: without it nobody opens the file."
            )
        )
        self.changed.emit()
